package cleantest_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/clean/cleantest"
)

var update = flag.Bool("update", false, "record the golden files anew")

func houseRules() []clean.Rule {
	return []clean.Rule{
		clean.Prefix("house/app", clean.Promotion, []string{"The Gazette app"}, clean.OnSites("gazette.example")),
		clean.Selector("house/box", clean.Related, "aside.more", clean.OnSites("gazette.example")),
		clean.Prefix("house/short", clean.Legal, []string{"All rights"}, clean.MaxWords(3), clean.InLanguages("en")),
	}
}

// TestFixtures runs the fixtures in testdata, of which those named good pass.
func TestFixtures(t *testing.T) {
	cleantest.Run(t, "testdata/good*", clean.WithRules(houseRules()...))
}

// recorder is a test that notes what it is told.
type recorder struct{ said []string }

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, a ...any) {
	r.said = append(r.said, fmt.Sprintf(format, a...))
}
func (r *recorder) Fatalf(format string, a ...any) {
	r.said = append(r.said, "fatal: "+fmt.Sprintf(format, a...))
}

// TestFailures runs fixtures that expect what is not so: each tells where, what
// was expected, and what every rule said.
func TestFailures(t *testing.T) {
	for _, name := range []string{"wrong.txt", "wrong.html"} {
		var r recorder
		cleantest.Run(&r, filepath.Join("testdata", name), clean.WithRules(houseRules()...))
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			require.NoError(t, os.WriteFile(golden, []byte(strings.Join(r.said, "\n")+"\n"), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		assert.Equal(t, string(want), strings.Join(r.said, "\n")+"\n", golden)
	}
}

func TestBrokenFixtures(t *testing.T) {
	tests := []struct{ file, content, want string }{
		{"a.md", "x", "a.md: the name ends in neither .txt nor .html"},
		{"a.txt", "", "a.txt: expects nothing of any line"},
		{"a.txt", "| Storm closes the coast road\n", "a.txt: expects nothing of any line"},
		{"a.txt", "title Storm closes the coast road\n", "a.txt:1: there is no bar between what is expected and the text"},
		{"a.txt", "\nheadline | Storm\n", `a.txt:2: clean: unknown label "headline"`},
		{"a.txt", "title by | Storm\n", `a.txt:1: cannot read "title by": it is neither a label nor "label by rule"`},
		{"a.txt", "title |\n", "a.txt:1: a blank line has no label"},
		{"a.txt", "About storms.\n## one\ntitle | Storm\n## two\n| Storm\n", "a.txt: two: expects nothing of any line"},
		{"a.html", "<p>Storm", "a.html: expects nothing of any line"},
		{"a.html", "<p>\n<!-- want title -->Storm", "a.html:2: there is no text before the comment"},
		{"a.html", "<p>Storm<!-- want headline -->", `a.html:1: clean: unknown label "headline"`},
	}
	for _, tt := range tests {
		path := filepath.Join(t.TempDir(), tt.file)
		require.NoError(t, os.WriteFile(path, []byte(tt.content), 0o644))
		var r recorder
		cleantest.Run(&r, path)
		assert.Equal(t, []string{"fatal: cleantest: " + filepath.Join(filepath.Dir(path), tt.want)}, r.said)
	}
	var r recorder
	cleantest.Run(&r, "testdata/none*")
	cleantest.Run(&r, "testdata/good*", clean.WithoutRules("none"))
	assert.Equal(t, []string{"fatal: cleantest: testdata/none*: file does not exist",
		`fatal: clean: rule "none": name is not the name of a built-in rule`}, r.said)
}

const packText = `{"schema": "copydesk-pack/1", "name": "house", "doc": "House rules.", "rules": [
	{"name": "app", "label": "promotion", "prefix": ["The Gazette app"], "sites": ["gazette.example"]},
	{"name": "box", "label": "related", "selector": "aside"},
	{"name": "idle", "label": "legal", "equal": ["All rights"]}],
	"tests": [
	{"name": "app", "url": "https://gazette.example/a", "lines": [{"text": "The Gazette app is here", "label": "promotion", "rule": "app"}]},
	{"name": "box", "html": "<p>Storm</p><aside>Storm</aside>", "lines": [{"text": "Storm"}, {"text": "Storm", "label": "related"}]}%s]}`

func loadPack(t *testing.T, more string) clean.Pack {
	t.Helper()
	pack, err := clean.LoadPack(strings.NewReader(strings.Replace(packText, "%s", more, 1)))
	require.NoError(t, err)
	return pack
}

func TestPack(t *testing.T) {
	pack := loadPack(t, "")
	cleantest.Pack(t, []clean.Pack{pack})
	result, err := cleantest.CheckPack(pack)
	require.NoError(t, err)
	assert.Empty(t, result.Failures)
	assert.Equal(t, []string{"house/idle"}, result.Idle)

	pack = loadPack(t, `, {"name": "elsewhere", "url": "https://other.example/", "lines": [{"text": "The Gazette app is here", "label": "promotion"}]},
		{"name": "no such line", "html": "<p>x", "lines": [{"text": "y", "label": "promotion"}]}`)
	var r recorder
	cleantest.Pack(&r, []clean.Pack{pack})
	require.Len(t, r.said, 2)
	assert.Contains(t, r.said[0], "house: elsewhere: \"The Gazette app is here\"\n    want promotion\n    got  ")
	assert.Equal(t, `house: no such line: the page has no line "y" after the lines before`, r.said[1])

	r = recorder{}
	cleantest.Pack(&r, []clean.Pack{{Name: "p"}})
	pack.Tests = nil
	cleantest.Pack(&r, []clean.Pack{pack})
	assert.Equal(t, []string{`fatal: cleantest: pack "p" has no tests`, `fatal: cleantest: pack "house" has no tests`}, r.said)
}

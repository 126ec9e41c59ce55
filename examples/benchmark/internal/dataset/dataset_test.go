package dataset_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/internal/metric"
)

const testdata = "../../testdata"

func open(t *testing.T, folder string) []dataset.Set {
	t.Helper()
	sets, err := dataset.Open(filepath.Join(testdata, folder))
	require.NoError(t, err)
	return sets
}

// readable asserts that a page's bytes are those of the saved page.
func readable(t *testing.T, p dataset.Page, start string) {
	t.Helper()
	data, err := p.Read()
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(data), start), "page %s begins %.40q", p.ID, data)
}

func TestTruthed(t *testing.T) {
	sets := open(t, "truthed")
	require.Len(t, sets, 1)
	set := sets[0]
	assert.Equal(t, "truthed", set.Name)
	assert.Equal(t, dataset.HTML, set.Kind)
	require.Len(t, set.Pages, 2)

	bridge, lighthouse := set.Pages[0], set.Pages[1]
	assert.Equal(t, "bridge", bridge.ID)
	readable(t, bridge, "<!DOCTYPE html>")
	assert.Equal(t, []string{"Cleo Specimen", "Ada Example"}, bridge.Truth.Authors)
	assert.Nil(t, bridge.Truth.Captions, "null images: the truth does not speak of captions")
	assert.Equal(t, []metric.Clip{{Title: "Over the bridge in a minute", Duration: 62 * time.Second}}, bridge.Truth.Clips)
	assert.Equal(t, "www.example.com", bridge.Address().Host, "a fixed address where the truth has none")

	readable(t, lighthouse, "<!DOCTYPE html>")
	assert.Equal(t, "gazette.example.com", lighthouse.Address().Host)
	assert.Equal(t, "Lighthouse lit again", lighthouse.Truth.Title)
	assert.Equal(t, "2026-03-02T18:00:00+01:00", lighthouse.Truth.Published.Format(time.RFC3339))
	assert.Equal(t, []metric.Caption{
		{Text: "The lamp of Cape Example turns again.", Credit: "Ben Sample"},
		{Credit: "Ben Sample"},
	}, lighthouse.Truth.Captions)
	assert.Nil(t, lighthouse.Truth.Clips)
	assert.Equal(t, []string{"Most read"}, lighthouse.Truth.Without)
	require.Len(t, lighthouse.Truth.Texts, 1)
}

func TestArticleExtractionBenchmark(t *testing.T) {
	set := open(t, "article-extraction-benchmark")[0]
	require.Len(t, set.Pages, 2)
	assert.Equal(t, "https://gazette.example.com/lighthouse", set.Pages[0].URL)
	assert.Contains(t, set.Pages[0].Truth.Texts[0], "forty years of darkness")
	readable(t, set.Pages[0], "<!DOCTYPE html>")
}

func TestWCXB(t *testing.T) {
	sets := open(t, "wcxb")
	require.Len(t, sets, 2)
	assert.Equal(t, "wcxb/dev", sets[0].Name)
	assert.Equal(t, "wcxb/test", sets[1].Name)
	require.Len(t, sets[0].Pages, 2)
	page := sets[0].Pages[0]
	assert.Equal(t, "article", page.Type)
	assert.Equal(t, []string{"Ada Example"}, page.Truth.Authors)
	assert.Equal(t, "2026-03-02", page.Truth.Published.Format(time.DateOnly))
	assert.NotEmpty(t, page.Truth.With)
	assert.Empty(t, sets[0].Pages[1].Truth.Authors)
	assert.True(t, sets[0].Pages[1].Truth.Published.IsZero())
	readable(t, page, "<!DOCTYPE html>")

	assert.Len(t, sets[0].OfType("article").Pages, 1)
	assert.Len(t, sets[0].OfType("").Pages, 2)

	one, err := dataset.Open(filepath.Join(testdata, "wcxb", "test"))
	require.NoError(t, err)
	assert.Equal(t, "test", one[0].Name)
}

func TestFundusEvaluation(t *testing.T) {
	set := open(t, "fundus-evaluation")[0]
	assert.Equal(t, "fundus-evaluation", set.Name)
	require.Len(t, set.Pages, 2)
	page := set.Pages[0]
	assert.Equal(t, "Gazette_1", page.ID)
	require.Len(t, page.Truth.Texts, 2, "one optional paragraph, two readings")
	assert.True(t, strings.HasSuffix(page.Truth.Texts[0], "the harbour office announced."))
	assert.True(t, strings.HasSuffix(page.Truth.Texts[1], "from three other lighthouses."))
	assert.Len(t, set.Pages[1].Truth.Texts, 1)
	readable(t, page, "<!DOCTYPE html>")
}

func TestFlattened(t *testing.T) {
	sets := open(t, "flattened")
	require.Len(t, sets, 2)
	assert.Equal(t, "flattened/joined", sets[0].Name)
	assert.Equal(t, dataset.Text, sets[0].Kind)
	assert.Len(t, sets[0].Pages, 2)
	assert.Equal(t, "flattened/split", sets[1].Name)
	require.Len(t, sets[1].Pages, 1)
	readable(t, sets[1].Pages[0], "Home\nSport\n")
}

func TestFolderOfSets(t *testing.T) {
	var names []string
	for _, set := range open(t, "") {
		names = append(names, set.Name)
	}
	assert.Equal(t, []string{"article-extraction-benchmark", "flattened/joined", "flattened/split",
		"fundus-evaluation", "truthed", "wcxb/dev", "wcxb/test"}, names)
}

func TestSpread(t *testing.T) {
	set := dataset.Set{Pages: []dataset.Page{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}, {ID: "e"}}}
	assert.Equal(t, []dataset.Page{{ID: "a"}, {ID: "c"}}, set.Spread(2).Pages)
	assert.Len(t, set.Spread(0).Pages, 5)
	assert.Len(t, set.Spread(9).Pages, 5)
}

func TestBadSets(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"no truth file", map[string]string{"html/a.html": "<p>"}, "no truth file"},
		{"nothing at all", map[string]string{"notes.txt": ""}, "not a benchmark set"},
		{"broken truth", map[string]string{"html/a.html": "<p>", "truth.json": `{"a": {"text": `}, "truth.json: unexpected end of JSON input"},
		{"truth of the wrong form", map[string]string{"html/a.html": "<p>", "truth.json": `[1]`}, "truth.json: json: cannot unmarshal array"},
		{"empty truth", map[string]string{"html/a.html": "<p>", "truth.json": `{}`}, "no entries"},
		{"page without truth", map[string]string{"html/a.html": "<p>", "html/b.html": "<p>", "truth.json": `{"a": {"text": "x"}}`}, `b.html has no truth: no entry "b"`},
		{"truth without page", map[string]string{"html/a.html": "<p>", "truth.json": `{"a": {"text": "x"}, "z": {"text": "x"}}`}, `1 truths have no page in`},
		{"page twice", map[string]string{"html/a.html": "<p>", "html/a.html.gz": "", "truth.json": `{"a": {"text": "x"}}`}, "there twice"},
		{"no pages", map[string]string{"html/readme.txt": "", "truth.json": `{"a": {"text": "x"}}`}, "no pages in"},
		{"no article body", map[string]string{"html/a.html": "<p>", "ground-truth.json": `{"a": {"url": "x"}}`}, `entry "a": no articleBody`},
		{"no body", map[string]string{"html/a.html": "<p>", "ground_truth.json": `{"a": {"url": "x"}}`}, `entry "a": no body`},
		{"no ground truth", map[string]string{"html/a.html": "<p>", "ground-truth/a.json": `{}`}, "a.json: no ground_truth"},
		{"text of no tool", map[string]string{"bs4/a.txt": "x", "truth.json": `{"a": {"text": "x"}}`}, `entry "a": no tools`},
		{"text folder missing", map[string]string{"truth.json": `{"a": {"text": "x", "tools": ["bs4"]}}`}, "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range tt.files {
				path := filepath.Join(dir, name)
				require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
				require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
			}
			_, err := dataset.Open(dir)
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.want)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
	_, err := dataset.Open(filepath.Join(t.TempDir(), "absent"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestBrokenPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.html.gz")
	require.NoError(t, os.WriteFile(path, []byte("not gzip"), 0o644))
	_, err := dataset.Page{ID: "a", Path: path}.Read()
	require.Error(t, err)
	assert.Contains(t, err.Error(), "page a: ")
}

package clean_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

// lineCase is a short page and the labels that its lines must get.
type lineCase struct {
	file, name string
	lines      []caseLine
}

type caseLine struct {
	at    int // line of the file
	label string
	text  string
}

// readCases reads a file of cases. A case begins with a line "## NUMBER NAME"
// and has a line "LABEL | TEXT" for each line of its page; an empty line is one
// of the page too, save at the end of the case. Before the first case stands
// what the file is about.
func readCases(t *testing.T, path string) []lineCase {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	var cases []lineCase
	for n, line := range strings.Split(string(data), "\n") {
		name, begins := strings.CutPrefix(line, "## ")
		switch {
		case begins:
			number, _, _ := strings.Cut(name, " ")
			require.Equal(t, fmt.Sprint(len(cases)+1), number, "%s:%d: cases are numbered from 1 on", path, n+1)
			cases = append(cases, lineCase{file: filepath.Base(path), name: name})
		case len(cases) > 0:
			label, text, ok := strings.Cut(line, "|")
			require.True(t, ok || strings.TrimSpace(line) == "", "%s:%d: no label", path, n+1)
			c := &cases[len(cases)-1]
			c.lines = append(c.lines, caseLine{n + 1, strings.TrimSpace(label), strings.TrimSpace(text)})
		}
	}
	for i := range cases {
		c := &cases[i]
		for len(c.lines) > 0 && c.lines[len(c.lines)-1].text == "" {
			c.lines = c.lines[:len(c.lines)-1]
		}
	}
	return cases
}

// diff returns the lines that got another label, and what the others got.
func (c *lineCase) diff(decisions []clean.Decision) string {
	var b strings.Builder
	wrong := false
	k := 0
	for _, line := range c.lines {
		if line.text == "" {
			continue
		}
		d := decisions[k]
		k++
		mark := "  "
		if d.Label.String() != line.label {
			mark, wrong = "✗ ", true
		}
		fmt.Fprintf(&b, "%s%s:%d  want %-13s got %-13s (%s %.2f)  %.60s\n", mark, c.file, line.at, line.label, d.Label, d.Rule, d.Confidence, line.text)
	}
	if !wrong {
		return ""
	}
	return b.String()
}

func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	cleaner, err := clean.New()
	require.NoError(t, err)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			for _, c := range readCases(t, path) {
				var text []string
				for _, line := range c.lines {
					text = append(text, line.text)
				}
				page := clean.TextPage(strings.Join(text, "\n"))
				if diff := c.diff(cleaner.Label(page)); diff != "" {
					t.Errorf("case %s\n%s", c.name, diff)
				}
			}
		})
	}
}

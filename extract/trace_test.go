package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// TestTraceChangesNothing reads pages with and without a trace: the documents
// are the same, and every line of the trace has one mark that won, which is what
// the document says of it.
func TestTraceChangesNothing(t *testing.T) {
	paths, err := filepath.Glob("../testdata/pages/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			input, err := os.ReadFile(path)
			require.NoError(t, err)
			bare, want := extract.Text(strings.NewReader(string(input)))
			traced, err := extract.Text(strings.NewReader(string(input)), extract.WithTrace())
			require.Equal(t, want, err)
			require.NotNil(t, traced.Trace)
			for i, line := range traced.Trace.Lines {
				won := 0
				for _, m := range line.Marks {
					if m.Outcome == clean.Won {
						won++
						assert.Equal(t, clean.Mark{Rule: line.Rule, Label: line.Label, Confidence: line.Confidence, Group: line.Group}, m)
					} else {
						assert.NotEmpty(t, m.By, "line %d: %+v", i, m)
					}
				}
				assert.Equal(t, 1, won, "line %d %q", i, line.Text)
				assert.NotEmpty(t, line.Why)
				assert.NotEmpty(t, line.Of, "line %d %q", i, line.Text)
			}
			for _, part := range traced.Parts() {
				lines := traced.Explain(part.Span)
				require.NotEmpty(t, lines)
				for _, line := range lines {
					assert.Equal(t, part.Of, line.Of)
					assert.Equal(t, part.Index, line.Index)
				}
			}
			traced.Trace = nil
			assert.Equal(t, bare, traced)
		})
	}
}

func TestExplain(t *testing.T) {
	const page = "Storm closes the coast road\nShare this article\nThe coast road was closed on Monday after the sea broke over the wall of Selmouth.\n"
	hold := clean.Equal("hold", clean.Paragraph, []string{"share this article"}, clean.WithConfidence(0.7))
	doc, err := extract.Text(strings.NewReader(page), extract.WithTrace(), extract.WithRules(hold))
	require.NoError(t, err)
	lines := doc.Explain(doc.Noise[0].Span)
	require.Len(t, lines, 1)
	assert.Equal(t, "Share this article", lines[0].Text)
	assert.Equal(t, clean.Share, lines[0].Label)
	assert.Contains(t, lines[0].Marks, clean.Mark{Rule: "hold", Label: clean.Paragraph, Confidence: 0.7, Outcome: clean.Refused, By: "share"})
	assert.Equal(t, "surer than hold (0.70)", lines[0].Why)

	assert.Len(t, doc.Explain(caption.Span{Start: 0, End: len(page)}), 3)
	assert.Len(t, doc.Explain(caption.Span{Start: 26, End: 29}), 2)
	assert.Empty(t, doc.Explain(caption.Span{Start: 5, End: 5}), "no byte")
	assert.Empty(t, doc.Explain(caption.Span{Start: 500, End: 600}))
	assert.Empty(t, (&extract.Document{}).Explain(caption.Span{End: 10}), "no trace")

	data, err := json.Marshal(lines[0])
	require.NoError(t, err)
	var again extract.TraceLine
	require.NoError(t, json.Unmarshal(data, &again))
	assert.Equal(t, lines[0], again)
}

// TestTracePath reads the path of a line back as a selector, which finds the
// line's element.
func TestTracePath(t *testing.T) {
	const page = `<body><main id="main"><div class="md:grid story_body 2col extra"><p>The coast road was closed on Monday.</p></div></main>`
	doc, err := extract.HTML(strings.NewReader(page), extract.WithTrace())
	require.NoError(t, err)
	require.Len(t, doc.Trace.Lines, 1)
	path := doc.Trace.Lines[0].Path
	assert.Equal(t, `main#main > div.md\:grid.story_body.\32 col > p`, path)
	tree, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	require.NoError(t, err)
	assert.Equal(t, "The coast road was closed on Monday.", tree.Find(path).Text())
}

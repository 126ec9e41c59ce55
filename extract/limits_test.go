package extract

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
)

// paragraphs is a page of n paragraphs.
func paragraphs(n int) string {
	var b strings.Builder
	b.WriteString("<h1>The river and its bridges</h1>\n")
	for i := range n {
		fmt.Fprintf(&b, "<p>The river rose at dawn for the %dth time, and the town hall was cleared in less than an hour.</p>\n", i)
	}
	return b.String()
}

func cut(limit string, most int64) []Truncation { return []Truncation{{Limit: limit, Max: most}} }

func htmlOf(t *testing.T, page string, opts ...Option) *Document {
	t.Helper()
	doc, err := HTML(strings.NewReader(page), opts...)
	require.NoError(t, err)
	return doc
}

func TestRefusingLimits(t *testing.T) {
	rules := make([]clean.Rule, 3)
	for i := range rules {
		rules[i] = clean.Prefix(fmt.Sprintf("rule-%d", i), clean.Promotion, []string{"The harbour radio"})
	}
	cyrillic := strings.Repeat("\xF0\xE5\xEA\xE0 ", 1000) // in windows-1251
	tests := []struct {
		name   string
		limits Limits
		opts   []Option
		page   string
		want   LimitError
		text   string
	}{
		{"bytes", Limits{Bytes: 10}, nil, shortPage, LimitError{LimitBytes, 10, 0}, "extract: limit exceeded: more than 10 bytes"},
		{"decoded bytes", Limits{DecodedBytes: 100}, nil, shortPage, LimitError{LimitDecodedBytes, 100, int64(len(shortPage))},
			"extract: limit exceeded: 117 decoded bytes, more than 100"},
		{"decoded bytes of another encoding", Limits{DecodedBytes: 6000}, []Option{WithCharset("windows-1251")}, cyrillic,
			LimitError{LimitDecodedBytes, 6000, 0}, "extract: limit exceeded: more than 6000 decoded bytes"},
		{"output bytes", Limits{OutputBytes: 50}, nil, shortPage, LimitError{LimitOutputBytes, 50, 146},
			"extract: limit exceeded: 146 output bytes, more than 50"},
		{"rules", Limits{Rules: 2}, []Option{WithRules(rules...)}, shortPage, LimitError{LimitRules, 2, 3},
			"extract: limit exceeded: 3 rules, more than 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Text(strings.NewReader(tt.page), append(tt.opts, WithLimits(tt.limits))...)
			assert.Nil(t, doc)
			require.ErrorIs(t, err, ErrTooLarge)
			var limit *LimitError
			require.ErrorAs(t, err, &limit)
			assert.Equal(t, tt.want, *limit)
			assert.EqualError(t, err, tt.text)
		})
	}
	_, err := HTML(strings.NewReader(paragraphs(10)), WithLimits(Limits{OutputBytes: 50}))
	require.ErrorIs(t, err, ErrTooLarge)
	_, err = HTML(strings.NewReader(paragraphs(10)), WithLimits(Limits{DecodedBytes: 50}))
	require.ErrorIs(t, err, ErrTooLarge)
}

func TestTruncatingLimits(t *testing.T) {
	t.Run("nodes", func(t *testing.T) {
		doc := htmlOf(t, paragraphs(1000), WithLimits(Limits{Nodes: 100}))
		assert.Equal(t, cut(LimitNodes, 100), doc.Truncated)
		// The document, html, head, body, h1 and its text; three nodes a paragraph.
		assert.Len(t, doc.Article.Body, 31)
	})
	t.Run("nodes of a tree", func(t *testing.T) {
		root, err := html.Parse(strings.NewReader(paragraphs(1000)))
		require.NoError(t, err)
		doc, err := Node(root, WithLimits(Limits{Nodes: 100}))
		require.NoError(t, err)
		assert.Equal(t, cut(LimitNodes, 100), doc.Truncated)
		assert.Len(t, doc.Article.Body, 31)
	})
	t.Run("nodes of a page too deep for the parser", func(t *testing.T) {
		doc := htmlOf(t, strings.Repeat("<div>", 600)+paragraphs(1000), WithLimits(Limits{Nodes: 2000}))
		assert.Contains(t, doc.Truncated, Truncation{Limit: LimitNodes, Max: 2000})
		assert.InDelta(t, 350, len(doc.Article.Body), 30)
	})
	t.Run("depth", func(t *testing.T) {
		deep := strings.Repeat("<section>", 300) + "<p>The deepest cellar of the town hall was dry, the mayor said with some relief.</p>" + strings.Repeat("</section>", 300)
		doc := htmlOf(t, paragraphs(5)+deep+paragraphs(5), WithLimits(Limits{Depth: 20}))
		assert.Equal(t, cut(LimitDepth, 20), doc.Truncated)
		whole := htmlOf(t, paragraphs(5)+deep+paragraphs(5))
		assert.Empty(t, whole.Truncated)
		var lines, wholeLines []string
		eachText(doc, func(s string) { lines = append(lines, s) })
		eachText(whole, func(s string) { wholeLines = append(wholeLines, s) })
		assert.ElementsMatch(t, wholeLines, lines, "the text is kept")
	})
	t.Run("lines", func(t *testing.T) {
		doc := htmlOf(t, paragraphs(1000), WithLimits(Limits{Lines: 40}))
		assert.Equal(t, cut(LimitLines, 40), doc.Truncated)
		assert.Len(t, doc.Parts(), 40)
		assert.Empty(t, htmlOf(t, paragraphs(39), WithLimits(Limits{Lines: 40})).Truncated, "as many as allowed")
		for _, page := range []string{strings.Repeat(shortPage, 30), strings.Repeat("# A title\n\n* one item\n* two ![a](b.jpg) items\n\nText with a [link](https://a.example/).\n\n", 30), strings.Repeat("a line that was broken-\nin the middle of its words\n", 60)} {
			doc := textOf(t, page, WithLimits(Limits{Lines: 25}))
			assert.Equal(t, cut(LimitLines, 25), doc.Truncated)
			assert.LessOrEqual(t, len(doc.Parts()), 25)
		}
	})
	t.Run("line bytes", func(t *testing.T) {
		page := "The river rose at dawn\n\n" + strings.Repeat("The river rose at dawn and the town hall was cléared. ", 1000)
		doc := textOf(t, page, WithLimits(Limits{LineBytes: 1000}))
		assert.Equal(t, cut(LimitLineBytes, 1000), doc.Truncated)
		var all []string
		eachText(doc, func(s string) {
			assert.LessOrEqual(t, len(s), 1000)
			all = append(all, s)
		})
		assert.Equal(t, strings.Fields(page), strings.Fields(strings.Join(all, " ")), "nothing is lost")
	})
	t.Run("line bytes of one word", func(t *testing.T) {
		page := "<p>" + strings.Repeat("洪水", 1000) + "<b>" + strings.Repeat("a", 1000) + "</b>"
		for _, most := range []int{1, 2, 3, 7, 100} {
			doc := htmlOf(t, page, WithLimits(Limits{LineBytes: most}))
			var all strings.Builder
			eachText(doc, func(s string) {
				assert.LessOrEqual(t, len(s), max(most, 3), "a character is whole")
				all.WriteString(s)
			})
			assert.Equal(t, strings.Repeat("洪水", 1000)+strings.Repeat("a", 1000), all.String())
		}
	})
}

// eachText calls f with the texts of all parts of a document without clips and
// captions, in page order.
func eachText(doc *Document, f func(string)) {
	for _, part := range doc.Parts() {
		switch {
		case part.Of == "noise":
			f(doc.Noise[part.Index].Text)
		case part.Index < 0:
			f(doc.Article.Head[-1-part.Index].Text)
		default:
			f(doc.Article.Body[part.Index].Text)
		}
	}
}

func TestTruncatedDocumentRoundTrip(t *testing.T) {
	doc := htmlOf(t, paragraphs(100), WithLimits(Limits{Lines: 10, Nodes: 200}))
	data, err := json.Marshal(doc)
	require.NoError(t, err)
	assert.Contains(t, string(data), `"truncated":[{"limit":"nodes","max":200},{"limit":"lines","max":10}]`)
	var back Document
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, doc.Truncated, back.Truncated)
}

func TestLimitsOption(t *testing.T) {
	e, err := New(WithLimits(Limits{Lines: 5}), WithMaxBytes(-1))
	require.NoError(t, err)
	want := DefaultLimits()
	want.Lines = 5
	assert.Equal(t, want, e.limits)
	_, err = e.Text(context.Background(), strings.NewReader(shortPage), Source{})
	require.NoError(t, err)
}

package extract_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// pierPage is a page of news with a standfirst, a pull quote and a notice.
const pierPage = `<!doctype html><html lang=en><head><title>Pier to reopen after nine years</title>
<meta property="og:type" content="article">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Pier to reopen after nine years"}</script></head>
<body><main><article><h1>Pier to reopen after nine years</h1>
<p class="standfirst">Selmouth waited for a crane, and then for the crane's driver</p>
<p>By Ines Calloway</p>
<div class="story-body">
<p>The pier of Selmouth will open again in April, nine years after a storm took its last forty metres and the kiosk
that stood on them, the harbour office said on Tuesday.</p>
<p>A crane that could lift the new piles was found only last year, and its driver had to be trained in another port,
said Tom Birk, who leads the works. “We had everything but somebody who could reach the levers,” he said. “Now we have
two of them.”</p>
<blockquote><p>We had everything but somebody who could reach the levers</p></blockquote>
<p>Fishermen will be let on first. They have asked for a lamp at the end and for a bench that looks away from the town,
and were promised the lamp.</p>
<p>The kiosk will not come back. Its owner has opened a bakery in the meantime, where she sells a cake in the shape of
the old pier.</p>
<p>© 2026 Coastline Agency, Selmouth</p>
</div></article></main></body></html>`

// TestArticleOfNews reads what stands around and inside the running text of news.
func TestArticleOfNews(t *testing.T) {
	e, err := extract.New()
	require.NoError(t, err)
	doc, err := e.HTML(context.Background(), strings.NewReader(pierPage), extract.Source{})
	require.NoError(t, err)
	require.Len(t, doc.Article.Body, 5)
	assert.Equal(t, clean.Summary, doc.Article.Body[0].Kind)
	assert.Equal(t, "Selmouth waited for a crane, and then for the crane's driver", doc.Article.Body[0].Text)
	assert.Equal(t, doc.Article.Body[0].Text, doc.Article.Subtitle)
	for _, b := range doc.Article.Body[1:] {
		assert.Equal(t, clean.Paragraph, b.Kind, b.Text)
	}
	labels := make(map[string]clean.Label)
	for _, n := range doc.Noise {
		labels[n.Text] = n.Label
	}
	assert.Equal(t, clean.Duplicate, labels["We had everything but somebody who could reach the levers"])
	assert.Equal(t, clean.Legal, labels["© 2026 Coastline Agency, Selmouth"])
}

// TestDialogsAreNone reads pages with a window over them, whose text reads like the
// article's, and a page that has hardly any text but its menu's.
func TestDialogsAreNone(t *testing.T) {
	const said = "Every Friday we write to eleven hundred people about piers, and you can read there what the harbour office has not told anybody else yet."
	for name, open := range map[string]string{
		"role":   `<div role="dialog">`,
		"plugin": `<div class="pum pum-overlay">`,
	} {
		t.Run(name, func(t *testing.T) {
			page := strings.Replace(pierPage, "<p>The kiosk", open+"<p>"+said+"</p></div><p>The kiosk", 1)
			doc := readPage(t, page)
			assert.Len(t, doc.Article.Body, 5)
			assert.NotContains(t, doc.Article.Text(), said)
		})
	}
	doc := readPage(t, `<html><body><nav><p>Ferries and piers of the western coast</p></nav><main><article><h1>Pier opens</h1>
<p>The pier of Selmouth has been open since nine this morning, the harbour office said.</p></article></main></body></html>`)
	assert.Equal(t, "The pier of Selmouth has been open since nine this morning, the harbour office said.", doc.Article.Text())
}

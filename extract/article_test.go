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

// TestKnownNoise reads lines between paragraphs that open as notices of pages do.
func TestKnownNoise(t *testing.T) {
	page := func(markup string) string { return strings.Replace(pierPage, "<p>Fishermen", markup+"<p>Fishermen", 1) }
	read := func(t *testing.T, markup string) string {
		t.Helper()
		doc, err := extract.HTML(strings.NewReader(page(markup)))
		require.NoError(t, err)
		return doc.Article.Text()
	}
	for _, line := range []string{
		"Suche nach dem vermissten Kind wird am Montag fortgesetzt.",
		"Mehr dazu wollte die Sprecherin der Polizei am Montag nicht sagen.",
		"Privacy policy experts say the new law will not hold up in court.",
		"The latest from the storm: three people are missing on the coast.",
		"Sans engagement de l'Etat, le port fermera en mai.",
	} {
		assert.Contains(t, read(t, "<p>"+line+"</p>"), line)
	}
	for text, markup := range map[string]string{
		"Lesen Sie auch":           `<p><b>Lesen Sie auch:</b> <a href="/a">Ziegen kehren nach Merrow zurück</a></p>`,
		"Goats return":             `<p>Read more: <a href="/a">Goats return to the island of Merrow</a></p>`,
		"Comments are closed":      `<p>Comments are closed.</p>`,
		"You must be logged in":    `<p>You must be logged in to post a comment.</p>`,
		"Follow us on":             `<p>Follow us on <a href="/g">Google News</a> and never miss a story.</p>`,
		"Copyright 2026":           `<p>Copyright 2026 Coastline Agency. All rights reserved. This material may not be published or broadcast.</p>`,
		"Harbour to close":         `<ul><li><a href="/a"><b>Leia mais:</b> Cabras voltam a Merrow</a></li></ul><p>Read more: <a href="/b">Harbour to close to lorries</a></p>`,
		"below this advertisement": `<p>Article continues below this advertisement</p>`,
	} {
		assert.NotContains(t, read(t, markup), text)
	}
}

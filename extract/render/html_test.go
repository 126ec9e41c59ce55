package render_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

func span(start, end int) caption.Span { return caption.Span{Start: start, End: end} }

// ferryDocument has one of everything.
func ferryDocument() *extract.Document {
	return &extract.Document{
		Article: extract.Article{
			Title: "Ferry <runs> again", Subtitle: "After six years", Authors: []string{"Ada Example"}, Language: "en",
			Published: time.Date(2024, 5, 2, 7, 30, 0, 0, time.UTC), Site: "Harbour Post", URL: "https://harbour.example/ferry",
			Section: "Local", Tags: []string{"ferry"}, Dateline: extract.Dateline{Place: "OSTHAVEN"},
			Body: []extract.Block{
				{Kind: clean.Summary, Text: "After six years", Span: span(0, 15)},
				{Kind: clean.Paragraph, Text: "The ferry & its crew are back.", Span: span(15, 45)},
				{Kind: clean.Heading, Level: 3, Text: "The crew", Span: span(80, 88)},
				{Kind: clean.ListItem, Text: "• Two mates", Span: span(88, 99)},
				{Kind: clean.ListItem, Text: "One cook", Span: span(99, 107)},
				{Kind: clean.Quote, Text: "We never left.", Span: span(107, 121)},
			},
		},
		Captions: []caption.Caption{{
			Text: "The ferry on its first day", Span: span(45, 80),
			Credit: caption.Credit{Raw: "Bo Lens/Harbour Post", Creators: []string{"Bo Lens"}, Agencies: []string{"Harbour Post"}},
			Image:  caption.Image{URL: "https://img.example/ferry.jpg", Name: "ferry.jpg", Alt: `A "white" ferry`, Width: 600, Height: 400},
		}},
		Clips: []extract.Clip{
			{Title: "On board", Duration: 83 * time.Second, ID: "v1", URL: "https://video.example/v1", Source: "Harbour TV"},
			{Kind: extract.ClipAudio, Title: "The captain's voice", Duration: time.Hour + 1500*time.Millisecond},
		},
	}
}

func TestHTML(t *testing.T) {
	var b strings.Builder
	require.NoError(t, render.HTML(&b, ferryDocument()))
	assert.Equal(t, `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>Ferry &lt;runs&gt; again</title>
<link rel="canonical" href="https://harbour.example/ferry">
</head>
<body>
<article>
<header>
<h1>Ferry &lt;runs&gt; again</h1>
<address>Ada Example</address>
<time datetime="2024-05-02T07:30:00Z">2 May 2024, 07:30 +00:00</time>
</header>
<p><strong>After six years</strong></p>
<p>The ferry &amp; its crew are back.</p>
<figure>
<img src="https://img.example/ferry.jpg" alt="A &#34;white&#34; ferry" width="600" height="400" loading="lazy" referrerpolicy="no-referrer">
<figcaption>The ferry on its first day <small>Bo Lens/Harbour Post</small></figcaption>
</figure>
<h3>The crew</h3>
<ul>
<li>Two mates</li>
<li>One cook</li>
</ul>
<blockquote><p>We never left.</p></blockquote>
<figure>
<figcaption><a href="https://video.example/v1" rel="noopener noreferrer nofollow">On board</a> <time datetime="PT1M23S">1:23</time> <small>Harbour TV</small></figcaption>
</figure>
<figure>
<figcaption>The captain&#39;s voice <time datetime="PT1H1.5S">1:00:02</time></figcaption>
</figure>
</article>
</body>
</html>
`, b.String())
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"x", `"><script>alert(1)</script>`, "javascript:alert(1)", "JaVaScRiPt:x", "https://a.example/\" onerror=\"x",
		"data:text/html,x", "//a.example/x", "\x00", "</title><script>", "https:\n//x", " vbscript:x", "http://[::1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := ferryDocument()
		d.Article.Title, d.Article.Language, d.Article.URL, d.Article.Authors = s, s, s, []string{s}
		for i := range d.Article.Body {
			d.Article.Body[i].Text = s
		}
		d.Article.Body = append(d.Article.Body, extract.Block{Kind: clean.Code, Text: s}, extract.Block{Kind: clean.Table, Text: s})
		d.Captions[0].Text, d.Captions[0].Credit.Raw = s, s
		d.Captions[0].Image = caption.Image{URL: s, Alt: s}
		d.Clips[0].Title, d.Clips[0].URL, d.Clips[0].Source, d.Clips[0].Thumbnail.URL = s, s, s, s
		var b strings.Builder
		require.NoError(t, render.HTML(&b, d))
		checkSafe(t, b.String())
		b.Reset()
		require.NoError(t, render.JSONLD(&b, d))
		require.True(t, json.Valid([]byte(b.String())))
		require.NotContains(t, b.String(), "<")
	})
}

func TestHTMLOfNothing(t *testing.T) {
	var b strings.Builder
	require.NoError(t, render.HTML(&b, &extract.Document{}))
	checkSafe(t, b.String())
}

func TestJSONLD(t *testing.T) {
	var b strings.Builder
	require.NoError(t, render.JSONLD(&b, ferryDocument()))
	assert.JSONEq(t, `{
		"@context": "https://schema.org", "@type": "NewsArticle",
		"headline": "Ferry <runs> again", "alternativeHeadline": "After six years",
		"author": [{"@type": "Person", "name": "Ada Example"}],
		"datePublished": "2024-05-02T07:30:00Z", "dateline": "OSTHAVEN", "inLanguage": "en",
		"url": "https://harbour.example/ferry",
		"mainEntityOfPage": {"@type": "WebPage", "@id": "https://harbour.example/ferry"},
		"publisher": {"@type": "Organization", "name": "Harbour Post"},
		"articleSection": "Local", "keywords": ["ferry"],
		"articleBody": "After six years\n\nThe ferry & its crew are back.\n\nThe crew\n\n• Two mates\n\nOne cook\n\nWe never left.",
		"image": [{"@context": "https://schema.org", "@type": "ImageObject", "contentUrl": "https://img.example/ferry.jpg",
			"name": "ferry.jpg", "caption": "The ferry on its first day", "creditText": "Bo Lens/Harbour Post",
			"creator": [{"@type": "Person", "name": "Bo Lens"}], "provider": [{"@type": "Organization", "name": "Harbour Post"}]}],
		"video": [{"@type": "VideoObject", "name": "On board", "duration": "PT1M23S", "identifier": "v1",
			"url": "https://video.example/v1", "publisher": {"@type": "Organization", "name": "Harbour TV"}}],
		"audio": [{"@type": "AudioObject", "name": "The captain's voice", "duration": "PT1H1.5S"}]
	}`, b.String())
}

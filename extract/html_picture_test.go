package extract_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/extract"
)

// paragraphs of an article about nothing in particular.
var paragraphs = []string{
	"The ferry between Osthaven and the island of Merrow runs again after six years, the harbour board said on Tuesday.",
	"Two hundred people had waited on the quay since dawn, many of them with bicycles, some of them with goats.",
	"The crossing takes forty minutes when the sea is calm, and the captain promised that it would be calm until October.",
	"Tickets cost four crowns. Children travel free of charge, and so do goats, provided that they are accompanied.",
	"The board will count the passengers until winter and decide then whether the ferry sails a second time each day.",
}

// pageWith is a page whose article has markup in the middle.
func pageWith(markup string) string {
	return `<!DOCTYPE html><html><head><title>Ferry runs again</title><base href="https://harbour.example/news/"></head><body>
<nav><a href="/">Home</a> <a href="/local">Local</a></nav><main><article><h1>Ferry to Merrow runs again</h1>
<p>` + strings.Join(paragraphs[:2], "</p>\n<p>") + "</p>\n" + markup + "\n<p>" + strings.Join(paragraphs[2:], "</p>\n<p>") +
		"</p></article></main><footer>Harbour Post</footer></body></html>"
}

func readPage(t *testing.T, page string) *extract.Document {
	t.Helper()
	doc, err := extract.HTML(strings.NewReader(page))
	require.NoError(t, err)
	return doc
}

func TestCaptionsOfMarkup(t *testing.T) {
	const img = `<img src="ferry.jpg" alt="The boat">`
	cases := map[string]struct {
		markup string
		want   []string // text, credit
	}{
		"figcaption": {`<figure>` + img + `<figcaption>The ferry leaves the quay.</figcaption></figure>`,
			[]string{"The ferry leaves the quay.", ""}},
		"credit in an element after the caption": {`<figure>` + img + `<figcaption><span>The ferry leaves the quay</span><span class="credit">Bo Lens</span></figcaption></figure>`,
			[]string{"The ferry leaves the quay", "Bo Lens"}},
		"credit glued to the caption": {`<figure>` + img + `<figcaption><span class="x1">The ferry leaves the quay.</span><span class="x2">Bo Lens/AFP</span></figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Bo Lens/AFP"}},
		"credit before the caption": {`<figure>` + img + `<small class="image-author">Photo: Bo Lens</small><figcaption>The ferry leaves the quay.</figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Bo Lens"}},
		"credit inside the caption": {`<figure>` + img + `<figcaption>The ferry leaves the quay <cite>(AP Photo/Bo Lens)</cite></figcaption></figure>`,
			[]string{"The ferry leaves the quay", "AP Photo/Bo Lens"}},
		"label outside the credit's element": {`<figure>` + img + `<figcaption>The ferry leaves the quay. Photo: <em class="credit">Merrow Lines handout</em></figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Merrow Lines handout"}},
		"two figcaptions": {`<figure>` + img + `<figcaption>The ferry leaves the quay.</figcaption><figcaption>Image Credits: Merrow Lines</figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Merrow Lines"}},
		"brackets over several elements": {`<div class="picture">` + img + `<figcaption>The ferry leaves the quay (<div class="camera">Image:</div>Getty Images)</figcaption></div>`,
			[]string{"The ferry leaves the quay", "Getty Images"}},
		"class instead of figcaption": {`<div class="wp-caption">` + img + `<p class="wp-caption-text">The ferry leaves the quay.</p></div>`,
			[]string{"The ferry leaves the quay.", ""}},
		"caption after the picture's paragraph": {`<p>` + img + `</p><p class="bildunterschrift">The ferry leaves the quay. Foto: dpa</p>`,
			[]string{"The ferry leaves the quay.", "dpa"}},
		"hashed classes, credit below": {`<div class="sc-a1"><div class="sc-b2">` + img + `</div><div class="sc-c3">The ferry leaves the quay</div><div class="sc-d4">Getty Images</div></div>`,
			[]string{"The ferry leaves the quay", "Getty Images"}},
		"hashed classes, same as the alternative text": {`<div class="sc-a1"><img src="f.jpg" alt="The ferry leaves the quay of Osthaven"><div class="sc-c3">The ferry leaves the quay of Osthaven</div></div>`,
			[]string{"The ferry leaves the quay of Osthaven", ""}},
		"caption in a heading": {`<div class="imgbox">` + img + `<h1>The ferry leaves the quay of Osthaven</h1><p>Photo: AFP</p></div>`,
			[]string{"The ferry leaves the quay of Osthaven", "AFP"}},
		"credit in the title": {`<figure><img src="ferry.jpg" title="The boat | AFP/Bo Lens"><figcaption>The ferry leaves the quay.</figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "AFP/Bo Lens"}},
		"credit in a data attribute": {`<figure><img src="ferry.jpg" data-credit="Bo Lens"><figcaption>The ferry leaves the quay.</figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Bo Lens"}},
		"credit alone": {`<figure>` + img + `<figcaption>Photo: Bo Lens/AFP</figcaption></figure>`,
			[]string{"", "Bo Lens/AFP"}},
		"button around the picture": {`<button><figure>` + img + `<figcaption>The ferry leaves the quay.</figcaption></figure></button>`,
			[]string{"The ferry leaves the quay.", ""}},
		"figcaption inside what is called source and caption": {`<figure>` + img + `<span class="image-source-caption"><figcaption>The ferry leaves the quay of Osthaven. <span class="image-source">Bo Lens</span></figcaption></span></figure>`,
			[]string{"The ferry leaves the quay of Osthaven.", "Bo Lens"}},
		"link over a figcaption": {`<figure>` + img + `<figcaption><a href="/merrow">The quay of Merrow</a> – by night</figcaption></figure>`,
			[]string{"The quay of Merrow – by night", ""}},
		"link in an element called a caption": {`<div class="wp-caption">` + img + `<p class="wp-caption-text">The quay of <a href="/merrow">Merrow by night</a></p></div>`,
			[]string{"The quay of Merrow by night", ""}},
		"years in a caption": {`<div class="wp-caption">` + img + `<p class="wp-caption-text">Ada Example, captain from 1981 to 2019.</p></div>`,
			[]string{"Ada Example, captain from 1981 to 2019.", ""}},
		"drawing in the place of a picture": {`<figure><img src="empty.svg" data-src="ferry.jpg"><figcaption>The ferry leaves the quay.</figcaption></figure>`,
			[]string{"The ferry leaves the quay.", ""}},
		"drawing with a figcaption": {`<figure><img src="map.svg"><figcaption>The way of the ferry</figcaption></figure>`,
			[]string{"The way of the ferry", ""}},
		"lightbox prints it again": {`<figure>` + img + `<figcaption>The ferry leaves the quay.</figcaption></figure><div class="lightbox"><figure>` + img + `<figcaption>The ferry leaves the quay.</figcaption></figure></div>`,
			[]string{"The ferry leaves the quay.", ""}},
		"credit alone, without a figcaption": {`<div class="sc-a1"><div class="sc-b2">` + img + `</div><div class="sc-c3">Photo: Bo Lens / Adobe Stock</div></div>`,
			[]string{"", "Bo Lens / Adobe Stock"}},
		"agency alone in a figure": {`<figure>` + img + `<div class="sc-c3">Getty Images</div></figure>`,
			[]string{"", "Getty Images"}},
		"name in an element called a credit": {`<figure>` + img + `<figcaption>The ferry leaves the quay. <span class="credit">Wexalo Prumit for Harbour Post</span></figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Wexalo Prumit for Harbour Post"}},
		"caption and label in an element called a credit": {`<figure>` + img + `<figcaption><span class="credit">Harbour Station, Osthaven, 1960. Photo: Bo Lens/AFP</span></figcaption></figure>`,
			[]string{"Harbour Station, Osthaven, 1960.", "Bo Lens/AFP"}},
		"label without a colon before the credit's element": {`<figure>` + img + `<figcaption><span>The ferry leaves the quay. Photo by </span><a href="https://lens.example/bo">Bo Lens</a><span> on </span><a href="https://lens.example">Unsplash</a></figcaption></figure>`,
			[]string{"The ferry leaves the quay.", "Bo Lens on Unsplash"}},
		"label on a line of its own": {`<figure>` + img + `<div class="field-credit"><div class="field-label">Photo Credit</div><div class="field-item">Bo Lens/Shutterstock</div></div></figure>`,
			[]string{"", "Bo Lens/Shutterstock"}},
		"source alone":                  {`<figure>` + img + `<figcaption>Source: Wexalo</figcaption></figure>`, []string{"", "Wexalo"}},
		"maker and outlet alone":        {`<figure>` + img + `<figcaption>Ada Example/Harbour Post</figcaption></figure>`, []string{"", "Ada Example/Harbour Post"}},
		"link to the source":            {`<figure>` + img + `<figcaption><a href="https://lens.example">Source</a></figcaption></figure>`, nil},
		"film announced":                {`<div class="sc-a1">` + img + `<div class="sc-c3">Video: Ferries for Beginners</div></div>`, nil},
		"name and office":               {`<div class="sc-a1">` + img + `<div>Dr Ada Example</div><div>Chief Harbour Expert</div></div>`, nil},
		"quote and its speaker":         {`<div class="sc-a1">` + img + `<div>We never left, we only waited for the others.</div><div>Ada Example</div></div>`, nil},
		"button beside a picture":       {`<div class="sc-a1">` + img + `<div>Watch Next</div></div>`, nil},
		"who wrote it and when":         {`<div class="sc-a1">` + img + `<div class="small-caption">By Ada Example</div><div class="small-caption">Published 02/02/2022 at 09:23</div></div>`, nil},
		"what is said of a writer":      {`<div class="about-author">` + img[:len(img)-len(`The boat">`)] + `Ada Example"><div>Ada Example</div><div class="description">Ada Example has written about ships for ten years and about goats for five.</div></div>`, nil},
		"icon of a point":               {`<div><img src="check-circle.svg"><p>Soft seats for all passengers</p></div>`, nil},
		"time beside a picture":         {`<div class="hero-caption"><img src="hero.jpg"><p>November 20, 2025 | 14 min</p></div>`, nil},
		"button for a picture":          {`<figure><img src="ferry.jpg"><div>Press enter or click to view image in full size</div></figure>`, nil},
		"announcement":                  {`<div class="sc-a1"><img src="hand.png"><div>Thank you! Your message has been received!</div></div>`, nil},
		"report signed below a picture": {`<p>` + img + `</p><p>We asked the mayor of the town, who answered on Monday (Jo Doe, Reuters)</p>`, nil},
		"badge over a picture": {`<figure><span class="badge">Harbour Festival</span>` + img + `<figcaption>Goats wait on the quay.</figcaption></figure>`,
			[]string{"Goats wait on the quay.", ""}},
		"text behind a shortcode": {`<p>[caption id="a4" width="640"]` + img + ` Goats wait. (Jo Doe/AFP)[/caption] The mayor said that the goats would be moved.</p>`, nil},
		"no caption":              {`<figure><img src="ferry.jpg" alt="The ferry leaves the quay"></figure>`, nil},
		"speaker of a quote":      {`<figure><blockquote>We never left, we only waited for the others.</blockquote><figcaption>Ada Example, captain</figcaption></figure>`, nil},
		"byline":                  {`<figure><img src="ada.jpg"><figcaption><address>By Ada Example</address></figcaption></figure>`, nil},
		"teaser":                  {`<figure><a href="/other"><img src="o.jpg"></a><figcaption><a href="/other">Bridge to open in the spring of next year</a></figcaption></figure>`, nil},
		"author with portrait":    {`<div class="author-box"><img src="ada.jpg" alt="Ada Example"><div class="author-name">Ada Example</div></div>`, nil},
		"hidden copy":             {`<figure hidden>` + img + `<figcaption>The ferry leaves the quay.</figcaption></figure>`, nil},
		"paragraph and picture":   {`<div>` + img + `<p>` + paragraphs[0] + ` Nobody had expected so many of them.</p></div>`, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := readPage(t, pageWith(c.markup))
			var got []string
			for i := range doc.Captions {
				got = append(got, doc.Captions[i].Text, doc.Captions[i].Credit.Raw)
			}
			assert.Equal(t, c.want, got)
			for _, p := range paragraphs {
				assert.Contains(t, doc.Article.Text(), p)
			}
		})
	}
}

// TestMakersOfMarkup reads credits that only the page's elements and attributes
// say are some: what they say alone could be anything.
func TestMakersOfMarkup(t *testing.T) {
	cases := map[string]struct {
		credit, attribute  string
		creators, agencies []string
	}{
		"name":             {"Wexalo Prumit", "", []string{"Wexalo Prumit"}, nil},
		"outlet and name":  {"Harbourpedia / Wexalo Prumit", "", []string{"Wexalo Prumit"}, []string{"Harbourpedia"}},
		"name for outlet":  {"Wexalo Prumit for Harbour Magazine", "", []string{"Wexalo Prumit"}, []string{"Harbour Magazine"}},
		"brackets":         {"(Wexalo Prumit)", "", []string{"Wexalo Prumit"}, nil},
		"attribute":        {"", "Wexalo Prumit", []string{"Wexalo Prumit"}, nil},
		"sentence":         {"what the boat looked like when we left it there", "", nil, nil},
		"name and licence": {"Wexalo Prumit, CC-BY 4.0", "", []string{"Wexalo Prumit"}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := readPage(t, pageWith(`<figure><img src="ferry.jpg" data-credit="`+c.attribute+`"><figcaption><span class="caption">The ferry leaves the quay.</span> <span class="credit">`+
				c.credit+`</span></figcaption></figure>`))
			require.Len(t, doc.Captions, 1)
			assert.Equal(t, "The ferry leaves the quay.", doc.Captions[0].Text)
			assert.Equal(t, c.creators, doc.Captions[0].Credit.Creators)
			assert.Equal(t, c.agencies, doc.Captions[0].Credit.Agencies)
		})
	}
}

// TestLabelledCreditsAreNoBody reads lines between paragraphs that call themselves a
// picture's credit, where no picture is near them.
func TestLabelledCreditsAreNoBody(t *testing.T) {
	between := "</p>\n<p>" + paragraphs[2] + "</p>\n<p>" + paragraphs[3] + "</p>\n<p>"
	for text, stays := range map[string]bool{
		"(Photo: Bo Lens)":            false,
		"Bild: KEYSTONE":              false,
		"Photo credit: Bo Lens":       false,
		"Bo Lens":                     true,
		"Photos of the quay at dawn":  true,
		"Photographs were handed in.": true,
	} {
		doc := readPage(t, pageWith(`<p><img src="ferry.jpg" width="800" height="600">`+between+text+between+`</p>`))
		var kept bool
		for _, b := range doc.Article.Body {
			kept = kept || b.Text == text
		}
		assert.Equal(t, stays, kept, text)
	}
}

// TestCaptionsOfHiddenArticle reads a page that is sent in parts, which a script
// puts in their places.
func TestCaptionsOfHiddenArticle(t *testing.T) {
	page := pageWith(`<figure><img src="ferry.jpg"><figcaption>The ferry leaves the quay.</figcaption></figure>`)
	page = strings.Replace(page, "<main>", `<p>Loading</p><div hidden id="S:0"><main>`, 1)
	page = strings.Replace(page, "</main>", "</main></div>", 1)
	doc := readPage(t, page)
	require.Len(t, doc.Captions, 1)
	assert.Equal(t, "The ferry leaves the quay.", doc.Captions[0].Text)
	assert.Contains(t, doc.Article.Text(), paragraphs[4])
}

func TestImages(t *testing.T) {
	cases := map[string]struct {
		markup string
		want   caption.Image
	}{
		"relative": {`<img src="../i/ferry.jpg" alt=" The  boat " width="600" height="400px">`,
			caption.Image{URL: "https://harbour.example/i/ferry.jpg", Name: "ferry.jpg", Alt: "The boat", Width: 600, Height: 400}},
		"largest candidate": {`<img src="s.jpg" srcset="m.jpg 600w, https://img.example/l,1.jpg 1200w, t.jpg 90w">`,
			caption.Image{URL: "https://img.example/l,1.jpg", Name: "l,1.jpg"}},
		"sources of a picture": {`<picture><source srcset="w.webp 2x, v.webp"><img src="s.jpg"></picture>`,
			caption.Image{URL: "https://harbour.example/news/w.webp", Name: "w.webp"}},
		"widest source": {`<picture><source width="256" srcset="s.jpg"><source width="1280" srcset="l.jpg"><img src="m.jpg"></picture>`,
			caption.Image{URL: "https://harbour.example/news/l.jpg", Name: "l.jpg"}},
		"lazy": {`<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/i/ferry?id=7">`,
			caption.Image{URL: "https://harbour.example/i/ferry?id=7"}},
		"without scripts": {`<img class="lazy" alt=""> <noscript><img src="plain.png"></noscript>`,
			caption.Image{URL: "https://harbour.example/news/plain.png", Name: "plain.png"}},
		"lazy by another script": {`<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" nitro-lazy-src="/i/ferry?id=8">`,
			caption.Image{URL: "https://harbour.example/i/ferry?id=8"}},
		"no address": {`<img src="javascript:alert(1)" alt="x">`, caption.Image{Alt: "x"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := readPage(t, pageWith(`<figure>`+c.markup+`<figcaption>The ferry leaves the quay.</figcaption></figure>`))
			require.Len(t, doc.Captions, 1)
			assert.Equal(t, c.want, doc.Captions[0].Image)
		})
	}
}

func TestClipsOfMarkup(t *testing.T) {
	const module = `<div class="video-module" data-video-id="v/1" data-headline="On board the ferry" data-duration="01:23"
data-description="Our reporter crosses to Merrow." data-poster="/i/v1.jpg" data-source="Harbour TV">
<div>On board the ferry</div><span class="time">01:23</span><span>Now playing</span></div>`
	full := extract.Clip{Title: "On board the ferry", Duration: 83 * time.Second, ID: "v/1", Description: "Our reporter crosses to Merrow.",
		Source: "Harbour TV"}
	full.Thumbnail = caption.Image{URL: "https://harbour.example/i/v1.jpg", Name: "v1.jpg"}
	embed := func(address string) string {
		return fmt.Sprintf(`<iframe src="%s" title="A film of the ferry"></iframe>`, address)
	}
	cases := map[string]struct {
		markup string
		want   []extract.Clip
	}{
		"module":              {module, []extract.Clip{full}},
		"player and playlist": {module + "<ul><li>" + module + "</li></ul>", []extract.Clip{full}},
		"object in an attribute": {`<div data-video='{"id":"x9","title":"On board the ferry","duration":"PT1M23S"}'></div>`,
			[]extract.Clip{{Title: full.Title, Duration: full.Duration, ID: "x9"}}},
		"embedded": {embed("https://www.youtube-nocookie.com/embed/a1b2c3?rel=0"),
			[]extract.Clip{{Title: "A film of the ferry", ID: "a1b2c3", URL: "https://www.youtube-nocookie.com/embed/a1b2c3?rel=0"}}},
		"embedded sound": {embed("https://open.spotify.com/embed/episode/77"),
			[]extract.Clip{{Kind: extract.ClipAudio, Title: "A film of the ferry", ID: "77", URL: "https://open.spotify.com/embed/episode/77"}}},
		"name of a player as title": {`<iframe src="https://www.youtube.com/embed/a1b2c3" title="YouTube Video"></iframe>`,
			[]extract.Clip{{ID: "a1b2c3", URL: "https://www.youtube.com/embed/a1b2c3"}}},
		"player before the title": {`<iframe src="https://open.spotify.com/embed/episode/77" title="Spotify Embed: A song of the ferry"></iframe>`,
			[]extract.Clip{{Kind: extract.ClipAudio, Title: "A song of the ferry", ID: "77", URL: "https://open.spotify.com/embed/episode/77"}}},
		"file as title": {`<script type="application/ld+json">{"@type":"VideoObject","name":"ferry_010.mp4","contentUrl":"/f/ferry_010.mp4"}</script>`,
			[]extract.Clip{{URL: "https://harbour.example/f/ferry_010.mp4"}}},
		"ending of a file behind a title": {`<div class="video-module" data-video-id="v2" data-headline="On board the ferry.mp4" data-source="4711"></div>`,
			[]extract.Clip{{Title: full.Title, ID: "v2"}}},
		"identifier as title": {`<script type="application/ld+json">{"@type":"VideoObject","name":"0a1b2c3d-0000-4444-8888-9e9e9e9e9e9e","contentUrl":"/f/7.mp4"}</script>`,
			[]extract.Clip{{URL: "https://harbour.example/f/7.mp4"}}},
		"other frame": {embed("https://maps.example/merrow"), nil},
		"video element": {`<video poster="p.png"><source src="film.mp4"></video>`,
			[]extract.Clip{{URL: "https://harbour.example/news/film.mp4", Thumbnail: caption.Image{URL: "https://harbour.example/news/p.png", Name: "p.png"}}}},
		"linked data": {`<script type="application/ld+json">{"@type":"VideoObject","name":"On board the ferry","duration":"T1M23S","embedUrl":"https://player.vimeo.com/video/55"}</script>`,
			[]extract.Clip{{Title: full.Title, Duration: full.Duration, ID: "55", URL: "https://player.vimeo.com/video/55"}}},
		"linked data of a module": {module + `<script type="application/ld+json">{"@type":"VideoObject","name":"On board the ferry","duration":"PT1M23S"}</script>`,
			[]extract.Clip{full}},
		"impossible duration": {`<script type="application/ld+json">{"@type":"VideoObject","name":"On board the ferry","duration":"PT23H59M59S"}</script>`,
			[]extract.Clip{{Title: full.Title}}},
		"identifier of a teaser": {`<div data-video-id="7"><a href="/x">Bridge to open in spring</a></div>`, nil},
		"clock time":             {`<p>The ferry left at</p><p>13:37</p>`, nil},
		"reading time":           {`<div class="meta"><span>7 min</span></div>`, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := readPage(t, pageWith(c.markup))
			var got []extract.Clip
			for _, clip := range doc.Clips {
				clip.Spans = nil
				got = append(got, clip)
			}
			assert.Equal(t, c.want, got)
			assert.Empty(t, doc.Captions)
		})
	}
}

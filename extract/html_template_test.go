package extract_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
)

// TestTemplatesOfPublishingSystems reads pictures as the templates of systems that
// many sites are made with print them.
func TestTemplatesOfPublishingSystems(t *testing.T) {
	const text = "Goats wait on the quay of Osthaven."
	cases := map[string]struct {
		markup       string
		text, credit string
	}{
		"WordPress, block": {`<figure class="wp-block-image size-large"><img decoding="async" src="q-1024x683.jpg" alt="" class="wp-image-123" srcset="q-1024x683.jpg 1024w, q-300x200.jpg 300w"/><figcaption class="wp-element-caption">Goats wait on the quay of Osthaven. Photo by Bo Lens</figcaption></figure>`,
			text, "Bo Lens"},
		"WordPress, classic": {`<div id="attachment_4711" style="width: 810px" class="wp-caption aligncenter"><img aria-describedby="caption-attachment-4711" class="size-full wp-image-4711" src="q.jpg" alt=""/><p id="caption-attachment-4711" class="wp-caption-text">Goats wait on the quay of Osthaven. (Bo Lens/Harbour Post)</p></div>`,
			text, "Bo Lens/Harbour Post"},
		"WordPress, shortcode": {`<p>[caption id="attachment_12" align="alignnone" width="640"]<a href="q"><img class="size-full" src="q.jpg" /></a> Goats wait on the quay of Osthaven. Photo: Bo Lens[/caption]</p>`,
			text, "Bo Lens"},
		"Newspack": {`<figure class="post-thumbnail"><img src="q.jpg"><figcaption><span class="image-caption">Goats wait on the quay of Osthaven.</span><span class="image-credit"><span class="credit-label-wrapper">Credit:</span> <a href="https://lens.example">Bo Lens</a> / Harbour Post</span></figcaption></figure>`,
			text, "Bo Lens / Harbour Post"},
		"BLOX": {`<div class="photo"><div class="image"><img class="lazyload" src="data:image/gif;base64,R0lGOD" data-srcset="q.jpg?resize=200 200w, q.jpg?resize=800 800w"></div><div class="caption-container"><div class="caption-text"><p>Goats wait on the quay of Osthaven.</p></div><ul class="list-inline"><li><span class="tnt-byline">BO LENS, Harbour Post</span></li></ul></div></div>`,
			text, "BO LENS, Harbour Post"},
		"Arc": {`<figure class="b-article-body__image"><img src="q.jpg" alt="quay"/><figcaption class="c-media-item__caption__wrapper"><span class="c-media-item__caption">Goats wait on the quay of Osthaven.</span> <span class="c-media-item__credit">(Bo Lens, Harbour Post)</span></figcaption></figure>`,
			text, "Bo Lens, Harbour Post"},
		"Brightspot": {`<figure class="Figure"><picture><source srcset="q1.jpg 1x, q2.jpg 2x"><img src="q.jpg"></picture><div class="Figure-content"><figcaption class="Figure-caption">Goats wait on the quay of Osthaven.</figcaption><div class="Figure-credit">Bo Lens/Harbour Post</div></div></figure>`,
			text, "Bo Lens/Harbour Post"},
		"Chorus": {`<figure class="e-image"><span class="e-image__inner"><span class="e-image__image" data-original="q.jpg"><picture class="c-picture"><img src="q.jpg"></picture></span></span><span class="e-image__meta"><figcaption>Goats wait on the quay of Osthaven.</figcaption><cite>Bo Lens/Getty Images</cite></span></figure>`,
			text, "Bo Lens/Getty Images"},
		"Ghost": {`<figure class="kg-card kg-image-card kg-card-hascaption"><img src="q.jpg" class="kg-image" alt loading="lazy"><figcaption>Goats wait on the quay of Osthaven. <em>Photo: Bo Lens</em></figcaption></figure>`,
			text, "Bo Lens"},
		"Blogger": {`<table align="center" cellpadding="0" class="tr-caption-container"><tbody><tr><td><a href="q.jpg"><img border="0" src="q.jpg" width="320"></a></td></tr><tr><td class="tr-caption">Goats wait on the quay of Osthaven.</td></tr></tbody></table>`,
			text, ""},
		"Drupal": {`<article class="media media--type-image"><div class="field field--name-field-media-image"><div class="field__label visually-hidden">Image</div><div class="field__item"><img src="q.jpg"/></div></div><div class="field field--name-field-caption"><div class="field__item">Goats wait on the quay of Osthaven.</div></div><div class="field field--name-field-image-credit"><div class="field__item">Bo Lens</div></div></article>`,
			text, "Bo Lens"},
		"TYPO3": {`<div class="csc-textpic-imagewrap"><dl class="csc-textpic-image" style="width:200px;"><dt><a href="q.jpg" rel="lightbox"><img src="q.jpg" width="200" alt="" /></a></dt><dd class="csc-textpic-caption">Goats wait on the quay of Osthaven. Foto: Bo Lens</dd></dl></div>`,
			text, "Bo Lens"},
		"Joomla": {`<div class="img_caption left" style="float: left; width: 300px;"><img class="caption" src="q.jpg" title="Goats wait on the quay of Osthaven."><p class="img_caption">Goats wait on the quay of Osthaven.</p></div>`,
			text, ""},
		"MediaWiki": {`<div class="thumb tright"><div class="thumbinner" style="width:252px;"><a href="/wiki/File:q.jpg" class="image"><img src="q.jpg" class="thumbimage"></a><div class="thumbcaption"><div class="magnify"><a href="/wiki/File:q.jpg" class="internal" title="Enlarge"></a></div>Goats wait on the quay of Osthaven.<br><small>Image: Bo Lens.</small></div></div></div>`,
			text, "Bo Lens"},
		"Quintype": {`<div class="story-element story-element-image"><figure class="qt-figure"><img data-src="q.jpg" src="placeholder.gif"></figure><div class="story-element-image-title"><div>Goats wait on the quay of Osthaven.</div></div><div class="story-element-image-attribution"><p>Bo Lens</p></div></div>`,
			text, "Bo Lens"},
		"Labrador": {`<figure class="headerImage"><div class="img"><picture><img src="q.jpg"></picture></div><div class="caption"><figcaption itemprop="caption">Goats wait on the quay of Osthaven.</figcaption><figcaption itemprop="author" data-byline-prefix="Foto: ">Bo Lens</figcaption></div></figure>`,
			text, "Bo Lens"},
		"AMP": {`<amp-img src="q.jpg" width="1200" height="800" layout="responsive"></amp-img><div class="photo-caption">Goats wait on the quay of Osthaven. <span class="photo-credit">Bo Lens</span></div>`,
			text, "Bo Lens"},
		"hashed classes, name over the picture": {`<figure class="sc-18fde0d6-0"><div class="sc-a34861b-1"><span class="sc-a34861b-2">Bo Lens</span><img src="q.jpg"></div><figcaption class="sc-8353772e-0">Goats wait on the quay of Osthaven.</figcaption></figure>`,
			text, "Bo Lens"},
		"labels for screen readers": {`<figure class="media-landscape"><span class="image-and-copyright-container"><img src="q.jpg"><span class="off-screen">Image copyright</span><span class="story-image-copyright">Bo Lens</span></span><figcaption class="media-caption"><span class="off-screen">Image caption</span><span class="media-caption__text">Goats wait on the quay of Osthaven.</span></figcaption></figure>`,
			text, "Bo Lens"},
		"name and agency side by side": {`<figure><img src="q.jpg"><figcaption><div class="media-description">Goats wait on the quay of Osthaven.</div><span class="media-author">Bo Lens</span><span class="media-source">EFE</span></figcaption></figure>`,
			text, "Bo Lens EFE"},
		"name and agency in elements of their own": {`<figure><img src="q.jpg"><figcaption>Goats wait on the quay of Osthaven.</figcaption><div class="photographer">Bo Lens</div><div class="agency">Getty Images</div></figure>`,
			text, "Bo Lens / Getty Images"},
		"button and link to a gallery": {`<div class="img-group"><div class="img-box"><div class="image-wrap"><img src="q.jpg" class="img-share"><button class="show">+3</button><a href="#">View gallery</a></div></div><p class="imageCaption">Goats wait on the quay of Osthaven.</p></div>`,
			text, ""},
		"link to a licence": {`<figure><img src="q.jpg"><figcaption><span>Goats wait on the quay of Osthaven. REUTERS/Bo Lens <a href="/license">Purchase Licensing Rights<span class="visually-hidden">, opens new tab</span></a></span></figcaption></figure>`,
			text, "REUTERS/Bo Lens"},
		"mail to the maker": {`<figure><img src="q.jpg"><figcaption><div class="caption-text">Goats wait on the quay of Osthaven.</div> <div class="byline">Bo Lens <a href="mailto:bo@harbour.example">bo@harbour.example</a></div></figcaption></figure>`,
			text, "Bo Lens"},
		"mail glued to the maker": {`<figure><img src="q.jpg"><figcaption>Goats wait on the quay of Osthaven. <span class="credit">Jo Doe/jodoe@harbour.example</span></figcaption></figure>`,
			text, "Jo Doe"},
		"no markup but emphasis": {`<p style="text-align:center"><img src="q.jpg"></p><p style="text-align:center"><em>Goats wait on the quay of Osthaven. Photo: Bo Lens</em></p>`,
			text, "Bo Lens"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := readPage(t, pageWith(c.markup))
			require.Len(t, doc.Captions, 1)
			assert.Equal(t, c.text, doc.Captions[0].Text)
			assert.Equal(t, c.credit, doc.Captions[0].Credit.Raw)
			assert.Len(t, doc.Article.Body, len(paragraphs))
		})
	}
}

// TestPlayersOfProviders reads films as the code that providers give to pages embeds
// them.
func TestPlayersOfProviders(t *testing.T) {
	const youtube = "https://www.youtube.com/embed/a1b2c3d4e5f"
	cases := map[string]struct {
		markup, title, length, id, url string
	}{
		"YouTube, lite":        {`<lite-youtube videoid="a1b2c3d4e5f" playlabel="Goats board the ferry"></lite-youtube>`, "Goats board the ferry", "", "a1b2c3d4e5f", youtube},
		"YouTube, loaded late": {`<div class="rll-youtube-player" data-src="x" data-id="a1b2c3d4e5f" data-query="rel=0"></div>`, "", "", "a1b2c3d4e5f", youtube},
		"YouTube, its own div": {`<div class="youtube-player" data-id="a1b2c3d4e5f"><div></div></div>`, "", "", "a1b2c3d4e5f", youtube},
		"YouTube, AMP":         {`<amp-youtube data-videoid="a1b2c3d4e5f" layout="responsive" width="480" height="270"></amp-youtube>`, "", "", "a1b2c3d4e5f", youtube},
		"YouTube, relayed": {`<iframe src="https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2Fa1b2c3d4e5f&key=x"></iframe>`, "", "", "a1b2c3d4e5f",
			"https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2Fa1b2c3d4e5f&key=x"},
		"Vimeo, AMP":          {`<amp-vimeo data-videoid="276"></amp-vimeo>`, "", "", "276", "https://player.vimeo.com/video/276"},
		"Dailymotion, script": {`<div id="dm" class="dailymotion-cpe" video-id="x8abc"></div>`, "", "", "x8abc", "https://www.dailymotion.com/embed/video/x8abc"},
		"Brightcove, in page": {`<video-js id="v" data-video-id="601" data-account="115" data-player="default" class="video-js" controls></video-js>`, "", "", "601", ""},
		"Brightcove, video":   {`<video data-video-id="601" data-account="115" data-player="default" class="video-js" controls></video>`, "", "", "601", ""},
		"JW Player, script":   {`<div id="botr_BZ6tc0gy_uoIbMPm3_div"></div>`, "", "", "BZ6tc0gy", "https://cdn.jwplayer.com/previews/BZ6tc0gy"},
		"JW Player, AMP":      {`<amp-jwplayer data-player-id="uoIbMPm3" data-media-id="BZ6tc0gy"></amp-jwplayer>`, "", "", "BZ6tc0gy", "https://cdn.jwplayer.com/previews/BZ6tc0gy"},
		"Glomex":              {`<glomex-integration integration-id="40" playlist-id="v-abc1"></glomex-integration>`, "", "", "v-abc1", ""},
		"Wistia":              {`<div class="wistia_embed wistia_async_abc123 videoFoam=true"><div class="wistia_swatch"></div></div>`, "", "", "abc123", "https://fast.wistia.net/embed/iframe/abc123"},
		"Facebook":            {`<div class="fb-video" data-href="https://www.facebook.com/harbour/videos/1234/"></div>`, "", "", "1234", "https://www.facebook.com/harbour/videos/1234/"},
		"TikTok":              {`<blockquote class="tiktok-embed" data-video-id="7123"><section></section></blockquote>`, "", "", "7123", "https://www.tiktok.com/embed/v2/7123"},
		"Digiteka":            {`<iframe src="https://www.ultimedia.com/deliver/generic/iframe/mdtk/0163/src/q8x3vl/zone/1/"></iframe>`, "", "", "q8x3vl", "https://www.ultimedia.com/deliver/generic/iframe/mdtk/0163/src/q8x3vl/zone/1/"},
		"element of its own":  {`<harbour-video-player data-video-id="h7" data-video-title="Goats board the ferry"></harbour-video-player>`, "Goats board the ferry", "", "h7", ""},
		"AMP video":           {`<amp-video controls src="https://v.example/goats.mp4" title="Goats board the ferry"></amp-video>`, "Goats board the ferry", "", "", "https://v.example/goats.mp4"},
		"milliseconds":        {`<div data-video-title="Goats board the ferry" data-video-duration="156000" data-video-id="v1"></div>`, "Goats board the ferry", "2m36s", "v1", ""},
		"media with a length": {`<div class="player" data-media-title="Goats board the ferry" data-media-duration="PT2M36S" data-media-id="v1"></div>`, "Goats board the ferry", "2m36s", "v1", ""},
		"microdata": {`<div itemprop="video" itemscope itemtype="https://schema.org/VideoObject"><meta itemprop="name" content="Goats board the ferry"><meta itemprop="duration" content="PT2M36S"><div><link itemprop="contentUrl" href="https://v.example/g.mp4"></div></div>`,
			"Goats board the ferry", "2m36s", "", "https://v.example/g.mp4"},
		"identifier of a picture too": {`<div data-media-id="77" data-video-id="88" data-video-title="Goats board the ferry"></div>`, "Goats board the ferry", "", "88", ""},
		"microdata with an author": {`<div itemscope itemtype="https://schema.org/VideoObject"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="Jo Doe"></span><meta itemprop="name" content="Goats board the ferry"><meta itemprop="contentUrl" content="https://v.example/g.mp4"></div>`,
			"Goats board the ferry", "", "", "https://v.example/g.mp4"},
		"moving picture in the text": {`<figure><video autoplay muted loop playsinline src="https://v.example/loop.mp4"></video></figure>`, "", "", "", "https://v.example/loop.mp4"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc := readPage(t, pageWith(c.markup))
			require.Len(t, doc.Clips, 1)
			clip := doc.Clips[0]
			length := ""
			if clip.Duration > 0 {
				length = fmt.Sprint(clip.Duration)
			}
			assert.Equal(t, []string{c.title, c.length, c.id, c.url}, []string{clip.Title, length, clip.ID, clip.URL})
			assert.Equal(t, extract.ClipKind(""), clip.Kind)
			assert.Len(t, doc.Article.Body, len(paragraphs))
		})
	}
}

// TestNoFilms reads elements that look like players and show no film of the page.
func TestNoFilms(t *testing.T) {
	for name, markup := range map[string]string{
		"container of a player":      `<div id="jwplayer_container_div"></div><div id="botr_container_div"></div>`,
		"number of a post":           `<div class="youtube" data-id="4711"></div>`,
		"teaser":                     `<harbour-video-teaser data-video-id="123"><a href="/other">Goats</a></harbour-video-teaser>`,
		"link to a channel":          `<div class="youtube"><a href="https://www.youtube.com/harbour">YouTube</a></div>`,
		"picture with an identifier": `<div class="photo" data-media-id="77" data-media-title="The quay at dawn"><img src="q.jpg"></div>`,
		"map":                        `<harbour-map data-id="77"></harbour-map>`,
		"tweet":                      `<blockquote class="twitter-tweet"><a href="https://twitter.example/harbour/status/1">May 4, 2024</a></blockquote>`,
	} {
		t.Run(name, func(t *testing.T) {
			assert.Empty(t, readPage(t, pageWith(markup)).Clips)
		})
	}
	t.Run("moving background", func(t *testing.T) {
		page := `<html><body><header><video autoplay muted loop src="bg.mp4"></video></header>` + pageWith("")[len("<!DOCTYPE html>"):]
		assert.Empty(t, readPage(t, page).Clips)
	})
}

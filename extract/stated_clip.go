package extract

import (
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// addStatedClips adds the films and sounds that the page describes in its linked
// data and its head.
func (a *assembler) addStatedClips() {
	if a.walk == nil {
		return
	}
	h := &a.walk.head
	for n := range h.graph.Find("VideoObject", "AudioObject") {
		if a.ctx.Err() != nil {
			return
		}
		if c := a.readVideoObject(n); c.Title != "" || c.URL != "" {
			a.keepStated(&c)
		}
	}
	if address := h.meta("og:video:secure_url", "og:video:url", "og:video"); address != "" {
		c := Clip{URL: a.absolute(address)}
		if p, id := findPlayer(c.URL); p != nil {
			c.ID = id
		}
		c.Duration, _ = statedDuration(h.meta("og:video:duration", "video:duration"))
		switch {
		case len(a.doc.Clips) == 0:
			if strings.HasPrefix(h.meta("og:type"), "video") {
				c.Title = a.page.Title
			}
			a.keepStated(&c)
		case len(a.doc.Clips) == 1 && a.doc.Clips[0].URL == "":
			a.doc.Clips[0].merge(&c)
		}
	}
}

// maxNameless is the number of clips among which the one without a name is
// looked for.
const maxNameless = 64

// keepStated adds a clip that has no lines. One without a name of its own is
// the one on the page that lacks what it states.
func (a *assembler) keepStated(c *Clip) {
	if len(a.doc.Clips) <= maxNameless && a.clips.find(a.doc.Clips, c) < 0 {
		nameless := -1
		for at := range a.doc.Clips {
			if have := &a.doc.Clips[at]; have.Kind == c.Kind && (have.Title == "" || c.Title == "") && have.Description == "" {
				if nameless >= 0 {
					nameless = -2
				} else if nameless == -1 {
					nameless = at
				}
			}
		}
		if nameless >= 0 && (len(a.doc.Clips) == 1 || a.doc.Clips[nameless].Title == "") {
			a.doc.Clips[nameless].merge(c)
			a.clips.add(&a.doc.Clips[nameless], nameless)
			return
		}
	}
	a.keepClip(c)
}

func (a *assembler) readVideoObject(n *jsonld.Node) Clip {
	c := Clip{Title: filmTitle(plainText(n.String("name")))}
	if n.Is("AudioObject") {
		c.Kind = ClipAudio
	}
	if headline := plainText(n.String("headline")); c.Title == "" {
		c.Title = headline
	}
	if c.Description = n.String("description"); isFileTitle(c.Description) {
		c.Description = ""
	}
	if site := a.walk.head.meta("og:site_name"); c.Title != "" && c.Description != "" &&
		(clean.Fold(c.Title) == clean.Fold(site) || clean.Fold(c.Title) == clean.Fold(n.Name("publisher"))) {
		// Some sites give their own name to every film.
		c.Title = plainText(c.Description)
	}
	c.Duration, _ = statedDuration(n.String("duration"))
	for _, key := range [...]string{"url", "contentUrl", "embedUrl", "contentURL", "embedURL"} {
		for _, address := range n.URLs(key) {
			if p, id := findPlayer(address); p != nil && c.ID == "" {
				c.ID = id
			}
			if c.URL == "" {
				c.URL = a.absolute(address)
			}
		}
	}
	if id := n.String("identifier"); c.ID == "" && id != "" && !strings.Contains(id, " ") {
		c.ID = id
	}
	for _, key := range [...]string{"thumbnailUrl", "thumbnail", "image"} {
		for _, address := range n.URLs(key) {
			if c.Thumbnail.URL == "" {
				c.Thumbnail.URL = a.absolute(address)
				c.Thumbnail.Name = fileName(c.Thumbnail.URL)
			}
		}
	}
	return c
}

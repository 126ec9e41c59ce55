package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/clean"
)

// embedded reads a video, audio, iframe, embed or object element.
func (w *walk) embedded(n *html.Node, ref int) {
	m := clean.Media{Ref: ref}
	src := ""
	for _, key := range [...]string{"src", "data-src", "data-lazy-src", "data-url", "data-iframe-src", "data-video-src", "data"} {
		if v := strings.TrimSpace(attribute(n.Attr, key)); v != "" && !hasPrefixFold(v, "about:") && !hasPrefixFold(v, "data:") {
			src = v
			break
		}
	}
	if kind, ok := isFilmElement(n); ok {
		m.Kind, m.Player, m.Silent = kind, true, isSilent(n.Attr)
		for c := n.FirstChild; c != nil && src == ""; c = c.NextSibling {
			if c.DataAtom == atom.Source {
				src = strings.TrimSpace(attribute(c.Attr, "src"))
			}
		}
		m.Thumbnail = strings.TrimSpace(attribute(n.Attr, "poster"))
		r := mediaReader{m: &m}
		for i := range n.Attr {
			if name, _, ok := cutFilmWord(n.Attr[i].Key); ok || strings.HasPrefix(n.Attr[i].Key, "data-") || name == "title" {
				r.read(name, n.Attr[i].Val)
			}
		}
		m.Provider = hostOf(n.Attr, &m)
	} else {
		p, _ := findPlayer(src)
		if p == nil {
			return
		}
		if title := frameTitle(attribute(n.Attr, "title"), p); !isPlayerTitle(title, p) {
			m.Title = title
		}
	}
	if src != "" && !hasPrefixFold(src, "blob:") {
		m.URL = src
	}
	if w.finish(&m) {
		w.builder.Media(m)
	}
}

// isFilmElement reports whether an element plays a film or a sound itself.
func isFilmElement(n *html.Node) (kind clean.MediaKind, ok bool) {
	switch {
	case n.DataAtom == atom.Video, n.Data == "amp-video":
		return clean.Video, true
	case n.DataAtom == atom.Audio, n.Data == "amp-audio":
		return clean.Audio, true
	}
	return 0, false
}

// isSilent reports whether a film goes on and on without a sound, and cannot be
// stopped.
func isSilent(attrs []html.Attribute) bool {
	loop, muted, controls := false, false, false
	for i := range attrs {
		switch attrs[i].Key {
		case "loop":
			loop = true
		case "muted":
			muted = true
		case "controls":
			controls = true
		}
	}
	return loop && muted && !controls
}

// hostOf returns the provider that the attributes of a player tell: Brightcove's
// name the account beside the film. (Brightcove Player, "In-Page embed code".)
func hostOf(attrs []html.Attribute, m *clean.Media) string {
	if m.ID != "" && attribute(attrs, "data-account") != "" {
		return "Brightcove"
	}
	return ""
}

package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// head is what a page states of itself outside its text.
type head struct {
	title     string // title element
	language  string // lang attribute of the html element
	base      string // address that others are relative to
	canonical string // link rel=canonical
	metas     []meta
	graph     jsonld.Graph
}

// meta is what a meta element states: the value of its name, property, itemprop
// or http-equiv attribute, and its content.
type meta struct{ name, content string }

// read takes what an html, title, meta, link, base or script element states.
func (h *head) read(n *html.Node) {
	text := ""
	if n.FirstChild != nil {
		text = n.FirstChild.Data
	}
	h.state(n.DataAtom, n.Attr, text)
}

// state takes what an element of the head states, given its attributes and the
// text in it.
func (h *head) state(tag atom.Atom, attrs []html.Attribute, text string) {
	switch tag {
	case atom.Html:
		if h.language == "" {
			h.language = attribute(attrs, "lang")
		}
		if h.language == "" {
			h.language = attribute(attrs, "xml:lang")
		}
	case atom.Title:
		if h.title == "" {
			h.title = collapse(text)
		}
	case atom.Meta:
		h.readMeta(attrs)
	case atom.Link:
		if h.canonical == "" && strings.EqualFold(strings.TrimSpace(attribute(attrs, "rel")), "canonical") {
			h.canonical = strings.TrimSpace(attribute(attrs, "href"))
		}
	case atom.Base:
		if h.base == "" {
			h.base = strings.TrimSpace(attribute(attrs, "href"))
		}
	case atom.Script:
		for i := range attrs {
			if attrs[i].Key == "type" && isLinkedData(attrs[i].Val) {
				h.graph.Read(text)
			}
		}
	}
}

// isLinkedData reports whether a script's type is that of JSON-LD.
func isLinkedData(mediaType string) bool {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return strings.EqualFold(strings.TrimSpace(mediaType), "application/ld+json")
}

// metaNames are the names of meta elements that are read.
var metaNames = newNameSet(authorNames, publishedNames, modifiedNames, []string{
	"og:title", "twitter:title", "og:description", "description", "og:url", "og:type", "og:site_name", "application-name",
	"apple-mobile-web-app-title", "twitter:site", "twitter:label1", "twitter:label2", "twitter:data1", "twitter:data2",
	"article:section", "section", "parsely-section", "cXenseParse:section", "article:tag", "news_keywords", "keywords",
	"content-language", "og:locale", "dc.language", "dcterms.language", "language", "og:image", "og:image:url",
	"og:image:secure_url", "og:image:alt", "twitter:image", "twitter:image:src", "twitter:image:alt", "thumbnail", "image",
	"og:video", "og:video:url", "og:video:secure_url", "og:video:duration", "video:duration",
	// of films in microdata
	"name", "duration", "contentUrl", "embedUrl", "thumbnailUrl",
})

func isMetaName(name string) bool { return name != "" && metaNames.has(name) }

func (h *head) readMeta(attrs []html.Attribute) {
	content := strings.TrimSpace(attribute(attrs, "content"))
	if content == "" {
		return
	}
	for i := range attrs {
		switch attrs[i].Key {
		case "name", "property", "itemprop", "http-equiv":
			if name := strings.TrimSpace(attrs[i].Val); isMetaName(name) {
				h.metas = append(h.metas, meta{name, content})
			}
		}
	}
}

// meta returns the content of the first meta element that has one of the names,
// the first name before the others. Case does not matter.
func (h *head) meta(names ...string) string {
	for _, name := range names {
		for i := range h.metas {
			if m := &h.metas[i]; len(m.name) == len(name) && strings.EqualFold(m.name, name) {
				return m.content
			}
		}
	}
	return ""
}

// allMeta returns the contents of all meta elements that have the name.
func (h *head) allMeta(name string) []string {
	var all []string
	for i := range h.metas {
		if m := &h.metas[i]; len(m.name) == len(name) && strings.EqualFold(m.name, name) {
			all = append(all, m.content)
		}
	}
	return all
}

// attribute returns the value of the attribute, "" where there is none.
func attribute(attrs []html.Attribute, key string) string {
	for i := range attrs {
		if attrs[i].Key == key {
			return attrs[i].Val
		}
	}
	return ""
}

// maxSummary is the length in bytes above which a description is none.
const maxSummary = 8 << 10

// maxAddress is the length in bytes above which an address is none.
const maxAddress = 2 << 10

// describe tells a page what its head states. What is too long for what it
// should be is left out: rules compare it with every line.
func (h *head) describe(page *clean.Page) {
	for _, title := range [...]string{h.meta("og:title"), h.title, h.graph.String("headline")} {
		if title != "" && len(title) <= maxTitle {
			page.Title = title
			break
		}
	}
	if summary := h.meta("og:description", "description"); len(summary) <= maxSummary {
		page.Summary = summary
	}
	page.Story = h.graph.String("articleBody")
	page.Type = h.pageType()
	page.Lang = strings.TrimSpace(h.language)
	for _, address := range [...]string{h.canonical, h.meta("og:url")} {
		if page.Canonical == "" && len(address) <= maxAddress {
			page.Canonical = address
		}
	}
}

// pageType returns what the page says it is.
func (h *head) pageType() string {
	for _, n := range h.graph.Nodes() {
		for _, t := range n.Types() {
			if isArticleType(t) {
				return t
			}
		}
	}
	if t := strings.ToLower(strings.TrimSpace(h.meta("og:type"))); len(t) <= maxType {
		return t
	}
	return ""
}

// maxType is the length in bytes above which a type is none.
const maxType = 64

// absolute returns the address that a reference of the page stands for, given
// the page's own; the reference as it is where neither tells, and "" for one
// that names no document.
func (h *head) absolute(ref, page string) string {
	ref = strings.TrimSpace(ref)
	u, err := url.Parse(ref)
	if ref == "" || err != nil {
		return ""
	}
	if u.IsAbs() {
		if !isWeb(u) {
			return ""
		}
		return ref
	}
	for _, base := range [...]string{h.base, page, h.canonical, h.meta("og:url")} {
		if b, err := url.Parse(base); err == nil && isWeb(b) && b.Host != "" {
			return b.ResolveReference(u).String()
		}
	}
	return ref
}

// isWeb reports whether an address is one of http or https.
func isWeb(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// collapse returns a text with white space of every kind collapsed to single
// spaces, and none around it.
func collapse(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

package extract

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// head is what a page states of itself outside its text.
type head struct {
	title       string // title element
	ogTitle     string // meta og:title
	description string // meta og:description, or description
	graph       jsonld.Graph
}

// read takes what a title, meta, link, base or script element states.
func (h *head) read(n *nethtml.Node) {
	text := ""
	if n.FirstChild != nil {
		text = n.FirstChild.Data
	}
	h.state(n.DataAtom, n.Attr, text)
}

// state takes what an element of the head states, given its attributes and the
// text in it.
func (h *head) state(tag atom.Atom, attrs []nethtml.Attribute, text string) {
	switch tag {
	case atom.Title:
		if h.title == "" {
			h.title = text
		}
	case atom.Meta:
		h.readMeta(attrs)
	case atom.Script:
		for i := range attrs {
			if attrs[i].Key == "type" && strings.EqualFold(strings.TrimSpace(attrs[i].Val), "application/ld+json") {
				h.graph.Read(text)
			}
		}
	}
}

func (h *head) readMeta(attrs []nethtml.Attribute) {
	var name, content string
	for i := range attrs {
		switch attrs[i].Key {
		case "name", "property":
			if name == "" {
				name = attrs[i].Val
			}
		case "content":
			content = attrs[i].Val
		}
	}
	switch {
	case content == "":
	case strings.EqualFold(name, "og:title") && h.ogTitle == "":
		h.ogTitle = content
	case strings.EqualFold(name, "og:description"):
		h.description = content
	case strings.EqualFold(name, "description") && h.description == "":
		h.description = content
	}
}

// describe tells a page what its head states.
func (h *head) describe(page *clean.Page) {
	page.Title = h.ogTitle
	if page.Title == "" {
		page.Title = h.title
	}
	if page.Title == "" {
		page.Title = h.graph.String("headline")
	}
	page.Summary = h.description
	page.Story = h.graph.String("articleBody")
}

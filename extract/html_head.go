package extract

import (
	"encoding/json"
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/clean"
)

// head is what a page states of itself outside its text.
type head struct {
	title       string   // title element
	ogTitle     string   // meta og:title
	description string   // meta og:description, or description
	data        []string // JSON-LD, as written
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
				h.data = append(h.data, text)
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
	if headline := h.property("headline"); page.Title == "" {
		page.Title = headline
	}
	page.Summary = h.description
	page.Story = h.property("articleBody")
}

// property returns the first string that the JSON-LD gives for a property that
// only articles have. It reads no more of the JSON than that, and so does not
// mind what is broken elsewhere.
func (h *head) property(name string) string {
	key := `"` + name + `"`
	for _, data := range h.data {
		for {
			_, rest, ok := strings.Cut(data, key)
			if !ok {
				break
			}
			data = rest
			if value, ok := stringAfterColon(rest); ok && value != "" {
				return value
			}
		}
	}
	return ""
}

func stringAfterColon(s string) (string, bool) {
	s, ok := strings.CutPrefix(strings.TrimLeft(s, " \t\r\n"), ":")
	if !ok {
		return "", false
	}
	s = strings.TrimLeft(s, " \t\r\n")
	if s == "" || s[0] != '"' {
		return "", false
	}
	end := 1
	for end < len(s) && s[end] != '"' {
		if s[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(s) {
		return "", false
	}
	raw := s[1:end]
	if strings.ContainsAny(raw, "\\\n\r\t") {
		// Line breaks inside strings are not JSON, but pages have them.
		raw = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(raw)
		var value string
		if json.Unmarshal([]byte(`"`+raw+`"`), &value) == nil {
			raw = value
		}
	}
	if strings.ContainsAny(raw, "&") {
		raw = html.UnescapeString(raw)
	}
	return raw, true
}

package extract

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
)

//go:embed names/embeds.txt
var embedFile string

// embed is an element that stands for a player until a script puts it there.
type embed struct {
	kind     clean.MediaKind
	provider string
	start    string // of a word of its class or id
	key      string // attribute with the film's identifier, "*" for the rest of the word
	address  string // of a film, but for its identifier; "" where that is not enough
	size     int    // of identifiers, 0 for any
}

// embeds are parted by what they are known by.
type embeds struct {
	tags       map[string]embed
	class, ids []embed
}

var embedTable = sync.OnceValue(func() embeds {
	t := embeds{tags: make(map[string]embed)}
	for line := range strings.Lines(embedFile) {
		f := strings.Fields(line)
		if len(f) != 6 || f[0] == "#" {
			continue
		}
		e := embed{provider: f[1], start: f[2][1:], key: f[3], address: strings.TrimRight(f[4], "*-")}
		e.size, _ = strconv.Atoi(f[5])
		if f[0] == "audio" {
			e.kind = clean.Audio
		}
		switch f[2][0] {
		case '.':
			t.class = append(t.class, e)
		case '#':
			t.ids = append(t.ids, e)
		default:
			t.tags[f[2]] = e
		}
	}
	return t
})

// findEmbed returns the player that an element stands for, and the film's
// identifier or address; "" where it stands for none.
func findEmbed(n *html.Node) (e embed, film string) {
	if e, film = embedOf(n); film == "" || e.size > 0 && len(film) != e.size && !isAddress(film) {
		return embed{}, ""
	}
	return e, film
}

// embedOf is findEmbed for whatever stands where identifiers do.
func embedOf(n *html.Node) (e embed, film string) {
	if isCustom(n.Data) {
		if e, ok := embedTable().tags[n.Data]; ok {
			if film = attribute(n.Attr, e.key); film != "" {
				return e, film
			}
		}
		return embed{}, ""
	}
	if !holdsEmbed(n.Data) || !isEmptyBox(n) {
		return embed{}, ""
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; {
		case a.Key == "id" && strings.HasSuffix(a.Val, "_div"):
			for _, e := range embedTable().ids {
				if rest, ok := strings.CutPrefix(a.Val, e.start); ok {
					film, _, _ = strings.Cut(rest, "_")
					return e, film
				}
			}
		case a.Key == "class" && mayNameEmbed(a.Val):
			if e, film = embedOfClass(n, a.Val); film != "" {
				return e, film
			}
		}
	}
	return embed{}, ""
}

// holdsEmbed reports whether elements of a name stand for players: div, span,
// section, blockquote and others.
func holdsEmbed(tag string) bool {
	if tag == "" {
		return false
	}
	switch tag[0] | 0x20 {
	case 'd', 's', 'b':
		return true
	}
	return false
}

// isEmptyBox reports whether an element holds no text of its own, and no more
// than one element.
func isEmptyBox(n *html.Node) bool {
	nodes := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if nodes++; nodes > maxPlaceholder || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	return true
}

// maxPlaceholder is the most nodes in an element that stands for a player: one
// element, and white space around it.
const maxPlaceholder = 3

// embedOfClass is findEmbed for an element of that class.
func embedOfClass(n *html.Node, class string) (e embed, film string) {
	for word := range strings.FieldsSeq(class) {
		for _, e := range embedTable().class {
			rest, ok := strings.CutPrefix(word, e.start)
			switch {
			case !ok:
			case e.key == "*":
				film, _, _ = strings.Cut(rest, "_")
				return e, film
			case rest == "":
				if film = attribute(n.Attr, e.key); film != "" {
					return e, film
				}
			}
		}
	}
	return embed{}, ""
}

// embedOpenings are the letters with which the words of classes in the table begin,
// by the first.
var embedOpenings = [256]string{'r': "rll-", 'y': "yout", 'd': "dail", 'f': "fb-v", 't': "tikt", 'w': "wist"}

// mayNameEmbed turns most classes away that no element has which stands for a
// player.
func mayNameEmbed(class string) bool {
	for {
		if class == "" {
			return false
		}
		if opening := embedOpenings[class[0]]; opening != "" && strings.HasPrefix(class, opening) {
			return true
		}
		space := strings.IndexByte(class, ' ')
		if space < 0 {
			return false
		}
		class = class[space+1:]
	}
}

// isCustom reports whether an element is one that a page defines (HTML Living
// Standard, 4.13.3).
func isCustom(tag string) bool { return strings.IndexByte(tag, '-') > 0 }

// isPlayerTag reports whether an element that a page defines is called a player.
func isPlayerTag(tag string) bool { return isCustom(tag) && strings.Contains(tag, "player") }

// maxFilmNodes is the number of nodes in an element that are looked at for what
// microdata states of a film.
const maxFilmNodes = 64

// isFilmType reports whether microdata says that an element describes a film.
func isFilmType(itemType string) bool { return strings.HasSuffix(itemType, "schema.org/VideoObject") }

// readMicrodata reads what the elements inside n state of a film.
func (r *mediaReader) readMicrodata(n *html.Node) {
	for c, left := n.FirstChild, maxFilmNodes; c != nil && left > 0; left-- {
		if c.Type == html.ElementNode {
			if hasAttribute(c.Attr, "itemscope") {
				c = nodeBehind(c, n) // somebody or something else
				continue
			}
			if prop := attribute(c.Attr, "itemprop"); prop != "" {
				value := attribute(c.Attr, "content")
				for _, key := range [...]string{"href", "src"} {
					if value == "" {
						value = attribute(c.Attr, key)
					}
				}
				if value == "" && c.FirstChild != nil && c.FirstChild.Type == html.TextNode {
					value = c.FirstChild.Data
				}
				r.read(strings.ToLower(prop), value)
			}
		}
		c = nextNode(c, n)
	}
}

func hasAttribute(attrs []html.Attribute, key string) bool {
	return slices.ContainsFunc(attrs, func(a html.Attribute) bool { return a.Key == key })
}

// nextNode returns the node behind n in the order of the page, nil at the end of
// what is in root.
func nextNode(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return nodeBehind(n, root)
}

// nodeBehind is nextNode, past what is in n.
func nodeBehind(n, root *html.Node) *html.Node {
	for n != root {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

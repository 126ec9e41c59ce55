package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// hides reports whether an attribute says that its element is not shown.
func hides(a *html.Attribute) bool {
	switch a.Key {
	case "hidden":
		return !strings.EqualFold(a.Val, "until-found")
	case "style":
		return styleHides(a.Val)
	}
	return false
}

// styleHides looks for display:none and visibility:hidden in a style attribute.
func styleHides(style string) bool {
	for style != "" {
		var declaration string
		declaration, style, _ = strings.Cut(style, ";")
		name, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if strings.EqualFold(name, "display") && hasPrefixFold(value, "none") ||
			strings.EqualFold(name, "visibility") && hasPrefixFold(value, "hidden") {
			return true
		}
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// isAside reports whether an element is a word for those who hear a page instead
// of seeing it ("Image caption", "opens in a new tab"), beside other text: shown,
// it would be glued to that. One that stands alone is what its place says, and
// marks without letters part what stands around them.
func isAside(n *html.Node, class string) bool {
	text := n.FirstChild
	return class != "" && n.Data != "a" && text != nil && text.NextSibling == nil && text.Type == html.TextNode && len(text.Data) <= maxAside &&
		(hasText(n.PrevSibling) || hasText(n.NextSibling)) && isForScreenReaders(class) && strings.IndexFunc(text.Data, unicode.IsLetter) >= 0
}

// aside leaves such a word out, unless it opens a byline and is needed to read that.
func (w *walk) aside(n *html.Node) {
	if text := n.FirstChild.Data; isNameLabel(strings.TrimSpace(text)) {
		w.builder.Text(" ", w.at)
		w.addText(text)
		w.builder.Text(" ", w.at)
	}
}

// maxAside is the most bytes of a word for those who hear a page: longer texts may
// be the page's own.
const maxAside = 60

// hasText reports whether a node is text, or an element in running text, right
// beside another.
func hasText(n *html.Node) bool {
	switch {
	case n == nil:
		return false
	case n.Type == html.TextNode:
		return strings.TrimSpace(n.Data) != ""
	}
	return n.Type == html.ElementNode && n.FirstChild != nil && isRunning(n.Data)
}

// screenReaderNames are what makers of pages and style sheets call the class of
// text that is moved out of sight, by their first letters.
var screenReaderNames = [256][]string{
	's': {"sr-only", "screen-reader", "screenreader"},
	'v': {"visually-hidden", "visuallyhidden", "visually_hidden"},
	'o': {"off-screen", "offscreen"},
	'h': {"hidden-visually"},
	'a': {"assistive-text"},
}

// minScreenReaderName is the length of the shortest of them.
const minScreenReaderName = len("sr-only")

// isForScreenReaders reports whether a class moves its element out of sight. Names
// with a colon do so only at times, those that begin with "not" undo it.
func isForScreenReaders(class string) bool {
	for i := 0; i+minScreenReaderName <= len(class); i++ {
		for _, name := range screenReaderNames[class[i]|0x20] {
			if hasPrefixFold(class[i:], name) {
				word := class[strings.LastIndexByte(class[:i], ' ')+1 : i]
				return strings.IndexByte(word, ':') < 0 && !hasPrefixFold(word, "not-")
			}
		}
	}
	return false
}

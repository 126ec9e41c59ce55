package clean

import "strings"

// Place is a set of elements that stand around a block, or are the block: what
// tells a heading from a menu entry before a word is read.
type Place uint32

// The places. Each holds inside the element and everything in it.
const (
	InParagraph  Place = 1 << iota // p
	InHeading                      // h1 to h6
	InList                         // li
	InQuote                        // blockquote
	InCode                         // pre
	InCell                         // td, th
	InTerm                         // dt, dd
	InArticle                      // article
	InMain                         // main
	InHeader                       // header
	InFooter                       // footer
	InAside                        // aside
	InNav                          // nav, menu
	InFigure                       // figure
	InFigcaption                   // figcaption
	InForm                         // form
	InControl                      // button, select, textarea and the like
	InDetails                      // details, dialog
	InAddress                      // address
)

// Has reports whether all places of set are in p.
func (p Place) Has(set Place) bool { return p&set == set }

// tag is what the builder knows of an element by its name.
type tag struct {
	inline bool  // stands inside running text (HTML Living Standard, phrasing content)
	part   bool  // an inline element that is worth knowing without class or id
	style  style // of its text
	place  Place
	level  int8 // of a heading
}

// tagOf returns what is known of a name. Names that are not known stand for
// blocks, as do custom elements; names with a colon, which word processors
// leave inside sentences, for inline elements.
func tagOf(name string) tag {
	switch name {
	case "span", "abbr", "acronym", "bdi", "bdo", "big", "code", "data", "del", "dfn", "font", "ins", "kbd",
		"label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "strike", "sub", "sup", "tt", "u", "var", "wbr":
		return tag{inline: true}
	case "a":
		return tag{inline: true, part: true, style: styleLink}
	case "b", "strong":
		return tag{inline: true, style: styleBold}
	case "i", "em":
		return tag{inline: true, part: true, style: styleItalic}
	case "cite", "small", "time":
		return tag{inline: true, part: true}
	case "p":
		return tag{place: InParagraph}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return tag{place: InHeading, level: int8(name[1] - '0')}
	case "div", "section", "ul", "ol", "dl", "table", "tbody", "tr":
		return tag{}
	case "li":
		return tag{place: InList}
	case "blockquote":
		return tag{place: InQuote}
	case "pre":
		return tag{place: InCode}
	case "td", "th":
		return tag{place: InCell}
	case "dt", "dd":
		return tag{place: InTerm}
	case "article":
		return tag{place: InArticle}
	case "main":
		return tag{place: InMain}
	case "header":
		return tag{place: InHeader}
	case "footer":
		return tag{place: InFooter}
	case "aside":
		return tag{place: InAside}
	case "nav", "menu":
		return tag{place: InNav}
	case "figure":
		return tag{place: InFigure}
	case "figcaption":
		return tag{place: InFigcaption}
	case "form":
		return tag{place: InForm}
	case "button", "select", "option", "optgroup", "textarea", "datalist", "output", "progress", "meter":
		return tag{place: InControl}
	case "details", "dialog":
		return tag{place: InDetails}
	case "address":
		return tag{place: InAddress}
	}
	return tag{inline: strings.IndexByte(name, ':') > 0}
}

package extract

import (
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// markup reads the markup of a page for the parser, without what the walk over
// the parsed page passes by: the text of style sheets, of comments and of scripts
// other than linked data, what is inside drawings (svg) and is shown to browsers
// without scripts, and attributes that nobody reads (see html_attribute.go). That
// is two thirds of the bytes of today's pages. All else of the tree that the
// parser makes is the same: markup follows the parser's tokenizer byte by byte,
// and where it would take the parser's state to tell what follows, it leaves the
// rest of the page as it is. Only framesets behind a drawing may be taken where
// the text inside the drawing, were it read, would be the page's first.
//
// Reading stops when the context is done, and before what the parser would make
// more than so many nodes of.
type markup struct {
	ctx  context.Context
	text string
	// attributes says that all attributes are left: rules may ask for them.
	attributes bool
	from       int      // text[from:at], without the cuts, is to be read next
	at         int      // text[:at] has been looked at
	cuts       [][2]int // in text[from:at], but for the first done, which are behind
	done       int
	rest       bool     // the rest is left as it is
	last       int      // text[last:at] is text
	bare       bool     // what nobody reads may be left out as a whole: see spare
	columns    bool     // or not, as there are columns of a table
	pre        bool     // the last token begins preformatted text
	before     byte     // what stands before it where it is left out
	cost       costScan // of what has been looked at
	most       int64    // nodes, 0 for no bound
	// elements is the number of start tags looked at, and blocks that of them which
	// stand neither inside running text nor for something that is not text.
	elements, blocks int
}

// errCostly is the error of reading markup that would cost the parser too much.
var errCostly = errors.New("too many nodes")

// newMarkup returns the markup of a page of which the parser may make at most so
// many nodes, 0 for no bound.
func newMarkup(ctx context.Context, text string, attributes bool, most int64) *markup {
	return &markup{ctx: ctx, text: text, attributes: attributes, cuts: make([][2]int, 0, cutsOfPiece), cost: costScan{page: text}, most: most}
}

// pieceSize is the number of bytes, about, after which reading looks at its
// context.
const pieceSize = 16 << 10

// cutsOfPiece is more cuts than a piece of most pages has.
const cutsOfPiece = 256

// Read reads the next bytes of the markup.
func (m *markup) Read(p []byte) (n int, err error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	p = p[:min(len(p), pieceSize)]
	for n < len(p) {
		if m.from == m.at {
			if m.at == len(m.text) {
				break
			}
			if m.look(); m.most > 0 && m.cost.total(m.cost.open()) > m.most {
				return 0, errCostly
			}
		}
		end := m.at
		if m.done < len(m.cuts) {
			end = m.cuts[m.done][0]
		}
		k := copy(p[n:], m.text[m.from:end])
		n += k
		m.from += k
		if m.from == end && m.done < len(m.cuts) {
			m.from = m.cuts[m.done][1]
			m.done++
		}
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// look looks at the next piece of the text.
func (m *markup) look() {
	m.cuts, m.done = m.cuts[:0], 0
	for !m.rest && m.at-m.from < pieceSize {
		i := strings.IndexByte(m.text[m.at:min(len(m.text), m.at+pieceSize)], '<')
		if i < 0 {
			m.at = min(len(m.text), m.at+pieceSize)
			return
		}
		m.at += i
		m.token()
	}
	if m.rest {
		from := m.at
		m.at = min(len(m.text), max(m.at, m.from+pieceSize))
		m.cost.look(from, m.at)
	}
}

// token goes on behind the tag, the comment or the character of text that is at
// hand, and behind what is left out after it.
func (m *markup) token() {
	s := m.text[m.at:]
	m.cost.tags++
	switch {
	case len(s) < 2:
		m.at = len(m.text)
	case isLetter(s[1]):
		m.startTag()
	case s[1] == '/' || s[1] == '!' || s[1] == '?':
		end := otherEnd(s)
		if strings.HasPrefix(s, "<!--") && strings.HasSuffix(s[:end], "-->") {
			if m.spare(end) {
				return
			}
			if end > len("<!---->") {
				m.cut(m.at+len("<!--"), m.at+end-len("-->"))
			}
		}
		m.at += end
		m.rest = end == 0
		m.ended(false)
	default:
		m.at++
	}
}

func (m *markup) startTag() {
	s := m.text[m.at:]
	known := len(m.cuts)
	t := tag{cuts: m.cuts, at: m.at + 1, keep: m.attributes}
	t.read(s[1:])
	m.cuts = t.cuts
	if t.keep || t.size == 0 {
		m.cuts = m.cuts[:known]
	}
	if t.size == 0 {
		m.rest = true
		return
	}
	if t.element.costs {
		m.cost.tag(m.at + 1)
	}
	if m.elements++; (t.element == &textElement || t.element == &customElement) && !isRunning(t.name) {
		m.blocks++
	}
	m.columns = m.columns || hasPrefixFold(t.name, "col")
	m.bare = m.bare || strings.EqualFold(t.name, "head") || strings.EqualFold(t.name, "body")
	pre := strings.EqualFold(t.name, "pre") || strings.EqualFold(t.name, "listing")
	size := 1 + t.size
	if t.element.inside == insideMarkup {
		if kind := t.element.attributes; (kind == attributesLink || kind == attributesMeta) && !t.keep && m.spareElement(known, size) {
			return
		}
		m.at += size
		m.ended(pre)
		return
	}
	inside := s[size:]
	end := -1 // of what is inside
	leave := false
	switch t.element.inside {
	case insideScript:
		if end = rawEnd(inside, "script"); end >= 0 && escapesTwice(inside[:end]) {
			end = -1
		}
		if leave = !mayBeLinkedData(s[:size]); !leave {
			m.cuts = m.cuts[:known]
		} else if end >= 0 && !t.unsure {
			if close := otherEnd(inside[end:]); close > 0 && m.spareElement(known, size+end+close) {
				return
			}
		}
	case insideDrawing:
		if t.closed {
			m.at += size
			m.ended(false)
			return
		}
		if !t.unsure {
			end = drawingEnd(inside)
		}
		leave = true
	case insideUnknown:
	default:
		end = rawEnd(inside, t.element.name)
		switch {
		case end < 0:
		case t.element.inside == insideUnread:
			leave = true
		case t.element.inside == insidePlain:
			leave = !mayHavePicture(inside[:end])
		}
	}
	m.at += size
	if end < 0 {
		m.rest = true
		return
	}
	if leave {
		m.cut(m.at, m.at+end)
	}
	m.at += end
}

// ended notes that a token that is not left out ends at hand. pre says that it
// begins preformatted text.
func (m *markup) ended(pre bool) { m.last, m.pre, m.before = m.at, pre, 0 }

// spare goes on behind a comment or element of so many bytes, and leaves it
// out as a whole, where the parser would make the same of what is around it: behind
// the start of head or body, between tags and not directly in preformatted text,
// whose first line end does not count. Where columns of a table are, it ends them.
func (m *markup) spare(size int) bool {
	if !m.bare || m.columns || m.pre || m.attributes || !isBlank(m.text[m.last:m.at]) {
		return false
	}
	behind := m.text[m.at+size:]
	at := 0
	for at < len(behind) && isTagSpace[behind[at]] {
		at++
	}
	if behind = behind[at:]; behind != "" && (len(behind) == 1 || behind[0] != '<' || !isLetter(behind[1]) && behind[1] != '/' && behind[1] != '!') {
		return false
	}
	before := m.before
	if m.at > m.last {
		before = m.text[m.at-1]
	}
	if before == '\r' && m.text[m.at+size:] != "" && m.text[m.at+size] == '\n' {
		return false // they would be one line end
	}
	m.cut(m.at, m.at+size)
	m.at += size
	m.last, m.before = m.at, before
	return true
}

// spareElement is spare for an element of whose start tag the cuts after the first
// known have been left out.
func (m *markup) spareElement(known, size int) bool {
	cuts := m.cuts
	m.cuts = m.cuts[:known]
	if m.spare(size) {
		return true
	}
	m.cuts = cuts
	return false
}

// isBlank reports whether s is white space.
func isBlank(s string) bool {
	for i := range len(s) {
		if !isTagSpace[s[i]] {
			return false
		}
	}
	return true
}

// cut leaves out text[from:to].
func (m *markup) cut(from, to int) { m.cuts = appendCut(m.cuts, from, to) }

// appendCut appends the bounds of what is left out to those of what is before it.
func appendCut(cuts [][2]int, from, to int) [][2]int {
	if n := len(cuts); n > 0 && cuts[n-1][1] == from {
		cuts[n-1][1] = to
		return cuts
	}
	if from == to {
		return cuts
	}
	return append(cuts, [2]int{from, to})
}

// mayHavePicture reports whether the markup that is shown to browsers without
// scripts may hold a picture.
func mayHavePicture(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		if s = s[i+1:]; hasPrefixFold(s, "img") {
			return true
		}
	}
}

// mayBeLinkedData reports whether the start tag of a script may say that it holds
// linked data.
func mayBeLinkedData(tag string) bool {
	if strings.IndexByte(tag, '&') >= 0 {
		return true // its type may be written in character references
	}
	for at := 0; ; {
		i := strings.IndexByte(tag[at:], '+')
		if i < 0 {
			return false
		}
		at += i + 1
		if hasPrefixFold(tag[at:], "json") {
			return true
		}
	}
}

// escapesTwice reports whether a script may go on behind its end tag: in a
// comment inside a script, the end tag ends a script inside that.
func escapesTwice(script string) bool {
	_, script, ok := strings.Cut(script, "<!--")
	for ok {
		if hasPrefixFold(script, "<script") {
			return true
		}
		var i int
		if i = strings.IndexByte(script[min(1, len(script)):], '<'); i < 0 {
			return false
		}
		script = script[1+i:]
	}
	return false
}

// rawEnd returns the index in s of the end tag of an element whose inside is read
// as text, -1 for none.
func rawEnd(s, name string) int {
	for at := 0; ; {
		i := strings.Index(s[at:], "</")
		if i < 0 {
			return -1
		}
		at += i + len("</")
		if len(s)-at > len(name) && isTagBreak[s[at+len(name)]] && strings.EqualFold(s[at:at+len(name)], name) {
			return at - len("</")
		}
	}
}

// otherEnd returns the size of the end tag, comment or declaration that s begins
// with, 0 where it does not end.
func otherEnd(s string) int {
	switch {
	case strings.HasPrefix(s, "<!--"):
		return commentEnd(s)
	case len(s) > 2 && s[1] == '/' && isLetter(s[2]):
		end := len("</a")
		for end < len(s) && (isLetter(s[end]) || s[end] >= '0' && s[end] <= '9') {
			end++
		}
		if end < len(s) && s[end] == '>' {
			return end + 1
		}
		if size := readTag(s[2:]).size; size > 0 {
			return 2 + size
		}
		return 0
	}
	return strings.IndexByte(s, '>') + 1
}

// commentEnd returns the size of the comment that s begins with, 0 where it does
// not end.
func commentEnd(s string) int {
	const open = len("<!--")
	if strings.HasPrefix(s[open:], ">") {
		return open + 1
	}
	if strings.HasPrefix(s[open:], "->") {
		return open + 2
	}
	for at := open; ; {
		i := strings.IndexByte(s[at:], '>')
		if i < 0 {
			return 0
		}
		at += i + 1
		if inside := s[open : at-1]; strings.HasSuffix(inside, "--") || strings.HasSuffix(inside, "--!") {
			return at
		}
	}
}

// Bounds of a drawing that is left out: its size in bytes, and how deeply it
// nests.
const (
	maxDrawing      = 1 << 20
	maxDrawingDepth = 64
)

// drawingEnd returns the index in s, which begins behind the start tag of a
// drawing, of its end tag. It is -1 where something stands inside that could end
// the drawing before, or be more than a part of it.
func drawingEnd(s string) int {
	s = s[:min(len(s), maxDrawing)]
	var names [maxDrawingDepth]string
	names[0] = "svg"
	depth := 1 // open elements
	for at := 0; ; {
		i := strings.IndexByte(s[at:], '<')
		if i < 0 || at+i+1 == len(s) {
			return -1
		}
		at += i
		switch {
		case s[at+1] == '/':
			if at+2 == len(s) || !isLetter(s[at+2]) {
				return -1
			}
			t := readTag(s[at+2:])
			for depth--; depth >= 0 && !strings.EqualFold(names[depth], t.name); depth-- {
			}
			switch {
			case depth < 0 || t.size == 0:
				return -1
			case depth == 0:
				return at
			}
			at += 2 + t.size
		case isLetter(s[at+1]):
			t := readTag(s[at+1:])
			if t.size == 0 || t.unsure || leavesDrawing(t.name) || holdsMarkup(names[depth-1]) {
				return -1
			}
			at += 1 + t.size
			if !t.closed {
				if depth == maxDrawingDepth {
					return -1
				}
				names[depth] = t.name
				depth++
			}
		case strings.HasPrefix(s[at:], "<!--"):
			size := commentEnd(s[at:])
			if size == 0 {
				return -1
			}
			at += size
		default:
			return -1
		}
	}
}

// holdsMarkup reports whether what is inside a part of a drawing is read as if it
// were outside.
func holdsMarkup(name string) bool {
	switch len(name) {
	case len("desc"):
		return strings.EqualFold(name, "desc")
	case len("title"):
		return strings.EqualFold(name, "title")
	case len("foreignobject"):
		return strings.EqualFold(name, "foreignobject")
	}
	return false
}

// leavesDrawing reports whether the start tag of an element may end the drawing
// that it stands in. (HTML Living Standard, 13.2.6.5.)
func leavesDrawing(name string) bool {
	var lower [10]byte
	if len(name) > len(lower) {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf {
			return false
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	switch string(lower[:len(name)]) {
	case "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "font",
		"h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p",
		"pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var":
		return true
	}
	return false
}

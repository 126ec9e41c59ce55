package extract

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"
)

// markup reads the markup of a page for the parser, without what the walk over
// the parsed page passes by: the text of style sheets and of scripts other than
// linked data, and what is inside drawings (svg). That is half of the bytes of
// today's pages. All else of the tree that the parser makes is the same: markup
// follows the parser's tokenizer byte by byte, and where it would take the
// parser's state to tell what follows, it leaves the rest of the page as it is.
// Only framesets behind a drawing may be taken where the text inside the drawing,
// were it read, would be the page's first.
//
// Reading stops when the context is done.
type markup struct {
	ctx      context.Context
	text     string
	from, to int  // text[from:to] is to be read next
	at       int  // text[:at] has been looked at
	rest     bool // the rest is left as it is
}

// pieceSize is the number of bytes, about, after which reading looks at its
// context.
const pieceSize = 32 << 10

// Read reads the next bytes of the markup.
func (m *markup) Read(p []byte) (int, error) {
	for m.from == m.to {
		if err := m.ctx.Err(); err != nil {
			return 0, err
		}
		if m.at == len(m.text) {
			return 0, io.EOF
		}
		m.next()
	}
	n := copy(p, m.text[m.from:m.to])
	m.from += n
	return n, nil
}

// next finds the next piece of the text that is to be read.
func (m *markup) next() {
	m.from = m.at
	for !m.rest && m.at-m.from < pieceSize {
		i := strings.IndexByte(m.text[m.at:min(len(m.text), m.at+pieceSize)], '<')
		if i < 0 {
			m.at = min(len(m.text), m.at+pieceSize)
			break
		}
		m.at += i
		if m.to = m.token(); m.to >= 0 {
			return
		}
	}
	if m.rest {
		m.at = min(len(m.text), m.from+pieceSize)
	}
	m.to = m.at
}

// token goes on behind the tag, the comment or the character of text that is at
// hand, and behind what is left out after it. It returns where that begins, -1
// for nothing.
func (m *markup) token() int {
	s := m.text[m.at:]
	switch {
	case len(s) < 2:
		m.at = len(m.text)
	case isLetter(s[1]):
		return m.startTag()
	case s[1] == '/' || s[1] == '!' || s[1] == '?':
		end := otherEnd(s)
		m.at += end
		m.rest = end == 0
	default:
		m.at++
	}
	return -1
}

func (m *markup) startTag() int {
	s := m.text[m.at:]
	t := readTag(s[1:])
	if t.size == 0 {
		m.rest = true
		return -1
	}
	size := 1 + t.size
	inside := s[size:]
	end := -1 // of what is inside
	leave := false
	switch special(t.name) {
	case "":
		m.at += size
		return -1
	case "script":
		if end = rawEnd(inside, "script"); end >= 0 && escapesTwice(inside[:end]) {
			end = -1
		}
		leave = !mayBeLinkedData(s[:size])
	case "style":
		end = rawEnd(inside, "style")
		leave = true
	case "svg":
		if t.closed {
			m.at += size
			return -1
		}
		if !t.unsure {
			end = drawingEnd(inside)
		}
		leave = true
	case "math", "plaintext":
	default:
		end = rawEnd(inside, t.name)
	}
	m.rest = end < 0
	if m.rest {
		return -1
	}
	start := m.at + size
	m.at = start + end
	if leave && end > 0 {
		return start
	}
	return -1
}

// special returns the name of an element in lower case after whose start tag
// text is not read as usual, "" for others.
func special(name string) string {
	if len(name) < 3 || len(name) > 9 {
		return ""
	}
	for _, s := range specials[name[0]&0x1F] {
		if len(s) == len(name) && strings.EqualFold(s, name) {
			return s
		}
	}
	return ""
}

// specials are the elements after whose start tag text is not read as usual, by
// their first letters. (HTML Living Standard, 13.2.6.4: raw text, RCDATA, script
// data, foreign content.)
var specials = func() (t [32][]string) {
	for _, name := range [...]string{"script", "style", "svg", "math", "iframe", "noembed", "noframes", "noscript",
		"plaintext", "textarea", "title", "xmp"} {
		t[name[0]&0x1F] = append(t[name[0]&0x1F], name)
	}
	return t
}()

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
		if t := readTag(s[2:]); t.size > 0 {
			return 2 + t.size
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

// tag is a start or end tag as it is written.
type tag struct {
	name   string
	size   int  // bytes up to its end, 0 where it does not end
	closed bool // it ends with a solidus
	unsure bool // it depends on its attributes whether that is a value's
}

// isTagSpace and isTagBreak are the characters that separate the parts of a tag,
// and those that end its name.
var isTagSpace = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true}
var isTagBreak = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true, '/': true, '>': true}

// readTag reads a tag from the first letter of its name on.
func readTag(s string) tag {
	i := 1
	for i < len(s) && !isTagBreak[s[i]] {
		i++
	}
	t := tag{name: s[:i]}
	value := -1 // end of the last value without quotation marks
	for {
		for i < len(s) && isTagSpace[s[i]] {
			i++
		}
		if i == len(s) {
			return t
		}
		if s[i] == '>' {
			t.size = i + 1
			if s[i-1] == '/' {
				t.unsure = value == i
				t.closed = !t.unsure
			}
			return t
		}
		for key := i; i < len(s) && !isTagBreak[s[i]] && (s[i] != '=' || i == key); i++ {
		}
		for i < len(s) && isTagSpace[s[i]] {
			i++
		}
		if i == len(s) {
			return t
		}
		if s[i] == '/' {
			i++
			continue
		}
		if s[i] != '=' {
			continue
		}
		for i++; i < len(s) && isTagSpace[s[i]]; i++ {
		}
		if i == len(s) {
			return t
		}
		switch quote := s[i]; quote {
		case '>':
		case '"', '\'':
			end := strings.IndexByte(s[i+1:], quote)
			if end < 0 {
				return t
			}
			i += end + 2
		default:
			for i < len(s) && s[i] != '>' && !isTagSpace[s[i]] {
				i++
			}
			value = i
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

package extract

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"
)

// markup reads the markup of a page for the parser, without what the walk over
// the parsed page passes by: the text of style sheets and of scripts other than
// linked data, what is inside drawings (svg), and attributes that nobody reads.
// That is more than half of the bytes of today's pages. All else of the tree that
// the parser makes is the same: markup follows the parser's tokenizer byte by
// byte, and where it would take the parser's state to tell what follows, it leaves
// the rest of the page as it is. Only framesets behind a drawing may be taken
// where the text inside the drawing, were it read, would be the page's first.
//
// Reading stops when the context is done.
type markup struct {
	ctx  context.Context
	text string
	// attributes says that all attributes are left: rules may ask for them.
	attributes bool
	from       int      // text[from:at], without the cuts, is to be read next
	at         int      // text[:at] has been looked at
	cuts       [][2]int // in text[from:at]
	rest       bool     // the rest is left as it is
}

// pieceSize is the number of bytes, about, after which reading looks at its
// context.
const pieceSize = 16 << 10

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
			m.look()
		}
		end := m.at
		if len(m.cuts) > 0 {
			end = m.cuts[0][0]
		}
		k := copy(p[n:], m.text[m.from:end])
		n += k
		m.from += k
		if m.from == end && len(m.cuts) > 0 {
			m.from, m.cuts = m.cuts[0][1], m.cuts[1:]
		}
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// look looks at the next piece of the text.
func (m *markup) look() {
	m.cuts = m.cuts[:0]
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
		m.at = min(len(m.text), max(m.at, m.from+pieceSize))
	}
}

// token goes on behind the tag, the comment or the character of text that is at
// hand, and behind what is left out after it.
func (m *markup) token() {
	s := m.text[m.at:]
	switch {
	case len(s) < 2:
		m.at = len(m.text)
	case isLetter(s[1]):
		m.startTag()
	case s[1] == '/' || s[1] == '!' || s[1] == '?':
		end := otherEnd(s)
		m.at += end
		m.rest = end == 0
	default:
		m.at++
	}
}

func (m *markup) startTag() {
	s := m.text[m.at:]
	at, known := m.at+1, len(m.cuts)
	t := tag{see: !m.attributes}
	t.read(s[1:], func(from, to int) { m.cuts = append(m.cuts, [2]int{at + from, at + to}) })
	if t.keep || t.size == 0 {
		m.cuts = m.cuts[:known]
	}
	if t.size == 0 {
		m.rest = true
		return
	}
	size := 1 + t.size
	inside := s[size:]
	end := -1 // of what is inside
	leave := false
	switch special(t.name) {
	case "":
		m.at += size
		return
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
			return
		}
		if !t.unsure {
			end = drawingEnd(inside)
		}
		leave = true
	case "math", "plaintext":
	default:
		end = rawEnd(inside, t.name)
	}
	m.at += size
	if end < 0 {
		m.rest = true
		return
	}
	if leave && end > 0 {
		m.cuts = append(m.cuts, [2]int{m.at, m.at + end})
	}
	m.at += end
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

// tag is a start or end tag as it is written.
type tag struct {
	name   string
	size   int  // bytes up to its end, 0 where it does not end
	closed bool // it ends with a solidus
	unsure bool // it depends on its attributes whether that is a value's
	see    bool // attributes that nobody reads are looked for
	keep   bool // but it may be a player's, of which all attributes are read
}

// isTagSpace and isTagBreak are the characters that separate the parts of a tag,
// and those that end its name.
var isTagSpace = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true}
var isTagBreak = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true, '/': true, '>': true}

// readTag reads a tag from the first letter of its name on.
func readTag(s string) tag {
	var t tag
	t.read(s, nil)
	return t
}

// read reads a tag from the first letter of its name on. It calls cut with the
// bounds of attributes that nobody reads, if they are to be looked for.
func (t *tag) read(s string, cut func(from, to int)) {
	i := 1
	for i < len(s) && !isTagBreak[s[i]] {
		i++
	}
	t.name = s[:i]
	t.see = t.see && i < len(s) && s[i] != '>' && !isKept(t.name)
	value := -1 // end of the last value without quotation marks
	for {
		for i < len(s) && isTagSpace[s[i]] {
			i++
		}
		if i == len(s) {
			return
		}
		if s[i] == '>' {
			t.size = i + 1
			if s[i-1] == '/' {
				t.unsure = value == i
				t.closed = !t.unsure
			}
			return
		}
		key := i
		for i < len(s) && !isTagBreak[s[i]] && (s[i] != '=' || i == key) {
			i++
		}
		keyEnd := i
		for i < len(s) && isTagSpace[s[i]] {
			i++
		}
		if i == len(s) {
			return
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
			return
		}
		switch quote := s[i]; quote {
		case '>':
		case '"', '\'':
			end := strings.IndexByte(s[i+1:], quote)
			if end < 0 {
				return
			}
			i += end + 2
			if t.see && keyEnd-key > 2 && isTagSpace[s[key-1]] {
				switch readerOf(s[key:keyEnd]) {
				case nobody:
					cut(key, i)
				case film:
					t.keep = true
				}
			}
			for i < len(s) && isTagSpace[s[i]] {
				i++
			}
			if i < len(s) && s[i] == '=' {
				t.keep = true // or it would give the attribute before a value
			}
		default:
			for i < len(s) && s[i] != '>' && !isTagSpace[s[i]] {
				i++
			}
			value = i
			if t.see && readerOf(s[key:keyEnd]) == film {
				t.keep = true
			}
		}
	}
}

// isKept reports whether the attributes of an element are left as they are: those
// of pictures, players, links of the head and the like are all read, and those of
// formatting elements the parser compares. (HTML Living Standard, 13.2.4.3.)
func isKept(name string) bool {
	if len(name) == 1 {
		return name[0]|0x20 != 'a' && name[0]|0x20 != 'p'
	}
	for _, kept := range keptTags[name[0]&0x1F] {
		if len(kept) == len(name) && strings.EqualFold(kept, name) {
			return true
		}
	}
	return false
}

var keptTags = func() (t [32][]string) {
	for _, name := range [...]string{"html", "body", "link", "base", "meta", "img", "image", "amp-img", "source", "track", "video", "audio",
		"iframe", "embed", "object", "param", "canvas", "applet", "input", "big", "code", "em", "font", "nobr", "small",
		"strike", "strong", "tt", "svg", "math"} {
		t[name[0]&0x1F] = append(t[name[0]&0x1F], name)
	}
	return t
}()

// reader says who reads an attribute.
type reader uint8

const (
	nobody reader = iota
	anybody
	film // it says that its element is a player or an entry of a playlist
)

// readerOf says who reads an attribute of an element whose attributes are not all
// read: of nobody it is sure.
func readerOf(key string) reader {
	switch key[0] | 0x20 {
	case 'a':
		if hasPrefixFold(key, "aria-") {
			return nobody
		}
	case 'd', 'v':
		if len(key) <= len("data-") {
			return anybody
		}
		for i := range len(key) {
			if key[i] >= 'A' && key[i] <= 'Z' {
				return film // perhaps
			}
		}
		if _, _, ok := cutFilmWord(key); ok {
			return film
		}
		if strings.HasPrefix(key, "data-") && !strings.HasPrefix(key, "data-date") && !strings.HasPrefix(key, "data-time") {
			return nobody
		}
	case 'h':
		if strings.EqualFold(key, "href") {
			return nobody
		}
	case 'o':
		if hasPrefixFold(key, "on") {
			return nobody
		}
	case 't':
		if strings.EqualFold(key, "target") || strings.EqualFold(key, "tabindex") {
			return nobody
		}
	}
	return anybody
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

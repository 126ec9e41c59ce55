package clean

import "strings"

// Builder makes a Page from the events of a page read in order: an element
// opens, text, a line breaks, an element closes. A walk over a parsed tree or a
// stream of tokens can feed it, and so can the lines of a text file.
//
// Elements that stand inside running text (a, b, span, …) never split a line;
// all others begin and end one.
type Builder struct {
	page   *Page
	blocks []int  // open blocks, innermost last
	open   []bool // open elements: is it a block
	links  int    // open a elements

	text    string // the line so far, while it is one tidy run of the input
	buf     []byte // the line so far, once it is not
	inBuf   bool
	span    Span
	link    int
	space   bool // white space since the last text
	started bool
	breaks  int // line breaks since the last line
}

// NewBuilder returns a Builder whose page holds block 0 only.
func NewBuilder() *Builder {
	return &Builder{
		page:   &Page{Blocks: []Block{{Parent: -1}}},
		blocks: []int{0},
	}
}

// Open begins an element. Block-level elements end the line before them.
func (b *Builder) Open(e Element) {
	inline := isInline(e.Tag)
	b.open = append(b.open, !inline)
	if e.Tag == "a" {
		b.links++
	}
	if inline {
		return
	}
	b.endLine()
	parent := b.blocks[len(b.blocks)-1]
	b.page.Blocks = append(b.page.Blocks, Block{
		Parent:  parent,
		Depth:   b.page.Blocks[parent].Depth + 1,
		Element: e,
		First:   len(b.page.Lines),
		Hidden:  e.Hidden || b.page.Blocks[parent].Hidden,
	})
	b.blocks = append(b.blocks, len(b.page.Blocks)-1)
}

// Close ends the innermost open element, whose tag the caller gives again. A
// Close without an open element is ignored.
func (b *Builder) Close(tag string) {
	if len(b.open) == 0 {
		return
	}
	block := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	if tag == "a" && b.links > 0 {
		b.links--
	}
	if !block {
		return
	}
	b.endLine()
	b.closeBlock()
}

func (b *Builder) closeBlock() {
	at := b.blocks[len(b.blocks)-1]
	b.blocks = b.blocks[:len(b.blocks)-1]
	block := &b.page.Blocks[at]
	block.Last = len(b.page.Lines)
	if block.Parent >= 0 {
		parent := &b.page.Blocks[block.Parent]
		parent.Text += block.Text
		parent.Link += block.Link
	}
}

// Text adds text of the input that starts at byte offset start. White space
// before and after it separates words; text events that touch do not.
func (b *Builder) Text(s string, start int) {
	from, to := trim(s)
	if from == to {
		b.space = b.space || len(s) > 0
		return
	}
	core := s[from:to]
	if !b.started {
		b.started = true
		b.span.Start = start + from
		if isTidy(core) {
			b.text = core
		} else {
			b.buf, b.inBuf = appendTidy(b.buf[:0], core), true
		}
	} else {
		if !b.inBuf {
			b.buf, b.inBuf = append(b.buf[:0], b.text...), true
		}
		if (b.space || from > 0) && len(b.buf) > 0 {
			b.buf = append(b.buf, ' ')
		}
		b.buf = appendTidy(b.buf, core)
	}
	b.span.End = start + to
	b.space = to < len(s)
	if b.links > 0 {
		b.link += len(core)
	}
}

// Break ends the line. A Break at the start of a line counts as a blank line.
func (b *Builder) Break() {
	b.endLine()
	b.breaks++
}

func (b *Builder) endLine() {
	if !b.started {
		b.space = false
		return
	}
	text := b.text
	if b.inBuf {
		text = string(b.buf)
	}
	at := b.blocks[len(b.blocks)-1]
	b.page.Lines = append(b.page.Lines, Line{
		Text:  text,
		Span:  b.span,
		Block: at,
		Gap:   max(0, b.breaks-1),
		Link:  b.link,
	})
	b.page.Blocks[at].Text += len(text)
	b.page.Blocks[at].Link += b.link
	b.text, b.inBuf, b.started, b.space, b.link, b.breaks = "", false, false, false, 0, 0
}

// Page ends the line and all open elements and returns the page. The Builder
// must not be used afterwards.
func (b *Builder) Page() *Page {
	b.endLine()
	for len(b.blocks) > 0 {
		b.closeBlock()
	}
	return b.page
}

// TextPage returns the page that a text file holds, whose lines end with any of
// the line ends of Unicode. Offsets of its spans are byte offsets into text.
func TextPage(text string) *Page {
	b := NewBuilder()
	b.page.Lines = make([]Line, 0, 1+strings.Count(text, "\n"))
	start := 0
	for i := 0; i < len(text); i++ {
		width := 0
		switch c := text[i]; {
		case c > '\r' && c < 0xC2:
			continue
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			width = 2
		case c >= '\n' && c <= '\r':
			width = 1
		case c == 0xC2 && strings.HasPrefix(text[i:], "\u0085"):
			width = 2
		case c == 0xE2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			width = 3
		default:
			continue
		}
		b.Text(text[start:i], start)
		b.Break()
		i += width - 1
		start = i + 1
	}
	b.Text(text[start:], start)
	return b.Page()
}

// isInline reports whether elements of the tag stand inside running text (HTML
// Living Standard, phrasing content without replaced and interactive elements).
func isInline(tag string) bool {
	switch tag {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
		"ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
		"strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

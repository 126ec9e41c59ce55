package clean

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Builder makes a Page from the events of a page read in order: an element
// opens, text, a line breaks, an element closes. A walk over a parsed tree or a
// stream of tokens can feed it, and so can the lines of a text file.
//
// Elements that stand inside running text (a, b, span, …) never split a line;
// all others begin and end one. Blocks without a line leave no trace on the
// page, except that their pictures and players are counted.
type Builder struct {
	page   *Page
	tools  *tools
	blocks []int         // open blocks, innermost last
	open   []openElement // open elements, innermost last
	link   int           // open a elements
	bold   int           // open b, strong
	italic int           // open i, em

	text    string // the line so far, while it is one tidy run of the input
	arena   []byte // the text of all lines that are not, one after the other
	from    int    // where the line so far begins in the arena
	inArena bool
	stored  []stored // lines whose text is in the arena

	span    Span
	shares  shares
	space   bool   // white space since the last text
	closed  int    // where in the line so far an element that is set apart ended, 0 for nowhere
	isSpan  bool   // that element is a span
	class   string // its class
	joint   int    // where another began right behind it
	started bool
	breaks  int // line breaks since the last line
	limits  Limits
	ctx     context.Context // nil: text is never left out
}

// openElement is what closing an element has to undo.
type openElement struct {
	block  bool
	flat   bool // it would be a block, but too deep
	apart  bool // see isSetApart
	span   bool
	style  style
	inline int // index of its Inline, -1 for none
}

// style is what an inline element makes of its text.
type style uint8

const (
	styleLink style = 1 << iota
	styleBold
	styleItalic
)

// shares are bytes of a line's text by style.
type shares struct{ link, bold, italic int }

// stored is a line's text in the arena.
type stored struct{ line, from, to int }

// NewBuilder returns a Builder whose page holds block 0 only and may become as
// large as it does.
func NewBuilder() *Builder { return NewBuilderWithin(Limits{}) }

// NewBuilderWithin is NewBuilder for a page within limits. The page says which of
// them it reached.
func NewBuilderWithin(limits Limits) *Builder {
	page := pages.Get().(*Page)
	page.Blocks = append(page.Blocks, Block{Parent: -1})
	tools := buildTools.Get().(*tools)
	return &Builder{
		page:   page,
		tools:  tools,
		blocks: append(tools.blocks[:0], 0),
		open:   tools.open[:0],
		arena:  tools.arena[:0],
		stored: tools.stored[:0],
		limits: limits,
	}
}

// tools are what Builders need until their page is done.
type tools struct {
	blocks []int
	open   []openElement
	arena  []byte
	stored []stored
}

var buildTools = sync.Pool{New: func() any { return new(tools) }}

// maxArena is the size in bytes at which the lines in an arena get their text, so
// that the arena of a long page does not grow with it. One that had to take a far
// longer line is not kept for later pages.
const maxArena = 1 << 20

// Grow makes room for about so many blocks, lines and inlines. It need not be
// called.
func (b *Builder) Grow(blocks, lines, inlines int) {
	b.page.Blocks = slices.Grow(b.page.Blocks, min(blocks, maxPooled))
	b.page.Lines = slices.Grow(b.page.Lines, min(lines, maxPooled))
	b.page.Inlines = slices.Grow(b.page.Inlines, min(inlines, maxPooled))
}

// SetContext lets the Builder leave out what is left of a text that is far longer
// than a line may be when the context is done.
func (b *Builder) SetContext(ctx context.Context) { b.ctx = ctx }

// Open begins an element. Block-level elements end the line before them.
func (b *Builder) Open(e Element) {
	t := tagOf(e.Tag)
	o := openElement{block: !t.inline, style: t.style, inline: -1, apart: t.inline && isSetApart(e.Tag), span: e.Tag == "span"}
	b.restyle(o.style, 1)
	if t.inline {
		if o.apart && b.closed > 0 && b.closed == b.size() && (e.Tag != "span" || !b.isSpan || e.Class != "" && b.class != "" && e.Class != b.class) {
			b.joint = b.closed
		}
		if e.Class != "" || e.ID != "" || t.part || b.inCaption() {
			o.inline = len(b.page.Inlines)
			b.page.Inlines = append(b.page.Inlines, Inline{Element: e, Line: len(b.page.Lines), Start: b.size()})
		}
		b.open = append(b.open, o)
		return
	}
	if b.limits.Depth > 0 && len(b.blocks) > b.limits.Depth {
		b.page.truncated(LimitDepth, b.limits.Depth)
		o.block, o.flat = false, true
		b.open = append(b.open, o)
		b.endLine()
		return
	}
	b.open = append(b.open, o)
	b.endLine()
	at, next := b.blocks[len(b.blocks)-1], len(b.page.Blocks)
	b.page.Blocks = append(b.page.Blocks, Block{})
	parent, block := &b.page.Blocks[at], &b.page.Blocks[next]
	block.Parent = at
	block.Depth = parent.Depth + 1
	block.Element = e
	block.Place = parent.Place | t.place
	block.Level = parent.Level
	block.First = len(b.page.Lines)
	block.Hidden = e.Hidden || parent.Hidden
	if t.level > 0 {
		block.Level = t.level
	}
	b.blocks = append(b.blocks, next)
}

// Close ends the innermost open element. A Close without an open element is
// ignored.
func (b *Builder) Close() {
	if len(b.open) == 0 {
		return
	}
	o := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	if o.block {
		b.endLine()
		b.restyle(o.style, -1)
		b.closeBlock()
		return
	}
	if o.flat {
		b.endLine()
	}
	b.restyle(o.style, -1)
	if o.apart {
		b.closed, b.class, b.isSpan = b.size(), "", o.span
		if o.inline >= 0 && o.inline < len(b.page.Inlines) {
			b.class = b.page.Inlines[o.inline].Element.Class
		}
	}
	if o.inline >= 0 {
		b.closeInline(o.inline)
	}
}

func (b *Builder) restyle(s style, n int) {
	if s == 0 {
		return
	}
	if s&styleLink != 0 {
		b.link += n
	}
	if s&styleBold != 0 {
		b.bold += n
	}
	if s&styleItalic != 0 {
		b.italic += n
	}
}

// closeInline ends an element inside a line. One without text leaves no trace;
// one that blocks broke up keeps its first line.
func (b *Builder) closeInline(at int) {
	inline := &b.page.Inlines[at]
	switch {
	case inline.Line < len(b.page.Lines):
		inline.End = math.MaxInt32
	case b.size() > inline.Start:
		inline.End = b.size()
		return
	case at == len(b.page.Inlines)-1:
		b.page.Inlines = b.page.Inlines[:at]
	}
}

// inCaption reports whether the elements inside the line are told apart whatever
// they are called: in captions they part the text from its credit.
func (b *Builder) inCaption() bool {
	return b.page.Blocks[b.blocks[len(b.blocks)-1]].Place&InFigcaption != 0
}

// Object adds a picture, a player or another element that is shown in the place
// of text. Of o it needs what the page says of the element; where it stands the
// Builder knows.
func (b *Builder) Object(o Object) {
	at := b.blocks[len(b.blocks)-1]
	o.Block, o.Line, o.Offset, o.Linked = at, len(b.page.Lines), b.size(), b.link > 0
	b.page.Objects = append(b.page.Objects, o)
	b.page.Blocks[at].Objects++
}

// Media adds what the attributes of the element that was opened or added last
// describe. Where that stands the Builder knows.
func (b *Builder) Media(m Media) {
	m.Block, m.Line = b.blocks[len(b.blocks)-1], len(b.page.Lines)
	m.Own = len(b.open) > 0 && b.open[len(b.open)-1].block && m.Block > 0 && b.page.Blocks[m.Block].Element.Ref == m.Ref
	b.page.Media = append(b.page.Media, m)
}

// size is the length of the line so far.
func (b *Builder) size() int {
	switch {
	case !b.started:
		return 0
	case b.inArena:
		return len(b.arena) - b.from
	}
	return len(b.text)
}

func (b *Builder) closeBlock() {
	at := b.blocks[len(b.blocks)-1]
	b.blocks = b.blocks[:len(b.blocks)-1]
	block := &b.page.Blocks[at]
	block.Last = len(b.page.Lines)
	if block.Parent < 0 {
		return
	}
	parent := &b.page.Blocks[block.Parent]
	parent.Text += block.Text
	parent.Link += block.Link
	parent.Objects += block.Objects
	if block.First == block.Last && at == len(b.page.Blocks)-1 {
		for i := len(b.page.Objects) - 1; i >= 0 && b.page.Objects[i].Block == at; i-- {
			b.page.Objects[i].Block = block.Parent
		}
		for i := len(b.page.Media) - 1; i >= 0 && b.page.Media[i].Block == at; i-- {
			b.page.Media[i].Block, b.page.Media[i].Own = block.Parent, false
		}
		b.page.Blocks = b.page.Blocks[:at]
	}
}

// Text adds text of the input that starts at byte offset start. White space
// before and after it separates words; text events that touch do not.
func (b *Builder) Text(s string, start int) {
	if b.limits.LineBytes > 0 && b.sizeToCome()+len(s) > b.limits.LineBytes {
		b.breakText(s, start)
		return
	}
	b.addText(s, start)
}

func (b *Builder) addText(s string, start int) {
	from, to := trim(s)
	if from == to {
		b.space = b.space || len(s) > 0
		return
	}
	if b.isFull() {
		return
	}
	core := s[from:to]
	before := b.size()
	if b.joint > 0 && b.joint == before && from == 0 && !b.space {
		b.space = b.page.Blocks[b.blocks[len(b.blocks)-1]].Place&InCode == 0 && b.partsAt(core)
	}
	if !b.started {
		b.started = true
		b.span.Start = start + from
		if isTidy(core) {
			b.text = core
		} else {
			b.from, b.inArena = len(b.arena), true
			b.arena = appendTidy(b.arena, b.from, core)
		}
	} else {
		if !b.inArena {
			b.from, b.inArena = len(b.arena), true
			b.arena = append(b.arena, b.text...)
		}
		if (b.space || from > 0) && len(b.arena) > b.from {
			b.arena = append(b.arena, ' ')
		}
		b.arena = appendTidy(b.arena, b.from, core)
	}
	b.span.End = start + to
	b.space = to < len(s)
	if b.link|b.bold|b.italic == 0 {
		return
	}
	added := b.size() - before
	if b.link > 0 {
		b.shares.link += added
	}
	if b.bold > 0 {
		b.shares.bold += added
	}
	if b.italic > 0 {
		b.shares.italic += added
	}
}

// isSetApart reports whether style sheets set elements of a name apart from others.
// Of two spans both need a class, and another one: editors leave spans inside words.
func isSetApart(tag string) bool {
	switch tag {
	case "span", "a", "time", "small", "label", "cite":
		return true
	}
	return false
}

// partsAt reports whether the line so far and the text that follows, which stand in
// elements that style sheets set apart, are words of their own: the second begins
// like one ("Jo Doe", "May 4") or is a time of day.
func (b *Builder) partsAt(next string) bool {
	last, _ := utf8.DecodeLastRuneInString(b.text)
	if b.inArena {
		last, _ = utf8.DecodeLastRune(b.arena[b.from:])
	}
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case unicode.IsUpper(first):
		return unicode.IsLower(last) || unicode.IsDigit(last) || last == '.' || last == ')'
	case unicode.IsDigit(first):
		return unicode.IsLetter(last) || last == ')' || unicode.IsDigit(last) && isClock(next)
	}
	return false
}

// isClock reports whether a text begins with a time of day: "9:12".
func isClock(text string) bool {
	colon := strings.IndexByte(text, ':')
	return (colon == 1 || colon == 2) && len(text) >= colon+3 && isDigit(text[0]) && isDigit(text[colon-1]) && isDigit(text[colon+1]) && isDigit(text[colon+2])
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
	size := b.size()
	if b.inArena {
		b.stored = append(b.stored, stored{len(b.page.Lines), b.from, len(b.arena)})
	}
	at := b.blocks[len(b.blocks)-1]
	b.page.Lines = append(b.page.Lines, Line{
		Text:   b.text,
		Span:   b.span,
		Block:  at,
		Gap:    max(0, b.breaks-1),
		Link:   b.shares.link,
		Bold:   b.shares.bold,
		Italic: b.shares.italic,
	})
	b.page.Blocks[at].Text += size
	b.page.Blocks[at].Link += b.shares.link
	b.text, b.inArena, b.started, b.space, b.shares, b.breaks = "", false, false, false, shares{}, 0
	b.closed, b.class, b.joint = 0, "", 0
	if len(b.arena) >= maxArena {
		b.store()
	}
}

// store gives the lines in the arena their text and empties it.
func (b *Builder) store() {
	text := string(b.arena)
	for _, s := range b.stored {
		b.page.Lines[s.line].Text = text[s.from:s.to]
	}
	b.arena, b.stored = b.arena[:0], b.stored[:0]
}

// Page ends the line and all open elements and returns the page. The Builder
// must not be used afterwards.
func (b *Builder) Page() *Page {
	b.endLine()
	for len(b.blocks) > 0 {
		b.closeBlock()
	}
	b.store()
	if cap(b.arena) <= 2*maxArena {
		*b.tools = tools{b.blocks, b.open, b.arena, b.stored}
		buildTools.Put(b.tools)
	}
	b.tools, b.blocks, b.open, b.arena, b.stored = nil, nil, nil, nil, nil
	lines := b.page.Lines
	kept := b.page.Inlines[:0]
	for _, inline := range b.page.Inlines {
		if inline.Line >= len(lines) {
			continue
		}
		if inline.End = min(inline.End, len(lines[inline.Line].Text)); inline.End > inline.Start {
			kept = append(kept, inline)
		}
	}
	b.page.Inlines = kept
	return b.page
}

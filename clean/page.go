package clean

import (
	"sync"
	"sync/atomic"
)

// Page is one saved page as a flat run of lines and a flat tree of blocks. A
// front end fills it through a Builder; rules read it and mark its lines. A
// Page is used by one goroutine at a time.
type Page struct {
	// Lines are the units of text that a reader sees, in page order.
	Lines []Line
	// Blocks are the elements that hold lines, parents before children. Block 0
	// is the whole page. Plain text has no other.
	Blocks []Block
	// Inlines are the parts of lines that an element with a class, an id or a
	// meaning of its own marks, in the order in which they begin.
	Inlines []Inline
	// Objects are the pictures and players between and inside the lines, in
	// page order.
	Objects []Object
	// Media are the films and sounds that the attributes of elements describe,
	// in page order: players, entries of playlists, embedded frames.
	Media []Media
	// URL is the page's address, when the caller or the page states it.
	URL string
	// Title is the page's title where it is stated outside its lines.
	Title string
	// Canonical is the address that the page says is its own (link
	// rel="canonical"), and Lang the language it states, a BCP 47 tag; "" where
	// it states none.
	Canonical, Lang string
	// Summary is what the page states of its article in a sentence or two
	// outside its lines, and Story the article's text where it states that.
	// Rules take them for witnesses, not for text: pages cut them short and mix
	// other things into them.
	Summary, Story string
	// Type is the kind of thing that the page says it is: a type of schema.org
	// (NewsArticle, BlogPosting) or, where it states none, one of the Open Graph
	// protocol (article, website).
	Type string
	// Truncated says which limits the page reached, each once.
	Truncated []Truncation

	decisions []Decision
	shapes    []Shape
	keys      []*[keysTogether]string
	repeats   repeats
	known     *features // of the lines and blocks, once a rule has asked
	far       []bool    // lines far from all running text, of no length until a rule has asked
	noise     []Label   // what a line is if it is not named otherwise
	groups    int
	pictures  map[int]Picture // by group
	rule      string
	stop      *atomic.Bool // says that nobody waits for the page
	trace     *trace       // nil: what rules say is not recorded
	own       ownState
	keeping   bool // only those marks of callers' rules are taken that keep lines
	// What the Cleaner's options say.
	thresholds Thresholds
	words      *lexicon
	language   string
	headline   string // the title of a page of plain text
	markdown   bool   // the lines were read from a text with the marks of Markdown
}

// Line is a run of text that a reader sees as one unit: a paragraph, a heading,
// a caption, a menu entry; in plain text a line.
type Line struct {
	// Text is the line as a reader sees it: white space of every kind
	// collapsed to single spaces, invisible characters removed. It may be
	// empty where a line holds invisible characters only.
	Text string
	// Span is where the line stands in the input, without the white space
	// around it.
	Span Span
	// Block is the index of the innermost block that holds the line.
	Block int
	// Gap is the number of blank lines between this line and the one before.
	Gap int
	// Link, Bold and Italic are the numbers of bytes of Text inside links and
	// in these styles, by the elements a, b and strong, i and em.
	Link, Bold, Italic int
	// Form is what the marks of plain text (Markdown) say that the line is:
	// Heading, ListItem, Quote, Code, Table or ImageName; Unlabeled where they
	// say nothing. Level is the depth of a heading or list item, from 1 on.
	Form  Label
	Level int8
}

// Inline is a part of one line that stands in an element of its own.
type Inline struct {
	Element Element
	// Line is the index of the line, Start and End the bytes of its text. An
	// element over several lines is known by its part of the first.
	Line, Start, End int
}

// Object is a picture, a player or another element that is shown in the place
// of text.
type Object struct {
	Element Element
	// Block is the index of the innermost block around it that holds lines.
	Block int
	// Line is the index of the line that it stands before, or inside where
	// Offset, in bytes of the line's text, is above 0.
	Line, Offset int
	// Linked says that it stands inside a link.
	Linked bool
	// Alt is a picture's alternative text.
	Alt string
	// Small says that the page gives a picture the size of an icon.
	Small bool
}

// Block is one element of the page's tree.
type Block struct {
	// Parent is the index of the enclosing block, -1 for block 0.
	Parent int
	// Depth is the number of blocks around this one.
	Depth int
	// Element is what the page says of the block itself.
	Element Element
	// Place says inside which kinds of elements the block stands, itself
	// included.
	Place Place
	// Level is that of the heading that the block is or stands in, from 1 to
	// 6, and 0 elsewhere.
	Level int8
	// First and Last delimit the lines inside the block: [First, Last).
	First, Last int
	// Text and Link are the bytes of text inside the block, and of those the
	// bytes inside links.
	Text, Link int
	// Objects is the number of pictures and players inside the block.
	Objects int
	// Hidden says that the block or one around it is not shown.
	Hidden bool
}

// Element is an element's name and the attributes that rules look at, as
// written.
type Element struct {
	Tag   string
	Class string
	ID    string
	Role  string
	// Prop is the itemprop attribute: what microdata calls the element.
	Prop string
	// Hidden says that the element is not shown: the attribute hidden, or a
	// style that says so.
	Hidden bool
	// Ref is the front end's own number for the element, by which it finds
	// more about it; 0 where it has none.
	Ref int
}

// Decision is what a page's rules decided of one line.
type Decision struct {
	// Rule is the name of the rule that decided.
	Rule string
	// Group is the same positive number for all lines of one clip or of one
	// caption, and 0 for lines that stand alone.
	Group int
	// Confidence is how sure the rule was, from just above 0 to 1. Built-in
	// rules stay below 1.
	Confidence float32
	// Label says what the line is.
	Label Label
}

// Decision returns what has been decided of line i so far.
func (p *Page) Decision(i int) Decision { return p.decisions[i] }

// Label returns the label that line i has so far.
func (p *Page) Label(i int) Label { return p.decisions[i].Label }

// Mark gives line i a label (or Keep), unless a rule that was at least as confident has
// spoken before. It reports whether the mark was taken. It is called from
// Rule.Apply; an index outside the page, a label that is not valid or a
// confidence outside (0, 1] is ignored.
func (p *Page) Mark(i int, label Label, confidence float32) bool {
	return p.mark(i, label, confidence, 0)
}

// MarkGroup is Mark for a line that belongs to a group made by NewGroup.
func (p *Page) MarkGroup(i int, label Label, confidence float32, group int) bool {
	return p.mark(i, label, confidence, group)
}

func (p *Page) mark(i int, label Label, confidence float32, group int) bool {
	if label == Keep && i >= 0 && i < len(p.decisions) {
		label = p.keptLabel(i)
	}
	if i < 0 || i >= len(p.decisions) || !label.Valid() || !(confidence > 0 && confidence <= 1) {
		return false
	}
	if p.keeping && p.own.speaking && !label.IsBody() {
		return false
	}
	if confidence <= p.decisions[i].Confidence {
		if p.trace != nil {
			p.trace.add(i, Mark{p.rule, label, confidence, group, Refused, p.decisions[i].Rule})
		}
		return false
	}
	p.set(i, Decision{Label: label, Rule: p.rule, Confidence: confidence, Group: group})
	return true
}

// set replaces what has been decided of line i.
func (p *Page) set(i int, d Decision) {
	p.decisions[i] = d
	if p.trace != nil {
		p.trace.add(i, Mark{d.Rule, d.Label, d.Confidence, d.Group, Won, ""})
	}
}

// NewGroup returns a number for lines that belong together.
func (p *Page) NewGroup() int {
	p.groups++
	return p.groups
}

// Shape returns what line i looks like.
func (p *Page) Shape(i int) *Shape { return &p.shapes[i] }

// Key returns line i as phrases are compared with it: see Fold.
func (p *Page) Key(i int) string {
	if p.Lines[i].Text == "" {
		return ""
	}
	// Few lines are asked about: keys stand in memory by keysTogether lines.
	keys := &p.keys[i/keysTogether]
	if *keys == nil {
		*keys = new([keysTogether]string)
	}
	key := &(*keys)[i%keysTogether]
	if *key == "" {
		if first := p.FirstPrinted(i); first != i && p.Lines[first].Text == p.Lines[i].Text {
			*key = p.Key(first)
		} else if *key = Fold(p.Lines[i].Text); *key == "" {
			*key = " "
		}
	}
	return *key
}

// keysTogether is the number of lines whose keys stand together in memory.
const keysTogether = 32

// Within reports whether block b is inside block outer, or is it. Both have
// lines, or are block 0.
func (p *Page) Within(b, outer int) bool {
	// The lines of blocks are nested, and children come after their parents.
	in, out := &p.Blocks[b], &p.Blocks[outer]
	return b >= outer && in.First >= out.First && in.Last <= out.Last
}

// begin makes the page ready for rules to speak.
func (p *Page) begin() {
	n := len(p.Lines)
	p.decisions = resized(p.decisions, n)
	p.shapes = resized(p.shapes, n)
	p.forgetKeys(n)
	p.groups, p.pictures, p.known, p.far = 0, nil, nil, p.far[:0]
	p.language, p.headline = "", ""
	p.own = ownState{nodes: p.own.nodes}
	for i := range p.Media {
		p.Media[i].Group, p.Media[i].Outer, p.Media[i].Offered = 0, 0, false
	}
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		p.shapes[i] = ShapeOf(p.Lines[i].Text)
	}
	p.repeats.find(p)
	if n > maxPooled {
		p.repeats.trim()
	}
}

// forgetKeys makes room for the keys of n lines, of which none is known.
func (p *Page) forgetKeys(n int) {
	p.keys = p.keys[:cap(p.keys)]
	for _, keys := range p.keys {
		if keys != nil {
			clear(keys[:])
		}
	}
	if chunks := (n + keysTogether - 1) / keysTogether; len(p.keys) < chunks {
		p.keys = append(p.keys, make([]*[keysTogether]string, chunks-len(p.keys))...)
	}
}

// pages are pages whose memory is free.
var pages = sync.Pool{New: func() any { return new(Page) }}

// Release gives the page's memory to pages that are made later. It must be the
// last that is done with the page: its slices are no longer the caller's, its
// texts and what Cleaners returned for it are. No page needs to be released;
// programs that read many save work by it.
func (p *Page) Release() {
	if max(len(p.Lines), len(p.Blocks), len(p.Inlines), len(p.Objects), len(p.Media)) > maxPooled {
		return
	}
	if p.known != nil {
		p.known.release()
	}
	p.forgetKeys(0)
	*p = Page{
		Lines: emptied(p.Lines), Blocks: emptied(p.Blocks), Inlines: emptied(p.Inlines),
		Objects: emptied(p.Objects), Media: emptied(p.Media),
		decisions: emptied(p.decisions), shapes: p.shapes[:0], keys: p.keys[:0], far: p.far[:0], noise: p.noise[:0],
		repeats: p.repeats,
	}
	pages.Put(p)
}

// maxPooled is the number of lines, blocks and the like of pages up to which
// their memory is kept for others.
const maxPooled = 1 << 13

// emptied returns a slice of no length that holds on to nothing.
func emptied[T any](s []T) []T {
	clear(s)
	return s[:0]
}

// resized returns a slice of n zero values, in the memory of s where that is
// enough.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

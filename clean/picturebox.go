package clean

import (
	"sort"

	"github.com/copydesk-go/copydesk/caption"
)

// sureBox is how sure the structure of a page is of a picture's lines: more
// than any reading of the lines alone.
const sureBox = 0.975

// Bounds of the block that holds a picture and what is said of it.
const (
	boxLines = 10
	boxSize  = 1800 // bytes of text
	boxClimb = 6    // blocks around the first that are tried
)

// markPictures finds the blocks that hold a picture and what is said of it, and
// groups their lines.
func markPictures(p *Page) {
	if !p.isStructured() {
		return
	}
	f := boxFinder{p: p, story: findStory(p), said: make(map[string]bool), tried: make(map[int]bool), names: make(map[int]pictureName), last: -1}
	next := 0
	for b := range p.Blocks {
		if p.Blocks[b].Element.Tag != "figcaption" {
			continue
		}
		for next < len(p.Objects) && p.Objects[next].Line <= p.Blocks[b].First && !p.Within(p.Objects[next].Block, b) {
			f.tryObject(next)
			next++
		}
		f.tryFigcaption(b)
	}
	for ; next < len(p.Objects); next++ {
		f.tryObject(next)
	}
}

// boxFinder looks for boxes in page order. No line belongs to two.
type boxFinder struct {
	p     *Page
	story story
	said  map[string]bool     // captions so far, folded
	last  int                 // last line that belongs to a box, taken or refused
	tried map[int]bool        // whether lines that have been tried are credits
	names map[int]pictureName // what blocks are called
}

// box is a block that holds a picture and what is said of it.
type box struct {
	block    int // innermost block around all of it
	from, to int // its lines, [from, to)
	object   int // -1: none known
	media    int // -1: none
	figure   bool
	texts    []int
	credits  []int
	other    []int // words of the page's interface
	named    int   // texts that the page calls a caption
	evidence evidence
}

// evidence is what speaks for a box.
type evidence uint16

const (
	byFigcaption evidence = 1 << iota
	byCaptionName
	byCreditName
	byCredit
	byAlt
	byPictureName
	byLink    // against it: what it says is a link
	byRefusal // against it: it is called something else, or says who wrote the page
)

func isPicture(tag string) bool { return tag == "img" || tag == "amp-img" }

// tryObject looks for what is said of a picture.
func (f *boxFinder) tryObject(k int) {
	p := f.p
	o := &p.Objects[k]
	if !isPicture(o.Element.Tag) || o.Small || o.Line <= f.last || o.Line >= len(p.Lines) && o.Block == 0 {
		return
	}
	b := o.Block
	block := &p.Blocks[b]
	if f.isHidden(b) || block.Place&(InNav|InFooter|InForm) != 0 || f.story.place(p, b, o.Line, o.Line+1) == outsideStory {
		return
	}
	if block.Place&InFigure != 0 {
		if fig := f.figureOf(b); fig > 0 {
			f.take(f.read(box{block: fig, from: p.Blocks[fig].First, to: p.Blocks[fig].Last, object: k, figure: true}))
			return
		}
	}
	if o.Offset > 0 && o.Line < len(p.Lines) && p.Lines[o.Line].Block == b && isShortcode(p.Lines[o.Line].Text) {
		f.take(f.read(box{block: b, from: o.Line, to: o.Line + 1, object: k}))
		return
	}
	if b > 0 && f.isSmall(b) && o.Offset == 0 {
		if block.Link*5 > block.Text*4 && !f.isNamedAround(b) {
			return // a teaser
		}
		if f.take(f.climb(b, k)) {
			return
		}
	}
	f.tryNext(k)
}

// isHidden reports whether a block is hidden and the article is not: pages that
// are sent in parts hold it in a hidden one until a script shows it.
func (f *boxFinder) isHidden(b int) bool {
	return f.p.Blocks[b].Hidden && !f.p.Blocks[f.story.block].Hidden
}

// figureOf returns the figure around a block where that holds no more than a
// picture and what is said of it; 0 otherwise.
func (f *boxFinder) figureOf(b int) int {
	p := f.p
	for ; b > 0 && f.isSmall(b); b = p.Blocks[b].Parent {
		if p.Blocks[b].Element.Tag == "figure" {
			return b
		}
	}
	return 0
}

func (f *boxFinder) isSmall(b int) bool {
	block := &f.p.Blocks[b]
	return block.Last-block.First <= boxLines && block.Text <= boxSize
}

// climb widens the box around a picture's block as long as no other picture and
// nothing of the article comes in.
func (f *boxFinder) climb(b, object int) box {
	p := f.p
	top := b
	for range boxClimb {
		up := p.Blocks[top].Parent
		if up <= 0 || !f.isSmall(up) || p.Blocks[up].Objects != p.Blocks[top].Objects || f.hasForeign(up, top) {
			break
		}
		top = up
	}
	x := f.read(box{block: top, from: p.Blocks[top].First, to: p.Blocks[top].Last, object: object})
	if top != b && x.evidence&byRefusal != 0 {
		x = f.read(box{block: b, from: p.Blocks[b].First, to: p.Blocks[b].Last, object: object})
	}
	return x
}

// hasForeign reports whether block up has lines outside block b that belong to
// the article or its head.
func (f *boxFinder) hasForeign(up, b int) bool {
	p := f.p
	inner, outer := &p.Blocks[b], &p.Blocks[up]
	for i := outer.First; i < outer.Last; i++ {
		if i >= inner.First && i < inner.Last {
			continue
		}
		if l := p.Label(i); l.IsHead() || p.Blocks[p.Lines[i].Block].Level > 0 {
			return true
		} else if (l.IsBody() || l == Unlabeled) && f.nameAt(i, up)&(namedCaption|namedCredit) == 0 {
			if !f.isCredit(i) {
				return true
			}
		}
	}
	return false
}

// mediaIn returns the first film in block b, or -1.
func (f *boxFinder) mediaIn(b int) int {
	p := f.p
	from := sort.Search(len(p.Media), func(k int) bool { return p.Media[k].Line >= p.Blocks[b].First })
	for k := from; k < len(p.Media) && p.Media[k].Line <= p.Blocks[b].Last; k++ {
		if p.Within(p.Media[k].Block, b) && p.Media[k].Kind == Video {
			return k
		}
	}
	return -1
}

// tryFigcaption looks at a figcaption that no picture has led to.
func (f *boxFinder) tryFigcaption(b int) {
	p := f.p
	block := &p.Blocks[b]
	if block.First <= f.last || block.First == block.Last || f.story.place(p, b, block.First, block.Last) == outsideStory {
		return
	}
	if fig := f.figureOf(b); fig > 0 && p.Blocks[fig].First > f.last {
		f.take(f.read(box{block: fig, from: p.Blocks[fig].First, to: p.Blocks[fig].Last, object: f.objectIn(fig), figure: true}))
		return
	}
	if f.isSmall(b) {
		f.take(f.read(box{block: b, from: block.First, to: block.Last, object: f.objectIn(block.Parent)}))
	}
}

// maxBoxObjects is the number of pictures and players of a block that are looked
// at for the one that a figcaption belongs to.
const maxBoxObjects = 64

// objectIn returns the first picture inside block b that stands before its last
// line, or -1.
func (f *boxFinder) objectIn(b int) int {
	p := f.p
	if b < 0 || p.Blocks[b].Objects == 0 {
		return -1
	}
	found := -1
	from := sort.Search(len(p.Objects), func(k int) bool { return p.Objects[k].Line >= p.Blocks[b].First })
	for k := from; k < min(len(p.Objects), from+maxBoxObjects); k++ {
		o := &p.Objects[k]
		if o.Line >= p.Blocks[b].Last {
			break
		}
		if isPicture(o.Element.Tag) && p.Within(o.Block, b) {
			if found < 0 || p.Objects[found].Small {
				found = k
			}
		}
	}
	return found
}

// isNamed reports whether a small block, or what holds a line of it, is a
// figcaption or called a caption.
func (f *boxFinder) isNamed(b int) bool {
	if f.nameOf(b)&namedCaption != 0 {
		return true
	}
	for i := f.p.Blocks[b].First; i < f.p.Blocks[b].Last; i++ {
		if f.p.Blocks[f.p.Lines[i].Block].Place&InFigcaption != 0 || f.nameAt(i, b)&namedCaption != 0 {
			return true
		}
	}
	return false
}

// isNamedAround reports whether a block, or a small one around it with no other
// picture, is or holds what is called a caption.
func (f *boxFinder) isNamedAround(b int) bool {
	objects := f.p.Blocks[b].Objects
	for range boxClimb {
		if b <= 0 || !f.isSmall(b) || f.p.Blocks[b].Objects != objects {
			return false
		}
		if f.isNamed(b) {
			return true
		}
		b = f.p.Blocks[b].Parent
	}
	return false
}

// tryNext looks right after a picture, and right before it, for a block or an
// element that is called a caption, and after it for a caption with a credit in
// it: the picture's own block has no text or too much.
func (f *boxFinder) tryNext(k int) {
	p := f.p
	o := &p.Objects[k]
	for _, i := range [...]int{o.Line, o.Line - 1} {
		if i <= f.last || i >= len(p.Lines) || i < 0 || o.Offset > 0 && i == o.Line {
			continue
		}
		top := o.Block
		if !p.Within(p.Lines[i].Block, top) {
			continue
		}
		b := p.Lines[i].Block
		for up := b; up > top && f.isSmall(up); up = p.Blocks[up].Parent {
			b = up
		}
		if b == top || !f.isSmall(b) {
			continue
		}
		named := f.isNamed(b)
		if !named && !(i == o.Line && p.Blocks[b].Last == i+1 && p.Shape(i).Words <= maxCaptionWords && p.endsWithPhotoCredit(i)) {
			continue
		}
		x := f.read(box{block: b, from: p.Blocks[b].First, to: p.Blocks[b].Last, object: k})
		if !named || x.evidence&byCaptionName != 0 {
			f.take(x)
			return
		}
	}
}

// take marks the lines of a box if enough speaks for it, and reports whether it
// does.
func (f *boxFinder) take(x box) bool {
	p := f.p
	if x.to <= x.from || x.from <= f.last || f.isHidden(x.block) || len(x.texts)+len(x.credits) == 0 {
		return false
	}
	if !f.accepts(&x) {
		if x.evidence&byFigcaption != 0 {
			f.last = x.to - 1
		}
		return false
	}
	f.last = x.to - 1
	picture := p.pictureOf(&x)
	key := Fold(caption.Parse(picture.Text).Text)
	if key != "" && f.said[key] {
		for i := x.from; i < x.to; i++ {
			p.Mark(i, Duplicate, sureBox)
		}
		return true
	}
	f.said[key] = true
	group := p.NewGroup()
	for _, i := range x.texts {
		p.MarkGroup(i, Caption, sureBox, group)
	}
	for _, i := range x.credits {
		p.MarkGroup(i, Credit, sureBox, group)
	}
	for _, i := range x.other {
		if l := p.Label(i); x.figure || !l.IsBody() && !l.IsHead() {
			p.Mark(i, Prompt, sureBox)
		}
	}
	if p.pictures == nil {
		p.pictures = make(map[int]Picture)
	}
	p.pictures[group] = picture
	return true
}

package clean

import (
	"slices"
	"sort"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
)

// Picture is what a group of lines says of one picture of a page with blocks.
type Picture struct {
	// Object is the index of the picture in Page.Objects, -1 where the page
	// shows it by other means.
	Object int
	// Media is the index in Page.Media of the film whose still picture it is,
	// -1 for a picture of its own.
	Media int
	// Text is the caption as written, without the credits below.
	Text string
	// Credits are the parts that stand in an element or on a line of their
	// own, as written.
	Credits []string
}

// Picture returns what the lines of a group say of a picture; ok is false for
// groups that are none of a page with blocks.
func (p *Page) Picture(group int) (picture Picture, ok bool) {
	picture, ok = p.pictures[group]
	return picture, ok
}

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

// within reports whether block b is inside block outer, or is it.

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
	if block.Hidden || block.Place&(InNav|InFooter|InForm) != 0 || f.story.place(p, b, o.Line, o.Line+1) == outsideStory {
		return
	}
	if block.Place&InFigure != 0 {
		if fig := f.figureOf(b); fig > 0 {
			f.take(f.read(box{block: fig, from: p.Blocks[fig].First, to: p.Blocks[fig].Last, object: k, figure: true}))
			return
		}
	}
	if b > 0 && f.isSmall(b) && o.Offset == 0 {
		f.take(f.climb(b, k))
		return
	}
	f.tryNext(k)
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

// nameOf returns what a block is called.
func (f *boxFinder) nameOf(b int) pictureName {
	name, ok := f.names[b]
	if !ok {
		name = nameOf(&f.p.Blocks[b].Element)
		f.names[b] = name
	}
	return name
}

// nameReach is the number of blocks around a line that are asked for their names.
const nameReach = 24

// nameAt returns what line i is called by the elements inside block top that
// hold it or most of it: the innermost says whether it is a caption or a credit.
func (f *boxFinder) nameAt(i, top int) pictureName {
	p := f.p
	var set pictureName
	see := func(name pictureName) {
		if set&(namedCaption|namedCredit) != 0 {
			name &^= namedCaption | namedCredit
		}
		set |= name
	}
	size := len(p.Lines[i].Text)
	inlines := p.inlinesOf(i)
	for k := len(inlines) - 1; k >= 0; k-- {
		if in := &inlines[k]; (in.End-in.Start)*5 >= size*4 {
			see(nameOf(&in.Element))
		}
	}
	for b, n := p.Lines[i].Block, 0; b > top && n < nameReach; b, n = p.Blocks[b].Parent, n+1 {
		see(f.nameOf(b))
	}
	return set
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

// tryNext looks right after a picture, and right before it, for a block or an
// element that is called a caption, and for a credit: the picture's own block
// has no text or too much.
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
		x := f.read(box{block: b, from: p.Blocks[b].First, to: p.Blocks[b].Last, object: k})
		if x.evidence&byCaptionName != 0 {
			f.take(x)
			return
		}
	}
}

// read sorts the lines of a box and gathers what speaks for it.
func (f *boxFinder) read(x box) box {
	p := f.p
	x.evidence = f.evidenceOf(x.block)
	x.media = -1
	if x.object < 0 {
		x.media = f.mediaIn(x.block)
	}
	linked, size := 0, 0
	for i := x.from; i < x.to; i++ {
		line := &p.Lines[i]
		if p.Decision(i).Group != 0 {
			continue
		}
		place := p.Blocks[line.Block].Place
		name := f.nameAt(i, x.block)
		if name&namedMaker != 0 && name&namedCaption == 0 {
			if place&InFigure != 0 || place&InFigcaption != 0 || x.evidence&byCaptionName != 0 {
				name |= namedCredit
			} else {
				// The box of an author with a portrait.
				x.evidence |= byRefusal
			}
		}
		named := place&InFigcaption != 0 || name&namedCaption != 0
		if place&InFigcaption != 0 {
			x.evidence |= byFigcaption
		}
		if name&namedRefuse != 0 && name&(namedCaption|namedCredit) == 0 || place&InAddress != 0 {
			x.evidence |= byRefusal
		}
		isCredit := f.isCredit(i)
		if name&(namedCaption|namedCredit) == 0 {
			if _, ok := CutByline(line.Text); ok && looksLikeNames(line.Text) {
				x.evidence |= byRefusal
			}
		}
		switch {
		case isCredit:
			x.credits = append(x.credits, i)
			x.evidence |= byCredit
		case p.Shape(i).Letters < 2 || f.isControl(i, x.block) || p.isInterface(i, named) || f.isAgain(i, x.from):
			x.other = append(x.other, i)
		case name&namedCredit != 0 && name&namedCaption == 0 && len(line.Text) <= maxCreditSize &&
			!(p.Label(i).IsBody() && isRunningText(p, i)):
			x.credits = append(x.credits, i)
			x.evidence |= byCreditName
		default:
			if named {
				x.named++
			}
			if name&namedCaption != 0 {
				x.evidence |= byCaptionName
			}
			x.texts = append(x.texts, i)
			size += len(line.Text)
			linked += line.Link
			if x.object >= 0 && isSameText(p.Objects[x.object].Alt, line.Text) {
				x.evidence |= byAlt
			}
			if x.evidence&byCredit == 0 && p.hasCredit(i, named) {
				x.evidence |= byCredit
			}
		}
	}
	if linked*10 > size*6 {
		x.evidence |= byLink
	}
	x.keepNamed(f)
	return x
}

// keepNamed leaves only those lines texts that the page calls a caption, where
// it calls some so: the others belong to a player or to the page's interface.
func (x *box) keepNamed(f *boxFinder) {
	if x.named == 0 || x.named == len(x.texts) {
		return
	}
	kept := x.texts[:0]
	for _, i := range x.texts {
		if f.p.Blocks[f.p.Lines[i].Block].Place&InFigcaption != 0 || f.nameAt(i, x.block)&namedCaption != 0 {
			kept = append(kept, i)
		} else {
			x.other = append(x.other, i) // take leaves those of the article alone
		}
	}
	x.texts = kept
}

// evidenceOf returns what the names of a block and of the small ones around it
// say of a picture in it.
func (f *boxFinder) evidenceOf(b int) evidence {
	var e evidence
	for n := 0; b > 0 && n < 4 && f.isSmall(b); b, n = f.p.Blocks[b].Parent, n+1 {
		name := f.nameOf(b)
		if n == 0 && name&namedPicture != 0 {
			e |= byPictureName
		}
		if n == 0 && name&namedCaption != 0 {
			e |= byCaptionName
		}
		if name&namedRefuse != 0 || name&namedMaker != 0 && name&(namedPicture|namedCaption) == 0 {
			e |= byRefusal
		}
	}
	return e
}

// hasCredit reports whether line i has a credit in it; where the page calls it
// a caption, less has to speak for that.
func (p *Page) hasCredit(i int, named bool) bool {
	if named && len(p.Lines[i].Text) <= boxSize {
		c := caption.Parse(p.Lines[i].Text).Credit
		return len(c.Agencies)+len(c.Creators) > 0
	}
	return endsWithCredit(p, i)
}

// isControl reports whether line i stands in a button or the like inside block
// top. Around a whole picture a button opens a viewer.
func (f *boxFinder) isControl(i, top int) bool {
	p := f.p
	b := p.Lines[i].Block
	if p.Blocks[b].Place&InControl == 0 {
		return false
	}
	for ; b > top; b = p.Blocks[b].Parent {
		if p.Blocks[p.Blocks[b].Parent].Place&InControl == 0 {
			return true
		}
	}
	return false
}

// plainCreditWords is the most words of a credit without any of the signs that
// longer ones have.
const plainCreditWords = 10

// isCredit reports whether line i is a credit as a whole.
func (f *boxFinder) isCredit(i int) bool {
	text := f.p.Lines[i].Text
	if words := f.p.Shape(i).Words; len(text) > maxCreditSize || words > maxCreditWords ||
		words > plainCreditWords && !strings.ContainsAny(text, ":：©/(（|") {
		return false
	}
	is, ok := f.tried[i]
	if !ok {
		_, is = caption.ParseCredit(text)
		f.tried[i] = is
	}
	return is
}

// isAgain reports whether a line of the box before line i says the same.
func (f *boxFinder) isAgain(i, from int) bool {
	first := f.p.FirstPrinted(i)
	return first < i && first >= from
}

// isInterface reports whether line i is a word of the page's interface rather
// than of a picture. Where the page says that a caption stands, only short ones
// are.
func (p *Page) isInterface(i int, named bool) bool {
	d := p.Decision(i)
	if d.Confidence < surePhrase || !d.Label.IsNoise() && !d.Label.IsClip() {
		return false
	}
	return !named || p.Shape(i).Words <= 5 && d.Label != Legal
}

// isSameText reports whether a picture's alternative text says what a line
// says, or begins so.
func isSameText(alt, text string) bool {
	if len(alt) < 8 {
		return false
	}
	a, b := Fold(alt), Fold(text)
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a)*2 > len(b) && strings.HasPrefix(b, a)
}

// take marks the lines of a box if enough speaks for it.
func (f *boxFinder) take(x box) {
	p := f.p
	if x.to <= x.from || x.from <= f.last || p.Blocks[x.block].Hidden || len(x.texts)+len(x.credits) == 0 {
		return
	}
	if !f.accepts(&x) {
		if x.evidence&byFigcaption != 0 {
			f.last = x.to - 1
		}
		return
	}
	f.last = x.to - 1
	picture := p.pictureOf(&x)
	key := Fold(caption.Parse(picture.Text).Text)
	if key != "" && f.said[key] {
		for i := x.from; i < x.to; i++ {
			p.Mark(i, Duplicate, sureBox)
		}
		return
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
}

// accepts weighs what speaks for a box and against it.
func (f *boxFinder) accepts(x *box) bool {
	p, e := f.p, x.evidence
	place := p.Blocks[x.block].Place
	credited := e&(byCredit|byCreditName) != 0
	where := f.story.place(p, x.block, x.from, x.to)
	switch {
	case where == outsideStory, place&(InNav|InFooter|InForm) != 0:
		return false
	case e&byLink != 0 && !credited:
		return false
	case x.object < 0 && f.isQuoted(x), place&InQuote != 0 && e&(byFigcaption|byCaptionName) == 0:
		return false
	case e&byRefusal != 0 && !(credited && e&(byCaptionName|byAlt) != 0 || e&byAlt != 0 && (e&byCaptionName != 0 || f.isUnlinked(x))):
		return false
	case e&byFigcaption == 0 && place&InAside != 0 && !credited:
		return false
	case e&(byFigcaption|byCaptionName) != 0:
		return where != besideStory || credited || e&byAlt != 0
	case where == besideStory, len(x.texts) > 2, len(x.texts) == 0 && e&byCreditName == 0:
		return false
	}
	if credited && len(x.credits) > 0 && f.isCard(x) {
		// What stands beside the credit is the article's own.
		x.texts = nil
		return true
	}
	heading := false
	for n, i := range x.texts {
		s := p.Shape(i)
		if n == 0 && s.Words < 2 && s.Letters < 12 || s.Words > 120 || p.Label(i).IsHead() {
			return false
		}
		if l := p.Label(i); l.IsBody() && !credited && (isRunningText(p, i) && e&byAlt == 0 || l == Heading || s.Words < 3) {
			return false
		}
		heading = heading || p.Blocks[p.Lines[i].Block].Level > 0
	}
	switch {
	case heading && !credited, f.hasTime(x):
		return false
	case credited || e&byAlt != 0:
		return true
	case len(x.texts) == 2:
		// A caption and a name, both short, in the box of a picture.
		return x.to-x.from == 2 && isMakerName(p.Lines[x.texts[1]].Text)
	}
	// A lone line in the box of a picture.
	return x.to-x.from == 1 && len(x.texts) == 1 && place&InControl == 0 && (where == insideStory || p.Shape(x.texts[0]).End == EndSentence) &&
		p.Lines[x.texts[0]].Link == 0
}

// maxCaptionWords is the number of words above which a text of the article beside
// a credit is no caption without other evidence.
const maxCaptionWords = 70

// isCard reports whether a box holds text of the article, such as a heading and
// what follows it, beside a picture and its credit.
func (f *boxFinder) isCard(x *box) bool {
	p := f.p
	body := 0
	for _, i := range x.texts {
		if p.Label(i).IsBody() {
			if body++; p.Shape(i).Words > maxCaptionWords {
				return true
			}
		}
	}
	return body > 0 && len(x.texts) > 1
}

// isUnlinked reports whether neither a box's picture nor its texts are links,
// and the texts are more than a name.
func (f *boxFinder) isUnlinked(x *box) bool {
	if len(x.texts) > 0 && f.p.Shape(x.texts[0]).Words <= maxSpeakerWords {
		return false
	}
	if x.object >= 0 && f.p.Objects[x.object].Linked {
		return false
	}
	for i := x.from; i < x.to; i++ {
		if f.p.Lines[i].Link > 0 {
			return false
		}
	}
	return true
}

// timeDigits is the number of digits from which a short line is taken for one
// that says when the page was written.
const timeDigits = 6

// hasTime reports whether a box says when the page was written.
func (f *boxFinder) hasTime(x *box) bool {
	for i := x.from; i < x.to; i++ {
		if s := f.p.Shape(i); s.Digits >= timeDigits && s.Words < 20 && s.Digits*4 > s.Letters {
			return true
		}
	}
	return false
}

// maxSpeakerWords is the most words beside a figcaption that are no quotation.
const maxSpeakerWords = 4

// isQuoted reports whether a figure without a picture holds a quotation, whose
// speaker its figcaption names.
func (f *boxFinder) isQuoted(x *box) bool {
	p := f.p
	for i := x.from; i < x.to; i++ {
		place := p.Blocks[p.Lines[i].Block].Place
		if place&InQuote != 0 || x.figure && place&(InFigcaption|InControl) == 0 && p.Shape(i).Words > maxSpeakerWords {
			return true
		}
	}
	return false
}

// pictureOf puts together what the lines of a box say.
func (p *Page) pictureOf(x *box) Picture {
	picture := Picture{Object: x.object, Media: x.media}
	var texts []string
	isCredit := make(map[int]bool, len(x.credits))
	for _, i := range x.credits {
		isCredit[i] = true
	}
	lines := slices.Concat(x.texts, x.credits)
	slices.Sort(lines)
	open, label := "", ""
	for n, i := range lines {
		line := p.Lines[i].Text
		switch {
		case open != "":
			// A bracket that one element opens and another closes.
			open += " " + line
			if strings.ContainsAny(line, ")）]") {
				picture.Credits, open = append(picture.Credits, open), ""
			}
			continue
		case label == "" && n+1 < len(lines) && p.Shape(i).Words <= 2 && p.Shape(i).End == EndColon:
			label = line
			continue
		case label != "":
			line, label = label+" "+line, ""
			if _, ok := caption.ParseCredit(line); ok {
				picture.Credits = append(picture.Credits, line)
			} else {
				texts = append(texts, line)
			}
			continue
		case isCredit[i]:
			picture.Credits = append(picture.Credits, line)
			continue
		}
		text, credits := p.partsOf(i)
		if n := len(credits) - 1; n >= 0 && strings.Trim(credits[n], "([（ ") == "" {
			open, credits = credits[n], credits[:n]
		}
		picture.Credits = append(picture.Credits, credits...)
		if last := len(text) - 1; last > 0 && (text[last] == '(' || text[last] == '[') && n+1 < len(lines) {
			open = text[last:]
			text = strings.TrimRight(text[:last], " ")
		}
		if n > 0 && n == len(lines)-1 && len(picture.Credits) == 0 && isMakerName(text) {
			picture.Credits = append(picture.Credits, text)
			continue
		}
		texts = append(texts, text)
	}
	if open != "" {
		picture.Credits = append(picture.Credits, open)
	}
	picture.Text = strings.Join(texts, "\n")
	return picture
}

// isMakerName reports whether a text beside a caption can be nothing but the
// name of who made the picture.
func isMakerName(text string) bool {
	s := ShapeOf(text)
	return s.Words <= 5 && s.Sentences == 0 && s.End == EndOpen && s.Start == StartUpper && s.Upper*3 >= s.Words*2 && s.Digits == 0
}

// partsOf parts a line of a caption from the credits in it, by the elements
// inside the line.
func (p *Page) partsOf(i int) (text string, credits []string) {
	line := p.Lines[i].Text
	runs := p.runsOf(i)
	if len(runs) == 1 {
		return line, nil
	}
	end := len(line)
	for k := 1; k < len(runs); k++ {
		tail := strings.TrimSpace(line[runs[k].start:])
		if len(tail) > maxCreditSize {
			continue
		}
		named := runs[k].name&(namedCredit|namedMaker) != 0 && runs[k].name&namedCaption == 0
		_, ok := caption.ParseCredit(tail)
		if ok && !isInSentence(line[:runs[k].start]) || named && allNamed(runs[k:]) ||
			runs[k-1].own && isMakerName(tail) && !isInSentence(line[:runs[k].start]) {
			end = runs[k].start
			credits = append(credits, tail)
			break
		}
	}
	start := 0
	for k := 0; k < len(runs) && runs[k].end <= end; k++ {
		head := strings.TrimSpace(line[start:runs[k].end])
		if runs[k].end == end && len(credits) > 0 {
			break
		}
		named := runs[k].name&(namedCredit|namedMaker) != 0 && runs[k].name&namedCaption == 0
		_, ok := caption.ParseCredit(head)
		if len(head) > maxCreditSize || !(named || ok && runs[k].own) {
			break
		}
		credits = append(credits, head)
		start = runs[k].end
	}
	text = strings.TrimSpace(line[start:end])
	if end < len(line) {
		text = strings.TrimRight(text, " -–—|/·")
	}
	return text, credits
}

func allNamed(runs []run) bool {
	for _, r := range runs {
		if r.name&(namedCredit|namedMaker) == 0 && r.end-r.start > 12 {
			return false
		}
	}
	return true
}

// isInSentence reports whether a text stops in the middle of a sentence.
func isInSentence(text string) bool {
	trimmed := strings.TrimRight(text, " ")
	if len(trimmed) == len(text) || trimmed == "" {
		return false
	}
	switch ShapeOf(trimmed).End {
	case EndSentence, EndColon:
		return false
	}
	last := trimmed[len(trimmed)-1]
	return last == ',' || last >= 'a' && last <= 'z'
}

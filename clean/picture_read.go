package clean

import (
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
)

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
		if isShortcode(line.Text) {
			name |= namedCaption
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
		case p.Shape(i).Letters < 2 || f.isControl(i, x.block) || p.isInterface(i, named) || f.isAgain(i, x.from) ||
			name&namedMaker != 0 && place&(InFigure|InFigcaption) == 0 && isBylineOnly(line.Text):
			x.other = append(x.other, i)
		case name&namedCredit != 0 && name&namedCaption == 0 && len(line.Text) <= maxCreditSize && !p.isStampOnly(i) &&
			!(p.Label(i).IsBody() && isRunningText(p, i)) && !(place&InFigcaption != 0 && p.Shape(i).Sentences > 0):
			// A whole sentence in a figcaption is a caption, whatever is around it.
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

// isBylineOnly reports whether a text beside a picture says who wrote the page.
func isBylineOnly(text string) bool {
	rest, ok := CutByline(text)
	return ok && ShapeOf(rest).Words <= maxSpeakerWords
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
		} else if len(x.credits) == 0 && x.figure && f.isOverlaid(i) {
			x.credits = append(x.credits, i)
		} else {
			x.other = append(x.other, i) // take leaves those of the article alone
		}
	}
	x.texts = kept
	if x.evidence&byAlt == 0 {
		return
	}
	alt := f.p.Objects[x.object].Alt
	if ShapeOf(alt).Words <= maxSpeakerWords && isMakerName(alt) && !slices.ContainsFunc(kept, func(i int) bool { return isSameText(alt, f.p.Lines[i].Text) }) {
		// A portrait's alternative text is the name above what is said of the
		// person, not what is said.
		x.evidence &^= byAlt
	}
}

// isOverlaid reports whether a line in a figure, beside its figcaption, can be the
// name of who made the picture, which pages print over it.
func (f *boxFinder) isOverlaid(i int) bool {
	text := f.p.Lines[i].Text
	if f.p.Lines[i].Link > 0 || f.p.Shape(i).Words < 2 || !isMakerName(text) {
		return false
	}
	credit, ok := caption.ParseCredit("© " + text)
	return ok && len(credit.Creators) > 0
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

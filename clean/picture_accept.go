package clean

import (
	"slices"

	"github.com/copydesk-go/copydesk/caption"
)

// accepts weighs what speaks for a box and against it.
func (f *boxFinder) accepts(x *box) bool {
	p, e := f.p, x.evidence
	place := p.Blocks[x.block].Place
	credited := e&(byCredit|byCreditName) != 0
	where := f.story.place(p, x.block, x.from, x.to)
	switch {
	case where == outsideStory, place&(InNav|InFooter|InForm) != 0:
		return false
	case len(x.texts) == 1 && len(x.credits) == 0 && isCreditWord(p.Lines[x.texts[0]].Text):
		// A link to where the picture is from.
		return false
	case e&byLink != 0 && !credited && !(where == insideStory && f.hasLink(x)):
		return false
	case e&byFigcaption == 0 && !credited && len(x.texts) > 0 && p.isStampOnly(x.texts[0]):
		return false
	case e&(byFigcaption|byCredit) == 0 && slices.ContainsFunc(x.texts, p.isStampOnly):
		// Who wrote the page and when, in a class for small print.
		return false
	case x.object < 0 && f.isQuoted(x), place&InQuote != 0 && e&(byFigcaption|byCaptionName) == 0:
		return false
	case e&byRefusal != 0 && !(credited && e&(byCaptionName|byAlt) != 0 || e&byAlt != 0 && (e&byCaptionName != 0 || f.isUnlinked(x))):
		return false
	case e&byFigcaption == 0 && place&InAside != 0 && !credited:
		return false
	case e&(byFigcaption|byCaptionName) != 0:
		return where != besideStory || credited || e&byAlt != 0
	case where == besideStory, len(x.texts) > 2:
		return false
	case len(x.texts) == 0 && e&byCreditName == 0:
		return f.isCreditedAlone(x)
	}
	if credited && len(x.credits) > 0 && f.isCard(x) {
		// What stands beside the credit is the article's own.
		x.texts = nil
		return true
	}
	if !credited && where == aboveStory && x.to <= f.story.title && place&InHeader != 0 {
		// A logo and what stands below it.
		return false
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
		// A caption and a name, both short, in the box of a picture. A name and
		// a name are somebody with what he does, a sentence and a name are
		// quoted.
		s := p.Shape(x.texts[0])
		return x.to-x.from == 2 && where == insideStory && s.Words > maxPersonWords && s.End == EndOpen && isMakerName(p.Lines[x.texts[1]].Text)
	case p.Shape(x.texts[0]).Words < minLoneWords && e&byPictureName == 0:
		// A person, or the word of a button.
		return false
	}
	// A lone line in the box of a picture.
	return x.to-x.from == 1 && len(x.texts) == 1 && place&InControl == 0 && p.Lines[x.texts[0]].Link == 0 && !p.announces(x.texts[0]) &&
		(where == insideStory || p.Shape(x.texts[0]).End == EndSentence)
}

// Bounds of the texts of a box that nothing but its picture speaks for: the most
// words of a person's name, and the fewest of a caption.
const (
	maxPersonWords = 3
	minLoneWords   = 3
)

// isCreditedAlone reports whether a box holds nothing but a picture and its
// credit, which has to say that it is one: a name alone is also that of who
// wrote the page, and a site's that of a logo.
func (f *boxFinder) isCreditedAlone(x *box) bool {
	p := f.p
	if len(x.credits) != 1 || x.to-x.from > 1+len(x.other) {
		return false
	}
	text := p.Lines[x.credits[0]].Text
	if isNotice(text) {
		return false
	}
	credit, ok := caption.ParseCredit(text)
	return ok && credit.Kind != caption.KindVideo && (x.figure || credit.Kind != "" || isLabelledCredit(text))
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

// isStampOnly reports whether line i says when the page was written and hardly
// anything else.
func (p *Page) isStampOnly(i int) bool {
	s := p.Shape(i)
	return p.Label(i) == Timestamp || s.Digits >= timeDigits && s.Digits*2 >= s.Letters
}

// announces reports whether line i speaks to the reader, or of what follows it,
// by the mark that it ends with.
func (p *Page) announces(i int) bool {
	switch text := p.Lines[i].Text; text[len(text)-1] {
	case ':', '!':
		return true
	}
	return false
}

// hasLink reports whether the caption of a picture that is none itself leads
// somewhere, rather than a teaser to its story.
func (f *boxFinder) hasLink(x *box) bool {
	if x.object < 0 || f.p.Objects[x.object].Linked || len(x.texts) == 0 {
		return false
	}
	line := &f.p.Lines[x.texts[0]]
	return x.evidence&byFigcaption != 0 || x.evidence&byCaptionName != 0 && line.Link < len(line.Text)
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

package clean

import (
	"strconv"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
)

// The length in bytes and in words up to which a line is tried as a credit.
const (
	maxCreditSize  = 200
	maxCreditWords = 24
)

// markImageNames marks lines that are the file name of a picture.
func markImageNames(p *Page) {
	eachLooseLine(p, func(i int) {
		if p.isFar(i) {
			return
		}
		if _, ok := caption.ParseImageName(p.Lines[i].Text); ok {
			p.Mark(i, ImageName, sureContext)
		}
	})
}

// markCredits marks lines that are a picture's credit as a whole. The bare name
// of one agency is only a hint: it stands under articles and clips too, as the
// sources of reports, charts and tables do.
func markCredits(p *Page) {
	eachLooseLine(p, func(i int) {
		text := p.Lines[i].Text
		if len(text) > maxCreditSize || p.Shape(i).Words > maxCreditWords || p.Label(i) == Legal || p.isFar(i) {
			return
		}
		if isNotice(text) {
			p.Mark(i, Legal, sureLine)
			return
		}
		if credit, ok := caption.ParseCredit(text); ok {
			if rest, ok := CutByline(text); ok && looksLikeNames(rest) {
				return
			}
			if credit.Kind == "" && isListed(p, i) {
				return
			}
			confidence := float32(sureLine)
			if name, ok := caption.CutSource(text); ok {
				if _, known := caption.ParseCredit(name); !known {
					return
				}
				confidence = sureHint
			}
			if credit.Raw == text && len(credit.Creators)+len(credit.Agencies) < 2 {
				confidence = sureHint
			}
			p.Mark(i, Credit, confidence)
		}
	})
}

// looseReach is the number of lines around a player's state in which lines that
// look like a picture's are its clip's.
const looseReach = 12

// eachLooseLine calls f for the lines that can be of a picture by nothing but
// what they say: on a page that says where its pictures are those near the
// state of a player, which no rule has grouped, elsewhere all.
func eachLooseLine(p *Page, f func(i int)) {
	if !p.showsPictures() {
		for i := range p.Lines {
			if p.isStopped() {
				return
			}
			f(i)
		}
		return
	}
	next := 0
	for m := range p.Lines {
		if p.Label(m) != ClipMarker || p.Decision(m).Group != 0 {
			continue
		}
		for next = max(next, m-looseReach); next < min(len(p.Lines), m+looseReach+1); next++ {
			f(next)
		}
	}
}

// captionReach is the number of lines around a credit or image name in which
// the rest of its caption is looked for.
const captionReach = 4

// markCaptions groups the credits and image names that belong to no clip with
// the texts beside them, and marks lines that end with a credit.
func markCaptions(p *Page) {
	if p.showsPictures() {
		dropLoosePictureLines(p)
		return
	}
	markLabelledPictures(p)
	for i := 0; i < len(p.Lines); i++ {
		if p.isStopped() {
			return
		}
		d := p.Decision(i)
		if d.Group != 0 {
			continue
		}
		switch {
		case d.Label == Credit && isSignature(p.Lines[i].Text):
			p.Mark(i, Other, sureContext)
		case d.Label == Credit && isPrintedAgain(p, i):
			p.Mark(i-1, Duplicate, sureContext)
			p.Mark(i, Duplicate, sureContext)
		case d.Label == Credit || d.Label == ImageName:
			i = markPicture(p, i)
		case d.Label == Unlabeled && (opensAsFile(p.Lines[i].Text) || isShortcode(p.Lines[i].Text) || endsWithCredit(p, i)):
			p.Mark(i, Caption, sureLine)
			markCounter(p, i-1)
		case d.Label == Title && !p.isStructured() && isTitledCaption(p, i):
			p.Mark(i, Caption, sureContext+0.01)
		}
	}
}

// isSignature reports whether a text is the codes of agencies and editors with which
// reports end, rather than a picture's credit: "(dpa/abc)".
func isSignature(text string) bool {
	if len(text) < 4 || len(text) > maxSignature || text[0] != '(' || text[len(text)-1] != ')' {
		return false
	}
	return !strings.ContainsFunc(text[1:len(text)-1], func(r rune) bool {
		return (r < 'a' || r > 'z') && r != '/' && r != ',' && r != ' ' && r != '-'
	})
}

// maxSignature is the most bytes of such codes.
const maxSignature = 24

// isPrintedAgain reports whether a credit and the line before it are a caption
// that the page has printed before.
func isPrintedAgain(p *Page, i int) bool {
	if i == 0 || p.FirstPrinted(i) == i || !isLooseText(p, i-1) || p.Lines[i-1].Form == Heading {
		return false
	}
	first := p.FirstPrinted(i - 1)
	return first != i-1 && p.Label(first) == Caption && p.Decision(first).Group != 0
}

// showsPictures reports whether the page says where its pictures are: then what
// stands beside none is said of none.
func (p *Page) showsPictures() bool {
	if !p.isStructured() {
		return false
	}
	for k := range p.Objects {
		if isPicture(p.Objects[k].Element.Tag) {
			return true
		}
	}
	return false
}

// dropLoosePictureLines gives up lines that read like credits or names of
// pictures but belong to no picture of the article and to no clip: they are
// those of teasers and footers. Lines of the body that call themselves a picture's
// credit go with them.
func dropLoosePictureLines(p *Page) {
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		switch d := p.Decision(i); {
		case d.Group != 0:
		case d.Label.IsPicture():
			p.Mark(i, Other, sureContext+0.005)
		case d.Label.IsBody() && p.isLabelledCredit(i):
			p.Mark(i, Other, sureArticleMost+0.005)
		}
	}
}

// isLabelledCredit reports whether a line says that it is a picture's credit
// ("Photo: …", "(Bild: …)") and nothing else. Whole sentences may be an article's
// last word on its pictures.
func (p *Page) isLabelledCredit(i int) bool {
	text, s := p.Lines[i].Text, p.Shape(i)
	if len(text) > maxCreditSize || s.Words > maxCreditWords || s.End == EndSentence {
		return false
	}
	credit, ok := caption.ParseCredit(text)
	if !ok || credit.Raw == "" || credit.Raw == text {
		return false
	}
	if _, isSource := caption.CutSource(text); isSource {
		return false
	}
	return credit.Kind != "" || strings.Contains(strings.TrimSuffix(text, credit.Raw), ":")
}

// markPicture marks the lines of one picture, the first of whose credits and
// image names is line start, and returns the last of them.
func markPicture(p *Page, start int) int {
	end := endOfPicture(p, start)
	from := start
	if end == start && isTextAfter(p, start) {
		group := p.NewGroup()
		p.MarkGroup(start, Credit, sureContext+0.01, group)
		p.MarkGroup(start+1, Caption, sureContext, group)
		markCounter(p, start-1)
		return start + 1
	}
	for from > 0 && start-from < captionReach && isLooseText(p, from-1) && isTextOf(p, from-1, from, start, end) {
		from--
	}
	if from == end && isFree(p, start) {
		p.Mark(start, Other, sureBody)
		return end
	}
	markCounter(p, from-1)
	group := p.NewGroup()
	for i := from; i <= end; i++ {
		switch l := p.Label(i); {
		case repeatsWithin(p, i, from, i-1):
			p.Mark(i, Duplicate, sureClip)
		case l == Unlabeled:
			p.MarkGroup(i, Caption, sureContext, group)
		default:
			p.MarkGroup(i, l, sureContext+0.01, group)
		}
	}
	return end
}

// isLooseText reports whether line i is undecided, or a caption of no picture.
func isLooseText(p *Page, i int) bool {
	d := p.Decision(i)
	return d.Label == Unlabeled || d.Label == Caption && d.Group == 0
}

// endOfPicture returns the last line of the picture of which line start is the
// first credit or image name. Its text may stand between its name and its
// credit; after the credit nothing is the picture's but what repeats it.
func endOfPicture(p *Page, start int) int {
	end, texts := start, 0
	credited := p.Label(start) == Credit
	before := start // what may be of this picture before it
	for before > max(0, start-captionReach) && p.Decision(before-1).Group == 0 {
		before--
	}
	for i := start + 1; i < len(p.Lines) && i <= end+captionReach && p.Decision(i).Group == 0; i++ {
		switch l := p.Label(i); {
		case l == Credit && credited && start < end && end == i-1 && repeatsWithin(p, i, start, end):
			end = i
		case l == Credit && credited, l == ImageName && texts > 0 && !repeatsWithin(p, i, start, end):
			return end
		case l == Credit || l == ImageName:
			credited = credited || l == Credit
			end, texts = i, 0
		case l != Unlabeled:
			return end
		case repeatsWithin(p, i, start, end) || repeatsBefore(p, i, before, start):
			end, texts = i, 0
		case isRepeatedIn(p, i, start, min(len(p.Lines), i+captionReach)):
			// What is printed again soon is the picture's if that is reached.
		case credited || texts > 0 || !mayBeCaptionText(p, i):
			return end
		case endsWithCredit(p, i):
			return i
		default:
			texts++
		}
	}
	return end
}

// markCounter marks line i where it says which picture of a gallery follows
// ("2 of 5", "Bild 2/5").
func markCounter(p *Page, i int) {
	if i >= 0 && p.Label(i) == Unlabeled && isCounter(p.Lines[i].Text) {
		p.Mark(i, Prompt, sureContext)
	}
}

// isCounter reports whether text consists of two numbers, the first of which
// is not above the second, and hardly anything else.
func isCounter(text string) bool {
	if len(text) > 30 {
		return false
	}
	numbers := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if len(numbers) != 2 || ShapeOf(text).Letters > 10 || strings.ContainsAny(text, ":.,") {
		return false
	}
	at, err := strconv.Atoi(numbers[0])
	all, err2 := strconv.Atoi(numbers[1])
	return err == nil && err2 == nil && at >= 1 && at <= all && all < 1000
}

// isTextOf reports whether line i, which stands right before line next of a
// picture's lines start to end, is the text of its caption: it is printed
// again there, it is one paragraph of a text printed whole there, or it stands
// close to its credit on a page that keeps paragraphs apart.
func isTextOf(p *Page, i, next, start, end int) bool {
	for j := start; j <= end; j++ {
		if p.FirstPrinted(j) == i {
			return true
		}
		if from, to, ok := p.spreadBefore(j); ok && from <= i && i <= to {
			return true
		}
	}
	if p.Label(next) == Credit && endsWithCredit(p, i) {
		return true
	}
	if next == start && next == end && isAgencyInText(p, next) {
		return p.Shape(i).Sentences <= 1 && p.Shape(i).Words < longCaptionWords && isCaptionLength(p, i) && !isListed(p, i) &&
			i > 0 && isBodyAt(p, i-1)
	}
	return next == start && p.Label(next) == Credit && !isFree(p, next) && p.Lines[next].Gap <= p.Lines[i].Gap && isCaptionLength(p, i) &&
		!isListed(p, i) && (p.Lines[next].Gap < p.Lines[i].Gap || p.Shape(i).Sentences <= 1 || p.Shape(i).Words < longCaptionWords)
}

// isAgencyInText reports whether line i is the bare name of an agency inside the
// article. One that says where the article comes from stands at either end of it.
func isAgencyInText(p *Page, i int) bool {
	return p.Label(i) == Credit && isFree(p, i) && i+1 < len(p.Lines) && isBodyAt(p, i+1)
}

// isTextAfter reports whether the text of the picture whose credit is line i
// follows it: on a page that keeps paragraphs apart the credit stands closer to
// it than to what is before.
func isTextAfter(p *Page, i int) bool {
	next := i + 1
	return p.Label(i) == Credit && !isFree(p, i) && p.Lines[i].Gap > 0 && next+1 < len(p.Lines) && p.Lines[next].Gap == 0 &&
		p.Lines[next+1].Gap > 0 && isLooseText(p, next) && isCaptionLength(p, next) && p.Shape(next).Words >= minCreditedWords && p.Lines[next].Form == Unlabeled
}

// isCaptionLength reports whether line i is short enough for a caption without
// other evidence than the credit after it: 19 of 20 captions of the
// development data are.
func isCaptionLength(p *Page, i int) bool {
	s := p.Shape(i)
	return s.Words >= 2 && s.Words <= 50 && s.Sentences <= 3
}

// longCaptionWords is the number of words from which more than one sentence is a
// paragraph rather than a caption, when the credit does not stand closer to it
// than to what follows.
const longCaptionWords = 25

// isFree reports whether no rule has decided line i: at most it has a hint.
func isFree(p *Page, i int) bool { return p.Decision(i).Confidence <= sureHint }

// mayBeCaptionText reports whether line i has the length of a caption.
func mayBeCaptionText(p *Page, i int) bool {
	s := p.Shape(i)
	return s.Words >= 2 && s.Words <= 80
}

package clean

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// sureTextTitle is how sure a title is for which several things speak.
const sureTextTitle = 0.93

// leastTitle is the score, in log-odds, from which a line of plain text is taken
// for the page's title; leastTitleOfArticle that on a page which is nothing but
// the article, where it would be taken from the text.
const (
	leastTitle          = -3.0
	leastTitleOfArticle = -1.0
)

// titleLead is by how much a line has to be likelier than one before it,
// titleLeadStamped where a byline or a time stands between them, which follow
// titles.
const (
	titleLead        = 0.2
	titleLeadStamped = 0.8
)

// Headline returns the title of a page of plain text as it stands in the line
// that is labelled as the title, without the name of the site that the line may
// have besides; "" where none has been found.
func (p *Page) Headline() string { return p.headline }

// titleTail is the number of lines of the article among which a title may stand
// that tools put behind its first lines.
const titleTail = 3

// markTextTitle marks the title of a page of plain text, whose body begins with
// line body: the line that is most likely to be it, or a part of one. Lines that
// rules took for the title before are none unless they say the same.
func (f *textFeatures) markTextTitle(scores []float32, body int, least float32, model *gbdt.Model) {
	p := f.p
	var best titleForm
	most := least
	found := false
	for _, form := range f.titleFinder(scores, body).score(model) {
		if form.score > most && (!found || form.line == best.line || form.score > most+f.titleLead(best.line, form.line)) {
			best, most, found = form.titleForm, form.score, true
		}
	}
	title := -1
	if found {
		title = int(f.lines[best.line].at)
		p.headline = p.Lines[title].Text[best.from:best.to]
	}
	for i := range f.lines {
		if at := int(f.lines[i].at); p.Label(at) == Title && p.decisions[at].Confidence < 1 && (title < 0 || !p.samesTitle(at, title)) {
			p.decisions[at] = Decision{}
		}
	}
	if !found {
		return
	}
	p.set(title, Decision{Label: Title, Rule: p.rule, Confidence: sureTextTitle})
	// The title's other printings above the body say the same.
	var folded []byte
	for i := 0; i < min(body, len(f.lines)); i++ {
		at := int(f.lines[i].at)
		if i == best.line {
			continue
		}
		again := p.FirstPrinted(at) == p.FirstPrinted(title)
		if key := p.Key(title); !again && mayBeLonger(p.Lines[at].Text, key) {
			// There may be many of these lines: their keys are not kept.
			folded = appendFold(folded[:0], p.Lines[at].Text)
			again = bytes.Contains(folded, []byte(key)) && isTitleWithSite(string(folded), key)
		}
		if again {
			p.Mark(at, Title, sureTextTitle-0.01)
		}
	}
}

// mayBeLonger turns most texts away whose folded form is not longer than folded:
// that of a text of ASCII is not longer than the text.
func mayBeLonger(text, folded string) bool {
	if len(text) > len(folded) {
		return true
	}
	for i := asciiSize(text); i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// titleLead returns by how much line i has to be likelier than line best before
// it to be the title.
func (f *textFeatures) titleLead(best, i int) float32 {
	for j := best + 1; j < min(i, best+titleStampReach); j++ {
		if isStamp(f.lines[j].label) {
			return titleLeadStamped
		}
	}
	return titleLead
}

// titleStampReach is the number of lines after a title within which a byline or a
// time stands.
const titleStampReach = 6

// samesTitle reports whether line i is the title of line title, with the site's
// name or without.
func (p *Page) samesTitle(i, title int) bool {
	return p.FirstPrinted(i) == p.FirstPrinted(title) || isTitleWithSite(p.Key(i), p.Key(title))
}

// maxSentenceTitle is the most words of a title that ends with a full stop.
const maxSentenceTitle = 11

// mayBeTitle reports whether a line has the shape of a title.
func (line *Line) mayBeTitle(s *Shape) bool {
	return line.Form != ImageName && s.Letters > 0 && s.Words >= 1 && s.Words <= maxTitleWords && len(line.Text) <= maxTitleSize && s.Letters >= s.Digits &&
		s.Start != StartBullet && s.End != EndComma && s.Sentences <= 3 &&
		(s.End != EndSentence || s.Words <= maxSentenceTitle || endsAsking(line.Text))
}

// CutSite returns a page's title without the name of its site, which stands
// after it or before it behind a mark ("Title | Site"), where what is left is
// still long enough for a headline.
func CutSite(title string) string {
	for _, mark := range [...]string{" | ", " – ", " — ", " - ", " • ", " · ", " :: ", " » "} {
		at := strings.LastIndex(title, mark)
		if at < 0 {
			continue
		}
		head, tail := title[:at], title[at+len(mark):]
		if a, b := ShapeOf(head).Words, ShapeOf(tail).Words; a >= 4 && b <= 6 && a > b {
			return CutSite(head)
		}
	}
	return title
}

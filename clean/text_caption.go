package clean

import "github.com/copydesk-go/copydesk/caption"

// The fewest and most words of a line that is taken for a caption because it is
// none of the article and ends with a credit, and the number of lines before the
// article in which it may stand.
const (
	minLateCaption   = 5
	maxLateCaption   = 70
	lateCaptionReach = 12
)

// markTextCaptions takes lines of a page of plain text for captions that stand in
// the article or right before it, are none of it, and end with a credit.
func (f *textFeatures) markTextCaptions(body int) {
	p := f.p
	last := -1
	for i := range f.lines {
		if p.Label(int(f.lines[i].at)).IsBody() && f.lines[i].flags&flagGood != 0 {
			last = i
		}
	}
	for i := max(0, body-lateCaptionReach); i < last; i++ {
		if p.isStopped() {
			return
		}
		at := int(f.lines[i].at)
		s := f.shape(i)
		if s.Words < minLateCaption || s.Words > maxLateCaption || len(f.line(i).Text) > maxLateCaption*maxWordSize || !p.mayBeLateCaption(at) {
			continue
		}
		c := caption.Parse(f.line(i).Text)
		if c.Credit.Raw != "" && (len(c.Credit.Agencies) > 0 || c.Credit.Kind != "" && c.Credit.Kind != caption.KindVideo) &&
			ShapeOf(c.Text).Words >= minCreditedWords {
			p.set(at, Decision{Label: Caption, Rule: p.rule, Confidence: sureLine})
		}
	}
}

// maxWordSize is more bytes than the words of a caption have on average.
const maxWordSize = 20

// mayBeLateCaption reports whether line i has been taken for something else than
// the article by nothing but what it looks like.
func (p *Page) mayBeLateCaption(i int) bool {
	d := p.Decision(i)
	return d.Label.IsNoise() && d.Label != Duplicate && d.Group == 0 && d.Rule == p.rule
}

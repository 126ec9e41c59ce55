package clean

import "strings"

// A headline between two paragraphs is a link to another story when it is
// longer than headings are. Of the headings inside the articles of the
// development data two thirds have fewer words than this.
const minRelatedWords = 7

// markRelatedHeadlines marks headlines of other stories between paragraphs: a
// line of a headline's length without a sentence's end, alone between two
// paragraphs. A page that has several such lines has long headings.
func markRelatedHeadlines(p *Page) {
	if p.isStructured() {
		return
	}
	var found []int
	for i := 1; i+1 < len(p.Lines); i++ {
		s := p.Shape(i)
		if p.Label(i) != Unlabeled || s.Words < minRelatedWords || s.Words > maxTitleWords || s.End != EndOpen ||
			s.Sentences > 1 || s.Start == StartLower || s.Start == StartBullet || s.Start == StartDigit {
			continue
		}
		if isRunningNext(p, i, -1) && isRunningNext(p, i, 1) {
			found = append(found, i)
		}
	}
	if len(found) != 1 {
		return
	}
	p.Mark(found[0], Related, 0.6)
}

// isRunningNext reports whether the next line of the body before (step -1) or
// after line i (step 1), past pictures, clips and noise, is running text.
func isRunningNext(p *Page, i, step int) bool {
	for i += step; i >= 0 && i < len(p.Lines); i += step {
		if l := p.Label(i); l == Unlabeled || l.IsBody() {
			return isRunningText(p, i)
		}
	}
	return false
}

func isBodyAt(p *Page, i int) bool {
	l := p.Label(i)
	return (l == Unlabeled || l.IsBody()) && isRunningText(p, i)
}

// markBody gives every line that no rule knows the label its shape suggests.
func markBody(p *Page) {
	for i := range p.Lines {
		if p.Label(i) != Unlabeled {
			continue
		}
		text := p.Lines[i].Text
		s := p.Shape(i)
		switch {
		case s.Letters+s.Digits == 0:
			p.Mark(i, Other, sureBody)
		case strings.HasPrefix(text, "> "):
			p.Mark(i, Quote, sureBody)
		case s.Start == StartBullet:
			p.Mark(i, ListItem, sureBody)
		case s.End == EndOpen && s.Words <= maxTitleWords && s.Sentences <= 1 && i+1 < len(p.Lines) && isBodyAt(p, i+1) &&
			s.Start != StartLower:
			p.Mark(i, Heading, sureBody)
		default:
			p.Mark(i, Paragraph, sureBody)
		}
	}
}

package clean

import "strings"

// sureTextTitle is how sure a title is for which several things speak.
const sureTextTitle = 0.93

// What speaks for a line to be the title of a page of plain text, in points.
const (
	pointsLikeFirst = 4.0
	pointsFirst     = 1.7
	pointsLevel1    = 3.0
	pointsLevel2    = 1.2
	pointsStamped   = 2.0
	pointsWords     = 0.5  // it has the length of a headline
	pointsNoise     = -1.5 // its words are known as something else
	pointsShort     = -1.2
	pointsFar       = -0.02
	pointsAsked     = 1.5
)

// titleStampReach is the number of lines after a title within which a byline or
// a time stands.
const titleStampReach = 6

// titleTail is the number of lines of the article among which a title may stand
// that tools put behind its first lines.
const titleTail = 3

// markTextTitle marks the title of a page of plain text, whose body begins with
// line body: of the lines above it the one for which most speaks. Pages print
// their title element first, often with the site's name or in other words than
// their heading.
func (f *textFeatures) markTextTitle(body int) {
	p := f.p
	best, most := -1, pointsAsked
	for i := 0; i < min(body+titleTail, len(f.lines)); i++ {
		if d := &p.decisions[f.lines[i].at]; d.Label.IsPicture() || d.Confidence >= 1 || !f.line(i).mayBeTitle(f.shape(i)) {
			continue
		}
		if points := f.titlePoints(i, body); points > most || points == most && i > 0 && best == 0 {
			best, most = i, points
		}
	}
	if best < 0 {
		return
	}
	title := int(f.lines[best].at)
	for i := 0; i < min(max(body, best+1), len(f.lines)); i++ {
		if at := int(f.lines[i].at); p.Label(at) == Title && i != best && i > 0 && !p.samesTitle(at, title) {
			p.set(at, Decision{Label: f.noiseLabel(i), Rule: p.rule, Confidence: sureBody})
		}
	}
	p.set(title, Decision{Label: Title, Rule: p.rule, Confidence: sureTextTitle})
	// The title's other printings above the body say the same.
	for i := 0; i < min(body, len(f.lines)); i++ {
		if at := int(f.lines[i].at); i != best && p.samesTitle(at, title) {
			p.Mark(at, Title, sureTextTitle-0.01)
		}
	}
}

// samesTitle reports whether line i is the title of line title, with the site's
// name or without.
func (p *Page) samesTitle(i, title int) bool {
	return p.FirstPrinted(i) == p.FirstPrinted(title) || isTitleWithSite(p.Key(i), p.Key(title))
}

// mayBeTitle reports whether a line has the shape of a title.
func (line *Line) mayBeTitle(s *Shape) bool {
	return line.Form != ImageName && s.Letters > 0 && s.Words >= 1 && s.Words <= maxTitleWords && len(line.Text) <= maxTitleSize && s.Letters >= s.Digits &&
		s.Start != StartBullet && s.End != EndComma && s.Sentences <= 3
}

func (f *textFeatures) titlePoints(i, body int) float64 {
	l, line, s := &f.lines[i], f.line(i), f.shape(i)
	points := pointsFar * float64(min(max(body-i, 0), 40))
	if i == 0 && !f.p.markdown {
		points = pointsFirst
	} else if l.title > 0 && l.titled > 0 && !f.p.markdown {
		a, b := float64(l.title)/255, float64(l.titled)/255
		like := 2 * a * b / (a + b)
		first, key := f.p.Key(int(f.lines[0].at)), f.p.Key(int(l.at))
		if rest, ok := strings.CutPrefix(first, key); ok && isSeparated(rest[:min(len(rest), 6)]) {
			like = 1 // the first line has a site's name besides
		}
		if like > 0.3 {
			points += pointsLikeFirst * like * like * like
		}
	}
	switch line.Form {
	case Heading:
		switch line.Level {
		case 1:
			points += pointsLevel1
		case 2:
			points += pointsLevel2
		}
	case ListItem:
		points -= 1
	}
	for k := 1; k <= titleStampReach && i+k < len(f.lines) && i+k <= body+1; k++ {
		if label := f.lines[i+k].label; label == Timestamp || label == Byline {
			points += pointsStamped
			break
		}
	}
	switch {
	case s.Words >= 4 && s.Words <= 25:
		points += pointsWords
	case s.Words < minTitleWords:
		points += pointsShort
	}
	if l.label.IsNoise() && l.label != Duplicate && f.p.Decision(int(l.at)).Rule != ruleHeadlineLabel || l.label == Timestamp || l.label == Byline {
		points += pointsNoise
	}
	if s.End == EndSentence && !endsAsking(line.Text) && s.Words > 12 || isBreadcrumb(line.Text) {
		points += pointsNoise
	}
	return points
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

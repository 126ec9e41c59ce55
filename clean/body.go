package clean

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A headline between two paragraphs is a link to another story when it is
// longer than headings are. Of the headings inside the articles of the
// development data two thirds have fewer words than this.
const minRelatedWords = 7

// minRelatedStems is the number of words that such a headline has in common
// with the paragraph before it, and relatedLead how many times more it has
// with that one than with the paragraph after it.
const (
	minRelatedStems = 3
	relatedLead     = 5
)

// markRelatedHeadlines marks headlines of other stories between paragraphs: a
// line of a headline's length without a sentence's end, alone between two
// paragraphs. A heading speaks of what follows it; an editor puts a link after
// the paragraph that made the reader want it. So the link shares words with the
// paragraph before and hardly any with the one after. On a page where most such
// lines do not, the others are chance.
func markRelatedHeadlines(p *Page) {
	var found []int
	candidates := 0
	for i := 1; i+1 < len(p.Lines); i++ {
		s := p.Shape(i)
		if p.Label(i) != Unlabeled || s.Words < minRelatedWords || s.Words > maxTitleWords || s.End != EndOpen ||
			s.Sentences > 1 || s.Start == StartLower || s.Start == StartBullet || s.Start == StartDigit {
			continue
		}
		prev, next := nextBody(p, i, -1), nextBody(p, i, 1)
		if prev < 0 || next < 0 || !isRunningText(p, prev) || !isRunningText(p, next) {
			continue
		}
		candidates++
		stems := stemsOf(p.Lines[i].Text)
		before, after := sharedStems(stems, p.Lines[prev].Text), sharedStems(stems, p.Lines[next].Text)
		if before >= max(minRelatedStems, relatedLead*after) {
			found = append(found, i)
		}
	}
	if 2*len(found) > candidates {
		for _, i := range found {
			p.Mark(i, Related, sureNeighbours)
		}
	}
	markRelatedLists(p)
}

// The most lines that stand under one label of related stories, and the words
// that tell a headline there from a heading of the article after it.
const (
	maxRelatedList  = 12
	minListHeadline = 5
)

// markRelatedLists marks the headlines that stand in lines of their own under a
// label ("Related stories", "Most read").
func markRelatedLists(p *Page) {
	for i := 0; i < len(p.Lines); i++ {
		d, s := p.Decision(i), p.Shape(i)
		if d.Rule != ruleRelated || s.Words > 4 && s.End != EndColon {
			continue
		}
		last := i
		for last+1 < len(p.Lines) && last-i < maxRelatedList && p.Label(last+1) == Unlabeled && isHeadline(p, last+1) &&
			(last == i || (p.Shape(last+1).Start == StartBullet) == (p.Shape(i+1).Start == StartBullet)) {
			last++
		}
		if next := last + 1; last > i && p.Shape(last).Words < minListHeadline && next < len(p.Lines) && isBodyAt(p, next) {
			last--
		}
		for i < last {
			i++
			p.Mark(i, Related, sureNeighbours)
		}
	}
}

// isHeadline reports whether line i reads like a headline: a few words that are
// no whole sentence.
func isHeadline(p *Page, i int) bool {
	s := p.Shape(i)
	return s.Words >= 3 && s.Words <= maxTitleWords && !isRunningText(p, i) && s.Letters > s.Digits &&
		(s.End == EndOpen || endsAsking(p.Lines[i].Text))
}

// maxPromotionWords is the most words of a line inside a box of promotion.
const maxPromotionWords = 25

// markPromotionBoxes marks what a newsletter's box says between its heading and
// its button, which known phrases are.
func markPromotionBoxes(p *Page) {
	for i := 1; i+1 < len(p.Lines); i++ {
		if p.Label(i) == Unlabeled && p.Label(i-1) == Promotion && p.Label(i+1) == Promotion &&
			p.FirstPrinted(i-1) != p.FirstPrinted(i+1) && p.Shape(i).Words <= maxPromotionWords {
			p.Mark(i, Promotion, sureNeighbours)
		}
	}
}

// A stem is the beginning of a word, in letters, that its forms share. Shorter
// words are mostly those of grammar.
const (
	stemSize    = 5
	minStemWord = 4
)

// stemsOf returns the stems of a text's words.
func stemsOf(text string) map[string]bool {
	stems := make(map[string]bool)
	eachStem(text, func(stem string) { stems[stem] = true })
	return stems
}

// sharedStems returns how many of the stems occur in text.
func sharedStems(stems map[string]bool, text string) int {
	shared := make(map[string]bool)
	eachStem(text, func(stem string) {
		if stems[stem] {
			shared[stem] = true
		}
	})
	return len(shared)
}

func eachStem(text string, f func(stem string)) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), isEdge) {
		if utf8.RuneCountInString(word) < minStemWord {
			continue
		}
		end := 0
		for range stemSize {
			_, size := utf8.DecodeRuneInString(word[end:])
			end += size
		}
		f(word[:end])
	}
}

// nextBody returns the next line of the body before (step -1) or after line i
// (step 1), past pictures, clips and noise; -1 where there is none.
func nextBody(p *Page, i, step int) int {
	for i += step; i >= 0 && i < len(p.Lines); i += step {
		if l := p.Label(i); l == Unlabeled || l.IsBody() {
			return i
		}
	}
	return -1
}

func isBodyAt(p *Page, i int) bool {
	l := p.Label(i)
	return (l == Unlabeled || l.IsBody()) && isRunningText(p, i)
}

// markBody gives every line that no rule knows the label its shape suggests.
// What stands above the title in short lines, at least two of them, belongs to
// the page.
func markBody(p *Page) {
	above := slices.IndexFunc(p.decisions, func(d Decision) bool { return d.Label == Title })
	if above < 2 {
		above = -1
	}
	for i := range p.Lines {
		if p.Label(i) != Unlabeled {
			continue
		}
		if s := p.Shape(i); i < above && s.End == EndOpen && s.Words < p.Shape(above).Words && s.Words < minRelatedWords {
			p.Mark(i, Navigation, sureBody)
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
		case s.End == EndOpen && s.Letters > 0 && s.Words <= maxTitleWords && s.Sentences <= 1 && i+1 < len(p.Lines) && isBodyAt(p, i+1) &&
			s.Start != StartLower:
			p.Mark(i, Heading, sureBody)
		default:
			p.Mark(i, Paragraph, sureBody)
		}
	}
}

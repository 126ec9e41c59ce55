package clean

import (
	"strings"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// Bounds of what a headline can be, in words and bytes. The longest of the
// development data has 30 words.
const (
	minTitleWords = 2
	maxTitleWords = 35
	maxTitleSize  = 300
)

// headReach is the number of lines at a page's top among which the title of
// plain text is looked for.
const headReach = 40

// isRunningText reports whether line i reads like a paragraph: at least one
// whole sentence of some length.
func isRunningText(p *Page, i int) bool {
	s := p.Shape(i)
	return s.Words >= 12 && s.Sentences > 0 || s.Words >= maxTitleWords
}

// firstRunningText returns the index of the first line that reads like a
// paragraph and has no other label, or the number of lines.
func firstRunningText(p *Page) int {
	for i := range p.Lines {
		if l := p.Label(i); (l == Unlabeled || l.IsBody()) && isRunningText(p, i) {
			return i
		}
	}
	return len(p.Lines)
}

// markTimestamps marks lines that consist of dates and times. A date without
// its year counts only above the body: inside it may be a heading.
func markTimestamps(p *Page) {
	body := firstRunningText(p)
	for i := range p.Lines {
		switch _, kind := timestamp.Classify(p.Lines[i].Text); kind {
		case timestamp.Absolute, timestamp.Relative:
			p.Mark(i, Timestamp, sureContext)
		case timestamp.Partial:
			if i < body {
				p.Mark(i, Timestamp, sureContext)
			}
		}
	}
}

// markTitle marks the page's title: the first line that can be one, and again
// its shorter form where the first line is the title with the site's name.
func markTitle(p *Page) {
	if p.isStructured() {
		return
	}
	first := -1
	body := firstRunningText(p)
	for i := 0; i < min(body+1, headReach, len(p.Lines)); i++ {
		if canBeTitle(p, i) && p.Label(i) == Unlabeled {
			first = i
			break
		}
	}
	if first < 0 {
		return
	}
	p.Mark(first, Title, sureContext)
	for i := first + 1; i < len(p.Lines); i++ {
		if canBeTitle(p, i) && isTitleWithSite(p.Key(first), p.Key(i)) {
			p.Mark(i, Title, sureContext)
			return
		}
	}
}

func canBeTitle(p *Page, i int) bool {
	s := p.Shape(i)
	if s.Words < minTitleWords || s.Words > maxTitleWords || len(p.Lines[i].Text) > maxTitleSize {
		return false
	}
	if s.Start == StartBullet || s.Letters < 3*s.Digits {
		return false
	}
	if s.End == EndComma || s.End == EndColon {
		return false
	}
	return s.End != EndSentence || s.Words < 12 || endsAsking(p.Lines[i].Text)
}

// endsAsking reports whether the text ends with a question or exclamation
// mark, which headlines do, unlike full stops.
func endsAsking(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "\"'”’»)"))
	return strings.ContainsRune("?!？！؟", r)
}

// isTitleWithSite reports whether long is title with something put before or
// after it, such as a site's name, as in a page's title element.
func isTitleWithSite(long, title string) bool {
	if len(title) < 12 || len(long) <= len(title) {
		return false
	}
	before, after, ok := strings.Cut(long, title)
	return ok && (before == "" || isSeparated(before)) && (after == "" || isSeparated(after))
}

func isSeparated(rest string) bool { return strings.ContainsAny(rest, "|-:·»/") }

// markBylines marks lines that begin as bylines do in some language and name
// people: short, capitalised, near the page's title or first paragraph.
func markBylines(p *Page) {
	reach := min(firstRunningText(p)+1, len(p.Lines))
	for i := range reach {
		if rest, ok := CutByline(p.Lines[i].Text); ok && looksLikeNames(rest) {
			p.Mark(i, Byline, sureLine)
		}
	}
}

// looksLikeNames reports whether text can be a list of people: few words, most
// of them capitalised or of a script without cases, no sentence.
func looksLikeNames(text string) bool {
	s := ShapeOf(text)
	if s.Words == 0 || s.Words > 16 || s.End == EndSentence && s.Words > 6 || s.Digits > s.Letters {
		return false
	}
	return s.Start == StartUpper && s.Upper*2 >= s.Words || s.Start == StartLetter
}

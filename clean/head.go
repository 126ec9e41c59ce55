package clean

import (
	"slices"
	"strings"
	"time"
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
// its year counts only above the body: inside it may be a heading. So may days
// that follow one another: they are a chronicle's or a calendar's.
func markTimestamps(p *Page) {
	body := firstRunningText(p)
	var run chronicle
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		if p.isFar(i) {
			continue
		}
		switch stamps, kind := timestamp.Classify(p.Lines[i].Text); kind {
		case timestamp.Absolute:
			if i < body || !run.add(p, i, stamps) {
				p.Mark(i, Timestamp, sureContext)
			}
		case timestamp.Relative:
			p.Mark(i, Timestamp, sureContext)
		case timestamp.Partial:
			if i < body {
				p.Mark(i, Timestamp, sureContext)
			}
		}
	}
	run.end(p)
}

// minChronicle is the fewest different days of a chronicle.
const minChronicle = 5

// chronicle is a run of lines with a day each, none of which is before the last.
type chronicle struct {
	lines []int
	days  int
	last  time.Time
}

// add takes line i into the run, where it states a day and nothing else; with a
// day before the last a new run begins.
func (c *chronicle) add(p *Page, i int, stamps []timestamp.Stamp) bool {
	if len(stamps) != 1 || stamps[0].Precision != timestamp.Day || stamps[0].Role != timestamp.Unknown {
		return false
	}
	day := stamps[0].Time
	if day.Before(c.last) {
		c.end(p)
	}
	if !day.Equal(c.last) {
		c.days++
	}
	c.last = day
	c.lines = append(c.lines, i)
	return true
}

// end marks the lines of a run that is no chronicle as timestamps.
func (c *chronicle) end(p *Page) {
	if c.days < minChronicle {
		for _, i := range c.lines {
			p.Mark(i, Timestamp, sureContext)
		}
	}
	c.lines, c.days, c.last = c.lines[:0], 0, time.Time{}
}

// markTitle marks the page's title: the first line that can be one, and again
// its shorter form where the first line is the title with the site's name. On
// pages with blocks the article's own heading, once found, is the title.
func markTitle(p *Page) {
	if p.isStructured() && slices.ContainsFunc(p.decisions, func(d Decision) bool { return d.Label == Title }) {
		return
	}
	first := findTitle(p)
	if first < 0 {
		return
	}
	p.Mark(first, Title, sureContext)
	long := p.Key(first)
	var folded []byte
	for i := first + 1; i < len(p.Lines); i++ {
		if !mayBeInside(p.Lines[i].Text, long) || !canBeTitle(p, i) {
			continue
		}
		// All lines may begin with the same word: their keys are not kept.
		folded = appendFold(folded[:0], p.Lines[i].Text)
		if len(folded) < len(long) && isTitleWithSite(long, string(folded)) {
			p.Mark(i, Title, sureContext)
			return
		}
	}
}

// findTitle returns the index of the first line that can be the page's title,
// or -1. An entry of a menu is one only where nothing longer follows.
func findTitle(p *Page) int {
	entry := -1
	body := firstRunningText(p)
	for i := 0; i < min(body+1, headReach, len(p.Lines)); i++ {
		if !canBeTitle(p, i) || isAfterCore(p, i) || p.Label(i) != Unlabeled && !isLabelledTitle(p, i) {
			continue
		}
		switch {
		case !isMenuEntry(p, i):
			return i
		case entry < 0:
			entry = i
		}
	}
	return entry
}

// isAfterCore reports whether line i follows the state and the duration of a
// clip, and so is the clip's title before it is the page's.
func isAfterCore(p *Page, i int) bool {
	return i >= 2 && (p.Label(i-2) == ClipMarker && isDuration(p, i-1) || p.Label(i-1) == ClipMarker && isDuration(p, i-2))
}

// isLabelledTitle reports whether line i is a title with a word before it that
// links have too ("Live: …", "In pictures: …"): the rest of the head follows.
func isLabelledTitle(p *Page, i int) bool {
	if p.Decision(i).Rule != ruleHeadlineLabel {
		return false
	}
	for j := i + 1; j <= min(i+2, len(p.Lines)-1); j++ {
		if _, ok := p.CutByline(p.Lines[j].Text); ok || p.Label(j) == Timestamp {
			return true
		}
	}
	return false
}

// maxMenuWords is the most words that an entry of a menu has.
const maxMenuWords = 3

// isMenuEntry reports whether line i looks like an entry of a menu: it is as
// short as one, and so is a line beside it.
func isMenuEntry(p *Page, i int) bool {
	return isShort(p, i) && (i > 0 && isShort(p, i-1) || i+1 < len(p.Lines) && isShort(p, i+1))
}

func isShort(p *Page, i int) bool {
	s := p.Shape(i)
	if s.Words > maxMenuWords || s.End != EndOpen || s.Letters <= s.Digits || !(p.Label(i) == Unlabeled || p.Label(i).IsNoise()) {
		return false
	}
	_, byline := p.CutByline(p.Lines[i].Text)
	return !byline
}

func canBeTitle(p *Page, i int) bool {
	s := p.Shape(i)
	if s.Words < minTitleWords || s.Words > maxTitleWords || len(p.Lines[i].Text) > maxTitleSize {
		return false
	}
	if s.Start == StartBullet || s.Letters < 3*s.Digits {
		return false
	}
	if s.End == EndComma || s.End == EndColon || isBreadcrumb(p.Lines[i].Text) {
		return false
	}
	return s.End != EndSentence || s.Words < 12 || endsAsking(p.Lines[i].Text)
}

// isBreadcrumb reports whether text is the way to a page through a site's
// sections ("Home > News > Local").
func isBreadcrumb(text string) bool {
	for _, mark := range [...]string{" > ", " › ", " » ", " → "} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}

// endsAsking reports whether the text ends with a question or exclamation
// mark, which headlines do, unlike full stops.
func endsAsking(text string) bool {
	for {
		r, size := utf8.DecodeLastRuneInString(text)
		switch r {
		case '"', '\'', '”', '’', '»', ')':
			text = text[:len(text)-size]
		default:
			return r == '?' || r == '!' || r == '？' || r == '！' || r == '؟'
		}
	}
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

// mayBeInside turns most texts away whose folded form is no part of folded: those
// whose first letters and digits are not.
func mayBeInside(text, folded string) bool {
	var head [8]byte
	n := 0
	for i := 0; i < len(text) && n < len(head); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			return true
		}
		if isEdgeByte[c] {
			if n > 0 {
				break
			}
			continue
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		head[n] = c
		n++
	}
	return strings.Contains(folded, string(head[:n]))
}

func isSeparated(rest string) bool { return strings.ContainsAny(rest, "|-:·»/") }

// markBylines marks lines that begin as bylines do in some language and name
// people: short, capitalised, near the page's title or first paragraph.
func markBylines(p *Page) {
	reach := min(firstRunningText(p)+1, len(p.Lines))
	for i := range reach {
		if rest, ok := p.CutByline(p.Lines[i].Text); ok && looksLikeNames(rest) {
			p.Mark(i, Byline, sureLine)
			markRole(p, i+1)
		}
	}
}

// maxRoleWords is the most words in which an author's role is said.
const maxRoleWords = 6

// markRole marks line i, which follows a byline, where it says what the author
// is ("Transport reporter"): a few words before the time.
func markRole(p *Page, i int) {
	if i+1 < len(p.Lines) && p.Label(i) == Unlabeled && p.Label(i+1) == Timestamp {
		if s := p.Shape(i); s.Words <= maxRoleWords && s.End == EndOpen && s.Letters > 0 && s.Digits == 0 {
			p.Mark(i, Other, sureLine)
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

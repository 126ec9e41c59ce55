package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markDatelines marks lines that are a dateline and nothing else, also where
// its place, its source and its dash stand on lines of their own.
func markDatelines(p *Page) {
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		text := p.Lines[i].Text
		if len(text) > maxDateline || p.isFar(i) {
			continue
		}
		if _, source, rest, ok := CutDateline(text); ok && rest == "" && source != "" {
			p.Mark(i, Dateline, sureContext)
		}
		if at, size := findDash(text); at == 0 && size == len(text) {
			markSplitDateline(p, i)
		}
	}
}

// markSplitDateline marks the dateline whose dash is line i: the lines before
// it are a source and, it may be, a place.
func markSplitDateline(p *Page, i int) {
	if i == 0 || !isFree(p, i-1) || !isSourceName(p.Lines[i-1].Text) || p.Shape(i-1).Upper == 0 {
		return
	}
	group := p.NewGroup()
	if i > 1 && isFree(p, i-2) && isPlaceName(p.Lines[i-2].Text, false) {
		p.MarkGroup(i-2, Dateline, sureContext, group)
	}
	p.MarkGroup(i-1, Dateline, sureContext, group)
	p.MarkGroup(i, Dateline, sureContext, group)
}

// maxDateline is the length in bytes within which a dateline must end.
const maxDateline = 90

// CutDateline cuts the dateline off the start of a report: "(CNN) —", "PARIS
// (AP) —", "LONDON, Reuters -", "NEW DELHI, Aug 8 (Reuters) -", "ROME —". A
// place without a source must be in capitals. place and source are as written,
// without a date; one of them may be empty. rest is what follows the dash.
func CutDateline(text string) (place, source, rest string, ok bool) {
	head := text
	if len(head) > maxDateline {
		head = cutBefore(head, maxDateline)
	}
	at, size := findDash(head)
	if at < 0 {
		return "", "", text, false
	}
	place, source, ok = readDateline(strings.TrimSpace(head[:at]))
	if !ok {
		return "", "", text, false
	}
	rest = strings.TrimLeftFunc(text[at+size:], unicode.IsSpace)
	if source == "" && !startsReport(rest) {
		return "", "", text, false
	}
	return place, source, rest, true
}

// startsReport reports whether text, after a place and a dash, goes on as a
// report does and not as a pair of names in capitals ("ESSEX — KENT 2:1").
func startsReport(text string) bool {
	head := cutBefore(text, maxDateline)
	return ShapeOf(head).Words >= 5 && !allUpper(head)
}

// findDash returns where the dash stands that ends a dateline: an en or em dash,
// or a hyphen after a space or a bracket.
func findDash(s string) (at, size int) {
	for i, r := range s {
		switch r {
		case '—', '–', '―':
			return i, utf8.RuneLen(r)
		case '-':
			if i == 0 || s[i-1] != ' ' && s[i-1] != ')' {
				continue
			}
			size := 1
			if strings.HasPrefix(s[i:], "--") {
				size = 2
			}
			if end := i + size; end == len(s) || s[end] == ' ' {
				return i, size
			}
		}
	}
	return -1, 0
}

func readDateline(s string) (place, source string, ok bool) {
	if open := strings.IndexByte(s, '('); open >= 0 {
		inside, after, closed := strings.Cut(s[open+1:], ")")
		source = strings.TrimSpace(inside)
		if !closed || strings.TrimSpace(after) != "" || !isSourceName(source) {
			return "", "", false
		}
		place = cutDate(strings.TrimSpace(s[:open]))
		if place != "" && !isPlaceName(place, false) {
			return "", "", false
		}
		return place, source, true
	}
	if place, source, ok := strings.Cut(s, ", "); ok && isPlaceName(place, true) {
		if source = strings.TrimSpace(source); isSourceName(source) && ShapeOf(source).Words <= 2 && !allUpper(source) {
			return place, source, true
		}
	}
	if place = cutDate(s); isPlaceName(place, true) && len(place) > 2 {
		return place, "", true
	}
	return "", "", false
}

// cutDate returns a dateline's place without the date after it.
func cutDate(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			s = s[:i]
			if comma := strings.LastIndexByte(s, ','); comma >= 0 {
				s = s[:comma]
			}
			break
		}
	}
	return strings.TrimRight(s, " ,")
}

// isPlaceName reports whether s can be a dateline's place: a few capitalised
// words, or with upper set nothing but capitals.
func isPlaceName(s string, upper bool) bool {
	shape := ShapeOf(s)
	if shape.Words == 0 || shape.Words > 6 || len(s) > 50 || shape.Digits > 0 || shape.Sentences > 2 {
		return false
	}
	if upper {
		return allUpper(strings.NewReplacer("Mc", "MC", " de ", " ").Replace(s))
	}
	return shape.Start == StartUpper && shape.Upper*2 > shape.Words || shape.Start == StartLetter
}

// isSourceName reports whether s can be an agency's or outlet's name.
func isSourceName(s string) bool {
	shape := ShapeOf(s)
	return shape.Words > 0 && shape.Words <= 4 && len(s) <= 40 && shape.Letters > shape.Digits &&
		(shape.End == EndOpen || shape.End == EndSentence)
}

// allUpper reports whether s has cased letters and none of them is lower case.
func allUpper(s string) bool {
	upper := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}

package caption

import "strings"

// trimLead drops what viewers print before a caption: slide counters and
// hidden labels.
func trimLead(sc *scanner, s string) string {
	for range 4 {
		before := s
		s = trimLeft(s[slideCounter(s):])
		if end, e := sc.find(s, 0, furnitureLead); e.class != 0 {
			next, blank := skipPhrase(s, end)
			switch {
			case next < len(s) && (s[next] == ':' || strings.HasPrefix(s[next:], "：")):
				s = trimLeft(strings.TrimLeft(s[next:], ":："))
			case blank && next < len(s) && sc.leadsLabel(s[:end]):
				s = s[next:]
			}
		}
		if s == before {
			break
		}
	}
	return s
}

// leadsLabel reports whether a label for screen readers needs no colon: it has
// at least two words.
func (sc *scanner) leadsLabel(phrase string) bool {
	return strings.IndexByte(phrase, ' ') > 0
}

// slideCounter returns the end of "[1/5]", "1/5 ", "1 of 5", "Slide 1 of 5" or
// "(1/5)" at the start of s.
func slideCounter(s string) int {
	at := 0
	bracket := byte(0)
	if hasFoldPrefix(s, "slide") {
		at = skipSpace(s, len("slide"))
		if at < len(s) && s[at] == ':' {
			at = skipSpace(s, at+1)
		}
	} else if s != "" && (s[0] == '[' || s[0] == '(') {
		bracket = s[0]
		at = 1
	}
	_, end := number(s, at)
	if end == at || end-at > 3 {
		return 0
	}
	spelled := at > 1
	at = skipSpace(s, end)
	switch {
	case at < len(s) && s[at] == '/':
		at++
		end = skipSpace(s, at)
		if hasFoldPrefix(s[end:], "of ") {
			at = end + len("of ")
		}
	case at > end && hasFoldPrefix(s[at:], "of ") && (bracket != 0 || spelled):
		at += len("of ")
	default:
		return 0
	}
	at = skipSpace(s, at)
	_, end = number(s, at)
	if end == at || end-at > 3 {
		return 0
	}
	if bracket != 0 {
		if end < len(s) && (s[end] == ']' || s[end] == ')') {
			return end + 1
		}
		return 0
	}
	// "1/5 Jo Doe in Berlin" counts, "1/2 cup" and "9/11 memorial" may not.
	if !spelled || end == len(s) || !isBlankAt(s, end) {
		return 0
	}
	rest := skipSpace(s, end)
	if strings.HasPrefix(s[rest:], ".") {
		rest++
	}
	return rest
}

// trimTail drops what viewers print behind a caption: "hide caption", "more >",
// "opens new tab". Ordinary words go only when they cannot belong to the text.
func trimTail(sc *scanner, s string) string {
	for range 6 {
		s = trimRight(s)
		cut := sc.tailPhrase(s, furnitureTail)
		if cut.at == 0 {
			return s
		}
		rest := trimRight(s[:cut.at])
		phrase := s[cut.at:]
		last, _ := lastRune(rest)
		single := strings.IndexByte(phrase, ' ') < 0
		switch {
		case !single, last == '\n', strings.HasSuffix(s[:cut.at], "\n"), strings.HasSuffix(s[:cut.at], "  "):
		case startsUpper(phrase) && (endsSentence(rest) || last == ')' || last == '|'):
		default:
			return s
		}
		s = trimRight(strings.TrimRight(rest, ",|· "))
	}
	return s
}

// trimRepeat cuts a caption at a viewer's label in its middle when nothing but
// the credit follows again: "Jo Doe/AP hide caption toggle caption Jo Doe/AP".
func trimRepeat(sc *scanner, s string) string {
	tail := s[windowStart(s, window):]
	if last := lastWordStart(tail); strings.Index(tail, tail[last:]) == last {
		return s // Nothing follows again.
	}
	for at := skipWord(s, windowStart(s, window)); at < len(s); at = skipSpace(s, wordEnd(s, at)) {
		end, e := sc.find(s, at, furnitureTail)
		if e.class == 0 || at == 0 || strings.IndexByte(s[at:end], ' ') < 0 {
			continue
		}
		rest := trimSpace(s[end:])
		for range 3 {
			end, e := sc.find(rest, 0, furnitureTail|furnitureLead)
			if e.class == 0 {
				break
			}
			rest = trimSpace(rest[end:])
		}
		before := trimRight(s[:at])
		if rest != "" && strings.HasSuffix(before, rest) {
			return before
		}
	}
	return s
}

package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bracket takes a credit in brackets off the end: "(AP Photo/Jo Doe)".
func (p *peeler) bracket() bool {
	s := p.text
	stopped := false
	if strings.HasSuffix(s, ").") || strings.HasSuffix(s, "）。") || strings.HasSuffix(s, ") .") {
		_, size := lastRune(s)
		s = trimRight(s[:len(s)-size])
		stopped = true
	}
	at := matchOpen(s)
	if at < 0 {
		return false
	}
	_, openSize := utf8.DecodeRuneInString(s[at:])
	_, closeSize := lastRune(s)
	inner := trimSpace(s[at+openSize : len(s)-closeSize])
	before := trimRight(s[:at])
	if inner == "" || before == "" {
		return false
	}
	var w wholeCredit
	if !p.bracketCredit(&w, inner, before, stopped) {
		return false
	}
	// "…an der Pressekonferenz. Jo Doe (Keystone)": the name stands before.
	if w.reading.count > 0 && w.reading.people() == 0 {
		if start := p.nameStart(before); start > 0 && start < len(before) {
			whole := p.text[start:]
			if r := p.sc.read(whole); !r.bad && r.lower == 0 && r.people() > 0 {
				p.take(start, trimRaw(whole), stronger(w.kind, w.reading.kind), &r)
				return true
			}
		}
	}
	p.take(at, w.raw, w.kind, &w.reading)
	return true
}

// nameStart returns where a person's name begins that ends before and that a
// full stop or a separator parts from the text, or -1.
func (p *peeler) nameStart(before string) int {
	end := lastSentenceEnd(&p.sc, before)
	if end <= 0 || end == len(before) {
		return p.nameBehind(before)
	}
	start := skipSpace(before, end)
	if start < len(before) && (before[start] == '/' || before[start] == '|') {
		start = skipSpace(before, start+1)
	}
	if strings.ContainsAny(before[start:], "()/:|[]©") {
		return -1
	}
	if sh := p.sc.shapeOf(before[start:]); sh.nature == naturePerson || sh.nature == natureName {
		return start
	}
	return -1
}

// nameBehind is nameStart for texts without a full stop: the name stands behind
// a separator, or behind a text that is complete without it.
func (p *peeler) nameBehind(before string) int {
	run := p.sc.capitalRun(before)
	for i := 1; i < min(run.n, 4); i++ {
		at := run.starts[i]
		left := trimRight(before[:at])
		if sh := p.sc.shapeOf(before[at:]); strings.HasSuffix(left, " /") && sh.nature == natureName && !p.sc.hasTitle(before[at:]) {
			return at
		} else if sh.nature != naturePerson || !p.sc.startsGiven(before[at:]) || p.sc.hasTitle(before[at:]) {
			continue
		}
		if strings.HasSuffix(left, " /") || strings.HasSuffix(left, "|") || p.sc.boundaryAt(left) > boundaryNone {
			return at
		}
		break
	}
	return -1
}

// bracketCredit decides whether what stands in brackets at the end of a
// caption, behind before, is a credit. Brackets also hold parties, abbreviations,
// positions ("left"), actors and places.
func (p *peeler) bracketCredit(w *wholeCredit, inner, before string, stopped bool) bool {
	sc := &p.sc
	u := unlabelled{rest: inner, bracketed: true}
	for range 4 {
		if !sc.stripLabel(&u) {
			break
		}
	}
	raw := trimRaw(u.rest)
	if raw == "" {
		return false
	}
	w.raw, w.kind = raw, u.kind
	w.reading = sc.read(raw)
	r := &w.reading
	if r.bad {
		return false
	}
	sentence := endsSentence(before)
	ok := false
	switch {
	case u.labelled():
		ok = sc.acceptLabelled(&u, r, raw)
	case r.machine && r.clean():
		ok = true
	case u.loose:
		ok = r.clean() && (r.known()+r.people() > 0 || sentence && r.organisations > 0) || r.clean() && strings.IndexByte(inner, '.') > 0 && r.count == 1
	case !r.clean() || r.words > 12:
	case r.count == 0 && r.statuses > 0:
		ok = r.statusClass&wordOrganisation == 0 && (sentence || startsUpper(inner) || r.statusClass&(statusSymbol|statusHandout) != 0)
	case r.count == 0 && r.notice != "":
		ok = true
	case r.agencies > 0 && (r.unknown == 0 || r.slashes > 0):
		ok = !sc.isAbbreviationOf(raw, before) && !sc.endsInAgency(before) &&
			(!stopped || sentence || r.slashes > 0 || r.people() > 0)
	case stopped && !sentence:
	case r.labels > 0 && r.count > 0:
		ok = true
	case r.outlets > 0 && r.unknown == 0 && !strings.HasSuffix(p.text, "]"):
		ok = (sentence || r.people() > 0 || r.slashes > 0 || r.outlets+r.organisations > 1 || wordIsLower(before) || r.outlets == 1 && r.longest == 0 && strings.IndexByte(raw, ' ') > 0 && (sc.boundaryAt(before) > boundaryNone || countWords(before, 8) == 8)) && !sc.isAbbreviationOf(raw, before)
	case r.slashes > 0 && r.people() > 0:
		ok = sentence || r.persons > 0 && r.organisations > 0 || r.persons == 1 && r.unknown == 1 && r.count == 2 && (wordIsLower(before) || isCompany(raw) || sc.boundaryAt(before) > boundaryNone)
	case isPipeChain(raw, before, r) && (sentence || wordIsLower(before)):
		ok = true
	case r.people() > 0:
		ok = r.count <= 3 && r.unknown == 0 && (sentence && (r.persons > 0 || !sc.hasFunction(raw)) ||
			r.persons > 0 && !strings.ContainsAny(before, "(（") && p.namesNobody(before) ||
			isShouting(raw) && !isShouting(before))
	case !sentence && r.count == 1 && r.organisations == 1:
		ok = !strings.HasSuffix(p.text, "]") && (sc.boundaryAt(before) > boundaryNone || sc.isLocal(raw, before))
	case !sentence && r.count == 1:
		ok = sc.repeatsHead(before+" "+raw, len(before)+1)
	case sentence:
		ok = r.organisations > 0 && r.unknown == 0 && r.words <= 9 ||
			r.unknown == 1 && r.count == 1 && (mentions(before, raw) || isInitials(raw) && countWords(before, 5) > 4 && strings.HasSuffix(before, ".")) ||
			r.statuses > 0 && r.slashes > 0 && r.unknown == r.count || r.slashes > 0 && r.unknown == r.count && r.words <= 4 && startsUpper(raw)
	}
	return ok
}

// isCompany reports whether a name behind the last stroke is written as only
// companies write theirs: "RegionalHUB".
func isCompany(raw string) bool {
	name := trimSpace(raw[strings.LastIndexByte(raw, '/')+1:])
	small := false
	for _, r := range name {
		switch {
		case isLower(r):
			small = true
		case isUpper(r) && small:
			return !hasFoldPrefix(name, "Mc") && !hasFoldPrefix(name, "Mac") && strings.IndexByte(name, ' ') < 0 && strings.IndexByte(name, '-') < 0
		}
	}
	return false
}

// namesNobody reports whether the words that end before a bracket are none
// that a name in it explains: "the detective (Jo Doe)" gives an actor's.
func (p *peeler) namesNobody(before string) bool {
	word := before[lastWordStart(before):]
	if p.sc.isTitle(word) {
		return false
	}
	return wordIsLower(before) || p.sc.endsInPlace(before) || p.sc.boundaryAt(before) > boundaryNone
}

// mentions reports whether a caption speaks of whom its credit names, as those
// of press pictures do.
func mentions(text, name string) bool {
	return len(name) > 3 && startsUpper(name) && strings.IndexByte(name, ' ') < 0 && strings.Contains(text, name)
}

// isAbbreviationOf reports whether raw abbreviates the words that end before:
// "Example Press Agency (EPA)".
func (sc *scanner) isAbbreviationOf(raw, before string) bool {
	if len(raw) > 6 || len(raw) < 2 {
		return false
	}
	matched := 0
	for at := len(before); at > 0 && matched < len(raw); {
		end := at
		at = lastWordStart(before[:end])
		word := strings.TrimLeft(before[at:end], "\"'“„(‘")
		if word == "" {
			break
		}
		want := raw[len(raw)-1-matched]
		if word[0]|0x20 == want|0x20 {
			matched++
		} else if isUpper(firstRune(word)) {
			// German compounds hold two of the letters.
			if strings.IndexByte(word, want|0x20) < 0 {
				break
			}
			matched++
			continue
		} else if !sc.has(word, wordFunction) {
			break
		}
		at = len(trimRight(before[:at]))
	}
	return matched >= len(raw)-1 && matched >= 2
}

// endsInAgency reports whether the words of an agency's name end s.
func (sc *scanner) endsInAgency(s string) bool {
	at := len(s)
	for range 4 {
		at = lastWordStart(s[:at])
		if end, e := sc.find(s, at, agencyAny); e.class != 0 && end == len(s) {
			return true
		}
		if at == 0 {
			break
		}
		at = len(trimRight(s[:at]))
	}
	return false
}

// hasFunction reports whether a word of s is one that joins words to sentences.
func (sc *scanner) hasFunction(s string) bool {
	for at := skipSpace(s, 0); at < len(s); {
		end := wordEnd(s, at)
		if sc.has(s[at:end], wordFunction) {
			return true
		}
		at = skipSpace(s, end)
	}
	return false
}

// isInitials reports whether s is two to five capitals, as outlets and staff
// photographers shorten their names.
func isInitials(s string) bool {
	if len(s) < 2 || len(s) > 5 {
		return false
	}
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// endsInPlace reports whether a preposition and one noun end s: a bracket
// behind them names nobody in the picture.
func (sc *scanner) endsInPlace(s string) bool {
	left := trimRight(s[:lastWordStart(s)])
	if left == "" {
		return false
	}
	return sc.has(left[lastWordStart(left):], wordIn|wordOn)
}

// wordIsLower reports whether the last word of s begins small: what follows in
// brackets does not explain a name then.
func wordIsLower(s string) bool {
	r := firstRune(s[lastWordStart(s):])
	return isLower(r) || unicode.IsDigit(r)
}

package caption

import (
	"strings"
)

// minBare is how many words a caption has at least before a bare name that
// nothing but its place tells from the text.
const minBare = 5

// bare takes a credit off the end that has neither a mark nor a known agency: a
// person's name, an outlet or an organisation behind a text that is complete
// without it.
func (p *peeler) bare() bool {
	s, sc := p.text, &p.sc
	if strings.HasSuffix(s, ".") && !isNameSuffix(s[lastWordStart(s):]) || !startsUpper(s[lastWordStart(s):]) {
		return false
	}
	if isHeadline(s) {
		return false
	}
	run := sc.capitalRun(s)
	if run.n == 0 || countWords(s[:run.starts[run.n-1]], minBare) < minBare-2 {
		return false
	}
	for i := run.n - 1; i >= 0; i-- {
		at := run.starts[i]
		before := trimRight(s[:at])
		if countWords(before, minBare) < minBare {
			continue
		}
		if p.bareAt(at, before, run.whole && i == run.n-1) {
			return true
		}
	}
	return false
}

// isHeadline reports whether most words of s begin large, as in headlines in
// English, where names stand out by nothing.
func isHeadline(s string) bool {
	words, lower := 0, 0
	for at := windowStart(s, window); at < len(s); at = skipSpace(s, wordEnd(s, at)) {
		r := firstRune(s[at:])
		if isLetter(r) {
			words++
		}
		if isLower(r) {
			lower++
		}
	}
	return lower*5 < words
}

// bareAt takes s[at:] off the end if it is such a credit. First is set where
// the word before it begins small.
func (p *peeler) bareAt(at int, before string, first bool) bool {
	s, sc := p.text, &p.sc
	raw := s[at:]
	sh := sc.shapeOf(raw)
	if sh.lower > 0 || sh.words > maxBareName {
		return false
	}
	e := sc.word(raw, agencyAny|wordFunction)
	ok := false
	switch {
	case first && p.leadsUp(before) && sc.boundaryAt(before) < boundarySure:
	case sc.repeatsHead(s, at):
		ok = true
	case e.class&agencyAny != 0:
		ok = sh.words >= 2 && (sc.boundaryAt(before) > boundaryNone || first && mentionsTail(sc, before, raw))
	case shoutsAlone(before, raw):
		ok = sh.words >= 2 && sh.words <= 3 && sh.nature != natureOrganisation && !sc.hasFunction(raw)
	case sh.nature == natureOrganisation && sh.words >= 2:
		ok = sc.isLocal(raw, before)
	case sh.nature == naturePerson && sh.words >= 2 && sh.words <= 4:
		ok = sc.startsGiven(raw) && !sc.hasTitle(raw) && sc.boundaryAt(before) > boundaryNone
	}
	if !ok {
		return false
	}
	r := sc.read(raw)
	if !r.clean() || r.count != 1 {
		return false
	}
	p.take(at, raw, "", &r)
	return true
}

// maxBareName is how many words a bare name has at most.
const maxBareName = 5

// nameRun is where the words begin that end a text and could all be parts of a
// name, the last one first.
type nameRun struct {
	starts [maxBareName]int
	n      int
	// whole is set when the word before them begins small.
	whole bool
}

// capitalRun returns the run of words that begin large, with the particles
// between them, that ends s.
func (sc *scanner) capitalRun(s string) nameRun {
	var run nameRun
	n := 0
	for at := len(s); at > 0 && n < maxBareName; {
		at = lastWordStart(s[:at])
		word := s[at:wordEnd(s, at)]
		r, _ := lastRune(word)
		if !isLetter(r) && (n > 0 || r != '.') && !isInitial(word) {
			break
		}
		run.starts[n] = at
		switch {
		case isUpper(firstRune(word)) || hasUpper(word):
			n++
			run.n = n
		case n > 0 && sc.has(word, wordParticle):
			n++
		default:
			run.whole = true
			return run
		}
		at = len(trimRight(s[:at]))
	}
	return run
}

// startsGiven reports whether s begins with a given name.
func (sc *scanner) startsGiven(s string) bool {
	word := s[:wordEnd(s, 0)]
	return sc.has(word, nameGiven) || sc.hyphenGiven(word)
}

// hasTitle reports whether a word of s is one that names follow.
func (sc *scanner) hasTitle(s string) bool {
	for at := 0; at < len(s); {
		end := wordEnd(s, at)
		if sc.has(s[at:end], wordTitle) {
			return true
		}
		at = skipSpace(s, end)
	}
	return false
}

// shoutsAlone reports whether raw is in capitals and the word before it is not,
// as where staff photographers' names stand.
func shoutsAlone(before, raw string) bool {
	for at := 0; at < len(raw); {
		end := wordEnd(raw, at)
		if !isShouting(raw[at:end]) && end-at != 3 {
			return false
		}
		for _, r := range raw[at:end] {
			if !isUpper(r) && r != '-' && r != '\'' && r != '’' {
				return false
			}
		}
		at = skipSpace(raw, end)
	}
	return isLower(firstRune(before[lastWordStart(before):])) && !isShouting(before)
}

// repeatsHead reports whether s[at:] is what the caption began with before a
// colon: "Example: what it shows Example".
func (sc *scanner) repeatsHead(s string, at int) bool {
	raw := s[at:]
	return len(raw) >= 4 && len(raw)+1 < at && s[:len(raw)] == raw && s[len(raw)] == ':'
}

// isLocal reports whether raw is an organisation of a place that the caption
// speaks of: "… der Volksschule Beispielstadt … Gemeinde Beispielstadt".
func (sc *scanner) isLocal(raw, before string) bool {
	last := raw[lastWordStart(raw):]
	return len(last) >= 5 && len(last) < len(raw) && sc.has(raw[:wordEnd(raw, 0)], wordOrganisation) &&
		!sc.has(last, wordOrganisation|nameGiven) && strings.Contains(before, last)
}

// mentionsTail reports whether the caption names a word of the tail that is no
// common part of organisations' names.
func mentionsTail(sc *scanner, before, tail string) bool {
	for at := 0; at < len(tail); {
		end := wordEnd(tail, at)
		word := tail[at:end]
		if len(word) >= 5 && !sc.has(word, wordOrganisation|wordFunction|nameGiven) && strings.Contains(before, word) {
			return true
		}
		at = skipSpace(tail, end)
	}
	return false
}

package caption

import (
	"strings"
)

// open takes a credit off the end that nothing parts from the text. It must
// have a known agency, and the text before must not lead up to it.
func (p *peeler) open() bool {
	s, sc := p.text, &p.sc
	if endsSentence(s) {
		return false
	}
	if p.supplied() {
		return true
	}
	start := p.openStart()
	if start <= 0 {
		return false
	}
	raw := stripBrackets(trimRaw(s[start:]))
	r := sc.read(raw)
	if !r.clean() || r.unknown > 0 && r.slashes == 0 || r.words > 10 {
		return false
	}
	if r.agencies == 0 && !(r.outlets > 0 && r.persons+r.organisations > 0 && r.slashes > 0) && !p.isChain(start, &r) {
		return false
	}
	if countWords(s[:start], 3) < 3 && !isSpacelessText(s[:start]) {
		// "Jo Doe REUTERS/Al Roe" is a caption of two words.
		if sh := sc.shapeOf(s[:start]); r.people() == 0 || sh.nature != naturePerson && sh.nature != natureName {
			return false
		}
	}
	p.take(start, raw, "", &r)
	return true
}

// supplied takes a word for what somebody supplied off the end, where a
// caption has no full stop: "… a view of the lake Supplied".
func (p *peeler) supplied() bool {
	at := lastWordStart(p.text)
	word, before := p.text[at:], trimRight(p.text[:at])
	if !startsUpper(word) {
		return false
	}
	e := p.sc.word(word, statusHandout|statusComposite|statusScreenshot|labelAny|wordOrganisation|wordFunction|nameGiven|nameFamily)
	if e.class&^(statusHandout|statusComposite|statusScreenshot) != 0 || e.class == 0 || countWords(before, minBare) < minBare {
		return false
	}
	if b := p.sc.boundaryAt(before); b == boundaryNone && !(wordIsLower(before) && e.class == statusHandout) {
		return false
	}
	p.take(at, word, kindOf(e.class), &reading{})
	return true
}

// openStart returns where such a credit would begin, or -1.
func (p *peeler) openStart() int {
	s, sc := p.text, &p.sc
	low := windowStart(s, 110)
	agency := -1
	for at := skipWord(s, low); at < len(s); at = skipSpace(s, wordEnd(s, at)) {
		// Each word may hold several parts: "Doe/AFP/Getty".
		end, e := sc.find(s, at, agencyKnown)
		if e.class != 0 && (end == len(s) || s[end] == '/' || isBlankAt(s, end) && p.restIsCredit(end)) {
			agency = at
			break
		}
		word := s[at:wordEnd(s, at)]
		if cut := strings.IndexAny(word, "/|"); cut >= 0 {
			rest := strings.TrimLeft(s[at+cut:], "/| ")
			if rest == "" {
				continue
			}
			if _, e := sc.find(rest, 0, agencyAny); e.class == 0 {
				if cut > 0 && !strings.Contains(rest, "//") && startsUpper(rest) && startsUpper(word) {
					return p.chainBefore(at + cut)
				}
				continue
			}
			return p.nameBefore(at+cut, cut > 0)
		}
		if to, e := sc.find(s, at, wordVia); e.class != 0 && at > 0 {
			if next := skipSpace(s, to); next < len(s) {
				if _, e := sc.find(s, next, agencyKnown); e.class != 0 {
					return p.partsBefore(len(trimRight(s[:at])))
				}
			}
		}
	}
	if agency <= 0 {
		return -1
	}
	before := trimRight(s[:agency])
	if before == "" || p.leadsUp(before) && sc.boundaryAt(before) < boundarySure {
		return -1
	}
	// Small print is no bare agency: "… der Anfang vom Ap".
	if r := firstRune(s[agency:]); isLower(r) && !strings.HasPrefix(s[agency:], "dpa") && !strings.HasPrefix(s[agency:], "imago") && !strings.HasPrefix(s[agency:], "picture") {
		return -1
	}
	return agency
}

// restIsCredit reports whether what follows an agency at at may belong to its
// credit.
func (p *peeler) restIsCredit(at int) bool {
	r := p.sc.read(p.text[at:])
	if rest := trimLeft(p.text[at:]); rest[0] == '/' || rest[0] == '|' {
		return r.clean() && r.words <= 4 || !r.bad && r.count == 1 && r.lower == 1 && r.words <= 2
	}
	return !r.bad && r.lower == 0 && r.unknown == 0 && r.words <= 4 && r.slashes+r.statuses+r.roles+r.agencies > 0
}

// leadsUp reports whether the last word before an agency makes it a part of the
// sentence: "… told Reuters", "… im Gespräch mit dpa".
func (p *peeler) leadsUp(before string) bool {
	word := before[lastWordStart(before):]
	r, _ := lastRune(before)
	if r == ',' || r == ':' || r == '-' || r == '(' || r == '"' || r == '„' || r == '&' || r == '+' {
		return true
	}
	return p.sc.has(word, wordFunction|wordParticle|wordAnd|wordIn|wordOn)
}

// nameBefore returns where the name of the person begins that ends at end, the
// first stroke of a credit, or -1. A stroke between blanks may as well part the
// text from the credit, so that there the name needs a given name.
func (p *peeler) nameBefore(end int, tight bool) int {
	s, sc := p.text, &p.sc
	end = len(trimRight(s[:end]))
	starts := [6]int{}
	n := 0
	for at := end; at > 0 && n < len(starts); {
		at = lastWordStart(s[:at])
		word := s[at:end]
		if n > 0 {
			word = s[at:wordEnd(s, at)]
		}
		r, _ := lastRune(word)
		if n > 0 && !isLetter(r) && !isInitial(word) && r != '.' {
			break
		}
		if n > 0 && r == '.' && !isInitial(word) && !endsWithAbbreviation(word) {
			break
		}
		if !startsUpper(word) && !sc.has(word, wordParticle) && !hasUpper(word) {
			break
		}
		starts[n] = at
		n++
		at = len(trimRight(s[:at]))
	}
	if n == 0 {
		return -1
	}
	if tight && sc.has(s[starts[0]:end], wordRole|statusAny) {
		return starts[0]
	}
	given := -1
	for i := range n {
		word := s[starts[i]:min(wordEnd(s, starts[i]), end)]
		if sc.has(word, nameGiven) || sc.hyphenGiven(word) || isInitial(word) && len(word) <= 3 {
			if i == 0 {
				continue
			}
			given = i
			for given+1 < n && given < 2 {
				next := s[starts[given+1]:wordEnd(s, starts[given+1])]
				if !sc.has(next, nameGiven) || sc.has(next, wordFunction) {
					break
				}
				given++
			}
			break
		}
	}
	if tight && isSeparator(trimRight(s[:starts[n-1]])) {
		return starts[n-1]
	}
	if given < 0 && tight {
		if at := p.organisationBefore(end, starts[:n]); at >= 0 {
			return at
		}
	}
	switch {
	case !tight:
		return p.looseBefore(end, starts[:n], given)
	case given == 3 && !sc.has(s[starts[2]:wordEnd(s, starts[2])], wordParticle|nameGiven) && !sc.has(s[starts[1]:wordEnd(s, starts[1])], wordParticle):
		// Two names: one of the text and that of the maker.
		return starts[1]
	case given >= 0:
		return starts[given]
	case n == 1, isCapitals(s[starts[0]:end]) && !isCapitals(s[starts[1]:wordEnd(s, starts[1])]):
		return starts[0]
	}
	return starts[min(n-1, 1)]
}

// looseBefore is nameBefore for strokes between blanks, which may as well part
// the text from the credit. The words that begin at starts, the last one first,
// end at end, and given is the index of that with a given name, or -1.
func (p *peeler) looseBefore(end int, starts []int, given int) int {
	s, sc := p.text, &p.sc
	n := len(starts)
	at := starts[max(given, 0)]
	before := trimRight(s[:at])
	if given < 0 {
		return p.organisationBefore(end, starts)
	}
	switch next := skipSpace(s, end); {
	case endsWithStop(before), sc.boundaryAt(before) > boundaryNone:
		return at
	case next < len(s) && s[next] == '|' && given == n-1 && given > 0 && wordIsLower(before) && !p.leadsUp(before) && !sc.isTitle(before[lastWordStart(before):]):
		return at
	}
	return -1
}

// organisationBefore returns where an organisation's name begins that ends at
// end behind a word that begins small, or -1.
func (p *peeler) organisationBefore(end int, starts []int) int {
	s, sc := p.text, &p.sc
	n := len(starts)
	for n > 0 && !startsUpper(s[starts[n-1]:]) && !hasUpper(s[starts[n-1]:wordEnd(s, starts[n-1])]) {
		n--
	}
	if n == 0 {
		return -1
	}
	length := n
	// A name that stands twice ends the text and begins the credit.
	for n > 2 && s[starts[n-1]:wordEnd(s, starts[n-1])] == s[starts[n-2]:wordEnd(s, starts[n-2])] {
		n--
	}
	at := starts[n-1]
	before := trimRight(s[:at])
	if n < 2 || n > 4 || before == "" || n == length && sc.boundaryAt(before) < boundarySure && (!wordIsLower(before) || p.leadsUp(before) || sc.isTitle(before[lastWordStart(before):])) {
		return -1
	}
	if sh := sc.shapeOf(s[at:end]); sh.nature != natureOrganisation || sh.lower > 0 {
		return -1
	}
	return at
}

// chainBefore returns where the first name of a chain of unknown parties
// begins, whose first stroke is at end: "Jo Doe/ExampleHub", "Example
// Productions/Other Pictures". It is -1 where the text may go on with it.
func (p *peeler) chainBefore(end int) int {
	s, sc := p.text, &p.sc
	run := sc.capitalRun(s[:end])
	if run.n < 2 || !run.whole {
		return -1
	}
	for i := 1; i < min(run.n, 3); i++ {
		at := run.starts[i]
		if !sc.startsGiven(s[at:]) || sc.shapeOf(s[at:end]).nature != naturePerson {
			continue
		}
		before := trimRight(s[:at])
		if sc.boundaryAt(before) > boundaryNone || i == run.n-1 && !p.leadsUp(before) && wordIsLower(before) && !sc.isTitle(before[lastWordStart(before):]) {
			return at
		}
		return -1
	}
	return p.organisationBefore(end, run.starts[:run.n])
}

// isChain reports whether r read a chain of unknown parties that chainBefore
// found: a person and somebody who is none, or organisations alone.
func (p *peeler) isChain(start int, r *reading) bool {
	if r.slashes == 0 || r.lower > 0 || r.words > 8 || countWords(p.text[:start], minBare) < minBare {
		return false
	}
	return r.persons == 1 && r.names == 0 && r.count == 2 || r.organisations > 1 && r.organisations == r.count
}

// partsBefore returns where the names begin before a "via" that stands behind
// end: a person, or one and an outlet joined by "for" or a stroke.
func (p *peeler) partsBefore(end int) int {
	s, sc := p.text, &p.sc
	run := sc.capitalRun(s[:end])
	for i := run.n - 1; i >= 0; i-- {
		at := run.starts[i]
		if e := sc.word(s[at:end], agencyAny|wordRole); e.class == 0 {
			continue
		}
		before := trimRight(s[:at])
		word := lastWordStart(before)
		if joint := before[word:]; joint == "/" || sc.has(joint, wordFor) {
			if start := p.nameBefore(len(trimRight(before[:word])), true); start > 0 && sc.startsGiven(s[start:]) {
				return start
			}
		}
		break
	}
	return p.nameBefore(end, false)
}

// endsWithStop reports whether s ends with a mark that ends sentences, also
// where it may belong to an abbreviation.
func endsWithStop(s string) bool {
	r, _ := lastRune(s)
	return strings.ContainsRune(".!?…»”\"«)’", r)
}

// isCapitals reports whether a word has no small letter before its first
// stroke, as names of agencies do.
func isCapitals(word string) bool {
	word, _, _ = strings.Cut(word, "/")
	for _, r := range word {
		if isLower(r) {
			return false
		}
	}
	return true
}

// skipWord returns the start of the first whole word of s from at on.
func skipWord(s string, at int) int {
	if at == 0 {
		return 0
	}
	return skipSpace(s, wordEnd(s, at))
}

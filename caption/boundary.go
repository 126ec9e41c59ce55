package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// boundary says how surely a text is complete where it ends, so that a name
// behind it is none that it speaks of.
type boundary uint8

const (
	boundaryNone   boundary = iota // the text may go on with a name
	boundaryLikely                 // a noun with its article or preposition
	boundarySure                   // a bracket, a date, a word that ends its clause
)

// boundaryAt judges the end of before. Where a language writes nouns small, one
// with its article ends a text as a rule, unless it is one that names follow
// ("the singer"), and where it writes them large, one with its article or
// preposition does.
func (sc *scanner) boundaryAt(before string) boundary {
	before = trimRight(before)
	at := lastWordStart(before)
	word := before[at:]
	left := trimRight(before[:at])
	if word == "" || left == "" {
		return boundaryNone
	}
	last, _ := lastRune(word)
	switch {
	case last == ')' || last == '）' || last == ']':
		return boundarySure
	case last == '.' && strings.HasSuffix(left, ",") && startsUpper(word) && !isNameSuffix(word):
		// "…, in Johnstown, Pa."
		return boundarySure
	case !isLetter(last) && !unicode.IsDigit(last):
		return boundaryNone
	}
	if n, end := number(word, 0); end == len(word) {
		if n > 1800 && n < 2200 && end == 4 {
			return boundarySure
		}
		return boundaryNone
	}
	previous := left[lastWordStart(left):]
	e := sc.word(word, clauseEnd|wordWeekday|wordMonth|wordFunction|wordParticle|wordAnd|wordTitle|wordDeterminer|nameGiven|agencyAny)
	switch {
	case e.class&clauseEnd != 0 && isLower(firstRune(word)) && countWords(left, 4) >= 4:
		return boundarySure
	case e.class&wordMonth != 0 && isDigit(previous[0]):
		return boundarySure
	case e.class&wordWeekday != 0 && startsUpper(word):
		return boundaryLikely
	case e.class&(clauseEnd|wordFunction|wordParticle|wordAnd|wordTitle|wordDeterminer) != 0:
		return boundaryNone
	}
	if isLower(firstRune(word)) {
		if !hasUpper(word) && sc.has(previous, wordDeterminer) && isNoun(word) {
			return boundaryLikely
		}
		return boundaryNone
	}
	return sc.phraseBoundary(before)
}

// phraseBoundary is boundaryAt for texts that end with one to three words that
// begin large.
func (sc *scanner) phraseBoundary(before string) boundary {
	end, lead := len(before), ""
	word := ""
	for n := range 4 {
		at := lastWordStart(before[:end])
		w := before[at:end]
		if !startsUpper(w) && !hasUpper(w) {
			lead = w
			break
		}
		r, _ := lastRune(w)
		if at == 0 || n == 3 || !isLetter(r) && !unicode.IsDigit(r) {
			return boundaryNone
		}
		if sc.isTitle(w) || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || sc.has(w, nameGiven) && n > 0 {
			return boundaryNone
		}
		if word == "" {
			word = w
		}
		end = len(trimRight(before[:at]))
	}
	r, _ := lastRune(lead)
	if word == "" || !isLetter(r) {
		return boundaryNone
	}
	rest := trimRight(before[:end])
	rest = trimRight(rest[:len(rest)-len(lead)])
	e := sc.word(lead, wordIn|wordDeterminer|wordFunction|wordTitle|wordAnd)
	switch {
	case rest == "" || e.class&(wordTitle|wordAnd) != 0:
		return boundaryNone
	case e.class&wordIn != 0 && e.class&wordDeterminer == 0, lead == "im":
		return boundaryLikely
	case e.class&wordDeterminer != 0:
		if isAgentNoun(word) {
			return boundaryNone
		}
		return boundaryLikely
	case e.class&wordFunction != 0:
		return boundaryNone
	}
	// One adjective between: "die spanische Kolonialherrschaft".
	if sc.has(rest[lastWordStart(rest):], wordDeterminer) && !isAgentNoun(word) {
		return boundaryLikely
	}
	return boundaryNone
}

// isTitle reports whether names follow word: "president", "Bayern-Star".
func (sc *scanner) isTitle(word string) bool {
	if sc.has(word, wordTitle) {
		return true
	}
	cut := strings.LastIndexByte(word, '-')
	return cut >= 0 && cut+1 < len(word) && sc.has(word[cut+1:], wordTitle)
}

// isNoun reports whether a small word behind an article can be a noun that no
// name explains, judged by its ending: participles and plurals cannot.
func isNoun(word string) bool {
	if len(word) < 3 || strings.HasSuffix(word, "ing") && len(word) > 5 {
		return false
	}
	for _, ending := range [...]string{"ed", "'s", "’s", "ous", "ful", "ish", "ian", "ese", "jährige", "jährigen", "jähriger"} {
		if strings.HasSuffix(word, ending) {
			return false
		}
	}
	return true
}

// isAgentNoun reports whether a German noun ends as those for people do.
func isAgentNoun(word string) bool {
	for _, ending := range [...]string{"er", "in", "or", "ent", "ist", "eur", "ant", "oge", "chef", "star", "profi", "mann", "frau", "anwalt", "wart", "rat", "meister"} {
		if strings.HasSuffix(word, ending) {
			return utf8.RuneCountInString(word) > len(ending)+2
		}
	}
	return false
}

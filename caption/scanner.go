package caption

import "unicode/utf8"

// scanner is the state of one parse. It counts its steps, so that tests can
// establish that their number is linear in the size of the input.
type scanner struct {
	lex   *lexicon
	steps int
}

// find is trie.find, counted.
func (sc *scanner) find(s string, at int, mask class) (int, entry) {
	sc.steps++
	return sc.lex.trie.find(s, at, mask)
}

// word is trie.exact, counted.
func (sc *scanner) word(s string, mask class) entry {
	sc.steps++
	return sc.lex.trie.exact(s, mask)
}

// has reports whether the whole of s has a class of mask.
func (sc *scanner) has(s string, mask class) bool { return sc.word(s, mask).class != 0 }

// wordEnd returns the end of the run of non-blank characters at at.
func wordEnd(s string, at int) int {
	for at < len(s) {
		if s[at] < utf8.RuneSelf {
			if s[at] <= ' ' && isBlank(rune(s[at])) {
				break
			}
			at++
			continue
		}
		if !mayBlank[s[at]] {
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if isBlank(r) && !isZeroWidth(r) {
			break
		}
		at += size
	}
	return at
}

// mayBlank marks the first bytes of the blank characters beyond ASCII.
var mayBlank = [256]bool{0xC2: true, 0xD8: true, 0xE1: true, 0xE2: true, 0xE3: true, 0xEF: true}

// skipSpace returns the first position from at on that is not blank.
func skipSpace(s string, at int) int {
	for at < len(s) {
		if c := s[at]; c < utf8.RuneSelf {
			if c > ' ' || !isBlank(rune(c)) {
				break
			}
			at++
			continue
		}
		if !mayBlank[s[at]] {
			break
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isBlank(r) {
			break
		}
		at += size
	}
	return at
}

// skipPhrase returns where the text behind a phrase that ended at at goes on,
// and whether anything blank was between them.
func skipPhrase(s string, at int) (int, bool) {
	next := skipSpace(s, at)
	return next, next > at
}

// maxWord is how many bytes back from its end a word is followed: scripts
// without spaces have none to stop at.
const maxWord = 128

// lastWordStart returns where the last word of s begins.
func lastWordStart(s string) int {
	at := len(s)
	low := windowStart(s, maxWord)
	for at > low {
		if c := s[at-1]; c < utf8.RuneSelf {
			if c <= ' ' && isBlank(rune(c)) {
				break
			}
			at--
			continue
		}
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if isBlank(r) && !isZeroWidth(r) {
			break
		}
		at -= size
	}
	return at
}

// countWords returns the number of words of s, counting no further than limit.
func countWords(s string, limit int) int {
	n := 0
	for at := skipSpace(s, 0); at < len(s) && n < limit; n++ {
		at = skipSpace(s, wordEnd(s, at))
	}
	return n
}

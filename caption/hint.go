package caption

import (
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/internal/opening"
)

// hintClasses are the classes without one of which no text is a credit as a
// whole: a label, an agency or outlet, a word for what somebody supplied, or
// the suffix that says what the party did.
const hintClasses = labelClasses | agencyAny | leadFile | suffixPhoto | suffixHandout

// makeHints returns the set of the phrases of hintClasses.
func (b *trieBuilder) makeHints() *opening.Set {
	var phrases []string
	for phrase, e := range b.phrases {
		if e.class&hintClasses != 0 {
			phrases = append(phrases, phrase)
		}
	}
	return opening.NewSet(phrases)
}

// hasHint reports whether a copyright sign or a phrase of hintClasses is in s
// where a word begins. What readCredit accepts has one.
func (sc *scanner) hasHint(s string) bool {
	hints := sc.lex.hints
	begins := true // A word begins here.
	for at := 0; at < len(s); {
		c := s[at]
		switch {
		case c >= utf8.RuneSelf:
			sc.steps++
			r, size := utf8.DecodeRuneInString(s[at:])
			if isSpaceless(r) {
				begins = true
			}
			if begins && sc.begins(s, at) || copyrightSign(s[at:]) > 0 {
				return true
			}
			// Behind a character of a script without spaces a word may begin
			// anywhere, and what takes no room is no part of one.
			begins = !isWord(r) || isSpaceless(r)
			at += size
		case isASCIILetter(c):
			if begins && hints.May(s[at:]) && sc.begins(s, at) {
				return true
			}
			for at++; at < len(s) && isASCIILetter(s[at]); at++ {
			}
			begins = false
		default:
			if begins && hints.May(s[at:]) && sc.begins(s, at) || (c == '(' || c == '&') && copyrightSign(s[at:]) > 0 {
				return true
			}
			begins = !isDigit(c)
			at++
		}
	}
	return false
}

// begins reports whether a phrase of hintClasses begins at s[at:].
func (sc *scanner) begins(s string, at int) bool {
	_, e := sc.find(s, at, hintClasses)
	return e.class != 0
}

func isASCIILetter(c byte) bool { return (c|0x20)-'a' <= 'z'-'a' }

package caption

import "unicode/utf8"

// hintClasses are the classes without one of which no text is a credit as a
// whole: a label, an agency or outlet, a word for what somebody supplied, or
// the suffix that says what the party did.
const hintClasses = labelClasses | agencyAny | leadFile | suffixPhoto | suffixHandout

// hints tell by the beginnings of the words of a text, nearly always without a
// look at the trie, that no phrase of hintClasses is in it: most texts have
// none.
type hints struct {
	// leads holds the keys of the phrases' beginnings.
	leads [leadBits / 64]uint64
	// first marks the bytes, no letters of ASCII, with which phrases begin.
	first [256]bool
}

// A key is made of the first leadSize characters of a phrase, or of all up to
// the first that is neither a letter of ASCII nor a space.
const (
	leadSize = 6
	leadBits = 1 << 16
)

func (h *hints) add(phrase string) {
	if !isASCIILetter(phrase[0]) {
		h.first[phrase[0]] = true
		return
	}
	key := uint32(0)
	for i := 0; i < leadSize && i < len(phrase) && (phrase[i] == ' ' || isASCIILetter(phrase[i])); i++ {
		key = addToKey(key, phrase[i])
	}
	at := placeOf(key)
	h.leads[at/64] |= 1 << (at % 64)
}

// has reports whether a phrase may begin at s[at:], where a letter of ASCII
// stands. It says so of a text that may look otherwise when folded.
func (h *hints) has(s string, at int) bool {
	key := uint32(0)
	for end := min(len(s), at+leadSize); at < end; at++ {
		switch c := s[at]; {
		case isASCIILetter(c):
			key = addToKey(key, c)
			continue
		case c >= utf8.RuneSelf:
			return true
		case h.knows(key):
			// A phrase may end here, or go on with such a character.
			return true
		case foldRune(rune(c)) != ' ':
			return false
		}
		key = addToKey(key, ' ')
	}
	return h.knows(key)
}

func (h *hints) knows(key uint32) bool {
	at := placeOf(key)
	return h.leads[at/64]>>(at%64)&1 != 0
}

func addToKey(key uint32, c byte) uint32 { return key<<5 | uint32(c&0x1F) }

func placeOf(key uint32) uint32 { return key * 0x9E3779B1 >> (32 - 16) }

func isASCIILetter(c byte) bool { return (c|0x20)-'a' <= 'z'-'a' }

// makeHints returns the hints for the phrases of a builder.
func (b *trieBuilder) makeHints() hints {
	var h hints
	for phrase, e := range b.phrases {
		if e.class&hintClasses != 0 {
			h.add(phrase)
		}
	}
	return h
}

// hasHint reports whether a copyright sign or a phrase of hintClasses is in s
// where a word begins. What readCredit accepts has one.
func (sc *scanner) hasHint(s string) bool {
	h := &sc.lex.hints
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
			if begins && h.has(s, at) && sc.begins(s, at) {
				return true
			}
			for at++; at < len(s) && isASCIILetter(s[at]); at++ {
			}
			begins = false
		default:
			if begins && h.first[c] && sc.begins(s, at) || (c == '(' || c == '&') && copyrightSign(s[at:]) > 0 {
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

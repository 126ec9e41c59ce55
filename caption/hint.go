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
	// leads holds the beginnings of the phrases, as leadKey makes them.
	leads [leadBits / 64]uint64
	// first marks the bytes, no letters of ASCII, with which phrases begin.
	first [256]bool
}

// The letters of ASCII that a leadKey is made of at most, and the number of bits
// of a set of keys.
const (
	leadSize = 4
	leadBits = 1 << 15
)

// leadKey returns the place, in a set of leadBits bits, of the up to leadSize
// letters of ASCII with which s begins, whatever their case. Plain says that
// they decide: what stands behind the last of them, if there are fewer, is no
// character that a folded text would have in another form.
func leadKey(s string) (key uint32, plain bool) {
	for i := 0; i < leadSize && i < len(s); i++ {
		c := s[i] | 0x20
		if c-'a' > 'z'-'a' {
			return key, s[i] < utf8.RuneSelf
		}
		key = key<<5 | uint32(c-'a'+1)
	}
	return key, true
}

func leadPlace(key uint32) uint32 { return key * 0x9E3779B1 >> (32 - 15) }

// add adds a folded phrase.
func (h *hints) add(phrase string) {
	key, _ := leadKey(phrase)
	if key == 0 {
		h.first[phrase[0]] = true
		return
	}
	at := leadPlace(key)
	h.leads[at/64] |= 1 << (at % 64)
}

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
		case (c|0x20)-'a' <= 'z'-'a':
			if begins {
				key, plain := leadKey(s[at:])
				if place := leadPlace(key); (!plain || h.leads[place/64]>>(place%64)&1 != 0) && sc.begins(s, at) {
					return true
				}
			}
			for at++; at < len(s) && (s[at]|0x20)-'a' <= 'z'-'a' && s[at] < utf8.RuneSelf; at++ {
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

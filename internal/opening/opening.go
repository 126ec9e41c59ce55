// Package opening tells, by their first characters and without folding them,
// most texts that begin with none of a set of phrases.
package opening

import (
	"math/bits"
	"unicode/utf8"
)

// Set is a set of phrases in lower case. The zero Set is empty; it must not be
// changed while it is asked.
type Set struct {
	keys  []uint64 // a bit for each key; as many of these as a power of two
	shift uint     // leaves as many bits of a scattered key as number the bits
	bytes [256]bool
}

// A key is made of the first keySize characters of a phrase, or of all up to the
// first that is neither a letter of ASCII nor a space.
const keySize = 6

// NewSet returns a Set of the phrases.
func NewSet(phrases []string) *Set {
	size := max(6, bits.Len(uint(16*len(phrases))))
	s := &Set{keys: make([]uint64, 1<<(size-6)), shift: uint(32 - size)}
	for _, phrase := range phrases {
		s.add(phrase)
	}
	return s
}

func (s *Set) add(phrase string) {
	if phrase == "" {
		return
	}
	if !isLetter(phrase[0]) {
		s.bytes[phrase[0]] = true
		return
	}
	key := uint32(0)
	for i := 0; i < keySize && i < len(phrase) && (phrase[i] == ' ' || isLetter(phrase[i])); i++ {
		key = grown(key, phrase[i])
	}
	at := s.place(key)
	s.keys[at/64] |= 1 << (at % 64)
}

// May reports whether text may begin with a phrase of the set that ends where a
// word of text ends, in upper or lower case. Texts with other characters than
// those of ASCII at their beginning always may: what they are when folded is the
// caller's to know.
func (s *Set) May(text string) bool {
	if text == "" {
		return false
	}
	if c := text[0]; !isLetter(c) {
		return s.bytes[c] || c >= utf8.RuneSelf
	}
	key := uint32(0)
	for i := range min(len(text), keySize) {
		switch c := text[i]; {
		case isLetter(c):
			key = grown(key, c)
			continue
		case c < ' ', c >= utf8.RuneSelf, c == ' ' && text[i-1] == ' ':
			return true // Folding may change it.
		case s.has(key):
			// A phrase may end here, or go on with such a character.
			return true
		case c != ' ':
			return false
		}
		key = grown(key, ' ')
	}
	return s.has(key)
}

func (s *Set) has(key uint32) bool {
	at := s.place(key)
	return s.keys[at/64]>>(at%64)&1 != 0
}

func (s *Set) place(key uint32) uint32 { return key * 0x9E3779B1 >> s.shift }

func grown(key uint32, c byte) uint32 { return key<<5 | uint32(c&0x1F) }

func isLetter(c byte) bool { return (c|0x20)-'a' <= 'z'-'a' }

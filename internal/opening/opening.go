// Package opening tells, by their first characters and without folding them,
// most texts that begin with none of a set of phrases.
package opening

import (
	"math/bits"
	"unicode/utf8"
)

// Set is a set of phrases in lower case. It must not be changed while it is
// asked.
type Set struct {
	keys  []uint64 // a bit for each key; as many of these as a power of two
	shift uint     // leaves as many bits of a scattered key as number the bits
}

// A key is made of the first characters of a phrase up to one that is neither a
// letter of ASCII nor a space: of shortKey, which turn most texts away, and of
// longKey. One of a phrase that begins with another character is made of two
// bytes.
const (
	shortKey = 4
	longKey  = 12
)

// NewSet returns a Set of the phrases.
func NewSet(phrases []string) *Set {
	size := max(10, bits.Len(uint(16*len(phrases))))
	s := &Set{keys: make([]uint64, 1<<(size-6)), shift: uint(64 - size)}
	for _, phrase := range phrases {
		s.addPhrase(phrase)
	}
	return s
}

func (s *Set) addPhrase(phrase string) {
	if phrase == "" {
		return
	}
	if !isLetter(phrase[0]) {
		second := byte(0)
		if len(phrase) > 1 {
			second = phrase[1]
		}
		s.add(pair(phrase[0], second))
		return
	}
	key := uint64(0)
	for i := 0; i < longKey && i < len(phrase) && (phrase[i] == ' ' || isLetter(phrase[i])); i++ {
		if key = grown(key, phrase[i]); i+1 == shortKey {
			s.add(key)
		}
	}
	s.add(key)
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
		return c >= utf8.RuneSelf || s.has(pair(c, 0)) ||
			len(text) > 1 && (text[1] >= utf8.RuneSelf || s.has(pair(c, lower(text[1]))))
	}
	key := uint64(0)
	for i := range min(len(text), longKey) {
		switch c := text[i]; {
		case isLetter(c):
			if key = grown(key, c); i+1 == shortKey && !s.has(key) {
				return false
			}
			continue
		case c < ' ', c >= utf8.RuneSelf, c == ' ' && text[i-1] == ' ':
			return true // Folding may change it.
		case s.has(key):
			// A phrase may end here, or go on with such a character.
			return true
		case c != ' ':
			return false
		}
		if key = grown(key, ' '); i+1 == shortKey && !s.has(key) {
			return false
		}
	}
	return s.has(key)
}

func (s *Set) add(key uint64) {
	at := s.place(key)
	s.keys[at/64] |= 1 << (at % 64)
}

func (s *Set) has(key uint64) bool {
	at := s.place(key)
	return s.keys[at/64]>>(at%64)&1 != 0
}

func (s *Set) place(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> s.shift }

func grown(key uint64, c byte) uint64 { return key<<5 | uint64(c&0x1F) }

// pair is the key of two bytes; its first bit tells it from those of letters.
func pair(first, second byte) uint64 { return 1<<63 | uint64(first)<<8 | uint64(second) }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func isLetter(c byte) bool { return (c|0x20)-'a' <= 'z'-'a' }

package clean

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What tells the hashes of the parts of phrases apart.
const (
	saltEqual  = 0x9E3779B97F4A7C15
	saltPrefix = 0xC2B2AE3D27D4EB4F
	saltSuffix = 0x165667B19E3779F9
	saltInside = 0x27D4EB2F165667C5
	saltPair   = 0x85EBCA77C2B2AE63
)

// bloomFilter is a set of hashes that may say of one which is not in it that it
// is.
type bloomFilter struct {
	places []uint64 // their number is a power of two
	shift  uint     // leaves as many bits of a hash as number the places
}

func newBloomFilter(hashes int) bloomFilter {
	// A hash sets two of a dozen bits or more: of a larger set less stays near.
	size := bits.Len(uint(hashes / 5))
	return bloomFilter{places: make([]uint64, 1<<size), shift: uint(64 - size)}
}

func (f *bloomFilter) place(hash uint64) (at, mask uint64) {
	hash *= saltEqual
	hash ^= hash >> 32
	hash *= saltPrefix
	return hash >> f.shift, 1<<(hash&63) | 1<<(hash>>6&63)
}

func (f *bloomFilter) add(hash uint64) {
	at, mask := f.place(hash)
	f.places[at] |= mask
}

func (f *bloomFilter) has(hash uint64) bool {
	at, mask := f.place(hash)
	return f.places[at]&mask == mask
}

// pairHash is the hash of two words that follow each other.
func pairHash(first, second uint64) uint64 {
	return bits.RotateLeft64(first, 23)*hashPrime ^ second ^ saltPair
}

// phraseHash returns the hash by which a folded phrase of a script with spaces is
// found: FNV-1a over its characters, of as many of its first or last words as a
// text that matches it has whole. ok is false where no text can match it.
func phraseHash(phrase string, m match) (hash uint64, ok bool) {
	if m == matchEqual {
		hash = hashSeed
		for _, r := range phrase {
			hash = (hash ^ uint64(r)) * hashPrime
		}
		return hash ^ saltEqual, phrase != ""
	}
	var words []wordHashes
	for token := range strings.FieldsSeq(phrase) {
		words = append(words, hashWord(token))
	}
	n := len(words)
	switch {
	case n == 0:
		return 0, false
	case m == matchSuffix && n > 2 && words[n-2].full != 0:
		// The first word of a phrase may be the end of one of the text.
		return pairHash(words[n-2].full, words[n-1].full) ^ saltSuffix, words[n-1].full != 0
	case m == matchSuffix:
		return words[n-1].full ^ saltSuffix, words[n-1].full != 0
	case n > 1 && words[1].lead != 0:
		// The last word of a phrase may be the beginning of one of the text.
		hash = pairHash(words[0].full, words[1].lead)
	default:
		hash = words[0].full
	}
	if m == matchInside {
		return hash ^ saltInside, words[0].full != 0
	}
	return hash ^ saltPrefix, words[0].full != 0
}

// wordHashes are the hashes of a run of characters without spaces: from its
// first letter or digit to its last, and of the letters and digits that it
// begins with. Both are 0 where it has none.
type wordHashes struct{ full, lead uint64 }

// hashWord reads a folded word.
func hashWord(word string) (w wordHashes) {
	hash := uint64(hashSeed)
	for _, r := range word {
		edge := isEdge(r)
		switch {
		case edge && w.full == 0:
			continue
		case edge && w.lead == 0:
			w.lead = hash
		}
		hash = (hash ^ uint64(r)) * hashPrime
		if !edge {
			w.full = hash
		}
	}
	if w.lead == 0 {
		w.lead = w.full
	}
	return w
}

// The form of a character that hashes see is its folded one, marked where Fold
// would trim it from the ends of a text.
const (
	formEdge   = 1 << 31
	formUnread = formEdge | 1 // texts with it are not read
)

// forms holds the forms of the characters below 0x590 and of general
// punctuation.
type forms struct {
	low         [0x590]uint32
	punctuation [0x100]uint32
}

const firstPunctuation = 0x2000

func (f *forms) of(r rune) uint32 {
	switch {
	case int(r) < len(f.low):
		return f.low[r]
	case r >= firstPunctuation && r < firstPunctuation+rune(len(f.punctuation)):
		return f.punctuation[r-firstPunctuation]
	}
	return formUnread
}

// hashForms fills them.
var hashForms = sync.OnceValue(func() *forms {
	f := new(forms)
	for r := range f.low {
		f.low[r] = hashForm(rune(r))
	}
	for i := range f.punctuation {
		f.punctuation[i] = hashForm(rune(firstPunctuation + i))
	}
	return f
})

func hashForm(r rune) uint32 {
	s := string(r)
	switch {
	case r == ' ':
	case unicode.IsSpace(r) || isInvisible(r) || r == '`' || !norm.NFC.IsNormalString(s) || !norm.NFC.PropertiesString(s).BoundaryBefore():
		// White space is collapsed and the invisible dropped, what is not in
		// form NFC is composed, and the grave is a quotation mark in some texts.
		return formUnread
	}
	return formOfFolded(plain(unicode.ToLower(r)))
}

// formOfFolded returns the form of a folded character.
func formOfFolded(r rune) uint32 {
	if isEdge(r) {
		return uint32(r) | formEdge
	}
	return uint32(r)
}

package clean

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// phraseHint says of which kinds phrases may be in a text. It errs on the side
// of more.
type phraseHint uint8

const (
	hintEqual phraseHint = 1 << iota
	hintPrefix
	hintSuffix
	hintInside
	hintDense // characters of scripts without spaces

	hintAny = hintEqual | hintPrefix | hintSuffix | hintInside | hintDense
)

// phraseHints turns most texts away that match no phrase, in one pass over them
// and before they are folded: a Bloom filter of the FNV-1a hashes of the phrases'
// words.
type phraseHints struct {
	places []uint64 // their number is a power of two
	shift  uint     // leaves as many bits of a hash as number the places
	always phraseHint
}

// What tells the hashes of the parts of phrases apart.
const (
	saltEqual  = 0x9E3779B97F4A7C15
	saltPrefix = 0xC2B2AE3D27D4EB4F
	saltSuffix = 0x165667B19E3779F9
	saltInside = 0x27D4EB2F165667C5
	saltPair   = 0x85EBCA77C2B2AE63
)

func makePhraseHints(phrases int) phraseHints {
	// A phrase sets two of sixteen bits or more.
	size := bits.Len(uint(phrases / 4))
	return phraseHints{places: make([]uint64, 1<<size), shift: uint(64 - size)}
}

func (h *phraseHints) place(hash uint64) (at, mask uint64) {
	hash *= saltEqual
	hash ^= hash >> 32
	hash *= saltPrefix
	return hash >> h.shift, 1<<(hash&63) | 1<<(hash>>6&63)
}

func (h *phraseHints) add(hash uint64) {
	at, mask := h.place(hash)
	h.places[at] |= mask
}

func (h *phraseHints) has(hash uint64) bool {
	at, mask := h.place(hash)
	return h.places[at]&mask == mask
}

// pairHash is the hash of two words that follow each other.
func pairHash(first, second uint64) uint64 {
	return bits.RotateLeft64(first, 23)*hashPrime ^ second ^ saltPair
}

// addPhrase adds a folded phrase of a script with spaces.
func (h *phraseHints) addPhrase(phrase string, m match) {
	if m == matchEqual {
		hash := uint64(hashSeed)
		for _, r := range phrase {
			hash = (hash ^ uint64(r)) * hashPrime
		}
		h.add(hash ^ saltEqual)
		return
	}
	var words []wordHashes
	for token := range strings.FieldsSeq(phrase) {
		words = append(words, hashWord(token))
	}
	n := len(words)
	if n == 0 {
		h.always = hintAny
		return
	}
	if m == matchSuffix {
		switch last := words[n-1].full; {
		case last == 0:
			h.always |= hintSuffix
		case n > 2 && words[n-2].full != 0:
			// The first word of a phrase may be the end of one of the text.
			h.add(pairHash(words[n-2].full, last) ^ saltSuffix)
		default:
			h.add(last ^ saltSuffix)
		}
		return
	}
	salt, kind := uint64(saltPrefix), hintPrefix
	if m == matchInside {
		salt, kind = saltInside, hintInside
	}
	switch first := words[0].full; {
	case first == 0:
		h.always |= kind
	case n > 1 && words[1].lead != 0:
		// The last word of a phrase may be the beginning of one of the text.
		h.add(pairHash(first, words[1].lead) ^ salt)
	default:
		h.add(first ^ salt)
	}
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

// read returns the hints of a text as it is written.
func (h *phraseHints) read(text string) phraseHint {
	hint := h.always
	table := hashForms()
	var first, last uint64           // the two words read last
	var n int                        // words read
	whole := uint64(hashSeed)        // of the text so far
	var trimmed uint64               // and to its last letter or digit
	for i := 0; i < len(text); i++ { // words, and the space after each
		var w wordHashes
		hash := uint64(hashSeed)
		for i < len(text) && text[i] != ' ' {
			form := uint16(0)
			if c := text[i]; c < utf8.RuneSelf {
				form = table.low[c]
				i++
			} else {
				r, size := utf8.DecodeRuneInString(text[i:])
				form = table.of(r)
				i += size
			}
			r := uint64(form &^ formEdge)
			if form&formEdge != 0 {
				switch {
				case form == formUnread:
					return hintAny
				case w.full == 0:
					if trimmed != 0 {
						whole = (whole ^ r) * hashPrime
					}
					continue
				case w.lead == 0:
					w.lead = hash
				}
				hash = (hash ^ r) * hashPrime
				whole = (whole ^ r) * hashPrime
				continue
			}
			hash = (hash ^ r) * hashPrime
			whole = (whole ^ r) * hashPrime
			w.full, trimmed = hash, whole
		}
		if trimmed != 0 && (i+1 >= len(text) || text[i+1] != ' ') {
			whole = (whole ^ ' ') * hashPrime
		}
		if w.full == 0 {
			continue
		}
		if w.lead == 0 {
			w.lead = w.full
		}
		if h.has(w.full ^ saltInside) {
			hint |= hintInside
		}
		if n == 0 {
			if h.has(w.full ^ saltPrefix) {
				hint |= hintPrefix
			}
		} else {
			pair := pairHash(last, w.lead)
			if h.has(pair ^ saltInside) {
				hint |= hintInside
			}
			if n == 1 && h.has(pair^saltPrefix) {
				hint |= hintPrefix
			}
		}
		first, last = last, w.full
		n++
	}
	if trimmed != 0 && h.has(trimmed^saltEqual) {
		hint |= hintEqual
	}
	if n > 0 && (h.has(last^saltSuffix) || n > 1 && h.has(pairHash(first, last)^saltSuffix)) {
		hint |= hintSuffix
	}
	return hint
}

// The form of a character that hashes see is its folded one, marked where Fold
// would trim it from the ends of a text.
const (
	formEdge   = 1 << 15
	formUnread = formEdge | 1 // texts with it are not read
)

// forms holds the forms of the characters below 0x590 and of general
// punctuation.
type forms struct {
	low         [0x590]uint16
	punctuation [0x100]uint16
}

const firstPunctuation = 0x2000

func (f *forms) of(r rune) uint16 {
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

func hashForm(r rune) uint16 {
	s := string(r)
	switch {
	case r == ' ':
	case unicode.IsSpace(r) || isInvisible(r) || r == '`' || !norm.NFC.IsNormalString(s) || !norm.NFC.PropertiesString(s).BoundaryBefore():
		// White space is collapsed and the invisible dropped, what is not in
		// form NFC is composed, and the grave is a quotation mark in some texts.
		return formUnread
	}
	folded := plain(unicode.ToLower(r))
	if folded >= formEdge {
		return formUnread
	}
	if isEdge(folded) {
		return uint16(folded) | formEdge
	}
	return uint16(folded)
}

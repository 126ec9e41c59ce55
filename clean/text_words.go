package clean

import (
	_ "embed"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed grammar/words.txt
var grammarFile string

// wordWeights says of words how much oftener they are in lines of articles than
// in others, in hundredths of the logarithm: in short lines and in long ones.
// The program in clean/train/plain makes it.
//
//go:embed model/words.txt
var wordWeights string

// maxHanging is the most bytes of a word in the list of words that another has
// to follow.
const maxHanging = 14

// languageSet is a set of the languages of the list, by their order in it.
type languageSet uint64

// grammar knows the words of grammar of many languages by hash.
type grammar struct {
	tags    []string
	sets    []languageSet
	table   [grammarSize]grammarEntry
	hanging map[string]bool
}

// grammarSize is the number of places of the table, a power of two, more than
// twice as many as there are words.
const grammarSize = 1 << 15

type grammarEntry struct {
	hash        uint32
	set         uint16 // index of a set of languages, 0 for none
	short, long int8   // weights in 1/32
}

// grammarWords reads the list.
var grammarWords = sync.OnceValue(func() *grammar {
	g := &grammar{hanging: make(map[string]bool), sets: []languageSet{0}}
	words := make(map[string]languageSet)
	for line := range strings.Lines(grammarFile) {
		tag, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for word := range strings.FieldsSeq(list) {
			if tag == "hanging" {
				g.hanging[word] = true
				continue
			}
			words[word] |= 1 << len(g.tags)
		}
		if tag != "hanging" {
			g.tags = append(g.tags, tag)
		}
	}
	sets := make(map[languageSet]uint16)
	for word, set := range words {
		at, ok := sets[set]
		if !ok {
			at = uint16(len(g.sets))
			sets[set] = at
			g.sets = append(g.sets, set)
		}
		g.place(wordHash(word)).set = at
	}
	for line := range strings.Lines(wordWeights) {
		var word string
		var short, long int
		if n, _ := fmt.Sscan(line, &word, &short, &long); n == 3 {
			e := g.place(wordHash(word))
			e.short, e.long = weightOf(short), weightOf(long)
		}
	}
	return g
})

// weightOf returns a weight in hundredths as 1/32, within bounds.
func weightOf(hundredths int) int8 { return int8(max(-127, min(127, hundredths*32/100))) }

func hangingWords() map[string]bool { return grammarWords().hanging }

// place returns the entry of a word, a new one where there is none.
func (g *grammar) place(hash uint32) *grammarEntry {
	at := hash % grammarSize
	for g.table[at] != (grammarEntry{}) && g.table[at].hash != hash {
		at = (at + 1) % grammarSize
	}
	g.table[at].hash = hash
	return &g.table[at]
}

// find returns what is known of the word with this hash.
func (g *grammar) find(hash uint32) *grammarEntry {
	for at := hash % grammarSize; ; at = (at + 1) % grammarSize {
		e := &g.table[at]
		if e.hash == hash || *e == (grammarEntry{}) {
			return e
		}
	}
}

// The hash of words: FNV-1a over their bytes in lower case.
const (
	wordStart = 2166136261
	wordPrime = 16777619
)

func wordHash(word string) uint32 {
	h := uint32(wordStart)
	var before byte
	for i := 0; i < len(word); i++ {
		c := lowerByte(before, word[i])
		h = (h ^ uint32(c)) * wordPrime
		before = word[i]
	}
	return h
}

// lowerByte returns c in lower case as far as that is told by the byte before:
// ASCII, and the second byte of Latin-1, Greek and Cyrillic capitals. What it
// makes of the letters of one word is always the same.
func lowerByte(before, c byte) byte {
	switch {
	case c < utf8.RuneSelf:
		if c >= 'A' && c <= 'Z' {
			return c + 'a' - 'A'
		}
	case before == 0xC3 && c >= 0x80 && c <= 0x9E:
		return c + 0x20
	case before == 0xCE && c >= 0x91 && c <= 0xA9, before == 0xD0 && c >= 0x90 && c <= 0xAF:
		return c + 0x20&0x3F | 0x80
	}
	return c
}

// wordFacts is what is known of a line by its words.
type wordFacts struct {
	words   int32 // as ShapeOf counts, scripts without spaces aside
	grammar int32 // words of grammar, of any language
	first   bool  // the first word is one
	last    bool  // the last is
	// Weights of its words: their sum, the least and the greatest of all, and
	// that of the first.
	sum, least, most, opening float32
}

// weigher gives the weight of a word by its hash, in short lines or in long ones.
type weigher func(hash uint32, short bool) float32

// maxShortLine is the most words of what weights take for a short line.
const maxShortLine = 12

// isLetterByte marks the bytes that words consist of.
var isLetterByte = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '\'' || c >= 0x80
	}
	return t
}()

// lowerLetter holds the ASCII characters that words consist of, in lower case, and
// 0 for all other bytes.
var lowerLetter = func() (t [256]byte) {
	for c := range utf8.RuneSelf {
		if isLetterByte[c] {
			t[c] = lowerByte(0, byte(c))
		}
	}
	return t
}()

// languageVotes counts how often words of grammar of each language occur.
type languageVotes [64]int32

// scanWords reads the words of a line. Stems, as hashes, are appended to stems;
// the languages of words of grammar are counted in votes.
func (g *grammar) scanWords(text string, stems []uint16, votes *languageVotes, short bool, weigh weigher) (wordFacts, []uint16) {
	var f wordFacts
	for i := 0; i < len(text); {
		if !isLetterByte[text[i]] {
			i++
			continue
		}
		h := uint32(wordStart)
		stem := uint32(0)
		var before byte
		runes := 0
		start := i
		for i < len(text) && isLetterByte[text[i]] {
			c := text[i]
			if lower := lowerLetter[c]; lower != 0 {
				h = (h ^ uint32(lower)) * wordPrime
				runes++
				if runes == stemSize && (i+1 == len(text) || text[i+1]&0xC0 != 0x80) {
					stem = h
				}
				before = c
				i++
				continue
			}
			if c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 {
				break // general punctuation: dashes, quotation marks
			}
			h = (h ^ uint32(lowerByte(before, c))) * wordPrime
			if c&0xC0 != 0x80 {
				runes++
			}
			if runes == stemSize && stem == 0 && (i+1 == len(text) || text[i+1]&0xC0 != 0x80) {
				stem = h
			}
			before = c
			i++
		}
		if i == start {
			i += 3
			continue
		}
		f.words++
		f.last = false
		e := g.find(h)
		weight := float32(e.long) / 32
		if short {
			weight = float32(e.short) / 32
		}
		if weigh != nil {
			weight = weigh(h, short)
		}
		f.sum += weight
		f.least = min(f.least, weight)
		f.most = max(f.most, weight)
		if f.words == 1 {
			f.opening = weight
		}
		if set := g.sets[e.set]; set != 0 {
			f.grammar++
			f.last = true
			if f.words == 1 {
				f.first = true
			}
			// Words of many languages tell little.
			if !short && bits.OnesCount64(uint64(set)) <= 12 {
				for ; set != 0; set &= set - 1 {
					votes[bits.TrailingZeros64(uint64(set))]++
				}
			}
			continue
		}
		if runes >= minStemWord {
			if stem == 0 {
				stem = h
			}
			stems = append(stems, uint16(stem^stem>>16))
		}
	}
	return f, stems
}

// maxGrammarWord is the most bytes that a word of grammar has.
const maxGrammarWord = 24

// denseGrammar are characters of Chinese, Japanese and Thai that stand for
// grammar.
const denseGrammar = "のはをにがとでもたるしいてなくられだ的了是在和有这這不为為我他们們与與等中将將也就都"

var isDenseGrammar = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool)
	for _, r := range denseGrammar {
		set[r] = true
	}
	return set
})

// WordHashes calls f with the hashes by which the words of a text are weighed.
func WordHashes(text string, f func(hash uint32, word string)) {
	for i := 0; i < len(text); {
		start := i
		for i < len(text) && isLetterByte[text[i]] {
			if text[i] == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 {
				break
			}
			i++
		}
		if i > start {
			f(wordHash(text[start:i]), text[start:i])
			continue
		}
		if text[i] == 0xE2 {
			i += 2
		}
		i++
	}
}

// language returns the BCP 47 tag of the language with most votes, "" where
// there are few.
func (g *grammar) language(votes *languageVotes) string {
	best := slices.Index(votes[:], slices.Max(votes[:]))
	if best >= len(g.tags) || votes[best] < 4 {
		return ""
	}
	return g.tags[best]
}

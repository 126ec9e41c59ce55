package clean

import (
	_ "embed"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// The model is data, made by the program in clean/train.

//go:embed model/article.bin
var articleModelFile []byte

// articleModel scores lines in log-odds of being part of the article.
var articleModel = sync.OnceValue(func() *gbdt.Model {
	m, err := gbdt.Parse(articleModelFile)
	if err != nil || m.Features != len(featureLayout.names) {
		panic("clean: model/article.bin does not fit the features: train it again")
	}
	return m
})

// wholeArticleModel is the same without what it decides early.
var wholeArticleModel = sync.OnceValue(func() *gbdt.Model { return articleModel().Whole() })

//go:embed model/names.txt
var nameWeightFile string

// nameFact is what is known of a word in class and id attributes.
type nameFact struct {
	groups groups
	weight float32
}

// nameWords knows words of class and id attributes.
var nameWords = sync.OnceValue(func() *nameTable {
	words := make(map[string]nameFact)
	for word, g := range groupWords() {
		words[word] = nameFact{groups: g}
	}
	eachWeight(nameWeightFile, func(word string, weight float32) {
		words[word] = nameFact{words[word].groups, weight}
	})
	return newNameTable(words)
})

// nameTable finds what is known of a word. It is asked for every word of every
// name on a page, most of which it does not know.
type nameTable struct {
	slots []uint16 // index plus 1 of the word with a hash, 0 for none
	shift uint     // leaves as many bits of a hash as number the slots
	words []string
	facts []nameFact
}

func newNameTable(words map[string]nameFact) *nameTable {
	size := bits.Len(uint(4 * len(words)))
	t := &nameTable{slots: make([]uint16, 1<<size), shift: uint(64 - size)}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		t.words = append(t.words, word)
		t.facts = append(t.facts, words[word])
		at := nameHash([]byte(word)) >> t.shift
		for t.slots[at] != 0 {
			at = (at + 1) & uint64(len(t.slots)-1)
		}
		t.slots[at] = uint16(len(t.words))
	}
	return t
}

// nameHash is FNV-1a, its bits mixed once more.
func nameHash(word []byte) uint64 {
	hash := uint64(hashSeed)
	for _, c := range word {
		hash = (hash ^ uint64(c)) * hashPrime
	}
	return hash * saltEqual
}

// find returns what is known of a word.
func (t *nameTable) find(word []byte) nameFact {
	for at := nameHash(word) >> t.shift; t.slots[at] != 0; at = (at + 1) & uint64(len(t.slots)-1) {
		if k := t.slots[at] - 1; t.words[k] == string(word) {
			return t.facts[k]
		}
	}
	return nameFact{}
}

// eachWeight reads words and their weights in hundredths, a word a line, with
// the number after the last space.
func eachWeight(file string, f func(word string, weight float32)) {
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		at := strings.LastIndexByte(line, ' ')
		if at < 0 {
			continue
		}
		if hundredths, err := strconv.Atoi(line[at+1:]); err == nil {
			f(line[:at], float32(hundredths)/100)
		}
	}
}

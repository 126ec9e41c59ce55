package clean

import (
	_ "embed"
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

//go:embed model/names.txt
var nameWeightFile string

// nameFact is what is known of a word in class and id attributes.
type nameFact struct {
	groups groups
	weight float32
}

// nameWords maps words of class and id attributes to what is known of them.
var nameWords = sync.OnceValue(func() map[string]nameFact {
	words := make(map[string]nameFact)
	for word, g := range groupWords() {
		words[word] = nameFact{groups: g}
	}
	eachWeight(nameWeightFile, func(word string, weight float32) {
		words[word] = nameFact{words[word].groups, weight}
	})
	return words
})

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

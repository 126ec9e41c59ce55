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

//go:embed model/tokens.txt
var tokenFile string

// tokenFacts is what is known of a word in class and id attributes.
type tokenFacts struct {
	groups groups
	weight float32
}

// tokenWords maps words of class and id attributes to what is known of them.
var tokenWords = sync.OnceValue(func() map[string]tokenFacts {
	words := make(map[string]tokenFacts)
	for word, g := range groupWords() {
		words[word] = tokenFacts{groups: g}
	}
	for line := range strings.Lines(tokenFile) {
		word, number, _ := strings.Cut(strings.TrimSpace(line), " ")
		if hundredths, err := strconv.Atoi(number); err == nil {
			words[word] = tokenFacts{words[word].groups, float32(hundredths) / 100}
		}
	}
	return words
})

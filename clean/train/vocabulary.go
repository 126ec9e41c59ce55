package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/copydesk-go/copydesk/clean"
)

// vocabulary knows words: on how many pages a word stands, and how much of what
// stands with it is of the article.
type vocabulary struct {
	words map[string]tally
	pages []map[string]float64 // of each page: share of the lines with the word
	least float64              // pages that a word must be on
	small float64              // weights that are not worth keeping
}

type tally struct{ pages, share float64 }

// The words are weighed as if they had been on that many more pages where they
// said nothing.
const (
	priorPages = 3
	priorShare = 0.3
)

func learn(pages []*page, least, small float64, shares func(*page) map[string]float64) *vocabulary {
	v := &vocabulary{words: make(map[string]tally), pages: make([]map[string]float64, len(pages)), least: least, small: small}
	parallel(len(pages), func(k int) { v.pages[k] = shares(pages[k]) })
	for _, shares := range v.pages {
		for word, share := range shares {
			t := v.words[word]
			v.words[word] = tally{t.pages + 1, t.share + share}
		}
	}
	return v
}

// learnNames learns the words of class and id attributes.
func learnNames(pages []*page) *vocabulary { return learn(pages, 5, 0.05, nameShares) }

func toShares(tallies map[string]tally) map[string]float64 {
	shares := make(map[string]float64, len(tallies))
	for word, t := range tallies {
		shares[word] = t.share / t.pages
	}
	return shares
}

// nameShares returns for each word of class and id attributes the share of the
// lines up to two blocks below it that are of the article.
func nameShares(p *page) map[string]float64 {
	tallies := make(map[string]tally)
	for i := range p.page.Lines {
		at := p.page.Lines[i].Block
		w := math.Sqrt(float64(min(p.words[i], 100)+2)) * float64(p.count(i))
		if w == 0 {
			continue
		}
		for range 3 {
			if at < 0 {
				break
			}
			e := p.page.Blocks[at].Element
			for _, name := range []string{e.Class, e.ID, e.Role, e.Prop} {
				clean.NameTokens(name, func(token []byte) {
					t := tallies[string(token)]
					t.pages += w
					if p.right[i] {
						t.share += w
					}
					tallies[string(token)] = t
				})
			}
			at = p.page.Blocks[at].Parent
		}
	}
	return toShares(tallies)
}

func (v *vocabulary) weight(t tally) float32 {
	if t.pages < v.least-0.5 {
		return 0
	}
	s := (t.share + priorPages*priorShare) / (t.pages + priorPages)
	w := math.Log(s/(1-s)) - math.Log(priorShare/(1-priorShare))
	if math.Abs(w) < v.small {
		return 0
	}
	return float32(math.Round(w*100) / 100)
}

// without returns the weights of words as they are without page k.
func (v *vocabulary) without(k int) func([]byte) float32 {
	own := v.pages[k]
	return func(token []byte) float32 {
		t, ok := v.words[string(token)]
		if !ok {
			return 0
		}
		if share, ok := own[string(token)]; ok {
			t.pages--
			t.share -= share
		}
		return v.weight(t)
	}
}

// format returns the words and their weights in hundredths, a word a line.
func (v *vocabulary) format() []byte {
	var words []string
	for word, t := range v.words {
		if v.weight(t) != 0 {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	var b bytes.Buffer
	for _, word := range words {
		fmt.Fprintf(&b, "%s %d\n", word, int(math.Round(100*float64(v.weight(v.words[word])))))
	}
	return b.Bytes()
}

package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

// Some words are in lines of articles oftener than in the lines around them,
// whatever the page: how much oftener is learned from the pages.

// Where a word was seen on a page.
const (
	seenShort = 1 << iota // in a short line of the article
	seenLong
	missedShort // in a short line outside of it
	missedLong
)

// maxShortLine is the most words of what counts as a short line.
const maxShortLine = 12

type vocabulary struct {
	words  map[uint32]string
	counts map[uint32]*[4]int
	pages  map[string]map[uint32]uint8 // by the page's name, whatever the tool
	totals [4]float64
}

func learnVocabulary(pages []*page) *vocabulary {
	v := &vocabulary{words: make(map[uint32]string), counts: make(map[uint32]*[4]int), pages: make(map[string]map[uint32]uint8)}
	for _, p := range pages {
		if p.tool == cleanTool || p.tool == fragmentTool {
			continue
		}
		seen := v.pages[p.id]
		if seen == nil {
			seen = make(map[uint32]uint8)
			v.pages[p.id] = seen
		}
		for i, line := range p.lines {
			bit := uint8(seenShort)
			if p.page.Shape(i).Words > maxShortLine {
				bit = seenLong
			}
			switch {
			case p.share[i] >= 0.5:
			case p.share[i] == 0:
				bit <<= 2
			default:
				continue
			}
			clean.WordHashes(line, func(hash uint32, word string) {
				seen[hash] |= bit
				if _, ok := v.words[hash]; !ok && len(word) <= 24 {
					v.words[hash] = strings.ToLower(word)
				}
			})
		}
	}
	for _, seen := range v.pages {
		for hash, bits := range seen {
			c := v.counts[hash]
			if c == nil {
				c = new([4]int)
				v.counts[hash] = c
			}
			for k := range c {
				if bits&(1<<k) != 0 {
					c[k]++
					v.totals[k]++
				}
			}
		}
	}
	return v
}

// without returns the weights as they are without one page.
func (v *vocabulary) without(id string) func(hash uint32, short bool) float32 {
	own := v.pages[id]
	return func(hash uint32, short bool) float32 { return v.weight(hash, own[hash], short) }
}

// What weights are drawn towards nothing by, in pages, and the fewest pages that
// a word has to be on.
const (
	prior    = 3
	minPages = 5
)

func (v *vocabulary) weight(hash uint32, own uint8, short bool) float32 {
	c := v.counts[hash]
	if c == nil {
		return 0
	}
	at := 1
	if short {
		at = 0
	}
	in, out := float64(c[at]), float64(c[at+2])
	if own&(1<<at) != 0 {
		in--
	}
	if own&(1<<(at+2)) != 0 {
		out--
	}
	if in+out < minPages {
		return 0
	}
	ratio := v.totals[at] / v.totals[at+2]
	w := math.Log((in + prior*ratio/(1+ratio)) / (out + prior/(1+ratio)) / ratio)
	// As it is written.
	return float32(int(max(-127, min(127, math.Trunc(w*32))))) / 32
}

// format writes the weights that are not close to nothing.
func (v *vocabulary) format() []byte {
	var lines []string
	for hash, word := range v.words {
		if strings.ContainsAny(word, " \t\u00a0\u0085\u2028") || word == "" {
			continue
		}
		short, long := v.weight(hash, 0, true), v.weight(hash, 0, false)
		if max(math.Abs(float64(short)), math.Abs(float64(long))) < 0.4 {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %d %d\n", word, int(math.Round(float64(short)*100)), int(math.Round(float64(long)*100))))
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

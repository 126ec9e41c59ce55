package clean

import (
	"strings"
	"sync"
)

// knownPhrases holds the folded phrases of the sections of noise: those that are
// whole lines, and those that open one.
type knownPhrases struct{ whole, opening map[string]bool }

var knownNoise = sync.OnceValue(func() knownPhrases {
	known := knownPhrases{make(map[string]bool), make(map[string]bool)}
	for _, section := range [...]string{"related", "promotion", "share", "navigation", "advertisement", "legal", "comment", "prompt", "headline-label"} {
		for _, phrase := range words()[section] {
			opening, isOpening := strings.CutSuffix(phrase, "…")
			switch {
			case strings.HasPrefix(phrase, "…"):
			case isOpening:
				known.opening[Fold(opening)] = true
			default:
				known.whole[Fold(phrase)] = true
			}
		}
	}
	return known
})

// The fewest words of an opening that no sentence of an article has, the most that
// are tried, and the most bytes before a colon that make a label.
const (
	minOpening   = 4
	maxOpening   = 10
	maxLineLabel = 40
)

// isKnown reports whether a line that a phrase calls noise is so by its own words: it
// is the phrase, opens with one of several words, or with one as a label ("Read
// more: …"). Sentences of articles open with short ones too.
func (p *Page) isKnown(i int) bool {
	known, key := knownNoise(), p.Key(i)
	if known.whole[key] {
		return true
	}
	text := p.Lines[i].Text
	if at := strings.IndexByte(text[:min(len(text), maxLineLabel)], ':'); at > 0 {
		if label := Fold(text[:at]); known.whole[label] || known.opening[label] {
			return true
		}
	}
	words := 0
	for at := 0; at < len(key) && words < maxOpening; words++ {
		if words >= minOpening && known.opening[key[:at]] {
			return true
		}
		next := strings.IndexByte(key[min(at+1, len(key)):], ' ')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return false
}

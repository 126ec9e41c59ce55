// Package align finds out which lines of a page are in a text that somebody made
// of the page by hand.
package align

import "github.com/copydesk-go/copydesk/internal/metric"

// Lines are aligned with the text by words: a line may match a stretch of the
// text, and the matches chosen are those, in page order and in the order of the
// text alike, that together have most words of it.

const gram = 4

type stretch struct {
	from, to int
	words    int     // that match
	worth    float64 // words that match, less what does not
}

type aligner struct {
	every int // one in how many of a long line's words has to match
	text  []int32
	ids   map[string]int32
	grams [gram + 1]map[[gram]int32][]int32 // by length: where a run of words begins
}

func newAligner(text string) *aligner {
	a := &aligner{ids: make(map[string]int32)}
	for _, w := range metric.LowerWords(text) {
		id, ok := a.ids[w]
		if !ok {
			id = int32(len(a.ids) + 1)
			a.ids[w] = id
		}
		a.text = append(a.text, id)
	}
	for n := 1; n <= gram; n++ {
		a.grams[n] = make(map[[gram]int32][]int32)
		for i := 0; i+n <= len(a.text); i++ {
			k := key(a.text[i : i+n])
			a.grams[n][k] = append(a.grams[n][k], int32(i))
		}
	}
	return a
}

func key(words []int32) (k [gram]int32) {
	copy(k[:], words)
	return k
}

// most stretches that are tried for one line.
const most = 40

// stretches returns where in the text a line can be.
func (a *aligner) stretches(words []int32) []stretch {
	n := len(words)
	if n == 0 {
		return nil
	}
	var out []stretch
	if n <= 2*gram {
		first := min(n, gram)
		for _, at := range a.grams[first][key(words[:first])] {
			if same(words, a.text[at:]) {
				out = append(out, stretch{int(at), int(at) + n, n, float64(n)})
			}
			if len(out) == most {
				break
			}
		}
		if len(out) > 0 || n < gram {
			return out
		}
	}
	// Longer lines may differ from the text: they lie where most of their runs
	// of words do.
	votes := make(map[int32]int)
	for i := 0; i+gram <= n; i++ {
		places := a.grams[gram][key(words[i:i+gram])]
		if len(places) > most {
			continue
		}
		for _, at := range places {
			votes[at-int32(i)]++
		}
	}
	for len(votes) > 0 && len(out) < 4 {
		best, count := int32(0), 0
		for d, c := range votes {
			if c > count || c == count && d < best {
				best, count = d, c
			}
		}
		s := a.around(words, best)
		if a.every*s.words < n {
			break
		}
		out = append(out, s)
		for d := best - 12; d <= best+12; d++ {
			delete(votes, d)
		}
	}
	return out
}

func same(words, text []int32) bool {
	if len(text) < len(words) {
		return false
	}
	for i, w := range words {
		if text[i] != w {
			return false
		}
	}
	return true
}

// around matches a line with the text near a diagonal.
func (a *aligner) around(words []int32, diagonal int32) stretch {
	s := stretch{from: len(a.text)}
	hit := make([]bool, len(words))
	for i := 0; i+gram <= len(words); i++ {
		for _, at := range a.grams[gram][key(words[i:i+gram])] {
			if d := at - int32(i) - diagonal; d >= -12 && d <= 12 {
				for k := range gram {
					hit[i+k] = true
				}
				s.from, s.to = min(s.from, int(at)), max(s.to, int(at)+gram)
			}
		}
	}
	for _, h := range hit {
		if h {
			s.words++
		}
	}
	s.worth = float64(s.words) - 0.5*float64(len(words)-s.words)
	return s
}

// Lines returns for each line what share of its words is in the text, 0 for
// lines that are not. A long line need not be in it whole, but one in every so
// many of its words has to be.
func Lines(lines []string, text string, every int) []float32 {
	a := newAligner(text)
	a.every = every
	type choice struct {
		line, prev int
		s          stretch
	}
	var chosen []choice
	// best is the best chain that ends at or before a word of the text.
	best := newChains(len(a.text) + 1)
	options := make([][]stretch, len(lines))
	sizes := make([]int, len(lines))
	for i, line := range lines {
		words := metric.LowerWords(line)
		ids := make([]int32, len(words))
		for k, w := range words {
			if id, ok := a.ids[w]; ok {
				ids[k] = id
			} else {
				ids[k] = -1
			}
		}
		sizes[i] = len(words)
		options[i] = a.stretches(ids)
		type update struct {
			to    int
			worth float64
			at    int
		}
		var updates []update
		for _, s := range options[i] {
			worth, prev := best.upTo(s.from)
			chosen = append(chosen, choice{i, prev, s})
			updates = append(updates, update{s.to, worth + s.worth, len(chosen) - 1})
		}
		for _, u := range updates {
			best.set(u.to, u.worth, u.at)
		}
	}
	shares := make([]float32, len(lines))
	covered := make([]bool, len(a.text))
	take := func(line int, s stretch) {
		shares[line] = float32(s.words) / float32(max(1, sizes[line]))
		for k := s.from; k < s.to; k++ {
			covered[k] = true
		}
	}
	for _, at := best.upTo(len(a.text)); at >= 0; at = chosen[at].prev {
		take(chosen[at].line, chosen[at].s)
	}
	// What the page has in another order than the text.
	for i := range options {
		if shares[i] > 0 || sizes[i] < 8 {
			continue
		}
		for _, s := range options[i] {
			free := 0
			for k := s.from; k < s.to; k++ {
				if !covered[k] {
					free++
				}
			}
			if free*10 > (s.to-s.from)*8 {
				take(i, s)
				break
			}
		}
	}
	return shares
}

// chains is a Fenwick tree of the greatest worth up to a word.
type chains struct {
	worth []float64
	at    []int
}

func newChains(n int) *chains {
	c := &chains{make([]float64, n+1), make([]int, n+1)}
	for i := range c.at {
		c.at[i] = -1
	}
	return c
}

func (c *chains) upTo(i int) (worth float64, at int) {
	at = -1
	for i++; i > 0; i &= i - 1 {
		if c.worth[i] > worth {
			worth, at = c.worth[i], c.at[i]
		}
	}
	return worth, at
}

func (c *chains) set(i int, worth float64, at int) {
	for i++; i < len(c.worth); i += i & -i {
		if worth > c.worth[i] {
			c.worth[i], c.at[i] = worth, at
		}
	}
}

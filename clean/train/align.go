package main

import "github.com/copydesk-go/copydesk/internal/metric"

// Lines are aligned with the truth by words: a line may match a stretch of the
// truth, and the matches chosen are those, in page order and in the order of
// the truth alike, that together have most words of it.

const gram = 4

type stretch struct {
	from, to int
	words    int     // that match
	worth    float64 // words that match, less what does not
}

type aligner struct {
	truth []int32
	ids   map[string]int32
	grams [gram + 1]map[[gram]int32][]int32 // by length: where a run of words begins
}

func newAligner(truth string) *aligner {
	a := &aligner{ids: make(map[string]int32)}
	for _, w := range metric.LowerWords(truth) {
		id, ok := a.ids[w]
		if !ok {
			id = int32(len(a.ids) + 1)
			a.ids[w] = id
		}
		a.truth = append(a.truth, id)
	}
	for n := 1; n <= gram; n++ {
		a.grams[n] = make(map[[gram]int32][]int32)
		for i := 0; i+n <= len(a.truth); i++ {
			k := key(a.truth[i : i+n])
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

// stretches returns where in the truth a line can be.
func (a *aligner) stretches(words []int32) []stretch {
	n := len(words)
	if n == 0 {
		return nil
	}
	var out []stretch
	if n <= 2*gram {
		first := min(n, gram)
		for _, at := range a.grams[first][key(words[:first])] {
			if same(words, a.truth[at:]) {
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
	// Longer lines may differ from the truth: they lie where most of their
	// runs of words do.
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
		if 2*s.words < n {
			break
		}
		out = append(out, s)
		for d := best - 12; d <= best+12; d++ {
			delete(votes, d)
		}
	}
	return out
}

func same(words, truth []int32) bool {
	if len(truth) < len(words) {
		return false
	}
	for i, w := range words {
		if truth[i] != w {
			return false
		}
	}
	return true
}

// around matches a line with the truth near a diagonal.
func (a *aligner) around(words []int32, diagonal int32) stretch {
	s := stretch{from: len(a.truth)}
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

// align says of each line whether it is part of the article.
func (p *page) align() {
	a := newAligner(p.truth)
	n := len(p.page.Lines)
	p.right, p.share, p.words, p.score = make([]bool, n), make([]float32, n), make([]int, n), make([]float32, n)
	type choice struct {
		line, prev int
		s          stretch
	}
	var chosen []choice
	// best[i] is the best chain that ends at or before word i of the truth.
	best := newChains(len(a.truth) + 1)
	options := make([][]stretch, n)
	for i := range p.page.Lines {
		words := metric.LowerWords(p.page.Lines[i].Text)
		p.words[i] = len(words)
		ids := make([]int32, len(words))
		for k, w := range words {
			if id, ok := a.ids[w]; ok {
				ids[k] = id
			} else {
				ids[k] = -1
			}
		}
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
	_, at := best.upTo(len(a.truth))
	covered := make([]bool, len(a.truth))
	take := func(line int, s stretch) {
		p.right[line] = true
		p.share[line] = float32(s.words) / float32(max(1, p.words[line]))
		for k := s.from; k < s.to; k++ {
			covered[k] = true
		}
	}
	for at >= 0 {
		take(chosen[at].line, chosen[at].s)
		at = chosen[at].prev
	}
	// What the page has in another order than the truth.
	for i := range options {
		if p.right[i] || p.words[i] < 8 {
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

package main

import (
	"strings"

	"github.com/copydesk-go/copydesk/internal/metric"
)

// find finds the lines in which the page's segments stand.
func (p *page) find(with, without []string) {
	n := len(p.page.Lines)
	p.right, p.share, p.words, p.score = make([]bool, n), make([]float32, n), make([]int, n), make([]float32, n)
	p.known = make([]float32, n)
	p.with, p.without = with, without
	for i := range p.page.Lines {
		text := strings.Join(strings.Fields(p.page.Lines[i].Text), " ")
		p.words[i] = len(metric.LowerWords(text))
		if in, out := holds(text, with), holds(text, without); in != out {
			p.known[i], p.right[i] = 1, in
		}
	}
}

// holds reports whether a line has a segment, or is most of one.
func holds(line string, segments []string) bool {
	for _, s := range segments {
		s = strings.Join(strings.Fields(s), " ")
		if s != "" && strings.Contains(line, s) || 2*len(line) > len(s) && len(line) > 20 && strings.Contains(s, line) {
			return true
		}
	}
	return false
}

// What a model that has not seen a page says of its lines counts as known where
// it is that sure (in log-odds), and that much.
const (
	guessSure  = 1
	guessCount = 0.3
)

// guess takes what a model says of lines of which nothing is known: it teaches
// the next model the names and the shapes of more sites and languages.
func (p *page) guess() {
	for i, s := range p.score {
		if p.known == nil || p.known[i] == 1 || p.features.Far(i) || s > -guessSure && s < guessSure {
			continue
		}
		p.known[i], p.right[i] = guessCount, s > 0
	}
}

// count is how much it counts that line i is right or not.
func (p *page) count(i int) float32 {
	if p.known == nil {
		return 1
	}
	return p.known[i]
}

// whole returns the pages whose whole article is known.
func whole(pages []*page) []*page {
	var list []*page
	for _, p := range pages {
		if p.known == nil {
			list = append(list, p)
		}
	}
	return list
}

// sumSegments measures the pages of which only segments are known.
func sumSegments(pages []*page, take func(*page) []bool) metric.Segments {
	var all []metric.Segments
	for _, p := range pages {
		if p.known != nil {
			all = append(all, metric.CompareSegments(p.text(take(p)), p.with, p.without))
		}
	}
	return metric.SumSegments(all)
}

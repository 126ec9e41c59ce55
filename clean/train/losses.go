package main

import (
	"fmt"
	"slices"
)

// reportLosses says what kinds of lines the model is wrong about, by the share
// of a page's article that they cost.
func reportLosses(pages []*page) {
	for _, set := range []string{newsSet, articleSet} {
		costs := make(map[string]float64)
		lines := make(map[string]int)
		n := 0
		for _, p := range pages {
			if p.set != set {
				continue
			}
			n++
			first, last, total := len(p.right), -1, 0
			for i, right := range p.right {
				if right {
					first, last = min(first, i), i
					total += p.words[i]
				}
			}
			taken := p.decided()
			for i, right := range p.right {
				got := taken[i]
				if got == right {
					continue
				}
				kind := "lost "
				if got {
					kind = "kept "
					total := total + p.words[i]
					_ = total
				}
				where := "inside"
				switch {
				case i < first || right && i == first:
					where = "before"
				case i > last || right && i == last:
					where = "after"
				}
				b := &p.page.Blocks[p.page.Lines[i].Block]
				what := "long"
				switch {
				case b.Level > 0:
					what = "heading"
				case b.Element.Tag == "li":
					what = "item"
				case b.Element.Tag == "td" || b.Element.Tag == "th":
					what = "cell"
				case b.Element.Tag == "blockquote":
					what = "quote"
				case p.words[i] < 8:
					what = "short"
				case p.words[i] < 25:
					what = "middle"
				}
				key := kind + where + " " + what
				costs[key] += min(1, float64(p.words[i]+3)/float64(total+50))
				lines[key]++
			}
		}
		var keys []string
		for key := range costs {
			keys = append(keys, key)
		}
		slices.SortFunc(keys, func(a, b string) int {
			if costs[a] > costs[b] {
				return -1
			}
			return 1
		})
		fmt.Println(set)
		for _, key := range keys[:min(24, len(keys))] {
			fmt.Printf("  %-24s %.4f  %d lines\n", key, costs[key]/float64(n), lines[key])
		}
	}
}

package main

import (
	"fmt"
	"time"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// regionData is what the second model is grown from: the first scores of pages
// not seen, and what they make of the page.
type regionData struct {
	data   gbdt.Data
	binned *gbdt.Binned
	first  []int   // first row of each page
	line   []int32 // line of each row
}

func (t *trainer) regionData() *regionData {
	rows := make([][][]float32, len(t.pages))
	parallel(len(t.pages), t.o.threads, func(k int) {
		p := t.pages[k]
		rows[k] = p.page.TextRegionFeatures(p.score, t.words.without(p.id))
	})
	d := &regionData{data: gbdt.Data{Features: len(clean.TextRegionFeatureNames())}}
	for k := range t.pages {
		d.first = append(d.first, len(d.line))
		for i, row := range rows[k] {
			at := t.start[k] + i
			if row == nil || t.data.Weights[at] == 0 {
				continue
			}
			d.line = append(d.line, int32(i))
			d.data.Rows = append(d.data.Rows, row...)
			d.data.Labels = append(d.data.Labels, t.data.Labels[at])
			d.data.Weights = append(d.data.Weights, t.data.Weights[at])
		}
		rows[k] = nil
	}
	d.first = append(d.first, len(d.line))
	d.binned = gbdt.Bin(&d.data)
	return d
}

// rowsFrom returns the rows of the pages to take, where the rows of page k begin
// at first[k].
func (t *trainer) rowsFrom(first []int, take func(*page) bool) []int32 {
	var rows []int32
	for k, p := range t.pages {
		if take(p) {
			for i := first[k]; i < first[k+1]; i++ {
				rows = append(rows, int32(i))
			}
		}
	}
	return rows
}

func (t *trainer) regionParams() gbdt.Params {
	p := t.params
	p.Trees, p.Leaves, p.Rate, p.ColShare, p.L2 = t.o.regionTrees, t.o.regionLeaves, t.o.regionRate, 0.4, 8
	return p
}

// regions gives the lines of every page second scores, by models that were grown
// without its site.
func (t *trainer) regions(folds int) {
	d := t.regionData()
	fmt.Printf("%d lines looked at again, %d features\n", len(d.line), d.data.Features)
	began := time.Now()
	second := make([]float32, len(d.line))
	for fold := range folds {
		m := gbdt.Grow(d.binned, &d.data, t.rowsFrom(d.first, func(p *page) bool { return p.fold != fold }), t.regionParams())
		for k, p := range t.pages {
			if p.fold == fold {
				for i := d.first[k]; i < d.first[k+1]; i++ {
					second[i] = m.Score(d.data.Rows[i*d.data.Features : (i+1)*d.data.Features])
				}
			}
		}
	}
	for k, p := range t.pages {
		for i := d.first[k]; i < d.first[k+1]; i++ {
			p.score[d.line[i]] = second[i]
		}
		decide(p)
	}
	if t.o.out != "" {
		t.region = gbdt.Grow(d.binned, &d.data, t.rowsFrom(d.first, func(*page) bool { return true }), t.regionParams())
	}
	fmt.Printf("second scores: %v\n", time.Since(began).Round(time.Second))
}

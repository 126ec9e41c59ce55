package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/gbdt"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// titleData is what the model of titles is grown from.
type titleData struct {
	data   gbdt.Data
	binned *gbdt.Binned
	first  []int // first row of each page
	texts  []string
	lines  []int
}

func (t *trainer) titleData() *titleData {
	forms := make([][]clean.TitleForm, len(t.pages))
	parallel(len(t.pages), t.o.threads, func(k int) {
		p := t.pages[k]
		if p.title != "" {
			forms[k] = p.page.TitleForms(p.score, t.words.without(p.id))
		}
	})
	d := &titleData{data: gbdt.Data{Features: len(clean.TitleFeatureNames())}}
	for k, p := range t.pages {
		d.first = append(d.first, len(d.texts))
		right := 0
		for _, form := range forms[k] {
			label := float32(0)
			if metric.SameTitle(form.Text, p.title) {
				label = 1
				right++
			}
			d.texts, d.lines = append(d.texts, form.Text), append(d.lines, form.Line)
			d.data.Rows = append(d.data.Rows, form.Row...)
			d.data.Labels = append(d.data.Labels, label)
			d.data.Weights = append(d.data.Weights, 1)
		}
		// A title counts the same however often it is printed.
		for i := d.first[k]; i < len(d.texts); i++ {
			if d.data.Labels[i] == 1 {
				d.data.Weights[i] = 2 / float32(right)
			}
		}
	}
	d.first = append(d.first, len(d.texts))
	d.binned = gbdt.Bin(&d.data)
	return d
}

func (t *trainer) titleParams() gbdt.Params {
	return gbdt.Params{Trees: t.o.titleTrees, Leaves: t.o.titleLeaves, Rate: 0.1, MinHess: 1, L2: 4, ColShare: 0.4, RowShare: 0.7, Seed: 1}
}

// titles says how many titles are found on pages not seen.
func (t *trainer) titles(folds int) {
	d := t.titleData()
	began := time.Now()
	best, score := make([]int, len(t.pages)), make([]float32, len(t.pages))
	for fold := range folds {
		m := gbdt.Grow(d.binned, &d.data, t.rowsFrom(d.first, func(p *page) bool { return p.fold != fold }), t.titleParams())
		for k, p := range t.pages {
			if p.fold != fold {
				continue
			}
			best[k], score[k] = -1, -99
			for i := d.first[k]; i < d.first[k+1]; i++ {
				if s := m.Score(d.data.Rows[i*d.data.Features : (i+1)*d.data.Features]); s > score[k] {
					best[k], score[k] = i, s
				}
			}
		}
	}
	for k, p := range t.pages {
		if best[k] >= 0 && score[k] > clean.LeastTitle(p.words, p.labels, p.score) {
			p.headline = d.lines[best[k]]
		} else {
			score[k] = -99
		}
		decide(p)
	}
	if t.o.out != "" {
		t.title = gbdt.Grow(d.binned, &d.data, t.rowsFrom(d.first, func(*page) bool { return true }), t.titleParams())
	}
	fmt.Printf("titles of pages not seen: %d lines and parts of lines, %d features, %v\n", len(d.texts), d.data.Features, time.Since(began).Round(time.Second))
	for _, tool := range tools(t.pages) {
		n, can, found, right := 0, 0, 0, 0
		for k, p := range t.pages {
			if p.tool != tool {
				continue
			}
			n++
			for i := d.first[k]; i < d.first[k+1]; i++ {
				if d.data.Labels[i] == 1 {
					can++
					break
				}
			}
			if p.headline < 0 {
				continue
			}
			found++
			ok := d.data.Labels[best[k]] == 1
			if ok {
				right++
			}
			if t.o.worst > 0 && !ok && !strings.HasSuffix(tool, madeHere) {
				fmt.Printf("  %s %s %.2f: %q, not %q\n", tool, p.id, score[k], d.texts[best[k]], p.title)
			}
		}
		fmt.Printf("  %-16s right %.3f of %.3f possible and %.3f found\n", tool, metric.Share(right, n), metric.Share(can, n), metric.Share(found, n))
	}
}

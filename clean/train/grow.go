package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/gbdt"
)

type trainer struct {
	pages  []*page
	start  []int // first row of each page
	params gbdt.Params
	data   gbdt.Data
	binned *gbdt.Binned
	names  []string
	skip   []int
}

func newTrainer(pages []*page, without string) *trainer {
	t := &trainer{pages: pages, names: clean.FeatureNames(), params: gbdt.Params{
		Leaves: 24, Rate: 0.1, MinHess: 2, L2: 4, ColShare: 0.4, RowShare: 0.7, Seed: 1,
	}}
	for _, prefix := range strings.Split(without, ",") {
		for c, name := range t.names {
			if prefix != "" && strings.HasPrefix(name, prefix) {
				t.skip = append(t.skip, c)
			}
		}
	}
	began := time.Now()
	n := 0
	for _, p := range pages {
		t.start = append(t.start, n)
		n += len(p.page.Lines)
	}
	width := len(t.names)
	t.data = gbdt.Data{Features: width, Rows: make([]float32, n*width), Labels: make([]float32, n), Weights: make([]float32, n)}
	names := learnNames(pages)
	parallel(len(pages), func(k int) {
		p := pages[k]
		// A page's own lines must not tell what the words around them are worth.
		p.features = p.page.Features(names.without(k))
		total := 0
		for i := range p.right {
			if p.right[i] {
				total += p.words[i]
			}
		}
		for i := range p.right {
			at := t.start[k] + i
			if p.features.Far(i) {
				p.score[i] = -9
				continue
			}
			row := p.features.Row(i)
			copy(t.data.Rows[at*width:], row)
			for _, c := range t.skip {
				t.data.Rows[at*width+c] = 0
			}
			if p.right[i] {
				t.data.Labels[at] = 1
			}
			t.data.Weights[at] = weight(p, p.words[i], total) * p.count(i)
		}
	})
	t.binned = gbdt.Bin(&t.data)
	fmt.Printf("%d pages, %d lines, %d features in %v\n", len(pages), n, width, time.Since(began).Round(time.Millisecond))
	return t
}

// weight is what a line counts: more when it is longer, and less on pages with
// long articles, so that pages count about the same.
func weight(p *page, words, total int) float32 {
	w := math.Sqrt(float64(4+words)) / math.Sqrt(math.Max(float64(total), 100)/400)
	if p.set == newsSet {
		w *= 2
	}
	return float32(w / 4)
}

func (t *trainer) rows(take func(*page) bool) []int32 {
	var rows []int32
	for k, p := range t.pages {
		if take(p) {
			for i := range p.page.Lines {
				if t.data.Weights[t.start[k]+i] > 0 {
					rows = append(rows, int32(t.start[k]+i))
				}
			}
		}
	}
	return rows
}

// grow grows the model from some rows.
func (t *trainer) grow(rows []int32) *gbdt.Model {
	m := gbdt.Grow(t.binned, &t.data, rows, t.params)
	m.SetStages(&t.data, rows, gbdt.StageParams{
		Trees: []int{m.Trees() / 16, m.Trees() / 6, m.Trees() / 3}, Lost: 1. / 400, Wrong: 1. / 1000,
	})
	return m
}

func (t *trainer) crossValidate(folds int) {
	for _, p := range t.pages {
		h := fnv.New32a()
		h.Write([]byte(site(p)))
		p.fold = int(h.Sum32() % uint32(folds))
	}
	for fold := range folds {
		began := time.Now()
		m := t.grow(t.rows(func(p *page) bool { return p.fold != fold }))
		for k, p := range t.pages {
			if p.fold == fold {
				for i := range p.score {
					if p.features.Far(i) {
						continue
					}
					p.score[i] = m.Score(t.data.Rows[(t.start[k]+i)*t.data.Features : (t.start[k]+i+1)*t.data.Features])
				}
			}
		}
		fmt.Printf("fold %d: %v\n", fold, time.Since(began).Round(time.Second))
	}
}

// site names what pages of one publisher share, so that they are in one part.
func site(p *page) string {
	if p.set == newsSet {
		parts := strings.Split(p.id, "_")
		return strings.Join(parts[:min(2, len(parts))], "_")
	}
	return p.set + p.id
}

// write grows the model from all pages and writes it.
func (t *trainer) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	all := t.rows(func(*page) bool { return true })
	m := t.grow(all)
	for name, data := range map[string][]byte{
		"article.bin": m.AppendBinary(nil),
		"names.txt":   learnNames(t.pages).format(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

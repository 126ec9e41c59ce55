package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/gbdt"
	"github.com/copydesk-go/copydesk/internal/metric"
)

type trainer struct {
	pages  []*page
	start  []int // first row of each page
	params gbdt.Params
	data   gbdt.Data
	binned *gbdt.Binned
	words  *vocabulary
	o      options
	// Grown from all pages by their scores as pages not seen.
	region, title *gbdt.Model
}

func newTrainer(pages []*page, o options) *trainer {
	t := &trainer{pages: pages, words: learnVocabulary(pages), o: o, params: gbdt.Params{
		Trees: o.trees, Leaves: o.leaves, Rate: o.rate, MinHess: 2, L2: o.l2, ColShare: 0.3, RowShare: 0.6, Seed: 1,
	}}
	began := time.Now()
	n := 0
	for _, p := range pages {
		t.start = append(t.start, n)
		n += len(p.lines)
	}
	width := len(clean.TextFeatureNames())
	t.data = gbdt.Data{Features: width, Rows: make([]float32, n*width), Labels: make([]float32, n), Weights: make([]float32, n)}
	parallel(len(pages), o.threads, func(k int) {
		p := pages[k]
		total := 0.0
		for i, n := range p.words {
			total += float64(p.share[i]) * float64(n)
		}
		// A page's own lines must not tell what its words are worth.
		for i, row := range p.page.TextFeatures(t.words.without(p.id)) {
			at := t.start[k] + i
			if row == nil { // part of a clip or of a picture
				continue
			}
			copy(t.data.Rows[at*width:], row)
			t.data.Labels[at] = p.share[i]
			if p.share[i] >= 0.9 {
				t.data.Labels[at] = 1
			}
			t.data.Weights[at] = weight(p, p.words[i], total, o)
		}
	})
	t.binned = gbdt.Bin(&t.data)
	fmt.Printf("%d pages, %d lines, %d features in %v\n", len(pages), n, width, time.Since(began).Round(time.Millisecond))
	return t
}

// weight is what a line counts: more when it is longer, and less on pages with
// long articles, so that pages count about the same.
func weight(p *page, words int, total float64, o options) float32 {
	w := math.Pow(float64(4+words), o.power) / math.Pow(math.Max(total, 100)/400, o.power)
	if p.tool == cleanTool || p.tool == fragmentTool {
		w *= o.clean
	}
	if p.extracted {
		w *= o.extracted
	}
	return float32(w / 4)
}

func (t *trainer) rows(take func(*page) bool) []int32 {
	var rows []int32
	for k, p := range t.pages {
		if take(p) {
			for i := range p.lines {
				if t.data.Weights[t.start[k]+i] > 0 {
					rows = append(rows, int32(t.start[k]+i))
				}
			}
		}
	}
	return rows
}

func (t *trainer) row(i int) []float32 {
	return t.data.Rows[i*t.data.Features : (i+1)*t.data.Features]
}

// crossValidate gives the lines of every page the scores of a model that was
// grown without its site.
func (t *trainer) crossValidate(folds int) error {
	for _, p := range t.pages {
		h := fnv.New32a()
		h.Write([]byte(p.site))
		p.fold = int(h.Sum32()>>8) % folds
	}
	if !t.readScores() {
		for fold := range folds {
			began := time.Now()
			m := gbdt.Grow(t.binned, &t.data, t.rows(func(p *page) bool { return p.fold != fold }), t.params)
			for k, p := range t.pages {
				if p.fold == fold {
					for i := range p.score {
						p.score[i] = noScore
						if t.data.Weights[t.start[k]+i] > 0 {
							p.score[i] = m.Score(t.row(t.start[k] + i))
						}
					}
				}
			}
			fmt.Printf("fold %d: %v\n", fold, time.Since(began).Round(time.Second))
		}
		if err := t.writeScores(); err != nil {
			return err
		}
	}
	for _, p := range t.pages {
		decide(p)
	}
	return nil
}

// scoresOf has the scores of all pages in one.
type scoresOf struct {
	Names  []string
	Scores [][]float32
}

func (t *trainer) readScores() bool {
	data, err := os.ReadFile(t.o.scores)
	if t.o.scores == "" || err != nil {
		return false
	}
	var s scoresOf
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil || len(s.Names) != len(t.pages) {
		return false
	}
	for k, p := range t.pages {
		if s.Names[k] != p.tool+"/"+p.id || len(s.Scores[k]) != len(p.score) {
			return false
		}
	}
	for k, p := range t.pages {
		p.score = s.Scores[k]
	}
	return true
}

func (t *trainer) writeScores() error {
	if t.o.scores == "" {
		return nil
	}
	var s scoresOf
	for _, p := range t.pages {
		s.Names, s.Scores = append(s.Names, p.tool+"/"+p.id), append(s.Scores, p.score)
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(s); err != nil {
		return err
	}
	return os.WriteFile(t.o.scores, b.Bytes(), 0o644)
}

// noScore is the score of lines that the model is not asked about.
const noScore = -9

// decide says what the page comes to with the scores of its lines and its title.
// What rules took for the title before is none where the model finds another.
func decide(p *page) {
	labels := slices.Clone(p.labels)
	for i, label := range labels {
		switch {
		case i == p.headline:
			labels[i] = clean.Title
		case label == clean.Title && (p.headline < 0 || !metric.SameTitle(p.lines[i], p.lines[p.headline])):
			labels[i] = clean.Unlabeled
		}
	}
	p.taken = clean.DecideText(p.words, labels, p.score)
}

// write grows the models from all pages. The second model and that of titles need
// scores of pages not seen.
func (t *trainer) write(dir string) error {
	rows := t.rows(func(*page) bool { return true })
	line := gbdt.Grow(t.binned, &t.data, rows, t.params)
	// Scores say how likely lines are: high ones are not cut short.
	line.SetStages(&t.data, rows, gbdt.StageParams{Trees: []int{line.Trees() / 8, line.Trees() / 3}, Lost: 1. / 500, Margin: 0.5})
	files := map[string][]byte{
		"text.bin":        line.AppendBinary(nil),
		"text-region.bin": t.region.AppendBinary(nil),
		"text-title.bin":  t.title.AppendBinary(nil),
		"words.txt":       t.words.format(),
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// reportLosses says what kinds of lines the model is wrong about, by the share
// of a page's article that they cost.
func reportLosses(pages []*page) {
	for _, tool := range tools(pages) {
		costs := make(map[string]float64)
		lines := make(map[string]int)
		n := 0
		for _, p := range pages {
			if p.tool != tool {
				continue
			}
			n++
			first, last, total := len(p.lines), -1, 0
			for i, s := range p.share {
				if s >= 0.5 {
					first, last = min(first, i), i
					total += p.words[i]
				}
			}
			for i, s := range p.share {
				if p.taken[i] == (s >= 0.5) {
					continue
				}
				what := "lost "
				if p.taken[i] {
					what = "kept "
				}
				switch {
				case i < first || !p.taken[i] && i == first:
					what += "before "
				case i > last || !p.taken[i] && i == last:
					what += "after "
				default:
					what += "inside "
				}
				switch {
				case p.labels[i] != clean.Unlabeled:
					what += p.labels[i].String()
				case p.words[i] < 8:
					what += "short"
				case p.words[i] < 25:
					what += "middle"
				default:
					what += "long"
				}
				costs[what] += math.Min(1, float64(p.words[i]+3)/float64(total+50))
				lines[what]++
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
		fmt.Println(tool)
		for _, key := range keys[:min(16, len(keys))] {
			fmt.Printf("  %-26s %.4f  %d lines\n", key, costs[key]/float64(n), lines[key])
		}
	}
}

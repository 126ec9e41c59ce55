package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// The sets of pages. Of those of segments, only some sentences of the article and
// some of what stands around it are known.
const (
	newsSet     = "fundus-news"
	articleSet  = "wcxb-articles"
	segmentsSet = "trafilatura-segments"
)

// page is a saved page with what is right for each of its lines.
type page struct {
	set, id string
	page    *clean.Page
	truth   string
	known   []float32 // of pages of segments: how much it counts that a line is right or not, 0 where it is not known
	right   []bool    // the line is part of the article
	share   []float32 // of the line's words that are in the article
	words   []int     // of each line
	score   []float32 // what a model that has not seen the page says
	fold    int

	with, without []string // segments of the page

	features clean.Features
}

func readSet(dir, set string) ([]*page, error) {
	saved, err := devdata.Set(dir)
	if err != nil {
		return nil, err
	}
	pages := make([]*page, len(saved))
	errs := make([]error, len(saved))
	parallel(len(saved), func(i int) {
		pages[i], errs[i] = readPage(set, saved[i])
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(pages, func(p *page) bool { return p.truth == "" && p.known == nil }), nil
}

// readPage reads a page as an extractor does, up to the rule that is to be
// trained.
func readPage(set string, saved devdata.Page) (*page, error) {
	p := &page{set: set, id: saved.ID, truth: saved.Text}
	catch := clean.Func("catch", func(page *clean.Page) {
		// The extractor uses its pages' memory again: this one it does not get back.
		p.page = new(clean.Page)
		*p.page, *page = *page, clean.Page{}
	})
	names := clean.BuiltinRules()
	later := names[slices.Index(names, "article-model"):]
	e, err := extract.New(extract.WithRules(catch), extract.WithoutRules(later...))
	if err != nil {
		return nil, err
	}
	if _, err := e.HTML(context.Background(), bytes.NewReader(saved.HTML), extract.Source{}); p.page == nil {
		return nil, fmt.Errorf("%s/%s: %w", set, saved.ID, err)
	}
	if set == segmentsSet {
		p.find(saved.With, saved.Without)
	} else {
		p.align()
	}
	return p, nil
}

func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	wg.Wait()
}

func (p *page) above(threshold float32) []bool {
	taken := make([]bool, len(p.score))
	for i, s := range p.score {
		taken[i] = s > threshold
	}
	return taken
}

// decided returns which lines the rule would take.
func (p *page) decided() []bool { return p.features.Decide(p.score) }

func (p *page) text(taken []bool) string {
	var b strings.Builder
	for i, ok := range taken {
		if ok {
			b.WriteString(p.page.Lines[i].Text)
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func report(name string, pages []*page, take func(*page) []bool) {
	segments := sumSegments(pages, take)
	pages = whole(pages)
	shingles := map[string][]metric.Shingles{}
	words := map[string]float64{}
	all := make([]metric.Shingles, len(pages))
	f1 := make([]float64, len(pages))
	parallel(len(pages), func(i int) {
		text := pages[i].text(take(pages[i]))
		all[i] = metric.CompareShingles(text, pages[i].truth)
		f1[i] = metric.WordF1(text, pages[i].truth)
	})
	for i, p := range pages {
		shingles[p.set] = append(shingles[p.set], all[i])
		words[p.set] += f1[i]
	}
	fmt.Println(name)
	for _, set := range []string{newsSet, articleSet} {
		a := metric.SumArticle(shingles[set])
		fmt.Printf("  %-14s F1 %.4f  P %.4f  R %.4f  exact %.3f  words %.4f\n", set, a.F1, a.Precision, a.Recall, a.Accuracy,
			words[set]/float64(len(shingles[set])))
	}
	fmt.Printf("  %-14s F1 %.4f  %+v\n", "segments", segments.F1(), segments)
}

func listWorst(pages []*page, n int) {
	type bad struct {
		p  *page
		f1 float64
		s  metric.Shingles
	}
	for _, set := range []string{newsSet, articleSet} {
		var list []bad
		for _, p := range pages {
			if p.set == set {
				s := metric.CompareShingles(p.text(p.decided()), p.truth)
				list = append(list, bad{p, s.F1(), s})
			}
		}
		slices.SortFunc(list, func(a, b bad) int {
			switch {
			case a.f1 < b.f1:
				return -1
			case a.f1 > b.f1:
				return 1
			}
			return 0
		})
		for _, b := range list[:min(n, len(list))] {
			best := metric.CompareShingles(b.p.text(b.p.right), b.p.truth)
			fmt.Printf("%s %s F1 %.3f (P-loss %.3f R-loss %.3f), best %.3f\n", set, b.p.id, b.f1, b.s.FP, b.s.FN, best.F1())
		}
	}
}

// writeErrors writes the lines on which the model was wrong, and those around
// them, one file a page.
func writeErrors(pages []*page, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, p := range pages {
		var b strings.Builder
		taken := p.decided()
		for i := range p.score {
			near := false
			for j := max(0, i-2); j <= min(len(p.score)-1, i+2); j++ {
				near = near || taken[j] != p.right[j]
			}
			if !near {
				continue
			}
			mark := "    "
			switch got := taken[i]; {
			case got && !p.right[i]:
				mark = "+++ "
			case !got && p.right[i]:
				mark = "--- "
			case got:
				mark = "  = "
			}
			block := &p.page.Blocks[p.page.Lines[i].Block]
			names := ""
			for k, at := 0, p.page.Lines[i].Block; at > 0 && k < 4; k, at = k+1, p.page.Blocks[at].Parent {
				e := p.page.Blocks[at].Element
				names += " < " + e.Tag + "." + strings.Join(strings.Fields(e.Class), ".")
				if e.ID != "" {
					names += "#" + e.ID
				}
			}
			text := p.page.Lines[i].Text
			if len(text) > 160 {
				text = text[:110] + " … " + text[len(text)-40:]
			}
			fmt.Fprintf(&b, "%s%4d %5.1f %q  [%s]%s\n", mark, i, p.score[i], text, p.page.Label(i), names)
			_ = block
		}
		if b.Len() == 0 {
			continue
		}
		s := metric.CompareShingles(p.text(p.decided()), p.truth)
		head := fmt.Sprintf("%s F1 %.3f FP %.3f FN %.3f title %q\n", p.id, s.F1(), s.FP, s.FN, p.page.Title)
		name := fmt.Sprintf("%s-%05.3f-%s.txt", p.set, s.F1(), p.id)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(head+b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Command train grows the model behind the rule "article-model" from saved pages
// whose article text is known, and tells how well it does on pages that it has
// not seen: five times it is grown from four fifths of the pages and measured on
// the rest. It is grown twice: what the first model says of pages of which only a
// few sentences are known, where it is sure, counts for the second.
//
//	go run ./clean/train -data ../shared/corpus -out clean/model
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	data := flag.String("data", "../shared/corpus", "folder of the sets of pages")
	out := flag.String("out", "", "folder to write the model to, grown from all pages; none is written when empty")
	folds := flag.Int("folds", 5, "number of parts for measuring, 0 measures nothing")
	worst := flag.Int("worst", 0, "number of pages of each set to list that come out worst")
	trees := flag.Int("trees", 160, "trees of the model")
	leaves := flag.Int("leaves", 24, "leaves of a tree")
	rate := flag.Float64("rate", 0.1, "share of a tree's answer that counts")
	dump := flag.String("dump", "", "folder to write what was wrong on each page to")
	without := flag.String("without", "", "comma-separated prefixes of names of features to leave out")
	scores := flag.String("scores", "", "file to keep the scores of pages not seen in, or to take them from when it is there")
	flag.Parse()
	if err := run(*data, *out, *folds, *worst, *dump, *without, *scores, *trees, *leaves, *rate); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out string, folds, worst int, dump, without, scores string, trees, leaves int, rate float64) error {
	var pages []*page
	for _, set := range []string{newsSet, articleSet, segmentsSet} {
		more, err := readSet(filepath.Join(data, set), set)
		if err != nil {
			return err
		}
		pages = append(pages, more...)
	}
	report("lines that fit the truth best", pages, func(p *page) []bool { return p.right })
	t := newTrainer(pages, without)
	far := 0
	report("the same without lines far from running text", pages, func(p *page) []bool {
		taken := make([]bool, len(p.right))
		for i, right := range p.right {
			taken[i] = right && !p.features.Far(i)
		}
		return taken
	})
	for _, p := range pages {
		for i := range p.right {
			if p.features.Far(i) {
				far++
			}
		}
	}
	fmt.Printf("%d of %d lines are far from running text\n", far, len(t.data.Labels))
	params := t.params
	params.Trees, params.Leaves, params.Rate = trees, leaves, rate
	t.params = params
	if err := t.scoreUnseen(max(folds, 3), scores, ".first"); err != nil {
		return err
	}
	for _, p := range pages {
		p.guess()
	}
	t = newTrainer(pages, without)
	t.params = params
	if folds > 1 {
		if err := t.scoreUnseen(folds, scores, ""); err != nil {
			return err
		}
		reportThresholds("pages not seen", pages)
		reportLosses(whole(pages))
	}
	if worst > 0 {
		listWorst(pages, worst)
	}
	if dump != "" {
		if err := writeErrors(pages, dump); err != nil {
			return err
		}
	}
	if out == "" {
		return nil
	}
	return t.write(out)
}

// scoreUnseen takes the scores of pages not seen from a file, or finds them and
// keeps them there.
func (t *trainer) scoreUnseen(folds int, file, suffix string) error {
	if file != "" {
		file += suffix
	}
	if t.loadScores(file) == nil {
		return nil
	}
	t.crossValidate(folds)
	return t.saveScores(file)
}

func reportThresholds(name string, pages []*page) {
	for _, threshold := range []float32{-0.6, -0.3, 0, 0.3} {
		report(fmt.Sprintf("%s, threshold %.1f", name, threshold), pages, func(p *page) []bool { return p.above(threshold) })
	}
	report(name+", decided together", pages, (*page).decided)
}

// Command plain grows the model behind the rule "text-model" from flattened
// pages whose article text is known, and tells how well it does on pages that it
// has not seen: it is grown from a part of the pages and measured on the rest,
// in turn. A page that several tools flattened is one page there.
//
//	go run ./clean/train/plain -data ../shared/corpus/plain-text -out clean/model
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

type options struct {
	data, out, dump      string
	folds, worst, sample int
	trees, leaves        int
	fragments            int
	rate                 float64
	clean, power, l2     float64
	threads              int
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "../shared/corpus/plain-text", "folder of truth.json and a folder a tool")
	flag.StringVar(&o.out, "out", "", "folder to write the model to, grown from all pages; none is written when empty")
	flag.StringVar(&o.dump, "dump", "", "folder to write to what was wrong on each page")
	flag.IntVar(&o.folds, "folds", 4, "number of parts for measuring; 0 measures nothing")
	flag.IntVar(&o.worst, "worst", 0, "number of pages of each tool to list that come out worst")
	flag.IntVar(&o.sample, "sample", 1, "take every n-th page only")
	flag.IntVar(&o.trees, "trees", 120, "trees of the model")
	flag.IntVar(&o.fragments, "fragments", 2, "short pages that are made of each page")
	flag.IntVar(&o.leaves, "leaves", 20, "leaves of a tree")
	flag.Float64Var(&o.rate, "rate", 0.12, "share of a tree's answer that counts")
	flag.Float64Var(&o.clean, "clean", 1, "weight of a text that has nothing but the article")
	flag.Float64Var(&o.power, "power", 0.6, "power of a line's words by which it counts")
	flag.IntVar(&o.threads, "threads", 2, "pages read at once")
	flag.Float64Var(&o.l2, "l2", 4, "weight that draws leaves towards nothing")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "plain:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	pages, err := readPages(o)
	if err != nil {
		return err
	}
	reportLabels(pages)
	report("lines that fit the truth best", pages, func(p *page, i int) bool { return p.share[i] >= 0.5 })
	t := newTrainer(pages, o)
	if o.folds > 1 {
		t.crossValidate(o.folds)
		for _, least := range []float32{-0.6, -0.2} {
			report(fmt.Sprintf("pages not seen, above %.1f", least), pages, func(p *page, i int) bool { return p.score[i] > least })
		}
		report("pages not seen, as decided", pages, func(p *page, i int) bool { return p.taken[i] })
		reportLosses(pages)
		if o.worst > 0 {
			listWorst(pages, o.worst)
		}
		if o.dump != "" {
			if err := writeErrors(pages, o.dump); err != nil {
				return err
			}
		}
	}
	if o.out == "" {
		return nil
	}
	return t.write(filepath.Join(o.out))
}

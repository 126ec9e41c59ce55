// Command plain grows the models behind the rule "text-model" from flattened
// pages whose article text is known, and tells how well they do on pages that
// they have not seen: they are grown from a part of the pages and measured on the
// rest, in turn. All pages of one site are in one part, whatever flattened them.
//
// The first model says of every line what it is, the second says it again from
// the scores of all lines, the third finds the title. Pages of which only the HTML
// is there are flattened here; what extractors make of pages, which the models have
// to leave as good as it is, comes from the benchmark's flag -texts:
//
//	(cd examples/benchmark && go run . -set ../../../shared/corpus/fundus-news,../../../shared/corpus/wcxb-articles \
//		-tools go-trafilatura,go-readability,go-domdistiller -metric article -texts /tmp/texts)
//	go run ./clean/train/plain -data ../shared/corpus/plain-text -tools /tmp/texts -out clean/model
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
)

type options struct {
	data, html, tools    string
	only, scores         string
	all                  bool
	out, dump            string
	folds, worst, sample int
	trees, leaves        int
	fragments            int
	rate, regionRate     float64
	titleTrees           int
	titleLeaves          int
	regionTrees          int
	regionLeaves         int
	clean, power, l2     float64
	extracted            float64
	threads              int
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "../shared/corpus/plain-text", "folder of truth.json and a folder a tool")
	flag.StringVar(&o.html, "html", "../shared/corpus/fundus-news,../shared/corpus/wcxb-articles", "folders of truth.json and html, whose pages are flattened here")
	flag.StringVar(&o.tools, "tools", "", "folders with a folder for every other tool")
	flag.StringVar(&o.only, "only", "", "take only what these tools flattened")
	flag.BoolVar(&o.all, "all", false, "flatten pages here as every tool does, not each page as one of them")
	flag.StringVar(&o.scores, "scores", "", "file to keep the first scores of pages not seen in; they are read from it where it is there")
	flag.StringVar(&o.out, "out", "", "folder to write the model to, grown from all pages; none is written when empty")
	flag.StringVar(&o.dump, "dump", "", "folder to write to what was wrong on each page")
	flag.IntVar(&o.folds, "folds", 4, "number of parts for measuring; 0 measures nothing")
	flag.IntVar(&o.worst, "worst", 0, "number of pages of each tool to list that come out worst")
	flag.IntVar(&o.sample, "sample", 1, "take every n-th page only")
	flag.IntVar(&o.trees, "trees", 180, "trees of the first model")
	flag.IntVar(&o.fragments, "fragments", 2, "short pages that are made of each page")
	flag.IntVar(&o.leaves, "leaves", 28, "leaves of its trees")
	flag.IntVar(&o.regionTrees, "region-trees", 100, "trees of the second model")
	flag.IntVar(&o.regionLeaves, "region-leaves", 12, "leaves of its trees")
	flag.Float64Var(&o.regionRate, "region-rate", 0.1, "share of its trees' answers that counts")
	flag.IntVar(&o.titleTrees, "title-trees", 150, "trees of the model of titles")
	flag.IntVar(&o.titleLeaves, "title-leaves", 10, "leaves of its trees")
	flag.Float64Var(&o.rate, "rate", 0.12, "share of a tree's answer that counts")
	flag.Float64Var(&o.clean, "clean", 1, "weight of a text that has nothing but the article")
	flag.Float64Var(&o.extracted, "extracted", 0.4, "weight of what the tools of -tools made of a page")
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
		if err := t.crossValidate(o.folds); err != nil {
			return err
		}
		report("pages not seen, by the first scores", pages, func(p *page, i int) bool { return p.taken[i] })
		t.regions(o.folds)
		t.titles(o.folds)
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
	if t.region == nil || t.title == nil {
		return errors.New("-out needs -folds of 2 or more: the second model learns from scores of pages not seen")
	}
	return t.write(o.out)
}

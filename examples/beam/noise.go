package main

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/sdf"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/sitenoise"
)

// siteNoise returns the sitenoise.Keys of the lines that are noise. Lines travel
// as hashes of site and line, each of 8 bytes.
func siteNoise(s beam.Scope, c Config, tasks beam.PCollection) beam.PCollection {
	lines := beam.ParDo(s.Scope("lines"), &linesFn{Config: c}, tasks)
	// Pages that tell the same story count as one.
	stories := beam.CombinePerKey(s.Scope("stories"), firstPage, lines)
	counts := beam.CombinePerKey(s.Scope("count"), addCounts, beam.ParDo(s, &countFn{}, stories))
	sites := beam.ParDo(s.Scope("sites"), &sitesFn{Options: *c.SiteNoise}, counts)
	return beam.ParDo(s.Scope("judge"), &judgeFn{Options: *c.SiteNoise}, counts, beam.SideInput{Input: sites})
}

// PageLines are the lines of a page that may be noise.
type PageLines struct {
	// Order is the page's place in the inputs.
	Order int64
	// Site is the sitenoise.SiteKey of the page's site, Keys are the lines.
	Site int64
	Keys []int64
}

// LineCount says on how many pages of its site a line stands. Under the key of
// the site itself, it is the number of the site's pages.
type LineCount struct {
	Site, On int64
}

// linesFn lists the lines of all pages of a task, under the key of the page's
// story.
type linesFn struct {
	perTask
	Config Config

	lister *sitenoise.Lister
}

func (fn *linesFn) ProcessElement(ctx context.Context, claim *sdf.LockRTracker, t Task, emit func(int64, PageLines)) error {
	if !claim.TryClaim(int64(0)) {
		return nil
	}
	if fn.lister == nil {
		lister, err := sitenoise.NewLister(fn.Config.limits())
		if err != nil {
			return err
		}
		fn.lister = lister
	}
	order := t.Index << 32
	return t.records(ctx, fn.Config.Archive, func(record *archive.Record, lost error) error {
		order++
		if lost != nil {
			return nil
		}
		// What cannot be read has no lines: the step that cleans it says so.
		page, err := record.Page()
		if err != nil {
			return nil
		}
		lines, err := fn.lister.Lines(ctx, page)
		if err != nil || lines.Site == "" || len(lines.Lines) == 0 {
			return ctx.Err()
		}
		found := PageLines{Order: order, Site: int64(sitenoise.SiteKey(lines.Site)), Keys: make([]int64, len(lines.Lines))}
		for i, line := range lines.Lines {
			found.Keys[i] = int64(line.Key)
		}
		emit(int64(lines.StoryKey()), found)
		return nil
	})
}

// firstPage returns the page that comes first in the inputs.
func firstPage(a, b PageLines) PageLines {
	if b.Order < a.Order {
		return b
	}
	return a
}

// countFn counts the lines of a page, and the page.
type countFn struct{}

func (*countFn) ProcessElement(_ int64, page PageLines, emit func(int64, LineCount)) {
	emit(page.Site, LineCount{page.Site, 1})
	for _, key := range page.Keys {
		emit(key, LineCount{page.Site, 1})
	}
}

func addCounts(a, b LineCount) LineCount { return LineCount{a.Site, a.On + b.On} }

// sitesFn picks the sites that have pages enough to be judged.
type sitesFn struct{ Options sitenoise.Options }

func (fn *sitesFn) ProcessElement(key int64, c LineCount, emit func(site, pages int64)) {
	if key == c.Site && fn.Options.IsNoise(int(c.On), int(c.On)) {
		emit(key, c.On)
	}
}

// judgeFn picks the lines that are noise, and the sites that are judged.
type judgeFn struct {
	Options sitenoise.Options

	pages map[int64]int64
}

func (fn *judgeFn) ProcessElement(ctx context.Context, key int64, c LineCount, sites func(*int64, *int64) bool, emit func(int64)) {
	if fn.pages == nil {
		fn.pages = make(map[int64]int64)
		for site, pages := int64(0), int64(0); sites(&site, &pages); {
			fn.pages[site] = pages
		}
	}
	// A line of one page does not recur, whatever the options say.
	if c.On < 2 || !fn.Options.IsNoise(int(c.On), int(fn.pages[c.Site])) {
		return
	}
	emit(key)
	if key == c.Site {
		countedSites.Inc(ctx, 1)
	} else {
		countedSiteNoise.Inc(ctx, 1)
	}
}

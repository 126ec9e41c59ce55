package measure

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// bootstrapDraws is the number of draws behind every interval, the default of
// article-extraction-benchmark.
const bootstrapDraws = 1000

// Quality scores tools on sets.
type Quality struct {
	Tools    []tool.Tool
	Measures []Measure
	// Cleaner, when it reads text, is put behind every other tool that gives
	// back the text of an HTML page: a row more for each, which shows what the
	// cleaner adds to the tool or takes away from it.
	Cleaner tool.Tool
	// Limit is the time a tool has for one page before it counts as hung.
	Limit time.Duration
	// Workers is the number of pages under way at once.
	Workers int
	// Step, when set, is called once a page is done.
	Step func()
	// Keep, when set, is called with the text of every page that a tool gives
	// back, by several goroutines at once. Its error is the tool's.
	Keep func(tool, page, text string) error
}

// pageOf is what one tool made of one page.
type pageOf struct {
	err    error
	values []any
	scores []float64
}

// Set scores every tool on one set. The error is that of a page that could not
// be read; what tools do wrong is part of the result.
func (q Quality) Set(set dataset.Set) (SetResult, error) {
	rows := q.rows(set.Kind)
	outcomes := make([][]pageOf, len(set.Pages))
	if err := q.eachPage(set, func(i int, data []byte) {
		outcomes[i] = q.page(rows, set, i, data)
	}); err != nil {
		return SetResult{}, err
	}

	result := SetResult{Name: set.Name, Kind: string(set.Kind), Pages: len(set.Pages)}
	draws := make([]map[string][]float64, len(rows))
	for t, row := range rows {
		score := ToolScore{Tool: row.name}
		for i, page := range set.Pages {
			if err := outcomes[i][t].err; err != nil {
				score.Failures = append(score.Failures, failure(page.ID, err))
			}
		}
		draws[t] = q.sum(&score, set, row.fields, outcomes, t)
		result.Tools = append(result.Tools, score)
	}
	result.Differences = q.differences(result.Tools, draws)
	return result, nil
}

// row is one row of a set's scores: a tool, or the cleaner behind a tool.
type row struct {
	name   string
	fields tool.Fields
	run    tool.Func
	// behind is the row whose text run is given; -1 for the page itself.
	behind int
}

// rows returns the rows for a kind of page: tools that read it and fill
// something that can be scored, each followed by the cleaner behind it.
func (q Quality) rows(kind dataset.Kind) []row {
	var rows []row
	clean := q.Cleaner.Funcs[dataset.Text]
	for _, t := range q.Tools {
		if t.Funcs[kind] == nil || t.Fields == (tool.Fields{}) {
			continue
		}
		rows = append(rows, row{name: t.Name, fields: t.Fields, run: t.Funcs[kind], behind: -1})
		if clean != nil && kind == dataset.HTML && t.Fields.Text && t.Name != q.Cleaner.Name {
			rows = append(rows, row{
				name:   t.Name + " + " + q.Cleaner.Name,
				fields: tool.Fields{Text: true},
				run:    clean,
				behind: len(rows) - 1,
			})
		}
	}
	return rows
}

// eachPage reads the pages of a set and hands them to do, several at once. It
// returns the first error of reading.
func (q Quality) eachPage(set dataset.Set, do func(i int, data []byte)) error {
	var (
		wait  sync.WaitGroup
		once  sync.Once
		first error
		next  = make(chan int)
		stop  = make(chan struct{})
	)
	for range max(1, q.Workers) {
		wait.Go(func() {
			for i := range next {
				data, err := set.Pages[i].Read()
				if err != nil {
					once.Do(func() { first = err; close(stop) })
					return
				}
				do(i, data)
				if q.Step != nil {
					q.Step()
				}
			}
		})
	}
	func() {
		defer close(next)
		for i := range set.Pages {
			select {
			case next <- i:
			case <-stop:
				return
			}
		}
	}()
	wait.Wait()
	return first
}

// page runs the rows over one page and scores what they give back. A tool that
// fails has given back nothing.
func (q Quality) page(rows []row, set dataset.Set, i int, data []byte) []pageOf {
	page := set.Pages[i]
	given := make([]tool.Output, len(rows))
	out := make([]pageOf, len(rows))
	for t, r := range rows {
		var err error
		switch {
		case r.behind < 0:
			given[t], err = guarded(r.run, data, page.Address(), q.Limit)
		case given[r.behind].Text != "":
			given[t], err = guarded(r.run, []byte(given[r.behind].Text), page.Address(), q.Limit)
		}
		if q.Keep != nil && err == nil && r.behind < 0 && given[t].Text != "" {
			err = q.Keep(r.name, page.ID, given[t].Text)
		}
		o := pageOf{err: err, values: make([]any, len(q.Measures)), scores: make([]float64, len(q.Measures))}
		for m, measure := range q.Measures {
			if measure.takes(r.fields) && measure.has(page.Truth) {
				o.values[m], o.scores[m] = measure.compare(given[t], page.Truth)
			}
		}
		out[t] = o
	}
	return out
}

// sum adds the tool's scores, with their intervals, to score. It returns the
// main score of every bootstrap draw, by measure.
func (q Quality) sum(score *ToolScore, set dataset.Set, fields tool.Fields, outcomes [][]pageOf, t int) map[string][]float64 {
	draws := map[string][]float64{}
	for m, measure := range q.Measures {
		if !measure.takes(fields) {
			continue
		}
		var values []any
		var indices []int
		pages := map[string]float64{}
		for i, page := range set.Pages {
			if v := outcomes[i][t].values[m]; v != nil {
				indices = append(indices, len(values))
				values = append(values, v)
				pages[page.ID] = outcomes[i][t].scores[m]
			}
		}
		if len(values) == 0 {
			continue
		}
		drawn := make([][]float64, len(measure.Columns))
		draws[measure.Name] = metric.NewBootstrap(len(values), bootstrapDraws).Scores(func(d []int) float64 {
			columns := measure.sum(values, d)
			for c, v := range columns {
				drawn[c] = append(drawn[c], v)
			}
			return columns[0]
		})
		s := Score{Measure: measure.Name, Pages: pages}
		for c, v := range measure.sum(values, indices) {
			s.Values = append(s.Values, Value{
				Key: measure.Columns[c].Key, Value: v, Interval: metric.Interval(drawn[c]),
			})
		}
		score.Scores = append(score.Scores, s)
	}
	return draws
}

// differences pairs every two tools on the measures that both have.
func (q Quality) differences(tools []ToolScore, draws []map[string][]float64) []Difference {
	var out []Difference
	for _, measure := range q.Measures {
		for a := range tools {
			for b := a + 1; b < len(tools); b++ {
				left, right := draws[a][measure.Name], draws[b][measure.Name]
				if left == nil || right == nil {
					continue
				}
				l, _ := tools[a].Score(measure.Name)
				r, _ := tools[b].Score(measure.Name)
				out = append(out, Difference{
					Measure: measure.Name, A: tools[a].Tool, B: tools[b].Tool,
					Value:    l.Main().Value - r.Main().Value,
					Interval: metric.Interval(metric.Differences(left, right)),
				})
			}
		}
	}
	return out
}

func failure(page string, err error) Failure {
	kind := "error"
	switch {
	case errors.Is(err, errPanic):
		kind = "panic"
	case errors.Is(err, errHang):
		kind = "hang"
	}
	return Failure{Page: page, Kind: kind, Message: err.Error()}
}

// WorstPages returns the n lowest pages of a score, the lowest first.
func (s Score) WorstPages(n int) []string {
	pages := make([]string, 0, len(s.Pages))
	for id := range s.Pages {
		pages = append(pages, id)
	}
	slices.SortFunc(pages, func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Pages[a], s.Pages[b]), cmp.Compare(a, b))
	})
	return pages[:min(n, len(pages))]
}

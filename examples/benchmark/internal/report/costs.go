package report

import (
	"fmt"
	"slices"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
)

func speed(r measure.Result) []Table {
	var tables []Table
	for _, s := range r.Speed {
		t := Table{
			Title: "Time: " + kindTitle(dataset.Kind(s.Kind)),
			Note: fmt.Sprintf("%d pages, %.1f MB, %d rounds; × is the multiple of %s.",
				s.Pages, float64(s.Bytes)/1e6, s.Rounds, s.Reference),
			Header: []string{"tool"}, Words: 1,
		}
		for _, run := range s.Runs {
			suffix := fmt.Sprintf(" GOMAXPROCS=%d", run.Procs)
			t.Header = append(t.Header, "ms/page"+suffix, "×"+suffix, "MB/s"+suffix)
		}
		for i, tl := range s.Runs[0].Tools {
			cells := []string{tl.Tool}
			for _, run := range s.Runs {
				v := run.Tools[i]
				cells = append(cells, fmt.Sprintf("%.3g", v.PageMillis), fmt.Sprintf("%.2f", v.Multiple),
					fmt.Sprintf("%.1f", v.MegabytesPerSecond))
			}
			t.Rows = append(t.Rows, cells)
		}
		tables = append(tables, t)
	}
	return tables
}

func memory(r measure.Result) []Table {
	if len(r.Memory) == 0 {
		return nil
	}
	t := Table{
		Title:  "Memory for a page",
		Note:   "Means over the pages. The peak is the growth of the heap over what it was before the page.",
		Header: []string{"pages", "tool", "allocations", "allocated MB", "peak heap MB", "largest peak MB"}, Words: 2,
	}
	for _, m := range r.Memory {
		t.Rows = append(t.Rows, []string{m.Kind, m.Tool, fmt.Sprintf("%.0f", m.Allocations),
			fmt.Sprintf("%.2f", m.AllocatedBytes/1e6), fmt.Sprintf("%.2f", m.PeakBytes/1e6), fmt.Sprintf("%.2f", m.MaxPeakBytes/1e6)})
	}
	return []Table{t}
}

func growth(r measure.Result) []Table {
	if len(r.Growth) == 0 {
		return nil
	}
	t := Table{
		Title:  "Growth with the size of a page",
		Note:   "Milliseconds on made-up pages. The exponent is the k of time ~ size^k over the four largest sizes: 1 is linear. A curve ends after a size that took more than 2 s.",
		Header: []string{"pages", "tool", "exponent"}, Words: 2,
	}
	var sizes []int
	for _, g := range r.Growth {
		for _, p := range g.Points {
			if size := roundKiB(p.Bytes); !slices.Contains(sizes, size) {
				sizes = append(sizes, size)
			}
		}
	}
	slices.Sort(sizes)
	for _, size := range sizes {
		t.Header = append(t.Header, sizeName(size))
	}
	for _, g := range r.Growth {
		cells := []string{g.Shape, g.Tool, fmt.Sprintf("%.2f", g.Exponent)}
		for _, size := range sizes {
			cell := ""
			for _, p := range g.Points {
				if roundKiB(p.Bytes) == size {
					cell = fmt.Sprintf("%.3g", p.Millis)
				}
			}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, cells)
	}
	return []Table{t}
}

// roundKiB returns the power of two of KiB that a made-up page's size is about.
func roundKiB(bytes int) int {
	kib := 1
	for kib*1024*3/2 < bytes {
		kib *= 2
	}
	return kib
}

func sizeName(kib int) string {
	if kib >= 1024 {
		return fmt.Sprintf("%d MiB", kib/1024)
	}
	return fmt.Sprintf("%d KiB", kib)
}

func scaling(r measure.Result) []Table {
	if len(r.Scaling) == 0 {
		return nil
	}
	t := Table{
		Title:  "Throughput over cores",
		Note:   "Pages a second with as many workers as cores, and the multiple of one core's.",
		Header: []string{"pages", "tool"}, Words: 2,
	}
	for _, p := range r.Scaling[0].Points {
		t.Header = append(t.Header, fmt.Sprintf("%d cores", p.Cores), "×")
	}
	for _, s := range r.Scaling {
		cells := []string{s.Kind, s.Tool}
		for _, p := range s.Points {
			cells = append(cells, fmt.Sprintf("%.4g", p.PagesPerSecond), fmt.Sprintf("%.2f", p.SpeedUp))
		}
		t.Rows = append(t.Rows, cells)
	}
	return []Table{t}
}

// ChangeTables returns what became better and worse since an earlier run: pages
// is the number of pages to list in each direction.
func ChangeTables(changes []measure.Change, pages int) []Table {
	sum := Table{
		Title:  "Since the baseline",
		Header: []string{"set", "measure", "tool", "before", "after", "change", "better pages", "worse pages", "pages"}, Words: 3,
	}
	detail := Table{
		Title:  "Since the baseline, page by page",
		Header: []string{"set", "measure", "tool", "page", "before", "after", "change"}, Words: 4, Detail: true,
	}
	for _, c := range changes {
		if len(c.Better)+len(c.Worse) == 0 {
			continue
		}
		sum.Rows = append(sum.Rows, []string{c.Set, c.Measure, c.Tool, fmt.Sprintf("%.4f", c.Before), fmt.Sprintf("%.4f", c.After),
			fmt.Sprintf("%+.4f", c.After-c.Before), fmt.Sprint(len(c.Better)), fmt.Sprint(len(c.Worse)), fmt.Sprint(c.Pages)})
		for _, list := range [][]measure.PageChange{c.Worse, c.Better} {
			for _, p := range list[:min(pages, len(list))] {
				detail.Rows = append(detail.Rows, []string{c.Set, c.Measure, c.Tool, p.Page,
					fmt.Sprintf("%.3f", p.Before), fmt.Sprintf("%.3f", p.After), fmt.Sprintf("%+.3f", p.After-p.Before)})
			}
		}
	}
	if len(sum.Rows) == 0 {
		sum.Note = fmt.Sprintf("No page changed in %d scores.", len(changes))
		return []Table{sum}
	}
	return []Table{sum, detail}
}

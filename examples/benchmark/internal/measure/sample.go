package measure

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// Sample is pages of one kind, in memory, that are timed.
type Sample struct {
	Kind  dataset.Kind
	pages []samplePage
}

type samplePage struct {
	id      string
	address *url.URL
	data    []byte
}

// NewSample picks up to n pages of a kind from the sets: sorted by the size of
// their files, every k-th, so that small and large pages have their share.
func NewSample(sets []dataset.Set, kind dataset.Kind, n int) (Sample, error) {
	type candidate struct {
		page dataset.Page
		id   string
		data []byte
	}
	var all []candidate
	for _, set := range sets {
		if set.Kind != kind {
			continue
		}
		for _, page := range set.Pages {
			all = append(all, candidate{page: page, id: set.Name + "/" + page.ID})
		}
	}
	for i := range all {
		data, err := all[i].page.Read()
		if err != nil {
			return Sample{}, err
		}
		all[i].data = data
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(len(a.data), len(b.data)), cmp.Compare(a.id, b.id))
	})
	s := Sample{Kind: kind}
	for _, c := range all {
		s.pages = append(s.pages, samplePage{id: c.id, address: c.page.Address(), data: c.data})
	}
	return s.Spread(n), nil
}

// Len is the number of pages.
func (s Sample) Len() int { return len(s.pages) }

// Bytes is the size of all pages.
func (s Sample) Bytes() int {
	var sum int
	for _, p := range s.pages {
		sum += len(p.data)
	}
	return sum
}

// Dropped is a page that is not timed because a tool panicked or hung on it.
type Dropped struct {
	Page   string `json:"page"`
	Tool   string `json:"tool"`
	Reason string `json:"reason"`
}

// Ready runs every tool once over every page. It returns the sample without
// pages on which a tool panicked or hung, and the tools that are timed on the
// sample's kind of page, the kind's reference first.
func (s Sample) Ready(tools []tool.Tool, limit time.Duration, step func()) (Sample, []tool.Tool, []Dropped) {
	reference := tool.Reference(s.Kind)
	timed := []tool.Tool{reference}
	for _, t := range tools {
		if t.Funcs[s.Kind] != nil && !t.Untimed && t.Name != reference.Name {
			timed = append(timed, t)
		}
	}
	var dropped []Dropped
	kept := Sample{Kind: s.Kind}
	for _, p := range s.pages {
		usable := true
		for _, t := range timed {
			_, err := guarded(t.Funcs[s.Kind], p.data, p.address, limit)
			if errors.Is(err, errPanic) || errors.Is(err, errHang) {
				dropped = append(dropped, Dropped{Page: p.id, Tool: t.Name, Reason: fmt.Sprint(err)})
				usable = false
			}
		}
		if usable {
			kept.pages = append(kept.pages, p)
		}
		step()
	}
	return kept, timed, dropped
}

// run calls a tool on a page of the sample, whose outcome does not matter.
func (s Sample) run(t tool.Tool, p samplePage) {
	// An error says that the tool found no article, which takes its time too.
	_, _ = t.Funcs[s.Kind](p.data, p.address)
}

// Spread returns the sample with at most n of its pages, spread evenly over
// the sizes.
func (s Sample) Spread(n int) Sample {
	if n >= len(s.pages) {
		return s
	}
	out := Sample{Kind: s.Kind}
	for i := range n {
		out.pages = append(out.pages, s.pages[(2*i+1)*len(s.pages)/(2*n)])
	}
	return out
}

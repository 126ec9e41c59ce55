package sitenoise

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/step"
	"github.com/copydesk-go/copydesk/extract"
)

// Line is a line of a page.
type Line struct {
	// Key stands for the line of its site: see Key.
	Key  uint64
	Text string
}

// Lines are those of one page.
type Lines struct {
	// Site is the page's host without "www.", "" where the page has no address.
	Site string
	// Lines are those that may be noise, in the order of the page.
	Lines []Line
	// Story stands for the page's longest lines. Two pages of a site that share
	// it tell the same story and count as one.
	Story uint64
}

// StoryKey returns a number for the page's story on its site.
func (l Lines) StoryKey() uint64 { return SiteKey(l.Site) ^ l.Story }

// Key returns a number for a line of a site. Lines that clean.Fold makes the
// same have the same. It does not change between runs and machines.
func Key(site, text string) uint64 { return keyOf(site, clean.Fold(text)) }

// keyOf is Key of a line that has been folded: the FNV-1a hash, mixed once more.
func keyOf(site, folded string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range [...]string{site, "\x00", folded} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
	}
	return mix(h)
}

// mix spreads what differs in a few bits over all of them (the finalizer of
// SplitMix64).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// Site returns the site of an address: its host without "www.".
func Site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), "www.")
}

func siteOf(p *clean.Page) string {
	if site := Site(p.URL); site != "" {
		return site
	}
	return Site(p.Canonical)
}

// Lister lists the lines of pages. It is for one goroutine.
type Lister struct {
	extractor *extract.Extractor
	found     Lines
}

// NewLister returns a Lister. Its options are those of an extractor, such as
// limits.
func NewLister(opts ...extract.Option) (*Lister, error) {
	l := &Lister{}
	list := clean.Func("list", func(p *clean.Page) { l.found = linesOf(p) })
	e, err := extract.New(append(opts, extract.WithRules(list), extract.WithoutRules(clean.BuiltinRules()...))...)
	if err != nil {
		return nil, fmt.Errorf("sitenoise: %w", err)
	}
	l.extractor = e
	return l, nil
}

// Lines lists the lines of a page. Its error is that of the extractor.
func (l *Lister) Lines(ctx context.Context, page archive.Page) (Lines, error) {
	l.found = Lines{}
	_, err := step.Extract(ctx, l.extractor, page)
	if errors.Is(err, extract.ErrNoArticle) {
		err = nil
	}
	return l.found, err
}

// longestLine is the size in bytes above which a line is not looked at: it is
// text.
const longestLine = 1000

// storyLines is how many of the longest lines make up a story.
const storyLines = 3

// Fewer words say too little: "Pros", "Ingredients" and "What we like" stand on
// all articles of a kind. Scripts without spaces are judged by their size.
const (
	leastWords = 4
	leastBytes = 30
)

// isLine reports whether a line is looked at. The lines of a heading are not:
// headings recur where articles have one form.
func isLine(p *clean.Page, i int) bool {
	line := &p.Lines[i]
	return (p.Shape(i).Words >= leastWords || len(line.Text) >= leastBytes) && line.Form != clean.Heading && p.Blocks[line.Block].Level == 0
}

func linesOf(p *clean.Page) Lines {
	lines := Lines{Site: siteOf(p)}
	if lines.Site == "" {
		return lines
	}
	times := make(map[uint64]int, len(p.Lines))
	keys := make([]uint64, len(p.Lines))
	for i := range p.Lines {
		if isLine(p, i) {
			keys[i] = keyOf(lines.Site, p.Key(i))
			times[keys[i]]++
		}
	}
	type long struct {
		size int
		key  uint64
	}
	var longest []long
	for i, key := range keys {
		// What stands on a page again and again is a part of its form.
		if times[key] != 1 || !isLine(p, i) {
			continue
		}
		text := p.Lines[i].Text
		longest = append(longest, long{len(text), key})
		if len(text) <= longestLine {
			lines.Lines = append(lines.Lines, Line{key, text})
		}
	}
	slices.SortFunc(longest, func(a, b long) int {
		if a.size != b.size {
			return b.size - a.size
		}
		return int(a.key>>33) - int(b.key>>33)
	})
	for _, l := range longest[:min(len(longest), storyLines)] {
		lines.Story += mix(l.key)
	}
	return lines
}

package sitenoise

import (
	"cmp"
	"maps"
	"slices"
)

// Options say what counts as noise, and how much is kept in memory.
type Options struct {
	// Pages is the number of pages of a site from which on its lines are
	// judged, and Share the share of them from which on a line is noise. The
	// defaults are 8 and 0.5.
	Pages int     `json:"pages"`
	Share float64 `json:"share"`
	// MostLines and MostSites are the numbers of lines and sites that are
	// followed; the defaults are a million and 200,000. A line takes about 200
	// bytes. Beside them a Counter has 64 MiB for lines that it has seen once.
	MostLines int `json:"most_lines,omitempty"`
	MostSites int `json:"most_sites,omitempty"`
}

func (o Options) withDefaults() Options {
	o.Pages = cmp.Or(max(o.Pages, 0), 8)
	if o.Share <= 0 || o.Share > 1 {
		o.Share = 0.5
	}
	o.MostLines = cmp.Or(max(o.MostLines, 0), 1_000_000)
	o.MostSites = cmp.Or(max(o.MostSites, 0), 200_000)
	return o
}

// IsNoise reports whether a line that stands on some of a site's pages is noise.
func (o Options) IsNoise(on, pages int) bool {
	o = o.withDefaults()
	return pages >= o.Pages && float64(on) >= o.Share*float64(pages)
}

// Counter counts on how many pages of its site a line stands. It is for one
// goroutine. What it finds depends on the order of the pages where its memory
// does not hold them all.
type Counter struct {
	opts  Options
	sites map[string]*site
	lines int
	once  once
}

type site struct {
	pages int
	lines map[uint64]*counted
}

// counted is a line that was seen twice at least.
type counted struct {
	text string
	on   int // pages
}

// NewCounter returns a Counter.
func NewCounter(opts Options) *Counter {
	return &Counter{opts: opts.withDefaults(), sites: make(map[string]*site)}
}

// Add counts the lines of a page. A page without a site, and one that tells a
// story of its site again, is passed over.
func (c *Counter) Add(page Lines) {
	if page.Site == "" || len(page.Lines) == 0 || c.once.add(page.StoryKey()) {
		return
	}
	s := c.sites[page.Site]
	if s == nil {
		if len(c.sites) >= c.opts.MostSites {
			c.dropSites()
		}
		s = &site{lines: make(map[uint64]*counted)}
		c.sites[page.Site] = s
	}
	s.pages++
	for _, line := range page.Lines {
		if known := s.lines[line.Key]; known != nil {
			known.on++
		} else if c.once.add(line.Key) {
			if c.lines >= c.opts.MostLines {
				c.dropLines()
			}
			s.lines[line.Key] = &counted{line.Text, 2}
			c.lines++
		}
	}
}

// dropLines forgets lines that are far from being noise, so that no more than
// three quarters of the lines are left.
func (c *Counter) dropLines() {
	room := c.opts.MostLines * 3 / 4
	for share := c.opts.Share / 4; c.lines > room && share <= 1; share *= 1.5 {
		c.forget(func(s *site, line *counted) bool { return float64(line.on) < share*float64(s.pages) })
	}
	for pages := 2; c.lines > room; pages *= 2 {
		c.forget(func(s *site, _ *counted) bool { return s.pages < pages })
	}
}

func (c *Counter) forget(unlikely func(*site, *counted) bool) {
	for _, s := range c.sites {
		maps.DeleteFunc(s.lines, func(_ uint64, line *counted) bool {
			if !unlikely(s, line) {
				return false
			}
			c.lines--
			return true
		})
	}
}

// dropSites forgets the sites with the fewest pages, a quarter at least.
func (c *Counter) dropSites() {
	for pages := 1; len(c.sites) > c.opts.MostSites*3/4; pages *= 2 {
		maps.DeleteFunc(c.sites, func(_ string, s *site) bool {
			if s.pages > pages {
				return false
			}
			c.lines -= len(s.lines)
			return true
		})
	}
}

// Noise returns what has been found so far.
func (c *Counter) Noise() Noise {
	var n Noise
	for _, name := range slices.Sorted(maps.Keys(c.sites)) {
		s := c.sites[name]
		found := Found{Site: name, Pages: s.pages}
		for _, line := range s.lines {
			if c.opts.IsNoise(line.on, s.pages) {
				found.Lines = append(found.Lines, FoundLine{line.text, line.on})
			}
		}
		if len(found.Lines) > 0 {
			slices.SortFunc(found.Lines, func(a, b FoundLine) int {
				return cmp.Or(cmp.Compare(b.On, a.On), cmp.Compare(a.Text, b.Text))
			})
			n = append(n, found)
		}
	}
	return n
}

// once remembers what it was given, for a while: a Bloom filter of two halves,
// of which the older one is emptied when the newer one is full.
type once struct {
	halves [2][]uint64
	added  int
}

// A half has eight bits for each key that it holds: a full one takes 2 of 100
// strangers for known.
const (
	halfBits = 28
	halfKeys = 1 << 25
	hashes   = 5
)

// add remembers a key and reports whether it was known.
func (o *once) add(key uint64) bool {
	if o.halves[0] == nil {
		o.halves[0], o.halves[1] = make([]uint64, 1<<(halfBits-6)), make([]uint64, 1<<(halfBits-6))
	}
	if has(o.halves[0], key) {
		return true
	}
	known := has(o.halves[1], key)
	if o.added++; o.added > halfKeys {
		o.halves[0], o.halves[1] = o.halves[1], o.halves[0]
		clear(o.halves[0])
		o.added = 0
	}
	step := mix(key) | 1
	for range hashes {
		bit := key >> (64 - halfBits)
		o.halves[0][bit>>6] |= 1 << (bit & 63)
		key += step
	}
	return known
}

func has(half []uint64, key uint64) bool {
	step := mix(key) | 1
	for range hashes {
		bit := key >> (64 - halfBits)
		if half[bit>>6]&(1<<(bit&63)) == 0 {
			return false
		}
		key += step
	}
	return true
}

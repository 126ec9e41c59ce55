package clean

import (
	"slices"
	"sort"
)

// run is a stretch of a line between two borders of the elements inside it.
type run struct {
	start, end int
	name       pictureName // what the innermost element around it that says so is called
	own        bool        // an element that is made for parts of a text holds just it
}

// inlinesOf returns the elements inside line i in the order in which they begin.
func (p *Page) inlinesOf(i int) []Inline {
	from := sort.Search(len(p.Inlines), func(k int) bool { return p.Inlines[k].Line >= i })
	to := from
	for to < len(p.Inlines) && p.Inlines[to].Line == i {
		to++
	}
	return p.Inlines[from:to]
}

// runsOf cuts line i at the borders of the elements inside it. Links, bold and
// italic words are no parts of a line of their own unless they are called so.
func (p *Page) runsOf(i int) []run {
	text := p.Lines[i].Text
	inlines := p.inlinesOf(i)
	if len(inlines) == 0 || len(inlines) > maxRuns {
		return []run{{start: 0, end: len(text)}}
	}
	borders := []int{0, len(text)}
	names := make([]pictureName, len(inlines))
	for k := range inlines {
		in := &inlines[k]
		names[k] = nameOf(&in.Element)
		if isPart(in.Element.Tag) || names[k]&(namedCaption|namedCredit) != 0 {
			borders = append(borders, in.Start, in.End)
		}
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	runs := make([]run, 0, len(borders)-1)
	for b := 1; b < len(borders); b++ {
		r := run{start: borders[b-1], end: borders[b]}
		for k := range inlines {
			if in := &inlines[k]; in.Start <= r.start && r.end <= in.End {
				if names[k] != 0 {
					r.name = names[k]
				}
				r.own = r.own || isPart(in.Element.Tag)
			}
		}
		runs = append(runs, r)
	}
	return runs
}

// maxRuns is the number of elements inside one line up to which it is cut at
// their borders.
const maxRuns = 64

// isPart reports whether an inline element is used to part a text.
func isPart(tag string) bool {
	switch tag {
	case "span", "small", "cite", "em", "label", "font":
		return true
	}
	return false
}

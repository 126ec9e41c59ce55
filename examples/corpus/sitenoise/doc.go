// Package sitenoise finds the lines that a site has on most of its pages and
// that no rule knows: slogans, house advertisements, pleas, notices. It takes
// two passes over a corpus: one that counts lines site by site, and one in which
// a rule removes them.
//
// Lines of fewer than four words, headings, and what a page has several times
// are left alone: "Ingredients" and "What we like" recur because a site's
// articles have a form.
//
//	lister, err := sitenoise.NewLister()
//	counter := sitenoise.NewCounter(sitenoise.Options{})
//	for each page {
//		lines, err := lister.Lines(ctx, page)
//		counter.Add(lines)
//	}
//	rule := counter.Noise().Rule()
//
// The memory of a Counter is bounded, whatever the number of pages. What that
// costs is that lines of sites with few pages far apart may not be found; a line
// is never counted more often than it stands on pages of its site, but for those
// few in a hundred that a Bloom filter takes for seen, and those by one.
package sitenoise

package sitenoise

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/step"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// TestDevelopmentData measures what the second pass changes on real pages. The
// sets have two or three pages of a site at most, so that nothing is judged by
// default; taking for noise what stands on both of two pages shows what harm it
// can do. The sets do not agree whether a line such as "Like all our journalists,
// I test with complete editorial independence" belongs to the article: two pages
// have it, two have not.
func TestDevelopmentData(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all pages of the development data")
	}
	for _, set := range []string{"wcxb-articles", "fundus-news", "trafilatura-segments"} {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		l, err := NewLister()
		require.NoError(t, err)
		count := NewCounter(Options{Pages: 2, Share: 1})
		sites := map[string]int{}
		site := make([]string, len(pages))
		for i, p := range pages {
			lines, err := l.Lines(t.Context(), archive.Page{URL: p.URL, Kind: extract.KindHTML, Body: p.HTML})
			require.NoError(t, err)
			count.Add(lines)
			site[i] = lines.Site
			sites[lines.Site]++
		}
		noise := count.Noise()
		var scores [2][]metric.Shingles
		var segments [2][]metric.Segments
		changed, affected := 0, 0
		for i, p := range pages {
			if site[i] == "" || sites[site[i]] < 2 {
				continue
			}
			affected++
			var texts [2]string
			for k, rules := range [][]clean.Rule{nil, {noise.Rule()}} {
				e, err := extract.New(extract.WithRules(rules...))
				require.NoError(t, err)
				doc, err := step.Extract(t.Context(), e, archive.Page{URL: p.URL, Kind: extract.KindHTML, Body: p.HTML})
				require.NoError(t, err)
				texts[k] = doc.Article.Text()
				if p.Text != "" {
					scores[k] = append(scores[k], metric.CompareShingles(texts[k], p.Text))
				}
				segments[k] = append(segments[k], metric.CompareSegments(texts[k], p.With, p.Without))
			}
			if texts[0] != texts[1] {
				changed++
			}
		}
		before, after := metric.SumArticle(scores[0]).F1, metric.SumArticle(scores[1]).F1
		segBefore, segAfter := metric.SumSegments(segments[0]).F1(), metric.SumSegments(segments[1]).F1()
		t.Logf("%s: %d pages of sites with two pages or more, %d lines, %d articles changed: shingle F1 %.4f -> %.4f, segment F1 %.4f -> %.4f",
			set, affected, noise.Count(), changed, before, after, segBefore, segAfter)
		assert.GreaterOrEqual(t, after, before-0.002)
		assert.GreaterOrEqual(t, segAfter, segBefore-0.005)
		assert.Empty(t, NewCounter(Options{}).Noise())
	}
}

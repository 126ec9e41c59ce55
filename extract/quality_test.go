package extract_test

import (
	"bytes"
	"testing"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

func TestQuality(t *testing.T) {
	for _, set := range []string{"fundus-news", "wcxb-articles", "trafilatura-segments"} {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		if err != nil {
			t.Fatal(err)
		}
		var shingles []metric.Shingles
		var segments []metric.Segments
		words := 0.0
		e, _ := extract.New()
		for _, p := range pages {
			text := ""
			doc, err := e.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{})
			if err != nil {
				t.Log(p.ID, err)
			} else {
				text = doc.Article.Text()
			}
			if p.Text != "" {
				shingles = append(shingles, metric.CompareShingles(text, p.Text))
				words += metric.WordF1(text, p.Text)
			}
			segments = append(segments, metric.CompareSegments(text, p.With, p.Without))
		}
		t.Logf("%s: %+v words %.4f segments %.4f", set, metric.SumArticle(shingles), words/float64(max(1, len(shingles))), metric.SumSegments(segments).F1())
	}
}

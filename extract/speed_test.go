package extract_test

import (
	"bytes"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// BenchmarkHTML reads the pages of the development data, and reports how many
// times as long as parsing alone it takes from bytes to Document. Both are
// measured in turn, page by page, on the goroutine of the benchmark; run it
// with -cpu 1.
func BenchmarkHTML(b *testing.B) {
	for _, set := range []string{"fundus-news", "wcxb-articles", "trafilatura-segments"} {
		b.Run(set, func(b *testing.B) {
			pages, err := devdata.Set(devdata.Path(b, "corpus", set))
			if err != nil {
				b.Fatal(err)
			}
			e, err := extract.New()
			if err != nil {
				b.Fatal(err)
			}
			size := 0
			for _, p := range pages {
				size += len(p.HTML)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			var parse, read time.Duration
			for b.Loop() {
				for _, p := range pages {
					began := time.Now()
					if _, err := html.Parse(bytes.NewReader(p.HTML)); err != nil {
						b.Log(p.ID, err)
					}
					parsed := time.Now()
					if _, err := e.HTML(b.Context(), bytes.NewReader(p.HTML), extract.Source{}); err != nil {
						b.Log(p.ID, err)
					}
					parse += parsed.Sub(began)
					read += time.Since(parsed)
				}
			}
			b.ReportMetric(float64(read)/float64(parse), "parses")
		})
	}
}

package extract_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
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

// BenchmarkGrowth reads pages of a few shapes in growing sizes, without the
// limits that would end the reading of the largest, and reports what a byte takes.
func BenchmarkGrowth(b *testing.B) {
	e, err := extract.New(extract.WithLimits(extract.Limits{
		Bytes: math.MaxInt64, DecodedBytes: math.MaxInt64, OutputBytes: math.MaxInt64,
		Nodes: math.MaxInt, Lines: math.MaxInt, LineBytes: math.MaxInt,
	}))
	if err != nil {
		b.Fatal(err)
	}
	for _, shape := range []struct {
		name  string
		sizes []int // of what the page has many of
		make  func(n int) string
	}{
		{"paragraphs", []int{1 << 12, 1 << 14, 1 << 16, 1 << 18}, func(n int) string {
			return "<article>" + repeated(n, "<p>The ferry to the outer isles left the old quay %d minutes late on Monday, since a crane "+
				"had let go of its load, and the pilot, who saw it fall, asked for <a href=/log>the log</a> of the day before.</p>\n") + "</article>"
		}},
		{"siblings", []int{1e4, 1e5, 1e6}, func(n int) string { return repeated(n, "<p>Pier %d</p>") }},
		{"nesting", []int{1e3, 1e4, 1e5}, func(n int) string {
			return strings.Repeat("<div>", n) + "The ferry left the old quay." + strings.Repeat("</div>", n)
		}},
		{"attributes", []int{1e3, 1e4, 1e5}, func(n int) string {
			return "<p" + repeated(n, " data-a%d=b") + ">The ferry left the old quay.</p>"
		}},
		{"one text", []int{1 << 13, 1 << 16, 1 << 19}, func(n int) string {
			return "<p>" + repeated(n, "The ferry to the outer isles left the old quay on Monday, %d minutes after the crane had let go. ")
		}},
	} {
		for _, n := range shape.sizes {
			page := []byte("<!doctype html><title>The ferry</title><body><h1>The ferry</h1>" + shape.make(n))
			b.Run(fmt.Sprintf("%s/%d", shape.name, n), func(b *testing.B) {
				b.SetBytes(int64(len(page)))
				for b.Loop() {
					if _, err := e.HTML(b.Context(), bytes.NewReader(page), extract.Source{}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(page)), "ns/byte")
			})
		}
	}
}

// repeated prints a format that takes a number n times.
func repeated(n int, format string) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, format, i)
	}
	return s.String()
}

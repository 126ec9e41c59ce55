package clean_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// BenchmarkText labels pages of plain text and reports how many times as long it
// takes as one bytes.Fields pass over the same bytes, and for each byte of text how
// many bytes it allocates, as pages follow each other and for a first page, and how
// many the labelled page holds. Time is measured in turn, page by page, on the
// goroutine of the benchmark; run it with -cpu 1.
func BenchmarkText(b *testing.B) {
	made := func(text string) func(*testing.B) []string {
		return func(*testing.B) []string { return []string{text} }
	}
	sets := []struct {
		name  string
		texts func(*testing.B) []string
	}{
		{"bs4", corpusTexts},
		{"html-text", corpusTexts},
		{"html2text", corpusTexts},
		{"readability-lxml", corpusTexts},
		{"thousand lines", made(shortLines(1000))},
		{"million equal lines", made(strings.Repeat("Read more about the harbour of Selmouth\n", 1_000_000))},
		{"million short lines", made(shortLines(1_000_000))},
		{"million paragraphs", made(strings.ReplaceAll(shortLines(1_000_000), "\n", ".\n\n"))},
		{"64 MB of a million lines", made(longLines(1_000_000, 64<<20))},
		{"one line", made(strings.ReplaceAll(longLines(100_000, 6<<20), "\n", " "))},
	}
	for _, set := range sets {
		b.Run(set.name, func(b *testing.B) { benchmarkText(b, set.texts(b)) })
	}
}

func benchmarkText(b *testing.B, texts []string) {
	cleaner, err := clean.New()
	require.NoError(b, err)
	cleaner.Label(clean.TextPage("x"))
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var fields, label time.Duration
	for b.Loop() {
		for _, text := range texts {
			inFields, inLabel := timesOf(text, cleaner)
			fields += inFields
			label += inLabel
		}
	}
	b.StopTimer()
	b.ReportMetric(float64(label)/float64(fields), "fields")
	b.ReportMetric(allocatedBy(texts, cleaner)/float64(size), "allocated/byte")
	first, live := memoryOf(texts, cleaner)
	b.ReportMetric(first/float64(size), "first/byte")
	b.ReportMetric(live/float64(size), "live/byte")
}

// timesOf returns how long bytes.Fields and labelling take on a text.
func timesOf(text string, cleaner *clean.Cleaner) (fields, label time.Duration) {
	input := []byte(text)
	began := time.Now()
	runtime.KeepAlive(bytes.Fields(input))
	fields = time.Since(began)
	began = time.Now()
	page := clean.TextPage(text)
	runtime.KeepAlive(cleaner.Label(page))
	label = time.Since(began)
	page.Release()
	return fields, label
}

// allocatedBy returns the bytes that labelling texts one after the other allocates.
func allocatedBy(texts []string, cleaner *clean.Cleaner) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, text := range texts {
		page := clean.TextPage(text)
		runtime.KeepAlive(cleaner.Label(page))
		page.Release()
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// memoryOf returns the bytes that labelling texts allocates where nothing has been
// kept from other pages, and those that the labelled pages hold, the texts themselves
// aside.
func memoryOf(texts []string, cleaner *clean.Cleaner) (allocated, live float64) {
	var before, after runtime.MemStats
	for _, text := range texts {
		collectGarbage()
		runtime.ReadMemStats(&before)
		page := clean.TextPage(text)
		decisions := cleaner.Label(page)
		runtime.ReadMemStats(&after)
		allocated += float64(after.TotalAlloc - before.TotalAlloc)
		collectGarbage()
		runtime.ReadMemStats(&after)
		live += float64(after.HeapAlloc) - float64(before.HeapAlloc)
		runtime.KeepAlive(decisions)
		runtime.KeepAlive(page)
	}
	return allocated, live
}

// collectGarbage frees what nothing refers to, and after that what pools keep.
func collectGarbage() {
	for range 3 {
		runtime.GC()
	}
}

// BenchmarkNew makes a Cleaner after the first: what all share is there.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, err := clean.New()
		require.NoError(b, err)
	}
}

// shortLines returns n lines that all differ.
func shortLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Harbour notice %d of the board of Selmouth\n", i)
	}
	return b.String()
}

// longLines returns n lines of as many bytes together.
func longLines(n, size int) string {
	const sentence = "The board of Selmouth said on Tuesday that the ferry would run again in spring. "
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Notice %d: ", i)
		for want := (i + 1) * (size / n); b.Len() < want-1; {
			b.WriteString(sentence[:min(len(sentence), want-1-b.Len())])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// corpusTexts returns the pages of the tool that the benchmark is named after.
func corpusTexts(b *testing.B) []string {
	return readTexts(b, devdata.Path(b, "corpus", "plain-text", path.Base(b.Name())))
}

// readTexts reads every fourth file of a folder.
func readTexts(b *testing.B, dir string) []string {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt.gz"))
	require.NoError(b, err)
	var texts []string
	for i := 0; i < len(paths); i += 4 {
		f, err := os.Open(paths[i])
		require.NoError(b, err)
		z, err := gzip.NewReader(f)
		require.NoError(b, err)
		data, err := io.ReadAll(z)
		require.NoError(b, err)
		require.NoError(b, f.Close())
		texts = append(texts, string(data))
	}
	return texts
}

package clean_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
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
// takes as one bytes.Fields pass over the same bytes. Both are measured in turn,
// page by page, on the goroutine of the benchmark; run it with -cpu 1.
func BenchmarkText(b *testing.B) {
	sets := map[string][]string{
		"million equal lines": {strings.Repeat("Read more about the harbour of Selmouth\n", 1_000_000)},
		"million short lines": {shortLines(1_000_000)},
		"thousand lines":      {shortLines(1000)},
	}
	for _, tool := range []string{"bs4", "html-text", "html2text", "readability-lxml"} {
		sets[tool] = nil
	}
	for name, texts := range sets {
		b.Run(name, func(b *testing.B) {
			if texts == nil {
				texts = readTexts(b, devdata.Path(b, "corpus", "plain-text", name))
			}
			benchmarkText(b, texts)
		})
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
			input := []byte(text)
			began := time.Now()
			runtime.KeepAlive(bytes.Fields(input))
			read := time.Now()
			runtime.KeepAlive(cleaner.Label(clean.TextPage(text)))
			fields += read.Sub(began)
			label += time.Since(read)
		}
	}
	b.ReportMetric(float64(label)/float64(fields), "fields")
}

// shortLines returns n lines that all differ.
func shortLines(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Harbour notice %d of the board of Selmouth\n", i)
	}
	return b.String()
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

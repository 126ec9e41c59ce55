package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkWorkers runs the whole program with one worker to one a core. The
// input is CORPUS_BENCH_INPUT, or made up.
func BenchmarkWorkers(b *testing.B) {
	benchmarkWorkers(b, []string{"warc.gz", "jsonl.zst"}, []int{1, 2, 4, 8})
}

func benchmarkWorkers(b *testing.B, kinds []string, workers []int) {
	inputs := map[string]string{}
	if path := os.Getenv("CORPUS_BENCH_INPUT"); path != "" {
		inputs[filepath.Base(path)] = path
	} else {
		for _, kind := range kinds {
			inputs[kind] = generated(b, "pages."+kind, 2000)
		}
	}
	for name, path := range inputs {
		for _, n := range workers {
			b.Run(fmt.Sprintf("%s/workers=%d", name, n), func(b *testing.B) {
				pages := 0
				for b.Loop() {
					out := filepath.Join(b.TempDir(), "out")
					stderr, status := corpus(b, "-workers", fmt.Sprint(n), "-in", path, "-out", out)
					require.Zero(b, status, stderr)
					_, err := fmt.Sscanf(stderr, "%d records, %d rows", new(int), &pages)
					require.NoError(b, err)
				}
				b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
			})
		}
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkWorkers runs the whole program with one worker on one core, two on
// two, and so on to more than there are cores. The input is CORPUS_BENCH_INPUT,
// or made up.
func BenchmarkWorkers(b *testing.B) {
	inputs := map[string]string{}
	if path := os.Getenv("CORPUS_BENCH_INPUT"); path != "" {
		inputs[filepath.Base(path)] = path
	} else {
		for _, kind := range []string{"warc.gz", "jsonl.zst"} {
			inputs[kind] = generated(b, "pages."+kind, 2000)
		}
	}
	for name, path := range inputs {
		for _, n := range []int{1, 2, 4, 8} {
			b.Run(fmt.Sprintf("%s/workers=%d", name, n), func(b *testing.B) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(min(n, runtime.NumCPU())))
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

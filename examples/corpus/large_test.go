package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// cost is what a run took.
type cost struct {
	took, processor time.Duration
	memory          int64 // bytes, at the most
}

// child runs the program as a process of its own on a number of cores, 0 for
// all; it is killed after a while unless that is 0. It returns what it cost.
func child(t *testing.T, cores int, kill time.Duration, args ...string) (spent *cost, killed bool) {
	t.Helper()
	program, err := os.Executable()
	require.NoError(t, err)
	c := exec.Command(program, append([]string{"-progress", "0"}, args...)...)
	c.Env = append(os.Environ(), asProgram+"=1")
	if cores > 0 {
		c.Env = append(c.Env, "GOMAXPROCS="+strconv.Itoa(cores))
	}
	var stderr bytes.Buffer
	c.Stderr = &stderr
	began := time.Now()
	require.NoError(t, c.Start())
	if kill > 0 {
		timer := time.AfterFunc(kill, func() { _ = c.Process.Kill() })
		defer timer.Stop()
	}
	if err := c.Wait(); err != nil {
		exit := (*exec.ExitError)(nil)
		require.ErrorAs(t, err, &exit)
		require.True(t, exit.Sys().(syscall.WaitStatus).Signaled(), stderr.String())
		return nil, true
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return &cost{time.Since(began), c.ProcessState.UserTime() + c.ProcessState.SystemTime(), usage.Maxrss << 10}, false
}

// TestLarge runs over as many made-up pages as CORPUS_LARGE says, in three kinds
// of archives: with one worker on one core and two on two, and killed ten times. It takes
// about ten minutes of a quiet machine for 200,000.
func TestLarge(t *testing.T) {
	pages, err := strconv.Atoi(os.Getenv("CORPUS_LARGE"))
	if err != nil {
		t.Skip("CORPUS_LARGE is no number of pages")
	}
	const mostMemory = 1 << 30
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	for _, tt := range []struct{ kind, format string }{{"warc.gz", "jsonl"}, {"jsonl.zst", "jsonl"}, {"parquet", "parquet"}} {
		t.Run(tt.kind, func(t *testing.T) {
			in := generated(t, "pages."+tt.kind, pages)
			out := t.TempDir()
			args := []string{"-in", in, "-format", tt.format, "-shard-rows", strconv.Itoa(max(pages/40, 1)), "-out"}
			var costs [2]*cost
			for n, workers := range []string{"1", "2"} {
				costs[n], _ = child(t, n+1, 0, append(args, filepath.Join(out, workers), "-workers", workers)...)
				t.Logf("%s workers: %v, %.0f pages/s, processor time %v, peak memory %.0f MB", workers, costs[n].took.Round(time.Millisecond),
					float64(pages)/costs[n].took.Seconds(), costs[n].processor.Round(time.Millisecond), float64(costs[n].memory)/1e6)
				assert.Less(t, costs[n].memory, int64(mostMemory))
			}
			t.Logf("two workers on two cores are %.2f times as fast as one", costs[0].took.Seconds()/costs[1].took.Seconds())
			want := tree(t, filepath.Join(out, "1"))
			assert.Equal(t, want, tree(t, filepath.Join(out, "2")))

			kills := 0
			for n := 0; ; n++ {
				var after time.Duration
				if n < 10 {
					after = time.Duration(r.Int64N(int64(costs[1].took / 5)))
				}
				_, killed := child(t, 0, after, append(args, filepath.Join(out, "killed"), "-workers", "2", "-resume")...)
				if !killed {
					break
				}
				kills++
			}
			t.Logf("killed %d times", kills)
			assert.Positive(t, kills)
			assert.Equal(t, want, tree(t, filepath.Join(out, "killed")))
		})
	}
}

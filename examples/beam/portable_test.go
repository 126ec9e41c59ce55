package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// prismServer starts Prism as a process of its own and returns its endpoint.
func prismServer(t *testing.T, ctx context.Context) string {
	t.Helper()
	// Building it counts for nothing: the machine may not have done it before.
	built, err := exec.Command("go", "tool", "-n", "prism").Output()
	require.NoError(t, err)
	port := freePort(t)
	cmd := exec.CommandContext(ctx, strings.TrimSpace(string(built)), "--job_port", strconv.Itoa(port),
		"--serve_http=false", "--log_kind", "text", "--idle_shutdown_timeout", longest.String())
	process(t, cmd)
	return listening(t, ctx, port)
}

// pool starts a process that works for others, and returns it and its endpoint.
func pool(t *testing.T, ctx context.Context) (*os.Process, string) {
	t.Helper()
	port := freePort(t)
	cmd := self(ctx, "--worker-pool", strconv.Itoa(port))
	process(t, cmd)
	return cmd.Process, listening(t, ctx, port)
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "localhost:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// listening waits until something listens on a port.
func listening(t *testing.T, ctx context.Context, port int) string {
	t.Helper()
	endpoint := fmt.Sprintf("localhost:%d", port)
	for ctx.Err() == nil {
		c, err := net.DialTimeout("tcp", endpoint, time.Second)
		if err == nil {
			c.Close()
			return endpoint
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("nothing listens on " + endpoint)
	return ""
}

// portable returns the command of a run on a server.
func portable(ctx context.Context, endpoint string, args ...string) *exec.Cmd {
	return self(ctx, append([]string{"--runner=universal", "--endpoint=" + endpoint, "--compress=none"}, args...)...)
}

// skipPortable skips tests that start engines and workers as processes.
func skipPortable(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
}

func TestPrismAsAnotherProcess(t *testing.T) {
	skipPortable(t)
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	in, out := corpusFolder(t), filepath.Join(t.TempDir(), "out")
	endpoint := prismServer(t, ctx)
	told, err := portable(ctx, endpoint, "--environment_type=LOOPBACK", "--input", in, "--output", out, "--site-noise", "--site-pages=6").CombinedOutput()
	require.NoError(t, err, "%s", told)
	want := fromCorpus(t, "-in", in, "-site-noise", "-site-pages", "6")
	assert.Equal(t, want, slices.Concat(shards(t, out)...))
	assert.Regexp(t, fmt.Sprintf(`(?m)^documents +%d$`, len(want)), string(told))
	assert.Empty(t, left(t, out))
}

// A worker is a process of its own, too, and is killed in the middle of the work.
// Prism does not give the work to another one, but ends the job. What is there is
// whole then, and the same run once more makes the rest.
func TestWorkerThatIsKilled(t *testing.T) {
	skipPortable(t)
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	const files, pages = 30, 40
	in := t.TempDir()
	for i := range files {
		generate(t, filepath.Join(in, fmt.Sprintf("%02d.warc.gz", i)), i*pages, pages)
	}
	want := fromCorpus(t, "-in", in)
	server := prismServer(t, ctx)
	var args []string
	var out string
	for {
		out = filepath.Join(t.TempDir(), "out")
		args = []string{"--input", in, "--output", out, "--environment_type=EXTERNAL"}
		worker, endpoint := pool(t, ctx)
		driver := portable(ctx, server, append(args, "--environment_config="+endpoint)...)
		told := process(t, driver)
		for len(shards(t, out)) == 0 || len(left(t, out)) == 0 && len(shards(t, out)) < files {
			require.NoError(t, ctx.Err(), "no shard appeared")
			time.Sleep(5 * time.Millisecond)
		}
		require.NoError(t, worker.Kill())
		err := driver.Wait()
		require.NoError(t, ctx.Err(), "the run did not end when its worker was killed")
		done := shards(t, out)
		if len(done) == files {
			continue // It was done before it could be killed.
		}
		require.Error(t, err, "the run does not say that its worker was killed: %s", told)
		assert.Equal(t, 2, driver.ProcessState.ExitCode())
		for _, lines := range done {
			assert.Len(t, lines, pages, "a shard appears whole or not at all")
		}
		t.Logf("killed after %d of %d shards; left: %v", len(done), files, left(t, out))
		break
	}

	_, endpoint := pool(t, ctx)
	again, err := portable(ctx, server, append(args, "--environment_config="+endpoint)...).CombinedOutput()
	require.NoError(t, err, "%s", again)
	assert.Equal(t, want, slices.Concat(shards(t, out)...))
	assert.Empty(t, left(t, out))
}

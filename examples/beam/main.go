// Beam cleans a corpus of saved news pages on an engine that runs Apache Beam
// pipelines: what examples/corpus does on one machine, with the same step, the
// same output and the same flags where they mean the same.
//
//	go run . --input PATH [--input PATH]... --output DIR [flags]
//	go run . --runner=universal --endpoint=HOST:PORT --environment_type=LOOPBACK ...
//
// Without --runner it runs on Beam's Prism inside this process.
//
// Every file of the inputs becomes a shard of its own, written by the worker that
// reads the file, so that no page ever travels between workers. Pages that are
// files of their own share shards. A shard's name depends on its input alone, it
// appears whole or not at all, and a task that an engine tries again writes the
// same bytes again.
//
// The exit status is 0 when all is done and 2 when it could not be done.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/extworker"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

func main() {
	var o options
	o.register(flag.CommandLine)
	registerTypes()
	flag.Parse()
	// In a worker that an engine has started, this does not return.
	beam.Init()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := o.run(ctx, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "beam: %s\n", strings.Join(strings.Fields(err.Error()), " "))
		os.Exit(2)
	}
}

// run is the program.
func (o *options) run(ctx context.Context, log io.Writer) error {
	if o.pool != 0 {
		return servePool(ctx, o.pool)
	}
	in, c, err := o.check()
	if err != nil {
		return err
	}
	counters, err := run(ctx, in, c)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(counters)) {
		fmt.Fprintf(log, "%-20s %12d\n", name, counters[name])
	}
	return nil
}

// run runs the pipeline on the engine that the flags name and returns its
// counters. With --async it returns none, as soon as the engine has the job.
func run(ctx context.Context, in archive.Inputs, c Config) (map[string]int64, error) {
	out := folderOf(c.Output)
	done := state{Settings: settings{Inputs: in.Paths, Config: c}}
	if err := prepareOutput(ctx, out, done.Settings); err != nil {
		return nil, fmt.Errorf("output %s: %w", c.Output, err)
	}
	if strings.EqualFold(*jobopts.EnvironmentType, "EXTERNAL") && *jobopts.WorkerBinary == "" {
		// The workers run already: without this, Beam compiles one and uploads it.
		*jobopts.WorkerBinary = os.DevNull
	}
	p, s := beam.NewPipelineWithRoot()
	pipeline(s, c, in)
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil || *jobopts.Async {
		return nil, err
	}
	done.Complete, done.Counters = true, make(map[string]int64)
	ours := func(r metrics.SingleResult) bool { return r.Namespace() == namespace }
	for _, counter := range result.Metrics().Query(ours).Counters() {
		done.Counters[counter.Name()] += counter.Result()
	}
	if err := errors.Join(out.removeAttempts(), saveState(ctx, out, done)); err != nil {
		return nil, fmt.Errorf("output %s: %w", c.Output, err)
	}
	return done.Counters, nil
}

// servePool works for runs with --environment_type=EXTERNAL and
// --environment_config=localhost:PORT until the context is done.
func servePool(ctx context.Context, port int) error {
	pool, err := extworker.StartLoopback(context.WithoutCancel(ctx), port)
	if err != nil {
		return err
	}
	<-ctx.Done()
	return pool.Stop(context.WithoutCancel(ctx))
}

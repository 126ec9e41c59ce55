// Corpus cleans a corpus of saved news pages on one machine: folders of pages,
// tar, WARC and WET files, JSON lines, Parquet in; shards of JSON lines or
// Parquet, or folders of Markdown, out.
//
//	go run . -in PATH [-in PATH]... -out DIR [flags]
//
// The output has the order of the input, whatever the number of workers, and
// the same input gives the same bytes. A page that cannot be read becomes a row
// with an error, and the run goes on.
//
// An interrupt ends the run with the shard that is running, a second one at
// once; -resume goes on after the last whole shard, and the result is that of a
// run that was never stopped.
//
// The exit status is 0 when all is done, 1 when the run was stopped before its
// end, and 2 when it could not be done: wrong usage, an input that cannot be
// read, an output that cannot be written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/copydesk-go/copydesk/examples/corpus/internal/crawl"
)

// Exit statuses.
const (
	exitDone    = 0
	exitStopped = 1
	exitBad     = 2
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	stop := make(chan struct{})
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		fmt.Fprintln(os.Stderr, "corpus: stopping with the shard that is running; once more stops at once")
		close(stop)
		<-signals
		cancel()
	}()
	os.Exit(run(ctx, stop, os.Args[1:], os.Stderr))
}

// run is the program: it returns the exit status. It ends with the running
// shard when stop is closed, and at once when the context is done.
func run(ctx context.Context, stop <-chan struct{}, args []string, stderr io.Writer) int {
	fail := func(err error) int {
		fmt.Fprintf(stderr, "corpus: %s\n", strings.Join(strings.Fields(err.Error()), " "))
		return exitBad
	}
	o, err := parseOptions(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	if err != nil {
		return fail(err)
	}
	if err := o.inputs.Check(); err != nil {
		return fail(err)
	}
	opts, err := o.crawl(ctx, stop, stderr)
	if errors.Is(err, crawl.ErrStopped) {
		fmt.Fprintln(stderr, "corpus: stopped while lines of sites were counted: -resume begins with that again")
		return exitStopped
	}
	if err != nil {
		return fail(err)
	}
	report, err := crawl.Run(ctx, opts)
	if errors.Is(err, crawl.ErrStopped) {
		fmt.Fprintf(stderr, "corpus: stopped; %d whole shards: -resume goes on after them\n", report.Shards)
		return exitStopped
	}
	if err != nil {
		return fail(err)
	}
	if err := report.Write(stderr); err != nil {
		return fail(err)
	}
	return exitDone
}

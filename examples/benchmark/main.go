// Command benchmark compares copydesk with the extractors that a Go program
// would use instead, on saved pages whose truth is known: for the quality of
// what they give back, and for time, memory and growth.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/report"
)

// Exit statuses.
const (
	exitOK      = 0
	exitFailure = 1 // an output could not be made
	exitBad     = 2 // the command line, a set or a baseline is bad
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program: it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	start := time.Now()
	fail := func(status int, err error) int {
		fmt.Fprintf(stderr, "benchmark: %s\n", strings.Join(strings.Fields(err.Error()), " "))
		return status
	}
	o, err := parseOptions(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		return fail(exitBad, err)
	}
	r, err := measureAll(o, newProgress(stderr))
	if err != nil {
		return fail(exitBad, err)
	}
	r.Taken, r.Seconds = start, time.Since(start).Seconds()

	tables := report.Tables(r, o.worst)
	if o.baseline != nil {
		tables = append(tables, report.ChangeTables(measure.Compare(*o.baseline, r), o.worst)...)
	}
	if err := writeOutputs(o, r, tables); err != nil {
		return fail(exitFailure, err)
	}
	if _, err := fmt.Fprintf(stdout, "%s\n%s\n%s", report.Heading(r), report.Versions(r), report.Text(tables)); err != nil {
		return fail(exitFailure, fmt.Errorf("output: %w", err))
	}
	return exitOK
}

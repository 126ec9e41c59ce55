package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far the run is, on a terminal and nowhere else.
type progress struct {
	out io.Writer
}

// newProgress returns a progress on out when that is a terminal that somebody
// may be looking at.
func newProgress(out io.Writer) progress {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("CI") != "" {
		return progress{io.Discard}
	}
	return progress{out}
}

// stage begins a part of the run that has so many steps. It returns what to
// call after each step, from any goroutine, and what to call at the end.
func (p progress) stage(name string, steps int) (step, done func()) {
	bar := progressbar.NewOptions(steps,
		progressbar.OptionSetWriter(p.out),
		progressbar.OptionSetDescription(name),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
	// Failing to draw is no reason to stop.
	return func() { _ = bar.Add(1) }, func() { _ = bar.Finish() }
}

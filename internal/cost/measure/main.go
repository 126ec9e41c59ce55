// Measure reads hostile pages of several sizes, in a build that counts, and
// prints what each cost as a line of JSON. See the test of internal/cost.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/cost"
	"github.com/copydesk-go/copydesk/internal/hostile"
)

// Result is what reading one page cost.
type Result struct {
	Name  string
	Size  int
	Steps int64
	Bytes int64
	Alloc int64
	// Unchecked are the most steps between two looks at the context, with a
	// sixteenth of the bytes that are looked at between them.
	Unchecked int64
	// At is where the look after them is.
	At string
}

// counter is a context that is never done, and knows how much is done between two
// looks at it.
type counter struct {
	context.Context
	done                    chan struct{}
	steps, bytes, unchecked int64
	at                      string
}

func (c *counter) Done() <-chan struct{} { return c.done }

func (c *counter) Err() error {
	c.check()
	return nil
}

func (c *counter) check() {
	steps, bytes := cost.Total()
	c.steps, c.bytes = c.steps+steps, c.bytes+bytes
	if done := steps + bytes/16; done > c.unchecked {
		c.unchecked, c.at = done, caller()
	}
}

// caller returns who called what has looked, and who called that.
func caller() string {
	var pcs [6]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs[:])])
	var names []string
	for {
		f, more := frames.Next()
		names = append(names, fmt.Sprintf("%s:%d", f.Function[strings.LastIndexByte(f.Function, '/')+1:], f.Line))
		if !more {
			return strings.Join(names, " < ")
		}
	}
}

func main() {
	sizes := flag.String("sizes", "65536,262144", "sizes of the pages in bytes")
	only := flag.String("only", "", "part of the names of the pages")
	exact := flag.Bool("exact", false, "only pages of just that name, as they are read")
	flag.Parse()
	if err := run(parse(*sizes), *only, *exact); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// parse reads numbers with commas between them; what is none is 0.
func parse(list string) []int {
	var numbers []int
	for s := range strings.SplitSeq(list, ",") {
		n, _ := strconv.Atoi(s)
		numbers = append(numbers, n)
	}
	return numbers
}

func run(sizes []int, only string, exact bool) error {
	// Cleaning reads a page again and again, until nothing changes.
	var smaller []int
	for _, size := range sizes {
		smaller = append(smaller, size/4)
	}
	e, err := extract.New()
	if err != nil {
		return err
	}
	c, err := clean.New()
	if err != nil {
		return err
	}
	debug.SetGCPercent(-1)
	out := json.NewEncoder(os.Stdout)
	for _, p := range hostile.Pages() {
		if !strings.Contains(p.Name, only) || exact && p.Name != only {
			continue
		}
		read := e.Text
		if p.HTML {
			read = e.HTML
		}
		extraction := func(ctx context.Context, page string) {
			// Pages that cannot be read cost something too.
			_, _ = read(ctx, strings.NewReader(page), extract.Source{Charset: "utf-8"})
		}
		if err := measure(out, p.Name, &p, sizes, extraction); err != nil {
			return err
		}
		if p.HTML || exact {
			continue
		}
		if err := measure(out, p.Name+", cleaned", &p, smaller, func(_ context.Context, page string) { c.Text(page) }); err != nil {
			return err
		}
	}
	return nil
}

// measure prints what a function costs on pages of a kind.
func measure(out *json.Encoder, name string, p *hostile.Page, sizes []int, f func(ctx context.Context, page string)) error {
	// The first page makes what all others share.
	f(context.Background(), p.Make(4096))
	for _, size := range sizes {
		page := p.Make(size)
		// Nothing that was kept of other pages is there to be used again.
		runtime.GC()
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		cost.Total()
		c := &counter{Context: context.Background(), done: make(chan struct{})}
		cost.Check = c.check
		f(c, page)
		c.check()
		runtime.ReadMemStats(&after)
		if err := out.Encode(Result{name, len(page), c.steps, c.bytes, int64(after.TotalAlloc - before.TotalAlloc), c.unchecked, c.at}); err != nil {
			return err
		}
	}
	return nil
}

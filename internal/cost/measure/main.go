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
}

func main() {
	sizes := flag.String("sizes", "65536,262144", "sizes of the pages in bytes")
	only := flag.String("only", "", "part of the names of the pages")
	flag.Parse()
	if err := run(parse(*sizes), *only); err != nil {
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

func run(sizes []int, only string) error {
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
		if !strings.Contains(p.Name, only) {
			continue
		}
		read := e.Text
		if p.HTML {
			read = e.HTML
		}
		extraction := func(page string) {
			// Pages that cannot be read cost something too.
			_, _ = read(context.Background(), strings.NewReader(page), extract.Source{Charset: "utf-8"})
		}
		if err := measure(out, p.Name, &p, sizes, extraction); err != nil {
			return err
		}
		if p.HTML {
			continue
		}
		if err := measure(out, p.Name+", cleaned", &p, smaller, func(page string) { c.Text(page) }); err != nil {
			return err
		}
	}
	return nil
}

// measure prints what a function costs on pages of a kind.
func measure(out *json.Encoder, name string, p *hostile.Page, sizes []int, f func(page string)) error {
	// The first page makes what all others share.
	f(p.Make(4096))
	for _, size := range sizes {
		page := p.Make(size)
		// Nothing that was kept of other pages is there to be used again.
		runtime.GC()
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		cost.Total()
		f(page)
		steps, bytes := cost.Total()
		runtime.ReadMemStats(&after)
		if err := out.Encode(Result{name, len(page), steps, bytes, int64(after.TotalAlloc - before.TotalAlloc)}); err != nil {
			return err
		}
	}
	return nil
}

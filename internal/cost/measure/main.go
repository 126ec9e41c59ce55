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
	if err := run(strings.Split(*sizes, ","), *only); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(sizes []string, only string) error {
	e, err := extract.New()
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
		// The first page makes what all others share.
		read(context.Background(), strings.NewReader(p.Make(4096)), extract.Source{Charset: "utf-8"})
		for _, s := range sizes {
			size, err := strconv.Atoi(s)
			if err != nil {
				return err
			}
			page := p.Make(size)
			// Nothing that was kept of other pages is there to be used again.
			runtime.GC()
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			cost.Total()
			read(context.Background(), strings.NewReader(page), extract.Source{Charset: "utf-8"})
			steps, bytes := cost.Total()
			runtime.ReadMemStats(&after)
			if err := out.Encode(Result{p.Name, len(page), steps, bytes, int64(after.TotalAlloc - before.TotalAlloc)}); err != nil {
				return err
			}
		}
	}
	return nil
}

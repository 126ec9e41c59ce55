// Generate writes an archive of made-up news pages, for trials of programs that
// clean corpora.
//
//	go run ./generate -pages 2000 -out pages.warc.gz
//
// The file's ending says what kind of archive it is. The same seed gives the
// same bytes.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/pagegen"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	pages := flags.Int("pages", 2000, "`number` of pages")
	sites := flags.Int("sites", 100, "`number` of sites they are of")
	seed := flags.Uint64("seed", 1, "`number` that all is made from")
	out := flags.String("out", "", "`file` to write: *."+strings.Join(pagegen.WriterNames(), ", *."))
	html := flags.Bool("html", false, "JSON lines and Parquet have the HTML, not the text")
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stderr, "usage: generate -out FILE [flags]\n\nWrites an archive of made-up news pages.\n\n")
		flags.SetOutput(stderr)
		flags.PrintDefaults()
		return 0
	}
	if err == nil && *out == "" {
		err = errors.New("no output: give a file with -out FILE")
	}
	if err == nil {
		err = generate(*out, *seed, *sites, *pages, *html)
	}
	if err != nil {
		fmt.Fprintf(stderr, "generate: %v\n", err)
		return 2
	}
	return 0
}

func generate(path string, seed uint64, sites, pages int, html bool) (err error) {
	kind := ""
	for _, name := range pagegen.WriterNames() {
		if strings.HasSuffix(path, "."+name) {
			kind = name
		}
	}
	if kind == "" {
		return fmt.Errorf("%s: does not end in one of .%s", path, strings.Join(pagegen.WriterNames(), ", ."))
	}
	g, err := pagegen.New(seed, sites)
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	buf := bufio.NewWriterSize(f, 1<<20)
	w, err := pagegen.NewWriter(buf, kind, html)
	if err != nil {
		return err
	}
	for n := range pages {
		page, err := g.Page(n)
		if err != nil {
			return err
		}
		if err := w.Write(page); err != nil {
			return err
		}
	}
	return errors.Join(w.Close(), buf.Flush())
}

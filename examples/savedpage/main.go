// Savedpage takes saved news pages apart and prints what it found.
//
//	go run ./examples/savedpage [flags] [FILE|DIR|-]...
//
// A FILE is a page of HTML or of text that was scraped from one, and may be
// compressed with gzip; - is the standard input; a DIR is walked for files that
// end in .html, .htm or .txt, with or without .gz. Without arguments it shows
// what it makes of a page of its own.
//
// Pages are read in parallel and printed in the order of the arguments. A page
// that cannot be read becomes a document with an error, the run goes on, and
// the exit status is 1. Wrong usage is status 2. A page without an article is
// no failure: its document says so and has everything else. When the run is
// interrupted, the documents that are printed are whole, and those of the pages
// under way are not printed.
package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/clean/packs"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

//go:embed testdata/harbour.txt
var sample embed.FS

const sampleName = "testdata/harbour.txt"

// formats are the forms of output by their names.
var formats = map[string]func(io.Writer, *extract.Document) error{
	"text":     render.Text,
	"markdown": render.Markdown,
	"html":     render.HTML,
	"json":     render.JSON,
	"jsonl":    render.JSONLine,
	"jsonld":   render.JSONLD,
	"trace":    trace,
	"report":   report,
}

// defaultColumns is the width of tables where the environment does not say it.
const defaultColumns = 100

// trace writes how the lines of a page were decided, as wide as the terminal.
func trace(w io.Writer, d *extract.Document) error {
	if d.Trace == nil {
		return nil
	}
	columns, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || columns < 1 {
		columns = defaultColumns
	}
	return render.Trace(w, d, columns)
}

// report writes a page that shows how the lines were decided.
func report(w io.Writer, d *extract.Document) error {
	if d.Trace == nil {
		return nil
	}
	return render.Report(w, d)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// options are what the flags say.
type options struct {
	format   string
	kind     string
	url      string
	charset  string
	maxBytes int64
	workers  int
	packs    []clean.Pack
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opts, paths, err := parseArgs(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintf(stderr, "savedpage: %v\n", err)
		return 2
	}
	extractOptions := []extract.Option{
		extract.WithURL(opts.url), extract.WithCharset(opts.charset), extract.WithMaxBytes(opts.maxBytes),
		extract.WithPacks(opts.packs...)}
	if opts.format == "trace" || opts.format == "report" {
		extractOptions = append(extractOptions, extract.WithTrace())
	}
	extractor, err := extract.New(extractOptions...)
	if err != nil {
		fmt.Fprintf(stderr, "savedpage: %v\n", err)
		return 2
	}
	var inputs []input
	if len(paths) == 0 {
		if inputs, err = showSample(stderr); err != nil {
			fmt.Fprintf(stderr, "savedpage: %v\n", err)
			return 1
		}
	} else {
		inputs = findInputs(paths, stdin)
	}
	if opts.format == "" {
		opts.format = "markdown"
		if len(inputs) > 1 || slices.ContainsFunc(paths, isDir) {
			opts.format = "jsonl"
		}
	}
	job := job{extractor: extractor, kind: opts.kind, workers: opts.workers, write: formats[opts.format], stdout: stdout, stderr: stderr,
		plain: !strings.HasPrefix(opts.format, "json") || opts.format == "jsonld"}
	return job.run(ctx, inputs)
}

func parseArgs(args []string, stderr io.Writer) (options, []string, error) {
	var o options
	flags := flag.NewFlagSet("savedpage", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.format, "format", "", "output `format`: text, markdown, html, json, jsonl, jsonld, trace or report\n(default markdown for one page, jsonl for several)")
	flags.StringVar(&o.kind, "kind", "auto", "input `kind`: auto, html or text")
	flags.StringVar(&o.url, "url", "", "the page's `address`")
	flags.StringVar(&o.charset, "charset", "", "the page's character encoding, by `name` (default: found from the page)")
	flags.Int64Var(&o.maxBytes, "max-bytes", extract.DefaultMaxBytes, "largest `size` of a page in bytes, after decompression")
	flags.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "`number` of pages read at a time, which bounds the memory")
	flags.Func("rules", "`pack` of rules: a file, or the name of one of copydesk's own\n("+strings.Join(packs.Names(), ", ")+"); may be given again", func(name string) error {
		pack, err := loadPack(name)
		o.packs = append(o.packs, pack)
		return err
	})
	flags.Usage = func() {}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(stderr, "usage: savedpage [flags] [FILE|DIR|-]...\n\nTakes saved news pages apart: article, captions, clips, noise.\n\n")
			flags.SetOutput(stderr)
			flags.PrintDefaults()
		}
		return o, nil, err
	}
	if o.format != "" && formats[o.format] == nil {
		return o, nil, fmt.Errorf("-format %q is not one of text, markdown, html, json, jsonl, jsonld, trace, report", o.format)
	}
	if !slices.Contains([]string{"auto", "html", "text"}, o.kind) {
		return o, nil, fmt.Errorf("-kind %q is not one of auto, html, text", o.kind)
	}
	if o.maxBytes < 1 {
		return o, nil, fmt.Errorf("-max-bytes %d is below 1", o.maxBytes)
	}
	if o.workers < 1 {
		return o, nil, fmt.Errorf("-workers %d is below 1", o.workers)
	}
	return o, flags.Args(), nil
}

// loadPack returns the pack in a file, or the one of copydesk's own of that name.
func loadPack(name string) (clean.Pack, error) {
	if slices.Contains(packs.Names(), name) {
		found, err := packs.Named(name)
		if err != nil {
			return clean.Pack{}, err
		}
		return found[0], nil
	}
	f, err := os.Open(name)
	if err != nil {
		return clean.Pack{}, err
	}
	defer f.Close()
	return clean.LoadPack(f)
}

// showSample returns the program's own page as the input, and shows how that
// looks before anything is done to it.
func showSample(stderr io.Writer) ([]input, error) {
	page, err := sample.ReadFile(sampleName)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(stderr, "No page given. This is %s, as a scraper left it, and below it what it holds:\n\n", sampleName)
	for line := range strings.Lines(string(page)) {
		fmt.Fprint(stderr, "    | "+line)
	}
	fmt.Fprintln(stderr)
	return []input{{path: sampleName, open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(page)), nil
	}}}, nil
}

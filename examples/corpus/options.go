package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/internal/crawl"
	"github.com/copydesk-go/copydesk/examples/corpus/shard"
	"github.com/copydesk-go/copydesk/examples/corpus/sitenoise"
	"github.com/copydesk-go/copydesk/examples/corpus/step"
	"github.com/copydesk-go/copydesk/extract"
)

// options are what the flags say, checked as far as is possible before the run.
type options struct {
	inputs    archive.Inputs
	out       string
	format    shard.Format
	shardRows int
	readers   int
	workers   int
	noise     bool
	resume    bool
	every     time.Duration
	packs     []clean.Pack
	siteNoise bool
	sitePacks string
	count     sitenoise.Options

	settings settings
}

// settings is all that the output depends on, as the state of a run has it.
type settings struct {
	Inputs    []string       `json:"inputs"`
	Archive   archiveOptions `json:"archive"`
	Format    string         `json:"format"`
	Compress  string         `json:"compress,omitempty"`
	ShardRows int            `json:"shard_rows"`
	Readers   int            `json:"readers"`
	Noise     bool           `json:"noise,omitempty"`
	// Rules are the packs by file and the SHA-256 of what is in it.
	Rules     map[string]string  `json:"rules,omitempty"`
	SiteNoise *sitenoise.Options `json:"site_noise,omitempty"`
}

type archiveOptions struct {
	From     archive.Format `json:"from,omitempty"`
	Kind     extract.Kind   `json:"kind,omitempty"`
	Layout   archive.Layout `json:"layout"`
	MaxBytes int            `json:"max_bytes"`
}

const usage = `usage: corpus -in PATH [-in PATH]... -out DIR [flags]

Cleans a corpus of saved news pages: archives in, shards of articles out.

`

// paths is a flag that can be given again and again.
type paths []string

func (p *paths) String() string { return strings.Join(*p, ",") }

func (p *paths) Set(path string) error {
	*p = append(*p, path)
	return nil
}

// parseOptions reads the command line. Help goes to help.
func parseOptions(args []string, help io.Writer) (options, error) {
	var o options
	var in paths
	var layout archive.Layout
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	flags.Var(&in, "in", "`path` of a folder or a file to read; may be given again, and arguments are paths too")
	flags.StringVar(&o.out, "out", "", "`folder` to write into, which must be empty or new")
	format := flags.String("format", "jsonl", "output `format`: "+strings.Join(shard.Names(), ", "))
	compress := flags.String("compress", "zst", "`compression` of JSON lines: "+strings.Join(shard.Compressions(), ", "))
	flags.IntVar(&o.shardRows, "shard-rows", 10_000, "`number` of rows in a shard")
	flags.BoolVar(&o.noise, "noise", false, "write what was removed, too, and why")
	from := flags.String("from", "", "input `format`: page, tar, warc, jsonl or parquet (default: by the name of each file)")
	kind := flags.String("kind", "", "`kind` of pages whose archive does not say: html or text (default: by their first bytes)")
	named := flags.String("layout", "c4", "field names of JSON lines and Parquet, by a data `set`: "+strings.Join(archive.LayoutNames(), ", "))
	flags.StringVar(&layout.Text, "text-field", "", "`field` that holds the text of a page")
	flags.StringVar(&layout.HTML, "html-field", "", "`field` that holds the HTML of a page")
	flags.StringVar(&layout.URL, "url-field", "", "`field` that holds its address")
	flags.StringVar(&layout.ID, "id-field", "", "`field` that names it")
	flags.StringVar(&layout.Crawled, "time-field", "", "`field` that holds when it was fetched")
	maxBytes := flags.Int("max-bytes", archive.DefaultMaxBytes, "largest `size` of a page in bytes, after decompression")
	flags.IntVar(&o.readers, "readers", 1, "`number` of files to read at once, of which records are then taken in turn")
	flags.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "`number` of pages to work on at once")
	var rules paths
	flags.Var(&rules, "rules", "rule pack, a JSON `file`; may be given again")
	flags.BoolVar(&o.siteNoise, "site-noise", false, "first count lines site by site, and remove those that most pages of a site have")
	flags.Float64Var(&o.count.Share, "site-share", 0.5, "with -site-noise: `share` of a site's pages from which on a line is noise")
	flags.IntVar(&o.count.Pages, "site-pages", 8, "with -site-noise: `number` of pages from which on a site is judged")
	flags.StringVar(&o.sitePacks, "save-site-rules", "", "with -site-noise: `folder` for a rule pack of what was found, a file each site")
	flags.BoolVar(&o.resume, "resume", false, "go on with a run that was interrupted")
	flags.DurationVar(&o.every, "progress", 30*time.Second, "how often progress is told where that is no terminal, 0 for never")
	// Flags may follow paths: -in *.warc.gz -out DIR.
	for rest := args; ; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				fmt.Fprint(help, usage)
				flags.SetOutput(help)
				flags.PrintDefaults()
			}
			return o, err
		}
		if rest = flags.Args(); len(rest) == 0 {
			break
		}
		in, rest = append(in, rest[0]), rest[1:]
	}
	switch {
	case len(in) == 0:
		return o, errors.New("no input: give one with -in PATH")
	case o.out == "":
		return o, errors.New("no output: give a folder with -out DIR")
	case o.shardRows < 1:
		return o, fmt.Errorf("-shard-rows %d is below 1", o.shardRows)
	case o.readers < 1:
		return o, fmt.Errorf("-readers %d is below 1", o.readers)
	case o.workers < 1:
		return o, fmt.Errorf("-workers %d is below 1", o.workers)
	case *maxBytes < 1:
		return o, fmt.Errorf("-max-bytes %d is below 1", *maxBytes)
	case *from != "" && !slices.Contains(archive.Formats(), archive.Format(*from)):
		return o, fmt.Errorf("-from %q is not one of page, tar, warc, jsonl, parquet", *from)
	case *kind != "" && *kind != string(extract.KindHTML) && *kind != string(extract.KindText):
		return o, fmt.Errorf("-kind %q is not one of html, text", *kind)
	case layout.Text != "" && layout.HTML != "":
		return o, errors.New("-text-field and -html-field: one of them, not both")
	case o.count.Share <= 0 || o.count.Share > 1:
		return o, fmt.Errorf("-site-share %v is not above 0 and at most 1", o.count.Share)
	case o.count.Pages < 2:
		return o, fmt.Errorf("-site-pages %d is below 2", o.count.Pages)
	case o.sitePacks != "" && !o.siteNoise:
		return o, errors.New("-save-site-rules goes with -site-noise")
	}
	base, err := archive.NamedLayout(*named)
	if err != nil {
		return o, fmt.Errorf("-%w", err)
	}
	layout = layout.Over(base)
	if o.format, err = shard.ByName(*format, *compress); err != nil {
		return o, fmt.Errorf("-%w", err)
	}
	without, err := filepath.Abs(o.out)
	if err != nil {
		return o, fmt.Errorf("output %s: %w", o.out, err)
	}
	o.inputs = archive.Inputs{Paths: in, Without: without, Options: archive.Options{
		Format: archive.Format(*from), Kind: extract.Kind(*kind), Layout: layout, MaxBytes: *maxBytes}}
	o.settings = settings{Inputs: in, Format: *format, ShardRows: o.shardRows, Readers: o.readers, Noise: o.noise,
		Archive: archiveOptions{archive.Format(*from), extract.Kind(*kind), layout, *maxBytes}}
	if *format == "jsonl" {
		o.settings.Compress = *compress
	}
	if o.siteNoise {
		o.settings.SiteNoise = &o.count
	}
	return o, o.loadPacks(rules)
}

// loadPacks reads rule packs.
func (o *options) loadPacks(files []string) error {
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("rules: %w", err)
		}
		pack, err := clean.LoadPack(named{bytes.NewReader(data), file})
		if err != nil {
			return err
		}
		o.packs = append(o.packs, pack)
		if o.settings.Rules == nil {
			o.settings.Rules = make(map[string]string)
		}
		o.settings.Rules[file] = fmt.Sprintf("%x", sha256.Sum256(data))
	}
	return nil
}

// named is a reader that knows the name of its file.
type named struct {
	io.Reader
	name string
}

func (n named) Name() string { return n.name }

// crawl does the work that comes before the run and returns the run's options.
func (o options) crawl(ctx context.Context, stop <-chan struct{}, log io.Writer) (crawl.Options, error) {
	limits := extract.WithMaxBytes(int64(o.inputs.Options.MaxBytes))
	rules := []extract.Option{limits, extract.WithPacks(o.packs...)}
	if o.siteNoise {
		// A mistake in the rules is found before the long pass.
		if _, err := extract.New(rules...); err != nil {
			return crawl.Options{}, err
		}
		noise, err := crawl.SiteNoise(ctx, crawl.NoiseOptions{Inputs: o.inputs, Out: o.out, Readers: o.readers, Workers: o.workers, Count: o.count,
			Extract: []extract.Option{limits}, Resume: o.resume, Settings: o.settings, Log: log, Every: o.every, Stop: stop})
		if err != nil {
			return crawl.Options{}, err
		}
		if o.sitePacks != "" {
			if err := noise.SavePacks(o.sitePacks); err != nil {
				return crawl.Options{}, fmt.Errorf("saving rules: %w", err)
			}
		}
		fmt.Fprintf(log, "%d lines of %d sites are noise\n", noise.Count(), len(noise))
		rules = append(rules, extract.WithRules(noise.Rule()))
	}
	work, err := step.New(step.Options{Noise: o.noise, Extract: rules})
	return crawl.Options{Inputs: o.inputs, Out: o.out, Format: o.format, ShardRows: o.shardRows, Readers: o.readers, Workers: o.workers, Step: work,
		Resume: o.resume || o.siteNoise, Settings: o.settings, Log: log, Every: o.every, Stop: stop}, err
}

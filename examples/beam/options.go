package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/shard"
	"github.com/copydesk-go/copydesk/examples/corpus/sitenoise"
	"github.com/copydesk-go/copydesk/extract"
)

// options are the program's own flags. Those of Beam and its engines stand beside
// them.
type options struct {
	inputs    paths
	output    string
	format    string
	compress  string
	noise     bool
	from      string
	kind      string
	layout    string
	fields    archive.Layout
	maxBytes  int
	rules     paths
	siteNoise bool
	count     sitenoise.Options
	pool      int
}

// settings is all that the output depends on.
type settings struct {
	Inputs []string `json:"inputs"`
	Config Config   `json:"config"`
}

// paths is a flag that can be given again and again.
type paths []string

func (p *paths) String() string { return strings.Join(*p, ",") }

func (p *paths) Set(path string) error {
	*p = append(*p, path)
	return nil
}

// register defines the flags.
func (o *options) register(flags *flag.FlagSet) {
	flags.Var(&o.inputs, "input", "`path` of a folder or a file to read, which every worker must see, or a pattern for files such as gs://bucket/crawl/*.warc.gz; may be given again")
	flags.StringVar(&o.output, "output", "", "`folder` to write into, which must be empty or new: one that every worker sees, or one such as gs://bucket/clean")
	flags.StringVar(&o.format, "format", "jsonl", "output `format`: jsonl or parquet")
	flags.StringVar(&o.compress, "compress", "zst", "`compression` of JSON lines: "+strings.Join(shard.Compressions(), ", "))
	flags.BoolVar(&o.noise, "noise", false, "write what was removed, too, and why")
	flags.StringVar(&o.from, "from", "", "input `format`: page, tar, warc, jsonl or parquet (default: by the name of each file)")
	flags.StringVar(&o.kind, "kind", "", "`kind` of pages whose archive does not say: html or text (default: by their first bytes)")
	flags.StringVar(&o.layout, "layout", "c4", "field names of JSON lines and Parquet, by a data `set`: "+strings.Join(archive.LayoutNames(), ", "))
	flags.StringVar(&o.fields.Text, "text-field", "", "`field` that holds the text of a page")
	flags.StringVar(&o.fields.HTML, "html-field", "", "`field` that holds the HTML of a page")
	flags.StringVar(&o.fields.URL, "url-field", "", "`field` that holds its address")
	flags.StringVar(&o.fields.ID, "id-field", "", "`field` that names it")
	flags.StringVar(&o.fields.Crawled, "time-field", "", "`field` that holds when it was fetched")
	flags.IntVar(&o.maxBytes, "max-bytes", archive.DefaultMaxBytes, "largest `size` of a page in bytes, after decompression")
	flags.Var(&o.rules, "rules", "rule pack, a JSON `file`; may be given again")
	flags.BoolVar(&o.siteNoise, "site-noise", false, "first count lines site by site, and remove those that most pages of a site have")
	flags.Float64Var(&o.count.Share, "site-share", 0.5, "with -site-noise: `share` of a site's pages from which on a line is noise")
	flags.IntVar(&o.count.Pages, "site-pages", 8, "with -site-noise: `number` of pages from which on a site is judged")
	flags.IntVar(&o.pool, "worker-pool", 0, "do no work but that of a worker for other runs, on this `port` of the loopback interface")
}

// check returns what the flags say, checked as far as is possible before the run.
func (o *options) check() (archive.Inputs, Config, error) {
	c := Config{Format: o.format, Compress: o.compress, Noise: o.noise,
		Archive: archive.Options{Format: archive.Format(o.from), Kind: extract.Kind(o.kind), MaxBytes: o.maxBytes}}
	in := archive.Inputs{}
	switch {
	case len(o.inputs) == 0:
		return in, c, errors.New("no input: give one with --input PATH")
	case o.output == "":
		return in, c, errors.New("no output: give a folder with --output DIR")
	case !slices.Contains([]string{"jsonl", "parquet"}, o.format):
		return in, c, fmt.Errorf("--format %q is not one of jsonl, parquet", o.format)
	case o.maxBytes < 1:
		return in, c, fmt.Errorf("--max-bytes %d is below 1", o.maxBytes)
	case o.from != "" && !slices.Contains(archive.Formats(), archive.Format(o.from)):
		return in, c, fmt.Errorf("--from %q is not one of page, tar, warc, jsonl, parquet", o.from)
	case o.kind != "" && o.kind != string(extract.KindHTML) && o.kind != string(extract.KindText):
		return in, c, fmt.Errorf("--kind %q is not one of html, text", o.kind)
	case o.fields.Text != "" && o.fields.HTML != "":
		return in, c, errors.New("--text-field and --html-field: one of them, not both")
	case o.count.Share <= 0 || o.count.Share > 1:
		return in, c, fmt.Errorf("--site-share %v is not above 0 and at most 1", o.count.Share)
	case o.count.Pages < 2:
		return in, c, fmt.Errorf("--site-pages %d is below 2", o.count.Pages)
	}
	base, err := archive.NamedLayout(o.layout)
	if err != nil {
		return in, c, fmt.Errorf("--%w", err)
	}
	c.Archive.Layout = o.fields.Over(base)
	if _, err := shard.ByName(o.format, o.compress); err != nil {
		return in, c, fmt.Errorf("--%w", err)
	}
	// Workers may have another working folder.
	for _, path := range append([]string{o.output}, o.inputs...) {
		if !isRemote(path) {
			var err error
			if path, err = filepath.Abs(path); err != nil {
				return in, c, err
			}
		}
		in.Paths = append(in.Paths, path)
	}
	c.Output, in.Paths = in.Paths[0], in.Paths[1:]
	in.Without, in.Options = c.Output, c.Archive
	if o.siteNoise {
		c.SiteNoise = &o.count
	}
	for _, file := range o.rules {
		data, err := os.ReadFile(file)
		if err != nil {
			return in, c, fmt.Errorf("rules: %w", err)
		}
		c.Packs = append(c.Packs, PackFile{file, data})
	}
	// A mistake in the rules is found before the run.
	if _, err := c.step(nil); err != nil {
		return in, c, err
	}
	local := in
	local.Paths = slices.DeleteFunc(slices.Clone(in.Paths), isRemote)
	if len(local.Paths) > 0 {
		err = local.Check()
	}
	return in, c, err
}

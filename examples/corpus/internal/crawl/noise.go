package crawl

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/sitenoise"
	"github.com/copydesk-go/copydesk/extract"
)

// noiseName is the file of the output folder that has the noise of sites.
const noiseName = "_site-noise.jsonl"

// NoiseOptions say what the pass that counts lines of sites is to do.
type NoiseOptions struct {
	Inputs  archive.Inputs
	Out     string
	Readers int
	Workers int
	Count   sitenoise.Options
	Extract []extract.Option
	Resume  bool
	// Settings are those of the run that follows.
	Settings any
	Log      io.Writer
	Every    time.Duration
	Stop     <-chan struct{}
}

// SiteNoise counts the lines of all inputs, site by site, and returns those that
// are noise. They are left in the output folder, where a run that is resumed
// finds them. The pass itself is not resumed, but begun again.
func SiteNoise(ctx context.Context, opts NoiseOptions) (sitenoise.Noise, error) {
	if _, err := prepareOutput(opts.Out, opts.Resume, opts.Settings); err != nil {
		return nil, err
	}
	path := filepath.Join(opts.Out, noiseName)
	data, err := os.ReadFile(path)
	if err == nil {
		return sitenoise.Read(bytes.NewReader(data))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, errOutput("%w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-opts.Stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	p := newProgress(opts.Log, "counting lines of sites: ", opts.Every)
	defer p.show(ctx, opts.Inputs, place{})()
	counter := sitenoise.NewCounter(opts.Count)
	s := source{in: opts.Inputs, readers: opts.Readers, progress: p}
	worker := func() (func(context.Context, item) sitenoise.Lines, error) {
		lister, err := sitenoise.NewLister(opts.Extract...)
		return func(ctx context.Context, it item) sitenoise.Lines { return list(ctx, lister, it) }, err
	}
	err = inOrder(ctx, &s, cursor{}, opts.Workers, worker, func(it item, lines sitenoise.Lines) error {
		p.documents.Add(1)
		p.bytes.Add(int64(it.record.Size))
		counter.Add(lines)
		return nil
	})
	if err != nil {
		return nil, err
	}
	noise := counter.Noise()
	var b bytes.Buffer
	if err := noise.Write(&b); err != nil {
		return nil, err
	}
	if err := writeWhole(path, b.Bytes()); err != nil {
		return nil, errOutput("%w", err)
	}
	return noise, nil
}

// list lists the lines of a record. One that cannot be read has none: the run
// that follows says so.
func list(ctx context.Context, lister *sitenoise.Lister, it item) sitenoise.Lines {
	if it.err != nil {
		return sitenoise.Lines{}
	}
	page, err := it.record.Page()
	if err != nil {
		return sitenoise.Lines{}
	}
	lines, err := lister.Lines(ctx, page)
	if err != nil {
		return sitenoise.Lines{}
	}
	return lines
}

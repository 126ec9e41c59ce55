package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/clean/packs"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
	"github.com/copydesk-go/copydesk/internal/pagefile"
)

// interval is how often files are looked at for changes.
const interval = 250 * time.Millisecond

// desk reads the page with the rules of the packs, anew whenever one of the
// files has changed.
type desk struct {
	opts options

	// Used by one goroutine at a time, which reads.
	packs  map[string]clean.Pack // the last of each file that had no error
	stamps []stamp

	mu      sync.Mutex
	view    view
	changed chan struct{} // closed when there is another view
}

// view is what there is to see at one time.
type view struct {
	status status
	report []byte // nil: the page could not be read yet
}

// status says what is shown.
type status struct {
	// Version grows with every view.
	Version int          `json:"version"`
	Page    string       `json:"page"`
	Problem string       `json:"problem,omitempty"`
	Packs   []packStatus `json:"packs,omitempty"`
}

// packStatus says of a pack's file how many rules are in use, and what is wrong
// with it.
type packStatus struct {
	File    string `json:"file"`
	Rules   int    `json:"rules"`
	Problem string `json:"problem,omitempty"`
}

// stamp tells whether a file has changed.
type stamp struct {
	modified time.Time
	size     int64
}

// newDesk reads the page for the first time. Its error is one of the options:
// files may get better.
func newDesk(ctx context.Context, opts options) (*desk, error) {
	if _, err := extract.New(extract.WithCharset(opts.charset)); err != nil {
		return nil, err
	}
	d := &desk{opts: opts, packs: make(map[string]clean.Pack), changed: make(chan struct{})}
	d.stamps = d.look()
	d.read(ctx)
	return d, nil
}

// now returns the view, and a channel that is closed when there is another.
func (d *desk) now() (view, <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.view, d.changed
}

// watch reads again when a file has changed, until the context ends.
func (d *desk) watch(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if stamps := d.look(); !slices.Equal(stamps, d.stamps) {
				d.stamps = stamps
				d.read(ctx)
			}
		}
	}
}

// look returns the stamps of all files, zero for one that is not there.
func (d *desk) look() []stamp {
	stamps := make([]stamp, 1+len(d.opts.packs))
	for i, path := range append([]string{d.opts.page}, d.opts.packs...) {
		if info, err := os.Stat(path); err == nil {
			stamps[i] = stamp{info.ModTime(), info.Size()}
		}
	}
	return stamps
}

// read makes a new view. Where the page cannot be read, the report stays the
// one before.
func (d *desk) read(ctx context.Context) {
	before, _ := d.now()
	next := view{report: before.report, status: status{Version: before.status.Version + 1, Page: d.opts.page}}
	var inUse []clean.Pack
	for _, path := range d.opts.packs {
		p := d.readPack(path)
		if pack, ok := d.packs[path]; ok {
			p.Rules = len(pack.Rules())
			inUse = append(inUse, pack)
		}
		next.status.Packs = append(next.status.Packs, p)
	}
	report, err := d.report(ctx, inUse)
	if err != nil {
		next.status.Problem = err.Error()
	} else {
		next.report = report
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.view = next
	close(d.changed)
	d.changed = make(chan struct{})
}

// readPack reads a pack. One with an error leaves the rules before in use; a
// file that is gone takes its rules along.
func (d *desk) readPack(path string) packStatus {
	s := packStatus{File: path}
	if slices.Contains(packs.Names(), path) {
		own, err := packs.Named(path)
		if err != nil {
			s.Problem = err.Error()
			return s
		}
		d.packs[path] = own[0]
		return s
	}
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		delete(d.packs, path)
		s.Problem = "there is no such file yet"
		return s
	case err != nil:
		s.Problem = err.Error()
		return s
	}
	defer f.Close()
	pack, err := clean.LoadPack(f)
	if err != nil {
		s.Problem = err.Error()
		return s
	}
	d.packs[path] = pack
	return s
}

func (d *desk) report(ctx context.Context, rules []clean.Pack) ([]byte, error) {
	e, err := extract.New(extract.WithTrace(), extract.WithPacks(rules...))
	if err != nil {
		return nil, err
	}
	f, err := os.Open(d.opts.page)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := pagefile.Uncompress(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.opts.page, err)
	}
	source := extract.Source{Path: d.opts.page, URL: d.opts.url, Charset: d.opts.charset, Kind: extract.Kind(d.opts.kind)}
	if d.opts.kind == "auto" {
		head, _ := r.Peek(pagefile.SniffSize) // of a shorter page all
		source.Kind = pagefile.KindOf(d.opts.page, head)
	}
	read := e.Text
	if source.Kind == extract.KindHTML {
		read = e.HTML
	}
	doc, err := read(ctx, r, source)
	if err != nil && !errors.Is(err, extract.ErrNoArticle) {
		return nil, err
	}
	var b bytes.Buffer
	if err := render.Report(&b, doc); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

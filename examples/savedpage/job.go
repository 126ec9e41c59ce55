package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/pagefile"
)

// job reads pages in parallel and writes their documents in order.
type job struct {
	extractor *extract.Extractor
	kind      string
	workers   int // pages read at a time
	write     func(io.Writer, *extract.Document) error
	// plain says that the format has no place for errors, which then go to
	// stderr.
	plain          bool
	stdout, stderr io.Writer
}

// run returns the exit status.
func (j *job) run(ctx context.Context, inputs []input) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	// Each page has a channel for its document. One page is waited for, and the
	// queue has room for the others that may be under way, which bounds the memory.
	type result chan *extract.Document
	queue := make(chan result, j.workers-1)
	go func() {
		defer close(queue)
		for _, in := range inputs {
			r := make(result, 1)
			select {
			case queue <- r:
				go func() { r <- j.read(ctx, in) }()
			case <-ctx.Done():
				return
			}
		}
	}()
	out := bufio.NewWriterSize(j.stdout, 64<<10)
	progress := newProgress(j.stderr, len(inputs))
	status, done := 0, 0
	for r := range queue {
		doc := <-r
		if err := ctx.Err(); err != nil && errors.Is(doc.Err, err) {
			break
		}
		whole := doc.Err == nil || errors.Is(doc.Err, extract.ErrNoArticle)
		if !whole {
			status = 1
		}
		if doc.Err != nil {
			if j.plain || len(inputs) == 1 {
				progress.clear()
				fmt.Fprintf(j.stderr, "savedpage: %v\n", doc.Err)
			}
		}
		if whole || !j.plain {
			if err := j.write(out, doc); err != nil {
				return j.fail(progress, err)
			}
		}
		done++
		progress.show(done)
	}
	progress.clear()
	if err := out.Flush(); err != nil {
		return j.fail(progress, err)
	}
	if err := ctx.Err(); err != nil {
		fmt.Fprintf(j.stderr, "savedpage: stopped after %d of %d pages\n", done, len(inputs))
		return 1
	}
	return status
}

// fail ends the run because of an error of writing. Whoever reads the output may
// have had enough of it, which needs no words.
func (j *job) fail(p *progress, err error) int {
	p.clear()
	if errors.Is(err, syscall.EPIPE) {
		return 1
	}
	fmt.Fprintf(j.stderr, "savedpage: writing: %v\n", err)
	return 1
}

// read returns the document of a page, which has an error when it could not be
// read.
func (j *job) read(ctx context.Context, in input) *extract.Document {
	source := extract.Source{Path: in.path}
	doc, err := j.tryRead(ctx, in, &source)
	if err != nil {
		if doc == nil {
			doc = &extract.Document{Source: source}
		}
		doc.Err = err
	}
	return doc
}

func (j *job) tryRead(ctx context.Context, in input, source *extract.Source) (*extract.Document, error) {
	if in.err != nil {
		return nil, in.err
	}
	f, err := in.open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := pagefile.Uncompress(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.path, err)
	}
	source.Kind = extract.Kind(j.kind)
	if j.kind == "auto" {
		head, _ := r.Peek(pagefile.SniffSize) // of a shorter page all
		source.Kind = pagefile.KindOf(in.path, head)
	}
	if source.Kind == extract.KindHTML {
		return j.extractor.HTML(ctx, r, *source)
	}
	return j.extractor.Text(ctx, r, *source)
}

// progress shows on a terminal how far a run of several pages is.
type progress struct {
	w     io.Writer // nil: shows nothing
	total int
}

func newProgress(w io.Writer, total int) *progress {
	if f, ok := w.(*os.File); ok && total > 1 {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &progress{w: w, total: total}
		}
	}
	return &progress{total: total}
}

func (p *progress) show(done int) {
	if p.w != nil {
		fmt.Fprintf(p.w, "\r%d of %d pages", done, p.total)
	}
}

func (p *progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

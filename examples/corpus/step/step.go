package step

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/extract"
)

// Outcome says what became of a record. Skipped records have an outcome of
// their own for each reason: "skipped: " and the reason.
type Outcome string

// The outcomes of records that become rows.
const (
	Article   Outcome = "article"
	NoArticle Outcome = "no article"
	Empty     Outcome = "empty page"
	Binary    Outcome = "binary page"
	TooLarge  Outcome = "too large"
	Broken    Outcome = "broken record"
	Failed    Outcome = "failed"
)

// skipped is how the outcome of a skipped record begins.
const skipped = "skipped: "

// IsRow reports whether a record with this outcome becomes a row.
func (o Outcome) IsRow() bool { return len(o) < len(skipped) || o[:len(skipped)] != skipped }

// IsError reports whether the page could not be read.
func (o Outcome) IsError() bool { return o.IsRow() && o != Article && o != NoArticle }

// Step reads pages. It is safe for concurrent use.
type Step struct {
	extractor *extract.Extractor
	noise     bool
}

// Options change what New makes.
type Options struct {
	// Extract are those of the extractor: rules, limits.
	Extract []extract.Option
	// Noise says that rows have what was removed.
	Noise bool
}

// New returns a Step. Its error is that of extract.New.
func New(opts Options) (*Step, error) {
	e, err := extract.New(opts.Extract...)
	if err != nil {
		return nil, err
	}
	return &Step{extractor: e, noise: opts.Noise}, nil
}

// Do reads a record. The row is of use where the outcome says so; it has an
// error where the page could not be read. Only the context's error is Do's own.
func (s *Step) Do(ctx context.Context, record *archive.Record) (Row, Outcome, error) {
	row := Row{Path: record.Path, Offset: record.Offset}
	page, err := record.Page()
	if err != nil {
		if skip := (*archive.SkipError)(nil); errors.As(err, &skip) {
			return row, skipped + Outcome(skip.Reason), nil
		}
		return row.failed(err), recordOutcome(err), nil
	}
	row.ID, row.URL, row.Crawled = page.ID, page.URL, page.Crawled
	row.Kind, row.Bytes = string(page.Kind), int64(len(page.Body))
	doc, err := s.extract(ctx, page)
	if ctx.Err() != nil {
		return row, Failed, ctx.Err()
	}
	outcome := pageOutcome(doc, err)
	if doc != nil {
		row.fill(doc, s.noise)
	}
	if outcome == NoArticle {
		err = extract.ErrNoArticle
	}
	return row.failed(err), outcome, nil
}

func (r Row) failed(err error) Row {
	if err != nil {
		r.Error = err.Error()
	}
	return r
}

func recordOutcome(err error) Outcome {
	if errors.Is(err, archive.ErrTooLarge) {
		return TooLarge
	}
	return Broken
}

func pageOutcome(doc *extract.Document, err error) Outcome {
	switch {
	case errors.Is(err, extract.ErrNoArticle), err == nil && len(doc.Article.Body) == 0:
		return NoArticle
	case err == nil:
		return Article
	case errors.Is(err, extract.ErrEmpty):
		return Empty
	case errors.Is(err, extract.ErrBinary):
		return Binary
	case errors.Is(err, extract.ErrTooLarge):
		return TooLarge
	}
	return Failed
}

// extract reads a page. A server that names an encoding which nobody knows is
// not believed.
func (s *Step) extract(ctx context.Context, page archive.Page) (*extract.Document, error) {
	doc, err := Extract(ctx, s.extractor, page)
	if errors.Is(err, extract.ErrCharset) && page.Charset != "" {
		page.Charset = ""
		return Extract(ctx, s.extractor, page)
	}
	return doc, err
}

// Extract reads a page with an extractor, by the page's kind. One page must not
// end a run over millions: a panic becomes an error.
func Extract(ctx context.Context, e *extract.Extractor, page archive.Page) (doc *extract.Document, err error) {
	defer func() {
		if p := recover(); p != nil {
			doc, err = nil, fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	source := extract.Source{URL: page.URL, Charset: page.Charset}
	if page.Kind == extract.KindHTML {
		return e.HTML(ctx, bytes.NewReader(page.Body), source)
	}
	return e.Text(ctx, bytes.NewReader(page.Body), source)
}

package extract

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/copydesk-go/copydesk/clean"
)

// DefaultMaxBytes is the size above which an input is refused unless WithLimits
// or WithMaxBytes says otherwise: 256 MiB.
const DefaultMaxBytes = 256 << 20

// Extractor takes pages apart. It is safe for concurrent use. The zero
// Extractor is not usable: see New.
type Extractor struct {
	cleaner *clean.Cleaner
	limits  Limits
	source  Source
	trace   bool
	// ownRules says that rules of the caller's may ask for any attribute.
	ownRules bool
}

// Option changes what New makes.
type Option func(*config)

type config struct {
	clean  []clean.Option
	rules  int // rules of the caller's
	limits Limits
	source Source
	trace  bool
}

// WithURL states the page's address.
func WithURL(url string) Option { return func(c *config) { c.source.URL = url } }

// WithPath names the file that the page is read from.
func WithPath(path string) Option { return func(c *config) { c.source.Path = path } }

// WithCharset states the page's character encoding by one of its names in the
// WHATWG Encoding Standard, such as "windows-1251". A byte order mark is
// believed before it.
func WithCharset(name string) Option { return func(c *config) { c.source.Charset = name } }

// WithRules adds rules of the caller's: see clean.WithRules.
func WithRules(rules ...clean.Rule) Option {
	return func(c *config) {
		c.clean = append(c.clean, clean.WithRules(rules...))
		c.rules += len(rules)
	}
}

// WithoutRules leaves out built-in rules by name: see clean.BuiltinRules.
func WithoutRules(names ...string) Option {
	return func(c *config) { c.clean = append(c.clean, clean.WithoutRules(names...)) }
}

// WithPacks adds the rules of packs: see clean.LoadPack.
func WithPacks(packs ...clean.Pack) Option {
	return func(c *config) {
		c.clean = append(c.clean, clean.WithPacks(packs...))
		for i := range packs {
			c.rules += len(packs[i].Rules())
		}
	}
}

// WithCleaning passes options on to the clean.Cleaner that decides the lines:
// groups of built-in rules to leave out, words, thresholds.
func WithCleaning(opts ...clean.Option) Option {
	return func(c *config) { c.clean = append(c.clean, opts...) }
}

// New returns an Extractor. Its error is a *clean.RuleError, a *CharsetError or,
// for too many rules, a *LimitError.
func New(opts ...Option) (*Extractor, error) {
	var c config
	for _, opt := range opts {
		if opt != nil {
			opt(&c)
		}
	}
	c.limits = c.limits.orDefault()
	if c.rules > c.limits.Rules {
		return nil, fmt.Errorf("extract: %w", &LimitError{Limit: LimitRules, Max: int64(c.limits.Rules), Value: int64(c.rules)})
	}
	if c.source.Charset != "" {
		if _, err := encodingNamed(c.source.Charset); err != nil {
			return nil, fmt.Errorf("extract: %w", err)
		}
	}
	cleaner, err := clean.New(c.clean...)
	if err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return &Extractor{cleaner: cleaner, limits: c.limits, source: c.source, trace: c.trace, ownRules: c.rules > 0}, nil
}

// Text reads a page of plain text. See Extractor.Text.
func Text(r io.Reader, opts ...Option) (*Document, error) {
	e, err := New(opts...)
	if err != nil {
		return nil, err
	}
	return e.Text(context.Background(), r, Source{})
}

// Text reads a page of plain text, as a scraper leaves it: menus, captions,
// clips and all, a line a block or a line a piece. The fields of source that
// are set go before what New was told. The spans of the result are byte offsets
// into the input as it was before decoding.
//
// Its errors are ErrEmpty, ErrBinary, ErrTooLarge, ErrCharset, ErrNoArticle, the
// context's error and the reader's, each wrapped with the source's name. With
// ErrNoArticle alone comes a document.
func (e *Extractor) Text(ctx context.Context, r io.Reader, source Source) (*Document, error) {
	source = e.complete(source, KindText)
	doc, err := e.text(ctx, r, &source)
	if err != nil {
		return doc, wrap(source, err)
	}
	return doc, nil
}

func (e *Extractor) text(ctx context.Context, r io.Reader, source *Source) (*Document, error) {
	input, err := readAll(ctx, r, e.limits.Bytes)
	if err != nil {
		return nil, err
	}
	source.Bytes = len(input)
	decoded, err := decode(ctx, input, source.Charset, detectCharset, e.limits.DecodedBytes)
	if err != nil {
		return nil, err
	}
	source.Charset = decoded.charset
	page, err := clean.TextPageContext(ctx, decoded.text, e.limits.page())
	if err != nil {
		return nil, err
	}
	defer page.Release()
	if len(page.Lines) == 0 {
		return nil, ErrEmpty
	}
	page.URL = source.URL
	decisions, explanations, err := e.label(ctx, page)
	if err != nil {
		return nil, err
	}
	decoded.restoreSpans(ctx, page.Lines)
	doc := assemble(ctx, page, decisions, nil)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc.Source = *source
	doc.Truncated = append(doc.Truncated, page.Truncated...)
	if err := e.limits.checkOutput(doc); err != nil {
		return nil, err
	}
	doc.Article.Language = page.Language()
	addTrace(doc, page, explanations)
	if title := page.Headline(); title != "" && strings.Contains(doc.Article.Title, title) {
		doc.Article.Title = title
	} else if h := doc.Article.Head; len(h) > 0 && h[0].Text == page.Lines[0].Text && doc.Article.Title == h[0].Text {
		// The title element, which tools print first.
		doc.Article.Title = clean.CutSite(h[0].Text)
	}
	if len(doc.Article.Body) == 0 {
		return doc, ErrNoArticle
	}
	return doc, nil
}

func (e *Extractor) complete(source Source, kind Kind) Source {
	source.Kind = kind
	if source.Path == "" {
		source.Path = e.source.Path
	}
	if source.URL == "" {
		source.URL = e.source.URL
	}
	if source.Charset == "" {
		source.Charset = e.source.Charset
	}
	return source
}

func wrap(source Source, err error) error {
	if source.Path != "" {
		return fmt.Errorf("extract: %s: %w", source.Path, err)
	}
	return fmt.Errorf("extract: %w", err)
}

// readAll reads r to its end, unless that has more than limit bytes or the
// context is done.
func readAll(ctx context.Context, r io.Reader, limit int64) (string, error) {
	var b strings.Builder
	if sized, ok := r.(interface{ Len() int }); ok {
		b.Grow(int(min(int64(sized.Len()), limit)))
	}
	switch whole := r.(type) {
	case *bytes.Reader, *bytes.Buffer, *strings.Reader:
		if int64(b.Cap()) < limit && ctx.Err() == nil {
			// What is in memory is copied once.
			_, err := whole.(io.WriterTo).WriteTo(&b)
			return b.String(), err
		}
	}
	chunk := chunks.Get().(*[]byte)
	defer chunks.Put(chunk)
	n, err := io.CopyBuffer(&b, io.LimitReader(contextReader{ctx, r}, limit+1), *chunk)
	switch {
	case err != nil:
		return "", fmt.Errorf("reading: %w", err)
	case n > limit:
		return "", &LimitError{Limit: LimitBytes, Max: limit}
	}
	return b.String(), nil
}

// chunks are what inputs are read through.
var chunks = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

// contextReader stops reading when its context is done.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

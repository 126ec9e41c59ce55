package extract

import (
	"fmt"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// Limits bound what is read of a page and what is made of it. A field below 1
// stands for its value in DefaultLimits.
//
// Some limits refuse: the error is a *LimitError, and there is no document. The
// others end the reading or simplify it: the document has what was read until
// then, and names them in Truncated.
type Limits struct {
	// Bytes is the size of the input. A larger one is refused.
	Bytes int64
	// DecodedBytes is the size of the page in UTF-8, which can be three times
	// that of the input. A larger one is refused.
	DecodedBytes int64
	// OutputBytes is the size of all texts of the document together: what a page
	// says once may be part of many captions and clips. A larger document is
	// refused.
	OutputBytes int64
	// Rules is the number of rules of the caller's. New refuses more.
	Rules int
	// Nodes is the number of elements and texts of a page of HTML. Reading ends
	// there. Formatting (bold, italic, fonts) that would multiply beyond it when
	// the page is parsed is left out before.
	Nodes int
	// Depth is the number of elements inside one another that are told apart. The
	// text of those nested more deeply is kept.
	Depth int
	// Lines is the number of lines. Reading ends there.
	Lines int
	// LineBytes is the size of a line. Longer ones are broken, and nothing is
	// lost.
	LineBytes int
}

// DefaultLimits are the limits of an Extractor that was told no other. They are
// far above what people read: the largest pages of news have some megabytes,
// thousands of nodes and lines, and are some dozens of elements deep.
func DefaultLimits() Limits {
	return Limits{
		Bytes:        DefaultMaxBytes,
		DecodedBytes: 2 * DefaultMaxBytes,
		OutputBytes:  4 * DefaultMaxBytes,
		Rules:        10_000,
		Nodes:        2 << 20,
		Depth:        512,
		Lines:        1 << 18,
		LineBytes:    1 << 20,
	}
}

// WithLimits sets limits. Fields below 1 keep their default.
func WithLimits(limits Limits) Option { return func(c *config) { c.limits = limits } }

// WithMaxBytes sets Limits.Bytes alone.
func WithMaxBytes(n int64) Option { return func(c *config) { c.limits.Bytes = n } }

// The names of limits in a LimitError or a Truncation.
const (
	LimitBytes        = "bytes"
	LimitDecodedBytes = "decoded bytes"
	LimitOutputBytes  = "output bytes"
	LimitRules        = "rules"
	LimitNodes        = "nodes"
	LimitDepth        = clean.LimitDepth
	LimitLines        = clean.LimitLines
	LimitLineBytes    = clean.LimitLineBytes
)

// Truncation says that a page reached a limit and was not read as a whole.
type Truncation = clean.Truncation

// LimitError says which limit was exceeded, and by what. It is ErrTooLarge.
type LimitError struct {
	// Limit names the limit: LimitBytes, LimitDecodedBytes, LimitOutputBytes or
	// LimitRules.
	Limit string
	// Max is the limit.
	Max int64
	// Value is what exceeded it, or 0 where that is not known: reading stops at
	// the limit.
	Value int64
}

// Error returns the error in one line.
func (e *LimitError) Error() string {
	if e.Value > 0 {
		return fmt.Sprintf("limit exceeded: %d %s, more than %d", e.Value, e.Limit, e.Max)
	}
	return fmt.Sprintf("limit exceeded: more than %d %s", e.Max, e.Limit)
}

// Is reports whether target is ErrTooLarge.
func (e *LimitError) Is(target error) bool { return target == ErrTooLarge }

// orDefault returns the limits with defaults in place of fields below 1.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	return Limits{
		Bytes:        atLeast1(l.Bytes, d.Bytes),
		DecodedBytes: atLeast1(l.DecodedBytes, d.DecodedBytes),
		OutputBytes:  atLeast1(l.OutputBytes, d.OutputBytes),
		Rules:        atLeast1(l.Rules, d.Rules),
		Nodes:        atLeast1(l.Nodes, d.Nodes),
		Depth:        atLeast1(l.Depth, d.Depth),
		Lines:        atLeast1(l.Lines, d.Lines),
		LineBytes:    atLeast1(l.LineBytes, d.LineBytes),
	}
}

func atLeast1[N int | int64](n, otherwise N) N {
	if n < 1 {
		return otherwise
	}
	return n
}

// page returns the limits of a page's lines and blocks.
func (l Limits) page() clean.Limits {
	return clean.Limits{Lines: l.Lines, LineBytes: l.LineBytes, Depth: l.Depth}
}

// checkOutput returns an error when the texts of a document are larger than
// they may be together.
func (l Limits) checkOutput(d *Document) error {
	if size := d.textSize(); size > l.OutputBytes {
		return &LimitError{Limit: LimitOutputBytes, Max: l.OutputBytes, Value: size}
	}
	return nil
}

// textSize is the number of bytes of the document's texts.
func (d *Document) textSize() int64 {
	n := 0
	add := func(texts ...string) {
		for _, s := range texts {
			n += len(s)
		}
	}
	a := &d.Article
	add(a.Title, a.Subtitle, a.Dateline.Place, a.Dateline.Source, a.Language, a.Site, a.URL, a.Section)
	add(a.Authors...)
	add(a.Tags...)
	add(a.Image.URL, a.Image.Name, a.Image.Alt)
	for i := range a.Head {
		add(a.Head[i].Text)
	}
	for i := range a.Body {
		add(a.Body[i].Text)
	}
	picture := func(c *caption.Caption) {
		add(c.Text, c.Place, c.Credit.Raw, c.Credit.Notice, c.Image.URL, c.Image.Name, c.Image.Alt)
		add(c.Credit.Creators...)
		add(c.Credit.Agencies...)
	}
	for i := range d.Captions {
		picture(&d.Captions[i])
	}
	for i := range d.Clips {
		c := &d.Clips[i]
		add(c.Title, c.ID, c.URL, c.Description, c.Source, c.Thumbnail.URL, c.Thumbnail.Name, c.Thumbnail.Alt)
		picture(&c.Caption)
	}
	for i := range d.Noise {
		add(d.Noise[i].Text)
	}
	return int64(n)
}

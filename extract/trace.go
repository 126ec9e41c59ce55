package extract

import (
	"context"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// WithTrace records in Document.Trace what every rule said of every line. It
// changes no decision. Without it nothing is recorded, at no cost.
func WithTrace() Option { return func(c *config) { c.trace = true } }

// Trace is the record of how the lines of a page were decided.
type Trace struct {
	// Lines are all lines of the page, in page order.
	Lines []TraceLine `json:"lines"`
}

// TraceLine says of one line what it is and why.
type TraceLine struct {
	// Text is the line as a reader sees it, Span where it stands in the page.
	Text string       `json:"text"`
	Span caption.Span `json:"span"`
	// Path is the elements around the line as a CSS selector, outermost first:
	// "article > div.story-body > p". It is empty for plain text.
	Path string `json:"path,omitempty"`
	// Label, Rule and Confidence are the decision; Group is the same positive
	// number for all lines of one clip or caption.
	Label      clean.Label `json:"label"`
	Rule       string      `json:"rule"`
	Confidence float32     `json:"confidence"`
	Group      int         `json:"group,omitempty"`
	// Of and Index name the part of the document that has the line: see Part.
	Of    string `json:"of,omitempty"`
	Index int    `json:"index"`
	// Marks are what the rules said, in the order in which they spoke; Why says
	// why the one that won did so.
	Marks []clean.Mark `json:"marks"`
	Why   string       `json:"why"`
}

// Explain returns the lines of the trace that share a byte with the span, in
// page order: none where the page was read without WithTrace. The spans of
// blocks, captions, clips and noise can be given as they are.
func (d *Document) Explain(span caption.Span) []TraceLine {
	if d.Trace == nil || span.Start >= span.End {
		return nil
	}
	lines := d.Trace.Lines
	from, _ := slices.BinarySearchFunc(lines, span.Start, func(l TraceLine, at int) int { return l.Span.End - at - 1 })
	to := from
	for to < len(lines) && lines[to].Span.Start < span.End {
		to++
	}
	return lines[from:to:to]
}

// label decides the lines of a page. The explanations are nil unless the
// extractor traces.
func (e *Extractor) label(ctx context.Context, page *clean.Page) ([]clean.Decision, []clean.Explanation, error) {
	if !e.trace {
		decisions, err := e.cleaner.LabelContext(ctx, page)
		return decisions, nil, err
	}
	explanations, err := e.cleaner.Explain(ctx, page)
	if err != nil {
		return nil, nil, err
	}
	decisions := make([]clean.Decision, len(explanations))
	for i := range explanations {
		decisions[i] = explanations[i].Decision
	}
	return decisions, explanations, nil
}

// addTrace adds the explanations of a page's lines to its document.
func addTrace(doc *Document, page *clean.Page, explanations []clean.Explanation) {
	if explanations == nil {
		return
	}
	parts := doc.Parts()
	paths := make([]string, len(page.Blocks))
	lines := make([]TraceLine, len(explanations))
	for i := range explanations {
		x, line := &explanations[i], &page.Lines[i]
		lines[i] = TraceLine{
			Text: line.Text, Span: line.Span, Path: pathOf(page, paths, line.Block),
			Label: x.Decision.Label, Rule: x.Decision.Rule, Confidence: x.Decision.Confidence, Group: x.Decision.Group,
			Marks: x.Marks, Why: x.Why(),
		}
		// The part that the line is in is the last that begins before its end.
		at, _ := slices.BinarySearchFunc(parts, line.Span.End, func(p Part, end int) int { return p.Span.Start - end })
		if at > 0 && parts[at-1].Span.End >= line.Span.End {
			lines[i].Of, lines[i].Index = parts[at-1].Of, parts[at-1].Index
		}
	}
	doc.Trace = &Trace{Lines: lines}
}

// Bounds of the selector that Trace names a line's place by.
const (
	pathBlocks  = 6
	pathClasses = 3
)

// pathOf returns the selector of a block, innermost elements of pathBlocks.
func pathOf(page *clean.Page, paths []string, block int) string {
	if paths[block] != "" || block == 0 {
		return paths[block]
	}
	var steps []string
	for b := block; b > 0 && len(steps) < pathBlocks; b = page.Blocks[b].Parent {
		steps = append(steps, stepOf(&page.Blocks[b].Element))
	}
	slices.Reverse(steps)
	paths[block] = strings.Join(steps, " > ")
	return paths[block]
}

// stepOf returns the compound selector of an element: its name, id and first
// classes.
func stepOf(e *clean.Element) string {
	var b strings.Builder
	writeIdentifier(&b, e.Tag)
	if id := strings.TrimSpace(e.ID); id != "" && !strings.ContainsAny(id, " \t\r\n\f") {
		b.WriteByte('#')
		writeIdentifier(&b, id)
	}
	n := 0
	for class := range strings.FieldsSeq(e.Class) {
		if n++; n > pathClasses {
			break
		}
		b.WriteByte('.')
		writeIdentifier(&b, class)
	}
	return b.String()
}

// writeIdentifier writes an identifier as selectors have it (CSS Object Model,
// "serialize an identifier").
func writeIdentifier(b *strings.Builder, s string) {
	const hex = "0123456789abcdef"
	for i, r := range s {
		switch {
		case r == 0:
			b.WriteRune('\uFFFD')
		case r < ' ' || r == 0x7F || r >= '0' && r <= '9' && (i == 0 || i == 1 && s[0] == '-'):
			b.WriteByte('\\')
			if r >= 0x10 {
				b.WriteByte(hex[r>>4])
			}
			b.WriteByte(hex[r&0xF])
			b.WriteByte(' ')
		case r == '-' && len(s) == 1:
			b.WriteString(`\-`)
		case r >= 0x80 || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		default:
			b.WriteByte('\\')
			b.WriteRune(r)
		}
	}
}

package extract

import (
	"context"
	"io"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
)

// HTML reads a page of HTML. See Extractor.HTML.
func HTML(r io.Reader, opts ...Option) (*Document, error) {
	e, err := New(opts...)
	if err != nil {
		return nil, err
	}
	return e.HTML(context.Background(), r, Source{})
}

// Node reads a page, or a part of one, that has been parsed. See
// Extractor.Node.
func Node(n *html.Node, opts ...Option) (*Document, error) {
	e, err := New(opts...)
	if err != nil {
		return nil, err
	}
	return e.Node(context.Background(), n, Source{})
}

// Selection reads the elements of a selection as one page, in the selection's
// order. An element inside another element of the selection is read once. The
// tree is not changed.
func Selection(s *goquery.Selection, opts ...Option) (*Document, error) {
	e, err := New(opts...)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, wrap(e.source, ErrEmpty)
	}
	return e.nodes(context.Background(), newWalk(e.limits), s.Nodes, e.complete(Source{}, KindHTML))
}

// HTML reads a saved page of HTML. Its encoding is, in this order, that of a
// byte order mark, the source's or the extractor's, the page's own meta element,
// or found from its characters; a page that names another encoding but is valid
// UTF-8 beyond ASCII is read as that. Where nobody states its address, it is the one
// in the comment that browsers, SingleFile and HTTrack leave in pages they save. The
// fields of source that are set go before what New was told.
//
// The spans of the result are byte offsets into the page's text stream: the
// text nodes of the parsed page in document order, put together, without those
// of elements whose text is never shown as such (head, script, style, template,
// noscript, svg, the inside of players and frames) and without those of hidden
// elements inside running text. See PageText.
//
// Its errors are ErrEmpty, ErrBinary, ErrTooLarge, ErrCharset, the context's
// error and the reader's, each wrapped with the source's name. Broken markup is
// no error. Formatting elements that would multiply beyond Limits.Nodes are read
// without their attributes, or as if they were not there.
func (e *Extractor) HTML(ctx context.Context, r io.Reader, source Source) (*Document, error) {
	source = e.complete(source, KindHTML)
	input, err := readAll(ctx, r, e.limits.Bytes)
	if err != nil {
		return nil, wrap(source, err)
	}
	source.Bytes = len(input)
	decoded, err := decode(ctx, input, source.Charset, htmlCharset, e.limits.DecodedBytes)
	if err != nil {
		return nil, wrap(source, err)
	}
	source.Charset = decoded.charset
	if source.URL == "" {
		source.URL = savedFrom(decoded.text)
	}
	w := newWalk(e.limits)
	root, text, err := w.parse(ctx, decoded.text, e.ownRules)
	if ctxErr := ctx.Err(); ctxErr != nil {
		return nil, wrap(source, ctxErr)
	}
	if err != nil {
		// The parser refuses what is nested deeper than it can repair; the
		// tokens can still be read one by one.
		if err := w.tokens(ctx, text); err != nil {
			return nil, wrap(source, err)
		}
		return e.document(ctx, w, source)
	}
	return e.nodes(ctx, w, []*html.Node{root}, source)
}

// Node reads a page, or a part of one, that has been parsed. The tree is not
// changed. Errors and spans are those of HTML.
func (e *Extractor) Node(ctx context.Context, n *html.Node, source Source) (*Document, error) {
	return e.nodes(ctx, newWalk(e.limits), []*html.Node{n}, e.complete(source, KindHTML))
}

func (e *Extractor) nodes(ctx context.Context, w *walk, nodes []*html.Node, source Source) (*Document, error) {
	for _, n := range outermost(nodes) {
		if err := w.walk(ctx, n); err != nil {
			return nil, wrap(source, err)
		}
	}
	return e.document(ctx, w, source)
}

// document labels the page that has been walked and takes it apart.
func (e *Extractor) document(ctx context.Context, w *walk, source Source) (*Document, error) {
	page := w.builder.Page()
	defer page.Release()
	if len(page.Lines) == 0 {
		return nil, wrap(source, ErrEmpty)
	}
	w.head.describe(page)
	page.SetNodes(w.refs)
	if source.URL != "" {
		page.URL = source.URL
	}
	decisions, explanations, err := e.label(ctx, page)
	if err != nil {
		return nil, wrap(source, err)
	}
	doc := assemble(ctx, page, decisions, w)
	if err := ctx.Err(); err != nil {
		return nil, wrap(source, err)
	}
	w.describe(page, decisions, doc, source.URL)
	doc.Source = source
	doc.Truncated = append(w.truncated, page.Truncated...)
	if err := e.limits.checkOutput(doc); err != nil {
		return nil, wrap(source, err)
	}
	addTrace(doc, page, explanations)
	return doc, nil
}

// Page returns the lines and blocks of a parsed page, or a part of one, as rules
// see them. The tree is not changed. It is for callers who label pages with a
// clean.Cleaner of their own, or look at what it decides.
func Page(n *html.Node) *clean.Page {
	w := newWalk(DefaultLimits())
	for _, n := range outermost([]*html.Node{n}) {
		// A walk fails by its context only.
		_ = w.walk(context.Background(), n)
	}
	page := w.builder.Page()
	w.head.describe(page)
	page.SetNodes(w.refs)
	return page
}

// PageText returns the text stream of a parsed page, into which the spans of
// its lines point.
func PageText(n *html.Node) string {
	var b strings.Builder
	w := newWalk(DefaultLimits())
	w.text = func(s string) { b.WriteString(s) }
	for _, n := range outermost([]*html.Node{n}) {
		_ = w.walk(context.Background(), n)
	}
	return b.String()
}

// outermost returns the nodes that are not inside another one of them.
func outermost(nodes []*html.Node) []*html.Node {
	if len(nodes) == 1 && nodes[0] != nil {
		return nodes
	}
	in := make(map[*html.Node]bool, len(nodes))
	for _, n := range nodes {
		in[n] = true
	}
	var out []*html.Node
	for _, n := range nodes {
		if n == nil || !in[n] {
			continue
		}
		inside := false
		for p := n.Parent; p != nil && !inside; p = p.Parent {
			inside = in[p]
		}
		if !inside {
			out = append(out, n)
		}
		in[n] = inside // an element given twice is read once
	}
	return out
}

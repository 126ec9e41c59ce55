package extract

import (
	"context"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/clean"
)

// walk feeds a builder with a parsed page, node by node, and gathers what the
// page's head states.
type walk struct {
	builder *clean.Builder
	head    head
	// refs are the elements that blocks, inlines and objects of the page were
	// made of: the number of an element is its index plus 1.
	refs []*html.Node
	// text is called with every piece of the text stream, when not nil.
	text func(string)
	at   int // offset in the text stream
	pre  int // open pre elements

	nodes     int // nodes walked so far
	maxNodes  int
	truncated []Truncation
}

func newWalk(limits Limits) *walk {
	return &walk{builder: clean.NewBuilderWithin(limits.page()), maxNodes: limits.Nodes}
}

// nodesPerCheck is the number of nodes after which a walk looks at its context:
// a fraction of a millisecond.
const nodesPerCheck = 4096

// walk goes through the tree under root without recursion: pages nest as deeply
// as their makers' templates do.
func (w *walk) walk(ctx context.Context, root *html.Node) error {
	w.setContext(ctx)
	n := root
	for {
		if more, err := w.count(ctx); !more {
			return err
		}
		if w.enter(n) {
			if n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			w.leave(n)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			w.leave(n)
		}
		if n == root {
			return nil
		}
		n = n.NextSibling
	}
}

// setContext lets what is made of the nodes end when the context is done.
func (w *walk) setContext(ctx context.Context) {
	w.builder.SetContext(ctx)
	w.head.graph.Context = ctx
}

// count counts a node and reports whether it is to be walked: the page may have
// another one, and the context is not done.
func (w *walk) count(ctx context.Context) (more bool, err error) {
	if w.nodes == w.maxNodes {
		w.stop()
		return false, nil
	}
	if w.nodes++; w.nodes%nodesPerCheck == 0 {
		if err := ctx.Err(); err != nil {
			return false, err
		}
	}
	return true, nil
}

// stop notes that the page has more nodes than are read.
func (w *walk) stop() {
	if len(w.truncated) == 0 {
		w.truncated = append(w.truncated, Truncation{Limit: LimitNodes, Max: int64(w.maxNodes)})
	}
}

// enter begins a node and reports whether its children are to be walked.
func (w *walk) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		w.addText(n.Data)
		return false
	case html.ElementNode:
	case html.DocumentNode:
		return true
	default:
		return false
	}
	switch kindOf(n) {
	case kindSkipped:
		return false
	case kindHead:
		w.head.read(n)
		return false
	case kindBreak:
		w.builder.Break()
		return false
	case kindObject:
		w.picture(n)
		return false
	case kindOpaque:
		w.player(n)
		return false
	case kindThrough:
		if n.DataAtom == atom.Html {
			w.head.read(n)
		}
		return true
	}
	e := w.element(n)
	if isRunning(n.Data) {
		switch {
		case e.Hidden:
			return false
		case isAside(n, e.Class):
			w.aside(n)
			return false
		}
	}
	if n.DataAtom == atom.Pre {
		w.pre++
	}
	w.builder.Open(e)
	if len(n.Attr) > 0 {
		w.media(n, e.Ref)
	}
	return true
}

// leave ends a node whose children have been walked.
func (w *walk) leave(n *html.Node) {
	if n.Type == html.ElementNode && kindOf(n) == kindNormal {
		if n.DataAtom == atom.Pre {
			w.pre--
		}
		w.builder.Close()
	}
}

func (w *walk) addText(s string) {
	if w.text != nil {
		w.text(s)
	}
	if w.pre > 0 {
		w.addLines(s)
		return
	}
	w.builder.Text(s, w.at)
	w.at += len(s)
}

// addLines adds text whose line ends are kept.
func (w *walk) addLines(s string) {
	for line := range strings.Lines(s) {
		w.builder.Text(line, w.at)
		w.at += len(line)
		if strings.HasSuffix(line, "\n") {
			w.builder.Break()
		}
	}
}

// player adds an element that stands on its own between lines.
func (w *walk) player(n *html.Node) {
	e := w.element(n)
	w.builder.Open(clean.Element{Tag: e.Tag})
	w.builder.Object(clean.Object{Element: e})
	w.embedded(n, e.Ref)
	w.builder.Close()
}

// element returns what rules see of an element.
func (w *walk) element(n *html.Node) clean.Element {
	e := elementOf(n.Data, n.Attr)
	w.refs = append(w.refs, n)
	e.Ref = len(w.refs)
	return e
}

func elementOf(tag string, attrs []html.Attribute) clean.Element {
	e := clean.Element{Tag: tag}
	for i := range attrs {
		a := &attrs[i]
		switch a.Key {
		case "class":
			e.Class = a.Val
		case "id":
			e.ID = a.Val
		case "role":
			e.Role = a.Val
		case "itemprop":
			e.Prop = a.Val
		case "hidden", "style":
			e.Hidden = e.Hidden || hides(a)
		}
	}
	return e
}

// kind is how a walk treats an element.
type kind uint8

const (
	kindNormal  kind = iota // it is opened and closed around what is in it
	kindSkipped             // nothing of it is shown as text
	kindHead                // it states something of the page
	kindBreak               // br, hr
	kindObject              // a picture or the like: it stands between words
	kindOpaque              // a player or frame: it stands on its own, its inside is for browsers without it
	kindThrough             // it is as if it were not there
)

func kindOf(n *html.Node) kind {
	switch n.DataAtom {
	case atom.Script, atom.Title, atom.Meta, atom.Link, atom.Base:
		if n.Namespace != "" {
			return kindSkipped
		}
		return kindHead
	case atom.Html, atom.Body, atom.Head, atom.Picture:
		return kindThrough
	case atom.Style, atom.Template, atom.Noscript, atom.Noembed, atom.Noframes, atom.Source, atom.Track, atom.Param,
		atom.Area, atom.Datalist, atom.Col, atom.Colgroup, atom.Frame, atom.Frameset, atom.Input, atom.Svg, atom.Math:
		return kindSkipped
	case atom.Br, atom.Hr:
		return kindBreak
	case atom.Img:
		return kindObject
	case atom.Video, atom.Audio, atom.Iframe, atom.Embed, atom.Object, atom.Canvas, atom.Applet:
		return kindOpaque
	case 0:
		switch n.Data {
		case "amp-img":
			return kindObject
		case "amp-video", "amp-audio", "amp-iframe":
			return kindOpaque
		}
	}
	return kindNormal
}

// isRunning reports whether the element stands inside running text and can be
// left out of it.
func isRunning(tag string) bool {
	switch tag {
	case "a", "span", "b", "strong", "i", "em", "small", "label", "time", "u", "font", "sup", "sub", "cite", "code",
		"mark", "abbr":
		return true
	}
	return false
}

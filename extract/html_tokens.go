package extract

import (
	"context"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tokens reads a page token by token, for pages nested too deeply for the parser.
// Of the repairs that the parser makes it knows one: an end tag closes everything
// that is open inside its element.
func (w *walk) tokens(ctx context.Context, text string) error {
	w.setContext(ctx)
	t := tokens{
		walk:  w,
		z:     html.NewTokenizer(contextReader{ctx, strings.NewReader(text)}),
		depth: make(map[string]int),
	}
	for {
		if more, err := w.count(ctx); !more {
			return err
		}
		if more, err := t.next(); !more {
			return err
		}
	}
}

type tokens struct {
	walk    *walk
	z       *html.Tokenizer
	open    []string       // tags of open elements, innermost last
	depth   map[string]int // how many of a tag are open
	skipped string         // the tag inside which everything is skipped
	inside  int            // how many elements of that tag are open
	parent  *html.Node     // element whose text states something of the page
}

// next reads one token and reports whether there are more.
func (t *tokens) next() (more bool, err error) {
	switch t.z.Next() {
	case html.ErrorToken:
		if err := t.z.Err(); !errors.Is(err, io.EOF) {
			return false, err
		}
		return false, nil
	case html.TextToken:
		t.text(string(t.z.Text()))
	case html.StartTagToken, html.SelfClosingTagToken:
		t.start(t.z.Token())
	case html.EndTagToken:
		name, _ := t.z.TagName()
		t.end(string(name))
	}
	return true, nil
}

func (t *tokens) text(s string) {
	switch {
	case t.parent != nil:
		t.walk.head.state(t.parent.DataAtom, t.parent.Attr, s)
	case t.skipped == "":
		t.walk.addText(s)
	}
}

func (t *tokens) start(token html.Token) {
	t.parent = nil
	if t.skipped != "" {
		if token.Data == t.skipped && token.Type == html.StartTagToken {
			t.inside++
		}
		return
	}
	n := &html.Node{Type: html.ElementNode, Data: token.Data, DataAtom: token.DataAtom, Attr: token.Attr}
	void := token.Type == html.SelfClosingTagToken
	switch kindOf(n) {
	case kindHead:
		if n.DataAtom == atom.Script || n.DataAtom == atom.Title {
			t.parent = n
			t.skip(token.Data, void)
			return
		}
		t.walk.head.read(n)
	case kindSkipped:
		switch n.DataAtom {
		case atom.Source, atom.Track, atom.Param, atom.Area, atom.Col, atom.Frame, atom.Input:
		default:
			t.skip(token.Data, void)
		}
	case kindThrough:
		if n.DataAtom == atom.Html {
			t.walk.head.read(n)
		}
	case kindBreak:
		t.walk.builder.Break()
	case kindObject:
		t.walk.picture(n)
	case kindOpaque:
		t.walk.player(n)
		if n.DataAtom != atom.Embed {
			t.skip(token.Data, void)
		}
	case kindNormal:
		e := t.walk.element(n)
		if e.Hidden && isRunning(n.Data) {
			t.skip(token.Data, void)
			return
		}
		if n.DataAtom == atom.Pre {
			t.walk.pre++
		}
		t.walk.builder.Open(e)
		t.walk.media(n, e.Ref)
		t.open = append(t.open, token.Data)
		t.depth[token.Data]++
	}
}

// skip leaves out what is inside an element.
func (t *tokens) skip(tag string, void bool) {
	if !void {
		t.skipped, t.inside = tag, 1
	}
}

func (t *tokens) end(tag string) {
	t.parent = nil
	if t.skipped != "" {
		if tag == t.skipped {
			if t.inside--; t.inside == 0 {
				t.skipped = ""
			}
		}
		return
	}
	for t.depth[tag] > 0 {
		last := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.depth[last]--
		if last == "pre" {
			t.walk.pre--
		}
		t.walk.builder.Close()
		if last == tag {
			return
		}
	}
}

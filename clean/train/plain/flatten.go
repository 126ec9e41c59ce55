package main

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// Pages that are there as HTML are flattened here as widely used tools do it, so
// that more pages can be learned from than those that the tools were run on.

// flatteners are named for the tools that they follow: pages of the same name in
// the data are of the same kind.
var flatteners = map[string]func(*html.Node) string{
	"bs4":       flattenPieces,
	"html-text": flattenLayout,
	"html2text": flattenMarkdown,
}

// parseHTML reads a page in whatever encoding it says that it has. Scripts are
// not run, so what stands for those who do not run them is text.
func parseHTML(r io.Reader) (*html.Node, error) {
	decoded, err := charset.NewReader(r, "text/html")
	if err != nil {
		return nil, err
	}
	return html.ParseWithOptions(decoded, html.ParseOptionEnableScripting(false))
}

// isUnseen reports whether the text in an element is none of the page's.
func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed:
		return true
	}
	return n.Type == html.CommentNode
}

// flattenPieces writes every piece of text on a line of its own.
func flattenPieces(root *html.Node) string {
	var b strings.Builder
	eachText(root, func(text string) {
		if text = strings.TrimSpace(text); text != "" {
			b.WriteString(text)
			b.WriteByte('\n')
		}
	})
	return b.String()
}

func eachText(n *html.Node, visit func(string)) {
	if isUnseen(n) {
		return
	}
	if n.Type == html.TextNode {
		visit(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		eachText(c, visit)
	}
}

// The elements around which a line ends, and those around which a blank line
// stands.
var (
	lineElements = elements("article aside br dd details div dt fieldset figcaption footer form header hr legend li main nav table tr section")
	gapElements  = elements("blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre title ul")
)

func elements(names string) map[string]bool {
	set := make(map[string]bool)
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

// layout writes blocks on lines of their own.
type layout struct {
	b    strings.Builder
	ends int // line ends since the last text, -1 before the first
}

func flattenLayout(root *html.Node) string {
	l := &layout{ends: -1}
	l.walk(root)
	return strings.TrimSpace(l.b.String())
}

func (l *layout) walk(n *html.Node) {
	if isUnseen(n) {
		return
	}
	if n.Type == html.TextNode {
		l.text(n.Data)
		return
	}
	l.breakAt(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.walk(c)
	}
	l.breakAt(n)
}

func (l *layout) breakAt(n *html.Node) {
	want := 0
	switch {
	case gapElements[n.Data]:
		want = 2
	case lineElements[n.Data]:
		want = 1
	}
	for l.ends >= 0 && l.ends < want {
		l.b.WriteByte('\n')
		l.ends++
	}
}

func (l *layout) text(text string) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(text)
	if before := l.b.String(); l.ends == 0 && !strings.ContainsRune(",:;.!?\")", first) && !strings.HasSuffix(before, "(") {
		l.b.WriteByte(' ')
	}
	l.b.WriteString(text)
	l.ends = 0
}

// markdown writes a page with the marks of headings, lists, pictures, emphasis.
type markdown struct {
	b      strings.Builder
	line   strings.Builder
	prefix string // of the line
	depth  int    // of lists
	gap    bool   // a blank line has to stand before the next line
	quotes int
}

func flattenMarkdown(root *html.Node) string {
	m := &markdown{}
	m.walk(root)
	m.flush()
	return m.b.String()
}

// flush ends the line.
func (m *markdown) flush() {
	text := strings.Join(strings.Fields(m.line.String()), " ")
	m.line.Reset()
	if text == "" {
		return
	}
	prefix := m.prefix
	m.prefix = ""
	if m.gap && m.b.Len() > 0 {
		m.b.WriteByte('\n')
	}
	m.gap = false
	m.b.WriteString(strings.Repeat("> ", m.quotes))
	m.b.WriteString(prefix + text + "\n")
}

func (m *markdown) paragraph() {
	m.flush()
	m.gap = true
}

// list ends the line before a list or after it.
func (m *markdown) list() {
	m.flush()
	if m.depth == 0 {
		m.gap = true
	}
}

func (m *markdown) walk(n *html.Node) {
	if isUnseen(n) || n.DataAtom == atom.Head {
		return
	}
	switch n.Type {
	case html.TextNode:
		m.text(n.Data)
		return
	case html.ElementNode:
		if m.open(n) {
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.walk(c)
	}
	if n.Type == html.ElementNode {
		m.close(n)
	}
}

func (m *markdown) text(text string) {
	words := strings.Join(strings.Fields(text), " ")
	if r, _ := utf8.DecodeRuneInString(text); unicode.IsSpace(r) && m.line.Len() > 0 {
		m.line.WriteByte(' ')
	}
	m.line.WriteString(words)
	if r, _ := utf8.DecodeLastRuneInString(text); words != "" && unicode.IsSpace(r) {
		m.line.WriteByte(' ')
	}
}

// open writes what stands for the beginning of an element, and reports whether
// that is all of it.
func (m *markdown) open(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		m.paragraph()
		m.prefix += strings.Repeat("#", int(n.Data[1]-'0')) + " "
	case atom.P, atom.Div, atom.Dl, atom.Table, atom.Figure:
		m.paragraph()
	case atom.Blockquote:
		m.paragraph()
		m.quotes++
	case atom.Ul, atom.Ol:
		m.list()
		m.depth++
	case atom.Li:
		m.flush()
		m.prefix = strings.Repeat("  ", max(1, m.depth)) + "* "
	case atom.Tr, atom.Dt:
		m.flush()
	case atom.Td, atom.Th:
		if m.line.Len() > 0 {
			m.line.WriteString(" | ")
		}
	case atom.Br:
		m.flush()
	case atom.Hr:
		m.paragraph()
		m.line.WriteString("* * *")
		m.paragraph()
	case atom.Img:
		if source := attribute(n, "src"); source != "" {
			m.line.WriteString("![" + strings.Join(strings.Fields(attribute(n, "alt")), " ") + "](" + source + ")")
		}
		return true
	case atom.B, atom.Strong:
		m.line.WriteString("**")
	case atom.I, atom.Em:
		m.line.WriteString("_")
	}
	return false
}

func (m *markdown) close(n *html.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Dl, atom.Table, atom.Figure:
		m.paragraph()
	case atom.Blockquote:
		m.paragraph()
		m.quotes--
	case atom.Ul, atom.Ol:
		m.depth--
		m.list()
	case atom.Li, atom.Tr, atom.Dt, atom.Dd:
		m.flush()
	case atom.B, atom.Strong:
		m.line.WriteString("**")
	case atom.I, atom.Em:
		m.line.WriteString("_")
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

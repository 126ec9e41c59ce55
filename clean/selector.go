package clean

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Selector returns a rule that labels lines inside elements of an HTML page
// that the selector matches. Of Selectors Level 4 it knows types, classes, ids,
// attributes, :not() of these, all combinators and lists. An element inside a
// line counts where it holds all of the line's text. Plain text has no elements,
// nor has a page that is nested too deeply to be parsed into a tree.
func Selector(name string, label Label, css string, opts ...RuleOption) Rule {
	return Every(name, label, append([]RuleOption{In(css)}, opts...)...)
}

// In lets the rule speak only of lines inside elements of an HTML page that the
// selector matches: see Selector.
func In(css string) RuleOption {
	return func(r *lineRule) {
		s := parseSelector(css)
		s.err = s.check()
		r.require(condition{field: "selector", detail: css, selector: s, holds: func(p *Page, i, _ int) bool { return p.isIn(s, i) }})
	}
}

// Bounds of a selector, which keep matching linear in the page's size.
const (
	maxSelectorSize  = 500
	maxSelectorSteps = 32
)

// selector is a list of complex selectors.
type selector struct {
	text string
	list [][]selectorStep
	err  *RuleError
}

// selectorStep is a compound selector and how it stands to the one before it:
// ' ' inside it, '>' its child, '+' right after it, '~' after it; 0 for the
// first.
type selectorStep struct {
	text       string
	compound   cascadia.Sel
	combinator byte
}

// parseSelector reads a selector; what is wrong with it is found by check.
func parseSelector(css string) *selector {
	s := &selector{text: css}
	if len(css) > maxSelectorSize {
		return s
	}
	for _, complex := range splitSelector(css) {
		steps := complex
		for i := range steps {
			// A compound that cannot be read makes the whole unreadable, which
			// check reports.
			steps[i].compound, _ = cascadia.Parse(steps[i].text)
		}
		s.list = append(s.list, steps)
	}
	return s
}

func (s *selector) check() *RuleError {
	wrong := func(problem string, cause error) *RuleError {
		return &RuleError{Field: "selector", Problem: problem, Err: cause}
	}
	if strings.TrimSpace(s.text) == "" {
		return wrong("is empty", nil)
	}
	if len(s.text) > maxSelectorSize {
		return wrong(fmt.Sprintf("has more than %d bytes", maxSelectorSize), nil)
	}
	if _, err := cascadia.ParseGroup(s.text); err != nil {
		return wrong("is not valid", err)
	}
	if part := unsupported(s.text); part != "" {
		return wrong("has "+part+", which is not supported", nil)
	}
	steps := 0
	for _, complex := range s.list {
		steps += len(complex)
		for i := range complex {
			if complex[i].compound == nil {
				return wrong("is not valid", fmt.Errorf("cannot read %q", complex[i].text))
			}
		}
		if tag := tagIn(complex[len(complex)-1].text); isTextless(tag) {
			return wrong("matches "+quote(tag)+", which holds no lines: the rule can never fire", nil)
		}
	}
	if steps > maxSelectorSteps {
		return wrong(fmt.Sprintf("has more than %d steps", maxSelectorSteps), nil)
	}
	return nil
}

// isTextless reports whether elements of the name never hold lines.
func isTextless(tag string) bool {
	switch tag {
	case "script", "style", "head", "title", "meta", "link", "base", "template", "noscript", "img", "br", "hr", "input",
		"video", "audio", "iframe", "object", "embed", "canvas", "svg", "math", "source", "track", "col", "area":
		return true
	}
	return false
}

// splitSelector cuts a list of selectors into its steps.
func splitSelector(css string) (list [][]selectorStep) {
	var steps []selectorStep
	var combinator byte
	start := -1
	end := func(at int) {
		if start >= 0 {
			if len(steps) == 0 {
				combinator = 0
			} else if combinator == 0 {
				combinator = ' '
			}
			steps = append(steps, selectorStep{text: css[start:at], combinator: combinator})
			start, combinator = -1, 0
		}
	}
	eachTopLevel(css, func(at int, c byte, top bool) {
		switch {
		case !top:
		case c == ',':
			end(at)
			list = append(list, steps)
			steps, combinator = nil, 0
			return
		case c == '>' || c == '+' || c == '~':
			end(at)
			combinator = c
			return
		case isSelectorSpace(c):
			end(at)
			return
		}
		if start < 0 {
			start = at
		}
	})
	end(len(css))
	list = append(list, steps)
	for _, steps := range list {
		if len(steps) == 0 {
			return nil
		}
	}
	return list
}

func isSelectorSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'
}

// eachTopLevel calls f with the bytes of a selector and says which stand outside
// of strings, brackets, parentheses and escapes.
func eachTopLevel(css string, f func(at int, c byte, top bool)) {
	var quote byte
	depth := 0
	for i := 0; i < len(css); i++ {
		c := css[i]
		switch {
		case c == '\\':
			f(i, c, false)
			if i++; i < len(css) {
				f(i, css[i], false)
				// A space may end an escape of hexadecimal digits.
				for n := 1; n < 6 && isHexDigit(css[i]) && i+1 < len(css) && isHexDigit(css[i+1]); n++ {
					i++
					f(i, css[i], false)
				}
				if isHexDigit(css[i]) && i+1 < len(css) && isSelectorSpace(css[i+1]) {
					i++
					f(i, css[i], false)
				}
			}
			continue
		case quote != 0:
			if c == quote {
				quote = 0
			}
			f(i, c, false)
			continue
		case c == '"' || c == '\'':
			quote = c
		case c == '[' || c == '(':
			f(i, c, depth == 0)
			depth++
			continue
		case c == ']' || c == ')':
			depth--
			f(i, c, false)
			continue
		}
		f(i, c, depth == 0 && quote == 0)
	}
}

func isHexDigit(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// unsupported returns the part of a valid selector that is not supported: what
// depends on text, on the number of siblings or on what a user does.
func unsupported(css string) string {
	var quote byte
	brackets, parens := 0, 0
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.HasPrefix(css[i:], "/*"):
			return "a comment"
		case c == '[':
			brackets++
		case c == ']':
			brackets--
		case brackets > 0:
			if strings.HasPrefix(css[i:], "#=") {
				return `"#="`
			}
		case c == '(':
			if parens++; parens > 1 {
				return ":not() inside :not()"
			}
		case c == ')':
			parens--
		case c == ':':
			end := i + 1
			for end < len(css) && (css[end] == '-' || css[end] == ':' || css[end]|0x20 >= 'a' && css[end]|0x20 <= 'z') {
				end++
			}
			if !strings.EqualFold(css[i:end], ":not") {
				return quoteSimple(css[i:end])
			}
		case parens > 0 && (c == '>' || c == '+' || c == '~' || isSelectorSpace(c) && !isPadding(css, i)):
			return "a combinator inside :not()"
		}
	}
	return ""
}

func quoteSimple(s string) string { return `"` + s + `"` }

// isPadding reports whether the space at index i of a selector stands beside a
// comma or parenthesis, where it says nothing.
func isPadding(css string, i int) bool {
	before := strings.TrimRight(css[:i], " \t\r\n\f")
	after := strings.TrimLeft(css[i:], " \t\r\n\f")
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, "(") || strings.HasPrefix(after, ",") || strings.HasPrefix(after, ")")
}

// tagIn returns the element name of a compound selector, "" where it has none.
func tagIn(compound string) string {
	end := 0
	for end < len(compound) && (compound[end]|0x20 >= 'a' && compound[end]|0x20 <= 'z' || end > 0 && (compound[end] >= '0' && compound[end] <= '9' || compound[end] == '-')) {
		end++
	}
	if end < len(compound) && (compound[end] == '\\' || compound[end] >= 0x80 || compound[end] == '_') {
		return ""
	}
	return strings.ToLower(compound[:end])
}

// isIn reports whether line i is inside an element that the selector matches.
func (p *Page) isIn(s *selector, i int) bool {
	lines, ok := p.own.selected[s]
	if !ok {
		newSelectorSet([]*selector{s}).find(p)
		lines = p.own.selected[s]
	}
	return lines != nil && lines[i]
}

// selectorSet matches any number of selectors with one walk over the tree. What
// it knows of an element is which steps it matches with all before them; that
// follows from the element, its ancestors and its earlier siblings, so the walk
// is linear in the tree.
type selectorSet struct {
	selectors []*selector
	steps     []setStep
	buckets   map[string][]int32 // steps by what an element must have: "#id", ".class", "tag", ""
}

type setStep struct {
	compound   cascadia.Sel
	combinator byte
	before     int32 // the step before, -1 for none
	selector   int32 // the selector that it ends, -1 for none
}

func newSelectorSet(selectors []*selector) *selectorSet {
	x := &selectorSet{selectors: selectors, buckets: make(map[string][]int32)}
	for at, s := range selectors {
		for _, complex := range s.list {
			for i, step := range complex {
				last := setStep{step.compound, step.combinator, -1, -1}
				if i > 0 {
					last.before = int32(len(x.steps) - 1)
				}
				if i == len(complex)-1 {
					last.selector = int32(at)
				}
				key := bucketOf(step.text)
				x.buckets[key] = append(x.buckets[key], int32(len(x.steps)))
				x.steps = append(x.steps, last)
			}
		}
	}
	return x
}

// bucketOf returns what an element must have to match a compound selector, "".
// where that is not plain.
func bucketOf(compound string) string {
	tag, id, class := tagIn(compound), "", ""
	from := 0
	take := func(to int) {
		if part := compound[from:to]; len(part) > 1 && isPlainName(part[1:]) {
			switch {
			case part[0] == '#' && id == "":
				id = part
			case part[0] == '.' && class == "":
				class = part
			}
		}
		from = to
	}
	eachTopLevel(compound, func(at int, c byte, top bool) {
		if top && (c == '#' || c == '.' || c == '[' || c == ':') {
			take(at)
		}
	})
	take(len(compound))
	switch {
	case id != "":
		return id
	case class != "":
		return class
	}
	return tag
}

func isPlainName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !(c == '-' || c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			return false
		}
	}
	return true
}

// selectorWalk is one walk of a set over a page's tree.
type selectorWalk struct {
	*selectorSet
	p      *Page
	refs   map[*html.Node]int // refs of the page's elements
	blocks []int              // blocks by ref, -1 for none
	inside []int32            // for each step the open elements that match it
	frames []selectorFrame
	texts  map[blockText][]int // lines by block and text, once asked for
	path   []int               // open blocks
}

type blockText struct {
	block int
	text  string
}

// selectorFrame is an open element.
type selectorFrame struct {
	node    *html.Node
	matched []int32 // steps
	chosen  []int32 // selectors that hold of its children's lines
	prev    []int32 // steps that the last child element matched
	older   []int32 // steps that any child element so far matched
	block   bool
}

// find notes on the page which lines the selectors match.
func (x *selectorSet) find(p *Page) {
	if p.own.selected == nil {
		p.own.selected = make(map[*selector][]bool, len(x.selectors))
	}
	for _, s := range x.selectors {
		p.own.selected[s] = nil
	}
	nodes := p.own.nodes
	if len(nodes) == 0 {
		return
	}
	w := selectorWalk{selectorSet: x, p: p, refs: make(map[*html.Node]int, len(nodes)), blocks: make([]int, len(nodes)+1), inside: make([]int32, len(x.steps)), path: []int{0}}
	for i, n := range nodes {
		w.refs[n] = i + 1
	}
	for b := range p.Blocks {
		if ref := p.Blocks[b].Element.Ref; ref > 0 && ref < len(w.blocks) {
			w.blocks[ref] = b
		}
	}
	seen := make(map[*html.Node]bool)
	for _, n := range nodes {
		root := n
		for root.Parent != nil && !seen[root] {
			seen[root] = true
			root = root.Parent
		}
		if !seen[root] {
			seen[root] = true
			w.walk(root)
		}
	}
}

func (w *selectorWalk) walk(root *html.Node) {
	w.frames = append(w.frames[:0], selectorFrame{})
	for n := root; ; {
		w.enter(n)
		if n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for {
			w.leave()
			if n == root {
				return
			}
			if n.NextSibling != nil {
				n = n.NextSibling
				break
			}
			n = n.Parent
		}
	}
}

func (w *selectorWalk) enter(n *html.Node) {
	parent := &w.frames[len(w.frames)-1]
	f := selectorFrame{node: n, chosen: parent.chosen}
	if n.Type == html.ElementNode {
		f.matched = w.match(n, parent)
		parent.prev = f.matched
		for _, step := range f.matched {
			w.inside[step]++
			parent.older = appendStep(parent.older, step)
		}
		w.choose(&f)
	}
	w.frames = append(w.frames, f)
}

func (w *selectorWalk) leave() {
	f := &w.frames[len(w.frames)-1]
	for _, step := range f.matched {
		w.inside[step]--
	}
	if f.block {
		w.path = w.path[:len(w.path)-1]
	}
	w.frames = w.frames[:len(w.frames)-1]
}

// match returns the steps that an element matches.
func (w *selectorWalk) match(n *html.Node, parent *selectorFrame) (matched []int32) {
	try := func(bucket []int32) {
		for _, at := range bucket {
			if s := &w.steps[at]; w.follows(s, parent) && s.compound.Match(n) {
				matched = appendStep(matched, at)
			}
		}
	}
	try(w.buckets[""])
	try(w.buckets[n.Data])
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "id":
			try(w.buckets["#"+a.Val])
		case "class":
			count := 0
			for class := range strings.FieldsSeq(a.Val) {
				if count++; count > maxClasses {
					break
				}
				try(w.buckets["."+class])
			}
		}
	}
	return matched
}

// maxClasses is the number of classes of an element by which it is looked up.
const maxClasses = 64

// follows reports whether an element under parent stands to an element that
// matches the step before as the step's combinator says.
func (w *selectorWalk) follows(s *setStep, parent *selectorFrame) bool {
	switch s.combinator {
	case ' ':
		return w.inside[s.before] > 0
	case '>':
		return hasStep(parent.matched, s.before)
	case '+':
		return hasStep(parent.prev, s.before)
	case '~':
		return hasStep(parent.older, s.before)
	}
	return true
}

func hasStep(steps []int32, step int32) bool {
	for _, s := range steps {
		if s == step {
			return true
		}
	}
	return false
}

func appendStep(steps []int32, step int32) []int32 {
	if hasStep(steps, step) {
		return steps
	}
	return append(steps, step)
}

// choose notes the lines of an element that selectors match. The lines of a
// block are known at once; other elements hand their selectors on to what is
// inside them.
func (w *selectorWalk) choose(f *selectorFrame) {
	inherited := len(f.chosen)
	own := f.chosen[:inherited:inherited]
	for _, step := range f.matched {
		if s := w.steps[step].selector; s >= 0 {
			own = appendStep(own, s)
		}
	}
	ref := w.refs[f.node]
	block := 0
	if ref > 0 {
		block = w.blocks[ref]
	}
	if block > 0 {
		for _, s := range own {
			w.mark(s, w.p.Blocks[block].First, w.p.Blocks[block].Last)
		}
		f.chosen, f.block = nil, true
		w.path = append(w.path, block)
		return
	}
	f.chosen = own
	switch fresh := own[inherited:]; {
	case len(fresh) == 0:
	case f.node.Data == "body" || f.node.Data == "html":
		for _, s := range fresh {
			w.mark(s, 0, len(w.p.Lines))
		}
	case ref > 0:
		for _, i := range w.linesOf(f.node) {
			for _, s := range fresh {
				w.mark(s, i, i+1)
			}
		}
	}
}

// linesOf returns the lines of the innermost open block whose text an element
// inside it holds.
func (w *selectorWalk) linesOf(n *html.Node) []int {
	b := NewBuilder()
	for c := n; ; {
		switch {
		case c.Type == html.TextNode:
			b.Text(c.Data, 0)
		case c.Type == html.ElementNode && c.Data == "br":
			b.Break()
		case c.Type == html.ElementNode && !isTextless(c.Data):
			b.Open(Element{Tag: c.Data})
			if c.FirstChild != nil {
				c = c.FirstChild
				continue
			}
			b.Close()
		}
		for c != n && c.NextSibling == nil {
			c = c.Parent
			b.Close()
		}
		if c == n {
			break
		}
		c = c.NextSibling
	}
	if w.texts == nil {
		w.texts = make(map[blockText][]int, len(w.p.Lines))
		for i := range w.p.Lines {
			key := blockText{w.p.Lines[i].Block, w.p.Lines[i].Text}
			w.texts[key] = append(w.texts[key], i)
		}
	}
	var lines []int
	page := b.Page()
	defer page.Release()
	for _, line := range page.Lines {
		lines = append(lines, w.texts[blockText{w.path[len(w.path)-1], line.Text}]...)
	}
	return lines
}

// mark notes that a selector matches the lines [first, last).
func (w *selectorWalk) mark(s int32, first, last int) {
	key := w.selectors[s]
	lines := w.p.own.selected[key]
	if lines == nil {
		lines = make([]bool, len(w.p.Lines))
		w.p.own.selected[key] = lines
	}
	for i := first; i < last; i++ {
		lines[i] = true
	}
}

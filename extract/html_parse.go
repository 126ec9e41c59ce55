package extract

import (
	"context"
	"errors"
	"hash/maphash"
	"math/bits"
	"strings"

	"golang.org/x/net/html"
)

// parse parses a page, of which the parser makes no more nodes than the limit
// allows. It also returns the page as it was parsed: see tame.
func (w *walk) parse(ctx context.Context, page string, attributes bool) (*html.Node, string, error) {
	m := newMarkup(ctx, page, attributes, 2*int64(w.maxNodes))
	root, err := html.Parse(m)
	if errors.Is(err, errCostly) {
		page = w.tame(ctx, page, attributes)
		m = newMarkup(ctx, page, attributes, 0)
		root, err = html.Parse(m)
	}
	w.builder.Grow(m.blocks, m.elements/3, m.elements/4)
	w.refs = make([]*html.Node, 0, min(m.elements, w.maxNodes))
	return root, page, err
}

// tame returns the page as the parser can read it within the limit of nodes: as
// it is where that is sure, otherwise with less formatting, and cut where it has
// too many tags. attributes says that all attributes are needed.
func (w *walk) tame(ctx context.Context, page string, attributes bool) string {
	c := scanCost(ctx, page)
	most := int64(w.maxNodes)
	if c.total(c.open()) <= 2*most {
		return page
	}
	// An element has two tags, and makes a node or two.
	if c.tags > 2*most {
		w.stop()
		page = cutTags(page, 2*w.maxNodes)
	}
	// Without attributes no more than three of each formatting element are open.
	return simplify(ctx, page, attributes, min(c.tags, 2*most)*(2+3*int64(len(formattingTags))) <= 2*most)
}

// cutTags returns the page up to the tag after the first n.
func cutTags(page string, n int) string {
	at := 0
	for range n {
		i := strings.IndexByte(page[at:], '<')
		if i < 0 {
			return page
		}
		at += i + 1
	}
	return page[:at-1]
}

// simplify returns the page with its formatting elements without attributes, or
// without them where formatted is false, and with html and body tags as good as
// empty after the first.
func simplify(ctx context.Context, page string, attributes, formatted bool) string {
	var b strings.Builder
	b.Grow(len(page))
	z := html.NewTokenizer(newMarkup(ctx, page, attributes, 0))
	roots := 0
	for {
		kind := z.Next()
		raw := z.Raw()
		if kind == html.ErrorToken {
			// What is left is a tag that never ends.
			b.Write(raw)
			return b.String()
		}
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			b.Write(raw)
			continue
		}
		name, attributes := tagName(raw)
		switch {
		case isFormatting(name):
			if formatted {
				writeTag(&b, kind, name)
			} else {
				leaveOut(&b)
			}
		case attributes && isRoot(name) && kind != html.EndTagToken:
			if roots++; roots <= 2 {
				b.Write(raw)
			} else {
				leaveOut(&b)
			}
		default:
			b.Write(raw)
		}
	}
}

// leaveOut writes nothing in the place of a tag, unless what stands on its sides
// would then be read together.
func leaveOut(b *strings.Builder) {
	if isOpenText(b.String()) {
		b.WriteString("<!---->")
	}
}

// maxReference is more bytes than the name of a character reference has.
const maxReference = 40

// isOpenText reports whether the end of a text may make a tag or a character
// reference with what follows it.
func isOpenText(text string) bool {
	tail := text[max(0, len(text)-maxReference):]
	if strings.HasSuffix(tail, "<") || strings.HasSuffix(tail, "</") {
		return true
	}
	at := strings.LastIndexByte(tail, '&')
	return at >= 0 && strings.IndexFunc(tail[at+1:], func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '#')
	}) < 0
}

func writeTag(b *strings.Builder, kind html.TokenType, name string) {
	b.WriteByte('<')
	if kind == html.EndTagToken {
		b.WriteByte('/')
	}
	b.WriteString(name)
	b.WriteByte('>')
}

// tagName returns the name of a tag as written, and whether more than the name
// is in it.
func tagName(raw []byte) (name string, more bool) {
	from := 1
	if len(raw) > 1 && raw[1] == '/' {
		from = 2
	}
	to := from
	for to < len(raw) && isLetter(raw[to]) {
		to++
	}
	return string(raw[from:to]), to < len(raw) && raw[to] != '>'
}

func isFormatting(name string) bool {
	for _, tag := range formattingTags {
		if len(tag) == len(name) && strings.EqualFold(tag, name) {
			return true
		}
	}
	return false
}

func isRoot(name string) bool {
	return strings.EqualFold(name, "html") || strings.EqualFold(name, "body")
}

// maxOpen is the number of elements that the parser lets be open at once.
const maxOpen = 512

// compareShare is how many comparisons of two attributes take the time that a
// node takes.
const compareShare = 64

// scanCost looks at what makes parsing a page cost more than its size tells:
//
//   - Formatting elements (b, font, i, …) that are not closed are opened again in
//     every paragraph to come, as many as are different, three of each. Half a
//     kilobyte of them makes every further paragraph of a few bytes hundreds of
//     nodes.
//   - Every html or body tag after the first is compared with all attributes that
//     the ones before have had, every formatting element with those open.
//
// It looks at tags where they look like tags, in scripts and comments too.
func scanCost(ctx context.Context, page string) costScan {
	c := costScan{page: page}
	for at := 0; at < len(page) && ctx.Err() == nil; at += costPiece {
		c.look(at, min(len(page), at+costPiece))
	}
	return c
}

// costPiece is the number of bytes after which looking at costs looks at its
// context.
const costPiece = 64 << 10

// look looks at the tags that begin in page[from:to].
func (c *costScan) look(from, to int) {
	for at := from; ; {
		i := strings.IndexByte(c.page[at:to], '<')
		if i < 0 {
			return
		}
		at += i + 1
		c.tags++
		if at < len(c.page) && mayCost(c.page[at]) {
			c.tag(at)
		}
	}
}

// open returns how many formatting elements can be open at most.
func (c *costScan) open() int64 {
	return min(3*int64(bits.OnesCount32(c.plain)+len(c.formats)), maxOpen)
}

// total returns how many nodes the parser makes at most where so many formatting
// elements can be open, and how many would take the time of what else it does.
func (c *costScan) total(open int64) int64 {
	return c.tags*(2+open) + c.roots*c.rootSize/2 + c.compared*open/compareShare
}

// costScan is what scanCost has found so far.
type costScan struct {
	page     string
	tags     int64
	roots    int64               // html and body tags
	rootSize int64               // bytes of these
	plain    uint32              // formatting elements without attributes, by formattingTags
	formats  map[uint64]struct{} // hashes of those with attributes
	seed     maphash.Seed
	compared int64 // attributes of these, squared
}

// formattingTags are the formatting elements of the HTML Standard (section
// 13.2.4.3) that may be open inside one another.
var formattingTags = [...]string{"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}

// mayCost reports whether the name of one of these, or html or body, begins with
// c.
func mayCost(c byte) bool {
	switch c | 0x20 {
	case 'b', 'c', 'e', 'f', 'h', 'i', 's', 't', 'u':
		return true
	}
	return false
}

// tag looks at the start tag whose name begins at byte at.
func (c *costScan) tag(at int) {
	end := at + 1
	for end < len(c.page) && end < at+len("strong")+1 && isLetter(c.page[end]) {
		end++
	}
	name := c.page[at:end]
	if isRoot(name) {
		c.roots++
		c.rootSize += int64(len(c.rest(at)))
		return
	}
	for k, tag := range formattingTags {
		if len(tag) == len(name) && strings.EqualFold(tag, name) {
			c.format(k, at, end)
			return
		}
	}
}

// format looks at the start tag of a formatting element, whose name stands at
// bytes at to end.
func (c *costScan) format(k, at, end int) {
	if end < len(c.page) && c.page[end] == '>' {
		if !c.closes(end, c.page[at:end]) {
			c.plain |= 1 << k
		}
		return
	}
	rest := c.rest(at)
	attributes := int64(0)
	for i := range len(rest) {
		switch rest[i] {
		case ' ', '\t', '\n', '\f', '\r', '/', '"', '\'':
			attributes++
		}
	}
	c.compared += attributes * attributes
	if isPlainTag(rest[end-at:]) && c.closes(at+len(rest), c.page[at:end]) {
		return
	}
	if c.formats == nil {
		c.formats, c.seed = make(map[uint64]struct{}), maphash.MakeSeed()
	}
	if len(c.formats) < maxOpen {
		c.formats[maphash.String(c.seed, rest)] = struct{}{}
	}
}

// closes reports whether the next tag after the one that ends at byte at closes
// the element: between them is text only.
func (c *costScan) closes(at int, name string) bool {
	i := strings.IndexByte(c.page[at:], '<')
	if i < 0 {
		return false
	}
	next, ok := strings.CutPrefix(c.page[at+i:], "</")
	return ok && len(next) > len(name) && next[len(name)] == '>' && strings.EqualFold(next[:len(name)], name)
}

// isPlainTag reports whether the attributes of a tag are written so that no
// quotation mark of theirs can be misread: names of letters, values in quotation
// marks.
func isPlainTag(attributes string) bool {
	for s := attributes; ; {
		name := strings.TrimLeft(s, " \t\n\f\r")
		if name == "" {
			return true
		}
		i := 0
		for i < len(name) && (isLetter(name[i]) || name[i] == '-') {
			i++
		}
		if i == 0 || len(name) == len(s) {
			return false
		}
		s = name[i:]
		if value, ok := strings.CutPrefix(s, "="); ok {
			if value == "" || value[0] != '"' && value[0] != '\'' {
				return false
			}
			end := strings.IndexByte(value[1:], value[0])
			if end < 0 {
				return false
			}
			s = value[end+2:]
		}
	}
}

// rest returns the page from byte at to the end of the tag that begins there. A
// ">" inside an attribute ends it too early: what is behind is then a tag of its
// own, or none.
func (c *costScan) rest(at int) string {
	if end := strings.IndexByte(c.page[at:], '>'); end >= 0 {
		return c.page[at : at+end]
	}
	return c.page[at:]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

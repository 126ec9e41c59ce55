package extract

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// describePicture adds to a caption what the element of its picture states.
func (w *walk) describePicture(c *caption.Caption, o *clean.Object, page string) {
	if o.Element.Ref <= 0 || o.Element.Ref > len(w.refs) {
		return
	}
	n := w.refs[o.Element.Ref-1]
	c.Image.Alt = collapse(o.Alt)
	c.Image.URL = w.head.absolute(imageSource(n), page)
	c.Image.Width, c.Image.Height = imageSize(n.Attr)
	if c.Image.Name == "" {
		c.Image.Name = fileName(c.Image.URL)
	}
	if c.Credit.Raw == "" {
		c.Credit = statedCredit(n.Attr, c.Text)
	}
}

// sourceAttributes hold a picture's address, those of scripts that load it when
// it comes into view first: then src holds a placeholder.
var sourceAttributes = []string{"data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-original-src",
	"data-full-src", "data-full", "data-large-file", "data-orig-file", "data-image", "data-img-src", "data-hi-res-src",
	"data-fallback-src", "data-img-url", "data-cfsrc", "nitro-lazy-src", "src"}

// candidateAttributes hold addresses of one picture in several sizes.
var candidateAttributes = []string{"data-srcset", "data-lazy-srcset", "nitro-lazy-srcset", "srcset"}

// imageSource returns the address of the largest form of a picture that the
// page offers.
func imageSource(n *html.Node) string {
	best, size := "", -1.0
	consider := func(attrs []html.Attribute) {
		for _, key := range candidateAttributes {
			address, s := bestCandidate(attribute(attrs, key))
			if s > 0 && s <= maxDensity {
				if width, _ := imageSize(attrs); width > 0 {
					s *= float64(width)
				}
			}
			if s > size {
				best, size = address, s
			}
		}
	}
	consider(n.Attr)
	if p := n.Parent; p != nil && p.DataAtom == atom.Picture {
		for s := p.FirstChild; s != nil; s = s.NextSibling {
			if s.DataAtom == atom.Source {
				consider(s.Attr)
			}
		}
	}
	if best != "" {
		return best
	}
	for _, key := range sourceAttributes {
		if src := strings.TrimSpace(attribute(n.Attr, key)); src != "" && !hasPrefixFold(src, "data:") && src[0] != '{' {
			return src
		}
	}
	return plainSource(n)
}

// plainSource returns the address of the picture that a page shows to browsers
// without scripts in the place of n.
func plainSource(n *html.Node) string {
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next == nil || next.DataAtom != atom.Noscript || next.FirstChild == nil {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(next.FirstChild.Data))
	for range maxPlainTokens {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); t.DataAtom == atom.Img {
				return strings.TrimSpace(attribute(t.Attr, "src"))
			}
		}
	}
	return ""
}

// maxPlainTokens is how far a noscript element is read for its picture.
const maxPlainTokens = 8

// maxDensity is the largest number that is the density of a candidate rather
// than its width.
const maxDensity = 8

// bestCandidate returns the largest candidate of a srcset attribute (HTML
// Living Standard, 4.8.4.2.1) and its width or density, -1 where there is none.
func bestCandidate(set string) (address string, size float64) {
	size = -1
	for set != "" {
		set = strings.TrimLeft(set, " \t\r\n\f,")
		end := strings.IndexAny(set, " \t\r\n\f")
		if end < 0 {
			end = len(set)
		}
		candidate := set[:end]
		set = set[end:]
		s := 1.0
		if trimmed := strings.TrimRight(candidate, ","); trimmed != candidate {
			candidate = trimmed
		} else {
			descriptor, rest, _ := strings.Cut(set, ",")
			set = rest
			descriptor = strings.TrimSpace(descriptor)
			if descriptor != "" {
				if v, err := strconv.ParseFloat(descriptor[:len(descriptor)-1], 64); err == nil {
					s = v
				}
			}
		}
		if candidate != "" && s > size && !hasPrefixFold(candidate, "data:") {
			address, size = candidate, s
		}
	}
	return address, size
}

// imageSize returns the size in CSS pixels that the page gives a picture, 0
// where it gives none.
func imageSize(attrs []html.Attribute) (width, height int) {
	number := func(key string) int {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attribute(attrs, key)), "px"))
		if err != nil || n <= 1 || n > 1<<16 {
			return 0
		}
		return n
	}
	return number("width"), number("height")
}

// fileName returns the name of the file that an address ends with, "" where it
// ends with none of a picture.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := path.Base(u.Path)
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic", ".tif", ".tiff", ".bmp":
		return name
	}
	return ""
}

// creditAttributes hold a picture's credit.
var creditAttributes = []string{"data-credit", "data-image-credit", "data-photo-credit", "data-modal-image-credit",
	"data-copyright", "data-portal-copyright", "data-author", "data-source", "credit", "data-caption-credit"}

// statedCredit returns the credit that the attributes of a picture state: one
// for credits, or the end of its title or alternative text behind what its
// caption says.
func statedCredit(attrs []html.Attribute, text string) caption.Credit {
	for _, key := range creditAttributes {
		if v := collapse(attribute(attrs, key)); v != "" && len(v) <= maxStatedCredit && !strings.Contains(v, "://") {
			if key == "data-credit" {
				return readCredit(v)
			}
			if credit, ok := caption.ParseCredit(v); ok {
				return credit
			}
		}
	}
	for _, key := range [...]string{"title", "alt", "data-caption"} {
		v := collapse(attribute(attrs, key))
		if v == "" || v == text || len(v) > 4*maxStatedCredit {
			continue
		}
		if c := caption.Parse(v); c.Credit.Raw != "" && (c.Credit.Kind != "" || len(c.Credit.Agencies)+len(c.Credit.Creators) > 0) {
			return c.Credit
		}
		if credit, ok := caption.ParseCredit(v); ok {
			return credit
		}
	}
	return caption.Credit{}
}

// maxStatedCredit is the length in bytes up to which an attribute is taken for
// a credit.
const maxStatedCredit = 200

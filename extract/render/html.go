package render

import (
	"bufio"
	"html"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// HTML writes the article as a page of HTML: title, head and body with its
// pictures and clips where they stood, clips that stood nowhere after it. It
// writes elements and attributes of its own only, all text escaped, and
// addresses of http and https only, so whatever the page was, the result runs
// nothing and loads nothing but pictures.
func HTML(w io.Writer, d *extract.Document) error {
	h := htmlWriter{w: bufio.NewWriter(w)}
	h.document(d)
	return h.w.Flush()
}

// contentPolicy tells browsers to load pictures, take styles from the page alone
// and run nothing.
const contentPolicy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src http: https:; ` +
	`style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">` + "\n"

// maxLanguageTag is the length of the longest language tag that BCP 47 asks
// programs to have room for (RFC 5646, section 4.4.1).
const maxLanguageTag = 35

// isLanguageTag reports whether s has the characters of a language tag only, and
// no more of them than one has.
func isLanguageTag(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '-' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return len(s) <= maxLanguageTag
}

// htmlWriter writes elements one a line.
type htmlWriter struct {
	w    *bufio.Writer
	open string // element around consecutive blocks: "ul", "table"
}

func (h *htmlWriter) document(d *extract.Document) {
	a := &d.Article
	h.w.WriteString("<!DOCTYPE html>\n<html")
	if isLanguageTag(a.Language) {
		h.attribute("lang", a.Language)
	}
	// The encoding has to stand among the first 1024 bytes: no attribute before
	// it may be of any length.
	h.w.WriteString(">\n<head>\n<meta charset=\"utf-8\">\n" + contentPolicy)
	h.element("title", a.Title)
	if address := safeURL(a.URL); address != "" {
		h.w.WriteString("<link rel=\"canonical\"")
		h.attribute("href", address)
		h.w.WriteString(">\n")
	}
	h.w.WriteString("</head>\n<body>\n<article>\n")
	h.head(a)
	for _, part := range d.Parts() {
		switch {
		case part.Of == "article" && part.Index >= 0:
			h.block(&a.Body[part.Index])
		case part.Of == "caption":
			h.caption(&d.Captions[part.Index])
		case part.Of == "clip" && part.Span == d.Clips[part.Index].Spans[0]:
			h.clip(&d.Clips[part.Index])
		}
	}
	for i := range d.Clips {
		if len(d.Clips[i].Spans) == 0 {
			h.clip(&d.Clips[i])
		}
	}
	h.within("")
	h.w.WriteString("</article>\n</body>\n</html>\n")
}

func (h *htmlWriter) head(a *extract.Article) {
	if a.Title == "" && a.Subtitle == "" && len(a.Authors) == 0 && a.Published.IsZero() && a.Modified.IsZero() {
		return
	}
	h.w.WriteString("<header>\n")
	h.element("h1", a.Title)
	h.element("address", strings.Join(a.Authors, ", "))
	h.time(a.Published)
	h.time(a.Modified)
	h.w.WriteString("</header>\n")
}

func (h *htmlWriter) time(t time.Time) {
	if t.IsZero() {
		return
	}
	h.w.WriteString("<time")
	h.attribute("datetime", t.Format(time.RFC3339))
	h.w.WriteString(">" + t.Format("2 January 2006, 15:04 -07:00") + "</time>\n")
}

// bullets are the signs that list items of plain text begin with.
const bullets = "•·‣◦▪*- "

func (h *htmlWriter) block(b *extract.Block) {
	switch b.Kind {
	case clean.ListItem:
		h.within("ul")
		h.element("li", strings.TrimLeft(b.Text, bullets))
		return
	case clean.Table:
		h.within("table")
		h.w.WriteString("<tr><td>" + html.EscapeString(b.Text) + "</td></tr>\n")
		return
	}
	h.within("")
	switch b.Kind {
	case clean.Heading:
		h.element("h"+strconv.Itoa(min(max(b.Level, 2), 6)), b.Text)
	case clean.Quote:
		h.w.WriteString("<blockquote><p>" + html.EscapeString(strings.TrimPrefix(b.Text, "> ")) + "</p></blockquote>\n")
	case clean.Code:
		h.w.WriteString("<pre><code>" + html.EscapeString(b.Text) + "</code></pre>\n")
	case clean.Summary:
		h.w.WriteString("<p><strong>" + html.EscapeString(b.Text) + "</strong></p>\n")
	default:
		h.element("p", b.Text)
	}
}

// within closes the element around consecutive blocks unless it is the one
// asked for, and opens that.
func (h *htmlWriter) within(tag string) {
	if h.open == tag {
		return
	}
	if h.open != "" {
		h.w.WriteString("</" + h.open + ">\n")
	}
	if h.open = tag; tag != "" {
		h.w.WriteString("<" + tag + ">\n")
	}
}

func (h *htmlWriter) caption(c *caption.Caption) {
	image := safeURL(c.Image.URL)
	if image == "" && c.Text == "" && c.Credit.Raw == "" {
		return
	}
	h.within("")
	h.w.WriteString("<figure>\n")
	h.image(&c.Image)
	if c.Text != "" || c.Credit.Raw != "" {
		h.w.WriteString("<figcaption>" + html.EscapeString(c.Text))
		h.credit(&c.Credit, c.Text != "")
		h.w.WriteString("</figcaption>\n")
	}
	h.w.WriteString("</figure>\n")
}

func (h *htmlWriter) credit(c *caption.Credit, after bool) {
	if c.Raw == "" {
		return
	}
	if after {
		h.w.WriteByte(' ')
	}
	h.w.WriteString("<small>" + html.EscapeString(c.Raw) + "</small>")
}

func (h *htmlWriter) image(i *caption.Image) {
	address := safeURL(i.URL)
	if address == "" {
		return
	}
	h.w.WriteString("<img")
	h.attribute("src", address)
	h.w.WriteString(" alt=\"" + html.EscapeString(i.Alt) + "\"")
	if i.Width > 0 {
		h.attribute("width", strconv.Itoa(i.Width))
	}
	if i.Height > 0 {
		h.attribute("height", strconv.Itoa(i.Height))
	}
	h.w.WriteString(" loading=\"lazy\" referrerpolicy=\"no-referrer\">\n")
}

// clip writes a clip as a link: nothing plays.
func (h *htmlWriter) clip(c *extract.Clip) {
	address := safeURL(c.URL)
	if c.Title == "" && address == "" {
		return
	}
	h.within("")
	h.w.WriteString("<figure>\n")
	h.image(&c.Thumbnail)
	h.w.WriteString("<figcaption>")
	title := c.Title
	if title == "" {
		title = address
	}
	if address != "" {
		h.w.WriteString("<a")
		h.attribute("href", address)
		h.w.WriteString(" rel=\"noopener noreferrer nofollow\">" + html.EscapeString(title) + "</a>")
	} else {
		h.w.WriteString(html.EscapeString(title))
	}
	if c.Duration > 0 {
		h.w.WriteString(" <time")
		h.attribute("datetime", isoDuration(c.Duration))
		h.w.WriteString(">" + clock(c.Duration) + "</time>")
	}
	if c.Source != "" {
		h.w.WriteString(" <small>" + html.EscapeString(c.Source) + "</small>")
	}
	h.credit(&c.Caption.Credit, true)
	h.w.WriteString("</figcaption>\n</figure>\n")
}

// element writes an element of one of the names above around text, unless that
// is empty.
func (h *htmlWriter) element(tag, text string) {
	if text != "" {
		h.w.WriteString("<" + tag + ">" + html.EscapeString(text) + "</" + tag + ">\n")
	}
}

func (h *htmlWriter) attribute(name, value string) {
	if value != "" {
		h.w.WriteString(" " + name + "=\"" + html.EscapeString(value) + "\"")
	}
}

// safeURL returns an address of http or https as it is to be written, and ""
// for every other and where it names no host.
func safeURL(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(u.Host, isNoHost) {
		return ""
	}
	return u.String()
}

// isNoHost reports whether a character stands in no host name. Package url takes
// quotation marks, brackets and more for parts of one, which template then
// escapes where no escapes are allowed.
func isNoHost(r rune) bool {
	return r < utf8.RuneSelf && !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-._~:[]%", r))
}

package render

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// Markdown writes the document for people to read, as CommonMark: the article,
// then its captions, its clips, and what was removed and why.
func Markdown(w io.Writer, d *extract.Document) error {
	m := markdown{w: bufio.NewWriter(w)}
	m.article(&d.Article)
	if len(d.Captions) > 0 {
		m.block("## Captions")
		for i := range d.Captions {
			m.item(captionLine(&d.Captions[i]))
		}
	}
	if len(d.Clips) > 0 {
		m.block("## Clips")
		for i := range d.Clips {
			m.item(clipLine(&d.Clips[i]))
		}
	}
	if len(d.Noise) > 0 {
		m.block("## Removed")
		for i := range d.Noise {
			n := &d.Noise[i]
			m.item("**" + n.Label.String() + "** (" + escape(n.Rule) + ") " + escape(n.Text))
		}
	}
	return m.w.Flush()
}

// markdown writes blocks with blank lines between them, and list items without.
type markdown struct {
	w      *bufio.Writer
	wrote  bool
	inList bool
}

func (m *markdown) block(text string) {
	if m.wrote {
		m.w.WriteByte('\n')
	}
	m.w.WriteString(text + "\n")
	m.wrote, m.inList = true, false
}

func (m *markdown) item(text string) {
	if !m.inList && m.wrote {
		m.w.WriteByte('\n')
	}
	m.w.WriteString("- " + text + "\n")
	m.wrote, m.inList = true, true
}

func (m *markdown) article(a *extract.Article) {
	if a.Title != "" {
		m.block("# " + escape(a.Title))
	}
	if line := headLine(a); line != "" {
		m.block("*" + escape(line) + "*")
	}
	for i := range a.Body {
		b := &a.Body[i]
		switch b.Kind {
		case clean.Heading:
			m.block(strings.Repeat("#", min(max(b.Level, 2), 6)) + " " + escape(b.Text))
		case clean.ListItem:
			m.item(escape(strings.TrimLeft(b.Text, bullets)))
		case clean.Quote:
			m.block("> " + escape(strings.TrimPrefix(b.Text, "> ")))
		case clean.Code:
			fence := strings.Repeat("`", max(3, longestRun(b.Text, '`')+1))
			m.block(fence + "\n" + b.Text + "\n" + fence)
		case clean.Summary:
			m.block("**" + escape(b.Text) + "**")
		default:
			m.block(escape(b.Text))
		}
	}
}

// headLine says who wrote the article, where, and when.
func headLine(a *extract.Article) string {
	var parts []string
	if len(a.Authors) > 0 {
		parts = append(parts, strings.Join(a.Authors, ", "))
	}
	if place := strings.TrimSpace(a.Dateline.Place); place != "" {
		parts = append(parts, place)
	}
	if source := a.Dateline.Source; source != "" {
		parts = append(parts, source)
	}
	if !a.Published.IsZero() {
		parts = append(parts, "published "+a.Published.Format(time.RFC3339))
	}
	if !a.Modified.IsZero() {
		parts = append(parts, "updated "+a.Modified.Format(time.RFC3339))
	}
	return strings.Join(parts, " · ")
}

func captionLine(c *caption.Caption) string {
	var parts []string
	if c.Text != "" {
		parts = append(parts, escape(c.Text))
	}
	if c.Image.Name != "" {
		parts = append(parts, code(c.Image.Name))
	}
	if c.Credit.Raw != "" {
		parts = append(parts, "*"+escape(creditText(&c.Credit))+"*")
	}
	return strings.Join(parts, " — ")
}

// creditText is the credit as its makers and distributors, or as written where
// none was told.
func creditText(c *caption.Credit) string {
	names := slices.Concat(c.Creators, c.Agencies)
	if len(names) == 0 {
		return c.Raw
	}
	return strings.Join(names, " / ")
}

func clipLine(c *extract.Clip) string {
	var parts []string
	switch {
	case c.Title != "":
		parts = []string{"**" + escape(c.Title) + "**"}
	case c.URL != "":
		parts = []string{code(c.URL)}
	default:
		parts = []string{"**(no title)**"}
	}
	if c.Duration > 0 {
		parts = append(parts, clock(c.Duration))
	}
	if c.Source != "" {
		parts = append(parts, escape(c.Source))
	}
	if c.Thumbnail.Name != "" {
		parts = append(parts, code(c.Thumbnail.Name))
	}
	if c.Thumbnail.Alt != "" {
		parts = append(parts, escape(c.Thumbnail.Alt))
	}
	if line := captionLine(&c.Caption); line != "" {
		parts = append(parts, line)
	}
	return strings.Join(parts, " — ")
}

// clock returns a duration as players print it: 0:46, 1:02:03.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// code returns text as inline code.
func code(text string) string {
	text = oneLine(text)
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := 0; i < len(s); i++ {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// escaper escapes what CommonMark reads as inline markup (section 2.4) or HTML.
var escaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "|", `\|`, "~", `\~`,
)

// oneLine returns text without line ends and without white space around it: a
// blank line would end the block that it stands in, and an indent would begin
// one of code.
func oneLine(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsAny(text, "\n\v\f\r\u0085\u2028\u2029") {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

// escape returns text that Markdown shows as it is, on one line and at the start
// of one too.
func escape(text string) string {
	text = escaper.Replace(oneLine(text))
	if text == "" {
		return text
	}
	switch c := text[0]; {
	case c == '#' || c == '+' || c == '-' || c == '=':
		return `\` + text
	case c >= '0' && c <= '9':
		if i := strings.IndexAny(text, ".)"); i > 0 && i < 10 && isNumber(text[:i]) {
			return text[:i] + `\` + text[i:]
		}
	}
	return text
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}

package cleantest

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// Fixture is a page and what is expected of its lines.
type Fixture struct {
	// Name is the fixture's file and, where the file holds several pages, what
	// the page is called.
	Name string

	page  *clean.Page
	wants []want
}

// want is what is expected of a line.
type want struct {
	where string
	line  int
	label clean.Label // Unlabeled: any
	rule  string      // "": any
}

// String returns the expectation as it is written.
func (w *want) String() string {
	switch {
	case w.rule == "":
		return w.label.String()
	case w.label == clean.Unlabeled:
		return "by " + w.rule
	}
	return w.label.String() + " by " + w.rule
}

// parseWant reads "label", "label by rule", "by rule" or "".
func parseWant(s string) (w want, err error) {
	fields := strings.Fields(s)
	if len(fields) > 0 && fields[0] != "by" {
		if w.label, err = clean.ParseLabel(fields[0]); err != nil {
			return w, err
		}
		fields = fields[1:]
	}
	switch {
	case len(fields) == 2 && fields[0] == "by":
		w.rule = fields[1]
	case len(fields) > 0:
		return w, fmt.Errorf("cannot read %q: it is neither a label nor \"label by rule\"", s)
	}
	return w, nil
}

// Parse reads the fixtures of a file, whose name says whether it holds plain text
// or HTML.
func Parse(name, content string) ([]*Fixture, error) {
	var fixtures []*Fixture
	var err error
	switch filepath.Ext(name) {
	case ".html", ".htm":
		fixtures, err = parseHTML(name, content)
	case ".txt":
		fixtures, err = parseText(name, content)
	default:
		return nil, fmt.Errorf("%s: the name ends in neither .txt nor .html", name)
	}
	if err != nil {
		return nil, err
	}
	for _, f := range fixtures {
		if len(f.wants) == 0 {
			return nil, fmt.Errorf("%s: expects nothing of any line", f.Name)
		}
	}
	return fixtures, nil
}

// heading is what a page begins with in a file of several.
const heading = "## "

func parseText(name, content string) ([]*Fixture, error) {
	several := strings.HasPrefix(content, heading) || strings.Contains(content, "\n"+heading)
	var fixtures []*Fixture
	var p *textPage
	finish := func() error {
		if p == nil {
			return nil
		}
		f, err := p.fixture()
		fixtures = append(fixtures, f)
		return err
	}
	if !several {
		p = &textPage{name: name}
	}
	number := 0
	for line := range strings.Lines(content) {
		number++
		line = strings.TrimRight(line, "\r\n")
		where := fmt.Sprintf("%s:%d", name, number)
		if title, ok := strings.CutPrefix(line, heading); ok {
			if err := finish(); err != nil {
				return nil, err
			}
			p = &textPage{name: name + ": " + strings.TrimSpace(title)}
			continue
		}
		if p == nil {
			continue
		}
		if err := p.add(where, line); err != nil {
			return nil, fmt.Errorf("%s: %w", where, err)
		}
	}
	return fixtures, finish()
}

// textPage is a page of plain text while its lines are read.
type textPage struct {
	name      string
	url, lang string
	text      strings.Builder
	starts    []int
	wants     []want
}

func (p *textPage) add(where, line string) error {
	spec, text, ok := strings.Cut(line, "|")
	spec, text = strings.TrimSpace(spec), strings.TrimSpace(text)
	switch {
	case !ok && strings.TrimSpace(line) == "":
	case !ok:
		return fmt.Errorf("there is no bar between what is expected and the text")
	case spec == "url":
		p.url = text
		return nil
	case spec == "lang":
		p.lang = text
		return nil
	case text == "" && spec != "":
		return fmt.Errorf("a blank line has no label")
	case text != "":
		w, err := parseWant(spec)
		if err != nil {
			return err
		}
		w.where = where
		p.wants = append(p.wants, w)
		p.starts = append(p.starts, p.text.Len())
	}
	p.text.WriteString(text)
	p.text.WriteByte('\n')
	return nil
}

// fixture returns the page that was read.
func (p *textPage) fixture() (*Fixture, error) {
	f := &Fixture{Name: p.name, page: clean.TextPage(p.text.String())}
	f.page.URL, f.page.Lang = p.url, p.lang
	for i, w := range p.wants {
		if w.label == clean.Unlabeled && w.rule == "" {
			continue
		}
		if w.line = lineAt(f.page, p.starts[i]+1); w.line < 0 {
			return nil, fmt.Errorf("%s: the page has no line there", w.where)
		}
		f.wants = append(f.wants, w)
	}
	return f, nil
}

// lineAt returns the last line that begins before a byte of the page's input, -1
// where there is none.
func lineAt(page *clean.Page, at int) int {
	found := -1
	for i := range page.Lines {
		if page.Lines[i].Span.Start < at {
			found = i
		}
	}
	return found
}

// wantComment matches the comments of a page of HTML that say something of it.
var wantComment = regexp.MustCompile(`<!--\s*(want|url)\s+(.*?)\s*-->`)

func parseHTML(name, content string) ([]*Fixture, error) {
	f, err := htmlFixture(name, content)
	if err != nil {
		return nil, err
	}
	for _, m := range wantComment.FindAllStringSubmatchIndex(content, -1) {
		where := fmt.Sprintf("%s:%d", name, 1+strings.Count(content[:m[0]], "\n"))
		said := content[m[4]:m[5]]
		if content[m[2]:m[3]] == "url" {
			f.page.URL = said
			continue
		}
		w, err := parseWant(said)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", where, err)
		}
		w.where = where
		// The page up to the comment has the text up to it.
		before, err := html.Parse(strings.NewReader(content[:m[0]]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", where, err)
		}
		if w.line = lineAt(f.page, len(extract.PageText(before))); w.line < 0 {
			return nil, fmt.Errorf("%s: there is no text before the comment", where)
		}
		f.wants = append(f.wants, w)
	}
	return []*Fixture{f}, nil
}

// htmlFixture returns the page, of whose lines nothing is expected yet.
func htmlFixture(name, content string) (*Fixture, error) {
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Fixture{Name: name, page: extract.Page(root)}, nil
}

// packFixture returns the page of a pack's test.
func packFixture(pack clean.Pack, test clean.PackTest) (*Fixture, error) {
	name := pack.Name + ": " + test.Name
	p := textPage{name: name, url: test.URL}
	wants := make([]want, len(test.Lines))
	for i, line := range test.Lines {
		w := want{where: name, label: line.Label}
		if line.Rule != "" {
			w.rule = pack.Name + "/" + line.Rule
		}
		wants[i] = w
		p.wants, p.starts = append(p.wants, w), append(p.starts, p.text.Len())
		p.text.WriteString(line.Text + "\n")
	}
	if test.HTML == "" {
		return p.fixture()
	}
	f, err := htmlFixture(name, test.HTML)
	if err != nil {
		return nil, err
	}
	if test.URL != "" {
		f.page.URL = test.URL
	}
	at := 0
	for i, line := range test.Lines {
		for at < len(f.page.Lines) && f.page.Lines[at].Text != line.Text {
			at++
		}
		if at == len(f.page.Lines) {
			return nil, fmt.Errorf("the page has no line %q after the lines before", line.Text)
		}
		if w := wants[i]; w.label != clean.Unlabeled || w.rule != "" {
			w.line = at
			f.wants = append(f.wants, w)
		}
		at++
	}
	return f, nil
}

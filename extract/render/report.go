package render

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

var (
	//go:embed report/report.html
	reportTemplate string
	//go:embed report/report.css
	reportStyle string
	//go:embed report/report.js
	reportScript string
)

// Report writes a page of HTML for people who want to see what became of a page
// and why: its lines in order, coloured by label, each with the rule that
// decided and how sure it was, captions and clips as cards. It can be searched,
// filtered and walked through by keys, shows what every rule said of a line, and
// makes a rule of one, as JSON for a rule pack.
//
// The page is one file that loads nothing and runs no script but its own: its
// policy allows that one by its hash. Whatever it shows is text.
//
// The document must have been read with extract.WithTrace: the error is
// ErrNoTrace otherwise, or the writer's.
func Report(w io.Writer, d *extract.Document) error {
	if d.Trace == nil {
		return ErrNoTrace
	}
	form, err := reportForm()
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	b.WriteString(form.opening)
	if err := form.page.Execute(b, newReportPage(d)); err != nil {
		return fmt.Errorf("render: report: %w", err)
	}
	return b.Flush()
}

// reportParts are what all reports have in common.
type reportParts struct {
	opening string // up to the policy
	page    *template.Template
}

var reportForm = sync.OnceValues(func() (reportParts, error) {
	page, err := template.New("report").Parse(reportTemplate)
	if err != nil {
		return reportParts{}, fmt.Errorf("render: report: %w", err)
	}
	// Browsers hash what stands between the tags (Content Security Policy Level
	// 3, section 2.3.1). Scripts may not write markup at all (Trusted Types).
	opening := `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '` + hashOf(reportScript) +
		`'; style-src '` + hashOf(reportStyle) +
		`'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
`
	return reportParts{opening, page}, nil
})

// hashOf returns the source expression of a script or style.
func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// reportPage is what the template shows.
type reportPage struct {
	Title, Language string
	Facts           []reportFact
	Kept            string // share of the text that is not noise
	Count           int    // of lines
	Shares          []reportShare
	Labels          []reportLabel // that the page's lines have
	Choices         []reportChoice
	// Stretches are the lines and cards in page order, in pieces that browsers
	// lay out one by one.
	Stretches [][]reportRun
	Unprinted []reportCard // captions and clips without a line
	Data      reportData
	Style     template.CSS
	Script    template.JS
}

// reportFact is something known of the article, a caption or a clip.
type reportFact struct {
	Name, Value string
	Address     string // of http or https
	Code        bool
}

// reportShare is the part of the page's text that article, captions, clips or
// noise have, From and Width in hundredths.
type reportShare struct {
	Of, Name, Share string
	From, Width     string
	bytes           int
}

type reportLabel struct {
	Name  string
	Count int
}

// reportChoice is a group of labels to choose from.
type reportChoice struct {
	Name   string
	Labels []string
}

// reportRun is a run of lines, or a card with its lines.
type reportRun struct {
	Lines []reportLine
	Card  *reportCard
}

type reportLine struct {
	Number            int
	Label, Text, Rule string
	Sure              string
	Out               bool // it is noise
}

type reportCard struct {
	Of, Name, Title, Text string
	Facts                 []reportFact
	Lines                 []reportLine
}

// stretchLines is the number of lines after which a stretch ends.
const stretchLines = 50

func newReportPage(d *extract.Document) *reportPage {
	p := &reportPage{Title: d.Article.Title, Facts: articleFacts(d), Count: len(d.Trace.Lines), Choices: labelChoices(),
		Data: newReportData(d), Style: template.CSS(reportStyle), Script: template.JS(reportScript)}
	if p.Title == "" {
		p.Title = "A page without a title"
	}
	if isLanguageTag(d.Article.Language) {
		p.Language = d.Article.Language
	}
	p.addShares(d.Trace.Lines)
	p.addLabels(d.Trace.Lines)
	p.addLines(d)
	return p
}

// addShares adds up the text of article, captions, clips and noise.
func (p *reportPage) addShares(lines []extract.TraceLine) {
	shares := []reportShare{{Of: "article", Name: "article"}, {Of: "caption", Name: "captions"}, {Of: "clip", Name: "clips"}, {Of: "noise", Name: "removed"}}
	total, kept := 0, 0
	for i := range lines {
		for k := range shares {
			if shares[k].Of == lines[i].Of {
				n := len(lines[i].Text)
				shares[k].bytes += n
				total += n
				if lines[i].Of != "noise" {
					kept += n
				}
			}
		}
	}
	total = max(total, 1)
	from := 0
	for _, s := range shares {
		if s.bytes == 0 {
			continue
		}
		s.From = hundredths(from, total)
		s.Width = hundredths(s.bytes, total)
		s.Share = percent(s.bytes, total)
		from += s.bytes
		p.Shares = append(p.Shares, s)
	}
	p.Kept = percent(kept, total)
}

func hundredths(n, total int) string {
	return strconv.FormatFloat(100*float64(n)/float64(total), 'f', 2, 64)
}

// percent returns a share in whole hundredths; what is not all is not 100 %, and
// what is not nothing not 0 %.
func percent(n, total int) string {
	share := 100 * float64(n) / float64(total)
	switch {
	case n > 0 && share < 1:
		return "< 1 %"
	case n < total && share > 99:
		return "> 99 %"
	}
	return strconv.FormatFloat(share, 'f', 0, 64) + " %"
}

func (p *reportPage) addLabels(lines []extract.TraceLine) {
	counts := make(map[clean.Label]int)
	for i := range lines {
		counts[lines[i].Label]++
	}
	for label := clean.Label(1); label.Valid(); label++ {
		if n := counts[label]; n > 0 {
			p.Labels = append(p.Labels, reportLabel{label.String(), n})
		}
	}
}

// labelChoices returns all labels by group.
func labelChoices() []reportChoice {
	choices := []reportChoice{{Name: "Article"}, {Name: "Pictures"}, {Name: "Clips"}, {Name: "Removed"}}
	for label := clean.Label(1); label.Valid(); label++ {
		group := 0
		switch {
		case label.IsPicture():
			group = 1
		case label.IsClip():
			group = 2
		case label.IsNoise():
			group = 3
		}
		choices[group].Labels = append(choices[group].Labels, label.String())
	}
	return choices
}

// addLines adds the lines in page order. The lines of one caption or clip are
// on one card, with those between them that are noise.
func (p *reportPage) addLines(d *extract.Document) {
	type part struct {
		of    string
		index int
	}
	shown := make(map[part]bool)
	lines := d.Trace.Lines
	var stretch []reportRun
	inStretch := 0
	for from := 0; from < len(lines); {
		of, index := lines[from].Of, lines[from].Index
		onCard := of == "caption" || of == "clip"
		to := from + 1
		for ; to < len(lines); to++ {
			if !onCard {
				if lines[to].Of == "caption" || lines[to].Of == "clip" || inStretch+to-from >= stretchLines {
					break
				}
				continue
			}
			next := to
			for next < len(lines) && lines[next].Of == "noise" && next-to < maxBetween {
				next++
			}
			if next == len(lines) || lines[next].Of != of || lines[next].Index != index {
				break
			}
			to = next
		}
		run := reportRun{Lines: reportLines(lines, from, to)}
		if onCard {
			card := cardOf(d, of, index, !shown[part{of, index}])
			card.Lines, run.Lines, run.Card = run.Lines, nil, &card
			shown[part{of, index}] = true
		}
		stretch = append(stretch, run)
		if inStretch += to - from; inStretch >= stretchLines {
			p.Stretches, stretch, inStretch = append(p.Stretches, stretch), nil, 0
		}
		from = to
	}
	if len(stretch) > 0 {
		p.Stretches = append(p.Stretches, stretch)
	}
	for i := range d.Captions {
		if !shown[part{"caption", i}] {
			p.Unprinted = append(p.Unprinted, cardOf(d, "caption", i, true))
		}
	}
	for i := range d.Clips {
		if !shown[part{"clip", i}] {
			p.Unprinted = append(p.Unprinted, cardOf(d, "clip", i, true))
		}
	}
}

// maxBetween is the most lines of noise between two lines of one card.
const maxBetween = 3

func reportLines(lines []extract.TraceLine, from, to int) []reportLine {
	out := make([]reportLine, 0, to-from)
	for i := from; i < to; i++ {
		l := &lines[i]
		out = append(out, reportLine{Number: i + 1, Label: l.Label.String(), Text: l.Text, Rule: l.Rule,
			Sure: sureness(l.Confidence), Out: l.Of == "noise"})
	}
	return out
}

// cardOf returns the card of a caption or clip: what it holds where it is shown
// for the first time, its name alone after that.
func cardOf(d *extract.Document, of string, index int, first bool) reportCard {
	card := reportCard{Of: of}
	if of == "caption" {
		c := &d.Captions[index]
		card.Name = "Picture " + strconv.Itoa(index+1)
		if first {
			card.Text, card.Facts = c.Text, captionFacts(c)
		}
	} else {
		c := &d.Clips[index]
		card.Name = "Clip " + strconv.Itoa(index+1)
		if c.Kind == extract.ClipAudio {
			card.Name = "Sound " + strconv.Itoa(index+1)
		}
		if first {
			card.Title, card.Text, card.Facts = c.Title, c.Description, clipFacts(c)
		}
	}
	if !first {
		card.Name += ", continued"
	}
	return card
}

// facts collects what is known.
type facts []reportFact

func (f *facts) add(name, value string) {
	if value != "" {
		*f = append(*f, reportFact{Name: name, Value: value})
	}
}

func (f *facts) code(name, value string) {
	if value != "" {
		*f = append(*f, reportFact{Name: name, Value: value, Code: true})
	}
}

// link adds an address, as a link where it is one of the web.
func (f *facts) link(name, address string) {
	if address != "" {
		*f = append(*f, reportFact{Name: name, Value: address, Address: safeURL(address), Code: true})
	}
}

func (f *facts) time(name string, t time.Time) {
	if !t.IsZero() {
		f.add(name, t.Format("2 January 2006, 15:04 -07:00"))
	}
}

func articleFacts(d *extract.Document) []reportFact {
	a, f := &d.Article, facts{}
	f.add("by", strings.Join(a.Authors, ", "))
	f.time("published", a.Published)
	if !a.Modified.Equal(a.Published) {
		f.time("updated", a.Modified)
	}
	f.add("filed", strings.Join(slices.DeleteFunc([]string{a.Dateline.Place, a.Dateline.Source}, isEmpty), ", "))
	f.add("site", a.Site)
	f.add("section", a.Section)
	f.add("language", a.Language)
	f.link("address", a.URL)
	f.code("file", d.Source.Path)
	f.add("read as", strings.Join(slices.DeleteFunc([]string{string(d.Source.Kind), d.Source.Charset}, isEmpty), ", "))
	for _, t := range d.Truncated {
		f.add("read in part", fmt.Sprintf("no more than %d %s", t.Max, t.Limit))
	}
	return f
}

func isEmpty(s string) bool { return s == "" }

func captionFacts(c *caption.Caption) facts {
	var f facts
	f.code("picture", c.Image.Name)
	f.creditFacts(&c.Credit)
	f.add("taken in", c.Place)
	f.add("taken", c.Taken.String())
	if c.Image.Alt != c.Text {
		f.add("shows", c.Image.Alt)
	}
	return f
}

func (f *facts) creditFacts(c *caption.Credit) {
	f.add("by", strings.Join(c.Creators, ", "))
	f.add("from", strings.Join(c.Agencies, ", "))
	if len(c.Creators) == 0 && len(c.Agencies) == 0 {
		f.add("credit", c.Raw)
	}
	f.add("kind", string(c.Kind))
	f.add("notice", c.Notice)
}

func clipFacts(c *extract.Clip) facts {
	var f facts
	if c.Duration > 0 {
		f.add("lasts", clock(c.Duration))
	}
	f.add("source", c.Source)
	f.code("picture", c.Thumbnail.Name)
	f.add("shows", c.Thumbnail.Alt)
	if c.Caption.Text != c.Thumbnail.Alt {
		f.add("caption", c.Caption.Text)
	}
	f.creditFacts(&c.Caption.Credit)
	f.code("id", c.ID)
	f.link("address", c.URL)
	return f
}

// reportData is what the report's script knows of the lines beside their text.
type reportData struct {
	// Site is the host of the page's address, without "www.".
	Site string `json:"site"`
	// Strings are names, reasons and selectors, each once.
	Strings []string `json:"strings"`
	// Lines are the lines, each as numbers: the bytes at which it begins and
	// ends, its place as a selector, and where more than one rule spoke the
	// reason and four numbers a mark: rule, label, hundredths of confidence and
	// what came of it. Words are indexes of Strings, 0 for none.
	Lines [][]int `json:"lines"`
}

// maxPath is the length in bytes above which a line's place is not told: rules
// take no selector of that size, and pages may have a million of them.
const maxPath = 1000

func newReportData(doc *extract.Document) reportData {
	lines := doc.Trace.Lines
	d := reportData{Site: siteOf(doc), Strings: []string{""}, Lines: make([][]int, len(lines))}
	known := map[string]int{"": 0}
	index := func(s string) int {
		at, ok := known[s]
		if !ok {
			at = len(d.Strings)
			known[s] = at
			d.Strings = append(d.Strings, s)
		}
		return at
	}
	for i := range lines {
		l := &lines[i]
		path := l.Path
		if len(path) > maxPath {
			path = ""
		}
		line := []int{l.Span.Start, l.Span.End, index(path)}
		if len(l.Marks) > 1 {
			line = append(line, index(l.Why))
			for k := range l.Marks {
				m := &l.Marks[k]
				outcome := m.Outcome.String()
				if m.Outcome != clean.Won {
					outcome = fate(m)
				}
				line = append(line, index(m.Rule), index(m.Label.String()), int(100*m.Confidence+0.5), index(outcome))
			}
		}
		d.Lines[i] = line
	}
	return d
}

// siteOf returns the host of a page's address as rules name sites, "" where
// there is none.
func siteOf(d *extract.Document) string {
	for _, address := range [...]string{d.Source.URL, d.Article.URL} {
		u, err := url.Parse(safeURL(address))
		if err != nil || net.ParseIP(u.Hostname()) != nil {
			continue
		}
		if host := strings.TrimPrefix(u.Hostname(), "www."); strings.Contains(strings.Trim(host, "."), ".") {
			return host
		}
	}
	return ""
}

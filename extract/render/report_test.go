package render_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

func writeReport(t testing.TB, d *extract.Document) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.Report(&b, d))
	return b.String()
}

// reported is a line as a report shows it.
type reported struct {
	number, label, text, rule string
	out                       bool
}

// readReport returns the lines of a report in order, and the text of each card
// without its lines.
func readReport(t testing.TB, page string) (lines []reported, cards []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	for n := range root.Descendants() {
		switch {
		case n.Data == "li" && attribute(n, "value") != "":
			classes := strings.Fields(attribute(n, "class"))
			line := reported{number: attribute(n, "value"), out: len(classes) > 1}
			for child := range n.ChildNodes() {
				switch child.Data {
				case "b":
					line.label = textIn(child)
				case "p":
					line.text = textIn(child)
				case "small":
					line.rule = textIn(child)
				}
			}
			require.Equal(t, line.label, classes[0])
			lines = append(lines, line)
		case n.Data == "article":
			var text []string
			for child := range n.ChildNodes() {
				if child.Data != "ol" {
					text = append(text, strings.Fields(textIn(child))...)
				}
			}
			cards = append(cards, strings.Join(text, " "))
		}
	}
	return lines, cards
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textIn(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

const clipPage = `Storm closes the coast road
harbour wall waves pkg_00000417.jpg
PHOTO: Coastline News
harbour wall waves pkg_00000417.jpg
Now playing
01:36
The night the sea came over the wall
The coast road north of Selmouth was closed on Monday after the sea broke over the wall, the police said.
A lorry waits at the quay of Selmouth, Monday, Feb. 2, 2026. (Mara Lindqvist/Coastline Pictures)
Nobody was hurt, said the head of the harbour office, who had watched the water rise since the early morning.
Share this article
`

func TestReport(t *testing.T) {
	doc, err := extract.Text(strings.NewReader(clipPage), extract.WithTrace())
	require.NoError(t, err)
	page := writeReport(t, doc)
	checkReport(t, page)
	lines, cards := readReport(t, page)
	require.Len(t, lines, len(doc.Trace.Lines))
	for i, l := range doc.Trace.Lines {
		assert.Equal(t, reported{fmt.Sprint(i + 1), l.Label.String(), l.Text, fmt.Sprintf("%s %.2f", l.Rule, l.Confidence), l.Of == "noise"}, lines[i])
	}
	assert.Equal(t, "Share this article", lines[10].text)
	assert.True(t, lines[10].out)
	assert.Equal(t, []string{
		"Clip 1 The night the sea came over the wall lasts 1:36 picture harbour wall waves pkg_00000417.jpg from Coastline News kind photo",
		"Picture 1 A lorry waits at the quay of Selmouth, Monday, Feb. 2, 2026. by Mara Lindqvist from Coastline Pictures taken 2026-02-02",
	}, cards)
	assert.Contains(t, page, "% kept</strong>")
	assert.Contains(t, page, "<title>Storm closes the coast road – copydesk report</title>")
}

func TestReportOfOtherDocuments(t *testing.T) {
	bare, err := extract.Text(strings.NewReader(clipPage))
	require.NoError(t, err)
	var b strings.Builder
	assert.ErrorIs(t, render.Report(&b, bare), render.ErrNoTrace)
	assert.Empty(t, b.String())
	checkReport(t, writeReport(t, &extract.Document{Trace: &extract.Trace{}}))
	// A page that was not read as a whole says so, and places that are too long
	// to be told are left out.
	long := "div." + strings.Repeat("x", 2000)
	page := writeReport(t, &extract.Document{Truncated: []extract.Truncation{{Limit: extract.LimitLines, Max: 1}},
		Trace: &extract.Trace{Lines: []extract.TraceLine{{Text: "x", Of: "noise", Label: clean.Other, Path: long}}}})
	checkReport(t, page)
	assert.Contains(t, page, "no more than 1 lines")
	assert.NotContains(t, page, long)
	// What stands in the markup only has a card too.
	d := ferryDocument()
	d.Captions[0].Span, d.Trace = caption.Span{}, &extract.Trace{Lines: []extract.TraceLine{{Text: "x", Of: "noise", Label: clean.Other}}}
	page = writeReport(t, d)
	checkReport(t, page)
	_, cards := readReport(t, page)
	require.Len(t, cards, 3)
	assert.Contains(t, cards[0], "Picture 1 The ferry on its first day picture ferry.jpg")
	assert.Equal(t, "Clip 1 On board lasts 1:23 source Harbour TV id v1 address https://video.example/v1", cards[1])
	assert.Contains(t, cards[2], "Sound 2 The captain's voice")
	failing := errors.New("disk full")
	assert.ErrorIs(t, render.Report(failingWriter{failing}, d), failing)
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// TestReportOfManyLines checks that reports of large pages stay in proportion.
func TestReportOfManyLines(t *testing.T) {
	const count = 100_000
	d := &extract.Document{Trace: &extract.Trace{}}
	size := 0
	for i := range count {
		text := fmt.Sprintf("Line %d of a page that somebody printed whole, menus and all, says this.", i)
		d.Trace.Lines = append(d.Trace.Lines, extract.TraceLine{Text: text, Span: span(size, size+len(text)), Path: "main > div.list > p.item",
			Label: clean.Paragraph, Rule: "article-model", Confidence: 0.87, Of: "article", Marks: []clean.Mark{
				{Rule: "related", Label: clean.Related, Confidence: 0.5, Outcome: clean.Overruled, By: "article-model"},
				{Rule: "article-model", Label: clean.Paragraph, Confidence: 0.87}}, Why: "surer than related (0.50)"})
		size += len(text) + 1
	}
	page := writeReport(t, d)
	ratio := float64(len(page)) / float64(size)
	t.Logf("%d lines: %d bytes, %.1f times the text", count, len(page), ratio)
	assert.Less(t, ratio, 6.0)
	// Browsers lay out what is in view: no stretch may be long.
	longest, section := 0, 0
	for line := range strings.Lines(page) {
		switch {
		case strings.HasPrefix(line, "<section>"):
			section = 0
		case strings.HasPrefix(line, "<li value="):
			section++
			longest = max(longest, section)
		}
	}
	assert.LessOrEqual(t, longest, 100)
}

// reportElements are the elements and attributes of reports.
var reportElements = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "http-equiv", "content", "name"}, "title": nil, "style": nil, "body": nil,
	"a": {"class", "href", "rel", "target"}, "header": {"class"}, "p": {"class", "id", "dir", "lang", "role", "hidden"}, "h1": {"dir", "lang"},
	"h2": {"id", "class", "lang"}, "h3": {"id", "dir"}, "dl": {"class"}, "div": {"class", "id", "role", "aria-label", "hidden"}, "dt": nil, "dd": {"dir"}, "code": nil,
	"section": {"class", "aria-label", "aria-labelledby"}, "strong": nil, "svg": {"viewbox", "preserveaspectratio", "aria-hidden"},
	"rect": {"class", "x", "width", "height"}, "ul": nil, "li": {"class", "value"}, "span": {"class", "id", "role"}, "ol": nil,
	"label": {"class", "hidden"}, "input": {"id", "type", "placeholder", "autocomplete", "spellcheck", "name", "value", "checked"},
	"button": {"type", "id", "class", "aria-keyshortcuts", "aria-label", "title"}, "output": {"id"}, "details": {"class", "id", "hidden"}, "summary": nil,
	"fieldset": nil, "legend": {"class"}, "noscript": nil, "main": {"id", "tabindex", "lang"}, "article": {"class"}, "b": nil, "small": nil,
	"aside": {"id", "aria-labelledby", "hidden"}, "select": {"id"}, "option": {"value"}, "optgroup": {"label"}, "pre": {"id", "tabindex", "aria-label"},
	"dialog": {"id", "aria-labelledby"}, "kbd": nil, "script": {"type", "id"},
}

// reportScripts returns what the scripts and styles of a report hold: none of it
// depends on the page, save the data.
func reportScripts(t testing.TB, root *html.Node) (fixed []string, data string) {
	t.Helper()
	for n := range root.Descendants() {
		if n.Data != "script" && n.Data != "style" || n.Type != html.ElementNode {
			continue
		}
		if attribute(n, "type") == "application/json" {
			data = n.FirstChild.Data
			continue
		}
		require.Empty(t, n.Attr)
		fixed = append(fixed, n.FirstChild.Data)
	}
	return fixed, data
}

// checkReport checks that a report has no element, attribute, address, script or
// style but its own, whatever the page was.
func checkReport(t testing.TB, page string) {
	t.Helper()
	at := strings.Index(page, `<meta charset="utf-8">`)
	require.True(t, at >= 0 && at < 1000, "the encoding stands at byte %d", at)
	for _, scripting := range []bool{true, false} {
		root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(scripting))
		require.NoError(t, err)
		counts := make(map[string]int)
		for n := range root.Descendants() {
			require.NotEqual(t, html.CommentNode, n.Type, "comment %q", n.Data)
			if n.Type != html.ElementNode {
				continue
			}
			attributes, ok := reportElements[n.Data]
			require.True(t, ok, "element %s", n.Data)
			require.Equal(t, n.Data == "svg" || n.Data == "rect", n.Namespace == "svg", n.Data)
			for _, a := range n.Attr {
				require.True(t, slices.Contains(attributes, strings.ToLower(a.Key)), "attribute %s of %s", a.Key, n.Data)
			}
			if address := attribute(n, "href"); address != "" && address != "#lines" {
				checkAddress(t, address)
				require.Equal(t, "noopener noreferrer nofollow", attribute(n, "rel"))
			}
			if id := attribute(n, "id"); id != "" {
				counts["#"+id]++
				require.Equal(t, 1, counts["#"+id], "id %s", id)
			}
			counts[n.Data]++
		}
		require.Equal(t, 2, counts["script"])
		require.Equal(t, 1, counts["style"])
		require.Equal(t, 4, counts["meta"])
		fixed, data := reportScripts(t, root)
		for i, name := range []string{"report/report.css", "report/report.js"} {
			own, err := os.ReadFile(name)
			require.NoError(t, err)
			require.Equal(t, string(own), fixed[i])
		}
		require.True(t, json.Valid([]byte(data)), "data")
	}
}

// TestReportVectors shows pages with attempts to run a script.
func TestReportVectors(t *testing.T) {
	pages, err := filepath.Glob("testdata/xss/*.*")
	require.NoError(t, err)
	e, err := extract.New(extract.WithTrace())
	require.NoError(t, err)
	for _, path := range pages {
		read := e.HTML
		switch filepath.Ext(path) {
		case ".txt":
			read = e.Text
		case ".html":
		default:
			continue
		}
		page, err := os.ReadFile(path)
		require.NoError(t, err)
		for i, v := range readVectors(t) {
			if testing.Short() && i%20 != 0 {
				continue
			}
			doc, err := read(context.Background(), strings.NewReader(fill(string(page), v.Vector)), extract.Source{Charset: "utf-8", Path: v.Vector, URL: v.Vector})
			if err != nil && !errors.Is(err, extract.ErrNoArticle) {
				require.ErrorIs(t, err, extract.ErrEmpty, v.Vector)
				continue
			}
			if checkReport(t, writeReport(t, doc)); t.Failed() {
				t.Fatalf("%s: %q", v.Class, v.Vector)
			}
		}
	}
}

func FuzzReport(f *testing.F) {
	for _, s := range []string{"x", `"><script>alert(1)</script>`, "</script><script>", "<!--", "javascript:alert(1)", "</style><svg onload=x>",
		"https://a.example/\" onerror=\"x", "\x00", "]]>", "{{.}}", "&lt;b&gt;", "`${x}`", "\u2028", "a > b#1.c", "http://0\"0#000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := ferryDocument()
		d.Source = extract.Source{Path: s, URL: s, Kind: extract.Kind(s), Charset: s}
		d.Article = extract.Article{Title: s, Language: s, URL: s, Authors: []string{s}, Site: s, Section: s, Dateline: extract.Dateline{Place: s, Source: s}}
		d.Captions[0] = caption.Caption{Text: s, Place: s, Credit: caption.Credit{Raw: s, Creators: []string{s}, Kind: caption.Kind(s), Notice: s},
			Image: caption.Image{URL: s, Name: s, Alt: s + "."}}
		d.Clips[0] = extract.Clip{Title: s, URL: s, Source: s, ID: s, Description: s, Thumbnail: caption.Image{Name: s, Alt: s}}
		marks := []clean.Mark{{Rule: s, Label: clean.Other, Confidence: 0.5, Outcome: clean.Refused, By: s}, {Rule: s, Label: clean.Paragraph, Confidence: 1}}
		d.Trace = &extract.Trace{}
		for _, of := range []string{"article", "caption", "noise", "caption", "noise", s} {
			d.Trace.Lines = append(d.Trace.Lines, extract.TraceLine{Text: s, Path: s, Label: clean.Other, Rule: s, Confidence: 1, Of: of, Marks: marks, Why: s})
		}
		page := writeReport(t, d)
		checkReport(t, page)
		lines, cards := readReport(t, page)
		require.Len(t, lines, 6)
		require.Len(t, cards, 3)
	})
}

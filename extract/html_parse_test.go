package extract

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/internal/devdata"
)

// each returns n tags of a name, all different.
func each(n int, tag string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<%s x%d>", tag, i)
	}
	return b.String()
}

// parserBombs are pages that make the parser do far more than their size tells,
// by what they do.
func parserBombs(n int) map[string]string {
	var attributes strings.Builder
	for i := range n {
		fmt.Fprintf(&attributes, " x%d", i)
	}
	opened := strings.Repeat("<p>The river rose.", n)
	return map[string]string{
		"formatting opened again in every paragraph": "<div>" + each(400, "b") + "</div>" + opened,
		"the same without attributes":                "<div>" + strings.Repeat("<b><i><u><s><tt><em><big><code><font><small><strike><strong>", 3) + "</div>" + opened,
		"formatting with quotes that hide its end":   "<div>" + strings.ReplaceAll(each(400, "b"), ">", ` y" z="></b>">`) + "</div>" + opened,
		"formatting closed in a script":              "<div>" + each(400, "b") + "<script>" + strings.Repeat("</b>", 400) + "</script></div>" + opened,
		"root elements with attributes":              each(n, "html") + opened,
		"body elements with attributes":              "<p>a" + each(n, "body") + opened,
		"formatting with many attributes":            strings.Repeat("<i"+attributes.String()+">", 20) + opened,
	}
}

func TestParserBombs(t *testing.T) {
	const most = 50_000
	for name, page := range parserBombs(20_000) {
		t.Run(name, func(t *testing.T) {
			_, err := io.Copy(io.Discard, newMarkup(t.Context(), page, false, 2*most))
			require.ErrorIs(t, err, errCostly)
			w := newWalk(Limits{Nodes: most})
			root, _, err := w.parse(t.Context(), page, false)
			require.NoError(t, err)
			nodes := 0
			for range root.Descendants() {
				nodes++
			}
			assert.LessOrEqual(t, nodes, 4*most)
			assert.Greater(t, nodes, 2*20_000, "the paragraphs are there")
			assert.Equal(t, 20_000, strings.Count(PageText(root), "The river rose."))
		})
	}
}

// TestTameKeepsText makes pages simpler that need not be, and checks that their
// text stays what it was.
func TestTameKeepsText(t *testing.T) {
	pages := []string{
		`<p>a <b class="x">b</b> <I TITLE='a>b'>c</I> d</p><script>if (a<b) "<i x>"</script><textarea><b y></textarea>e <b`,
		`<html a><html b><html c>x<body d><body e>y<font color=red>z<FONT size="2" / >q</font></font>`,
		`a <<b x>b> &am<i x>p; </<b x>i> &#6<i x>5; &<i x>lt;b <!<b x>c`,
		`<html a><html b>a<<html c>b> &l<body d>t;<body e>&l<body f>t;`,
		`<!-- <b x> --> a <![CDATA[ <i x> ]]> <?b x?> <b/> <i x/>c &amp; &lt;b x&gt; <big x="<i y>">d</big>`,
	}
	for _, page := range pages {
		for _, formatted := range []bool{true, false} {
			checkSimplified(t, page, formatted)
		}
	}
}

func TestTameKeepsTextOfPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages of the development data")
	}
	pages, err := devdata.Set(devdata.Path(t, "corpus", "trafilatura-segments"))
	require.NoError(t, err)
	for i := range pages {
		if i%8 == 0 {
			checkSimplified(t, string(pages[i].HTML), true)
			checkSimplified(t, string(pages[i].HTML), false)
		}
	}
}

// FuzzTame checks the bounds of what the parser makes of a page and of what is
// left of it.
func FuzzTame(f *testing.F) {
	for _, page := range parserBombs(30) {
		f.Add(page)
	}
	f.Add(`<b class="x">a</b><i title='a>b'>c</i><html x><body y>d<font color=red>e</p>f</font><svg><b>g<table>h<td><i>i`)
	f.Fuzz(func(t *testing.T, page string) {
		if len(page) > 4096 {
			return
		}
		c := scanCost(t.Context(), page)
		shown := newMarkup(t.Context(), page, false, 0)
		read, err := io.ReadAll(shown)
		require.NoError(t, err)
		for _, p := range []struct {
			page string
			most int64
		}{
			{page, c.total(c.open())},
			{string(read), shown.cost.total(shown.cost.open())},
			{simplify(t.Context(), page, true, true), c.total(3 * int64(len(formattingTags)))},
			{simplify(t.Context(), page, true, false), c.total(0)},
		} {
			root, err := html.Parse(strings.NewReader(p.page))
			if err != nil {
				continue // nested too deeply for the parser
			}
			nodes := int64(0)
			for range root.Descendants() {
				nodes++
			}
			// Every page has html, head and body, and may have text before its tags.
			if nodes > p.most+4 {
				t.Fatalf("%d nodes, not %d: %q", nodes, p.most, p.page)
			}
		}
	})
}

func checkSimplified(t *testing.T, page string, formatted bool) {
	t.Helper()
	before, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	after, err := html.Parse(strings.NewReader(simplify(t.Context(), page, true, formatted)))
	require.NoError(t, err)
	require.Equal(t, PageText(before), PageText(after), "%.200q", page)
}

func BenchmarkScanCost(b *testing.B) {
	page := strings.Repeat(`<div class="story"><p>The ferry crossed the <b>sound</b> again, <i class="icon"></i><a href="#">they</a> said.</p></div>`, 1000)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		scanCost(b.Context(), page)
	}
}

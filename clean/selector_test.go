package clean_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

const selectorPage = `<!doctype html><html><body class="story live"><main id="main">
<h1>Storm closes the coast road</h1>
<div class="body wide"><p>The coast road was closed on Monday.</p>
<p class="promo first">The tide app has the tides.</p>
<p>Nobody <b>was</b> hurt, <a class="tag" href="/police">the police said</a>.</p>
<p><b>In other news</b></p>
<div class="md:box" data-kind="teaser" lang="en-GB"><h2>Harbour master retires</h2><ul><li>One<li>Two <span class="promo">Three</span></ul></div>
<p><span class="note">A note over<br>two lines</span></p>
</div></main>
<span class="foot">Loose text<div>in a block</div></span>
<aside id="aside"><p>Read <i>more</i></p></aside></body></html>`

// TestSelectors matches selectors against a page and compares with what package
// cascadia, which goquery uses, finds: the text of all elements that match.
func TestSelectors(t *testing.T) {
	tests := []string{"p", "p.promo", ".promo", "#main p", "#main > p", ".body > p", "h1 + div p", ".promo + p", ".promo ~ p", "p ~ div li",
		"body.live h2", "html body main", "li, h1", `[data-kind=teaser] li`, `.md\:box h2`, "div div h2", "div > div > h2", "p:not(.promo)",
		"p b", "p > b", "span", "span.promo", "aside i", "aside p", "*", "main *", ".foot", ".foot div", "body", "section p", "a.tag",
		`[lang|=en] li`, `p[class^="promo"]`, ".note", "ul > li + li", ".body.wide > .promo.first", "div:not(.wide) li", "H1"}
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	for range 300 {
		css := ""
		for range 1 + random.IntN(4) {
			if css != "" {
				css += pick([]string{" ", " > ", " + ", " ~ ", ">", " ", ", "})
			}
			css += pick([]string{"p", "div", "*", "li", "h2", "ul", "main", "body", "span", "p", "div"}) +
				pick([]string{"", "", "", ".promo", ".body", "#main", "[data-kind]", ":not(.promo)", ":not(p, .tag)", ".wide.body"})
		}
		tests = append(tests, css)
	}
	root, err := html.Parse(strings.NewReader(selectorPage))
	require.NoError(t, err)
	page := extract.Page(root)
	tree := goquery.NewDocumentFromNode(root)
	fold := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, css := range tests {
		t.Run(css, func(t *testing.T) {
			c, err := clean.New(clean.WithRules(clean.Selector("r", clean.Legal, css)))
			require.NoError(t, err)
			var got, want []string
			for i, d := range c.Label(page) {
				if d.Rule == "r" {
					got = append(got, page.Lines[i].Text)
				}
			}
			// A line is inside an element that matches where the element's text
			// has it as a whole.
			for i := range page.Lines {
				line := &page.Lines[i]
				inside := false
				tree.Find(css).Each(func(_ int, s *goquery.Selection) {
					text := extract.PageText(s.Nodes[0])
					start := strings.Index(fold(extract.PageText(root)), fold(text))
					at := len(fold(extract.PageText(root)[:line.Span.Start]))
					inside = inside || at >= start && at+len(fold(line.Text)) <= start+len(fold(text))
				})
				if inside {
					want = append(want, line.Text)
				}
			}
			assert.Equal(t, want, got)
		})
	}
}

// TestSelectorCondition asks for an element and a text.
func TestSelectorCondition(t *testing.T) {
	page := htmlPage(t, selectorPage)
	lines := decided(t, page, clean.WithRules(clean.Prefix("r", clean.Legal, []string{"The"}, clean.In(".body p.promo")),
		clean.Every("s", clean.Share, clean.InClass("md:box"))))
	var got []string
	for i, line := range lines {
		if strings.HasSuffix(line, "by r") || strings.HasSuffix(line, "by s") {
			got = append(got, line+": "+page.Lines[i].Text)
		}
	}
	assert.Equal(t, []string{"legal by r: The tide app has the tides.", "share by s: Harbour master retires", "share by s: One", "share by s: Two Three"}, got)
}

// TestSelectorDeepPage matches a selector with many steps on a page nested as
// deeply as the parser allows, where trying all ways would take years, and on
// one nested more deeply, whose innermost elements are not told apart.
func TestSelectorDeepPage(t *testing.T) {
	css := strings.Repeat("div ", 30) + ".none"
	e, err := extract.New(extract.WithRules(clean.Selector("r", clean.Legal, css), clean.Selector("s", clean.Legal, "p.end")))
	require.NoError(t, err)
	for _, depth := range []int{400, 3000} {
		page := strings.Repeat("<div>", depth) + "<p class=end>The coast road was closed on Monday.</p>" + strings.Repeat("<p>x</p></div>", depth)
		doc, err := e.HTML(t.Context(), strings.NewReader(page), extract.Source{})
		require.NoError(t, err)
		if depth < extract.DefaultLimits().Depth {
			assert.Equal(t, "s", doc.Noise[0].Rule)
		}
	}
}

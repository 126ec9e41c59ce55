package extract

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/internal/devdata"
)

// shownMarkup returns what is left of a page's markup for the parser.
func shownMarkup(t testing.TB, page string) string {
	b, err := io.ReadAll(newMarkup(context.Background(), page, false, 0))
	require.NoError(t, err)
	return string(b)
}

func TestMarkup(t *testing.T) {
	for _, test := range []struct{ page, want string }{
		{"", ""},
		{"<", "<"},
		{"a < b <p", "a < b <p"},
		{"<script>a</script>b", "<script></script>b"},
		{"<SCRIPT >a<b</scripts></SCRIPT\n>b", "<SCRIPT ></SCRIPT\n>b"},
		{"<style>a</style><style>b</style >c", "<style></style><style></style >c"},
		{"<script>a", "<script>a"},
		{`<script type="application/ld+json">a</script><script type=application/ld&#43;json>b</script><script a="+b">c</script>`,
			`<script type="application/ld+json">a</script><script type=application/ld&#43;json>b</script><script></script>`},
		{"<script><!-- a</script>b", "<script></script>b"},
		{"<script><!-- <script>a</script></script>b<style>c</style>", "<script><!-- <script>a</script></script>b<style>c</style>"},
		{"<!-- <script>a</script> -->", "<!---->"},
		{"<!--><script>a</script>", "<!--><script></script>"},
		{"<!---><script>a</script>", "<!---><script></script>"},
		{"<!-- --!><script>a</script>", "<!-- --!><script></script>"},
		{"<? a><script>a</script></ b><script>c</script></><script>d</script>", "<? a><script></script></ b><script></script></><script></script>"},
		{`<p id="<script>">b</p><p id=<script>b</script>`, `<p id="<script>">b</p><p id=<script>b</script>`},
		{"<title><script>a</script></title><script>b</script>", "<title><script>a</script></title><script></script>"},
		{"<noscript><script>a</script></noscript><script>b</script>", "<noscript></noscript><script></script>"},
		{"<plaintext><script>a</script>", "<plaintext><script>a</script>"},
		{"<math><script>a</script></math><script>b</script>", "<math><script>a</script></math><script>b</script>"},
		{`<svg><path d="m0 0"/><g><title>a</title></g></svg>b`, "<svg></svg>b"},
		{"<svg/><script>a</script>", "<svg/><script></script>"},
		{"<svg a=/><path></svg>b", "<svg a=/><path></svg>b"},
		{"<svg><svg></svg><g></svg>b", "<svg></svg>b"},
		{"<svg><p></svg><script>a</script>", "<svg><p></svg><script>a</script>"},
		{"<svg><title><a></title></svg>b", "<svg><title><a></title></svg>b"},
		{"<svg></g></svg>b", "<svg></g></svg>b"},
		{"<svg><path>", "<svg><path>"},
		{`<a class=a href="b" onclick='c' id="d">e</a>`, `<a class=a id="d">e</a>`},
		{`<a class="a"href="b">c</a><a href=d>e</a>`, `<a class="a"href="b">c</a><a>e</a>`},
		{`<a href="a"title="b"/>c<div aria-label="d"data-e="f">`, `<a title="b"/>c<div data-e="f">`},
		{`<link href="a"><img data-a="b"><b data-a="b"><time data-time="1" data-a="b">`, `<link><img><b data-a="b"><time data-time="1" data-a="b">`},
		{`<link rel="Canonical" href="a"><link rel="&#99;anonical" href="b"><LINK REL="icon" HREF="c"/>`,
			`<link rel="Canonical" href="a"><link rel="&#99;anonical" href="b"><LINK />`},
		{`<a href="/authors/b/" c>d</a><a href="/e?by=/author/f">g</a><a href=h href="/author/i">j</a>`, `<a href="/authors/b/">d</a><a>g</a><a href=h href="/author/i">j</a>`},
		{`<a rel="author" b>c</a><a rel="nofollow" d=e>f</a><a rel=g rel=author>h</a>`, `<a rel="author">c</a><a>f</a><a rel=g rel=author>h</a>`},
		{`<p style="color:red" b>c<p style="display:none" d><p style="e" style="display:none">`, `<p>c<p style="display:none"><p style="e" style="display:none">`},
		{`<p title="a" itemprop="b"><p hidden title='c'>`, `<p title="a" itemprop="b"><p hidden>`},
		{`<p a/ b="c" / d="e"><p a=b/ c="d"><p a/><p a=/>`, `<p a/  / ><p a=b/ ><p a/><p a=/>`},
		{`<svg a="b" c=d e /><svg / a="b" c="d"></svg><svg a="b" c=/>`, `<svg e /><svg /  ></svg><svg a="b" c=/>`},
		{`<input type="hidden" value=a name="b"><noscript a="b"><i></noscript><noscript><IMG src="c"></noscript>`,
			`<input type="hidden"><noscript></noscript><noscript><IMG src="c"></noscript>`},
		{"<!-- a --><!----><!--a--!><!--><p>b</p>-->", "<!----><!----><!--a--!><!--><p>b</p>-->"},
		{`<img src="a" loading="lazy" sizes="b"
			data-credit="c" style="d">`, `<img src="a"
			data-credit="c">`},
		{`<div data-a="b" data-video-title="c" title="d">`, `<div data-a="b" data-video-title="c" title="d">`},
		{`<div data-a="b" data-Video-title="c">`, `<div data-a="b" data-Video-title="c">`},
		{`<div title="a" data-video/>b<div title="a" data-b/>`, `<div title="a" data-video/>b<div data-b/>`},
		{`<p a data-b="c" = d>`, `<p a data-b="c" = d>`},
		{`<p data-a="b`, `<p data-a="b`},
		{`<head><script>a</script><link rel=icon> <!-- b --><script type="application/ld+json">{}</script>
			<link rel="canonical" href=c></head>`, `<head> <script type="application/ld+json">{}</script>
			<link rel="canonical" href=c></head>`},
		{`<head><meta name="viewport" content="a"><meta property=og:title content="b"><meta charset=c><META NAME=" Author " content=d>`,
			`<head><meta property=og:title content="b"><META NAME=" Author " content=d>`},
		{"<body> <!-- a --> b<!-- c --> <!-- d --><p>e <script></script><p><link> f", "<body> <!----> b<!----> <p>e <script></script><p><link> f"},
		{"<body>\r<link>\n\r<link><!-- a -->\n<p>\r<link>\r\n<p>", "<body>\r<link>\n\r<!---->\n<p>\r\r\n<p>"},
		{"<body><pre><!-- a -->\nb</pre><pre> <link>\nb</pre>", "<body><pre><!---->\nb</pre><pre> <link>\nb</pre>"},
		{"<body><table><!-- a --><colgroup> <script></script> <col></table>", "<body><table><colgroup> <script></script> <col></table>"},
		{"<script></script><link><body><script></script></ ><script>a</script", "<script></script><link><body></ ><script>a</script"},
	} {
		assert.Equal(t, test.want, shownMarkup(t, test.page), "%q", test.page)
		assert.NoError(t, sameTree(test.page, shownMarkup(t, test.page)))
	}
}

// TestMarkupOfPages compares the trees of the development data with and without
// what is left out.
func TestMarkupOfPages(t *testing.T) {
	for _, set := range []string{"fundus-news", "wcxb-articles", "trafilatura-segments"} {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		all, left := 0, 0
		for i, p := range pages {
			if testing.Short() && i%10 != 0 {
				continue
			}
			shown := shownMarkup(t, string(p.HTML))
			all += len(p.HTML)
			left += len(shown)
			assert.NoError(t, sameTree(string(p.HTML), shown), p.ID)
		}
		t.Logf("%s: %.3f of %d bytes are left", set, float64(left)/float64(all), all)
	}
}

// TestMarkupChangesNothing compares what is read of saved pages with what is read
// of their whole trees.
func TestMarkupChangesNothing(t *testing.T) {
	e, err := New()
	require.NoError(t, err)
	for _, set := range []string{"fundus-news", "wcxb-articles", "cnn"} {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		for i, p := range pages {
			if testing.Short() && i%10 != 0 {
				continue
			}
			doc, err := e.HTML(context.Background(), bytes.NewReader(p.HTML), Source{})
			require.NoError(t, err, p.ID)
			decoded, err := decode(t.Context(), string(p.HTML), "", htmlCharset, DefaultMaxBytes)
			require.NoError(t, err, p.ID)
			root, err := html.Parse(strings.NewReader(decoded.text))
			if err != nil {
				continue // nested too deeply: there is no tree
			}
			whole, err := e.Node(context.Background(), root, doc.Source)
			require.NoError(t, err, p.ID)
			if !assert.ObjectsAreEqual(whole, doc) {
				assert.Equal(t, whole, doc, p.ID)
			}
		}
	}
}

// FuzzMarkup checks that the parser makes the same of a page with and without
// what is left out.
func FuzzMarkup(f *testing.F) {
	for _, page := range []string{
		"<script>a</script>b<style>c</style><svg><path/><title>d</title></svg>",
		"<script><!--<script></script>--></script>a<svg a=/><p>b</svg>",
		"<table><tr><svg><g></svg><script>a</script><b><svg><title>c</title></svg></b></table>",
		"<svg><desc></desc><a><text>b</text></a></svg><template><style>a</style></template><math><svg></svg></math>",
		`<p a='<script>' b="c" d=e/><!-- <style> --!><title></title></title ><textarea>`,
		`<a href="a" b><div data-c='d' on="e"/><a aria-f= "g"=h><p data-video="i" data-j="k"></a><b data-l="m"><b>n`,
		"<html><head><script>a</script> <link><!-- b --></head><body> <!-- c --><p>d</p><script>e</script> <table> <link> <tr>f</table></body><!-- g --> <script></script></html>",
		"<body><pre> <!-- a -->\n</pre><select><script></script> <option></select><col><b><p></b> <!-- b --> <i></p><script></script>",
		`<div data-id=a class="youtube b"><span class=fb-video data-href='c'></span></div><p itemtype="https://schema.org/VideoObject" b=c><link itemprop=d href=e><link f><g-h i=j>k`,
		`<a rel=author b/ c = d rel="e"><p style="f" style=display:none g/><img alt=h sizes='i' j><link rel=k l/><input type=m n><noscript><p></noscript>`,
	} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if strings.Contains(strings.ToLower(page), "<frameset") {
			return
		}
		shown := shownMarkup(t, page)
		if err := sameTree(page, shown); err != nil {
			t.Fatalf("%v\n%q\n%q", err, page, shown)
		}
	})
}

// sameTree returns how the tree of a page differs from that of what is left of
// it, what no walk looks at aside.
func sameTree(page, shown string) error {
	whole, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil // nested too deeply to compare
	}
	part, err := html.Parse(strings.NewReader(shown))
	if err != nil {
		return err
	}
	forget(whole)
	forget(part)
	if a, b := drawn(whole), drawn(part); a != b {
		n := 0
		for n < len(a) && n < len(b) && a[n] == b[n] {
			n++
		}
		return &differentTrees{a[max(0, n-100):min(len(a), n+100)], b[max(0, n-100):min(len(b), n+100)]}
	}
	return nil
}

type differentTrees struct{ whole, part string }

func (d *differentTrees) Error() string { return "whole: " + d.whole + "\nleft:  " + d.part }

// forget takes out of a tree comments, links, meta elements and scripts that nobody reads, what is
// inside drawings, style sheets, frames and what is shown without scripts and has
// no picture, and attributes that nobody reads.
func forget(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch last := c.PrevSibling; {
		case isSpared(c):
			n.RemoveChild(c)
		case c.Type == html.TextNode && last != nil && last.Type == html.TextNode:
			last.Data += c.Data
			n.RemoveChild(c)
		default:
			forget(c)
		}
		c = next
	}
	linked := n.DataAtom == atom.Script && isLinkedData(attribute(n.Attr, "type"))
	if n.Type != html.ElementNode || linked {
		return
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return isForgotten(n, a) })
	switch n.DataAtom {
	case atom.Noscript:
		if n.FirstChild != nil && mayHavePicture(n.FirstChild.Data) {
			return
		}
	case atom.Svg, atom.Script, atom.Style, atom.Iframe, atom.Noembed, atom.Noframes:
	default:
		return
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}

// isSpared reports whether a node may be left out as a whole.
func isSpared(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script:
		return !isLinkedData(attribute(n.Attr, "type"))
	case atom.Link:
		return !isKeptLink(n)
	case atom.Meta:
		return !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return slices.Contains([]string{"name", "property", "itemprop", "http-equiv"}, a.Key) && isMetaName(strings.TrimSpace(a.Val))
		})
	}
	return n.Type == html.CommentNode
}

// isKeptLink reports whether a link is read.
func isKeptLink(n *html.Node) bool {
	return isReadLink(attribute(n.Attr, "rel")) || attribute(n.Attr, "itemprop") != ""
}

// isForgotten reports whether nobody reads an attribute.
func isForgotten(n *html.Node, a html.Attribute) bool {
	switch n.DataAtom {
	case atom.Svg, atom.Script, atom.Style, atom.Noscript, atom.Noembed, atom.Noframes:
		return true
	case atom.Link:
		return !isKeptLink(n)
	case atom.Input:
		return a.Key != "type"
	case atom.Source:
		return !candidateNames.has(a.Key)
	case atom.Img:
		return !pictureAttributes.has(a.Key) && (a.Key != "style" || !styleHides(a.Val))
	}
	if markupElementOf(n.Data).attributes == attributesAll {
		return false
	}
	if isFilmType(attribute(n.Attr, "itemtype")) || holdsEmbed(n.Data) && mayNameEmbed(attribute(n.Attr, "class")) {
		return false
	}
	if attribute(n.Attr, "itemprop") != "" || slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return isFilmKey(a.Key) }) {
		return false
	}
	switch a.Key {
	case "class", "id", "role", "hidden", "itemprop":
		return false
	case "style":
		return !styleHides(a.Val)
	case "rel":
		return n.DataAtom != atom.A || !hasWord(a.Val, "author")
	case "href":
		return n.DataAtom != atom.A || !isAuthorAddress(a.Val)
	}
	return true
}

// drawn returns a tree as text, node by node.
func drawn(root *html.Node) string {
	var b strings.Builder
	for n, depth := root, 0; ; {
		b.WriteString(strings.Repeat(" ", depth))
		b.WriteByte('0' + byte(n.Type))
		b.WriteString(n.Namespace + ":" + n.Data)
		for _, a := range n.Attr {
			b.WriteString(" " + a.Namespace + ":" + a.Key + "=" + a.Val)
		}
		b.WriteByte('\n')
		if n.FirstChild != nil {
			n, depth = n.FirstChild, depth+1
			continue
		}
		for n != root && n.NextSibling == nil {
			n, depth = n.Parent, depth-1
		}
		if n == root {
			return b.String()
		}
		n = n.NextSibling
	}
}

package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// allowed are the elements and attributes that HTML writes.
var allowed = map[string][]string{
	"html": {"lang"}, "head": nil, "meta": {"charset", "http-equiv", "content"}, "title": nil, "link": {"rel", "href"}, "body": nil,
	"article": nil, "header": nil, "h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil, "address": nil,
	"time": {"datetime"}, "p": nil, "strong": nil, "figure": nil, "figcaption": nil, "small": nil, "ul": nil, "li": nil,
	"table": nil, "tr": nil, "td": nil, "tbody": nil, "blockquote": nil, "pre": nil, "code": nil, "a": {"href", "rel"},
	"img": {"src", "alt", "width", "height", "loading", "referrerpolicy"},
}

// fixed are the values of attributes that can have one only.
var fixed = map[string]map[string]string{
	"meta": {
		"charset":    "utf-8",
		"http-equiv": "Content-Security-Policy",
		"content":    "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
	},
	"link": {"rel": "canonical"},
	"a":    {"rel": "noopener noreferrer nofollow"},
	"img":  {"loading": "lazy", "referrerpolicy": "no-referrer"},
}

// checkSafe checks that a page consists of allowed elements and attributes with
// addresses of http and https, that its encoding stands where browsers look for
// it, and that writing the parsed page and parsing it again changes nothing.
func checkSafe(t testing.TB, page string) {
	t.Helper()
	at := strings.Index(page, `<meta charset="utf-8">`)
	require.True(t, at >= 0 && at < 1000, "the encoding stands at byte %d", at)
	for _, scripting := range []bool{true, false} {
		root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(scripting))
		require.NoError(t, err)
		for n := range root.Descendants() {
			checkNode(t, n)
		}
		once := write(t, root)
		again, err := html.ParseWithOptions(strings.NewReader(once), html.ParseOptionEnableScripting(scripting))
		require.NoError(t, err)
		require.Equal(t, once, write(t, again))
	}
}

func write(t testing.TB, root *html.Node) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, html.Render(&b, root))
	return b.String()
}

func checkNode(t testing.TB, n *html.Node) {
	t.Helper()
	require.NotEqual(t, html.CommentNode, n.Type, "comment %q", n.Data)
	if n.Type != html.ElementNode {
		return
	}
	require.Empty(t, n.Namespace, n.Data)
	attributes, ok := allowed[n.Data]
	require.True(t, ok, "element %s", n.Data)
	for _, a := range n.Attr {
		require.Contains(t, attributes, a.Key, n.Data)
		if want, ok := fixed[n.Data][a.Key]; ok {
			require.Equal(t, want, a.Val)
		}
		if a.Key == "href" || a.Key == "src" {
			checkAddress(t, a.Val)
		}
	}
}

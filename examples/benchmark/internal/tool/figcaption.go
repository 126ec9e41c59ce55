package tool

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/copydesk-go/copydesk/internal/metric"
)

// figcaptions is the obvious way to captions: the text of every figcaption
// element, without telling credits apart.
func figcaptions(data []byte, _ *url.URL) (Output, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return Output{}, err
	}
	var out Output
	for node := range doc.Descendants() {
		if node.Type == html.ElementNode && node.DataAtom == atom.Figcaption {
			out.Captions = append(out.Captions, metric.Caption{Text: textOf(node)})
		}
	}
	return out, nil
}

// textOf returns the text of an element's descendants, one space for each run
// of white space.
func textOf(node *html.Node) string {
	var b strings.Builder
	for n := range node.Descendants() {
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

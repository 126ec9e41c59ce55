package extract

import (
	"compress/gzip"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// flatten returns the text of a saved page of HTML as scrapers do: a line for
// every piece of text.
func flatten(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	require.NoError(t, err)
	root, err := html.Parse(unzipped)
	require.NoError(t, err)
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		switch n.Parent.Data {
		case "script", "style", "noscript", "template":
			continue
		}
		if text := strings.Join(strings.Fields(n.Data), " "); text != "" {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

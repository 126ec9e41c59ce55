package render_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	nethtml "golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

// vector is one attempt to make a page run a script.
type vector struct {
	Class  string `json:"class"`
	Vector string `json:"vector"`
}

func readVectors(t testing.TB) []vector {
	t.Helper()
	f, err := os.Open("testdata/xss/vectors.jsonl")
	require.NoError(t, err)
	defer f.Close()
	var vectors []vector
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var v vector
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v), lines.Text())
		vectors = append(vectors, v)
	}
	return vectors
}

// fill puts a vector into the places of a page.
func fill(page, vector string) string {
	quoted, _ := json.Marshal(vector)
	return strings.NewReplacer("@RAW@", vector, "@TEXT@", html.EscapeString(vector), "@JSON@", string(quoted[1:len(quoted)-1])).Replace(page)
}

// TestVectors takes pages with attempts to run a script apart and checks that
// nothing that is written of them can run one.
func TestVectors(t *testing.T) {
	vectors := readVectors(t)
	require.GreaterOrEqual(t, len(vectors), 150)
	pages, err := filepath.Glob("testdata/xss/*.*")
	require.NoError(t, err)
	e, err := extract.New()
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
		t.Run(filepath.Base(path), func(t *testing.T) {
			page, err := os.ReadFile(path)
			require.NoError(t, err)
			shown := 0
			for _, v := range vectors {
				doc, err := read(context.Background(), strings.NewReader(fill(string(page), v.Vector)), extract.Source{Charset: "utf-8"})
				if err != nil && !errors.Is(err, extract.ErrNoArticle) {
					// Some of them leave nothing of the page, as in a browser.
					require.ErrorIs(t, err, extract.ErrEmpty, v.Vector)
					continue
				}
				if !checkInert(t, doc) {
					t.Fatalf("%s: %q", v.Class, v.Vector)
				}
				if strings.Contains(renderedText(t, doc), strings.Join(strings.Fields(v.Vector), " ")) {
					shown++
				}
			}
			t.Logf("%d vectors, %d of them shown as text", len(vectors), shown)
			if path == "testdata/xss/text.html" || path == "testdata/xss/scraped.txt" {
				assert.Greater(t, shown, len(vectors)*8/10, "vectors that reach the output")
			}
		})
	}
}

// renderedText is the text that a browser shows of a document.
func renderedText(t *testing.T, doc *extract.Document) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.HTML(&b, doc))
	root, err := nethtml.Parse(strings.NewReader(b.String()))
	require.NoError(t, err)
	b.Reset()
	for n := range root.Descendants() {
		if n.Type == nethtml.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// checkInert checks every form of output and the addresses of the document.
func checkInert(t *testing.T, doc *extract.Document) bool {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.HTML(&b, doc))
	checkSafe(t, b.String())
	b.Reset()
	require.NoError(t, render.JSONLD(&b, doc))
	checkLinkedData(t, b.String())
	checkAddresses(t, doc)
	return !t.Failed()
}

// checkLinkedData checks that JSON-LD stays inside the script element that it
// is put into, and has no addresses but those of http and https.
func checkLinkedData(t testing.TB, data string) {
	t.Helper()
	require.NotContains(t, data, "<")
	require.NotContains(t, data, "\u2028")
	root, err := nethtml.Parse(strings.NewReader(`<body><script type="application/ld+json">` + data + `</script><p>after`))
	require.NoError(t, err)
	var script, paragraph *nethtml.Node
	for n := range root.Descendants() {
		switch n.Data {
		case "script":
			script = n
		case "p":
			paragraph = n
		}
	}
	require.Equal(t, data, script.FirstChild.Data)
	require.Equal(t, "after", paragraph.FirstChild.Data)
	var value any
	require.NoError(t, json.Unmarshal([]byte(data), &value))
	eachString(value, "", func(key, s string) {
		switch key {
		case "url", "contentUrl", "thumbnailUrl", "embedUrl", "@id", "license", "acquireLicensePage":
			checkAddress(t, s)
		}
	})
}

func eachString(value any, key string, f func(key, s string)) {
	switch v := value.(type) {
	case string:
		f(key, v)
	case []any:
		for _, one := range v {
			eachString(one, key, f)
		}
	case map[string]any:
		for key, one := range v {
			eachString(one, key, f)
		}
	}
}

// checkAddresses checks that the addresses in a document are relative or of http
// and https.
func checkAddresses(t testing.TB, doc *extract.Document) {
	t.Helper()
	addresses := []string{doc.Article.URL, doc.Article.Image.URL}
	for i := range doc.Captions {
		addresses = append(addresses, doc.Captions[i].Image.URL)
	}
	for i := range doc.Clips {
		c := &doc.Clips[i]
		addresses = append(addresses, c.URL, c.Thumbnail.URL, c.Caption.Image.URL)
	}
	for _, address := range addresses {
		u, err := url.Parse(address)
		require.NoError(t, err, "%q", address)
		require.Contains(t, []string{"", "http", "https"}, u.Scheme, "%q", address)
	}
}

// checkAddress checks that an address is one of http or https, with a host.
func checkAddress(t testing.TB, address string) {
	t.Helper()
	u, err := url.Parse(address)
	require.NoError(t, err, "%q", address)
	require.Contains(t, []string{"http", "https"}, u.Scheme, "%q", address)
	require.NotEmpty(t, u.Host, "%q", address)
}

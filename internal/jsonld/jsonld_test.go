package jsonld_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/jsonld"
)

func read(scripts ...string) *jsonld.Graph {
	g := new(jsonld.Graph)
	for _, s := range scripts {
		g.Read(s)
	}
	return g
}

func TestWellFormed(t *testing.T) {
	g := read(`{"@context":"https://schema.org","@graph":[
		{"@type":["NewsArticle","https://schema.org/Report"],"@id":"#a","headline":"Locks &amp; Keys é \"x\"",
		 "author":[{"@id":"#p"},{"@type":"Person","name":"Ben Sample"},"Cleo Specimen"],
		 "keywords":["one",["two"]],"isAccessibleForFree":false,"wordCount":812,"image":{"@type":"ImageObject","url":"/a.jpg"}},
		{"@type":"Person","@id":"#p","name":"Ada Example"}]}`)
	a := g.First("newsarticle")
	require.NotNil(t, a)
	assert.Equal(t, []string{"NewsArticle", "Report"}, a.Types())
	assert.Equal(t, `Locks & Keys é "x"`, a.String("headline"))
	assert.Equal(t, []string{"Ada Example", "Ben Sample", "Cleo Specimen"}, a.Names("author"))
	assert.Equal(t, "Ada Example", a.Node("author").String("name"))
	assert.Equal(t, []string{"one", "two"}, a.Strings("keywords"))
	assert.Equal(t, "false", a.String("isAccessibleForFree"))
	assert.Equal(t, "812", a.String("wordcount"))
	assert.Equal(t, []string{"/a.jpg"}, a.URLs("image"))
	parent, key := g.First("ImageObject").Parent()
	assert.Equal(t, a, parent)
	assert.Equal(t, "image", key)
	assert.True(t, a.Has("wordCount"))
	assert.False(t, a.Has("name"))
	assert.Contains(t, a.Keys(), "isAccessibleForFree")
	assert.Equal(t, "Locks & Keys é \"x\"", g.String("headline"))
	assert.Len(t, slices.Collect(g.Find("Person")), 2, "references have no type")
}

// Each case is broken in its own way and has the headline "Ferry runs again"
// and the author "Ada Example".
func TestBroken(t *testing.T) {
	cases := map[string]string{
		"trailing commas":      `{"headline":"Ferry runs again",,"author":["Ada Example",],}`,
		"missing comma":        "{\"headline\":\"Ferry runs again\"\n\"author\":\"Ada Example\"}",
		"line break in string": "{\"headline\":\"Ferry runs again\",\"articleBody\":\"One\n\ttwo\x00\",\"author\":\"Ada Example\"}",
		"bare quotes":          `{"description":"He said "yes, we do", and left","headline":"Ferry runs again","author":"Ada Example"}`,
		"bare quote at end":    `{"description":"The ship "Example"","headline":"Ferry runs again","author":"Ada Example"}`,
		"HTML comment":         "<!--\n{\"headline\":\"Ferry runs again\",\"author\":\"Ada Example\"}\n-->",
		"CDATA":                "//<![CDATA[\n{\"headline\":\"Ferry runs again\",\"author\":\"Ada Example\"}\n//]]>",
		"comments":             "/* head */ {\"headline\":\"Ferry runs again\", // the title\n\"author\":\"Ada Example\" /* one */}",
		"several roots":        `{"@type":"WebSite"}{"headline":"Ferry runs again"} , {"author":"Ada Example"};`,
		"escaped":              `{&quot;headline&quot;:&quot;Ferry runs again&quot;,&quot;author&quot;:&quot;Ada Example&quot;}`,
		"cut off":              `{"headline":"Ferry runs again","author":["Ada Example","Ben`,
		"cut off in string":    `{"headline":"Ferry runs again","author":"Ada Example`,
		"single quotes":        `{'headline':'Ferry runs again','author':'Ada Example'}`,
		"bare keys":            `{headline:"Ferry runs again",author:"Ada Example"}`,
		"statement":            `var data = {"headline":"Ferry runs again","author":"Ada Example"};`,
		"no value":             `{"a":,"headline":"Ferry runs again","b":,"author":"Ada Example","c":}`,
		"list not closed":      `{"image":["a.jpg","b.jpg","x":1,"headline":"none"},{"headline":"Ferry runs again","author":"Ada Example"}`,
		"value without key":    `{{"x":1},"headline":"Ferry runs again",["y"],"author":"Ada Example"}`,
		"closed twice":         `{"x":{}}}},{"headline":"Ferry runs again","author":"Ada Example"}`,
		"wrong escapes":        `{"headline":"Ferry\ runs \again","author":"Ada Example\"}`,
		"address in keys":      `{"http://schema.org/headline":"Ferry runs again","schema:author":"Ada Example"}`,
		"list at the root":     `[[{"headline":"Ferry runs again"}],{"author":{"@value":"Ada Example","@language":"en"}}]`,
		"byte order mark":      "\ufeff{\ufeff\"headline\":\"Ferry\u0020runs again\",\u00a0\"author\":\"Ada Example\"}",
		"no-break keys":        "{\"headline \":\" Ferry runs again \",\"author\":null,\"author\":\"Ada Example\"}",
	}
	for name, script := range cases {
		t.Run(name, func(t *testing.T) {
			g := read(script)
			assert.Equal(t, "Ferry runs again", g.String("headline"))
			author := g.String("author")
			if name == "list not closed" || name == "wrong escapes" || name == "cut off" {
				author = strings.TrimRight(author, `"}`)
			}
			assert.Equal(t, "Ada Example", author)
		})
	}
}

func TestBareQuotesKept(t *testing.T) {
	g := read(`{"description":"He said "yes, we do", and left","headline":"x"}`)
	assert.Equal(t, `He said "yes, we do", and left`, g.String("description"))
}

func TestEscapes(t *testing.T) {
	g := read(`{"a":"😀 \ud83d x \u00e","b":"Fish &amp;amp; chips &#8217;","c":"a\/b\\n"}`)
	assert.Equal(t, "😀 \ufffd x \\u00e", g.String("a"))
	assert.Equal(t, "Fish & chips ’", g.String("b"))
	assert.Equal(t, `a/b\n`, g.String("c"))
}

func TestNothing(t *testing.T) {
	for _, s := range []string{"", " ", "null", `"x"`, "{", "[", "{}", "[]", "\\", `{"`, `{"a`, `{"a"`, `{"a":`, `{"a":"\`, "<!--", "/*", "{/*", "{//"} {
		g := read(s)
		assert.Empty(t, g.String("a"), s)
	}
	var n *jsonld.Node
	assert.Empty(t, n.Type())
	assert.Empty(t, n.Name("x"))
	assert.Empty(t, n.URLs("x"))
	assert.Nil(t, n.Node("x").Nodes("y"))
	assert.False(t, n.Is("x"))
	assert.False(t, n.Has("x"))
	assert.Nil(t, n.Keys())
	parent, _ := n.Parent()
	assert.Nil(t, parent)
}

func TestCircle(t *testing.T) {
	g := read(`[{"@id":"a","isPartOf":{"@id":"b"}},{"@id":"b","hasPart":{"@id":"a"}},{"@id":"c","self":{"@id":"d"}}]`)
	n := g.Nodes()[0].Node("isPartOf").Node("hasPart")
	assert.Equal(t, g.Nodes()[0].Keys(), n.Keys())
}

func TestBounds(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 1<<20)
	assert.LessOrEqual(t, len(read(deep).Nodes()), jsonld.MaxDepth)
	deep = strings.Repeat(`[`, 1<<20) + `"x"` + strings.Repeat(`]`, 1<<20) + `{"a":"b"}`
	assert.Equal(t, "b", read(deep).String("a"))
	many := "[" + strings.Repeat(`{"@type":"Thing"},`, jsonld.MaxNodes+100) + "]"
	assert.Len(t, read(many).Nodes(), jsonld.MaxNodes)
}

func FuzzRead(f *testing.F) {
	f.Add(`{"@graph":[{"@type":"NewsArticle","headline":"A \"b\" \u00e9","author":{"@id":"x"}},{"@id":"x","name":["y",1,null]}]}`)
	f.Add("<!-- {'a': b, // c\n [\"d\"], /* e */ \"f\":\"g\"h\"} ]]> -->")
	f.Fuzz(func(t *testing.T, s string) {
		// What is JSON has as many nodes as it has objects.
		if objects, depth := countObjects(s); depth < jsonld.MaxDepth && objects > 0 && (s[0] == '{' || s[0] == '[') {
			if n := len(read(s).Nodes()); n != min(objects, jsonld.MaxNodes) {
				t.Fatalf("%d nodes of %d objects in %q", n, objects, s)
			}
		}
		g := read(s, s)
		for _, n := range g.Nodes() {
			n.Type()
			for _, key := range n.Keys() {
				n.Names(key)
				n.URLs(key)
				for _, in := range n.Nodes(key) {
					if in == nil {
						t.Fatal("nil node")
					}
				}
			}
		}
	})
}

// countObjects returns the number of objects in a text that is valid JSON, and
// how deeply values are nested in it; 0 for others.
func countObjects(s string) (objects, deepest int) {
	if !json.Valid([]byte(s)) {
		return 0, 0
	}
	depth := 0
	for d := json.NewDecoder(strings.NewReader(s)); ; {
		token, err := d.Token()
		if err != nil {
			return objects, deepest
		}
		switch token {
		case json.Delim('{'):
			objects++
			depth++
		case json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		deepest = max(deepest, depth)
	}
}

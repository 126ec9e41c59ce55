package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"html"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

const vectors = "../../extract/render/testdata/xss/"

// readVectors returns attempts to make a page run a script.
func readVectors(t testing.TB) []string {
	t.Helper()
	f, err := os.Open(vectors + "vectors.jsonl")
	require.NoError(t, err)
	defer f.Close()
	var all []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var v struct{ Vector string }
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v))
		all = append(all, v.Vector)
	}
	require.NotEmpty(t, all)
	return all
}

// documentOf has the vector in every field that Markdown shows.
func documentOf(s string) *extract.Document {
	c := caption.Caption{
		Text: s, Credit: caption.Credit{Raw: s, Creators: []string{s}, Agencies: []string{s}},
		Image: caption.Image{URL: s, Name: s, Alt: s},
	}
	d := &extract.Document{
		Article: extract.Article{
			Title: s, Subtitle: s, Authors: []string{s, s}, Dateline: extract.Dateline{Place: s, Source: s}, URL: s, Language: s,
		},
		Captions: []caption.Caption{c},
		Clips:    []extract.Clip{{Title: s, Duration: time.Minute, ID: s, URL: s, Source: s, Thumbnail: c.Image, Caption: c}},
		Noise:    []extract.Noise{{Text: s, Label: clean.Other, Rule: s}},
	}
	for _, kind := range []clean.Label{clean.Summary, clean.Paragraph, clean.Heading, clean.ListItem, clean.ListItem, clean.Quote, clean.Code, clean.Table} {
		d.Article.Body = append(d.Article.Body, extract.Block{Kind: kind, Text: s})
	}
	return d
}

// TestMarkdown has Markdown read by a program that passes HTML through, and
// checks that nothing of what a page says becomes markup.
func TestMarkdown(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	check := func(t *testing.T, d *extract.Document, vector string) (text string) {
		var source, page bytes.Buffer
		require.NoError(t, render.Markdown(&source, d))
		require.NoError(t, markdown.Convert(source.Bytes(), &page))
		root, err := nethtml.Parse(&page)
		require.NoError(t, err)
		var shown strings.Builder
		for n := range root.Descendants() {
			switch n.Type {
			case nethtml.TextNode:
				shown.WriteString(n.Data)
			case nethtml.CommentNode:
				t.Fatalf("%q: comment %q in\n%s", vector, n.Data, &source)
			case nethtml.ElementNode:
				checkElement(t, n, vector, source.String())
			}
		}
		return shown.String()
	}
	pages := make(map[string]string)
	for _, name := range []string{"text.html", "scraped.txt"} {
		page, err := os.ReadFile(vectors + name)
		require.NoError(t, err)
		pages[name] = string(page)
	}
	shown := 0
	all := readVectors(t)
	for _, vector := range all {
		for _, s := range []string{vector, "a\n\n" + vector, "\t" + vector, "`" + vector, "a\n" + vector + "\n\n" + vector} {
			check(t, documentOf(s), s)
		}
		escaped := strings.ReplaceAll(pages["text.html"], "@TEXT@", html.EscapeString(vector))
		doc, err := extract.HTML(strings.NewReader(escaped), extract.WithCharset("utf-8"))
		require.NoError(t, err)
		check(t, doc, vector)
		e, err := extract.New()
		require.NoError(t, err)
		doc, err = e.Text(context.Background(), strings.NewReader(strings.ReplaceAll(pages["scraped.txt"], "@RAW@", vector)), extract.Source{Charset: "utf-8"})
		require.NoError(t, err)
		if strings.Contains(check(t, doc, vector), strings.Join(strings.Fields(vector), " ")) {
			shown++
		}
	}
	t.Logf("%d vectors, %d of them shown as they are", len(all), shown)
	assert.Greater(t, shown, len(all)*8/10)
}

// checkElement checks that an element is one that render.Markdown writes marks
// for. Addresses of http that stand in the text may become links.
func checkElement(t *testing.T, n *nethtml.Node, vector, source string) {
	t.Helper()
	switch n.Data {
	case "html", "head", "body", "h1", "h2", "p", "em", "strong", "ul", "li", "blockquote", "pre", "code":
		if len(n.Attr) == 0 {
			return
		}
	case "a":
		if len(n.Attr) == 1 && (strings.HasPrefix(n.Attr[0].Val, "http://") || strings.HasPrefix(n.Attr[0].Val, "https://") || strings.HasPrefix(n.Attr[0].Val, "mailto:")) {
			return
		}
	}
	t.Fatalf("%q: element %s %v in\n%s", vector, n.Data, n.Attr, source)
}

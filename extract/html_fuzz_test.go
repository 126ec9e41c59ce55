package extract_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/extract"
)

// htmlPages are pages that are as broken, as nested or as bare as they come.
var htmlPages = []string{
	"",
	"<",
	"<p",
	"\x00<p>a",
	"no markup at all",
	`<h1>Ferry runs again</h1><p>The ferry crossed the sound again on Tuesday, and the crew said they were glad.`,
	`<div hidden>one</div><p>two <span style="display:none">three</span> four<span hidden>five</span></p>`,
	`<p>a<script>b</script>c<template>d</template>e<noscript>f</noscript>g<svg><title>h</title><text>i</text></svg>j`,
	`<ul><li>a<li>b<ul><li>c</ul></ul><table><tr><td>d<td>e</table><dl><dt>f<dd>g</dl>`,
	`<pre>a
  b

c</pre><textarea>d</textarea><select><option>e<option>f</select><button>g</button>`,
	`<figure><img src="a.jpg" alt="b"><figcaption>c <small>Photo: Ana Sá / AP</small></figcaption></figure>`,
	`<a href="x"><div>a<p>b</a>c</div><b><p>d</b>e</p>`,
	`<p>a<br>b<br><br>c<hr>d&nbsp;e&#8203;f</p><q>g</q>&amp;&lt;`,
	`<video>a<p>b</video><iframe>c</iframe><object>d<p>e</object><audio>f</audio>g`,
	`<html><body><p>a</p></body></html><p>b<html lang="x"><body class="y">c`,
	"<p>\u200b</p><p>\u00ad \u200b</p>",
	strings.Repeat("<div>", 600) + "deep" + strings.Repeat("</div>", 300) + "less<p>and out</section></b>",
	strings.Repeat("<b><i>", 400) + "x",
}

// conservedHTML returns what is wrong with a document whose page has the given
// text stream.
func conservedHTML(doc *extract.Document, stream string) error {
	end := 0
	for i, part := range doc.Parts() {
		span := part.Span
		switch {
		case span.Start < end || span.End > len(stream) || span.Start >= span.End:
			return fmt.Errorf("part %d (%s %d) has the span %v after %d, of %d", i, part.Of, part.Index, span, end, len(stream))
		case strings.TrimFunc(stream[end:span.Start], unicode.IsSpace) != "":
			return fmt.Errorf("%q is in no part", stream[end:span.Start])
		}
		end = span.End
	}
	if strings.TrimFunc(stream[end:], unicode.IsSpace) != "" {
		return fmt.Errorf("%q at the end is in no part", stream[end:])
	}
	return nil
}

func checkHTML(e *extract.Extractor, page string) error {
	doc, err := e.HTML(context.Background(), strings.NewReader(page), extract.Source{Charset: "utf-8"})
	switch {
	case err != nil && doc == nil && expectedError(err):
		return nil
	case err != nil && doc == nil:
		return err
	}
	root, err := html.Parse(strings.NewReader(strings.ToValidUTF8(page, "\uFFFD")))
	if err != nil {
		return nil // nested too deeply for the parser: there is no tree to compare with
	}
	return conservedHTML(doc, extract.PageText(root))
}

func TestHTMLPages(t *testing.T) {
	e, err := extract.New()
	require.NoError(t, err)
	for _, page := range htmlPages {
		require.NoError(t, checkHTML(e, page), "%.100q", page)
	}
}

func FuzzHTML(f *testing.F) {
	for _, page := range htmlPages {
		f.Add(page)
	}
	e, err := extract.New()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, page string) {
		if err := checkHTML(e, page); err != nil {
			t.Fatalf("%v\n%q", err, page)
		}
	})
}

// TestHTMLStops cancels the reading of a large page.
func TestHTMLStops(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a page of 64 MB")
	}
	e, err := extract.New()
	require.NoError(t, err)
	page := strings.Repeat(`<div class="a"><p>The ferry crossed the sound again on Tuesday, the <b>crew</b> said.</p></div>`, 64<<20/96)
	for _, after := range []time.Duration{time.Millisecond, 100 * time.Millisecond, 2 * time.Second} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		began := time.Now()
		_, err := e.HTML(ctx, strings.NewReader(page), extract.Source{})
		late := time.Since(began) - after
		cancel()
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		t.Logf("stopped %v after the deadline: %v", late, err)
		if err != nil && late > 500*time.Millisecond {
			t.Errorf("stopped %v after the deadline of %v", late, after)
		}
	}
}

package extract_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	encoding "golang.org/x/text/encoding/unicode"

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
	if err := sameAgain(e.HTML, page, doc); err != nil {
		return err
	}
	text, err := encoding.UTF8.NewDecoder().String(page)
	if err != nil {
		return err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil // nested too deeply for the parser: there is no tree to compare with
	}
	return conservedHTML(doc, extract.PageText(root))
}

type reading func(context.Context, io.Reader, extract.Source) (*extract.Document, error)

// sameAgain returns an error when reading the page again gives another document,
// or JSON does not bring it back.
func sameAgain(read reading, page string, doc *extract.Document) error {
	again, err := read(context.Background(), strings.NewReader(page), extract.Source{Charset: doc.Source.Charset})
	if again == nil {
		return fmt.Errorf("the second time: %w", err)
	}
	first, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	var back extract.Document
	if err := json.Unmarshal(first, &back); err != nil {
		return err
	}
	for name, other := range map[string]*extract.Document{"reading again": again, "reading its JSON": &back} {
		second, err := json.Marshal(other)
		if err != nil {
			return err
		}
		if !bytes.Equal(first, second) {
			return fmt.Errorf("%s gives another document:\n%s\n%s", name, first, second)
		}
	}
	return nil
}

// FuzzLimits reads pages within narrow limits: none is exceeded, and of what
// only breaks or flattens lines nothing is lost.
func FuzzLimits(f *testing.F) {
	for i, page := range htmlPages {
		f.Add(page, i%2 == 0, uint8(i), uint8(i+3), uint8(2*i), uint8(5*i))
	}
	f.Add("# A\n\n* b-\nc ![d](e.jpg) f\n", false, uint8(0), uint8(3), uint8(2), uint8(0))
	f.Fuzz(func(t *testing.T, page string, isHTML bool, lines, lineBytes, depth, nodes uint8) {
		page = strings.ToValidUTF8(page, "\uFFFD")
		limits := extract.Limits{Lines: int(lines), LineBytes: int(lineBytes), Depth: int(depth), Nodes: int(nodes)}
		e, err := extract.New(extract.WithLimits(limits), extract.WithTrace())
		require.NoError(t, err)
		read := e.Text
		if isHTML {
			read = e.HTML
		}
		doc, err := read(context.Background(), strings.NewReader(page), extract.Source{Charset: "utf-8"})
		if doc == nil {
			if !expectedError(err) {
				t.Fatal(err)
			}
			return
		}
		if lines > 0 && len(doc.Trace.Lines) > int(lines) {
			t.Fatalf("%d lines, not %d: %q", len(doc.Trace.Lines), lines, page)
		}
		for _, line := range doc.Trace.Lines {
			if lineBytes > 0 && len(line.Text) > max(int(lineBytes), utf8.UTFMax) {
				t.Fatalf("line %q is longer than %d bytes", line.Text, lineBytes)
			}
		}
		ended := false
		for _, cut := range doc.Truncated {
			ended = ended || cut.Limit == extract.LimitLines || cut.Limit == extract.LimitNodes
		}
		if ended {
			return
		}
		if !isHTML {
			if err := conserved(doc, []byte(page)); err != nil {
				t.Fatalf("%v\n%q\n%+v", err, page, limits)
			}
			return
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil || len(doc.Truncated) > 0 && nodes > 0 {
			return
		}
		if err := conservedHTML(doc, extract.PageText(root)); err != nil {
			t.Fatalf("%v\n%q\n%+v", err, page, limits)
		}
	})
}

// charsets are encodings with one and with several bytes a character, with and
// without states.
var charsets = []string{"utf-8", "windows-1252", "windows-1251", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "gbk", "big5", "euc-kr",
	"utf-16le", "utf-16be", "iso-8859-8", "koi8-u", "macintosh", "x-user-defined"}

// FuzzCharset reads text in all kinds of encodings: its spans lead to the bytes
// as they were.
func FuzzCharset(f *testing.F) {
	for i := range charsets {
		f.Add([]byte("Mayor resigns\n\n\xe9\x81\x40\xa4\xa2 The river rose at dawn, \x1b$B$\"\x1b(B it did.\n\n\x81\x30\x81\x30 \xff\n"), uint8(i))
	}
	e, err := extract.New()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, input []byte, charset uint8) {
		source := extract.Source{Charset: charsets[int(charset)%len(charsets)]}
		doc, err := e.Text(context.Background(), bytes.NewReader(input), source)
		if doc == nil {
			if !expectedError(err) {
				t.Fatal(err)
			}
			return
		}
		end := 0
		for i, part := range doc.Parts() {
			if part.Span.Start < end || part.Span.Start >= part.Span.End || part.Span.End > len(input) {
				t.Fatalf("%s: part %d has the span %v after %d, of %d: %q", source.Charset, i, part.Span, end, len(input), input)
			}
			end = part.Span.End
		}
		if err := sameAgain(e.Text, string(input), doc); err != nil {
			t.Fatal(err)
		}
	})
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

// BenchmarkStop reports how long after its deadline the reading of a page of 16
// MB ends.
func BenchmarkStop(b *testing.B) {
	e, err := extract.New()
	require.NoError(b, err)
	text := strings.Repeat("The ferry crossed the sound again on Tuesday, the crew said.\n\n", 16<<20/62)
	markup := strings.Repeat(`<div class="a"><p>The ferry crossed the sound again on Tuesday, the <b>crew</b> said.</p></div>`, 16<<20/96)
	for name, read := range map[string]func(context.Context) error{
		"text": func(ctx context.Context) error {
			doc, err := e.Text(ctx, strings.NewReader(text), extract.Source{})
			if doc != nil {
				return nil // equal lines are no article
			}
			return err
		},
		"HTML": func(ctx context.Context) error {
			_, err := e.HTML(ctx, strings.NewReader(markup), extract.Source{})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			began := time.Now()
			require.NoError(b, read(b.Context()))
			whole := time.Since(began)
			var late, worst time.Duration
			n := 0
			for b.Loop() {
				after := whole * time.Duration(1+n%9) / 10
				n++
				ctx, cancel := context.WithTimeout(b.Context(), after)
				began := time.Now()
				if err := read(ctx); err != nil {
					require.ErrorIs(b, err, context.DeadlineExceeded)
					one := time.Since(began) - after
					late += one
					worst = max(worst, one)
				}
				cancel()
			}
			b.ReportMetric(float64(late.Milliseconds())/float64(n), "ms-late")
			b.ReportMetric(float64(worst.Milliseconds()), "ms-late-at-worst")
		})
	}
}

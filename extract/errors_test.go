package extract

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
)

var errCable = errors.New("cable cut")

// TestBadInput reads what is wrong in some way, and checks what exactly comes of
// it: no document and the error, or, where want is nil, a document.
func TestBadInput(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	late, cancelLate := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancelLate()
	text := func(s string) io.Reader { return strings.NewReader(s) }
	read := func(r io.Reader, opts ...Option) func(e context.Context, kind Kind) (*Document, error) {
		return func(ctx context.Context, kind Kind) (*Document, error) {
			e, err := New(opts...)
			if err != nil {
				return nil, err
			}
			if kind == KindHTML {
				return e.HTML(ctx, r, Source{})
			}
			return e.Text(ctx, r, Source{})
		}
	}
	const (
		empty  = "extract: no text in the input"
		binary = "extract: the input is binary data, not text"
	)
	tests := []struct {
		name string
		kind Kind
		ctx  context.Context
		read func(context.Context, Kind) (*Document, error)
		want error
		text string
	}{
		{"nothing", KindHTML, nil, read(text("")), ErrEmpty, empty},
		{"white space", KindHTML, nil, read(text(" \r\n\t\f")), ErrEmpty, empty},
		{"a byte order mark", KindHTML, nil, read(text("\xEF\xBB\xBF")), ErrEmpty, empty},
		{"a byte order mark of UTF-16", KindHTML, nil, read(text("\xFF\xFE")), ErrEmpty, empty},
		{"elements without text", KindHTML, nil, read(text("<div><p></p><br><hr></div>")), ErrEmpty, empty},
		{"a script alone", KindHTML, nil, read(text("<script>let a = 'text'</script>")), ErrEmpty, empty},
		{"a comment alone", KindHTML, nil, read(text("<!-- text -->")), ErrEmpty, empty},
		{"a title alone", KindHTML, nil, read(text("<title>Ferry runs again</title>")), ErrEmpty, empty},
		{"a picture alone", KindHTML, nil, read(text("<img src=a.jpg alt='The ferry'>")), ErrEmpty, empty},
		{"a hidden span alone", KindHTML, nil, read(text("<span hidden>text</span>")), ErrEmpty, empty},
		{"a tag that never ends", KindHTML, nil, read(text("<p class='")), ErrEmpty, empty},
		{"a comment that never ends", KindHTML, nil, read(text("<!-- <p>text</p>")), ErrEmpty, empty},
		{"a script that never ends", KindHTML, nil, read(text("<script><p>text</p>")), ErrEmpty, empty},
		{"zero bytes", KindHTML, nil, read(text(strings.Repeat("\x00", 50))), ErrBinary, binary},
		{"a picture", KindHTML, nil, read(text("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00")), ErrBinary, binary},
		{"gzip", KindHTML, nil, read(text("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x00\x00\xff\xff")), ErrBinary, binary},
		{"gzip as text", KindText, nil, read(text("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x00\x00\xff\xff")), ErrBinary, binary},
		{"an archive", KindText, nil, read(text("PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x00\x00\x00\x00")), ErrBinary, binary},
		{"too many bytes", KindHTML, nil, read(text("<p>text"), WithMaxBytes(6)), ErrTooLarge, "extract: limit exceeded: more than 6 bytes"},
		{"as many bytes as allowed", KindHTML, nil, read(text("<p>text"), WithMaxBytes(7)), nil, ""},
		{"a reader that fails at once", KindHTML, nil, read(iotest.ErrReader(errCable)), errCable, "extract: reading: cable cut"},
		{"a reader that fails late", KindHTML, nil, read(io.MultiReader(text("<p>text"), iotest.ErrReader(errCable))), errCable, "extract: reading: cable cut"},
		{"a reader that times out", KindText, nil, read(iotest.TimeoutReader(iotest.OneByteReader(text("text of a page")))), iotest.ErrTimeout, "extract: reading: timeout"},
		{"a reader that ends too early", KindText, nil, read(io.MultiReader(text("text"), iotest.ErrReader(io.ErrUnexpectedEOF))), io.ErrUnexpectedEOF, "extract: reading: unexpected EOF"},
		{"a reader of single bytes", KindText, nil, read(iotest.OneByteReader(text(shortPage))), nil, ""},
		{"a reader that gives its error with the data", KindText, nil, read(iotest.DataErrReader(text(shortPage))), nil, ""},
		{"a cancelled context", KindHTML, cancelled, read(text("<p>text")), context.Canceled, "extract: reading: context canceled"},
		{"a deadline that is over", KindText, late, read(text(shortPage)), context.DeadlineExceeded, "extract: reading: context deadline exceeded"},
		{"a name before the error", KindHTML, nil, read(text(""), WithPath("a/b.html")), ErrEmpty, "extract: a/b.html: no text in the input"},
		{"an unknown encoding", KindHTML, nil, read(text("<p>text"), WithCharset("klingon-8")), ErrCharset, `extract: unknown character encoding "klingon-8"`},
		{"an encoding of no name", KindHTML, nil, read(text("<p>text"), WithCharset(" ")), ErrCharset, `extract: unknown character encoding " "`},
		{"an encoding that only the page names wrongly", KindHTML, nil, read(text("<meta charset=klingon-8><p>text")), nil, ""},
		{"the encoding called replacement", KindHTML, nil, read(text("<p>text"), WithCharset("hz-gb-2312")), ErrBinary, binary},
		{"a rule that is nil", KindHTML, nil, read(text("<p>text"), WithRules(nil)), nil, `extract: clean: rule "": rule is nil`},
		{"a built-in rule that is none", KindHTML, nil, read(text("<p>text"), WithoutRules("no-such-rule")), nil, `extract: clean: rule "no-such-rule": name is not the name of a built-in rule`},
		{"a rule without texts", KindHTML, nil, read(text("<p>text"), WithRules(clean.Equal("x", clean.Related, nil))), nil, `extract: clean: rule "x": texts are empty`},
		{"an option that is nil", KindHTML, nil, read(text("<p>text"), nil), nil, ""},
		{"no selection", KindHTML, nil, func(context.Context, Kind) (*Document, error) { return Selection(nil) }, ErrEmpty, empty},
		{"an empty selection", KindHTML, nil, func(context.Context, Kind) (*Document, error) { return Selection(new(goquery.Selection)) }, ErrEmpty, empty},
		{"no node", KindHTML, nil, func(context.Context, Kind) (*Document, error) { return Node(nil) }, ErrEmpty, empty},
		{"an empty node", KindHTML, nil, func(context.Context, Kind) (*Document, error) { return Node(new(html.Node)) }, ErrEmpty, empty},
		{"a node of text", KindHTML, nil, func(context.Context, Kind) (*Document, error) {
			return Node(&html.Node{Type: html.TextNode, Data: "The river rose at dawn."})
		}, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx := tt.ctx
			if ctx == nil {
				ctx = context.Background()
			}
			doc, err := tt.read(ctx, tt.kind)
			if tt.text == "" {
				require.NoError(t, err)
				assert.NotEmpty(t, doc.Parts())
				return
			}
			assert.Nil(t, doc)
			require.EqualError(t, err, tt.text)
			if tt.want != nil {
				assert.ErrorIs(t, err, tt.want)
			}
		})
	}
}

// TestBadJSON reads JSON that is no document.
func TestBadJSON(t *testing.T) {
	tests := []struct{ name, json, text string }{
		{"nothing", ``, "unexpected end of JSON input"},
		{"half a document", `{"schema":"copydesk/1","source":{`, "unexpected end of JSON input"},
		{"two documents", `{"schema":"copydesk/1","source":{}} {}`, "invalid character '{' after top-level value"},
		{"no schema", `{}`, `not a copydesk/1 document: its schema is ""`},
		{"another schema", `{"schema":"copydesk/2"}`, `not a copydesk/1 document: its schema is "copydesk/2"`},
		{"a list", `[]`, "json: cannot unmarshal array into Go value of type extract.documentJSON"},
		{"a title of a number", `{"schema":"copydesk/1","article":{"title":1}}`, "json: cannot unmarshal number into Go struct field documentJSON.article.title of type string"},
		{"an unknown label", `{"schema":"copydesk/1","noise":[{"label":"odd"}]}`, `clean: unknown label "odd"`},
		{"a time without zone", `{"schema":"copydesk/1","article":{"published":"2026-02-03"}}`, `parsing time "2026-02-03" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var doc Document
			require.EqualError(t, json.Unmarshal([]byte(tt.json), &doc), tt.text)
			assert.Empty(t, doc)
		})
	}
	var doc Document
	assert.ErrorIs(t, json.Unmarshal([]byte(`{}`), &doc), ErrSchema)
}

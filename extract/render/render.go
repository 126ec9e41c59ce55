package render

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"

	"github.com/copydesk-go/copydesk/extract"
)

// Text writes the article's text and a line end. It writes nothing for a
// document without text.
func Text(w io.Writer, d *extract.Document) error {
	text := d.Article.Text()
	if text == "" {
		return nil
	}
	_, err := io.WriteString(w, text+"\n")
	return err
}

// JSON writes the document in the form "copydesk/1", indented by two spaces.
func JSON(w io.Writer, d *extract.Document) error {
	var b bytes.Buffer
	if err := encode(&b, d, "  "); err != nil {
		return err
	}
	_, err := w.Write(brokenSpan.ReplaceAll(b.Bytes(), []byte("[$1, $2]")))
	return err
}

// brokenSpan is a span that indenting has spread over four lines. Strings of
// JSON have no line ends, so it matches in none.
var brokenSpan = regexp.MustCompile(`\[\n +(\d+),\n +(\d+)\n +\]`)

// JSONLine writes the document in the form "copydesk/1" on one line.
func JSONLine(w io.Writer, d *extract.Document) error { return encode(w, d, "") }

func encode(w io.Writer, d *extract.Document, indent string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(d)
}

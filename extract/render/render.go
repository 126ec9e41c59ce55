package render

import (
	"encoding/json"
	"io"

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
func JSON(w io.Writer, d *extract.Document) error { return encode(w, d, "  ") }

// JSONLine writes the document in the form "copydesk/1" on one line.
func JSONLine(w io.Writer, d *extract.Document) error { return encode(w, d, "") }

func encode(w io.Writer, d *extract.Document, indent string) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e.Encode(d)
}

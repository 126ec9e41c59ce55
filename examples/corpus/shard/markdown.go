package shard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

// folder is a shard that is a folder of Markdown files, a document each.
type folder struct {
	path string
	next int
}

func newMarkdown(path string) (encoder, error) {
	if err := os.RemoveAll(path); err != nil {
		return nil, err
	}
	if err := os.Mkdir(path, 0o755); err != nil {
		return nil, err
	}
	return &folder{path: path}, nil
}

func (f *folder) add(item Item) error {
	name := filepath.Join(f.path, fmt.Sprintf("%06d.md", f.next))
	f.next++
	return os.WriteFile(name, item.Encoded, 0o644)
}

func (f *folder) finish() error { return SyncDir(f.path) }
func (f *folder) abandon()      {}

// markdown writes a row for people: what is known of the page as YAML front
// matter, then title and text, then captions and clips.
func markdown(row *step.Row) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("---\n")
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, quote(value))
		}
	}
	field("path", row.Path)
	fmt.Fprintf(&b, "offset: %d\n", row.Offset)
	field("id", row.ID)
	field("url", row.URL)
	field("authors", strings.Join(row.Authors, "; "))
	if !row.Published.IsZero() {
		field("published", row.Published.Format("2006-01-02T15:04:05Z07:00"))
	}
	field("language", row.Language)
	field("site", row.Site)
	field("error", row.Error)
	b.WriteString("---\n")
	if row.Title != "" {
		fmt.Fprintf(&b, "\n# %s\n", row.Title)
	}
	if row.Text != "" {
		fmt.Fprintf(&b, "\n%s\n", row.Text)
	}
	list(&b, "Captions", row.Captions, func(c *step.Caption) string { return joined(": ", c.Text, c.Credit) })
	list(&b, "Clips", row.Clips, func(c *step.Clip) string {
		length := ""
		if c.Seconds > 0 {
			length = fmt.Sprintf("%g s", c.Seconds)
		}
		return joined(", ", c.Title, length, c.Source)
	})
	list(&b, "Removed", row.Noise, func(n *step.Noise) string { return joined(": ", n.Label, n.Text) })
	return b.Bytes(), nil
}

// quote returns a string as JSON, which YAML reads too.
func quote(s string) string {
	// Marshalling a string does not fail.
	text, _ := json.Marshal(s)
	return string(text)
}

// list writes a heading and an entry a line, where there is one.
func list[T any](b *bytes.Buffer, heading string, entries []T, text func(*T) string) {
	if len(entries) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", heading)
	for i := range entries {
		fmt.Fprintf(b, "- %s\n", text(&entries[i]))
	}
}

// joined joins the parts that are not empty.
func joined(separator string, parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}

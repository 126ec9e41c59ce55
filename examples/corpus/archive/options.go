package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/extract"
)

// Format is the form of a file.
type Format string

// The formats.
const (
	FormatPage    Format = "page"
	FormatTar     Format = "tar"
	FormatWARC    Format = "warc"
	FormatJSONL   Format = "jsonl"
	FormatParquet Format = "parquet"
)

// Formats returns all formats.
func Formats() []Format {
	return []Format{FormatPage, FormatTar, FormatWARC, FormatJSONL, FormatParquet}
}

// Options say how files are read. The zero value reads each by its name, and
// JSON lines and Parquet in the layout "c4".
type Options struct {
	// Format is that of all files; "" tells it by the name of each, or by its
	// first bytes.
	Format Format
	// Kind is that of pages whose archive does not state it, "" for telling it
	// by their names or first bytes.
	Kind extract.Kind
	// Layout names the fields of JSON lines and Parquet.
	Layout Layout
	// MaxBytes is the size above which a record is not read, both as it is
	// stored and after decompression. Below 1 it is DefaultMaxBytes.
	MaxBytes int
}

func (o Options) withDefaults() Options {
	if o.MaxBytes < 1 {
		o.MaxBytes = DefaultMaxBytes
	}
	o.Layout = o.Layout.Over(layouts["c4"])
	return o
}

// Layout names the fields of JSON lines and the columns of Parquet files. A
// point goes into a field: "meta.url".
type Layout struct {
	// Text or HTML is the field that holds the page.
	Text, HTML string
	// URL, ID and Crawled may be "", and the fields may be absent.
	URL, ID, Crawled string
}

// Over returns the layout with fields of another one where it names none.
func (l Layout) Over(base Layout) Layout {
	if l.Text == "" && l.HTML == "" {
		l.Text, l.HTML = base.Text, base.HTML
	}
	l.URL = cmp.Or(l.URL, base.URL)
	l.ID = cmp.Or(l.ID, base.ID)
	l.Crawled = cmp.Or(l.Crawled, base.Crawled)
	return l
}

// body returns the field that holds the page, and its kind.
func (l Layout) body() (field string, kind extract.Kind) {
	if l.HTML != "" {
		return l.HTML, extract.KindHTML
	}
	return l.Text, extract.KindText
}

// layouts are those of well-known data sets, by their dataset cards.
var layouts = map[string]Layout{
	"c4":         {Text: "text", URL: "url", Crawled: "timestamp"},
	"cc-news":    {Text: "text", URL: "url", Crawled: "date"},
	"fineweb":    {Text: "text", URL: "url", ID: "id", Crawled: "date"},
	"refinedweb": {Text: "content", URL: "url", Crawled: "timestamp"},
}

// LayoutNames returns the names that NamedLayout knows.
func LayoutNames() []string {
	var names []string
	for name := range layouts {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// NamedLayout returns the layout of a well-known data set.
func NamedLayout(name string) (Layout, error) {
	layout, ok := layouts[name]
	if !ok {
		return Layout{}, fmt.Errorf("layout %q is not one of %s", name, strings.Join(LayoutNames(), ", "))
	}
	return layout, nil
}

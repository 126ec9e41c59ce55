package pagegen

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// Writer writes pages as an archive.
type Writer interface {
	Write(Page) error
	// Close writes what is left; what the Writer writes into stays open.
	Close() error
}

// WriterNames returns the names that NewWriter knows: what files are called in
// which crawls are kept like this.
func WriterNames() []string {
	return []string{"warc", "warc.gz", "wet.gz", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "tar", "tar.gz"}
}

// NewWriter returns a Writer of an archive of this kind. JSON lines and Parquet
// have the text of pages, in the layout of C4; with html, the HTML in a field
// "html".
func NewWriter(w io.Writer, name string, html bool) (Writer, error) {
	plain := strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")
	if plain == "warc" || plain == "wet" {
		return newWARC(w, plain == "wet", plain != name)
	}
	var out io.WriteCloser = noClose{w}
	var err error
	switch {
	case strings.HasSuffix(name, ".gz"):
		out = gzip.NewWriter(w)
	case strings.HasSuffix(name, ".zst"):
		if out, err = zstd.NewWriter(w, zstd.WithEncoderConcurrency(1)); err != nil {
			return nil, err
		}
	}
	switch plain {
	case "jsonl":
		return &linesWriter{out: out, html: html}, nil
	case "parquet":
		if html {
			return &tableWriter[htmlRow]{w: parquet.NewGenericWriter[htmlRow](w, parquet.Compression(&parquet.Zstd)), row: newHTMLRow}, nil
		}
		return &tableWriter[textRow]{w: parquet.NewGenericWriter[textRow](w, parquet.Compression(&parquet.Zstd)), row: newTextRow}, nil
	case "tar":
		return &tarWriter{tar: tar.NewWriter(out), out: out}, nil
	}
	return nil, fmt.Errorf("pagegen: %q is not one of %s", name, strings.Join(WriterNames(), ", "))
}

type noClose struct{ io.Writer }

func (noClose) Close() error { return nil }

// warcWriter writes pages as Common Crawl does.
type warcWriter struct {
	w    io.Writer
	wet  bool
	zip  *gzip.Writer // nil: not compressed
	next int
}

func newWARC(w io.Writer, wet, compressed bool) (*warcWriter, error) {
	out := &warcWriter{w: w, wet: wet}
	if compressed {
		out.zip = gzip.NewWriter(w)
	}
	info := "software: copydesk pagegen\r\nformat: WARC File Format 1.0\r\n"
	return out, out.record("warcinfo", "", "application/warc-fields", epoch, info)
}

// record writes one record.
func (w *warcWriter) record(kind, url, content string, date time.Time, body string) error {
	w.next++
	var b bytes.Buffer
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012x>\r\n",
		kind, date.UTC().Format(time.RFC3339), w.next)
	if url != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", url)
	}
	fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", content, len(body), body)
	if w.zip == nil {
		_, err := w.w.Write(b.Bytes())
		return err
	}
	w.zip.Reset(w.w)
	if _, err := w.zip.Write(b.Bytes()); err != nil {
		return err
	}
	return w.zip.Close()
}

func (w *warcWriter) Write(p Page) error {
	if w.wet {
		return w.record("conversion", p.URL, "text/plain", p.Fetched, p.Text)
	}
	request := "GET / HTTP/1.1\r\nHost: example\r\n\r\n"
	if err := w.record("request", p.URL, "application/http; msgtype=request", p.Fetched, request); err != nil {
		return err
	}
	response := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(p.HTML), p.HTML)
	return w.record("response", p.URL, "application/http; msgtype=response", p.Fetched, response)
}

func (w *warcWriter) Close() error { return nil }

type textRow struct {
	Text      string `json:"text" parquet:"text"`
	Timestamp string `json:"timestamp" parquet:"timestamp"`
	URL       string `json:"url" parquet:"url"`
}

func newTextRow(p Page) textRow { return textRow{p.Text, p.Fetched.Format(time.RFC3339), p.URL} }

type htmlRow struct {
	HTML      string `json:"html" parquet:"html"`
	Timestamp string `json:"timestamp" parquet:"timestamp"`
	URL       string `json:"url" parquet:"url"`
}

func newHTMLRow(p Page) htmlRow { return htmlRow{p.HTML, p.Fetched.Format(time.RFC3339), p.URL} }

type linesWriter struct {
	out  io.WriteCloser
	html bool
}

func (w *linesWriter) Write(p Page) error {
	if w.html {
		return json.NewEncoder(w.out).Encode(newHTMLRow(p))
	}
	return json.NewEncoder(w.out).Encode(newTextRow(p))
}

func (w *linesWriter) Close() error { return w.out.Close() }

// groupRows is how many rows a row group has.
const groupRows = 5000

type tableWriter[T any] struct {
	w    *parquet.GenericWriter[T]
	row  func(Page) T
	rows int
}

func (w *tableWriter[T]) Write(p Page) error {
	if _, err := w.w.Write([]T{w.row(p)}); err != nil {
		return err
	}
	if w.rows++; w.rows%groupRows == 0 {
		return w.w.Flush()
	}
	return nil
}

func (w *tableWriter[T]) Close() error { return w.w.Close() }

type tarWriter struct {
	tar  *tar.Writer
	out  io.WriteCloser
	next int
}

func (w *tarWriter) Write(p Page) error {
	head := &tar.Header{Name: fmt.Sprintf("pages/%07d.html", w.next), Mode: 0o644, Size: int64(len(p.HTML)), ModTime: p.Fetched}
	w.next++
	if err := w.tar.WriteHeader(head); err != nil {
		return err
	}
	_, err := io.WriteString(w.tar, p.HTML)
	return err
}

func (w *tarWriter) Close() error {
	if err := w.tar.Close(); err != nil {
		return err
	}
	return w.out.Close()
}

package archive

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/copydesk-go/copydesk/extract"
)

// pageSuffixes are the ends of the names of files that hold a page.
var pageSuffixes = []string{".html", ".htm", ".xhtml", ".txt"}

// isPageName reports whether a file of a folder or a tar archive is taken for a
// page by its name.
func isPageName(name string) bool {
	name = plainName(name)
	for _, suffix := range pageSuffixes {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// plainName returns a file's name in lower case, without the ending of a
// compression.
func plainName(name string) string {
	name = strings.ToLower(name)
	for _, suffix := range []string{".gz", ".zst"} {
		if plain, ok := strings.CutSuffix(name, suffix); ok {
			return plain
		}
	}
	return name
}

// kindOf tells whether a page is HTML or text by its name or its first bytes.
func kindOf(name string, page []byte) extract.Kind {
	name = plainName(name)
	switch {
	case strings.HasSuffix(name, ".txt"):
		return extract.KindText
	case strings.HasSuffix(name, ".html"), strings.HasSuffix(name, ".htm"), strings.HasSuffix(name, ".xhtml"):
		return extract.KindHTML
	}
	head := bytes.ToLower(bytes.TrimSpace(page[:min(len(page), 1024)]))
	if !bytes.HasPrefix(head, []byte("<")) {
		return extract.KindText
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<!--", "<div", "<meta", "<p", "<?xml"} {
		if bytes.Contains(head, []byte(tag)) {
			return extract.KindHTML
		}
	}
	return extract.KindText
}

// pageReader reads a file that is one page.
type pageReader struct {
	r    io.Reader
	path string
	opts Options
	done bool
}

func (p *pageReader) Next() (*Record, error) {
	if p.done {
		return nil, io.EOF
	}
	p.done = true
	record := &Record{Path: p.path, Next: Position{Records: 1}}
	readPage(record, p.r, p.path, p.opts)
	return record, nil
}

// readPage reads a page that is stored as a file of its own. The record is
// broken where that fails.
func readPage(record *Record, r io.Reader, name string, opts Options) {
	// What is stored is limited too: it may be compressed and be refused only
	// after decompression.
	stored, err := readLimited(r, opts.MaxBytes)
	if err != nil {
		record.err = err
		return
	}
	record.Size = len(stored)
	record.page = func() (Page, error) {
		plain, done, err := decompress(bytes.NewReader(stored))
		if err != nil {
			return Page{}, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		defer done()
		body, err := readLimited(plain, opts.MaxBytes)
		if err != nil && err != ErrTooLarge {
			return Page{}, fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		page := Page{Kind: opts.Kind, Body: body}
		if page.Kind == "" {
			page.Kind = kindOf(name, body)
		}
		return page, err
	}
}

package archive

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/copydesk-go/copydesk/internal/pagefile"
)

// pageSuffixes are the ends of the names of files that hold a page.
var pageSuffixes = []string{".html", ".htm", ".xhtml", ".txt"}

// isPageName reports whether a file of a folder or a tar archive is taken for a
// page by its name.
func isPageName(name string) bool {
	name = pagefile.PlainName(name)
	for _, suffix := range pageSuffixes {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
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
			page.Kind = pagefile.KindOf(name, body)
		}
		return page, err
	}
}

// Package pagefile reads saved pages from files: it undoes gzip and tells HTML
// from plain text.
package pagefile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"github.com/copydesk-go/copydesk/extract"
)

// SniffSize is the number of bytes from which the kind of a page is told.
const SniffSize = 1024

// Uncompress returns what r holds, decompressed where it begins as gzip does.
func Uncompress(r io.Reader) (*bufio.Reader, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := buffered.Peek(2); !bytes.Equal(magic, []byte{0x1F, 0x8B}) {
		return buffered, nil
	}
	unzipped, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, fmt.Errorf("decompressing: %w", err)
	}
	return bufio.NewReaderSize(unzipped, 64<<10), nil
}

// KindOf tells whether a page is HTML or text by its name, or, where that does not
// tell, by its first SniffSize bytes.
func KindOf(name string, page []byte) extract.Kind {
	switch name = PlainName(name); {
	case strings.HasSuffix(name, ".txt"):
		return extract.KindText
	case strings.HasSuffix(name, ".html"), strings.HasSuffix(name, ".htm"), strings.HasSuffix(name, ".xhtml"):
		return extract.KindHTML
	}
	head := bytes.ToLower(bytes.TrimSpace(page[:min(len(page), SniffSize)]))
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

// PlainName returns a file's name in lower case, without the ending of a
// compression.
func PlainName(name string) string {
	name = strings.ToLower(name)
	for _, suffix := range []string{".gz", ".zst"} {
		if plain, ok := strings.CutSuffix(name, suffix); ok {
			return plain
		}
	}
	return name
}

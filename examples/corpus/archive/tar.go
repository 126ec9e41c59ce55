package archive

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// tarReader reads the pages of a tar archive.
type tarReader struct {
	tar   *tar.Reader
	in    *counter
	path  string
	opts  Options
	index int64
}

// counter counts the bytes that are read through it.
type counter struct {
	r io.Reader
	n atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func newTar(r io.Reader, path string, opts Options) *tarReader {
	in := &counter{r: r}
	return &tarReader{tar: tar.NewReader(in), in: in, path: path, opts: opts}
}

func (t *tarReader) Next() (*Record, error) {
	for {
		entry, err := t.tar.Next()
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		if err != nil {
			return nil, fmt.Errorf("%s: at %d: %w", t.path, t.in.n.Load(), err)
		}
		if entry.Typeflag != tar.TypeReg || !isPageName(entry.Name) {
			continue
		}
		t.index++
		record := &Record{Path: t.path + "!" + entry.Name, Offset: t.in.n.Load(), Next: Position{Records: t.index}}
		if entry.Size > int64(t.opts.MaxBytes) {
			record.err = ErrTooLarge
			return record, nil
		}
		readPage(record, t.tar, entry.Name, t.opts)
		if errors.Is(record.err, io.ErrUnexpectedEOF) {
			record.err = ErrTruncated
		}
		return record, nil
	}
}

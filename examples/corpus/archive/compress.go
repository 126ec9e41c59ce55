package archive

import (
	"bufio"
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var zstdMagic = []byte{0x28, 0xB5, 0x2F, 0xFD}

// maxZstdWindow is the most memory that a zstd frame may ask for. What the
// command-line tool writes without --long needs no more.
const maxZstdWindow = 128 << 20

// newZstd returns a decoder that works in its caller's goroutine.
func newZstd(r io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxZstdWindow), zstd.WithDecoderLowmem(true))
}

// decompress returns what r holds, decompressed where it begins as gzip or zstd
// do.
func decompress(r io.Reader) (io.Reader, func(), error) {
	buffered := bufio.NewReaderSize(r, windowStep)
	magic, _ := buffered.Peek(len(zstdMagic))
	switch {
	case bytes.HasPrefix(magic, gzipMagic):
		zip, err := gzip.NewReader(buffered)
		return zip, func() {}, err
	case bytes.Equal(magic, zstdMagic):
		d, err := newZstd(buffered)
		if err != nil {
			return nil, nil, err
		}
		return d, d.Close, nil
	}
	return buffered, func() {}, nil
}

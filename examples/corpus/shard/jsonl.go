package shard

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

func jsonLines(compression string) Format {
	f := Format{name: "jsonl", suffix: ".jsonl", prepare: jsonLine}
	if compression != "none" {
		f.suffix += "." + compression
	}
	f.create = func(path string) (encoder, error) { return newLines(path, compression) }
	return f
}

func jsonLine(row *step.Row) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(row)
	return b.Bytes(), err
}

// lines is a shard of JSON lines.
type lines struct {
	file *os.File
	buf  *bufio.Writer
	zip  io.WriteCloser // nil: not compressed
}

func newLines(path, compression string) (*lines, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	l := &lines{file: file, buf: bufio.NewWriterSize(file, 256<<10)}
	switch compression {
	case "gz":
		l.zip = gzip.NewWriter(l.buf)
	case "zst":
		// One goroutine, so that the bytes are the same on any machine.
		l.zip, err = zstd.NewWriter(l.buf, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true))
	}
	return l, err
}

func (l *lines) add(item Item) error {
	if l.zip != nil {
		_, err := l.zip.Write(item.Encoded)
		return err
	}
	_, err := l.buf.Write(item.Encoded)
	return err
}

func (l *lines) finish() error {
	if l.zip != nil {
		if err := l.zip.Close(); err != nil {
			return err
		}
	}
	if err := l.buf.Flush(); err != nil {
		return err
	}
	return closeSynced(l.file)
}

func (l *lines) abandon() { l.file.Close() }

// closeSynced closes a file whose bytes are safe on the disk.
func closeSynced(f *os.File) error {
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

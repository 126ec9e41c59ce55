package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/copydesk-go/copydesk/internal/pagefile"
)

// File is an open file and the Reader of its records.
type File struct {
	Reader
	// Size is the file's size in bytes.
	Size int64

	closers []func() error
	in      *counter
}

// Taken returns how many bytes of the file have been read so far. It may be
// called while another goroutine reads.
func (f *File) Taken() int64 { return f.in.n.Load() }

// Close closes the file. Records that were read remain.
func (f *File) Close() error {
	var first error
	for i := len(f.closers) - 1; i >= 0; i-- {
		if err := f.closers[i](); err != nil && first == nil {
			first = err
		}
	}
	f.closers = nil
	return first
}

// Open opens a file for reading from its beginning.
func Open(path string, opts Options) (*File, error) { return OpenAt(path, Position{}, opts) }

// OpenAt opens a file for reading from a position that a Record of it told.
// Its error is ErrFormat where the format is not known, and ErrField where JSON
// lines or Parquet lack the field of the page in the first record.
func OpenAt(path string, at Position, opts Options) (*File, error) {
	opts = opts.withDefaults()
	osFile, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f := &File{in: new(counter), closers: []func() error{osFile.Close}}
	if err := f.open(osFile, path, at, opts); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// NewFile returns a File of what r holds, from its beginning on. Its path names
// it in records and tells its format, unless the options do. Parquet cannot be
// read from a stream. Closing the File does not close r.
func NewFile(r io.Reader, path string, opts Options) (*File, error) {
	opts = opts.withDefaults()
	format := opts.Format
	if format == "" {
		format = FormatByName(path)
	}
	f := &File{in: new(counter)}
	f.in.r = r
	if err := f.stream(format, path, Position{}, opts); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (f *File) open(osFile *os.File, path string, at Position, opts Options) error {
	info, err := osFile.Stat()
	if err != nil {
		return err
	}
	f.Size = info.Size()
	format := opts.Format
	if format == "" {
		if format, err = formatOf(osFile, path); err != nil {
			return err
		}
	}
	if format == FormatParquet {
		return f.openParquet(osFile, path, at, opts)
	}
	if _, err := osFile.Seek(at.Offset, io.SeekStart); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	f.in.r = osFile
	f.in.n.Store(at.Offset)
	if err := f.stream(format, path, at, opts); err != nil {
		return err
	}
	for range at.Records {
		if _, err := f.Next(); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return nil
}

// stream makes the Reader of a file that is read from the position's offset on.
func (f *File) stream(format Format, path string, at Position, opts Options) error {
	switch {
	case format == FormatPage:
		f.Reader = &pageReader{r: f.in, path: path, opts: opts}
		return nil
	case format == FormatWARC && !strings.HasSuffix(path, ".zst"):
		f.Reader = NewWARC(f.in, path, at.Offset, opts)
		return nil
	}
	plain, done, err := decompress(f.in)
	if err != nil {
		return fmt.Errorf("%s: decompressing: %w", path, err)
	}
	f.closers = append(f.closers, func() error { done(); return nil })
	switch format {
	case FormatTar:
		f.Reader = newTar(plain, path, opts)
	case FormatJSONL:
		// Only what is not compressed can be read from an offset on.
		_, isPlain := plain.(interface{ Peek(int) ([]byte, error) })
		lines := &lineReader{path: path, opts: opts, plain: isPlain, in: &window{src: plain, at: at.Offset}}
		if at == (Position{}) {
			if err := lines.check(); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		f.Reader = lines
	case FormatWARC:
		f.Reader = &inner{Reader: NewWARC(plain, path, 0, opts)}
	default:
		return fmt.Errorf("%s: %w %q", path, ErrFormat, format)
	}
	return nil
}

// inner is a Reader whose offsets are not those of the file.
type inner struct {
	Reader
	index int64
}

func (r *inner) Next() (*Record, error) {
	record, err := r.Reader.Next()
	if err == nil {
		r.index++
		record.Next = Position{Records: r.index}
	}
	return record, err
}

// check reports whether the first line has the field of the page. It stays to
// be read.
func (l *lineReader) check() error {
	l.in.fill(windowStep)
	line, _, whole := bytes.Cut(bytes.TrimLeft(l.in.held(), "\r\n \t"), []byte("\n"))
	if !whole && l.in.err == nil {
		return nil
	}
	if _, err := pageOfJSON(line, l.opts); errors.Is(err, ErrField) {
		return err
	}
	return nil
}

// FormatByName returns the format that a file has by its name, "" where the
// name does not say.
func FormatByName(path string) Format {
	name := pagefile.PlainName(path)
	switch {
	case isPageName(name):
		return FormatPage
	case strings.HasSuffix(name, ".tar"), strings.HasSuffix(name, ".tgz"):
		return FormatTar
	case strings.HasSuffix(name, ".warc"), strings.HasSuffix(name, ".wet"):
		return FormatWARC
	case strings.HasSuffix(name, ".jsonl"), strings.HasSuffix(name, ".ndjson"):
		return FormatJSONL
	case strings.HasSuffix(name, ".json") && len(name) < len(path):
		// Data sets call their compressed lines so; what is called so and is not
		// compressed is one document more often than not.
		return FormatJSONL
	case strings.HasSuffix(name, ".parquet"):
		return FormatParquet
	}
	return ""
}

// formatOf tells a file's format by its name or its first bytes.
func formatOf(r io.ReaderAt, path string) (Format, error) {
	if format := FormatByName(path); format != "" {
		return format, nil
	}
	head := make([]byte, windowStep)
	n, err := r.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	head = head[:n]
	if bytes.HasPrefix(head, []byte("PAR1")) {
		return FormatParquet, nil
	}
	plain, done, err := decompress(bytes.NewReader(head))
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, ErrFormat)
	}
	defer done()
	start := make([]byte, 1024)
	n, _ = io.ReadFull(plain, start)
	start = start[:n]
	trimmed := bytes.TrimSpace(start)
	switch {
	case bytes.HasPrefix(start, []byte("WARC/")):
		return FormatWARC, nil
	case len(start) > 262 && string(start[257:262]) == "ustar":
		return FormatTar, nil
	case bytes.HasPrefix(trimmed, []byte("{")):
		return FormatJSONL, nil
	case bytes.HasPrefix(trimmed, []byte("<")):
		return FormatPage, nil
	}
	return "", fmt.Errorf("%s: %w", path, ErrFormat)
}

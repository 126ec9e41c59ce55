package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/copydesk-go/copydesk/extract"
)

// maxHeader is the size of the largest header of a record in bytes.
const maxHeader = 64 << 10

// A member of a gzip file that deflate makes larger than stored is so by a few
// bytes a block.
const gzipSlack = 64 << 10

// warcReader reads WARC and WET files (ISO 28500:2017), plain or with every
// record in a gzip member of its own, as the standard recommends. Files that
// are one member with many records are read too.
//
// The beginning of a record is the only thing it trusts. Where a record is
// broken it reports that, and looks for the next beginning from just behind the
// broken one, not from where decoding failed: garbage may decode far into the
// records that follow.
type warcReader struct {
	path    string
	max     int
	zipped  bool // the file is made of gzip members
	in      *window
	scratch bytes.Buffer
	zip     *gzip.Reader

	// Records of a member that has several, and those of a member or file that
	// is too large to hold.
	pending []*Record
	stream  *warcReader
	member  int64 // where the stream's member begins
	index   int64 // records of the stream's member so far
}

// NewWARC returns a Reader of the WARC or WET file that r holds; path is its
// name in records. Bytes that r has before the first record of a Position's
// offset are to be passed over by the caller, who tells the offset.
func NewWARC(r io.Reader, path string, offset int64, opts Options) Reader {
	opts = opts.withDefaults()
	w := &warcReader{path: path, max: opts.MaxBytes, in: &window{src: r, at: offset}}
	w.zipped = w.in.hasPrefix(string(gzipMagic)) || strings.HasSuffix(path, ".gz")
	return w
}

var gzipMagic = []byte{0x1F, 0x8B, 0x08}

func (r *warcReader) Next() (*Record, error) {
	if len(r.pending) > 0 {
		record := r.pending[0]
		r.pending = r.pending[1:]
		return record, nil
	}
	if r.stream != nil {
		if record, err := r.nextOfStream(); record != nil || err != nil {
			return record, err
		}
	}
	for r.in.fill(1) && (r.in.held()[0] == '\r' || r.in.held()[0] == '\n') {
		r.in.drop(1)
	}
	if !r.in.fill(1) {
		if !errors.Is(r.in.err, io.EOF) {
			return nil, fmt.Errorf("%s: at %d: %w", r.path, r.in.at, r.in.err)
		}
		return nil, io.EOF
	}
	switch {
	case r.in.hasPrefix(string(gzipMagic)):
		return r.nextMember()
	case r.in.hasPrefix("WARC/"):
		return r.nextPlain()
	}
	offset := r.in.at
	if r.zipped {
		r.in.seekMember(1)
	} else {
		r.in.seekPlain(0)
	}
	return r.broken(offset, ErrNoRecord), nil
}

// broken returns a broken record. The window stands at what follows it.
func (r *warcReader) broken(offset int64, err error) *Record {
	return &Record{Path: r.path, Offset: offset, Next: Position{Offset: r.in.at}, err: err}
}

// seekMember drops bytes up to what begins like a gzip member.
func (w *window) seekMember(skip int) bool {
	return w.seek(skip, gzipHeader-1, func(b []byte) int {
		for i := 0; ; {
			k := bytes.Index(b[i:], gzipMagic)
			if k < 0 || len(b)-i-k < gzipHeader {
				return -1
			}
			if i += k; isGzipHeader(b[i:]) {
				return i
			}
			i++
		}
	})
}

// gzipHeader is the size of a gzip member's fixed header (RFC 1952).
const gzipHeader = 10

// isGzipHeader reports whether b begins with a header that a compressor would
// write. The chance that compressed bytes look like one is about 1 to 10^11.
func isGzipHeader(b []byte) bool {
	flags, level, system := b[3], b[8], b[9]
	return flags&0xE0 == 0 && (level == 0 || level == 2 || level == 4) && (system <= 13 || system == 255)
}

// seekPlain drops bytes up to what begins like a record that is not compressed.
func (w *window) seekPlain(skip int) bool {
	const begin = "\nWARC/1."
	if skip > 0 {
		skip--
	}
	if !w.seek(skip, len(begin)-1, func(b []byte) int { return bytes.Index(b, []byte(begin)) }) {
		return false
	}
	w.drop(1)
	return true
}

// nextMember reads the gzip member that the window begins with.
func (r *warcReader) nextMember() (*Record, error) {
	offset := r.in.at
	size, err := r.unzip()
	if err == nil {
		data := bytes.Clone(r.scratch.Bytes())
		r.in.drop(size)
		return r.fromMember(offset, data), nil
	}
	if errors.Is(err, ErrTooLarge) && r.isFirstOfMany() {
		return r.openStream(offset)
	}
	// Garbage may have been decoded up to the end of the file.
	if r.in.seekMember(1) && errors.Is(err, ErrTruncated) {
		err = ErrDamaged
	}
	return r.broken(offset, err), nil
}

// unzip decompresses the gzip member at the beginning of the window into the
// scratch buffer and returns the size of the member. The window stays.
func (r *warcReader) unzip() (size int, err error) {
	for held := windowStep; ; held *= 2 {
		more := r.in.fill(held)
		size, err := r.unzipHeld()
		switch {
		case err == nil, errors.Is(err, ErrTooLarge):
			return size, err
		case !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF):
			return 0, fmt.Errorf("%w: %v", ErrDamaged, err)
		case more && held > r.max+gzipSlack:
			return 0, ErrTooLarge
		case more:
			continue
		}
		return 0, r.in.endError()
	}
}

// unzipHeld is unzip of what the window holds.
func (r *warcReader) unzipHeld() (size int, err error) {
	in := bytes.NewReader(r.in.held())
	if r.zip == nil {
		r.zip = new(gzip.Reader)
	}
	r.scratch.Reset()
	if err := r.zip.Reset(in); err != nil {
		return 0, err
	}
	r.zip.Multistream(false)
	limit := int64(r.max + maxHeader)
	n, err := io.Copy(&r.scratch, io.LimitReader(r.zip, limit+1))
	switch {
	case err != nil:
		return 0, err
	case n > limit:
		return 0, ErrTooLarge
	}
	return int(in.Size()) - in.Len(), nil
}

// isFirstOfMany reports whether the scratch buffer begins with a whole record
// and goes on.
func (r *warcReader) isFirstOfMany() bool {
	data := r.scratch.Bytes()
	head, ok := readHeader(data)
	return ok && head.length >= 0 && int64(head.size)+head.length < int64(len(data))
}

// fromMember returns the first record of a member's content and keeps others
// that it has.
func (r *warcReader) fromMember(offset int64, data []byte) *Record {
	at := r.in.at
	var records []*Record
	for rest := data; ; {
		record := &Record{Path: r.path, Offset: offset, Next: Position{Offset: at}, Size: len(data)}
		records = append(records, record)
		head, ok := readHeader(rest)
		if !ok || head.length < 0 {
			record.err = ErrNoRecord
			if ok {
				record.err = ErrLength
			}
			break
		}
		end := int64(head.size) + head.length
		if end > int64(len(rest)) {
			record.err = ErrLength
			break
		}
		body := rest[head.size:end]
		rest = bytes.TrimLeft(rest[end:], "\r\n")
		if len(rest) > 0 && !bytes.HasPrefix(rest, []byte("WARC/")) {
			record.err = ErrLength
			break
		}
		record.page = func() (Page, error) { return head.page(body, r.max) }
		if len(rest) == 0 {
			break
		}
	}
	for i, record := range records[:len(records)-1] {
		record.Next = Position{Offset: offset, Records: int64(i + 1)}
	}
	r.pending = records[1:]
	return records[0]
}

// nextPlain reads the record that the window begins with, which is not
// compressed.
func (r *warcReader) nextPlain() (*Record, error) {
	offset := r.in.at
	more := r.in.fill(maxHeader)
	head, ok := readHeader(r.in.held())
	if !ok || head.length < 0 {
		err := ErrLength
		switch {
		case !ok && more:
			err = ErrNoRecord
		case !ok:
			err = r.in.endError()
		}
		if r.in.seekPlain(len("WARC/")) && errors.Is(err, ErrTruncated) {
			err = ErrNoRecord
		}
		return r.broken(offset, err), nil
	}
	if head.length > int64(r.max) {
		r.in.seekPlain(head.size)
		return r.broken(offset, ErrTooLarge), nil
	}
	size := head.size + int(head.length)
	const trailer = "\r\n\r\n"
	if !r.in.fill(size) {
		err := r.in.endError()
		if r.in.seekPlain(head.size) {
			err = ErrLength
		}
		return r.broken(offset, err), nil
	}
	r.in.fill(size + len(trailer) + len("WARC/"))
	rest := bytes.TrimLeft(r.in.held()[size:], "\r\n")
	if len(rest) > 0 && !bytes.HasPrefix([]byte("WARC/"), rest[:min(len(rest), len("WARC/"))]) {
		r.in.seekPlain(head.size)
		return r.broken(offset, ErrLength), nil
	}
	body := bytes.Clone(r.in.held()[head.size:size])
	r.in.drop(size)
	for range trailer {
		if r.in.fill(1) && (r.in.held()[0] == '\r' || r.in.held()[0] == '\n') {
			r.in.drop(1)
		}
	}
	return &Record{Path: r.path, Offset: offset, Next: Position{Offset: r.in.at}, Size: len(body),
		page: func() (Page, error) { return head.page(body, r.max) }}, nil
}

// openStream reads the member that the window begins with, which has more
// records than can be held, record by record.
func (r *warcReader) openStream(offset int64) (*Record, error) {
	zip, err := gzip.NewReader(byteReader{r.in})
	if err != nil {
		return nil, err
	}
	zip.Multistream(false)
	r.member, r.index = offset, 0
	r.stream = &warcReader{path: r.path, max: r.max, in: &window{src: zip}}
	return r.nextOfStream()
}

// nextOfStream returns the stream's next record, or nothing at its end.
func (r *warcReader) nextOfStream() (*Record, error) {
	record, err := r.stream.Next()
	if errors.Is(err, io.EOF) {
		r.stream = nil
		return nil, nil
	}
	if err != nil {
		r.stream = nil
		r.in.seekMember(0)
		return r.broken(r.member, err), nil
	}
	r.index++
	record.Offset, record.Next = r.member, Position{Offset: r.member, Records: r.index}
	return record, nil
}

// byteReader reads a window byte by byte, so that decompression takes no more
// than it needs.
type byteReader struct{ *window }

func (b byteReader) ReadByte() (byte, error) {
	if !b.fill(1) {
		return 0, b.err
	}
	c := b.held()[0]
	b.drop(1)
	return c, nil
}

// header is what is used of a record's header.
type header struct {
	size   int   // of the header, the blank line included
	length int64 // of the content; below 0 where it is not stated

	id, kind, target, date, content, truncated string
}

// readHeader reads the header at the beginning of data; ok is false where there
// is none.
func readHeader(data []byte) (head *header, ok bool) {
	if !bytes.HasPrefix(data, []byte("WARC/")) {
		return nil, false
	}
	lines, size := headLines(data[:min(len(data), maxHeader)])
	if size < 0 {
		return nil, false
	}
	head = &header{size: size, length: -1}
	for _, line := range lines[1:] {
		if strings.HasPrefix(line, "WARC/") {
			return nil, false // the next record's
		}
		name, value := headField(line)
		switch name {
		case "content-length":
			if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
				head.length = n
			}
		case "warc-record-id":
			head.id = strings.Trim(value, "<>")
		case "warc-type":
			head.kind = strings.ToLower(value)
		case "warc-target-uri":
			head.target = strings.Trim(value, "<>")
		case "warc-date":
			head.date = value
		case "content-type":
			head.content = value
		case "warc-truncated":
			head.truncated = value
		}
	}
	return head, true
}

// headLines returns the lines of a header up to the blank one, continued lines
// put together, and the size of all that; size is below 0 where no blank line
// ends it.
func headLines(data []byte) (lines []string, size int) {
	for rest := data; ; {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			return nil, -1
		}
		line := string(bytes.TrimRight(rest[:end], "\r"))
		rest = rest[end+1:]
		switch {
		case line == "" && len(lines) > 0:
			return lines, len(data) - len(rest)
		case len(lines) > 0 && (line == "" || line[0] == ' ' || line[0] == '\t'):
			lines[len(lines)-1] += " " + strings.TrimSpace(line)
		default:
			lines = append(lines, line)
		}
	}
}

// headField returns a header line's name in lower case, and its value.
func headField(line string) (name, value string) {
	name, value, _ = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
}

// page returns the page that a record's content holds.
func (h *header) page(body []byte, max int) (Page, error) {
	page := Page{ID: h.id, URL: h.target}
	page.Crawled, _ = time.Parse(time.RFC3339, h.date)
	switch h.kind {
	case "response":
		if !strings.HasPrefix(h.target, "http") && !strings.HasPrefix(h.content, "application/http") {
			return page, &SkipError{Reason: "no HTTP response"}
		}
		return httpPage(page, body, max)
	case "resource", "conversion":
		kind, charset, err := contentKind(h.content)
		page.Kind, page.Charset, page.Body = kind, charset, body
		if h.kind == "conversion" && kind == extract.KindText && charset == "" {
			page.Charset = "utf-8"
		}
		return page, err
	case "":
		return page, errors.New("the record has no type")
	}
	return page, &SkipError{Reason: "WARC record of type " + h.kind}
}

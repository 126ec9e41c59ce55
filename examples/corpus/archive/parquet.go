package archive

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/copydesk-go/copydesk/extract"
)

// parquetReader reads the columns of a Parquet file that a layout names, row by
// row. Other columns are not read.
type parquetReader struct {
	path   string
	opts   Options
	file   *parquet.File
	kind   extract.Kind
	fields [parquetFields]parquet.LeafColumn
	has    [parquetFields]bool

	group   int   // the next row group
	row     int64 // the next row of the file
	end     int64 // the first row behind the group that is being read
	columns [parquetFields]*column
}

// The columns by what they hold.
const (
	fieldBody = iota
	fieldURL
	fieldID
	fieldCrawled
	parquetFields
)

func (f *File) openParquet(osFile *os.File, path string, at Position, opts Options) error {
	r := &parquetReader{path: path, opts: opts}
	err := guard(func() error {
		file, err := parquet.OpenFile(countingAt{osFile, f.in}, f.Size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		if err != nil {
			return err
		}
		r.file = file
		if err := r.findColumns(); err != nil {
			return err
		}
		return r.seek(at.Records)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	f.closers = append(f.closers, func() error { r.closeColumns(); return nil })
	f.Reader = r
	return nil
}

// countingAt counts the bytes that are read.
type countingAt struct {
	io.ReaderAt
	counter *counter
}

func (c countingAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, at)
	c.counter.n.Add(int64(n))
	return n, err
}

// guard turns a panic of the Parquet library, which some broken files bring
// about, into an error.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return f()
}

func (r *parquetReader) findColumns() error {
	layout := r.opts.Layout
	body, kind := layout.body()
	r.kind = kind
	for field, name := range [parquetFields]string{body, layout.URL, layout.ID, layout.Crawled} {
		if name == "" {
			continue
		}
		leaf, ok := r.file.Schema().Lookup(strings.Split(name, ".")...)
		if !ok || leaf.MaxRepetitionLevel > 0 {
			if field == fieldBody {
				return &FieldError{Field: name, Has: columnNames(r.file.Schema())}
			}
			continue
		}
		r.fields[field], r.has[field] = leaf, true
	}
	if kind := r.fields[fieldBody].Node.Type().Kind(); kind != parquet.ByteArray {
		return fmt.Errorf("column %q is no text", body)
	}
	return nil
}

func columnNames(schema *parquet.Schema) []string {
	var names []string
	for _, path := range schema.Columns() {
		names = append(names, strings.Join(path, "."))
	}
	return names
}

// seek goes to a row.
func (r *parquetReader) seek(row int64) error {
	groups := r.file.RowGroups()
	for r.group < len(groups) && r.row+groups[r.group].NumRows() <= row {
		r.row += groups[r.group].NumRows()
		r.group++
	}
	r.end = r.row
	if r.group == len(groups) {
		return nil
	}
	skip := row - r.row
	r.openGroup()
	r.row += skip
	for _, c := range r.columns {
		if c != nil && skip > 0 {
			if err := c.pages.SeekToRow(skip); err != nil {
				return err
			}
		}
	}
	return nil
}

// openGroup begins to read the next row group.
func (r *parquetReader) openGroup() {
	r.closeColumns()
	group := r.file.RowGroups()[r.group]
	r.group++
	r.end = r.row + group.NumRows()
	for field := range r.columns {
		if r.has[field] {
			r.columns[field] = &column{pages: group.ColumnChunks()[r.fields[field].ColumnIndex].Pages()}
		}
	}
}

func (r *parquetReader) closeColumns() {
	for field, c := range r.columns {
		if c != nil {
			c.close()
			r.columns[field] = nil
		}
	}
}

func (r *parquetReader) Next() (*Record, error) {
	for r.row == r.end {
		if r.group == len(r.file.RowGroups()) {
			return nil, io.EOF
		}
		if err := guard(func() error { r.openGroup(); return nil }); err != nil {
			return nil, fmt.Errorf("%s: at %d: %w", r.path, r.row, err)
		}
	}
	record := &Record{Path: r.path, Offset: r.row}
	var values [parquetFields]parquet.Value
	err := guard(func() error {
		for field, c := range r.columns {
			if c == nil {
				continue
			}
			value, err := c.next()
			if err != nil {
				return err
			}
			values[field] = value.Clone()
		}
		return nil
	})
	r.row++
	if err != nil {
		// The columns may have come apart: the group is lost.
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		record.err = fmt.Errorf("%w: rows %d to %d: %v", ErrDamaged, record.Offset, r.end-1, err)
		r.row = r.end
	}
	record.Next = Position{Records: r.row}
	record.Size = len(values[fieldBody].ByteArray())
	record.page = func() (Page, error) { return r.page(values) }
	return record, nil
}

func (r *parquetReader) page(values [parquetFields]parquet.Value) (Page, error) {
	body := values[fieldBody]
	if body.IsNull() {
		return Page{}, &SkipError{Reason: "no page in the row"}
	}
	page := Page{Kind: r.kind, Charset: "utf-8", Body: body.ByteArray()}
	if len(page.Body) > r.opts.MaxBytes {
		return page, ErrTooLarge
	}
	text := func(field int) string {
		if value := values[field]; r.has[field] && value.Kind() == parquet.ByteArray {
			return string(value.ByteArray())
		}
		return ""
	}
	page.URL, page.ID = text(fieldURL), text(fieldID)
	if page.Crawled = parseTime(text(fieldCrawled)); r.has[fieldCrawled] && values[fieldCrawled].Kind() == parquet.Int64 {
		page.Crawled = timeOf(values[fieldCrawled].Int64(), r.fields[fieldCrawled].Node)
	}
	return page, nil
}

// timeOf returns the time that a number of a timestamp column stands for.
func timeOf(n int64, node parquet.Node) time.Time {
	kind := node.Type().LogicalType()
	if kind == nil {
		return time.Time{}
	}
	stamp, ok := kind.Value.(*format.TimestampType)
	if !ok {
		return time.Time{}
	}
	switch stamp.Unit.Value.(type) {
	case *format.MilliSeconds:
		return time.UnixMilli(n).UTC()
	case *format.MicroSeconds:
		return time.UnixMicro(n).UTC()
	}
	return time.Unix(0, n).UTC()
}

// column reads the values of one column of one row group.
type column struct {
	pages  parquet.Pages
	page   parquet.Page
	values parquet.ValueReader
	batch  [16]parquet.Value
	held   []parquet.Value
}

func (c *column) next() (parquet.Value, error) {
	for len(c.held) == 0 {
		if c.values == nil {
			c.release()
			page, err := c.pages.ReadPage()
			if err != nil {
				return parquet.Value{}, err
			}
			c.page, c.values = page, page.Values()
		}
		n, err := c.values.ReadValues(c.batch[:])
		c.held = c.batch[:n]
		if err != nil {
			if !errors.Is(err, io.EOF) {
				return parquet.Value{}, err
			}
			c.values = nil
		}
	}
	value := c.held[0]
	c.held = c.held[1:]
	return value, nil
}

func (c *column) release() {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
}

func (c *column) close() {
	c.release()
	// Closing what was only read has nothing to report.
	_ = c.pages.Close()
}

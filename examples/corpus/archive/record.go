package archive

import (
	"errors"
	"fmt"
	"time"

	"github.com/copydesk-go/copydesk/extract"
)

// DefaultMaxBytes is the size in bytes above which a record is not read unless
// Options say otherwise: 16 MiB. Common Crawl cuts pages at 1 MiB, since 2025 at
// 5 MiB.
const DefaultMaxBytes = 16 << 20

// Page is a saved page as an archive has it.
type Page struct {
	// ID is the archive's own name for the page: WARC-Record-ID, or the field of
	// that name. It may be empty.
	ID string
	// URL is the page's address where the archive states it.
	URL string
	// Crawled is when the page was fetched, where the archive states it.
	Crawled time.Time
	Kind    extract.Kind
	// Charset is the encoding that the server named, "" where it named none.
	Charset string
	Body    []byte
}

// Record is one record of an archive. Its zero value is not usable.
type Record struct {
	// Path names the file; of a tar archive the entry stands behind "!".
	Path string
	// Offset is where the record stands: the byte of the file at which the
	// record, or the gzip member that holds it, begins. In compressed JSON lines
	// and tar archives it is the byte of the decompressed content, and in
	// Parquet the number of the row.
	Offset int64
	// Next is where reading goes on after this record.
	Next Position
	// Size is the number of bytes the record holds in memory.
	Size int

	page func() (Page, error)
	err  error
}

// Page takes the record apart. Its error is a *RecordError where the record is
// broken, and a *SkipError where it is whole but no page to be read. It may be
// called from any goroutine, once.
func (r *Record) Page() (Page, error) {
	if r.err != nil {
		return Page{}, &RecordError{Path: r.Path, Offset: r.Offset, Err: r.err}
	}
	page, err := r.page()
	if err == nil {
		return page, nil
	}
	if skip := (*SkipError)(nil); errors.As(err, &skip) {
		return Page{}, err
	}
	return Page{}, &RecordError{Path: r.Path, Offset: r.Offset, Err: err}
}

// Position says where in a file reading goes on: the records to pass over from
// an offset on. The zero Position is the file's beginning.
type Position struct {
	// Offset is a byte of the file at which a record begins.
	Offset int64 `json:"offset"`
	// Records is the number of records to pass over from there.
	Records int64 `json:"records"`
}

// Reader reads the records of one file in their order.
type Reader interface {
	// Next returns the next record. Its error is io.EOF at the end, and
	// otherwise one that ends the file: what follows cannot be read.
	Next() (*Record, error)
}

// Reasons for which records are broken, wrapped in a *RecordError.
var (
	// ErrTruncated says that the file ends inside the record.
	ErrTruncated = errors.New("the file ends inside the record")
	// ErrLength says that the record is longer or shorter than it states.
	ErrLength = errors.New("the record's length is not the one it states")
	// ErrDamaged says that the record cannot be decompressed.
	ErrDamaged = errors.New("the compressed record is damaged")
	// ErrNoRecord says that bytes between two records belong to none.
	ErrNoRecord = errors.New("no record begins here")
	// ErrTooLarge says that the record is larger than Options.MaxBytes.
	ErrTooLarge = errors.New("the record is too large")
	// ErrField says that a record lacks the field that holds its page. The error
	// is a *FieldError.
	ErrField = errors.New("missing field")
	// ErrFormat says that the format of a file is not known.
	ErrFormat = errors.New("unknown format")
)

// RecordError says which record is broken, and how.
type RecordError struct {
	Path   string
	Offset int64
	Err    error
}

// Error returns the error in one line.
func (e *RecordError) Error() string { return fmt.Sprintf("%s: at %d: %v", e.Path, e.Offset, e.Err) }

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// SkipError says why a record that is whole is no page: it is a request, a
// picture, the answer that there is no such page.
type SkipError struct {
	// Reason is a short text of which there are few: records are counted by it.
	Reason string
}

// Error returns the error in one line.
func (e *SkipError) Error() string { return "no page: " + e.Reason }

// FieldError says which field a record lacks, and which it has. It is ErrField.
type FieldError struct {
	Field string
	Has   []string
}

// Error returns the error in one line.
func (e *FieldError) Error() string {
	return fmt.Sprintf("missing field %q (there are %s)", e.Field, quoted(e.Has))
}

// Is reports whether target is ErrField.
func (e *FieldError) Is(target error) bool { return target == ErrField }

// mostNames is how many names an error lists.
const mostNames = 12

func quoted(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	s := ""
	for i, name := range names {
		if i == mostNames {
			return s + " …"
		}
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprintf("%q", name)
	}
	return s
}

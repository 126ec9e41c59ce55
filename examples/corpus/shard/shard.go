// Package shard writes the rows of a corpus into numbered files, the shards. A
// shard appears under its name when it is whole and not before.
package shard

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

// Format is a form of shards.
type Format struct {
	name    string
	suffix  string
	prepare func(*step.Row) ([]byte, error)
	create  func(path string) (encoder, error)
}

// encoder writes one shard.
type encoder interface {
	add(Item) error
	// finish writes what is left and makes the shard safe on the disk.
	finish() error
	// abandon closes the shard's files as they are.
	abandon()
}

// Names returns the names that ByName knows.
func Names() []string { return []string{"jsonl", "parquet", "markdown-dir"} }

// Compressions returns the names of compressions of JSON lines.
func Compressions() []string { return []string{"zst", "gz", "none"} }

// ByName returns a format. The compression matters to "jsonl" alone.
func ByName(name, compression string) (Format, error) {
	switch name {
	case "jsonl":
		if !slices.Contains(Compressions(), compression) {
			return Format{}, fmt.Errorf("compression %q is not one of %s", compression, strings.Join(Compressions(), ", "))
		}
		return jsonLines(compression), nil
	case "parquet":
		return Format{name: name, suffix: ".parquet", prepare: nothing, create: newParquet}, nil
	case "markdown-dir":
		return Format{name: name, prepare: markdown, create: newMarkdown}, nil
	}
	return Format{}, fmt.Errorf("format %q is not one of %s", name, strings.Join(Names(), ", "))
}

func nothing(*step.Row) ([]byte, error) { return nil, nil }

// Item is a row that is ready to be written.
type Item struct {
	Row *step.Row
	// Encoded is the row as the format writes it, where that can be made before.
	Encoded []byte
}

// Prepare does what can be done for a row before its turn comes. It may be
// called from any goroutine. What cannot be written, such as a time in the year
// 12000, must not end a run: the row then says so, and the outcome is another
// one.
func (f Format) Prepare(row *step.Row, outcome step.Outcome) (Item, step.Outcome, error) {
	encoded, err := f.prepare(row)
	if err != nil {
		*row = step.Row{Path: row.Path, Offset: row.Offset, Error: err.Error()}
		outcome = step.Failed
		encoded, err = f.prepare(row)
	}
	return Item{Row: row, Encoded: encoded}, outcome, err
}

// Writer writes one shard after the other.
type Writer struct {
	dir    string
	format Format
	next   int
	rows   int
	enc    encoder
}

// NewWriter returns a Writer into a folder, whose next shard has this number.
func NewWriter(dir string, format Format, next int) *Writer {
	return &Writer{dir: dir, format: format, next: next}
}

// temporary is how the names of shards begin that are not whole.
const temporary = ".part-"

func (w *Writer) name() string { return fmt.Sprintf("part-%05d%s", w.next, w.format.suffix) }

func (w *Writer) temporary() string { return filepath.Join(w.dir, "."+w.name()) }

// Rows returns the number of rows in the running shard.
func (w *Writer) Rows() int { return w.rows }

// Shards returns the number of whole shards.
func (w *Writer) Shards() int { return w.next }

// Add writes a row into the running shard, and begins one where none runs.
func (w *Writer) Add(item Item) error {
	if w.enc == nil {
		enc, err := w.format.create(w.temporary())
		if err != nil {
			return err
		}
		w.enc = enc
	}
	w.rows++
	return w.enc.add(item)
}

// Finish makes the running shard whole. Without one it does nothing.
func (w *Writer) Finish() error {
	if w.enc == nil {
		return nil
	}
	if err := w.enc.finish(); err != nil {
		return err
	}
	w.enc = nil
	name := filepath.Join(w.dir, w.name())
	// A folder cannot be renamed over another one. A shard of this name is left
	// of a run that ended before it could say so.
	if err := os.RemoveAll(name); err != nil {
		return err
	}
	if err := os.Rename(w.temporary(), name); err != nil {
		return err
	}
	w.next++
	w.rows = 0
	return SyncDir(w.dir)
}

// Abandon removes the running shard.
func (w *Writer) Abandon() {
	if w.enc != nil {
		w.enc.abandon()
		w.enc = nil
		// Nothing else can be done about a shard that cannot be removed; the
		// next run tries again.
		_ = os.RemoveAll(w.temporary())
	}
}

// Clean removes what earlier runs left unfinished: shards that are not whole,
// and whole ones from number next on, of which no run knows.
func Clean(dir string, next int) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if IsShard(entry.Name(), next) {
			if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// IsShard reports whether a file's name is that of a shard from number from on,
// or of one that is not whole.
func IsShard(name string, from int) bool {
	if strings.HasPrefix(name, temporary) {
		return true
	}
	digits, ok := strings.CutPrefix(name, "part-")
	n := 0
	if _, err := fmt.Sscanf(digits, "%d", &n); !ok || err != nil {
		return false
	}
	return n >= from
}

// SyncDir makes the names in a folder safe on the disk.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

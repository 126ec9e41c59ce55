package shard

import (
	"bufio"
	"os"

	"github.com/parquet-go/parquet-go"

	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

// A row group is held in memory until it is written: this many bytes of text,
// or this many rows.
const (
	groupBytes = 16 << 20
	groupRows  = 10_000
)

// table is a shard of Parquet.
type table struct {
	file *os.File
	buf  *bufio.Writer
	w    *parquet.GenericWriter[step.Row]
	rows int
	size int
}

func newParquet(path string) (encoder, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	buf := bufio.NewWriterSize(file, 256<<10)
	w := parquet.NewGenericWriter[step.Row](buf, parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("copydesk", "", ""), parquet.DataPageStatistics(false))
	return &table{file: file, buf: buf, w: w}, nil
}

func (t *table) add(item Item) error {
	if _, err := t.w.Write([]step.Row{*item.Row}); err != nil {
		return err
	}
	t.rows++
	t.size += len(item.Row.Text) + int(item.Row.Counts.NoiseBytes)
	if t.rows < groupRows && t.size < groupBytes {
		return nil
	}
	t.rows, t.size = 0, 0
	return t.w.Flush()
}

func (t *table) finish() error {
	if err := t.w.Close(); err != nil {
		return err
	}
	if err := t.buf.Flush(); err != nil {
		return err
	}
	return closeSynced(t.file)
}

func (t *table) abandon() { t.file.Close() }

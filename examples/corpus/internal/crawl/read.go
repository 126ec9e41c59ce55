package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

// source reads the records of all inputs one after the other.
type source struct {
	in       Inputs
	progress *progress
}

// item is a record and where reading goes on after it.
type item struct {
	record *archive.Record
	after  cursor
	// err stands for what is left of a file that cannot be read any further.
	err error
}

// each calls visit with every record from a cursor on until it returns false.
// Its error is one of the inputs as a whole. A file that cannot be opened or
// read to its end is an item with an error, and the file after it follows.
func (s *source) each(ctx context.Context, from cursor, visit func(item) bool) error {
	var fatal error
	err := s.in.walk(from, func(file inputFile) bool {
		at := archive.Position{}
		if file.path == from.File && file.root == from.Root {
			if from.Done {
				return true
			}
			at = from.At
		}
		goOn, err := s.file(ctx, file, at, visit)
		fatal = err
		return goOn && err == nil
	})
	return errors.Join(err, fatal)
}

func (s *source) file(ctx context.Context, file inputFile, at archive.Position, visit func(item) bool) (goOn bool, err error) {
	after := cursor{Root: file.root, File: file.path, At: at}
	lost := func(err error) bool {
		after.Done = true
		return visit(item{record: &archive.Record{Path: file.path, Offset: after.At.Offset}, after: after, err: err})
	}
	if file.err != nil {
		return lost(file.err), nil
	}
	f, err := archive.OpenAt(file.path, at, s.in.Options)
	if errors.Is(err, archive.ErrField) || errors.Is(err, archive.ErrFormat) {
		// It would be so for all that is in the file, and likely for others.
		return false, fmt.Errorf("input: %w", err)
	}
	if err != nil {
		return lost(err), nil
	}
	defer f.Close()
	s.progress.open(f)
	defer s.progress.close(f)
	for ctx.Err() == nil {
		record, err := f.Next()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return lost(err), nil
		}
		after.At = record.Next
		if !visit(item{record: record, after: after}) {
			return false, nil
		}
	}
	return false, nil
}

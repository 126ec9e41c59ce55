package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

// source reads the records of all inputs. With one reader it reads file after
// file; with more it reads as many files at once and takes a record of each in
// turn, so that the order does not depend on which is faster.
type source struct {
	in       archive.Inputs
	readers  int
	progress *progress
}

// place is where a reader is.
type place struct {
	// Root is the index of the path in Inputs.Paths, File the file below it that
	// is read, At where in it, and Done that what is left of it is given up.
	Root int              `json:"root"`
	File string           `json:"file,omitempty"`
	At   archive.Position `json:"at"`
	Done bool             `json:"done,omitempty"`
}

// cursor says how far the inputs have been read.
type cursor struct {
	// Readers is where each reader is, Turn whose turn is next.
	Readers []place `json:"readers,omitempty"`
	Turn    int     `json:"turn"`
	// Last is the last file that was given to a reader.
	Last place `json:"last"`
}

// item is a record and where reading goes on after it.
type item struct {
	record *archive.Record
	after  cursor
	// err stands for what is left of a file that cannot be read any further.
	err error
}

// turn is a record of one reader, or an error of the inputs as a whole.
type turn struct {
	record *archive.Record
	after  place
	err    error
	fatal  error
}

// each calls visit with every record from a cursor on until it returns false.
// Its error is one of the inputs as a whole. A file that cannot be opened or
// read to its end is an item with an error, and the file after it follows.
func (s *source) each(ctx context.Context, from cursor, visit func(item) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer func() {
		cancel()
		wait.Wait()
	}()
	var walkErr error
	next, stop := iter.Pull(s.files(from.Last, &walkErr))
	defer stop()
	now := cursor{Readers: make([]place, max(s.readers, 1)), Turn: from.Turn, Last: from.Last}
	copy(now.Readers, from.Readers)
	turns := make([]chan turn, len(now.Readers))
	start := func(i int, file archive.InputFile, at archive.Position) {
		now.Readers[i] = place{Root: file.Root, File: file.Path, At: at}
		c := make(chan turn, aheadOfTurn)
		turns[i] = c
		wait.Go(func() {
			defer close(c)
			s.file(ctx, file, at, c)
		})
	}
	for i, p := range now.Readers {
		if p.File != "" && !p.Done {
			start(i, archive.InputFile{Root: p.Root, Path: p.File}, p.At)
		}
	}
	for idle := 0; idle < len(turns); now.Turn = (now.Turn + 1) % len(turns) {
		t, ok := turn{}, false
		for !ok {
			if turns[now.Turn] == nil {
				file, more := next()
				if !more {
					break
				}
				start(now.Turn, file, archive.Position{})
				now.Last = place{Root: file.Root, File: file.Path}
			}
			if t, ok = <-turns[now.Turn]; !ok {
				turns[now.Turn] = nil
			}
		}
		if ctx.Err() != nil {
			return nil
		}
		if !ok {
			idle++
			continue
		}
		if idle = 0; t.fatal != nil {
			return t.fatal
		}
		now.Readers[now.Turn] = t.after
		after := now
		after.Readers, after.Turn = slices.Clone(now.Readers), (now.Turn+1)%len(turns)
		if !visit(item{record: t.record, after: after, err: t.err}) {
			return nil
		}
	}
	return walkErr
}

// aheadOfTurn is how many records a reader may be ahead of its turn.
const aheadOfTurn = 4

// files returns the files behind the one that was read last.
func (s *source) files(last place, err *error) iter.Seq[archive.InputFile] {
	return func(yield func(archive.InputFile) bool) {
		*err = walk(s.in, last, yield)
	}
}

// file sends the records of one file.
func (s *source) file(ctx context.Context, file archive.InputFile, at archive.Position, c chan<- turn) {
	after := place{Root: file.Root, File: file.Path, At: at}
	lost := func(err error) {
		after.Done = true
		send(ctx, c, turn{record: &archive.Record{Path: file.Path, Offset: after.At.Offset}, after: after, err: err})
	}
	if file.Err != nil {
		lost(file.Err)
		return
	}
	f, err := archive.OpenAt(file.Path, at, s.in.Options)
	if errors.Is(err, archive.ErrField) || errors.Is(err, archive.ErrFormat) {
		// It would be so for all that is in the file, and likely for others.
		send(ctx, c, turn{fatal: fmt.Errorf("input: %w", err)})
		return
	}
	if err != nil {
		lost(err)
		return
	}
	defer f.Close()
	s.progress.open(f)
	defer s.progress.close(f)
	for ctx.Err() == nil {
		record, err := f.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			lost(err)
			return
		}
		after.At = record.Next
		if !send(ctx, c, turn{record: record, after: after}) {
			return
		}
	}
}

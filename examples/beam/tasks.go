package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

// Task is the work of one bundle: the files whose rows make up one shard. It is
// all that travels between the workers; pages do not.
type Task struct {
	// Index is the number of the task in the order of the inputs, and of its shard.
	Index int64
	Files []File
	// Bytes is the size of the files.
	Bytes int64
}

// File is a file of the inputs, or the error of looking for it.
type File struct {
	Path, Err string
}

// Pages that are files of their own share a task: that many of them, or that
// many bytes.
const (
	taskPages = 1000
	taskBytes = 64 << 20
)

// eachTask divides the inputs into tasks and calls visit with each. The same
// inputs are always divided in the same way.
func eachTask(ctx context.Context, in archive.Inputs, visit func(Task)) error {
	d := divider{visit: visit}
	for root, path := range in.Paths {
		if isRemote(path) {
			names, err := matches(ctx, path)
			if err != nil {
				return fmt.Errorf("input %s: %w", path, err)
			}
			for _, name := range names {
				// The size would take a request each.
				d.add(File{Path: name}, 1)
			}
			continue
		}
		err := in.Walk(root, func(f archive.InputFile) error {
			file, size := File{Path: f.Path}, int64(0)
			if f.Err != nil {
				file.Err = f.Err.Error()
			} else if info, err := os.Stat(f.Path); err == nil {
				size = info.Size()
			}
			d.add(file, size)
			return nil
		})
		if err != nil {
			return fmt.Errorf("input: %w", err)
		}
	}
	d.flush()
	return nil
}

// divider makes tasks of files.
type divider struct {
	visit func(Task)
	next  int64
	// pages is the task that pages are added to.
	pages Task
}

func (d *divider) add(f File, size int64) {
	alone := f.Err == "" && archive.FormatByName(f.Path) != archive.FormatPage
	if alone {
		d.flush()
	}
	d.pages.Files = append(d.pages.Files, f)
	d.pages.Bytes += size
	if alone || len(d.pages.Files) >= taskPages || d.pages.Bytes >= taskBytes {
		d.flush()
	}
}

// flush ends the task that pages are added to.
func (d *divider) flush() {
	if len(d.pages.Files) > 0 {
		d.pages.Index = d.next
		d.visit(d.pages)
		d.next++
		d.pages = Task{}
	}
}

// records calls visit with every record of the task's files, in their order. A
// file that cannot be opened or read to its end is a record with an error, and
// the file after it follows. The error is that of visit, or one that would be the
// same for most other files.
func (t Task) records(ctx context.Context, opts archive.Options, visit func(*archive.Record, error) error) error {
	for _, file := range t.Files {
		if err := file.records(ctx, opts, visit); err != nil {
			return err
		}
	}
	return nil
}

func (f File) records(ctx context.Context, opts archive.Options, visit func(*archive.Record, error) error) error {
	path := f.Path
	at := int64(0)
	// Whatever is told of a copy is told of the file itself.
	lost := func(err error) error {
		if path != f.Path {
			err = errors.New(strings.ReplaceAll(err.Error(), path, f.Path))
		}
		return visit(&archive.Record{Path: f.Path, Offset: at}, err)
	}
	if f.Err != "" {
		return lost(errors.New(f.Err))
	}
	if isRemote(path) {
		local, remove, err := fetch(ctx, path)
		if err != nil {
			// The engine tries again.
			return fmt.Errorf("input %s: %w", path, err)
		}
		defer remove()
		path = local
	}
	open, err := archive.Open(path, opts)
	if errors.Is(err, archive.ErrField) || errors.Is(err, archive.ErrFormat) {
		return fmt.Errorf("input %s: %w", f.Path, err)
	}
	if err != nil {
		return lost(err)
	}
	defer open.Close()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := open.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return lost(err)
		}
		at = record.Next.Offset
		record.Path = f.Path + strings.TrimPrefix(record.Path, path)
		if err := visit(record, nil); err != nil {
			return err
		}
	}
}

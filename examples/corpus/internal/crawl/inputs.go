package crawl

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

// Inputs are the files to be read: those named, and those found in folders
// that are named, by their names.
type Inputs struct {
	Paths   []string
	Options archive.Options
	// Without is a folder that is passed over: the output may lie in an input.
	Without string
}

// inputFile is a file of the inputs, or the error of looking for it.
type inputFile struct {
	root int
	path string
	err  error
}

var errStop = errors.New("stop")

// walk calls visit with every file behind the last one, until visit returns
// false.
func (in Inputs) walk(last place, visit func(inputFile) bool) error {
	started := last.File == ""
	for root := last.Root; root < len(in.Paths); root++ {
		err := in.walkRoot(root, func(f inputFile) error {
			if !started {
				started = f.path == last.File
				return nil
			}
			if !visit(f) {
				return errStop
			}
			return nil
		})
		if errors.Is(err, errStop) {
			return nil
		}
		if err != nil {
			return err
		}
		if !started {
			return fmt.Errorf("input %s: not found below %s any more", last.File, in.Paths[root])
		}
	}
	return nil
}

func (in Inputs) walkRoot(root int, visit func(inputFile) error) error {
	top := in.Paths[root]
	info, err := os.Stat(top)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return visit(inputFile{root: root, path: top})
	}
	return filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && path == top:
			return err
		case err != nil:
			return visit(inputFile{root: root, path: path, err: err})
		case entry.IsDir() && in.isOutput(path):
			return filepath.SkipDir
		case entry.IsDir() || !in.wants(path):
			return nil
		}
		if !entry.Type().IsRegular() {
			// Links to files are followed.
			if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
				return nil
			}
		}
		return visit(inputFile{root: root, path: path})
	})
}

// wants reports whether a file of a folder is read.
func (in Inputs) wants(path string) bool {
	format := archive.FormatByName(path)
	return format != "" && (in.Options.Format == "" || in.Options.Format == format)
}

func (in Inputs) isOutput(path string) bool {
	path, err := filepath.Abs(path)
	return err == nil && path == in.Without
}

// Check opens the first file of every path. It finds what can be found wrong
// before there is any output: a path that is not there or cannot be read, a
// format that nobody knows, a field that records lack.
func (in Inputs) Check() error {
	if len(in.Paths) == 0 {
		return errors.New("no input")
	}
	for root, path := range in.Paths {
		var first inputFile
		err := in.walkRoot(root, func(f inputFile) error { first = f; return errStop })
		switch {
		case err == nil:
			return fmt.Errorf("input %s: no file of a known format", path)
		case !errors.Is(err, errStop):
			return fmt.Errorf("input: %w", err)
		case first.err != nil:
			return fmt.Errorf("input: %w", first.err)
		}
		f, err := archive.Open(first.path, in.Options)
		if err != nil {
			return fmt.Errorf("input: %w", err)
		}
		f.Close()
	}
	return nil
}

// size tells the size of every file, and whether it comes before the last one
// that was read, until the context is done.
func (in Inputs) size(ctx context.Context, last place, found func(size int64, before bool)) {
	before := last.File != ""
	// What cannot be read is reported by those who read it.
	_ = in.walk(place{}, func(f inputFile) bool {
		before = before && f.path != last.File
		if info, err := os.Stat(f.path); f.err == nil && err == nil {
			found(info.Size(), before)
		}
		return ctx.Err() == nil
	})
}

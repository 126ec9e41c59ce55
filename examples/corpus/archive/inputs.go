package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Inputs are the files to be read: those named, and those found in folders
// that are named, by their names.
type Inputs struct {
	Paths   []string
	Options Options
	// Without is a folder that is passed over: the output may lie in an input.
	Without string
}

// InputFile is a file of the inputs, or the error of looking for it.
type InputFile struct {
	// Root is the index in Inputs.Paths of the path that the file was found by.
	Root int
	Path string
	Err  error
}

// ErrStop returned by a visit ends a walk, which returns it.
var ErrStop = errors.New("stop")

// Walk calls visit with every file of one of the paths, in the order of their
// names, until it returns an error. Its error is that of visit, or that of a path
// that cannot be read at all.
func (in Inputs) Walk(root int, visit func(InputFile) error) error {
	top := in.Paths[root]
	info, err := os.Stat(top)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return visit(InputFile{Root: root, Path: top})
	}
	return filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && path == top:
			return err
		case err != nil:
			return visit(InputFile{Root: root, Path: path, Err: err})
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
		return visit(InputFile{Root: root, Path: path})
	})
}

// wants reports whether a file of a folder is read.
func (in Inputs) wants(path string) bool {
	format := FormatByName(path)
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
		var first InputFile
		err := in.Walk(root, func(f InputFile) error { first = f; return ErrStop })
		switch {
		case err == nil:
			return fmt.Errorf("input %s: no file of a known format", path)
		case !errors.Is(err, ErrStop):
			return fmt.Errorf("input: %w", err)
		case first.Err != nil:
			return fmt.Errorf("input: %w", first.Err)
		}
		f, err := Open(first.Path, in.Options)
		if err != nil {
			return fmt.Errorf("input: %w", err)
		}
		f.Close()
	}
	return nil
}

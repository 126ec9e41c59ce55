package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// input is a page that has not been opened yet, or the error of looking for it.
type input struct {
	path string
	open func() (io.ReadCloser, error)
	err  error
}

// pageSuffixes are the ends of the names of files that a walk takes for pages.
var pageSuffixes = []string{".html", ".htm", ".txt"}

// findInputs returns the pages that the paths name, in their order, those of a
// folder by name.
func findInputs(paths []string, stdin io.Reader) []input {
	var inputs []input
	for i, path := range paths {
		switch {
		case path == "-" && slices.Contains(paths[:i], "-"):
			inputs = append(inputs, input{path: "-", err: errors.New("-: the standard input can be read once")})
		case path == "-":
			inputs = append(inputs, input{path: "-", open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
		case isDir(path):
			inputs = append(inputs, walk(path)...)
		default:
			inputs = append(inputs, file(path))
		}
	}
	return inputs
}

func walk(dir string) []input {
	var inputs []input
	filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			inputs = append(inputs, input{path: path, err: err})
		case entry.Type().IsRegular() && isPageName(path):
			inputs = append(inputs, file(path))
		}
		return nil
	})
	if len(inputs) == 0 {
		err := fmt.Errorf("%s: no file whose name ends in %s, with or without .gz", dir, strings.Join(pageSuffixes, ", "))
		inputs = append(inputs, input{path: dir, err: err})
	}
	return inputs
}

func file(path string) input {
	return input{path: path, open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func isPageName(path string) bool {
	name := strings.TrimSuffix(strings.ToLower(path), ".gz")
	for _, suffix := range pageSuffixes {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

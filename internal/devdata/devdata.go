// Package devdata finds the development data that tests measure against. It is
// not part of the repository: tests skip where it is absent.
package devdata

import (
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of the named part of the development data, which is
// looked for in a folder "shared" beside the checkout, and skips the test when
// it is absent.
func Path(tb testing.TB, elem ...string) string {
	tb.Helper()
	root, err := Root()
	if err != nil {
		tb.Skipf("development data not looked for: %v", err)
	}
	p := filepath.Join(append([]string{filepath.Dir(root), "shared"}, elem...)...)
	if _, err := os.Stat(p); err != nil {
		tb.Skipf("development data absent: %v", err)
	}
	return p
}

// Root returns the checkout's folder: the nearest one upwards from the working
// directory that holds both go.mod and LICENSE.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if isFile(filepath.Join(dir, "go.mod")) && isFile(filepath.Join(dir, "LICENSE")) {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", os.ErrNotExist
		}
		dir = parent
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

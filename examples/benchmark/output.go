package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/report"
)

// writeOutputs writes the files that were asked for. All are made before the
// first is written.
func writeOutputs(o options, r measure.Result, tables []report.Table) error {
	files := map[string][]byte{}
	if o.jsonPath != "" {
		data, err := json.MarshalIndent(r, "", " ")
		if err != nil {
			return fmt.Errorf("output %s: %w", o.jsonPath, err)
		}
		files[o.jsonPath] = append(data, '\n')
	}
	if o.markdownPath != "" {
		files[o.markdownPath] = []byte(report.Heading(r) + ".\n\n" + report.Versions(r) + ".\n\n" + report.Markdown(tables))
	}
	if o.htmlPath != "" {
		page, err := report.HTML(r, tables)
		if err != nil {
			return err
		}
		files[o.htmlPath] = page
	}
	for path, data := range files {
		if err := writeWhole(path, data); err != nil {
			return err
		}
	}
	return nil
}

// keepText writes what a tool made of a page.
func keepText(dir, tool, page, text string) error {
	path := filepath.Join(dir, tool, page+".txt.gz")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("output %s: %w", path, err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	// Writing to memory does not fail.
	z.Write([]byte(text))
	z.Close()
	return writeWhole(path, b.Bytes())
}

// writeWhole writes a file so that it is there whole or not at all.
func writeWhole(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".benchmark-*")
	if err != nil {
		return fmt.Errorf("output %s: %w", path, err)
	}
	// Once the file is renamed there is nothing left to remove.
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		f.Close()
		return fmt.Errorf("output %s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return fmt.Errorf("output %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("output %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("output %s: %w", path, err)
	}
	return nil
}

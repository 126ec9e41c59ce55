package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const storm = "Storm closes the coast road\n\nBy Ann Quill\n\nThe coast road north of Selmouth was closed on Monday after the sea broke over the wall.\n"

// runProgram runs the program and returns what it wrote.
func runProgram(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(context.Background(), args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), status
}

func write(t *testing.T, path, content string) string {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	return path
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(content))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

func TestSample(t *testing.T) {
	out, errs, status := runProgram(t, "")
	assert.Zero(t, status)
	assert.Contains(t, errs, "| Now playing")
	assert.Contains(t, out, "# Old harbour to close to lorries from spring\n")
	assert.Contains(t, out, "- **Why the quays cannot carry lorries any more** — 1:36")
	assert.Contains(t, out, "**related** (related-headline) Market hall drivers to protest")
}

func TestFormats(t *testing.T) {
	page := write(t, filepath.Join(t.TempDir(), "storm.txt"), storm)
	text, _, status := runProgram(t, "", "-format", "text", page)
	assert.Zero(t, status)
	assert.Equal(t, "The coast road north of Selmouth was closed on Monday after the sea broke over the wall.\n", text)
	markdown, _, _ := runProgram(t, "", page)
	assert.Equal(t, "# Storm closes the coast road\n\n*Ann Quill*\n\n"+text, markdown)
	line, _, _ := runProgram(t, "", "-format", "jsonl", page)
	assert.Equal(t, 1, strings.Count(line, "\n"))
	indented, _, _ := runProgram(t, "", "-format", "json", page)
	assert.JSONEq(t, line, indented)
	assert.Contains(t, indented, `"span": [0, 27]`)
}

func TestTrace(t *testing.T) {
	page := write(t, filepath.Join(t.TempDir(), "storm.txt"), storm)
	t.Setenv("COLUMNS", "70")
	out, _, status := runProgram(t, "", "-format", "trace", page)
	assert.Zero(t, status)
	assert.Contains(t, out, "   2  byline     byline  0.85  By Ann Quill\n")
	assert.Contains(t, out, "The coast road north of Selmouth was c…\n")
	for line := range strings.Lines(out) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 70, line)
	}
	t.Setenv("COLUMNS", "")
	out, _, _ = runProgram(t, "", "-format", "trace", page, page)
	assert.Equal(t, 2, strings.Count(out, "line  label"))
	assert.Contains(t, out, "The coast road north of Selmouth was closed on Monday after the sea …\n")
}

func TestReport(t *testing.T) {
	page := write(t, filepath.Join(t.TempDir(), "storm.txt"), storm)
	out, errs, status := runProgram(t, "", "-format", "report", page)
	assert.Zero(t, status)
	assert.Empty(t, errs)
	assert.Equal(t, 1, strings.Count(out, "<!DOCTYPE html>"))
	assert.Contains(t, out, `<li value="2" class="byline"><b>byline</b><p dir="auto">By Ann Quill</p><small>byline 0.85</small></li>`)
}

func TestRules(t *testing.T) {
	pack := write(t, filepath.Join(t.TempDir(), "pack.json"), `{"schema": "copydesk-pack/1", "name": "p", "doc": "d", "rules": [
		{"name": "wall", "label": "promotion", "phrases": ["… over the wall"]}]}`)
	page := storm + "\nNobody was hurt, the police said, but two cars were washed into the bay of Selmouth on Monday.\n"
	out, _, status := runProgram(t, page, "-kind", "text", "-format", "text", "-rules", pack, "-rules", "cnn", "-")
	assert.Zero(t, status)
	assert.Equal(t, "Nobody was hurt, the police said, but two cars were washed into the bay of Selmouth on Monday.\n", out)
	write(t, pack, `{"schema": "copydesk-pack/1", "name": "p", "doc": "d", "rules": []}`)
	_, errs, status := runProgram(t, page, "-rules", pack, "-")
	assert.Equal(t, 2, status)
	assert.Contains(t, errs, `pack.json:1:65: rules are empty`)
	_, errs, status = runProgram(t, page, "-rules", "none", "-")
	assert.Equal(t, 2, status)
	assert.Contains(t, errs, "open none: no such file")
}

func TestStandardInput(t *testing.T) {
	out, _, status := runProgram(t, storm, "-kind", "text", "-format", "text", "-")
	assert.Zero(t, status)
	assert.Equal(t, "The coast road north of Selmouth was closed on Monday after the sea broke over the wall.\n", out)
	out, _, status = runProgram(t, gzipped(t, storm), "-format", "json", "-url", "https://example.org/storm", "-")
	assert.Zero(t, status)
	assert.Contains(t, out, `"url": "https://example.org/storm"`)
}

// TestFolder walks a folder with a bad page in it: one line a page, in the
// order of names, and the run goes on.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for i := range 20 {
		write(t, filepath.Join(dir, fmt.Sprintf("p%02d.txt", i)), fmt.Sprintf("Storm number %d\n\n%s", i, storm))
	}
	write(t, filepath.Join(dir, "p05.txt"), "   \n")
	write(t, filepath.Join(dir, "q", "zipped.txt.gz"), gzipped(t, storm))
	write(t, filepath.Join(dir, "q", "picture.png"), "no page")
	write(t, filepath.Join(dir, "r.txt.gz"), "\x1F\x8Bnot what gzip writes")
	out, errs, status := runProgram(t, "", dir)
	assert.Equal(t, 1, status)
	assert.Empty(t, errs)
	type document struct {
		Source struct{ Path string }
		Error  string
	}
	var paths []string
	failed := make(map[string]string)
	for decoder := json.NewDecoder(strings.NewReader(out)); decoder.More(); {
		var doc document
		require.NoError(t, decoder.Decode(&doc))
		name, err := filepath.Rel(dir, doc.Source.Path)
		require.NoError(t, err)
		paths = append(paths, name)
		if doc.Error != "" {
			failed[name] = strings.ReplaceAll(doc.Error, dir+string(filepath.Separator), "")
		}
	}
	require.Len(t, paths, 22)
	assert.IsIncreasing(t, paths)
	assert.Equal(t, map[string]string{
		"p05.txt":  "extract: p05.txt: no text in the input",
		"r.txt.gz": "r.txt.gz: decompressing: gzip: invalid header",
	}, failed)
}

func TestWrongUse(t *testing.T) {
	page := write(t, filepath.Join(t.TempDir(), "storm.txt"), storm)
	tests := []struct {
		args   []string
		status int
		stderr string
	}{
		{[]string{"-format", "xml", page}, 2, "savedpage: -format \"xml\" is not one of text, markdown, html, json, jsonl, jsonld, trace, report\n"},
		{[]string{"-kind", "pdf", page}, 2, "savedpage: -kind \"pdf\" is not one of auto, html, text\n"},
		{[]string{"-max-bytes", "0", page}, 2, "savedpage: -max-bytes 0 is below 1\n"},
		{[]string{"-charset", "klingon-8", page}, 2, "savedpage: extract: unknown character encoding \"klingon-8\"\n"},
		{[]string{"-colour", page}, 2, "savedpage: flag provided but not defined: -colour\n"},
		{[]string{"nowhere.txt"}, 1, "savedpage: open nowhere.txt: no such file or directory\n"},
		{[]string{"-max-bytes", "20", page}, 1, "savedpage: extract: " + page + ": limit exceeded: more than 20 bytes\n"},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			out, errs, status := runProgram(t, "", append([]string{"-format", "text"}, tt.args...)...)
			assert.Equal(t, tt.status, status)
			assert.Equal(t, tt.stderr, errs)
			assert.Empty(t, out)
		})
	}
	_, errs, status := runProgram(t, "", "-help")
	assert.Zero(t, status)
	assert.Contains(t, errs, "usage: savedpage [flags] [FILE|DIR|-]...")
}

// TestGzipBomb reads 512 MB of zeros out of half a megabyte.
func TestGzipBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("compresses 512 MB")
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 512 {
		_, err := w.Write(zeros)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	_, errs, status := runProgram(t, b.String(), "-kind", "text", "-max-bytes", "1000000", "-format", "text", "-")
	assert.Equal(t, 1, status)
	assert.Equal(t, "savedpage: extract: -: limit exceeded: more than 1000000 bytes\n", errs)
}

// TestNoArticle reads a page of clips alone: its document says so, and the run
// does not fail.
func TestNoArticle(t *testing.T) {
	const clips = "Now playing\n01:20\nHow the quays were built\nNow playing\n02:10\nA night with the crews\n"
	out, errs, status := runProgram(t, clips, "-kind", "text", "-format", "json", "-")
	assert.Zero(t, status)
	assert.Equal(t, "savedpage: extract: -: no article in the input\n", errs)
	assert.Contains(t, out, `"error": "extract: -: no article in the input"`)
	assert.Contains(t, out, `"title": "A night with the crews"`)
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestClosedOutput(t *testing.T) {
	var errs bytes.Buffer
	status := run(context.Background(), []string{"-format", "text", "-kind", "text", "-"}, strings.NewReader(storm), closedPipe{}, &errs)
	assert.Equal(t, 1, status)
	assert.Equal(t, "savedpage: writing: broken pipe\n", errs.String())
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	for i := range 3 {
		write(t, filepath.Join(dir, fmt.Sprintf("p%d.txt", i)), storm)
	}
	var out, errs bytes.Buffer
	assert.Equal(t, 1, run(ctx, []string{dir}, nil, &out, &errs))
	assert.Contains(t, errs.String(), "savedpage: stopped after")
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	out := func(name string) string { return filepath.Join(dir, name) }
	var stdout, stderr bytes.Buffer
	status := run([]string{"-set", "testdata/truthed,testdata/flattened", "-metric", "quality,speed",
		"-rounds", "1", "-texts", filepath.Join(dir, "texts"), "-json", out("run.json"), "-markdown", out("run.md"), "-html", out("run.html")}, &stdout, &stderr)
	require.Equal(t, exitOK, status, stderr.String())
	assert.Empty(t, stderr.String(), "no progress where there is no terminal")
	assert.Contains(t, stdout.String(), "Overview: HTML pages")

	r, err := measure.ReadResult(out("run.json"))
	require.NoError(t, err)
	require.Len(t, r.Sets, 3)
	peer := r.Sets[0].Tools[1]
	require.Equal(t, "go-trafilatura", peer.Tool)
	score, ok := peer.Score("article")
	require.True(t, ok)
	assert.Greater(t, score.Main().Value, 0.8)
	assert.Positive(t, r.Seconds)
	for _, file := range []string{"run.md", "run.html"} {
		data, err := os.ReadFile(out(file))
		require.NoError(t, err)
		assert.Contains(t, string(data), "go-readability")
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 4, "no temporary file is left")
	kept, err := filepath.Glob(out("texts/go-readability/*.txt.gz"))
	require.NoError(t, err)
	assert.NotEmpty(t, kept)

	stdout.Reset()
	status = run([]string{"-set", "testdata/truthed", "-metric", "article", "-tools", "go-readability",
		"-baseline", out("run.json")}, &stdout, &stderr)
	require.Equal(t, exitOK, status, stderr.String())
	assert.Contains(t, stdout.String(), "No page changed in 1 scores.")
}

func TestRunOverPublicLayouts(t *testing.T) {
	for _, set := range []string{"article-extraction-benchmark", "wcxb", "fundus-evaluation"} {
		var stdout, stderr bytes.Buffer
		status := run([]string{"-set", "testdata/" + set, "-metric", "quality", "-tools", "go-readability"}, &stdout, &stderr)
		assert.Equal(t, exitOK, status, stderr.String())
		assert.Contains(t, stdout.String(), set)
	}
}

func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
		return path
	}
	write("broken/html/a.html", "<p>")
	write("broken/truth.json", `{"a": `)
	write("untold/html/a.html", "<p>")
	write("untold/html/b.html", "<p>")
	write("untold/truth.json", `{"a": {"text": "x"}}`)
	write("cut/html/a.html.gz", "no gzip")
	write("cut/truth.json", `{"a": {"text": "x"}}`)
	write("missing/html/a.html", "<p>")
	baseline := write("baseline.json", `{"schema": "other/1"}`)
	good := "testdata/truthed"
	output := filepath.Join(dir, "out.json")
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"no set", nil, "no set: give one with -set"},
		{"absent set", []string{"-set", filepath.Join(dir, "absent")}, "no such file"},
		{"missing truth", []string{"-set", filepath.Join(dir, "missing")}, "no truth file"},
		{"broken truth", []string{"-set", filepath.Join(dir, "broken")}, "truth.json: unexpected end of JSON input"},
		{"page without truth", []string{"-set", filepath.Join(dir, "untold")}, `b.html has no truth`},
		{"broken page", []string{"-set", filepath.Join(dir, "cut")}, "page a: "},
		{"same set twice", []string{"-set", good + "," + good}, "a second set named truthed"},
		{"unknown tool", []string{"-set", good, "-tools", "goose"}, `unknown tool "goose"`},
		{"unknown metric", []string{"-set", good, "-metric", "beauty"}, `unknown metric "beauty"`},
		{"unknown flag", []string{"-set", good, "-fast"}, "flag provided but not defined: -fast"},
		{"argument", []string{"-set", good, "extra"}, `unexpected argument "extra"`},
		{"bad number", []string{"-set", good, "-rounds", "0"}, "-rounds 0: want at least 1"},
		{"bad baseline", []string{"-set", good, "-baseline", baseline}, `schema "other/1"`},
		{"no such page type", []string{"-set", "testdata/wcxb", "-type", "recipe"}, `no page of type "recipe"`},
		{"output in no folder", []string{"-set", good, "-html", filepath.Join(dir, "absent", "x.html")}, "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(append(tt.args, "-json", output), &stdout, &stderr)
			if tt.name == "argument" {
				status = run(tt.args, &stdout, &stderr)
			}
			assert.Equal(t, exitBad, status)
			assert.Contains(t, stderr.String(), tt.want)
			assert.Empty(t, stdout.String())
			for line := range strings.Lines(stderr.String()) {
				assert.True(t, strings.HasPrefix(line, "benchmark: "), line)
			}
			assert.NoFileExists(t, output)
		})
	}
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	assert.Equal(t, exitOK, run([]string{"-h"}, &stdout, &stderr))
	assert.Contains(t, stdout.String(), "-baseline")
	assert.Empty(t, stderr.String())
}

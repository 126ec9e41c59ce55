package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBadInput runs the program on input that is wrong in some way: what it says,
// how it ends, and that it prints nothing, or a whole document.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string { return write(t, filepath.Join(dir, name), content) }
	zipped := gzipped(t, storm)
	twice := gzipped(t, zipped)
	secret := file("secret.txt", storm)
	require.NoError(t, os.Chmod(secret, 0))
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "empty"), 0o755))
	file("pictures/a.png", "no page")
	good := file("good.txt", storm)
	require.NoError(t, os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "link.txt")))
	require.NoError(t, os.Symlink("loop.txt", filepath.Join(dir, "loop.txt")))
	require.NoError(t, syscall.Mkfifo(filepath.Join(dir, "pipe.d"), 0o600))
	deep := strings.Repeat("<div>", 100_000) + "<p>" + storm
	tests := []struct {
		name   string
		args   []string
		stdin  string
		status int
		stderr string
		stdout string // a part of it; "" for none at all
	}{
		// Usage.
		{"unknown flag", []string{"-colour", good}, "", 2, "flag provided but not defined: -colour", ""},
		{"flag without value", []string{"-format"}, "", 2, "flag needs an argument: -format", ""},
		{"unknown format", []string{"-format", "xml", good}, "", 2, `-format "xml" is not one of text, markdown, html, json, jsonl, jsonld, trace, report`, ""},
		{"unknown kind", []string{"-kind", "pdf", good}, "", 2, `-kind "pdf" is not one of auto, html, text`, ""},
		{"unknown encoding", []string{"-charset", "klingon-8", good}, "", 2, `extract: unknown character encoding "klingon-8"`, ""},
		{"size of none", []string{"-max-bytes", "0", good}, "", 2, "-max-bytes 0 is below 1", ""},
		{"size below none", []string{"-max-bytes", "-5", good}, "", 2, "-max-bytes -5 is below 1", ""},
		{"size of words", []string{"-max-bytes", "many", good}, "", 2, `invalid value "many" for flag -max-bytes: parse error`, ""},
		{"size too large", []string{"-max-bytes", "99999999999999999999", good}, "", 2, `invalid value "99999999999999999999" for flag -max-bytes: value out of range`, ""},
		{"no workers", []string{"-workers", "0", good}, "", 2, "-workers 0 is below 1", ""},
		// Files.
		{"no such file", []string{"@/gone.txt"}, "", 1, "open @/gone.txt: no such file or directory", ""},
		{"no such folder", []string{"@/gone/a.txt"}, "", 1, "open @/gone/a.txt: no such file or directory", ""},
		{"file for a folder", []string{"@/good.txt/a.txt"}, "", 1, "open @/good.txt/a.txt: not a directory", ""},
		{"empty folder", []string{"@/empty"}, "", 1, "@/empty: no file whose name ends in .html, .htm, .txt, with or without .gz", ""},
		{"folder without pages", []string{"@/pictures"}, "", 1, "@/pictures: no file whose name ends in .html, .htm, .txt, with or without .gz", ""},
		{"link to nothing", []string{"@/link.txt"}, "", 1, "open @/link.txt: no such file or directory", ""},
		{"link to itself", []string{"@/loop.txt"}, "", 1, "open @/loop.txt: too many levels of symbolic links", ""},
		{"zero byte in a name", []string{"a\x00b"}, "", 1, "open a\x00b: invalid argument", ""},
		{"empty name", []string{""}, "", 1, "open : no such file or directory", ""},
		// Content.
		{"nothing", []string{"-"}, "", 1, "extract: -: no text in the input", ""},
		{"white space", []string{"-"}, " \n\t\r\n\u00a0", 1, "extract: -: no text in the input", ""},
		{"invisible characters", []string{"-kind", "html", "-"}, "<p hidden></p><script>alert(1)</script><br>", 1, "extract: -: no text in the input", ""},
		{"byte order mark", []string{"-"}, "\ufeff", 1, "extract: -: no text in the input", ""},
		{"zero bytes", []string{"-"}, strings.Repeat("\x00", 99), 1, "extract: -: the input is binary data, not text", ""},
		{"picture", []string{"-"}, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", 1, "extract: -: the input is binary data, not text", ""},
		{"PDF", []string{"-"}, "%PDF-1.7\n\x00\x01\x02\x03\x04\x05\x06\x07\x00\x01\x02\x03", 1, "extract: -: the input is binary data, not text", ""},
		{"picture called a page", []string{file("photo.html", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x00\x00\x00\x01\x00\x01\x00\x00")}, "", 1, "extract: @/photo.html: the input is binary data, not text", ""},
		{"too large", []string{"-max-bytes", "10", good}, "", 1, "extract: @/good.txt: limit exceeded: more than 10 bytes", ""},
		{"too large when unpacked", []string{"-max-bytes", "100", file("big.txt.gz", zipped)}, "", 1, "extract: @/big.txt.gz: limit exceeded: more than 100 bytes", ""},
		{"standard input twice", []string{"-", "-"}, storm, 1, "-: the standard input can be read once", "The coast road"},
		// Compression.
		{"start of gzip alone", []string{file("a.gz", "\x1f\x8b")}, "", 1, "@/a.gz: decompressing: unexpected EOF", ""},
		{"gzip of nonsense", []string{file("b.gz", "\x1f\x8bnot what gzip writes")}, "", 1, "@/b.gz: decompressing: gzip: invalid header", ""},
		{"gzip cut off", []string{file("c.txt.gz", zipped[:len(zipped)-12])}, "", 1, "extract: @/c.txt.gz: reading: unexpected EOF", ""},
		{"gzip with a wrong sum", []string{file("d.txt.gz", zipped[:len(zipped)-8]+"\x00\x00\x00\x00"+zipped[len(zipped)-4:])}, "", 1, "extract: @/d.txt.gz: reading: gzip: invalid checksum", ""},
		{"gzip and more", []string{file("e.txt.gz", zipped+"and more")}, "", 1, "extract: @/e.txt.gz: reading: unexpected EOF", ""},
		{"gzip of nothing", []string{file("f.txt.gz", gzipped(t, ""))}, "", 1, "extract: @/f.txt.gz: no text in the input", ""},
		{"gzip twice", []string{file("g.txt.gz", twice)}, "", 1, "extract: @/g.txt.gz: the input is binary data, not text", ""},
		// Pages that are wrong and read all the same.
		{"no article", []string{"-kind", "text", "-format", "json", "-"}, "Now playing\n01:20\nHow the quays were built\nNow playing\n02:10\nA night with the crews\n", 0, "extract: -: no article in the input", `"error": "extract: -: no article in the input"`},
		{"broken UTF-8", []string{"-format", "text", "-"}, strings.Replace(storm, "sea", "se\xff\xfea", 1), 0, "", "The coast road"},
		{"text called HTML", []string{"-kind", "html", "-format", "text", "-"}, storm, 0, "", "The coast road"},
		{"HTML called text", []string{"-kind", "text", "-format", "text", "-"}, "<p>" + strings.ReplaceAll(storm, "\n\n", "</p>\n\n<p>"), 0, "", "The coast road"},
		{"markup that never ends", []string{"-kind", "html", "-format", "text", "-"}, "<p>" + storm + "<p class=\"", 0, "", "The coast road"},
		{"nested deeply", []string{"-kind", "html", "-format", "text", "-"}, deep, 0, "", "The coast road"},
		{"gzip without the name", []string{"-format", "text", file("h.txt", zipped)}, "", 0, "", "The coast road"},
		{"name of gzip without it", []string{"-format", "text", file("i.txt.gz", storm)}, "", 0, "", "The coast road"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			args := make([]string, len(tt.args))
			for i, arg := range tt.args {
				args[i] = strings.ReplaceAll(arg, "@", dir)
			}
			if !strings.Contains(strings.Join(args, " "), "-format") {
				args = append([]string{"-format", "text"}, args...)
			}
			out, errs, status := runProgram(t, tt.stdin, args...)
			assert.Equal(t, tt.status, status)
			if tt.stderr != "" || tt.status == 0 {
				want := ""
				if tt.stderr != "" {
					want = "savedpage: " + strings.ReplaceAll(tt.stderr, "@", dir) + "\n"
				}
				assert.Equal(t, want, errs)
			}
			if tt.stdout == "" {
				assert.Empty(t, out)
			} else {
				assert.Contains(t, out, tt.stdout)
			}
			// As lines of JSON every failure of a page is a document.
			if tt.status == 1 {
				out, _, status := runProgram(t, tt.stdin, append([]string{"-format", "jsonl"}, args[len(args)-len(tt.args):]...)...)
				assert.Equal(t, 1, status)
				failed := 0
				for line := range strings.Lines(out) {
					var doc struct{ Schema, Error string }
					require.NoError(t, json.Unmarshal([]byte(line), &doc))
					assert.Equal(t, "copydesk/1", doc.Schema)
					if doc.Error != "" {
						failed++
					}
				}
				assert.Equal(t, 1, failed, out)
			}
		})
	}
	if os.Geteuid() != 0 {
		_, errs, status := runProgram(t, "", "-format", "text", secret)
		assert.Equal(t, 1, status)
		assert.Equal(t, "savedpage: open "+secret+": permission denied\n", errs)
	}
}

// TestClosedPipe runs the program as a process whose output nobody reads any
// more: it ends at once and says nothing.
func TestClosedPipe(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "savedpage")
	out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	dir := t.TempDir()
	for i := range 50 {
		write(t, filepath.Join(dir, string(rune('a'+i%26))+strings.Repeat("x", i)+".txt"), strings.Repeat(storm, 200))
	}
	cmd := exec.Command(program, dir)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	pipe, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	_, err = io.ReadFull(pipe, make([]byte, 10))
	require.NoError(t, err)
	require.NoError(t, pipe.Close())
	err = cmd.Wait()
	require.Error(t, err)
	assert.Empty(t, errs.String())
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
}

func TestBrokenPipe(t *testing.T) {
	var errs bytes.Buffer
	status := run(context.Background(), []string{"-format", "text", "-"}, strings.NewReader(storm), brokenPipe{}, &errs)
	assert.Equal(t, 1, status)
	assert.Empty(t, errs.String())
}

// TestInterruptedOutput stops a run between its pages: what is printed are whole
// documents of pages that were read.
func TestInterruptedOutput(t *testing.T) {
	dir := t.TempDir()
	for i := range 40 {
		write(t, filepath.Join(dir, strings.Repeat("p", i+1)+".txt"), strings.Repeat(storm, 400))
	}
	ctx, cancel := context.WithCancel(context.Background())
	out := &cancelling{cancel: cancel, after: 3}
	var errs bytes.Buffer
	assert.Equal(t, 1, run(ctx, []string{"-workers", "2", dir}, nil, out, &errs))
	assert.Regexp(t, `^savedpage: stopped after \d+ of 40 pages\n$`, errs.String())
	lines := 0
	for line := range strings.Lines(out.String()) {
		var doc struct{ Error string }
		require.NoError(t, json.Unmarshal([]byte(line), &doc))
		assert.Empty(t, doc.Error)
		lines++
	}
	assert.Positive(t, lines)
	assert.Less(t, lines, 40)
}

// cancelling cancels a context at a write.
type cancelling struct {
	bytes.Buffer
	cancel func()
	after  int
}

func (c *cancelling) Write(p []byte) (int, error) {
	if c.after--; c.after == 0 {
		c.cancel()
	}
	return c.Buffer.Write(p)
}

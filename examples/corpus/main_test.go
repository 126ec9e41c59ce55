package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/corpus/pagegen"
	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

// asProgram is set in the environment of test binaries that are to be the
// program itself.
const asProgram = "CORPUS_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// corpus runs the program and returns what it told and its status.
func corpus(t testing.TB, args ...string) (stderr string, status int) {
	t.Helper()
	var b bytes.Buffer
	status = run(context.Background(), nil, append([]string{"-progress", "0"}, args...), &b)
	return b.String(), status
}

// generated writes an archive of made-up pages and returns its path.
func generated(t testing.TB, name string, pages int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	_, kind, _ := strings.Cut(name, ".")
	g, err := pagegen.New(11, 10)
	require.NoError(t, err)
	f, err := os.Create(path)
	require.NoError(t, err)
	w, err := pagegen.NewWriter(f, kind, false)
	require.NoError(t, err)
	for n := range pages {
		page, err := g.Page(n)
		require.NoError(t, err)
		require.NoError(t, w.Write(page))
	}
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())
	return path
}

// tree returns the names of all files below a folder, and what is in them: text
// as it is, shards as a hash.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(data)
		if strings.HasPrefix(name, "part-") && filepath.Ext(name) != ".md" {
			files[name] = fmt.Sprintf("%d bytes, %x", len(data), sha256.Sum256(data))
		}
		return err
	}))
	return files
}

// rows reads all shards of a folder in their order.
func rows(t testing.TB, dir string) []step.Row {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "part-*"))
	require.NoError(t, err)
	var all []step.Row
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		r := bufio.NewReader(bytes.NewReader(data))
		switch filepath.Ext(name) {
		case ".parquet":
			part, err := parquet.Read[step.Row](bytes.NewReader(data), int64(len(data)))
			require.NoError(t, err)
			all = append(all, part...)
			continue
		case ".gz":
			zip, err := gzip.NewReader(r)
			require.NoError(t, err)
			r = bufio.NewReader(zip)
		case ".zst":
			zip, err := zstd.NewReader(r)
			require.NoError(t, err)
			defer zip.Close()
			r = bufio.NewReader(zip)
		}
		for d := json.NewDecoder(r); d.More(); {
			var row step.Row
			require.NoError(t, d.Decode(&row))
			all = append(all, row)
		}
	}
	return all
}

// TestOutputs writes every form of output; all say the same.
func TestOutputs(t *testing.T) {
	in := generated(t, "pages.warc.gz", 60)
	var first []step.Row
	for _, args := range [][]string{{"-compress", "none"}, {"-compress", "gz"}, {"-compress", "zst"}, {"-format", "parquet"}} {
		out := filepath.Join(t.TempDir(), "out")
		stderr, status := corpus(t, append(args, "-noise", "-in", in, "-out", out, "-shard-rows", "25")...)
		require.Zero(t, status, stderr)
		assert.Contains(t, stderr, "121 records, 60 rows")
		assert.Contains(t, stderr, "  article                                60\n")
		got := rows(t, out)
		require.Len(t, got, 60)
		names, err := filepath.Glob(filepath.Join(out, "part-*"))
		require.NoError(t, err)
		assert.Len(t, names, 3)
		if first == nil {
			first = got
		}
		want, err := json.Marshal(first)
		require.NoError(t, err)
		have, err := json.Marshal(got)
		require.NoError(t, err)
		require.Equal(t, string(want), string(have))
	}
	g, err := pagegen.New(11, 10)
	require.NoError(t, err)
	for n, row := range first {
		page, err := g.Page(n)
		require.NoError(t, err)
		assert.Equal(t, page.URL, row.URL)
		assert.Equal(t, page.Title, row.Title)
		require.Len(t, row.Captions, 1)
		assert.Equal(t, page.Caption, row.Captions[0].Text)
		for _, paragraph := range page.Paragraphs[:2] {
			assert.Contains(t, row.Text, paragraph)
		}
		assert.NotEmpty(t, row.Noise)
	}
	out := filepath.Join(t.TempDir(), "out")
	stderr, status := corpus(t, "-format", "markdown-dir", "-in", in, "-out", out, "-shard-rows", "25")
	require.Zero(t, status, stderr)
	files := tree(t, out)
	assert.Len(t, files, 61)
	page, err := g.Page(26)
	require.NoError(t, err)
	assert.Contains(t, files["part-00001/000001.md"], "\n# "+page.Title+"\n\n"+page.Paragraphs[0]+"\n\n")
}

// TestFolder reads a folder of all kinds of files, in the order of their names;
// what is no archive is passed over, and the output too.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	storm := "Storm closes the coast road\n\nBy Ann Quill\n\nThe coast road north of Selmouth was closed on Monday after the sea broke over the wall.\n"
	for name, content := range map[string]string{"b/1.txt": storm, "b/2.txt": " \n", "a.pdf": "%PDF", "c.txt.gz": "\x1F\x8B\x08nothing", "notes.json": "{}"} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644))
	}
	require.NoError(t, os.Rename(generated(t, "pages.jsonl.zst", 3), filepath.Join(dir, "a.jsonl.zst")))
	out := filepath.Join(dir, "out")
	stderr, status := corpus(t, "-compress", "none", "-out", out, dir)
	require.Zero(t, status, stderr)
	var got []string
	for _, row := range rows(t, out) {
		name, err := filepath.Rel(dir, row.Path)
		require.NoError(t, err)
		got = append(got, name+" "+strings.ReplaceAll(row.Error, dir, ""))
	}
	assert.Equal(t, []string{"a.jsonl.zst ", "a.jsonl.zst ", "a.jsonl.zst ", "b/1.txt ", "b/2.txt extract: no text in the input",
		"c.txt.gz /c.txt.gz: at 0: the compressed record is damaged: unexpected EOF"}, got)
}

// TestReaders takes records of several files in turn.
func TestReaders(t *testing.T) {
	dir := t.TempDir()
	for name, lines := range map[string]int{"a": 1, "b": 4, "c": 2, "d": 0, "e": 2} {
		var b strings.Builder
		for n := range lines {
			fmt.Fprintf(&b, "{\"text\":\"The quay is closed to lorries.\",\"url\":\"%s%d\"}\n", name, n)
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".jsonl"), []byte(b.String()), 0o644))
	}
	for readers, want := range map[string]string{"1": "a0 b0 b1 b2 b3 c0 c1 e0 e1", "3": "a0 b0 c0 e0 b1 c1 e1 b2 b3", "9": "a0 b0 c0 e0 b1 c1 e1 b2 b3"} {
		out := filepath.Join(t.TempDir(), "out")
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		stderr, status := corpus(t, append(append([]string{"-in"}, files...), "-readers", readers, "-out", out)...)
		require.Zero(t, status, stderr)
		var got []string
		for _, row := range rows(t, out) {
			got = append(got, row.URL)
		}
		assert.Equal(t, want, strings.Join(got, " "), readers)
	}
}

// TestSameBytes runs with other numbers of workers.
func TestSameBytes(t *testing.T) {
	in := generated(t, "pages.warc.gz", 200)
	for _, format := range []string{"jsonl", "parquet"} {
		var first map[string]string
		for _, workers := range []string{"1", "2", "7"} {
			out := filepath.Join(t.TempDir(), "out")
			stderr, status := corpus(t, "-format", format, "-workers", workers, "-shard-rows", "64", "-in", in, "-out", out)
			require.Zero(t, status, stderr)
			if files := tree(t, out); first == nil {
				first = files
			} else {
				require.Equal(t, first, files)
			}
		}
	}
}

// TestResume stops runs after any shard, and resumes them until they are done.
func TestResume(t *testing.T) {
	for n, name := range []string{"pages.warc.gz", "pages.warc", "pages.jsonl.zst", "pages.jsonl", "pages.parquet", "pages.tar.gz"} {
		t.Run(name, func(t *testing.T) {
			readers := fmt.Sprint(1 + n%3)
			in := []string{"-shard-rows", "20", "-readers", readers, "-in", generated(t, name, 40), "-in", generated(t, name, 15), "-in", generated(t, name, 30)}
			whole := filepath.Join(t.TempDir(), "out")
			stderr, status := corpus(t, append(in, "-out", whole)...)
			require.Zero(t, status, stderr)

			stop := make(chan struct{})
			close(stop)
			out := filepath.Join(t.TempDir(), "out")
			runs := 1
			for ; ; runs++ {
				var b bytes.Buffer
				status := run(context.Background(), stop, append(in, "-progress", "0", "-out", out, "-resume"), &b)
				if status == exitDone {
					break
				}
				require.Equal(t, exitStopped, status, b.String())
				require.Equal(t, fmt.Sprintf("corpus: stopped; %d whole shards: -resume goes on after them\n", runs), b.String())
			}
			assert.Equal(t, 5, runs)
			assert.Equal(t, tree(t, whole), tree(t, out))

			stderr, status = corpus(t, append(in, "-out", out, "-resume")...)
			require.Zero(t, status)
			assert.Contains(t, stderr, "this run: 0 records")
			assert.Equal(t, tree(t, whole), tree(t, out))
			stderr, status = corpus(t, append(in, "-out", out, "-resume", "-noise")...)
			assert.Equal(t, exitBad, status)
			assert.Contains(t, stderr, "the interrupted run had other inputs or settings")
		})
	}
}

// TestKilled kills the program at any moment, again and again, and resumes it.
func TestKilled(t *testing.T) {
	pages := 2000
	if testing.Short() {
		pages = 300
	}
	for _, tt := range []struct{ name, format string }{{"pages.warc.gz", "jsonl"}, {"pages.jsonl.zst", "parquet"}} {
		t.Run(tt.name, func(t *testing.T) {
			args := []string{"-progress", "0", "-shard-rows", "50", "-format", tt.format, "-in", generated(t, tt.name, pages)}
			whole := filepath.Join(t.TempDir(), "out")
			began := time.Now()
			stderr, status := corpus(t, append(args, "-out", whole)...)
			require.Zero(t, status, stderr)
			took := time.Since(began)

			out := filepath.Join(t.TempDir(), "out")
			kills := 0
			for n := 0; ; n++ {
				var after time.Duration
				if n < 10 || kills == 0 {
					// Somewhere in what is left of the run, never at the same place.
					after = took/12 + took*time.Duration(n*7%10)/40
				}
				_, killed := child(t, 0, after, append(args, "-out", out, "-resume")...)
				if killed {
					kills++
					continue
				}
				if kills > 0 {
					break
				}
				// It was done before it could be killed: once more, and sooner.
				require.NoError(t, os.RemoveAll(out))
				took /= 2
			}
			t.Logf("killed %d times", kills)
			assert.Equal(t, tree(t, whole), tree(t, out))
		})
	}
}

// TestInterrupt sends the program an interrupt, and then a second one.
func TestInterrupt(t *testing.T) {
	program, err := os.Executable()
	require.NoError(t, err)
	// So many pages that the program is never done before it is interrupted.
	in := generated(t, "pages.jsonl.zst", 1500)
	args := slices.Repeat([]string{"-in", in}, 100)
	for _, rowsOfShard := range []string{"50", "1000000"} {
		out := filepath.Join(t.TempDir(), "out")
		c := exec.Command(program, append(args, "-progress", "0", "-shard-rows", rowsOfShard, "-out", out)...)
		c.Env = append(os.Environ(), asProgram+"=1")
		stderr, err := c.StderrPipe()
		require.NoError(t, err)
		require.NoError(t, c.Start())
		t.Cleanup(func() { _ = c.Process.Kill() })
		require.Eventually(t, func() bool {
			names, err := filepath.Glob(filepath.Join(out, ".part-*"))
			return err == nil && len(names) > 0
		}, 5*time.Minute, time.Millisecond, "no shard was begun")
		require.NoError(t, c.Process.Signal(os.Interrupt))
		lines := bufio.NewScanner(stderr)
		require.True(t, lines.Scan())
		assert.Equal(t, "corpus: stopping with the shard that is running; once more stops at once", lines.Text())
		if rowsOfShard == "1000000" {
			require.NoError(t, c.Process.Signal(os.Interrupt))
		}
		require.True(t, lines.Scan())
		assert.Regexp(t, `^corpus: stopped; \d+ whole shards: -resume goes on after them$`, lines.Text())
		exit := (*exec.ExitError)(nil)
		require.ErrorAs(t, c.Wait(), &exit)
		assert.Equal(t, exitStopped, exit.ExitCode())
		leftovers, err := filepath.Glob(filepath.Join(out, ".*"))
		require.NoError(t, err)
		assert.Empty(t, leftovers)
	}
}

func TestWrongUse(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
		return path
	}
	page := file("page.txt", "The quay is closed.\n")
	lines := file("lines.jsonl", `{"content":"x","url":"y"}`+"\n")
	pdf := file("page.pdf", "%PDF-1.7")
	empty := filepath.Join(dir, "empty")
	require.NoError(t, os.Mkdir(empty, 0o755))
	full := filepath.Join(dir, "full")
	require.NoError(t, os.Mkdir(full, 0o755))
	file("full/thing", "")
	columns := generated(t, "pages.parquet", 3)
	out := filepath.Join(dir, "out")
	tests := []struct {
		args   []string
		stderr string
	}{
		{nil, "no input: give one with -in PATH"},
		{[]string{page}, "no output: give a folder with -out DIR"},
		{[]string{"-out", out, filepath.Join(dir, "nowhere")}, "input: stat " + dir + "/nowhere: no such file or directory"},
		{[]string{"-out", out, empty}, "input " + empty + ": no file of a known format"},
		{[]string{"-out", out, pdf}, "input: " + pdf + ": unknown format"},
		{[]string{"-out", out, lines}, "input: " + lines + `: missing field "text" (there are "content", "url")`},
		{[]string{"-out", out, "-html-field", "html", columns}, "input: " + columns + `: missing field "html" (there are "text", "timestamp", "url")`},
		{[]string{"-out", out, "-from", "parquet", page}, "input: " + page + ": invalid magic header of parquet file: \"The \""},
		{[]string{"-out", full, page}, "output " + full + ": there is something in it already (-resume goes on with a run that was interrupted)"},
		{[]string{"-out", full, "-resume", page}, "output " + full + ": no run of this program has written thing into it"},
		{[]string{"-out", page, page}, "output mkdir " + page + ": not a directory"},
		{[]string{"-out", filepath.Join(page, "x"), page}, "output mkdir " + page + ": not a directory"},
		{[]string{"-out", out, "-format", "xml", page}, `-format "xml" is not one of jsonl, parquet, markdown-dir`},
		{[]string{"-out", out, "-compress", "rar", page}, `-compression "rar" is not one of zst, gz, none`},
		{[]string{"-out", out, "-layout", "pile", page}, `-layout "pile" is not one of c4, cc-news, fineweb, refinedweb`},
		{[]string{"-out", out, "-from", "zip", page}, `-from "zip" is not one of page, tar, warc, jsonl, parquet`},
		{[]string{"-out", out, "-kind", "pdf", page}, `-kind "pdf" is not one of html, text`},
		{[]string{"-out", out, "-readers", "0", page}, "-readers 0 is below 1"},
		{[]string{"-out", out, "-workers", "0", page}, "-workers 0 is below 1"},
		{[]string{"-out", out, "-shard-rows", "0", page}, "-shard-rows 0 is below 1"},
		{[]string{"-out", out, "-max-bytes", "0", page}, "-max-bytes 0 is below 1"},
		{[]string{"-out", out, "-text-field", "a", "-html-field", "b", page}, "-text-field and -html-field: one of them, not both"},
		{[]string{"-colour"}, "flag provided but not defined: -colour"},
	}
	before := tree(t, dir)
	for _, tt := range tests {
		stderr, status := corpus(t, tt.args...)
		assert.Equal(t, exitBad, status, tt.args)
		assert.Equal(t, "corpus: "+tt.stderr+"\n", stderr)
	}
	assert.Equal(t, before, tree(t, dir))
	stderr, status := corpus(t, "-help")
	assert.Zero(t, status)
	assert.Contains(t, stderr, "usage: corpus -in PATH")
}

// TestUnreadable runs the program as somebody who may not read the input.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	// What leads to the folder must be open to all.
	for parent := dir; parent != filepath.Dir(parent) && parent != os.TempDir(); parent = filepath.Dir(parent) {
		require.NoError(t, os.Chmod(parent, 0o755))
	}
	locked := filepath.Join(dir, "locked")
	require.NoError(t, os.Mkdir(locked, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(locked, "page.txt"), []byte("The quay is closed.\n"), 0o644))
	require.NoError(t, os.Chmod(locked, 0))
	defer os.Chmod(locked, 0o755)
	open := filepath.Join(dir, "open")
	require.NoError(t, os.Mkdir(open, 0o777))
	require.NoError(t, os.Chmod(open, 0o777))
	self, err := os.Executable()
	require.NoError(t, err)
	data, err := os.ReadFile(self)
	require.NoError(t, err)
	program := filepath.Join(dir, "corpus")
	require.NoError(t, os.WriteFile(program, data, 0o755))
	c := exec.Command(program, "-progress", "0", "-in", locked, "-out", filepath.Join(open, "out"))
	c.Env = append(os.Environ(), asProgram+"=1")
	c.Dir = dir
	if os.Geteuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	stderr, err := c.CombinedOutput()
	exit := (*exec.ExitError)(nil)
	if !errors.As(err, &exit) {
		t.Skipf("cannot run as somebody else: %v", err)
	}
	assert.Equal(t, exitBad, exit.ExitCode())
	assert.Equal(t, "corpus: input: open "+locked+": permission denied\n", string(stderr))
	assert.NoDirExists(t, filepath.Join(open, "out"))
}

// TestFullDisk writes into a file system of a quarter of a megabyte.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("cannot mount a small disk: %v: %s", err, out)
	}
	defer func() { assert.NoError(t, exec.Command("umount", disk).Run()) }()
	in := generated(t, "pages.jsonl.zst", 1000)
	for _, format := range []string{"jsonl", "parquet", "markdown-dir"} {
		out := filepath.Join(disk, format)
		stderr, status := corpus(t, "-format", format, "-compress", "none", "-shard-rows", "100", "-in", in, "-out", out)
		assert.Equal(t, exitBad, status)
		assert.Regexp(t, `^corpus: output .*: no space left on device\n$`, stderr)
		for name := range tree(t, out) {
			assert.NotRegexp(t, `^\.`, name, "a leftover")
		}
		// With room again the run goes on.
		if format == "jsonl" {
			require.NoError(t, exec.Command("mount", "-o", "remount,size=64m", disk).Run())
			stderr, status = corpus(t, "-format", format, "-compress", "none", "-shard-rows", "100", "-in", in, "-out", out, "-resume")
			assert.Zero(t, status, stderr)
			assert.Len(t, rows(t, out), 1000)
		}
		require.NoError(t, os.RemoveAll(out))
		require.NoError(t, exec.Command("mount", "-o", "remount,size=256k", disk).Run())
	}
}

// TestSiteNoise removes what nothing but its recurrence tells from the article,
// in one run or in two with the packs of the first; a run that is stopped and
// resumed does the same.
func TestSiteNoise(t *testing.T) {
	in := generated(t, "pages.warc.gz", 200)
	dir := t.TempDir()
	plain, cleaned, resumed, again := filepath.Join(dir, "1"), filepath.Join(dir, "2"), filepath.Join(dir, "3"), filepath.Join(dir, "4")
	packs := filepath.Join(dir, "packs")
	stderr, status := corpus(t, "-in", in, "-out", plain)
	require.Zero(t, status, stderr)
	args := []string{"-in", in, "-shard-rows", "90", "-noise", "-site-noise"}
	stderr, status = corpus(t, append(args, "-out", cleaned, "-save-site-rules", packs)...)
	require.Zero(t, status, stderr)
	assert.Regexp(t, `(?m)^\d+ lines of 10 sites are noise$`, stderr)
	g, err := pagegen.New(11, 10)
	require.NoError(t, err)
	before, after := rows(t, plain), rows(t, cleaned)
	for n := range before {
		page, err := g.Page(n)
		require.NoError(t, err)
		for _, line := range page.SiteNoise {
			assert.Contains(t, before[n].Text, line)
			assert.NotContains(t, after[n].Text, line)
			assert.Contains(t, after[n].Noise, step.Noise{Text: line, Label: "other", Rule: "site-noise"})
		}
		assert.Equal(t, strings.Join(page.Paragraphs, "\n\n"), after[n].Text)
		assert.Equal(t, before[n].Title, after[n].Title)
		assert.Equal(t, before[n].Captions, after[n].Captions)
	}

	var b bytes.Buffer
	stop := make(chan struct{})
	require.Equal(t, exitDone, run(context.Background(), stop, append(args, "-progress", "0", "-out", resumed, "-site-share", "0.5"), &b))
	require.NoError(t, os.Remove(filepath.Join(resumed, "_corpus.json")))
	require.NoError(t, os.Remove(filepath.Join(resumed, "part-00001.jsonl.zst")))
	stderr, status = corpus(t, append(args, "-out", resumed, "-resume")...)
	require.Zero(t, status, stderr)
	assert.Equal(t, tree(t, cleaned), tree(t, resumed))

	args = []string{"-in", in, "-out", again}
	names, err := filepath.Glob(filepath.Join(packs, "*.json"))
	require.NoError(t, err)
	require.Len(t, names, 10)
	for _, name := range names {
		args = append(args, "-rules", name)
	}
	stderr, status = corpus(t, args...)
	require.Zero(t, status, stderr)
	for n, row := range rows(t, again) {
		assert.Equal(t, after[n].Text, row.Text)
		assert.Equal(t, after[n].Title, row.Title)
	}
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/corpus/pagegen"
	"github.com/copydesk-go/copydesk/examples/corpus/shard"
)

// asProgram is set in the environment of test binaries that are to be the
// program itself.
const asProgram = "BEAM_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	registerTypes()
	flag.Parse()
	beam.Init()
	os.Exit(inTemporary(m.Run))
}

// inTemporary runs the tests where everything that Beam leaves in the folder for
// temporary files is removed.
func inTemporary(run func() int) int {
	dir, err := os.MkdirTemp("", "beam-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.Setenv("TMPDIR", dir)
	return run()
}

// longest is how long anything that a test waits for may take: this machine may
// have much else to do.
const longest = 10 * time.Minute

// process starts a program that ends with the test at the latest.
func process(t *testing.T, cmd *exec.Cmd) *bytes.Buffer {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s\n%s", cmd, tail(out.String()))
		}
	})
	return &out
}

func tail(s string) string { return s[max(0, len(s)-4000):] }

// self returns the command that is this program.
func self(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// corpusProgram builds examples/corpus and returns the path of the program.
var corpusProgram = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.TempDir(), "corpus")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Dir = filepath.Join("..", "corpus")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// fromCorpus returns the lines that examples/corpus writes, in order.
func fromCorpus(t *testing.T, args ...string) []string {
	t.Helper()
	program, err := corpusProgram()
	require.NoError(t, err)
	out := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	told, err := exec.CommandContext(ctx, program, append(args, "-compress", "none", "-progress", "0", "-out", out)...).CombinedOutput()
	require.NoError(t, err, "%s", told)
	return slices.Concat(shards(t, out)...)
}

// shards returns the lines of each shard of a folder, by the order of their names.
func shards(t *testing.T, dir string) [][]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "part-*.jsonl"))
	require.NoError(t, err)
	slices.Sort(paths)
	var all [][]string
	for _, path := range paths {
		f, err := os.Open(path)
		require.NoError(t, err)
		defer f.Close()
		var lines []string
		for s := newScanner(f); s.Scan(); {
			lines = append(lines, s.Text())
		}
		all = append(all, lines)
	}
	return all
}

func newScanner(f *os.File) *bufio.Scanner {
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	return s
}

// generate writes an archive of made-up pages.
func generate(t *testing.T, path string, from, pages int) {
	t.Helper()
	_, kind, _ := strings.Cut(filepath.Base(path), ".")
	g, err := pagegen.New(11, 5)
	require.NoError(t, err)
	f, err := os.Create(path)
	require.NoError(t, err)
	w, err := pagegen.NewWriter(f, kind, false)
	require.NoError(t, err)
	for n := range pages {
		page, err := g.Page(from + n)
		require.NoError(t, err)
		require.NoError(t, w.Write(page))
	}
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())
}

// corpusFolder makes a folder with archives of every kind, pages that are files,
// an archive that is cut off and one that is damaged.
func corpusFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, kind := range []string{"warc.gz", "wet.gz", "jsonl.zst", "tar.gz", "parquet"} {
		// The second archives repeat stories of the first ones.
		generate(t, filepath.Join(dir, "a."+kind), 20*i, 20)
		generate(t, filepath.Join(dir, "b."+kind), 20*i+10, 20)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "a.warc.gz"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "cut.warc.gz"), whole[:len(whole)*2/3], 0o644))
	damaged := bytes.Clone(whole)
	copy(damaged[len(damaged)/2:], "no gzip is like this, and no crawl is without it")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "damaged.warc.gz"), damaged, 0o644))
	require.NoError(t, os.Mkdir(filepath.Join(dir, "pages"), 0o755))
	g, err := pagegen.New(12, 3)
	require.NoError(t, err)
	for n := range 6 {
		page, err := g.Page(n)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, "pages", fmt.Sprintf("%d.html", n)), []byte(page.HTML), 0o644))
	}
	return dir
}

// ranHere runs the program in this process, on the embedded Prism.
func ranHere(t *testing.T, args ...string) map[string]int64 {
	t.Helper()
	o := parsed(t, append(args, "--compress", "none")...)
	in, c, err := o.check()
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	counters, err := run(ctx, in, c)
	require.NoError(t, err)
	return counters
}

func parsed(t *testing.T, args ...string) *options {
	t.Helper()
	var o options
	flags := flag.NewFlagSet("beam", flag.ContinueOnError)
	o.register(flags)
	require.NoError(t, flags.Parse(args))
	return &o
}

// left returns the names in a folder that are neither shards nor the state.
func left(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var names []string
	for _, entry := range entries {
		if name := entry.Name(); !strings.HasPrefix(name, "part-") && name != stateName {
			names = append(names, name)
		}
	}
	return names
}

func TestGivesWhatCorpusGives(t *testing.T) {
	in, out := corpusFolder(t), filepath.Join(t.TempDir(), "out")
	want := fromCorpus(t, "-in", in, "-noise")
	counters := ranHere(t, "--input", in, "--output", out, "--noise")
	got := shards(t, out)
	assert.Equal(t, want, slices.Concat(got...))
	assert.Len(t, got, 13, "a shard a file, and one for the pages")
	assert.Empty(t, left(t, out))

	assert.EqualValues(t, len(want), counters["documents"])
	assert.EqualValues(t, 13, counters["shards"])
	errors, bytes := int64(0), int64(0)
	for _, line := range want {
		row := decode(t, line)
		bytes += row.Bytes
		if row.Error != "" {
			errors++
		}
	}
	assert.Positive(t, errors)
	assert.Equal(t, errors, counters["errors"])
	assert.Equal(t, bytes, counters["bytes"])
	assert.Equal(t, counters["documents"], counters["articles"]+counters["errors"])
	assert.Positive(t, counters["noise_lines"])
}

func TestSiteNoiseIsThatOfCorpus(t *testing.T) {
	in := corpusFolder(t)
	plain := fromCorpus(t, "-in", in)
	for _, share := range []string{"0.5", "0.9"} {
		out := filepath.Join(t.TempDir(), "out")
		flags := []string{"-site-noise", "-site-share", share, "-site-pages", "6"}
		want := fromCorpus(t, append(flags, "-in", in)...)
		require.NotEqual(t, plain, want)
		counters := ranHere(t, append(flags, "--input", in, "--output", out)...)
		assert.Equal(t, want, slices.Concat(shards(t, out)...))
		assert.Positive(t, counters["site_noise_lines"])
		assert.Positive(t, counters["judged_sites"])
	}
}

func TestParquetHasTheSameRows(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	generate(t, filepath.Join(in, "a.wet.gz"), 0, 12)
	ranHere(t, "--input", in, "--output", out, "--format", "parquet")
	program, err := corpusProgram()
	require.NoError(t, err)
	want := t.TempDir()
	told, err := exec.Command(program, "-in", in, "-format", "parquet", "-progress", "0", "-out", want).CombinedOutput()
	require.NoError(t, err, "%s", told)
	assert.Equal(t, rowsOfParquet(t, want), rowsOfParquet(t, out))
	assert.Len(t, rowsOfParquet(t, out), 12)
}

// A run that is begun again finds its own shards and writes the same bytes.
func TestAgainWritesTheSameBytes(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	generate(t, filepath.Join(in, "a.wet.gz"), 0, 5)
	ranHere(t, "--input", in, "--output", out)
	path := filepath.Join(out, "part-00000.jsonl")
	first, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(out, attempts+"00000-lost"), 0o755))
	ranHere(t, "--input", in, "--output", out)
	again, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	assert.Empty(t, left(t, out))
}

// Engines try tasks again, also while the first attempt is still under way.
func TestAttemptsAtATaskDoNotMeet(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	generate(t, filepath.Join(in, "a.warc.gz"), 0, 8)
	o := parsed(t, "--input", in, "--output", out, "--compress", "none")
	inputs, c, err := o.check()
	require.NoError(t, err)
	var task Task
	require.NoError(t, eachTask(context.Background(), inputs, func(found Task) { task = found }))
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			cleaner := Cleaner{Config: c}
			rows, err := cleaner.clean(context.Background(), task, nil)
			assert.NoError(t, err)
			assert.EqualValues(t, 8, rows)
		})
	}
	wait.Wait()
	assert.Equal(t, fromCorpus(t, "-in", in), slices.Concat(shards(t, out)...))
	assert.Empty(t, left(t, out))
}

func TestAttemptThatFailsLeavesNothing(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	generate(t, filepath.Join(in, "a.warc.gz"), 0, 8)
	_, c, err := parsed(t, "--input", in, "--output", out).check()
	require.NoError(t, err)
	cleaner := Cleaner{Config: c}
	ctx, cancel := context.WithCancel(context.Background())
	format, err := shard.ByName("jsonl", "none")
	require.NoError(t, err)
	err = writeShard(context.Background(), localFolder(out), format, 3, func(w *shard.Writer) error {
		cancel()
		_, err := cleaner.clean(ctx, Task{Files: []File{{Path: filepath.Join(in, "a.warc.gz")}}}, nil)
		return err
	})
	assert.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, left(t, out))
	assert.Empty(t, shards(t, out))
}

func TestTasks(t *testing.T) {
	in := corpusFolder(t)
	inputs, _, err := parsed(t, "--input", in, "--output", filepath.Join(in, "out")).check()
	require.NoError(t, err)
	var tasks []Task
	require.NoError(t, eachTask(context.Background(), inputs, func(task Task) { tasks = append(tasks, task) }))
	require.Len(t, tasks, 13)
	for i, task := range tasks {
		assert.EqualValues(t, i, task.Index)
		assert.Positive(t, task.Bytes)
	}
	assert.Len(t, tasks[0].Files, 1)
	assert.Len(t, tasks[12].Files, 6, "pages share a task")
}

func TestWrongUsage(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	generate(t, filepath.Join(in, "a.jsonl"), 0, 1)
	for says, args := range map[string][]string{
		"no input":                  {"--output", out},
		"no output":                 {"--input", in},
		"--format \"markdown-dir\"": {"--input", in, "--output", out, "--format", "markdown-dir"},
		"compression \"lz\"":        {"--input", in, "--output", out, "--compress", "lz"},
		"--from \"zip\"":            {"--input", in, "--output", out, "--from", "zip"},
		"--kind \"pdf\"":            {"--input", in, "--output", out, "--kind", "pdf"},
		"one of them":               {"--input", in, "--output", out, "--text-field", "a", "--html-field", "b"},
		"--site-share 2":            {"--input", in, "--output", out, "--site-share", "2"},
		"--site-pages 1":            {"--input", in, "--output", out, "--site-pages", "1"},
		"--max-bytes 0":             {"--input", in, "--output", out, "--max-bytes", "0"},
		"missing field \"body\"":    {"--input", in, "--output", out, "--text-field", "body"},
		"no such file":              {"--input", filepath.Join(in, "absent"), "--output", out},
		"rules":                     {"--input", in, "--output", out, "--rules", filepath.Join(in, "absent.json")},
	} {
		_, _, err := parsed(t, args...).check()
		assert.ErrorContains(t, err, says)
	}
}

func TestOutputThatIsNotOurs(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	generate(t, filepath.Join(in, "a.jsonl"), 0, 1)
	inputs, c, err := parsed(t, "--input", in, "--output", out).check()
	require.NoError(t, err)
	ours := settings{Inputs: inputs.Paths, Config: c}
	require.NoError(t, prepareOutput(context.Background(), localFolder(out), ours))
	require.NoError(t, prepareOutput(context.Background(), localFolder(out), ours), "the same run again")
	ours.Config.Noise = true
	assert.ErrorContains(t, prepareOutput(context.Background(), localFolder(out), ours), "other inputs or settings")
	foreign := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(foreign, "notes.txt"), nil, 0o644))
	assert.ErrorContains(t, prepareOutput(context.Background(), localFolder(foreign), ours), "something in it")
}

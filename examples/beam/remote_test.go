package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Beam's file system in memory stands for Google Cloud Storage.
func TestRemoteFiles(t *testing.T) {
	in := t.TempDir()
	for i, name := range []string{"a.warc.gz", "b.parquet", "c.tar.gz"} {
		path := filepath.Join(in, name)
		generate(t, path, 10*i, 10)
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		if name == "a.warc.gz" {
			data = data[:len(data)-100]
			require.NoError(t, os.WriteFile(path, data, 0o644))
		}
		memfs.Write("memfs://crawl/"+name, data)
	}
	var want []string
	for _, line := range fromCorpus(t, "-in", in) {
		want = append(want, strings.ReplaceAll(line, in+"/", "memfs://crawl/"))
	}
	before, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	// The second run finds the first one's shards.
	for range 2 {
		counters := ranHere(t, "--input", "memfs://crawl/*", "--output", "memfs://clean")
		assert.EqualValues(t, 3, counters["shards"])
	}
	after, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	copies := func(e os.DirEntry) bool { return !strings.HasPrefix(e.Name(), "copydesk-") }
	assert.Equal(t, slices.DeleteFunc(before, copies), slices.DeleteFunc(after, copies), "copies are removed")

	ctx := context.Background()
	names, err := folderOf("memfs://clean").names(ctx)
	require.NoError(t, err)
	slices.Sort(names)
	assert.Equal(t, []string{stateName, "part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"}, names)
	var got []string
	for _, name := range names[1:] {
		data, err := filesystem.Read(ctx, memfs.New(ctx), "memfs://clean/"+name)
		require.NoError(t, err)
		got = append(got, strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")...)
	}
	assert.Equal(t, want, got)

	absent, c, err := parsed(t, "--input", "memfs://absent/*", "--output", "memfs://other").check()
	require.NoError(t, err)
	assert.Equal(t, "memfs://other", c.Output)
	err = eachTask(ctx, absent, func(Task) {})
	assert.ErrorContains(t, err, "no such file")
}

package archive

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/corpus/pagegen"
	"github.com/copydesk-go/copydesk/extract"
)

// made returns pages of a generator.
func made(t testing.TB, n int) []pagegen.Page {
	t.Helper()
	g, err := pagegen.New(7, 5)
	require.NoError(t, err)
	pages := make([]pagegen.Page, n)
	for i := range pages {
		pages[i], err = g.Page(i)
		require.NoError(t, err)
	}
	return pages
}

// archived writes pages as an archive and returns its bytes.
func archived(t testing.TB, kind string, html bool, pages []pagegen.Page) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := pagegen.NewWriter(&b, kind, html)
	require.NoError(t, err)
	for _, page := range pages {
		require.NoError(t, w.Write(page))
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

// found is what a record turned out to be.
type found struct {
	Page
	offset int64
	next   Position
	err    error
}

// readAll reads a Reader to its end; what is skipped is left out.
func readAll(t testing.TB, r Reader) []found {
	t.Helper()
	var all []found
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		page, err := record.Page()
		if skip := (*SkipError)(nil); errors.As(err, &skip) {
			continue
		}
		all = append(all, found{page, record.Offset, record.Next, err})
	}
}

func TestFormats(t *testing.T) {
	pages := made(t, 20)
	for _, kind := range pagegen.WriterNames() {
		for _, html := range []bool{true, false} {
			name := kind
			opts := Options{}
			isHTML := html
			switch kind {
			case "warc", "warc.gz", "tar", "tar.gz":
				isHTML = true
			case "wet.gz":
				isHTML = false
			default:
				if html {
					name += " with HTML"
					opts.Layout.HTML = "html"
				}
			}
			t.Run(name, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "pages."+kind)
				require.NoError(t, os.WriteFile(path, archived(t, kind, html, pages), 0o644))
				f, err := Open(path, opts)
				require.NoError(t, err)
				all := readAll(t, f)
				require.NoError(t, f.Close())
				require.Len(t, all, len(pages))
				for i, got := range all {
					require.NoError(t, got.err)
					want, wantKind := pages[i].Text, extract.KindText
					if isHTML {
						want, wantKind = pages[i].HTML, extract.KindHTML
					}
					require.Equal(t, want, string(got.Body))
					assert.Equal(t, wantKind, got.Kind)
					if f.Reader != nil && kind[:3] != "tar" {
						assert.Equal(t, pages[i].URL, got.URL)
						assert.True(t, pages[i].Fetched.Equal(got.Crawled))
					}
				}
				for i, got := range all {
					f, err := OpenAt(path, got.next, opts)
					require.NoError(t, err)
					rest := readAll(t, f)
					require.NoError(t, f.Close())
					require.Len(t, rest, len(pages)-i-1)
					for k := range rest {
						require.Equal(t, all[i+1+k].Body, rest[k].Body)
						require.Equal(t, all[i+1+k].next, rest[k].next)
					}
				}
			})
		}
	}
}

// TestStreams reads what is no file of its own, compressed WARC files too.
func TestStreams(t *testing.T) {
	pages := made(t, 12)
	zipped, err := zstd.NewWriter(nil)
	require.NoError(t, err)
	streams := map[string][]byte{"x.warc.zst": zipped.EncodeAll(archived(t, "warc", false, pages), nil)}
	for _, kind := range pagegen.WriterNames() {
		streams["x."+kind] = archived(t, kind, false, pages)
	}
	for name, data := range streams {
		f, err := NewFile(iotest.HalfReader(bytes.NewReader(data)), name, Options{})
		if name == "x.parquet" {
			assert.ErrorIs(t, err, ErrFormat)
			continue
		}
		require.NoError(t, err, name)
		assert.Len(t, readAll(t, f), len(pages), name)
		require.NoError(t, f.Close())
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, data, 0o644))
		f, err = Open(path, Options{})
		require.NoError(t, err)
		all := readAll(t, f)
		require.NoError(t, f.Close())
		f, err = OpenAt(path, all[4].next, Options{})
		require.NoError(t, err)
		assert.Len(t, readAll(t, f), len(pages)-5, name)
		require.NoError(t, f.Close())
	}
}

// TestByContent tells formats by the first bytes.
func TestByContent(t *testing.T) {
	pages := made(t, 3)
	for _, kind := range pagegen.WriterNames() {
		path := filepath.Join(t.TempDir(), "data")
		require.NoError(t, os.WriteFile(path, archived(t, kind, false, pages), 0o644))
		f, err := Open(path, Options{})
		require.NoError(t, err, kind)
		assert.Len(t, readAll(t, f), 3, kind)
		require.NoError(t, f.Close())
	}
	path := filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.WriteFile(path, []byte("%PDF-1.7"), 0o644))
	_, err := Open(path, Options{})
	assert.ErrorIs(t, err, ErrFormat)
}

func TestFields(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	require.NoError(t, os.WriteFile(path, []byte(
		`{"content":"One.","meta":{"url":"https://example.org/1"},"when":"2020-02-03"}`+"\n\n"+
			`{"meta":{}}`+"\n"+`{"content":7}`+"\n"+`broken`+"\n"+`{"content":"Two."}`), 0o644))
	_, err := Open(path, Options{})
	assert.ErrorIs(t, err, ErrField)
	assert.EqualError(t, err, path+`: missing field "text" (there are "content", "meta", "when")`)
	f, err := Open(path, Options{Layout: Layout{Text: "content", URL: "meta.url", Crawled: "when"}})
	require.NoError(t, err)
	defer f.Close()
	all := readAll(t, f)
	require.Len(t, all, 5)
	assert.Equal(t, "One.", string(all[0].Body))
	assert.Equal(t, "https://example.org/1", all[0].URL)
	assert.Equal(t, 2020, all[0].Crawled.Year())
	assert.ErrorIs(t, all[1].err, ErrField)
	assert.EqualError(t, all[2].err, path+`: at 91: field "content" is no text`)
	assert.ErrorContains(t, all[3].err, path+": at 105: no JSON object")
	assert.Equal(t, "Two.", string(all[4].Body))

	parquet := filepath.Join(t.TempDir(), "x.parquet")
	require.NoError(t, os.WriteFile(parquet, archived(t, "parquet", true, made(t, 2)), 0o644))
	_, err = Open(parquet, Options{})
	assert.EqualError(t, err, parquet+`: missing field "text" (there are "html", "timestamp", "url")`)
}

// TestLongLine passes over a line that is too large and reads the next.
func TestLongLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	long := `{"text":"` + string(bytes.Repeat([]byte("a"), 2<<20)) + `"}`
	require.NoError(t, os.WriteFile(path, []byte(`{"text":"One."}`+"\n"+long+"\n"+`{"text":"Two."}`+"\n"), 0o644))
	f, err := Open(path, Options{MaxBytes: 1000})
	require.NoError(t, err)
	defer f.Close()
	all := readAll(t, f)
	require.Len(t, all, 3)
	assert.ErrorIs(t, all[1].err, ErrTooLarge)
	assert.EqualValues(t, 16, all[1].offset)
	assert.Equal(t, "Two.", string(all[2].Body))
}

// TestBrokenParquet flips bytes of a file with several row groups: whatever the
// library makes of it, there is no panic, and what is read is said.
func TestBrokenParquet(t *testing.T) {
	data := archived(t, "parquet", false, made(t, 50))
	path := filepath.Join(t.TempDir(), "x.parquet")
	for at := 4; at < len(data); at += len(data) / 60 {
		broken := bytes.Clone(data)
		broken[at] ^= 0x55
		require.NoError(t, os.WriteFile(path, broken, 0o644))
		f, err := Open(path, Options{})
		if err != nil {
			assert.ErrorContains(t, err, path)
			continue
		}
		for {
			record, err := f.Next()
			if err != nil {
				break
			}
			_, _ = record.Page()
		}
		require.NoError(t, f.Close())
	}
}

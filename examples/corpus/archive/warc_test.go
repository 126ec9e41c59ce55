package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
)

// warcRecord returns a record with a header of these fields.
func warcRecord(kind, content, body string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: <https://example.org/>\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, content, len(body), body)
}

func response(head, body string) string {
	return warcRecord("response", "application/http; msgtype=response", "HTTP/1.1 "+head+"\r\n\r\n"+body)
}

func zipped(data string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	// Writing into a buffer does not fail.
	_, _ = io.WriteString(w, data)
	_ = w.Close()
	return b.String()
}

func brotlied(data string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	_, _ = io.WriteString(w, data)
	_ = w.Close()
	return b.String()
}

func chunked(data string, size int) string {
	var b strings.Builder
	for len(data) > 0 {
		n := min(size, len(data))
		fmt.Fprintf(&b, "%x;ext=1\r\n%s\r\n", n, data[:n])
		data = data[n:]
	}
	return b.String() + "0\r\nTrailer: x\r\n\r\n"
}

const page = "<!DOCTYPE html><p>The quay is closed to lorries from the first of April.</p>"

// TestResponses reads responses as servers send and crawlers keep them.
func TestResponses(t *testing.T) {
	tests := []struct {
		name, record string
		want         Page
		skip, fail   string
	}{
		{name: "plain", record: response("200 OK\r\nContent-Type: text/html; charset=Windows-1251", page),
			want: Page{Kind: extract.KindHTML, Charset: "Windows-1251"}},
		{name: "quoted charset, odd parameters", record: response("200\r\nContent-Type: text/html; charset=\"utf-8\"; ;;", page), want: Page{Kind: extract.KindHTML}},
		{name: "chunked", record: response("200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html", chunked(page, 9)), want: Page{Kind: extract.KindHTML}},
		{name: "said to be chunked", record: response("200 OK\r\ntransfer-encoding:  Chunked\r\nContent-Type: text/html", page), want: Page{Kind: extract.KindHTML}},
		{name: "gzip", record: response("200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html", zipped(page)), want: Page{Kind: extract.KindHTML}},
		{name: "said to be gzip", record: response("200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html", page), want: Page{Kind: extract.KindHTML}},
		{name: "chunked gzip", record: response("200 OK\r\nContent-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html", chunked(zipped(page), 7)), want: Page{Kind: extract.KindHTML}},
		{name: "brotli", record: response("200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html", brotlied(page)), want: Page{Kind: extract.KindHTML}},
		{name: "said to be brotli", record: response("200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html", page), want: Page{Kind: extract.KindHTML}},
		{name: "no type", record: response("200 OK", page), want: Page{Kind: extract.KindHTML}},
		{name: "folded header", record: response("200 OK\r\nContent-Type:\r\n text/html;\r\n\tcharset=utf-8\r\nX", page), want: Page{Kind: extract.KindHTML, Charset: "utf-8"}},
		{name: "line feeds alone", record: warcRecord("response", "application/http", "HTTP/1.0 200 OK\nContent-Type: text/html\n\n"+page), want: Page{Kind: extract.KindHTML}},
		{name: "text", record: response("203 Yes\r\nContent-Type: text/plain", page), want: Page{Kind: extract.KindText}},
		{name: "conversion", record: warcRecord("conversion", "text/plain", page), want: Page{Kind: extract.KindText, Charset: "utf-8"}},
		{name: "resource", record: warcRecord("resource", "text/html", page), want: Page{Kind: extract.KindHTML}},
		{name: "picture", record: response("200 OK\r\nContent-Type: image/png", "\x89PNG"), skip: "content of type image/…"},
		{name: "not found", record: response("404 Not Found\r\nContent-Type: text/html", page), skip: "HTTP status 4xx"},
		{name: "request", record: warcRecord("request", "application/http", "GET / HTTP/1.1\r\n\r\n"), skip: "WARC record of type request"},
		{name: "DNS", record: strings.Replace(warcRecord("response", "text/dns", "20240301 example.org. A"), "https:", "dns:", 1), skip: "no HTTP response"},
		{name: "no HTTP", record: warcRecord("response", "application/http", page), fail: "the record has no HTTP header"},
		{name: "bad status", record: response("two hundred", page), fail: "the HTTP status line is"},
		{name: "broken gzip", record: response("200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html", zipped(page)[:40]), fail: "content encoding gzip: unexpected EOF"},
		{name: "unknown encoding", record: response("200 OK\r\nContent-Encoding: klingon\r\nContent-Type: text/html", page), fail: `unknown content encoding "klingon"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, data := range []string{tt.record, zipped(tt.record)} {
				record, err := NewWARC(iotest.OneByteReader(strings.NewReader(data)), "x.warc", 0, Options{}).Next()
				require.NoError(t, err)
				got, err := record.Page()
				if tt.skip != "" {
					skip := (*SkipError)(nil)
					require.ErrorAs(t, err, &skip)
					assert.Equal(t, tt.skip, skip.Reason)
					continue
				}
				if tt.fail != "" {
					assert.ErrorContains(t, err, "x.warc: at 0: "+tt.fail)
					continue
				}
				require.NoError(t, err)
				want := tt.want
				want.URL, want.Body = "https://example.org/", []byte(page)
				assert.Equal(t, want, got)
			}
		})
	}
}

// part is a record of an archive in a test.
type part struct {
	data   string
	offset int64
	whole  bool
}

// checkSurvivors reads an archive and checks that every whole record comes out,
// and that every broken one is reported where it begins.
func checkSurvivors(t testing.TB, parts []part, data string, opts Options) {
	t.Helper()
	got := map[int64]error{}
	bodies := map[int64]string{}
	r := NewWARC(strings.NewReader(data), "x", 0, opts)
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		page, err := record.Page()
		got[record.Offset], bodies[record.Offset] = err, string(page.Body)
	}
	for i, p := range parts {
		err, seen := got[p.offset]
		if p.whole {
			require.True(t, seen, "record %d at %d is lost", i, p.offset)
			require.NoError(t, err, "record %d", i)
			require.Equal(t, p.data, bodies[p.offset])
			continue
		}
		require.True(t, seen, "broken record %d at %d is not reported", i, p.offset)
		broken := (*RecordError)(nil)
		require.ErrorAs(t, err, &broken, "record %d", i)
		assert.Equal(t, p.offset, broken.Offset)
	}
	require.Len(t, got, len(parts))
}

// TestDamage breaks one record in a hundred in each of several ways.
func TestDamage(t *testing.T) {
	type breaker func(r *rand.Rand, record, member string) string
	inMember := func(cut int) breaker { // flips bytes behind the member's header
		return func(r *rand.Rand, _, member string) string {
			b := []byte(member)
			for range 1 + r.IntN(20) {
				b[cut+r.IntN(len(b)-cut)] ^= byte(1 + r.IntN(255))
			}
			return string(b)
		}
	}
	length := func(change int) breaker {
		return func(_ *rand.Rand, record, _ string) string {
			at := strings.Index(record, "Content-Length: ")
			var n int
			fmt.Sscanf(record[at:], "Content-Length: %d", &n)
			return strings.Replace(record, fmt.Sprintf("Content-Length: %d\r\n", n), fmt.Sprintf("Content-Length: %d\r\n", n+change), 1)
		}
	}
	both := func(b breaker) breaker { // breaks the record inside its member
		return func(r *rand.Rand, record, _ string) string { return zipped(b(r, record, "")) }
	}
	replace := func(old, new string) breaker {
		return func(_ *rand.Rand, record, _ string) string { return strings.Replace(record, old, new, 1) }
	}
	bomb := zipped(warcRecord("response", "application/http", strings.Repeat("\x00", 30<<20)))
	tests := []struct {
		name   string
		zipped bool
		broken breaker
	}{
		{"flipped bytes", true, inMember(10)},
		{"flipped magic", true, func(_ *rand.Rand, _, member string) string { return "\x1E" + member[1:] }},
		{"member cut short", true, func(r *rand.Rand, _, member string) string { return member[:20+r.IntN(len(member)-25)] }},
		{"gzip bomb", true, func(*rand.Rand, string, string) string { return bomb }},
		{"length too small in a member", true, both(length(-7))},
		{"length too large in a member", true, both(length(300))},
		{"no length in a member", true, both(replace("Content-Length", "Content-Size"))},
		{"no record in a member", true, func(*rand.Rand, string, string) string { return zipped("nothing of the kind") }},
		{"garbage", true, func(*rand.Rand, string, string) string { return strings.Repeat("garbage", 900) }},
		{"length too small", false, length(-7)},
		{"length too large", false, length(300)},
		{"length absurd", false, length(1 << 50)},
		{"length of several records", false, length(100_000)},
		{"length no number", false, replace("Content-Length: ", "Content-Length: x")},
		{"no length", false, replace("Content-Length", "Content-Size")},
		{"header cut short", false, func(*rand.Rand, string, string) string { return "WARC/1.0\r\nWARC-Type: response\r\nWARC-\r\n" }},
		{"body cut short", false, func(r *rand.Rand, record, _ string) string { return record[:len(record)-50-r.IntN(500)] + "\r\n" }},
	}
	pages := made(t, 300)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			var parts []part
			var b strings.Builder
			for i, p := range pages {
				record := response("200 OK\r\nContent-Type: text/html", p.HTML)
				stored := record
				if tt.zipped {
					stored = zipped(record)
				}
				part := part{data: p.HTML, offset: int64(b.Len()), whole: true}
				if i%100 == 57 {
					part.whole, stored = false, tt.broken(r, record, stored)
				}
				parts = append(parts, part)
				b.WriteString(stored)
			}
			checkSurvivors(t, parts, b.String(), Options{MaxBytes: 20 << 20})
		})
	}
}

// TestDamageAtRandom flips bytes anywhere in one record of a hundred, many
// times over. A record may turn out whole (a flipped time stamp of gzip), and
// one whose header is hit may be reported as part of the broken one before it;
// a whole one is never lost.
func TestDamageAtRandom(t *testing.T) {
	pages := made(t, 120)
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		var data []byte
		hit := map[int]bool{}
		for i, p := range pages {
			member := []byte(zipped(response("200 OK\r\nContent-Type: text/html", p.HTML)))
			if r.IntN(20) == 0 {
				hit[i] = true
				for range 1 + r.IntN(40) {
					member[r.IntN(len(member))] ^= byte(1 << r.IntN(8))
				}
			}
			data = append(data, member...)
		}
		all := map[string]bool{}
		broken := 0
		for _, got := range readAll(t, NewWARC(bytes.NewReader(data), "x.gz", 0, Options{})) {
			if all[string(got.Body)] = true; got.err != nil {
				broken++
			}
		}
		for i, p := range pages {
			if !hit[i] {
				require.True(t, all[p.HTML], "seed %d: record %d is lost", seed, i)
			}
		}
		assert.LessOrEqual(t, broken, len(hit))
	}
}

// TestTruncated cuts an archive off at many places: all records before come
// out, and the one that is cut is reported.
func TestTruncated(t *testing.T) {
	pages := made(t, 4)
	for _, compressed := range []bool{true, false} {
		var data string
		var ends []int
		for _, p := range pages {
			record := response("200 OK\r\nContent-Type: text/html", p.HTML)
			if compressed {
				record = zipped(record)
			}
			data += record
			ends = append(ends, len(data))
		}
		for cut := 1; cut < len(data); cut += 97 {
			whole := 0
			for whole < len(ends) && ends[whole] <= cut {
				whole++
			}
			all := readAll(t, NewWARC(strings.NewReader(data[:cut]), "x", 0, Options{}))
			// The blank lines behind a record may be missing.
			if !compressed && len(all) > whole && all[whole].err == nil {
				require.LessOrEqual(t, ends[whole]-cut, 4)
				continue
			}
			if begin := append([]int{0}, ends...)[whole]; cut-begin <= 4 && !compressed || cut == begin {
				continue
			}
			require.Len(t, all, whole+1, "cut at %d", cut)
			for i := range whole {
				require.NoError(t, all[i].err)
			}
			require.Error(t, all[whole].err)
			require.Contains(t, all[whole].err.Error(), fmt.Sprintf("x: at %d: ", append([]int{0}, ends...)[whole]))
		}
	}
}

// TestOneMember reads files whose records are not compressed one by one, small
// ones and one that is too large to be held.
func TestOneMember(t *testing.T) {
	pages := made(t, 60)
	var plain strings.Builder
	for _, p := range pages {
		plain.WriteString(response("200 OK\r\nContent-Type: text/html", p.HTML))
	}
	extra := response("200 OK\r\nContent-Type: text/html", page)
	for _, limit := range []int{4 << 20, 60_000} {
		opts := Options{MaxBytes: limit}
		data := zipped(plain.String()) + zipped(extra)
		all := readAll(t, NewWARC(strings.NewReader(data), "x", 0, opts))
		require.Len(t, all, len(pages)+1)
		for i, got := range all[:len(pages)] {
			require.NoError(t, got.err)
			require.Equal(t, pages[i].HTML, string(got.Body))
			assert.Zero(t, got.offset)
		}
		assert.Equal(t, page, string(all[len(pages)].Body))
		// What is left can be read from every record's Next.
		for _, i := range []int{0, 7, 58, 59, 60} {
			next := all[i].next
			r := NewWARC(strings.NewReader(data[next.Offset:]), "x", next.Offset, opts)
			for range next.Records {
				_, err := r.Next()
				require.NoError(t, err)
			}
			assert.Len(t, readAll(t, r), len(all)-i-1)
		}
	}
}

type failing struct{ io.Reader }

func (f failing) Read(p []byte) (int, error) {
	if n, err := f.Reader.Read(p); err == nil {
		return n, nil
	}
	return 0, errors.New("disk on fire")
}

// TestReadError ends the file where it cannot be read.
func TestReadError(t *testing.T) {
	record := response("200 OK\r\nContent-Type: text/html", page)
	for _, data := range []string{record + record[:90], zipped(record) + zipped(record)[:90]} {
		r := NewWARC(failing{strings.NewReader(data)}, "x", 0, Options{})
		_, err := r.Next()
		require.NoError(t, err)
		second, err := r.Next()
		require.NoError(t, err)
		_, err = second.Page()
		assert.ErrorContains(t, err, "disk on fire")
		_, err = r.Next()
		assert.ErrorContains(t, err, "disk on fire")
	}
}

// FuzzWARC reads anything, in either form, to its end.
func FuzzWARC(f *testing.F) {
	record := response("200 OK\r\nContent-Type: text/html", page)
	for _, data := range []string{record, zipped(record), zipped(record) + record, "WARC/1.0\r\n\r\n", "\x1F\x8B\x08", record[:100] + record} {
		f.Add([]byte(data))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		last := int64(-1)
		r := NewWARC(bytes.NewReader(data), "x", 0, Options{MaxBytes: 1 << 16})
		for n := 0; ; n++ {
			record, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			require.NoError(t, err)
			require.GreaterOrEqual(t, record.Offset, last)
			require.LessOrEqual(t, record.Next.Offset, int64(len(data)))
			require.LessOrEqual(t, n, len(data))
			last = record.Offset
			_, _ = record.Page()
		}
	})
}

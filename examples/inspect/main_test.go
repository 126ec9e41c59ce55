package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean/packs"
)

const storm = `Storm closes the coast road

The coast road north of Selmouth was closed on Monday after the sea broke over the wall, the police said.

Tide tables of the week
`

const pack = `{"schema": "copydesk-pack/1", "name": "house", "doc": "House rules.", "rules": [
	{"name": "tides", "label": "promotion", "prefix": ["Tide tables"]}]}`

// write writes a file in one piece, as nobody sees half of it.
func write(t *testing.T, path, content string) {
	t.Helper()
	part := path + ".part"
	require.NoError(t, os.WriteFile(part, []byte(content), 0o644))
	require.NoError(t, os.Rename(part, path))
}

// runs runs the program until the test ends and returns what it says.
func runs(t *testing.T, args ...string) (base string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	done := make(chan int, 1)
	var errs bytes.Buffer
	go func() {
		done <- run(ctx, append(args, "-addr", "localhost:0"), in, &errs)
		in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err, errs.String())
	t.Cleanup(func() {
		cancel()
		assert.Zero(t, <-done)
		assert.Empty(t, errs.String())
	})
	base, _, _ = strings.Cut(line, " ")
	return base
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	require.NoError(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return r.StatusCode, string(body)
}

// events returns the events of the program, one a call.
func events(t *testing.T, base string) func() status {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, "GET", base+"/events", nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	t.Cleanup(func() { response.Body.Close() })
	assert.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	lines := bufio.NewScanner(response.Body)
	return func() status {
		t.Helper()
		require.True(t, lines.Scan(), "%v", lines.Err())
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		require.True(t, ok, lines.Text())
		var s status
		require.NoError(t, json.Unmarshal([]byte(data), &s))
		require.True(t, lines.Scan())
		return s
	}
}

// TestInspect follows a page and a pack through their changes.
func TestInspect(t *testing.T) {
	dir := t.TempDir()
	page, rules := filepath.Join(dir, "storm.txt"), filepath.Join(dir, "rules.json")
	write(t, page, storm)
	base := runs(t, page, "-rules", rules)

	code, body := get(t, base+"/")
	assert.Equal(t, http.StatusOK, code)
	assert.Contains(t, body, `<iframe id="report"`)
	next := events(t, base)
	s := next()
	assert.Equal(t, status{Version: 1, Page: page, Packs: []packStatus{{File: rules, Problem: "there is no such file yet"}}}, s)
	_, body = get(t, base+"/report")
	assert.Contains(t, body, `<b>paragraph</b><p dir="auto">The coast road`)
	assert.NotContains(t, body, "house/tides")

	write(t, rules, pack)
	s = next()
	assert.Equal(t, status{Version: 2, Page: page, Packs: []packStatus{{File: rules, Rules: 1}}}, s)
	_, body = get(t, base+"/report")
	assert.Contains(t, body, `<b>promotion</b><p dir="auto">Tide tables of the week</p><small>house/tides 1.00</small>`)

	// A broken pack leaves the one before in use.
	write(t, rules, strings.Replace(pack, "promotion", "promo", 1))
	s = next()
	assert.Equal(t, 1, s.Packs[0].Rules)
	assert.Contains(t, s.Packs[0].Problem, rules+":2:")
	assert.Contains(t, s.Packs[0].Problem, `label "promo" is not a label`)
	_, body = get(t, base+"/report")
	assert.Contains(t, body, "house/tides 1.00")

	require.NoError(t, os.Remove(rules))
	assert.Equal(t, []packStatus{{File: rules, Problem: "there is no such file yet"}}, next().Packs)
	_, body = get(t, base+"/report")
	assert.NotContains(t, body, "house/tides")

	write(t, page, strings.Replace(storm, "Monday", "Tuesday", 1)+"\n")
	assert.Empty(t, next().Problem)
	_, body = get(t, base+"/report")
	assert.Contains(t, body, "on Tuesday after")

	// A page that is gone stays to be seen.
	require.NoError(t, os.Remove(page))
	assert.Contains(t, next().Problem, "no such file")
	code, body = get(t, base+"/report")
	assert.Equal(t, http.StatusOK, code)
	assert.Contains(t, body, "on Tuesday after")
}

func TestTwoPacksOfOneName(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.json", "b.json"} {
		write(t, filepath.Join(dir, name), pack)
	}
	page := filepath.Join(dir, "storm.html")
	write(t, page, "<article><h1>Storm</h1><p>The coast road was closed on Monday after the sea broke over the wall.</p></article>")
	d, err := newDesk(context.Background(), options{page: page, kind: "auto", packs: []string{filepath.Join(dir, "a.json"), filepath.Join(dir, "b.json")}})
	require.NoError(t, err)
	v, _ := d.now()
	assert.Contains(t, v.status.Problem, `"house/tides"`)
	w := httptest.NewRecorder()
	handler(d, "localhost:8080").ServeHTTP(w, httptest.NewRequest("GET", "http://localhost:8080/report", nil))
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.Contains(t, w.Body.String(), "There is nothing to show: ")
}

func TestOwnPack(t *testing.T) {
	page := filepath.Join(t.TempDir(), "storm.txt")
	write(t, page, storm)
	name := packs.Names()[0]
	d, err := newDesk(context.Background(), options{page: page, kind: "auto", packs: []string{name}})
	require.NoError(t, err)
	v, _ := d.now()
	assert.Empty(t, v.status.Packs[0].Problem)
	assert.Positive(t, v.status.Packs[0].Rules)
}

func TestHosts(t *testing.T) {
	page := filepath.Join(t.TempDir(), "storm.txt")
	write(t, page, storm)
	d, err := newDesk(context.Background(), options{page: page, kind: "auto"})
	require.NoError(t, err)
	for host, want := range map[string]int{"localhost:8080": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "desk.example:8080": 200,
		"attacker.example": 403, "attacker.example:8080": 403, "localhost.attacker.example:8080": 403} {
		r := httptest.NewRequest("GET", "/report", nil)
		r.Host = host
		w := httptest.NewRecorder()
		handler(d, "desk.example:8080").ServeHTTP(w, r)
		assert.Equal(t, want, w.Code, host)
	}
	r := httptest.NewRequest("GET", "http://localhost:8080/", nil)
	w := httptest.NewRecorder()
	handler(d, "localhost:8080").ServeHTTP(w, r)
	assert.Equal(t, shellPolicy, w.Header().Get("Content-Security-Policy"))
	assert.Equal(t, "same-origin", w.Header().Get("Cross-Origin-Resource-Policy"))
}

func TestWrongUse(t *testing.T) {
	taken := httptest.NewServer(http.NotFoundHandler())
	defer taken.Close()
	tests := []struct {
		args   []string
		status int
		stderr string
	}{
		{nil, 2, "inspect: no page is named: inspect [flags] PAGE\n"},
		{[]string{"a.html", "-addr", ":0", "b.html"}, 2, "inspect: one page at a time: a.html and b.html are named\n"},
		{[]string{"-kind", "pdf", "a.html"}, 2, "inspect: -kind \"pdf\" is not one of auto, html, text\n"},
		{[]string{"a.html", "-rules", ""}, 2, "inspect: invalid value \"\" for flag -rules: no pack is named\n"},
		{[]string{"a.html", "-colour"}, 2, "inspect: flag provided but not defined: -colour\n"},
		{[]string{"a.html", "-charset", "klingon-8"}, 1, "inspect: extract: unknown character encoding \"klingon-8\"\n"},
		{[]string{"a.html", "-addr", strings.TrimPrefix(taken.URL, "http://")}, 1, "address already in use\n"},
	}
	for _, tt := range tests {
		var out, errs bytes.Buffer
		assert.Equal(t, tt.status, run(context.Background(), tt.args, &out, &errs), tt.args)
		assert.Contains(t, errs.String(), tt.stderr)
		assert.Empty(t, out.String())
	}
	var out, errs bytes.Buffer
	assert.Zero(t, run(context.Background(), []string{"-h"}, &out, &errs))
	assert.Contains(t, errs.String(), "usage: inspect [flags] PAGE")
}

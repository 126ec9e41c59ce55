package step

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/extract"
)

// do reads a file of JSON lines and returns what becomes of each record.
func do(t *testing.T, s *Step, lines ...string) (rows []Row, outcomes []Outcome) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.jsonl")
	require.NoError(t, os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644))
	f, err := archive.Open(path, archive.Options{MaxBytes: 1000})
	require.NoError(t, err)
	defer f.Close()
	for range lines {
		record, err := f.Next()
		require.NoError(t, err)
		row, outcome, err := s.Do(context.Background(), record)
		require.NoError(t, err)
		assert.Equal(t, path, row.Path)
		rows, outcomes = append(rows, row), append(outcomes, outcome)
	}
	return rows, outcomes
}

const quay = `{"text":"Quay closed to lorries\n\nBy Ann Quill\n\nThe old quay of Selmouth will be closed to lorries from the first of April, the council decided on Tuesday.\n\nSign up for our morning newsletter\n","url":"https://example.org/quay","timestamp":"2026-02-03T10:00:00Z"}`

func TestOutcomes(t *testing.T) {
	s, err := New(Options{Noise: true, Extract: []extract.Option{extract.WithMaxBytes(500)}})
	require.NoError(t, err)
	rows, outcomes := do(t, s, quay,
		`{"text":"Now playing\n01:20\nHow the quays were built\nNow playing\n02:10\nA night with the crews\n"}`,
		`{"text":"  "}`,
		`{"text":"\u0000\u0001\u0002\u0003\u0000"}`,
		`{"text":"`+strings.Repeat("a ", 300)+`"}`,
		`{"text":"`+strings.Repeat("a ", 600)+`"}`,
		`{"texts":"x"}`,
	)
	assert.Equal(t, []Outcome{Article, NoArticle, Empty, Binary, TooLarge, TooLarge, Broken}, outcomes)
	row := rows[0]
	assert.Equal(t, "The old quay of Selmouth will be closed to lorries from the first of April, the council decided on Tuesday.", row.Text)
	assert.Equal(t, "Quay closed to lorries", row.Title)
	assert.Equal(t, []string{"Ann Quill"}, row.Authors)
	assert.Equal(t, "https://example.org/quay", row.URL)
	assert.Equal(t, 2026, row.Crawled.Year())
	assert.EqualValues(t, 20, row.Counts.Words)
	assert.Equal(t, []LabelCount{{"promotion", 1}}, row.Counts.ByLabel)
	require.Len(t, row.Noise, 1)
	assert.Equal(t, "Sign up for our morning newsletter", row.Noise[0].Text)
	assert.Empty(t, row.Error)
	assert.Len(t, rows[1].Clips, 2)
	for i, row := range rows[1:] {
		assert.NotEmpty(t, row.Error, i)
		assert.Equal(t, outcomes[i+1] != NoArticle, outcomes[i+1].IsError())
		assert.True(t, outcomes[i+1].IsRow())
	}
	assert.False(t, Outcome("skipped: x").IsRow())
	assert.False(t, Outcome("skipped: x").IsError())
}

// TestPanic makes of a rule that panics the error of one page.
func TestPanic(t *testing.T) {
	s, err := New(Options{Extract: []extract.Option{extract.WithRules(clean.Func("trap", func(*clean.Page) { panic("caught") }))}})
	require.NoError(t, err)
	rows, outcomes := do(t, s, quay)
	assert.Equal(t, Failed, outcomes[0])
	assert.Contains(t, rows[0].Error, "panic: caught")
}

// TestUnknownCharset does not believe a server that names no encoding.
func TestUnknownCharset(t *testing.T) {
	s, err := New(Options{})
	require.NoError(t, err)
	doc, err := s.extract(context.Background(), archive.Page{Kind: extract.KindText, Charset: "klingon-8", Body: []byte("The quay is closed to lorries.\n")})
	require.ErrorIs(t, err, extract.ErrNoArticle)
	assert.Equal(t, "utf-8", doc.Source.Charset)
}

// TestStopped returns the context's error, and no row.
func TestStopped(t *testing.T) {
	s, err := New(Options{})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(t.TempDir(), "x.jsonl")
	require.NoError(t, os.WriteFile(path, []byte(quay), 0o644))
	f, err := archive.Open(path, archive.Options{})
	require.NoError(t, err)
	defer f.Close()
	record, err := f.Next()
	require.NoError(t, err)
	_, _, err = s.Do(ctx, record)
	assert.ErrorIs(t, err, context.Canceled)
}

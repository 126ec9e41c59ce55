package extract

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

const shortPage = "Mayor of Selmouth resigns\n\nBy Ann Quill\n\nThe river rose at dawn, and the town hall was cleared in less than an hour.\n"

func TestTextErrors(t *testing.T) {
	noise := make([]byte, 4096)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	broken := errors.New("cable cut")
	tests := []struct {
		name  string
		input io.Reader
		opts  []Option
		want  error
		text  string
	}{
		{"empty", strings.NewReader(""), nil, ErrEmpty, "extract: no text in the input"},
		{"white space", strings.NewReader(" \t\r\n\u00A0\u2003\n"), nil, ErrEmpty, "extract: no text in the input"},
		{"only a byte order mark", strings.NewReader("\uFEFF"), nil, ErrEmpty, "extract: no text in the input"},
		{"zero bytes", strings.NewReader(strings.Repeat("\x00", 100)), nil, ErrBinary, "extract: the input is binary data, not text"},
		{"random bytes", strings.NewReader(string(noise)), nil, ErrBinary, "extract: the input is binary data, not text"},
		{"picture", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"), nil, ErrBinary, "extract: the input is binary data, not text"},
		{"too large", strings.NewReader(shortPage), []Option{WithMaxBytes(10)}, ErrTooLarge, "extract: limit exceeded: more than 10 bytes"},
		{"reader fails", io.MultiReader(strings.NewReader("Mayor"), iotest.ErrReader(broken)), nil, broken, "extract: reading: cable cut"},
		{"named", strings.NewReader(""), []Option{WithPath("a.txt")}, ErrEmpty, "extract: a.txt: no text in the input"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Text(tt.input, tt.opts...)
			assert.Nil(t, doc)
			require.ErrorIs(t, err, tt.want)
			assert.EqualError(t, err, tt.text)
		})
	}
	var limit *LimitError
	_, err := Text(strings.NewReader(shortPage), WithMaxBytes(10))
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, LimitError{Limit: "bytes", Max: 10}, *limit)
}

func TestTextContext(t *testing.T) {
	e, err := New()
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = e.Text(ctx, strings.NewReader(shortPage), Source{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestNewErrors(t *testing.T) {
	_, err := New(WithRules(clean.Equal("x", clean.Related, nil)))
	var ruleError *clean.RuleError
	require.ErrorAs(t, err, &ruleError)
	assert.EqualError(t, err, `extract: clean: rule "x": texts are empty`)
	_, err = New(WithoutRules("no-such-rule"))
	assert.EqualError(t, err, `extract: clean: rule "no-such-rule": name is not the name of a built-in rule`)
}

func TestSource(t *testing.T) {
	e, err := New(WithURL("https://example.org/default"), WithPath("default.txt"))
	require.NoError(t, err)
	doc, err := e.Text(context.Background(), strings.NewReader(shortPage), Source{URL: "https://example.org/a"})
	require.NoError(t, err)
	assert.Equal(t, Source{Path: "default.txt", URL: "https://example.org/a", Kind: KindText, Charset: "utf-8", Bytes: len(shortPage)}, doc.Source)
	assert.Equal(t, "https://example.org/a", doc.Article.URL)
}

func TestCallersRule(t *testing.T) {
	page := shortPage + "\nThe harbour radio has the tide tables every hour, on the hour, all year round.\n"
	assert.Contains(t, textOf(t, page).Article.Text(), "tide tables")
	doc := textOf(t, page, WithRules(clean.Prefix("radio", clean.Promotion, []string{"The harbour radio"})))
	assert.NotContains(t, doc.Article.Text(), "tide tables")
	require.Len(t, doc.Noise, 1)
	assert.Equal(t, "radio", doc.Noise[0].Rule)
	assert.Equal(t, clean.Promotion, doc.Noise[0].Label)
}

// TestHugeLine reads one line of 200 MB: memory stays in proportion.
func TestHugeLine(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 200 MB")
	}
	const size = 200 << 20
	line := strings.Repeat("The river rose at dawn and the town hall was cleared. ", size/54)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	doc := textOf(t, line, WithLimits(Limits{LineBytes: size}))
	runtime.ReadMemStats(&after)
	require.Len(t, doc.Article.Body, 1)
	assert.Len(t, doc.Article.Body[0].Text, len(line)-1)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(3*size), "bytes allocated")
}

package step

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRowForms writes a row with everything in it as JSON and as Parquet, and
// reads both back.
func TestRowForms(t *testing.T) {
	still := Caption{Text: "A lorry", Credit: "Jo Doe/AP", Creators: []string{"Jo Doe"}, Agencies: []string{"AP"}, Kind: "photo", ImageName: "lorry.jpg"}
	full := Row{
		Path: "a.warc.gz", Offset: 12, ID: "urn:x", URL: "https://example.org/1", Crawled: time.UnixMilli(1700000000000).UTC(),
		Kind: "html", Charset: "utf-8", Bytes: 99, Title: "T", Authors: []string{"A", "B"},
		Published: time.Date(2026, 2, 3, 18, 42, 0, 0, time.UTC), Text: "One.\n\nTwo.",
		Captions: []Caption{still}, Clips: []Clip{{Title: "Clip", Seconds: 96.5, Caption: still}, {Title: "Other"}},
		Truncated: []string{"lines"},
		Noise:     []Noise{{"Sign up", "promotion", "promotion"}},
		Counts:    Counts{Words: 2, Paragraphs: 2, Captions: 1, Clips: 2, Noise: 1, NoiseBytes: 7, ByLabel: []LabelCount{{"promotion", 1}}},
	}
	rows := []Row{full, {Path: "b", Error: "no text in the input"}}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[Row](&b)
	_, err := w.Write(rows)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	back, err := parquet.Read[Row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	require.NoError(t, err)
	for i := range rows {
		want, err := json.Marshal(rows[i])
		require.NoError(t, err)
		got, err := json.Marshal(back[i])
		require.NoError(t, err)
		assert.JSONEq(t, string(want), string(got))
	}
}

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{"": 0, "one": 1, "one two\n\nthree": 3, " one ": 1} {
		assert.Equal(t, want, countWords(text), text)
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// TestGoldenDocuments checks the recorded documents of the project's own pages.
func TestGoldenDocuments(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/pages/*.golden.json")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var out, errs bytes.Buffer
	assert.Zero(t, run(paths, nil, &out, &errs), "%s%s", &out, &errs)
}

// TestFreshDocuments checks documents of pages of the development data, and
// that reading them back gives the same document.
func TestFreshDocuments(t *testing.T) {
	schema, err := compile()
	require.NoError(t, err)
	e, err := extract.New()
	require.NoError(t, err)
	pages, err := filepath.Glob(filepath.Join(devdata.Path(t, "seed"), "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, pages)
	for _, path := range pages {
		page, err := os.ReadFile(path)
		require.NoError(t, err)
		for n := 1; n <= len(page); n += 97 {
			doc, err := e.Text(context.Background(), bytes.NewReader(page[:n]), extract.Source{Path: "page.txt"})
			if errors.Is(err, extract.ErrNoArticle) {
				doc.Err = err
			} else {
				require.NoError(t, err)
			}
			marshalled, err := json.Marshal(doc)
			require.NoError(t, err)
			require.NoError(t, check(schema, string(marshalled)), "%s", marshalled)
			var back extract.Document
			require.NoError(t, json.Unmarshal(marshalled, &back))
			again, err := json.Marshal(back)
			require.NoError(t, err)
			require.JSONEq(t, string(marshalled), string(again))
		}
	}
}

func TestErrorDocument(t *testing.T) {
	doc := extract.Document{Source: extract.Source{Path: "a.txt"}, Err: errors.New("no text in the input")}
	marshalled, err := json.Marshal(doc)
	require.NoError(t, err)
	var out, errs bytes.Buffer
	assert.Zero(t, run(nil, bytes.NewReader(marshalled), &out, &errs), "%s%s", &out, &errs)
	assert.Equal(t, "1 documents fit, 0 do not\n", out.String())
}

func TestBadDocuments(t *testing.T) {
	tests := []struct {
		name, input, says string
		status            int
	}{
		{"other schema", `{"schema":"copydesk/9","source":{}}`, "value must be 'copydesk/1'", 1},
		{"unknown field", `{"schema":"copydesk/1","source":{},"colour":1}`, "additional properties 'colour' not allowed", 1},
		{"span of one number", `{"schema":"copydesk/1","source":{},"noise":[{"text":"x","label":"other","span":[1]}]}`, "minItems", 1},
		{"unknown label", `{"schema":"copydesk/1","source":{},"noise":[{"text":"x","label":"odd","span":[0,1]}]}`, "label", 1},
		{"time without zone", `{"schema":"copydesk/1","source":{},"article":{"published":"2026-02-03"}}`, "date-time", 1},
		{"no JSON", `{"schema":`, "unexpected EOF", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, tt.status, run(nil, strings.NewReader(tt.input), &out, &errs))
			assert.Contains(t, out.String()+errs.String(), tt.says)
		})
	}
}

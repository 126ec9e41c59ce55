package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
)

// FuzzDocument reads pages: every document fits the schema.
func FuzzDocument(f *testing.F) {
	paths, err := filepath.Glob("../../testdata/pages/*")
	require.NoError(f, err)
	for _, path := range paths {
		if ext := filepath.Ext(path); ext == ".txt" || ext == ".html" {
			page, err := os.ReadFile(path)
			require.NoError(f, err)
			f.Add(string(page), ext == ".html", uint8(0))
		}
	}
	f.Add(`<script type=application/ld+json>{"@type":"VideoObject","duration":"PT1S","name":" ","author":[""]}</script><p>a<figure><img src=/a width=0><figcaption> ( AP )`, true, uint8(9))
	schema, err := compile()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, page string, isHTML bool, lines uint8) {
		e, err := extract.New(extract.WithLimits(extract.Limits{Lines: int(lines), Nodes: 16 * int(lines)}))
		require.NoError(t, err)
		read := e.Text
		if isHTML {
			read = e.HTML
		}
		doc, err := read(context.Background(), strings.NewReader(page), extract.Source{Path: "a"})
		if doc == nil {
			doc = &extract.Document{Source: extract.Source{Path: "a"}}
		}
		if err != nil {
			if !errors.Is(err, extract.ErrEmpty) && !errors.Is(err, extract.ErrBinary) && !errors.Is(err, extract.ErrNoArticle) {
				t.Fatal(err)
			}
			doc.Err = err
		}
		data, err := json.Marshal(doc)
		require.NoError(t, err)
		if err := check(schema, string(data)); err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
	})
}

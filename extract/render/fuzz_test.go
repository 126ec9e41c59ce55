package render_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
)

// FuzzPage reads pages and writes what they hold: nothing written runs anything.
func FuzzPage(f *testing.F) {
	for i, v := range readVectors(f) {
		f.Add("<h1>Ferry runs again</h1><p>The ferry crossed the sound again on Tuesday, and the crew said they were glad.</p>"+v.Vector, i%3 > 0)
	}
	e, err := extract.New()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, page string, isHTML bool) {
		read := e.Text
		if isHTML {
			read = e.HTML
		}
		doc, err := read(context.Background(), strings.NewReader(page), extract.Source{Charset: "utf-8", URL: "https://harbour.example/a/b"})
		if doc == nil {
			if !errors.Is(err, extract.ErrEmpty) && !errors.Is(err, extract.ErrBinary) {
				t.Fatal(err)
			}
			return
		}
		checkInert(t, doc)
	})
}

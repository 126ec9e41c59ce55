package extract_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

var update = flag.Bool("update", false, "record what pages give as their golden documents")

// TestGolden compares what the pages of the test data give with the documents
// beside them.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("../testdata/pages/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			input, err := os.ReadFile(path)
			require.NoError(t, err)
			doc, err := extract.Text(bytes.NewReader(input))
			if !errors.Is(err, extract.ErrNoArticle) {
				require.NoError(t, err)
			}
			require.NoError(t, conserved(doc, input))
			var got bytes.Buffer
			require.NoError(t, render.JSON(&got, doc))
			golden := strings.TrimSuffix(path, ".txt") + ".golden.json"
			if *update {
				require.NoError(t, os.WriteFile(golden, got.Bytes(), 0o644))
				return
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err, "record it with: go test ./extract -run TestGolden -update")
			assert.Equal(t, string(want), got.String())
		})
	}
}

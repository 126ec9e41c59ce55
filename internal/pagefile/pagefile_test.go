package pagefile_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/pagefile"
)

func TestUncompress(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, err := w.Write([]byte("Storm"))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	for _, input := range []string{"Storm", zipped.String()} {
		r, err := pagefile.Uncompress(strings.NewReader(input))
		require.NoError(t, err)
		got, err := io.ReadAll(r)
		require.NoError(t, err)
		assert.Equal(t, "Storm", string(got))
	}
	_, err = pagefile.Uncompress(strings.NewReader("\x1F\x8Bnot what gzip writes"))
	assert.ErrorIs(t, err, gzip.ErrHeader)
}

func TestKindOf(t *testing.T) {
	tests := []struct {
		path, page string
		want       extract.Kind
	}{
		{"a.txt", "<p>", extract.KindText},
		{"A.HTM.gz", "Storm", extract.KindHTML},
		{"a.txt.zst", "<p>", extract.KindText},
		{"a.xhtml", "Storm", extract.KindHTML},
		{"-", `<?xml version="1.0"?><page>`, extract.KindHTML},
		{"-", "\n <!DOCTYPE html><title>", extract.KindHTML},
		{"-", "<ferry> runs again", extract.KindText},
		{"-", "Storm <p>", extract.KindText},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, pagefile.KindOf(tt.path, []byte(tt.page)), "%s %q", tt.path, tt.page)
	}
}

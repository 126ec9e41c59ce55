package wordlist

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRead(t *testing.T) {
	fsys := fstest.MapFS{
		"w/de.txt":  {Data: []byte("# Deutsch\n[share]\n teilen \n\n#\n#heute\n[legal]\nalle rechte …\n")},
		"w/en.txt":  {Data: []byte("[legal]\r\nall rights …\r\n")},
		"w/read.md": {Data: []byte("no list")},
	}
	lists, err := Read(fsys, "w", "share", "legal")
	require.NoError(t, err)
	assert.Equal(t, []List{
		{Language: "de", Sections: map[string][]string{"share": {"teilen", "#heute"}, "legal": {"alle rechte …"}}},
		{Language: "en", Sections: map[string][]string{"legal": {"all rights …"}}},
	}, lists)
}

func TestReadErrors(t *testing.T) {
	tests := []struct{ data, want string }{
		{"teilen\n", `w/de.txt:1: phrase before the first section`},
		{"[odd]\n", `w/de.txt:1: unknown section "odd"`},
		{"[share]\na\n[share]\n", `w/de.txt:3: section "share" given twice`},
		{"[share]\na\nb\na\n", `w/de.txt:4: "a" given twice in section "share"`},
	}
	for _, tt := range tests {
		fsys := fstest.MapFS{"w/de.txt": {Data: []byte(tt.data)}}
		_, err := Read(fsys, "w", "share")
		assert.EqualError(t, err, tt.want)
		assert.Panics(t, func() { MustRead(fsys, "w", "share") })
	}
}

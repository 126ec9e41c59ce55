package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/clean/packs"
)

// TestPacks checks the packs that come with copydesk, and the example's.
func TestPacks(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"../../clean/packs/*/*.json", "../customrules/*/*.json"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, found, pattern)
		paths = append(paths, found...)
	}
	var out, errs bytes.Buffer
	assert.Zero(t, run(paths, nil, &out, &errs), "%s%s", &out, &errs)
}

// TestPackSchema changes a pack in ways that make it none: the schema and LoadPack
// refuse the same.
func TestPackSchema(t *testing.T) {
	schema, err := compileText(clean.PackSchemaName, clean.PackSchema())
	require.NoError(t, err)
	data, err := os.ReadFile("../customrules/packfile/gazette.json")
	require.NoError(t, err)
	good := string(data)
	require.NoError(t, check(schema, good))
	rule := `"label": "promotion", "selector": ".gz-7"`
	for _, change := range [][2]string{
		{`"copydesk-pack/1"`, `"copydesk-pack/2"`}, {`"doc": "House`, `"docs": "House`}, {`"name": "gazette"`, `"name": "The Gazette"`},
		{`["selmouth-gazette.example"]`, `[]`}, {`["selmouth-gazette.example"]`, `["https://selmouth-gazette.example"]`},
		{`["en"]`, `"en"`}, {`["en"]`, `["english language"]`},
		{rule, `"label": "promo", "selector": ".gz-7"`}, {rule, `"label": "promotion"`}, {rule, `"selector": ".gz-7"`},
		{rule, `"label": "promotion", "equal": []`}, {rule, `"label": "promotion", "equal": [" "]`},
		{rule, `"label": "promotion", "equal": ["a b"], "prefix": ["c d"]`}, {rule, `"label": "promotion", "pattern": "x", "phrases": ["y z"]`},
		{rule, `"label": "promotion", "first": 0`}, {rule, `"label": "promotion", "last": 1.5`}, {rule, `"label": "promotion", "equal": ["a b"], "reach": 3`},
		{rule, `"label": "promotion", "after": ["share"], "reach": 101`}, {rule, `"label": "promotion", "after": ["keep"]`},
		{rule, rule + `, "confidence": 0`}, {rule, rule + `, "confidence": 1.1`}, {rule, rule + `, "anchor": "first"`},
		{rule, `"label": "promotion", "in_class": ["a b"]`}, {`"lines": [`, `"line": [`}, {`"label": "byline", "rule"`, `"label": "keep", "rule"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		require.NotEqual(t, good, bad, change)
		assert.Error(t, check(schema, bad), "the schema takes %q", change[1])
		_, err := clean.LoadPack(strings.NewReader(bad))
		assert.Error(t, err, "LoadPack takes %q", change[1])
	}
}

// TestPackLabels has every label in the schema.
func TestPackLabels(t *testing.T) {
	schema, err := compileText(clean.PackSchemaName, clean.PackSchema())
	require.NoError(t, err)
	data, err := fs.ReadFile(packs.FS(), "sites/cnn.json")
	require.NoError(t, err)
	for label := clean.Title; label.Valid(); label++ {
		pack := strings.Replace(string(data), `"label": "promotion"`, `"label": "`+label.String()+`"`, 1)
		assert.NoError(t, check(schema, pack), label)
	}
}

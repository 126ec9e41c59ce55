package main

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

func decode(t *testing.T, line string) step.Row {
	t.Helper()
	var row step.Row
	require.NoError(t, json.Unmarshal([]byte(line), &row))
	return row
}

// rowsOfParquet returns the rows of a folder's only shard.
func rowsOfParquet(t *testing.T, dir string) []step.Row {
	t.Helper()
	rows, err := parquet.ReadFile[step.Row](filepath.Join(dir, "part-00000.parquet"))
	require.NoError(t, err)
	return rows
}

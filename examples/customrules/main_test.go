package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCheck(t *testing.T) {
	good, err := os.ReadFile("packfile/gazette.json")
	require.NoError(t, err)
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
		return path
	}
	failing := write("failing.json", strings.Replace(string(good), `"label": "promotion", "rule"`, `"label": "share", "rule"`, 1))
	broken := write("broken.json", strings.Replace(string(good), `"selector": ".gz-7"`, `"selektor": ".gz-7"`, 1))
	idle := write("idle.json", strings.Replace(string(good), `"High water:"`, `"Low water:"`, 1))
	tests := []struct {
		name           string
		args           []string
		status         int
		stdout, stderr []string
	}{
		{"good", []string{"-check", "packfile/gazette.json"}, 0, []string{`packfile/gazette.json: pack "gazette", 3 rules, 1 tests: ok`}, nil},
		{"failing", []string{"-check", failing}, 1, []string{"want share by gazette/house-ads\n    got  promotion by gazette/house-ads (1.00)", "1 lines are not as expected"}, nil},
		{"broken", []string{"-check", broken}, 1, nil, []string{`broken.json:8:49: rule "house-ads": unknown field "selektor"`}},
		{"idle", []string{"-check", idle}, 1, []string{`no test makes rule "gazette/tides" speak`}, nil},
		{"one of two", []string{"-check", broken, "packfile/gazette.json"}, 1, []string{"1 tests: ok"}, []string{"selektor"}},
		{"absent", []string{"-check", filepath.Join(dir, "none.json")}, 1, nil, []string{"no such file"}},
		{"nothing to do", nil, 2, nil, []string{"usage: customrules"}},
		{"no pack", []string{"-check"}, 2, nil, []string{"usage: customrules"}},
		{"unknown flag", []string{"-verify"}, 2, nil, []string{"-verify"}},
		{"help", []string{"-h"}, 0, nil, []string{"usage: customrules"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr strings.Builder
			assert.Equal(t, tt.status, run(tt.args, &stdout, &stderr), stderr.String())
			for _, want := range tt.stdout {
				assert.Contains(t, stdout.String(), want)
			}
			for _, want := range tt.stderr {
				assert.Contains(t, stderr.String(), want)
			}
		})
	}
}

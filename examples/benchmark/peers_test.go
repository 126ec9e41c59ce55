package main

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/devdata"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// The scores of the peers are known from an independent program that follows
// the same definitions. That they come out the same is the test of the whole
// instrument: sets, settings of the peers, and metrics.
func TestPeersScoreAsKnown(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the peers over all development data")
	}
	const tolerance = 0.003
	results := peerResults(t, "go-trafilatura", "go-readability", "figcaption", "raw", "c4")
	for _, tt := range []struct {
		set, tool, measure, column string
		want                       float64
	}{
		{"wcxb-articles", "go-trafilatura", "article", "f1", 0.933},
		{"wcxb-articles", "go-trafilatura", "words", "f1", 0.941},
		{"wcxb-articles", "go-readability", "article", "f1", 0.930},
		{"wcxb-articles", "go-readability", "words", "f1", 0.933},
		{"fundus-news", "go-trafilatura", "article", "f1", 0.939},
		{"fundus-news", "go-readability", "article", "f1", 0.920},
		{"fundus-news", "figcaption", "captions", "precision", 0.604},
		{"fundus-news", "figcaption", "captions", "recall", 0.665},
		{"fundus-news", "figcaption", "captions", "f1", 0.633},
		{"fundus-news", "figcaption", "captions", "credits", 0},
		{"trafilatura-segments", "go-trafilatura", "segments", "f1", 0.911},
		{"trafilatura-segments", "go-readability", "segments", "f1", 0.880},
		{"plain-text/html-text", "raw", "article", "f1", 0.772},
		{"plain-text/html-text", "c4", "article", "f1", 0.830},
		{"plain-text/bs4", "raw", "article", "f1", 0.774},
		{"plain-text/bs4", "c4", "article", "f1", 0.738},
		{"plain-text/html2text", "raw", "article", "f1", 0.700},
		{"plain-text/html2text", "c4", "article", "f1", 0.812},
		{"plain-text/readability-lxml", "raw", "article", "f1", 0.870},
		{"plain-text/readability-lxml", "c4", "article", "f1", 0.809},
	} {
		t.Run(tt.set+" "+tt.tool+" "+tt.measure+" "+tt.column, func(t *testing.T) {
			for _, scored := range results[tt.set].Tools {
				if scored.Tool != tt.tool {
					continue
				}
				score, ok := scored.Score(tt.measure)
				require.True(t, ok, "no score")
				for _, v := range score.Values {
					if v.Key == tt.column {
						assert.InDelta(t, tt.want, v.Value, tolerance)
						return
					}
				}
			}
			assert.Fail(t, "no such number")
		})
	}
}

// peerResults returns the quality of the named tools on every set of the
// development data, by the set's name.
func peerResults(t *testing.T, toolNames ...string) map[string]measure.SetResult {
	t.Helper()
	sets, err := dataset.Open(devdata.Path(t, "corpus"))
	require.NoError(t, err)
	tools, err := tool.Select(toolNames)
	require.NoError(t, err)
	results := map[string]measure.SetResult{}
	for _, set := range sets {
		result, err := measure.Quality{
			Tools:    tools,
			Measures: measure.SelectMeasures([]string{"article", "words", "segments", "captions"}),
			Limit:    30 * time.Second,
			Workers:  runtime.NumCPU(),
		}.Set(set)
		require.NoError(t, err)
		results[set.Name] = result
	}
	return results
}

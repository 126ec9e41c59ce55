package extract_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// metadataScores are how well the metadata of a set's pages is read: the shares
// of pages whose title and whose day of publication are right, where the set
// states them, and the F1 of the authors' names.
type metadataScores struct {
	Titles  float64 `json:"titles"`
	Authors float64 `json:"authors"`
	Days    float64 `json:"days"`
}

// metadataSlack is how far a score may fall below its floor in
// testdata/metadata-floors.json.
const metadataSlack = 0.002

func TestMetadataQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole development data")
	}
	data, err := os.ReadFile("testdata/metadata-floors.json")
	require.NoError(t, err)
	var floors map[string]metadataScores
	require.NoError(t, json.Unmarshal(data, &floors))
	for set, floor := range floors {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		got := scoreMetadata(t, pages)
		t.Logf("%s: %+v", set, got)
		assert.GreaterOrEqual(t, got.Titles, floor.Titles-metadataSlack, "%s: titles", set)
		assert.GreaterOrEqual(t, got.Authors, floor.Authors-metadataSlack, "%s: authors", set)
		assert.GreaterOrEqual(t, got.Days, floor.Days-metadataSlack, "%s: days", set)
	}
}

func scoreMetadata(t *testing.T, pages []devdata.Page) metadataScores {
	t.Helper()
	e, err := extract.New()
	require.NoError(t, err)
	var titles, titled, days, dated int
	var authors []metric.Authors
	for _, p := range pages {
		var got extract.Article
		if doc, err := e.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{URL: p.URL}); err == nil {
			got = doc.Article
		}
		if p.Title != "" {
			titled++
			if metric.SameTitle(got.Title, p.Title) {
				titles++
			}
		}
		if len(p.Authors) > 0 {
			authors = append(authors, metric.CompareAuthors(got.Authors, p.Authors))
		}
		if truth := parseTruth(p.Date); !truth.IsZero() {
			dated++
			if metric.SameDay(got.Published, truth) {
				days++
			}
		}
	}
	return metadataScores{
		Titles:  float64(titles) / float64(max(1, titled)),
		Authors: metric.SumAuthors(authors).F1(),
		Days:    float64(days) / float64(max(1, dated)),
	}
}

// parseTruth reads the time of publication that a set states.
func parseTruth(s string) time.Time {
	for _, layout := range []string{"2006-01-02 15:04:05Z07:00", time.DateTime, time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

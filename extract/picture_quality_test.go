package extract_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// pictureScores are how well the captions of a set's pages are read: their F1,
// and the share of matched captions whose credit is right.
type pictureScores struct {
	Captions float64 `json:"captions"`
	Credits  float64 `json:"credits"`
}

// pictureSlack is how far a score may fall below its floor in
// testdata/picture-floors.json: one caption of the smaller set.
const pictureSlack = 0.005

func TestPictureQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole development data")
	}
	data, err := os.ReadFile("testdata/picture-floors.json")
	require.NoError(t, err)
	var floors map[string]pictureScores
	require.NoError(t, json.Unmarshal(data, &floors))
	e, err := extract.New()
	require.NoError(t, err)
	for set, floor := range floors {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		var scores []metric.Captions
		for _, p := range pages {
			if !p.HasCaptions {
				continue
			}
			var got []metric.Caption
			if doc, err := e.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{URL: p.URL}); err == nil {
				for i := range doc.Captions {
					got = append(got, metric.Caption{Text: doc.Captions[i].Text, Credit: doc.Captions[i].Credit.Raw})
				}
			}
			scores = append(scores, metric.CompareCaptions(got, p.Captions))
		}
		sum := metric.SumCaptions(scores)
		t.Logf("%s: F1 %.3f (precision %.3f, recall %.3f), credits %.3f of %d", set, sum.F1(), sum.Precision(), sum.Recall(), sum.Credits(), sum.Credited)
		assert.GreaterOrEqual(t, sum.F1(), floor.Captions-pictureSlack, "%s: captions", set)
		assert.GreaterOrEqual(t, sum.Credits(), floor.Credits-pictureSlack, "%s: credits", set)
	}
}

// TestClipsOfPages checks that pages yield each of their clips once, with
// everything that the set states of it.
func TestClipsOfPages(t *testing.T) {
	pages, err := devdata.Set(devdata.Path(t, "corpus", "cnn"))
	require.NoError(t, err)
	e, err := extract.New()
	require.NoError(t, err)
	for _, p := range pages {
		doc, err := e.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{})
		require.NoError(t, err)
		var got []devdata.Clip
		for i := range doc.Clips {
			c := &doc.Clips[i]
			got = append(got, devdata.Clip{
				Title: c.Title, Seconds: math.Round(c.Duration.Seconds()), ID: c.ID, Source: c.Source,
				Description: strings.TrimSpace(c.Description), Thumbnail: c.Thumbnail.URL,
			})
		}
		want := slices.Clone(p.Clips)
		for i := range want {
			want[i].Description = strings.TrimSpace(want[i].Description)
		}
		assert.ElementsMatch(t, want, got, p.ID)
	}
}

package extract_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// bodyScores are how well the article is found on a set of pages. The model has
// seen the pages of fundus-news and wcxb-articles, so that only those of
// trafilatura-segments tell how it does on others; clean/train measures that.
type bodyScores struct {
	Shingles float64 `json:"shingle_f1,omitempty"`
	Exact    float64 `json:"exact,omitempty"`
	Words    float64 `json:"word_f1,omitempty"`
	Segments float64 `json:"segment_f1,omitempty"`
}

// bodyTolerance is how much below its floor a score may be.
const bodyTolerance = 0.002

func TestArticleQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all pages of the development data")
	}
	var floors map[string]bodyScores
	data, err := os.ReadFile("testdata/article-floors.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &floors))
	for set, floor := range floors {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			got := scoreBodies(t, set)
			t.Logf("%+v", got)
			assert.GreaterOrEqual(t, got.Shingles, floor.Shingles-bodyTolerance, "shingle F1")
			assert.GreaterOrEqual(t, got.Exact, floor.Exact-bodyTolerance, "exact")
			assert.GreaterOrEqual(t, got.Words, floor.Words-bodyTolerance, "word F1")
			assert.GreaterOrEqual(t, got.Segments, floor.Segments-bodyTolerance, "segment F1")
		})
	}
}

// scoreBodies reads all pages of a set. A page that cannot be read has no text.
func scoreBodies(t *testing.T, set string) bodyScores {
	pages, err := devdata.Set(devdata.Path(t, "corpus", set))
	require.NoError(t, err)
	e, err := extract.New()
	require.NoError(t, err)
	var shingles []metric.Shingles
	var segments []metric.Segments
	var scores bodyScores
	for _, p := range pages {
		text := ""
		if doc, err := e.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{}); err == nil {
			text = doc.Article.Text()
		} else {
			t.Logf("%s: %v", p.ID, err)
		}
		if p.Text != "" {
			shingles = append(shingles, metric.CompareShingles(text, p.Text))
			scores.Words += metric.WordF1(text, p.Text)
		}
		segments = append(segments, metric.CompareSegments(text, p.With, p.Without))
	}
	if len(shingles) > 0 {
		sum := metric.SumArticle(shingles)
		scores.Shingles, scores.Exact = sum.F1, sum.Accuracy
		scores.Words /= float64(len(shingles))
	}
	scores.Segments = metric.SumSegments(segments).F1()
	return scores
}

package extract_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// textScores are how well the flattened pages of one tool are read: F1 of the
// article, share of right titles, F1 of the captions.
type textScores struct {
	Article  float64 `json:"article"`
	Titles   float64 `json:"titles"`
	Captions float64 `json:"captions"`
}

// textSlack is how far a score may fall below its floor in
// testdata/text-floors.json.
const textSlack = 0.002

// minLanguagePages is the fewest pages by which a language is judged.
const minLanguagePages = 3

type textTruth struct{ Text, Title string }

func textTruths(t *testing.T) map[string]textTruth {
	t.Helper()
	data, err := os.ReadFile(devdata.Path(t, "corpus", "plain-text", "truth.json"))
	require.NoError(t, err)
	var truths map[string]textTruth
	require.NoError(t, json.Unmarshal(data, &truths))
	return truths
}

func readGzip(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	data, err := io.ReadAll(z)
	require.NoError(t, err)
	return data
}

// TestTextQuality reads what tools made of saved pages: no score may fall below
// its floor, and no tool's or language's articles below the text that came in.
func TestTextQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole development data")
	}
	data, err := os.ReadFile("testdata/text-floors.json")
	require.NoError(t, err)
	var floors map[string]textScores
	require.NoError(t, json.Unmarshal(data, &floors))
	truths := textTruths(t)
	captions := make(map[string][]metric.Caption)
	pages, err := devdata.Set(devdata.Path(t, "corpus", "fundus-news"))
	require.NoError(t, err)
	for _, p := range pages {
		if p.HasCaptions {
			captions[p.ID] = p.Captions
		}
	}
	e, err := extract.New()
	require.NoError(t, err)
	cleaner, err := clean.New()
	require.NoError(t, err)
	languages := make(map[string]string)
	for id, truth := range truths {
		languages[id] = cleaner.Report(truth.Text).Language
	}
	for _, tool := range sortedKeys(floors) {
		paths, err := filepath.Glob(devdata.Path(t, "corpus", "plain-text", tool) + "/*.txt.gz")
		require.NoError(t, err)
		var got textScores
		var articles []metric.Shingles
		var pictures []metric.Captions
		ours, raw := make(map[string][]metric.Shingles), make(map[string][]metric.Shingles)
		titles := 0
		for _, path := range paths {
			id := strings.TrimSuffix(filepath.Base(path), ".txt.gz")
			truth, input := truths[id], readGzip(t, path)
			article, title := "", ""
			var found []metric.Caption
			if doc, _ := e.Text(t.Context(), bytes.NewReader(input), extract.Source{}); doc != nil {
				article, title = doc.Article.Text(), doc.Article.Title
				for i := range doc.Captions {
					found = append(found, metric.Caption{Text: doc.Captions[i].Text, Credit: doc.Captions[i].Credit.Raw})
				}
			}
			score := metric.CompareShingles(article, truth.Text)
			articles = append(articles, score)
			for _, group := range []string{"", languages[id]} {
				ours[group] = append(ours[group], score)
				raw[group] = append(raw[group], metric.CompareShingles(visible(string(input)), truth.Text))
			}
			if metric.SameTitle(title, truth.Title) {
				titles++
			}
			if want, ok := captions[id]; ok {
				pictures = append(pictures, metric.CompareCaptions(found, want))
			}
		}
		sum := metric.SumCaptions(pictures)
		got = textScores{metric.SumArticle(articles).F1, float64(titles) / float64(len(paths)), sum.F1()}
		t.Logf("%s: article %.4f, titles %.3f, captions %.3f (precision %.3f, recall %.3f), credits %.3f", tool, got.Article,
			got.Titles, got.Captions, sum.Precision(), sum.Recall(), sum.Credits())
		floor := floors[tool]
		assert.GreaterOrEqual(t, got.Article, floor.Article-textSlack, "%s: article", tool)
		assert.GreaterOrEqual(t, got.Titles, floor.Titles-textSlack, "%s: titles", tool)
		assert.GreaterOrEqual(t, got.Captions, floor.Captions-textSlack, "%s: captions", tool)
		for _, language := range sortedKeys(ours) {
			if len(ours[language]) < minLanguagePages {
				continue
			}
			a, b := metric.SumArticle(ours[language]).F1, metric.SumArticle(raw[language]).F1
			assert.GreaterOrEqual(t, a, b-1e-9, "%s: pages in %q are worse than the text that came in", tool, language)
		}
	}
}

// visible returns all of a text but the marks of its form and characters that
// nobody sees, such as soft hyphens, which stand in the truth too.
func visible(text string) string {
	var b strings.Builder
	for _, line := range clean.TextPage(text).Lines {
		b.WriteString(line.Text + "\n")
	}
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

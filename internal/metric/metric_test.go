package metric_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/copydesk-go/copydesk/internal/metric"
)

func TestWords(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", []string{}},
		{"…—!", []string{}},
		{"Don't stop, 3.5 snake_case", []string{"Don", "t", "stop", "3", "5", "snake_case"}},
		{"Größe ½ x²", []string{"Größe", "½", "x²"}},
		// Python's \w has no combining marks: the vowel signs end the words.
		{"हिन्दी", []string{"ह", "न", "द"}},
	} {
		assert.Equal(t, tt.want, metric.Words(tt.text), "%q", tt.text)
	}
}

func TestTokensSplitUnspacedScripts(t *testing.T) {
	assert.Equal(t, []string{"東", "京", "tower", "2"}, metric.Tokens("東京Tower 2"))
	assert.Equal(t, []string{"에", "서", "ap"}, metric.Tokens("에서/AP"))
	assert.Empty(t, metric.Tokens("…"))
}

func TestWordF1(t *testing.T) {
	for _, tt := range []struct {
		predicted, truth string
		want             float64
	}{
		{"a b c", "a b c", 1},
		{"A, b. C!", "a b c", 1},
		{"a a b", "a b b", 2 * 2.0 / 6}, // common: a, b
		{"a b c d", "a b", 2 * 2.0 / 6}, // P 1/2, R 1
		{"", "", 1},
		{"", "a", 0},
		{"a", "", 0},
	} {
		assert.InDelta(t, tt.want, metric.WordF1(tt.predicted, tt.truth), 1e-12, "%q against %q", tt.predicted, tt.truth)
	}
}

func TestCompareShingles(t *testing.T) {
	for _, tt := range []struct {
		name, predicted, truth string
		want                   metric.Shingles
	}{
		{"case counts", "one two, three four five", "one two three four FIVE", metric.Shingles{TP: 1.0 / 3, FP: 1.0 / 3, FN: 1.0 / 3}},
		{"exact but for punctuation", "One - two: three four", "One two three four.", metric.Shingles{TP: 1, Exact: true}},
		// Truth abcd bcde; predicted abcd bcde cdef defg.
		{"two words too many", "a b c d e f g", "a b c d e", metric.Shingles{TP: 0.5, FP: 0.5}},
		// Truth abcd bcda cdab dabc abcd; predicted abcd: one of its two.
		{"repeats count", "a b c d", "a b c d a b c d", metric.Shingles{TP: 1.0 / 5, FN: 4.0 / 5}},
		{"short texts are one shingle", "a b", "a b", metric.Shingles{TP: 1, Exact: true}},
		{"short against long", "a b", "a b c d", metric.Shingles{FP: 0.5, FN: 0.5}},
		{"nothing found", "", "a b c d e", metric.Shingles{FN: 1}},
		{"nothing on either side", "", "…", metric.Shingles{Exact: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := metric.CompareShingles(tt.predicted, tt.truth)
			assert.InDelta(t, tt.want.TP, got.TP, 1e-12)
			assert.InDelta(t, tt.want.FP, got.FP, 1e-12)
			assert.InDelta(t, tt.want.FN, got.FN, 1e-12)
			assert.Equal(t, tt.want.Exact, got.Exact)
		})
	}
}

func TestSumArticle(t *testing.T) {
	pages := []metric.Shingles{
		{TP: 0.5, FP: 0.5},            // P 0.5, R 1
		{TP: 1, Exact: true},          // P 1, R 1
		{FN: 1},                       // no prediction: P not counted, R 0
		{TP: 0.25, FP: 0.25, FN: 0.5}, // P 0.5, R 1/3
	}
	got := metric.SumArticle(pages)
	assert.InDelta(t, (0.5+1+0.5)/3, got.Precision, 1e-12)
	assert.InDelta(t, (1+1+0+1.0/3)/4, got.Recall, 1e-12)
	assert.InDelta(t, 2*(2.0/3)*(7.0/12)/(2.0/3+7.0/12), got.F1, 1e-12)
	assert.InDelta(t, 0.25, got.Accuracy, 1e-12)
	assert.Equal(t, metric.Article{}, metric.SumArticle(nil))
}

func TestCompareSegments(t *testing.T) {
	text := "The keeper\nsaid  that the clockwork\twas repaired. Read more"
	got := metric.CompareSegments(text,
		[]string{"keeper said that", "clockwork was repaired.", "Keeper said", "not there"},
		[]string{"Read  more", "Newsletter"})
	assert.Equal(t, metric.Segments{TP: 2, FN: 2, FP: 1, TN: 1}, got)
	assert.InDelta(t, 2*2.0/(2*2+2+1), got.F1(), 1e-12)
	assert.InDelta(t, 2.0/3, got.Precision(), 1e-12)
	assert.InDelta(t, 0.5, got.Recall(), 1e-12)
	assert.InDelta(t, 0.5, got.Leak(), 1e-12)
	assert.InDelta(t, 0.5, got.Accuracy(), 1e-12)
	assert.Equal(t, metric.Segments{TP: 4, FN: 4, FP: 2, TN: 2}, metric.SumSegments([]metric.Segments{got, got}))
}

func TestCompareCaptions(t *testing.T) {
	truth := []metric.Caption{
		{Text: "A ship enters the harbour at dawn", Credit: "AP, Ben Sample"},
		{Text: "The mayor", Credit: ""},
		{Text: "", Credit: "Reuters"},
		{Text: "灯台が再び点灯した", Credit: "共同通信社"},
	}
	predicted := []metric.Caption{
		{Text: "ship enters harbour at dawn today extra words", Credit: "Ben Sample/AP"}, // F1 10/15, too low
		{Text: "A ship enters the harbour at dawn.", Credit: "Ben Sample/AP"},
		{Text: "A ship enters the harbour at dawn.", Credit: "again"}, // a repeat
		{Text: "The mayor", Credit: "AP"},
		{Text: "灯台が再び点灯", Credit: "ロイター"}, // 7 of 9 characters: F1 14/16
		{Text: "…"},
	}
	got := metric.CompareCaptions(predicted, truth)
	assert.Equal(t, metric.Captions{Matched: 3, Predicted: 4, Truth: 3, Credited: 2, CreditRight: 1}, got)
	assert.InDelta(t, 0.75, got.Precision(), 1e-12)
	assert.InDelta(t, 1, got.Recall(), 1e-12)
	assert.InDelta(t, 6.0/7, got.F1(), 1e-12)
	assert.InDelta(t, 0.5, got.Credits(), 1e-12)
}

func TestCaptionsAreMatchedBestFirst(t *testing.T) {
	truth := []metric.Caption{{Text: "one two three four five"}, {Text: "one two three four six"}}
	predicted := []metric.Caption{{Text: "one two three four six"}, {Text: "one two three four seven"}}
	// The exact pair is taken first, which leaves the first truth to the other.
	assert.Equal(t, 2, metric.CompareCaptions(predicted, truth).Matched)
}

func TestCompareClips(t *testing.T) {
	truth := []metric.Clip{{"Mayor speaks after the vote", 62 * time.Second}, {"Storm over the bay", 5 * time.Minute}}
	predicted := []metric.Clip{{"mayor speaks after the vote", 62 * time.Second}, {"Storm over bay", 4 * time.Minute}, {"Advertisement", 0}}
	got := metric.CompareClips(predicted, truth)
	assert.Equal(t, metric.Clips{Matched: 2, Predicted: 3, Truth: 2, Titles: 1, Durations: 1}, got)
	assert.InDelta(t, 0.8, got.F1(), 1e-12)
	assert.InDelta(t, 1, metric.CompareClips(nil, nil).F1(), 1e-12)
}

func TestSameTitle(t *testing.T) {
	assert.True(t, metric.SameTitle("  “Lights” on the Coast ", "Lights on the coast"))
	assert.False(t, metric.SameTitle("Lights on the coast | Gazette", "Lights on the coast"))
}

func TestAuthors(t *testing.T) {
	assert.Equal(t, []string{"Ada Example", "Ben Sample", "Cleo Specimen"}, metric.SplitByline("By Ada Example, Ben Sample and Cleo Specimen"))
	assert.Empty(t, metric.SplitByline("  "))
	got := metric.CompareAuthors([]string{"ADA EXAMPLE", "Ada Example", "Staff"}, []string{"Ada Example", "Ben Sample"})
	assert.Equal(t, metric.Authors{Matched: 1, Predicted: 2, Truth: 2}, got)
	assert.InDelta(t, 0.5, got.F1(), 1e-12)
}

func TestSameDay(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		assert.NoError(t, err)
		return v
	}
	truth := at("2026-03-02T23:30:00-05:00")
	assert.True(t, metric.SameDay(at("2026-03-02T00:00:00Z"), truth), "the day as written")
	assert.True(t, metric.SameDay(at("2026-03-03T04:30:00Z"), truth), "the same instant")
	assert.False(t, metric.SameDay(at("2026-03-04T00:00:00Z"), truth))
	assert.False(t, metric.SameDay(time.Time{}, truth))
}

func TestBootstrap(t *testing.T) {
	values := []float64{0, 1, 1, 0, 1, 0, 1, 1, 0, 1}
	score := func(pages []int) float64 {
		var sum float64
		for _, p := range pages {
			sum += values[p]
		}
		return sum / float64(len(pages))
	}
	a := metric.NewBootstrap(len(values), 2000).Scores(score)
	assert.Equal(t, a, metric.NewBootstrap(len(values), 2000).Scores(score), "the same draws every time")
	// The mean of 10 draws of a share of 0.6 has the standard deviation
	// sqrt(0.6·0.4/10) = 0.155.
	assert.InDelta(t, 1.96*0.155, metric.Interval(a), 0.02)
	assert.Equal(t, []float64{1, -1}, metric.Differences([]float64{3, 1}, []float64{2, 2}))
	assert.InDelta(t, 1.96*1, metric.Interval([]float64{1, 2, 3}), 1e-12)
	assert.Zero(t, metric.Interval([]float64{1}))
}

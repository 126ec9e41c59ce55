package metric

import (
	"slices"
	"time"
)

// Clip is a video clip of a page.
type Clip struct {
	Title    string
	Duration time.Duration
}

// Clips is one page's clip score. A clip is matched when its title is about
// the truth's; Titles counts the matched ones whose title has exactly the
// truth's tokens, Durations those whose duration is the truth's to the second.
type Clips struct {
	Matched   int `json:"matched"`
	Predicted int `json:"predicted"`
	Truth     int `json:"truth"`
	Titles    int `json:"titles"`
	Durations int `json:"durations"`
}

// CompareClips matches predicted clips to the truth one to one by title.
func CompareClips(predicted, truth []Clip) Clips {
	score := Clips{Predicted: len(predicted), Truth: len(truth)}
	for _, m := range match(clipTitles(predicted), clipTitles(truth)) {
		score.Matched++
		p, t := predicted[m.predicted], truth[m.truth]
		if slices.Equal(Tokens(p.Title), Tokens(t.Title)) {
			score.Titles++
		}
		if p.Duration.Round(time.Second) == t.Duration.Round(time.Second) {
			score.Durations++
		}
	}
	return score
}

func clipTitles(clips []Clip) [][]string {
	out := make([][]string, len(clips))
	for i, c := range clips {
		out[i] = Tokens(c.Title)
	}
	return out
}

// F1 is the F1 of the clips of c; 1 when there are none on either side.
func (c Clips) F1() float64 {
	return Overlap{Common: c.Matched, Predicted: c.Predicted, Truth: c.Truth}.F1()
}

// Precision is the share of predicted clips that are clips of the truth.
func (c Clips) Precision() float64 { return Share(c.Matched, c.Predicted) }

// Recall is the share of the truth's clips that were found.
func (c Clips) Recall() float64 { return Share(c.Matched, c.Truth) }

// SumClips adds up the pages of a set: every clip weighs the same.
func SumClips(pages []Clips) Clips {
	var sum Clips
	for _, c := range pages {
		sum.Matched += c.Matched
		sum.Predicted += c.Predicted
		sum.Truth += c.Truth
		sum.Titles += c.Titles
		sum.Durations += c.Durations
	}
	return sum
}

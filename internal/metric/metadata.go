package metric

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// SameTitle reports whether two titles have the same tokens: case, spacing
// and punctuation do not matter, a site's name at the end does.
func SameTitle(predicted, truth string) bool {
	return slices.Equal(Tokens(predicted), Tokens(truth))
}

// Authors is one page's author score.
type Authors struct {
	Matched   int `json:"matched"`
	Predicted int `json:"predicted"`
	Truth     int `json:"truth"`
}

// CompareAuthors counts the names that both sides have, without regard to
// case, punctuation and order.
func CompareAuthors(predicted, truth []string) Authors {
	o := Compare(names(predicted), names(truth))
	return Authors{Matched: o.Common, Predicted: o.Predicted, Truth: o.Truth}
}

var (
	nameSeparator = regexp.MustCompile(`\s*(?:[;,|&/]|\b(?i:and|und|et)\b)\s*`)
	bylineStart   = regexp.MustCompile(`^(?i:by|von|par|por)\s+`)
)

// SplitByline returns the names of a byline that is written as one string:
// "By Ada Lovelace and Charles Babbage".
func SplitByline(byline string) []string {
	byline = bylineStart.ReplaceAllString(strings.TrimSpace(byline), "")
	var out []string
	for _, name := range nameSeparator.Split(byline, -1) {
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// names returns every distinct name in the form that names are compared in.
func names(authors []string) []string {
	var out []string
	for _, a := range authors {
		name := strings.Join(LowerWords(a), " ")
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// F1 is the F1 of the names of a; 1 when there are none on either side.
func (a Authors) F1() float64 {
	return Overlap{Common: a.Matched, Predicted: a.Predicted, Truth: a.Truth}.F1()
}

// SumAuthors adds up the pages of a set: every name weighs the same.
func SumAuthors(pages []Authors) Authors {
	var sum Authors
	for _, a := range pages {
		sum.Matched += a.Matched
		sum.Predicted += a.Predicted
		sum.Truth += a.Truth
	}
	return sum
}

// SameDay reports whether a predicted time of publication is on the truth's
// day: the day as either side writes it, or the day in UTC.
func SameDay(predicted, truth time.Time) bool {
	if predicted.IsZero() {
		return false
	}
	return predicted.Format(time.DateOnly) == truth.Format(time.DateOnly) ||
		predicted.UTC().Format(time.DateOnly) == truth.UTC().Format(time.DateOnly)
}

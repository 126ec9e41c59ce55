package metric

import "strings"

// Segments is one page's confusion over the text segments that an extraction
// must contain and those that it must not, as in trafilatura's evaluation
// (https://trafilatura.readthedocs.io/en/latest/evaluation.html) and for
// WCXB's snippets. A segment is found when its text, with runs of white space
// as one space, is a substring of the extraction's.
type Segments struct {
	TP int `json:"tp"`
	FN int `json:"fn"`
	FP int `json:"fp"`
	TN int `json:"tn"`
}

// CompareSegments scores one page.
func CompareSegments(predicted string, with, without []string) Segments {
	text := squeeze(predicted)
	var s Segments
	for _, segment := range with {
		if strings.Contains(text, squeeze(segment)) {
			s.TP++
		} else {
			s.FN++
		}
	}
	for _, segment := range without {
		if strings.Contains(text, squeeze(segment)) {
			s.FP++
		} else {
			s.TN++
		}
	}
	return s
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// F1 is the F1 of the segments of s.
func (s Segments) F1() float64 {
	if s.TP+s.FP+s.FN == 0 {
		return 1
	}
	return 2 * float64(s.TP) / float64(2*s.TP+s.FP+s.FN)
}

// Precision is the share of found segments that were wanted.
func (s Segments) Precision() float64 { return Share(s.TP, s.TP+s.FP) }

// Recall is the share of wanted segments that were found; WCXB calls it the
// share of "with" snippets.
func (s Segments) Recall() float64 { return Share(s.TP, s.TP+s.FN) }

// Leak is the share of unwanted segments that were found; WCXB's share of
// "without" snippets.
func (s Segments) Leak() float64 { return Share(s.FP, s.FP+s.TN) }

// Accuracy is the share of segments that are where they belong.
func (s Segments) Accuracy() float64 { return Share(s.TP+s.TN, s.TP+s.TN+s.FP+s.FN) }

// SumSegments adds up the pages of a set: every segment weighs the same.
func SumSegments(pages []Segments) Segments {
	var sum Segments
	for _, s := range pages {
		sum.TP += s.TP
		sum.FN += s.FN
		sum.FP += s.FP
		sum.TN += s.TN
	}
	return sum
}

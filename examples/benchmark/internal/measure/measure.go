// Package measure runs tools over sets and takes their scores, times and
// memory.
package measure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// Column is one number of a Measure.
type Column struct {
	// Key names the number in JSON, Title in tables.
	Key, Title string
	// Count says that the number is a count and not a share of 1.
	Count bool
}

// Measure is one way to score an Output against a Truth. Its first column is
// the one that sets are ranked, and runs compared, by.
type Measure struct {
	// Name selects the measure, Title heads its table.
	Name, Title string
	Columns     []Column
	// takes says whether a tool that fills the fields is scored, has whether
	// a page is.
	takes func(tool.Fields) bool
	has   func(dataset.Truth) bool
	// compare returns what the page adds to the set, and the page's own score
	// between 0 and 1. sum returns the columns of the pages with the given
	// indices.
	compare func(tool.Output, dataset.Truth) (any, float64)
	sum     func(pages []any, indices []int) []float64
}

// define makes a Measure of functions on the page score T.
func define[T any](
	m Measure,
	compare func(tool.Output, dataset.Truth) T,
	page func(T) float64,
	sum func([]T) []float64,
) Measure {
	m.compare = func(out tool.Output, truth dataset.Truth) (any, float64) {
		value := compare(out, truth)
		return value, page(value)
	}
	m.sum = func(pages []any, indices []int) []float64 {
		values := make([]T, len(indices))
		for i, index := range indices {
			values[i] = pages[index].(T)
		}
		return sum(values)
	}
	return m
}

func share(key, title string) Column { return Column{Key: key, Title: title} }
func count(key, title string) Column { return Column{Key: key, Title: title, Count: true} }

// Measures returns every measure of quality, in the order of the report.
func Measures() []Measure {
	return []Measure{
		define(Measure{
			Name: "article", Title: "Article: 4-gram shingles",
			Columns: []Column{share("f1", "F1"), share("precision", "P"), share("recall", "R"), share("accuracy", "exact")},
			takes:   takesText, has: hasText,
		}, compareShingles, metric.Shingles.F1, func(pages []metric.Shingles) []float64 {
			a := metric.SumArticle(pages)
			return []float64{a.F1, a.Precision, a.Recall, a.Accuracy}
		}),
		define(Measure{
			Name: "words", Title: "Article: mean word F1",
			Columns: []Column{share("f1", "F1")},
			takes:   takesText, has: hasText,
		}, compareWords, itself, func(pages []float64) []float64 { return []float64{mean(pages)} }),
		define(Measure{
			Name: "segments", Title: "Article: segments that must and must not be there",
			Columns: []Column{share("f1", "F1"), share("precision", "P"), share("recall", "R (with)"),
				share("leak", "without"), share("accuracy", "accuracy")},
			takes: takesText, has: func(t dataset.Truth) bool { return len(t.With)+len(t.Without) > 0 },
		}, func(o tool.Output, t dataset.Truth) metric.Segments {
			return metric.CompareSegments(o.Text, t.With, t.Without)
		}, metric.Segments.F1, func(pages []metric.Segments) []float64 {
			s := metric.SumSegments(pages)
			return []float64{s.F1(), s.Precision(), s.Recall(), s.Leak(), s.Accuracy()}
		}),
		define(Measure{
			Name: "captions", Title: "Captions and credits",
			Columns: []Column{share("f1", "F1"), share("precision", "P"), share("recall", "R"), share("credits", "credits"),
				count("predicted", "given"), count("truth", "truth")},
			takes: func(f tool.Fields) bool { return f.Captions },
			has:   func(t dataset.Truth) bool { return t.Captions != nil },
		}, func(o tool.Output, t dataset.Truth) metric.Captions {
			return metric.CompareCaptions(o.Captions, t.Captions)
		}, metric.Captions.F1, func(pages []metric.Captions) []float64 {
			c := metric.SumCaptions(pages)
			return []float64{c.F1(), c.Precision(), c.Recall(), c.Credits(), float64(c.Predicted), float64(c.Truth)}
		}),
		define(Measure{
			Name: "clips", Title: "Clips",
			Columns: []Column{share("f1", "F1"), share("precision", "P"), share("recall", "R"),
				share("titles", "title"), share("durations", "duration"), count("truth", "truth")},
			takes: func(f tool.Fields) bool { return f.Clips },
			has:   func(t dataset.Truth) bool { return t.Clips != nil },
		}, func(o tool.Output, t dataset.Truth) metric.Clips {
			return metric.CompareClips(o.Clips, t.Clips)
		}, metric.Clips.F1, func(pages []metric.Clips) []float64 {
			c := metric.SumClips(pages)
			return []float64{c.F1(), c.Precision(), c.Recall(),
				metric.Share(c.Titles, c.Truth), metric.Share(c.Durations, c.Truth), float64(c.Truth)}
		}),
		define(Measure{
			Name: "titles", Title: "Title",
			Columns: []Column{share("right", "right"), share("f1", "token F1")},
			takes:   takesMetadata, has: func(t dataset.Truth) bool { return t.Title != "" },
		}, compareTitles, func(t titleScore) float64 { return t.f1 }, func(pages []titleScore) []float64 {
			var right, f1 []float64
			for _, p := range pages {
				right, f1 = append(right, p.right), append(f1, p.f1)
			}
			return []float64{mean(right), mean(f1)}
		}),
		define(Measure{
			Name: "authors", Title: "Authors",
			Columns: []Column{share("f1", "F1"), share("precision", "P"), share("recall", "R")},
			takes:   takesMetadata, has: func(t dataset.Truth) bool { return len(t.Authors) > 0 },
		}, func(o tool.Output, t dataset.Truth) metric.Authors {
			return metric.CompareAuthors(o.Authors, t.Authors)
		}, metric.Authors.F1, func(pages []metric.Authors) []float64 {
			a := metric.SumAuthors(pages)
			return []float64{a.F1(), metric.Share(a.Matched, a.Predicted), metric.Share(a.Matched, a.Truth)}
		}),
		define(Measure{
			Name: "dates", Title: "Day of publication",
			Columns: []Column{share("right", "right")},
			takes:   takesMetadata, has: func(t dataset.Truth) bool { return !t.Published.IsZero() },
		}, func(o tool.Output, t dataset.Truth) float64 {
			return one(metric.SameDay(o.Published, t.Published))
		}, itself, func(pages []float64) []float64 { return []float64{mean(pages)} }),
	}
}

// SelectMeasures returns the measures with the given names, in the order of
// Measures.
func SelectMeasures(names []string) []Measure {
	return slices.DeleteFunc(Measures(), func(m Measure) bool { return !slices.Contains(names, m.Name) })
}

// CheckNames returns an error for the first of names that is not in known.
func CheckNames(what string, names, known []string) error {
	for _, name := range names {
		if !slices.Contains(known, name) {
			return fmt.Errorf("unknown %s %q: want one of %s", what, name, strings.Join(known, ", "))
		}
	}
	return nil
}

func takesText(f tool.Fields) bool     { return f.Text }
func takesMetadata(f tool.Fields) bool { return f.Metadata }
func hasText(t dataset.Truth) bool     { return len(t.Texts) > 0 }

// compareShingles scores against the accepted reading that fits best.
func compareShingles(o tool.Output, t dataset.Truth) metric.Shingles {
	var best metric.Shingles
	for i, text := range t.Texts {
		if s := metric.CompareShingles(o.Text, text); i == 0 || s.F1() > best.F1() {
			best = s
		}
	}
	return best
}

func compareWords(o tool.Output, t dataset.Truth) float64 {
	var best float64
	for _, text := range t.Texts {
		best = max(best, metric.WordF1(o.Text, text))
	}
	return best
}

// titleScore is one page's title score: 1 or 0 for right or wrong, and the
// token F1.
type titleScore struct{ right, f1 float64 }

func compareTitles(o tool.Output, t dataset.Truth) titleScore {
	return titleScore{
		right: one(metric.SameTitle(o.Title, t.Title)),
		f1:    metric.TokenF1(o.Title, t.Title),
	}
}

func itself(v float64) float64 { return v }

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

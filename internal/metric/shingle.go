package metric

import (
	"math"
	"slices"
)

// shingleLength is the number of words in a shingle, as in
// article-extraction-benchmark.
const shingleLength = 4

// Shingles is one page's score in article-extraction-benchmark
// (https://github.com/scrapinghub/article-extraction-benchmark): the shares of
// true positive, false positive and false negative 4-grams of words, which sum
// to 1 so that long texts weigh no more than short ones, and whether the two
// texts have the same words in the same order. All three shares are 0 when
// neither side has a word.
type Shingles struct {
	TP    float64 `json:"tp"`
	FP    float64 `json:"fp"`
	FN    float64 `json:"fn"`
	Exact bool    `json:"exact"`
}

// CompareShingles scores one page.
func CompareShingles(predicted, truth string) Shingles {
	p, t := Words(predicted), Words(truth)
	ids := make(map[string]uint32, len(t))
	counts := make(map[[shingleLength]uint32]int, len(t))
	for _, s := range shingles(t, ids) {
		counts[s]++
	}
	var tp, fp, fn int
	for _, s := range shingles(p, ids) {
		if counts[s] > 0 {
			counts[s]--
			tp++
		} else {
			fp++
		}
	}
	for _, n := range counts {
		fn += n
	}
	score := Shingles{Exact: slices.Equal(p, t)}
	if sum := float64(tp + fp + fn); sum > 0 {
		score.TP, score.FP, score.FN = float64(tp)/sum, float64(fp)/sum, float64(fn)/sum
	}
	return score
}

// shingles returns the 4-grams of words as word numbers, which it takes from
// and adds to ids. A text of fewer than four words is one shingle, a text
// without words none.
func shingles(words []string, ids map[string]uint32) [][shingleLength]uint32 {
	if len(words) == 0 {
		return nil
	}
	numbers := make([]uint32, max(len(words), shingleLength))
	for i, w := range words {
		id, ok := ids[w]
		if !ok {
			id = uint32(len(ids) + 1)
			ids[w] = id
		}
		numbers[i] = id
	}
	out := make([][shingleLength]uint32, 0, len(numbers))
	for i := 0; i+shingleLength <= len(numbers); i++ {
		out = append(out, [shingleLength]uint32(numbers[i:i+shingleLength]))
	}
	return out
}

// F1 is the page's own F1, by which pages are ranked; the score of a set is
// made from the means of precision and recall instead (see Article).
func (s Shingles) F1() float64 {
	if s.TP+s.FP+s.FN == 0 {
		return 1
	}
	return 2 * s.TP / (2*s.TP + s.FP + s.FN)
}

func (s Shingles) precision() float64 { return ratio(s.TP, s.FP, s.FN) }
func (s Shingles) recall() float64    { return ratio(s.TP, s.FN, s.FP) }

// ratio is hit/(hit+missed), 1 when nothing is wrong on either side, and 0
// when there is nothing to divide by.
func ratio(hit, missed, other float64) float64 {
	switch {
	case missed == 0 && other == 0:
		return 1
	case hit+missed == 0:
		return 0
	default:
		return hit / (hit + missed)
	}
}

// Article is the score of a set: precision and recall are means over the pages
// that have a prediction, or a truth, to take them of; F1 is the harmonic mean
// of those two means; accuracy is the share of pages with exactly the truth's
// words.
type Article struct {
	F1        float64 `json:"f1"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	Accuracy  float64 `json:"accuracy"`
}

// SumArticle scores a set from its pages.
func SumArticle(pages []Shingles) Article {
	var precision, recall, exact float64
	var predicted, truth int
	for _, s := range pages {
		if s.TP+s.FP > 0 {
			precision += s.precision()
			predicted++
		}
		if s.TP+s.FN > 0 {
			recall += s.recall()
			truth++
		}
		if s.Exact {
			exact++
		}
	}
	a := Article{
		Precision: precision / math.Max(1, float64(predicted)),
		Recall:    recall / math.Max(1, float64(truth)),
		Accuracy:  exact / math.Max(1, float64(len(pages))),
	}
	a.F1 = HarmonicMean(a.Precision, a.Recall)
	return a
}

package metric

import (
	"cmp"
	"slices"
)

// sameText is the token F1 from which two captions, credits or clip titles
// count as the same.
const sameText = 0.8

// Caption is a caption's text and its credit as written.
type Caption struct {
	Text   string
	Credit string
}

// Captions is one page's caption score.
type Captions struct {
	// Matched captions of the page's Truth and Predicted ones.
	Matched   int `json:"matched"`
	Predicted int `json:"predicted"`
	Truth     int `json:"truth"`
	// Credited is the number of matched captions whose truth has a credit,
	// CreditRight of those for which the predicted credit is the same.
	Credited    int `json:"credited"`
	CreditRight int `json:"credit_right"`
}

// CompareCaptions matches predicted captions to the truth one to one, the best
// pairs first, at a token F1 of at least 0.8. Captions without text take no
// part, and a caption that is repeated on the page counts once.
func CompareCaptions(predicted, truth []Caption) Captions {
	predicted, truth = distinct(predicted), distinct(truth)
	score := Captions{Predicted: len(predicted), Truth: len(truth)}
	for _, m := range match(texts(predicted), texts(truth)) {
		score.Matched++
		want := truth[m.truth].Credit
		if len(Tokens(want)) == 0 {
			continue
		}
		score.Credited++
		if TokenF1(predicted[m.predicted].Credit, want) >= sameText {
			score.CreditRight++
		}
	}
	return score
}

// distinct drops captions without a token and later captions with the text of
// an earlier one.
func distinct(captions []Caption) []Caption {
	seen := make(map[string]bool, len(captions))
	var kept []Caption
	for _, c := range captions {
		text := squeeze(c.Text)
		if len(Tokens(text)) == 0 || seen[text] {
			continue
		}
		seen[text] = true
		kept = append(kept, c)
	}
	return kept
}

func texts(captions []Caption) [][]string {
	out := make([][]string, len(captions))
	for i, c := range captions {
		out[i] = Tokens(c.Text)
	}
	return out
}

// pair is a predicted item and the truth that it was matched to.
type pair struct {
	predicted, truth int
	f1               float64
}

// match pairs predictions with truths greedily, the most alike first and
// earlier ones first among equals, each at most once, at sameText or above.
func match(predicted, truth [][]string) []pair {
	var candidates []pair
	for i, p := range predicted {
		for j, t := range truth {
			if f1 := Compare(p, t).F1(); f1 >= sameText {
				candidates = append(candidates, pair{i, j, f1})
			}
		}
	}
	slices.SortStableFunc(candidates, func(a, b pair) int { return cmp.Compare(b.f1, a.f1) })
	usedPredicted, usedTruth := make([]bool, len(predicted)), make([]bool, len(truth))
	var pairs []pair
	for _, c := range candidates {
		if usedPredicted[c.predicted] || usedTruth[c.truth] {
			continue
		}
		usedPredicted[c.predicted], usedTruth[c.truth] = true, true
		pairs = append(pairs, c)
	}
	return pairs
}

// Precision is the share of predicted captions that are captions.
func (c Captions) Precision() float64 { return Share(c.Matched, c.Predicted) }

// Recall is the share of the truth's captions that were found.
func (c Captions) Recall() float64 { return Share(c.Matched, c.Truth) }

// F1 is the F1 of the captions of c; 1 when there are none on either side.
func (c Captions) F1() float64 {
	return Overlap{Common: c.Matched, Predicted: c.Predicted, Truth: c.Truth}.F1()
}

// Credits is the share of matched captions with a credit whose credit is right.
func (c Captions) Credits() float64 { return Share(c.CreditRight, c.Credited) }

// SumCaptions adds up the pages of a set: every caption weighs the same.
func SumCaptions(pages []Captions) Captions {
	var sum Captions
	for _, c := range pages {
		sum.Matched += c.Matched
		sum.Predicted += c.Predicted
		sum.Truth += c.Truth
		sum.Credited += c.Credited
		sum.CreditRight += c.CreditRight
	}
	return sum
}

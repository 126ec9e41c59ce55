// Package metric scores what an extractor gave back against a page's truth,
// with the definitions of the public benchmarks. Every function is pure.
package metric

import (
	"strings"
	"unicode"
)

// Words returns the words of s as the public benchmarks count them: the
// matches of Python's `\w+`, which are runs of letters, numbers and
// underscores. Combining marks end a word there, and so they do here.
func Words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
}

// LowerWords returns the words of s in lower case.
func LowerWords(s string) []string {
	return Words(strings.ToLower(s))
}

// Tokens returns the words of s in lower case, with every character of a
// script that is written without spaces as a token of its own. Short texts
// (captions, credits, titles) are compared with it.
func Tokens(s string) []string {
	var tokens []string
	for _, word := range LowerWords(s) {
		start := 0
		for i, r := range word {
			if !isUnspaced(r) {
				continue
			}
			if start < i {
				tokens = append(tokens, word[start:i])
			}
			tokens = append(tokens, string(r))
			start = i + len(string(r))
		}
		if start < len(word) {
			tokens = append(tokens, word[start:])
		}
	}
	return tokens
}

func isWordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// Overlap compares two multisets of tokens.
type Overlap struct {
	// Common is the size of the intersection, Predicted and Truth the sizes
	// of the two sides.
	Common, Predicted, Truth int
}

// Compare counts the tokens that the prediction and the truth share, each as
// often as it occurs in both.
func Compare(predicted, truth []string) Overlap {
	left := make(map[string]int, len(truth))
	for _, t := range truth {
		left[t]++
	}
	o := Overlap{Predicted: len(predicted), Truth: len(truth)}
	for _, t := range predicted {
		if left[t] > 0 {
			left[t]--
			o.Common++
		}
	}
	return o
}

// F1 is the harmonic mean of the overlap's precision and recall; 1 when both
// sides are empty.
func (o Overlap) F1() float64 {
	if o.Predicted == 0 && o.Truth == 0 {
		return 1
	}
	return 2 * float64(o.Common) / float64(o.Predicted+o.Truth)
}

// WordF1 is WCXB's score of one page: the F1 of the multisets of lower-case
// words (https://arxiv.org/abs/2605.21097, and evaluate.py of the data set).
func WordF1(predicted, truth string) float64 {
	return Compare(LowerWords(predicted), LowerWords(truth)).F1()
}

// TokenF1 is the F1 of the multisets of tokens of two short texts.
func TokenF1(a, b string) float64 {
	return Compare(Tokens(a), Tokens(b)).F1()
}

// HarmonicMean is the F1 of a precision and a recall; 0 when both are.
func HarmonicMean(precision, recall float64) float64 {
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

// Share is part of whole, and 0 when there is nothing to have a share of.
func Share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

package clean

import (
	"fmt"
	"math"
)

// Thresholds move what the built-in rules decide by. A zero field stands for the
// default.
type Thresholds struct {
	// Article is the probability from which the rule "article-model" takes a
	// line of an HTML page for the article, Text that of the rule "text-model"
	// for plain text; above 0 and below 1. Lower values keep more lines, higher
	// ones remove more. The page as a whole moves both: less certain lines are
	// taken of a page on which little is certain. The defaults are DefaultArticle
	// and DefaultText.
	Article, Text float64
	// PhraseWords is the most words of a line that the word lists name: longer
	// lines that begin like page furniture are sentences more often than not.
	// The default is DefaultPhraseWords.
	PhraseWords int
}

// The default thresholds.
const (
	DefaultArticle     = 0.5
	DefaultText        = 0.45
	DefaultPhraseWords = maxPhraseWords
)

// WithThresholds changes thresholds of the built-in rules.
func WithThresholds(t Thresholds) Option { return func(c *config) { c.thresholds = t } }

func (t *Thresholds) check() error {
	for _, p := range [...]struct {
		field string
		value float64
	}{{"Article", t.Article}, {"Text", t.Text}} {
		if p.value != 0 && !(p.value > 0 && p.value < 1) {
			return &RuleError{Rule: "thresholds", Field: p.field, Problem: fmt.Sprintf("%v is outside (0, 1)", p.value)}
		}
	}
	if t.PhraseWords < 0 {
		return &RuleError{Rule: "thresholds", Field: "PhraseWords", Problem: fmt.Sprintf("%d is below 0", t.PhraseWords)}
	}
	return nil
}

// bias returns what is added to scores, in log-odds, where lines are taken from
// another probability on than the default.
func bias(wanted, usual float64) float32 {
	if wanted == 0 || wanted == usual {
		return 0
	}
	return float32(math.Log(usual/(1-usual)) - math.Log(wanted/(1-wanted)))
}

// phraseWords returns the most words of a line that the word lists name.
func (p *Page) phraseWords() int {
	if p.thresholds.PhraseWords > 0 {
		return p.thresholds.PhraseWords
	}
	return maxPhraseWords
}

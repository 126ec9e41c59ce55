package clean

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The longest line, in bytes, that is compared with whole phrases, and the
// number of bytes at the ends of longer lines in which phrases are looked for.
const phraseReach = 240

// Equal returns a rule that labels lines which are one of the texts, compared
// in the form of Fold.
func Equal(name string, label Label, texts []string, opts ...RuleOption) Rule {
	return newPhraseRule(name, label, texts, matchEqual, opts)
}

// Prefix returns a rule that labels lines which begin with one of the texts,
// compared in the form of Fold; the text must end where a word ends.
func Prefix(name string, label Label, texts []string, opts ...RuleOption) Rule {
	return newPhraseRule(name, label, texts, matchPrefix, opts)
}

// Phrases returns a rule that labels lines which match one of the phrases. A
// phrase is compared in the form of Fold with the whole line, save that an
// ellipsis character stands for anything that may follow ("sign up for …"),
// come before ("… all rights reserved") or both.
func Phrases(name string, label Label, phrases []string, opts ...RuleOption) Rule {
	return newPhraseRule(name, label, phrases, matchWritten, opts)
}

// match is the part of a line that a phrase must be.
type match uint8

const (
	matchWritten match = iota // as the phrase's ellipses say
	matchEqual
	matchPrefix
	matchSuffix
	matchInside
)

type phraseRule struct {
	lineRule
	phrases []string // as given
	match   match
	// perWord is the most words that a line has for each word of a phrase that
	// is only a part of it; 0 is no bound.
	perWord int
	// near says that the rule does not speak of lines with more than
	// maxPhraseWords words, and of those far from all running text.
	near bool
}

func newPhraseRule(name string, label Label, phrases []string, m match, opts []RuleOption) Rule {
	return &phraseRule{lineRule: newLineRule(name, label, opts), phrases: slices.Clone(phrases), match: m}
}

func (r *phraseRule) check() error {
	if err := r.lineRule.check(); err != nil {
		return err
	}
	if len(r.phrases) == 0 {
		return &RuleError{Rule: r.name, Field: "texts", Problem: "are empty"}
	}
	for _, text := range r.phrases {
		if folded, _ := r.read(text); folded == "" {
			return &RuleError{Rule: r.name, Field: "text", Problem: quote(text) + " has no letter or digit"}
		}
	}
	return nil
}

// read returns a phrase in folded form and the part of a line it must be.
func (r *phraseRule) read(text string) (folded string, m match) {
	if r.match != matchWritten {
		return Fold(text), r.match
	}
	text = strings.TrimSpace(text)
	rest, after := strings.CutSuffix(text, "…")
	rest, before := strings.CutPrefix(rest, "…")
	folded = Fold(text)
	switch {
	case after && before:
		m = matchInside
	case after:
		m = matchPrefix
	case before:
		m = matchSuffix
	default:
		return folded, matchEqual
	}
	// Beside an ellipsis punctuation counts: "more: …" is not "more …".
	whole := strings.TrimSpace(foldWhole(rest))
	if at := strings.Index(whole, folded); at >= 0 && folded != "" {
		if after {
			folded = whole[at:]
		}
		if before {
			folded = whole[:at] + folded
		}
	}
	return folded, m
}

// Apply labels the lines that match.
func (r *phraseRule) Apply(p *Page) { newPhraseIndex([]*phraseRule{r}).Apply(p) }

// cutBefore returns the first n bytes of s or a little less, cutAfter what
// stands from byte n on or a little later: both cut between characters.
func cutBefore(s string, n int) string {
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:min(n, len(s))]
}

func cutAfter(s string, n int) string {
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return s[n:]
}

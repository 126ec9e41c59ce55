package clean

import (
	"math"
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

// phraseIndex serves any number of phrase rules with one look at each line.
type phraseIndex struct {
	rules  []*phraseRule
	hints  phraseHints
	equal  map[string][]int32 // folded phrase -> rules
	prefix map[string][]entry // first word of a phrase -> phrases
	suffix map[string][]entry // last word
	inside map[string][]entry // first word
	// Phrases of scripts without spaces that may stand at the beginning or
	// inside, by their first characters, and at the end, by their last.
	dense, denseEnd map[rune][]entry
	near            bool // no rule speaks of long lines, and of those far from all running text
}

type entry struct {
	phrase string
	match  match
	rule   int32
	words  int // most words of the line
}

func newPhraseIndex(rules []*phraseRule) *phraseIndex {
	phrases := 0
	for _, rule := range rules {
		phrases += len(rule.phrases)
	}
	x := &phraseIndex{
		rules:    rules,
		hints:    makePhraseHints(phrases),
		equal:    make(map[string][]int32, phrases),
		prefix:   make(map[string][]entry),
		suffix:   make(map[string][]entry),
		inside:   make(map[string][]entry),
		dense:    make(map[rune][]entry),
		denseEnd: make(map[rune][]entry),
		near:     true,
	}
	for at, rule := range rules {
		x.near = x.near && rule.near
		for _, text := range rule.phrases {
			folded, m := rule.read(text)
			e := entry{folded, m, int32(at), math.MaxInt}
			if rule.perWord > 0 && !endsInMark(folded) {
				e.words = rule.perWord * ShapeOf(folded).Words
			}
			first := folded[:wordEnd(folded)]
			switch {
			case m == matchEqual:
				x.equal[folded] = append(x.equal[folded], e.rule)
			case strings.ContainsFunc(folded, isDense):
				if m == matchSuffix {
					last, _ := utf8.DecodeLastRuneInString(folded)
					x.denseEnd[last] = append(x.denseEnd[last], e)
				} else {
					first, _ := utf8.DecodeRuneInString(folded)
					x.dense[first] = append(x.dense[first], e)
				}
				continue
			case m == matchPrefix:
				x.prefix[first] = append(x.prefix[first], e)
			case m == matchSuffix:
				last := folded[strings.LastIndexByte(folded, ' ')+1:]
				x.suffix[last] = append(x.suffix[last], e)
			case m == matchInside:
				x.inside[first] = append(x.inside[first], e)
			}
			x.hints.addPhrase(folded, m)
		}
	}
	return x
}

// Apply lets the rules speak, in their order, of the lines that match.
func (x *phraseIndex) Apply(p *Page) {
	var hits []int32
	for i := range p.Lines {
		if x.near && (p.Shape(i).Words > p.phraseWords() || p.isFar(i)) {
			continue
		}
		hits = x.find(p, i, hits[:0])
		slices.Sort(hits)
		for _, at := range slices.Compact(hits) {
			p.rule = x.rules[at].name
			x.rules[at].mark(p, i)
		}
	}
}

// endsInMark reports whether a folded phrase ends with punctuation, which makes
// it a label of what follows.
func endsInMark(phrase string) bool {
	r, _ := utf8.DecodeLastRuneInString(phrase)
	return isEdge(r)
}

func (x *phraseIndex) find(p *Page, i int, hits []int32) []int32 {
	text := p.Lines[i].Text
	words := p.Shape(i).Words
	if len(text) <= phraseReach {
		hint := x.hints.read(text)
		if hint == 0 {
			return hits
		}
		key := p.Key(i)
		if hint&hintEqual != 0 {
			hits = append(hits, x.equal[key]...)
		}
		hits = x.findHead(key, words, hint, hits)
		return x.findTail(key, words, hint&^hintInside, hits)
	}
	head, tail := cutBefore(text, phraseReach), cutAfter(text, len(text)-phraseReach)
	dense := false
	if hint := x.hints.read(head) &^ hintEqual; hint != 0 {
		head = Fold(head)
		dense = hasDense(head)
		hits = x.findHead(head, words, hint, hits)
	}
	hint := x.hints.read(tail) &^ hintEqual
	if !dense {
		hint &^= hintDense
	}
	if hint != 0 {
		hits = x.findTail(Fold(tail), words, hint, hits)
	}
	return hits
}

// findHead finds the phrases at the beginning of a folded text and inside it, as
// far as there may be such.
func (x *phraseIndex) findHead(key string, words int, hint phraseHint, hits []int32) []int32 {
	if hint&hintPrefix != 0 {
		hits = x.findPrefix(key, words, hits)
	}
	if hint&hintInside != 0 {
		hits = x.findInside(key, words, hits)
	}
	if hint&hintDense != 0 && hasDense(key) {
		hits = x.findDense(key, words, true, hits)
	}
	return hits
}

// findTail is findHead for the end of a text.
func (x *phraseIndex) findTail(key string, words int, hint phraseHint, hits []int32) []int32 {
	if hint&hintSuffix != 0 {
		hits = x.findSuffix(key, words, hits)
	}
	if hint&hintInside != 0 {
		hits = x.findInside(key, words, hits)
	}
	if hint&hintDense != 0 && hasDense(key) {
		hits = x.findDenseEnd(key, words, hits)
		if hint&hintInside != 0 {
			hits = x.findDense(key, words, false, hits)
		}
	}
	return hits
}

func (x *phraseIndex) findPrefix(key string, words int, hits []int32) []int32 {
	for _, e := range x.prefix[key[:wordEnd(key)]] {
		if words <= e.words && strings.HasPrefix(key, e.phrase) && endsPhrase(key, len(e.phrase)) {
			hits = append(hits, e.rule)
		}
	}
	return hits
}

func (x *phraseIndex) findSuffix(key string, words int, hits []int32) []int32 {
	last := key[strings.LastIndexByte(key, ' ')+1:]
	for _, e := range x.suffix[last] {
		if at := len(key) - len(e.phrase); words <= e.words && at >= 0 && key[at:] == e.phrase && (at == 0 || startsPhrase(key, at)) {
			hits = append(hits, e.rule)
		}
	}
	return hits
}

func (x *phraseIndex) findInside(key string, words int, hits []int32) []int32 {
	if len(x.inside) == 0 {
		return hits
	}
	for at := 0; at < len(key); {
		end := at + wordEnd(key[at:])
		for _, e := range x.inside[key[at:end]] {
			if words <= e.words && strings.HasPrefix(key[at:], e.phrase) && endsPhrase(key, at+len(e.phrase)) {
				hits = append(hits, e.rule)
			}
		}
		at = end
		for at < len(key) && !startsWord(key, at) {
			at++
		}
	}
	return hits
}

// findDense finds the phrases of scripts without spaces inside a folded text and,
// where head says that it is the line's, at its beginning.
func (x *phraseIndex) findDense(key string, words int, head bool, hits []int32) []int32 {
	for at, r := range key {
		for _, e := range x.dense[r] {
			if words <= e.words && (at == 0 && head || e.match == matchInside) && strings.HasPrefix(key[at:], e.phrase) {
				hits = append(hits, e.rule)
			}
		}
	}
	return hits
}

func (x *phraseIndex) findDenseEnd(key string, words int, hits []int32) []int32 {
	last, _ := utf8.DecodeLastRuneInString(key)
	for _, e := range x.denseEnd[last] {
		if words <= e.words && strings.HasSuffix(key, e.phrase) {
			hits = append(hits, e.rule)
		}
	}
	return hits
}

// hasDense reports whether s may hold characters of a script without spaces;
// Thai and all that follow it take three bytes, the first of them 0xE0 or more.
func hasDense(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xE0 {
			return true
		}
	}
	return false
}

// wordEnd returns the index in the folded text s at which its first word ends.
func wordEnd(s string) int {
	if i := strings.IndexByte(s, ' '); i >= 0 {
		s = s[:i]
	}
	return len(strings.TrimRightFunc(s, isEdge))
}

// endsPhrase reports whether a phrase in the folded text s, of at least one
// character, can end at index i: after its punctuation, or where a word ends.
func endsPhrase(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isEdge(before) || isEdge(r)
}

// startsPhrase reports whether a phrase in the folded text s can start at index
// i: with its punctuation, or after a space.
func startsPhrase(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return s[i-1] == ' ' || isEdge(r)
}

// startsWord reports whether a word of the folded text s starts at index i.
func startsWord(s string, i int) bool {
	if !utf8.RuneStart(s[i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	if isEdge(r) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	return isEdge(before)
}

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

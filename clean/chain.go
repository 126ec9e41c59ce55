package clean

import (
	"context"
	"slices"
)

// lined is a rule over single lines of the caller's.
type lined interface{ line() *lineRule }

// batch finds the lines that the caller's rules know by their words, with one
// look at each line for all rules together. What rules make of these lines
// depends on what was decided before, and waits until it is their turn.
type batch struct {
	rules     []Rule // phraseRule, patternRule and everyRule, in their order
	phrases   *phraseIndex
	patterns  *patternIndex
	phraseAt  []int32 // places in rules of those of the index
	patternAt []int32
	selectors *selectorSet
}

// hit says that a rule of a batch knows a line: the rule's place above the
// line's.
type hit uint64

func (h hit) rule() int { return int(h >> 32) }
func (h hit) line() int { return int(h & 0xFFFFFFFF) }

// newBatch returns the batch of the rules over single lines among those given,
// nil where there are none.
func newBatch(rules []Rule) *batch {
	b := &batch{}
	var phrases []*phraseRule
	var patterns []*patternRule
	var selectors []*selector
	for _, rule := range rules {
		at := int32(len(b.rules))
		var line *lineRule
		switch r := rule.(type) {
		case *phraseRule:
			line = &r.lineRule
			phrases, b.phraseAt = append(phrases, r), append(b.phraseAt, at)
		case *patternRule:
			line = &r.lineRule
			patterns, b.patternAt = append(patterns, r), append(b.patternAt, at)
		case *everyRule:
			line = &r.lineRule
		default:
			continue
		}
		b.rules = append(b.rules, rule)
		for k := range line.conditions {
			if s := line.conditions[k].selector; s != nil {
				selectors = append(selectors, s)
			}
		}
	}
	if len(b.rules) == 0 {
		return nil
	}
	if len(phrases) > 0 {
		b.phrases = newPhraseIndex(phrases)
	}
	if len(patterns) > 0 {
		b.patterns = newPatternIndex(patterns)
	}
	if len(selectors) > 0 {
		b.selectors = newSelectorSet(selectors)
	}
	return b
}

// linesPerCheck is the number of lines after which a batch looks at its context:
// some milliseconds at most.
const linesPerCheck = 1024

// find notes on the page the lines that the rules know, unless the context is
// done.
func (b *batch) find(ctx context.Context, p *Page) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if b.selectors != nil {
		b.selectors.find(p)
	}
	var found []int32
	var buf []byte
	hits := p.own.hits[:0]
	note := func(i int, at []int32) {
		for _, k := range found {
			hits = append(hits, hit(at[k])<<32|hit(i))
		}
	}
	for i := range p.Lines {
		if i%linesPerCheck == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if b.phrases != nil {
			found = b.phrases.find(p, i, found[:0])
			note(i, b.phraseAt)
		}
		if b.patterns != nil {
			found, buf = b.patterns.find(p.Lines[i].Text, found[:0], buf)
			note(i, b.patternAt)
		}
	}
	slices.Sort(hits)
	p.own.hits = slices.Compact(hits)
	return nil
}

// turn lets the rules [from, to) of a batch speak, one after the other.
type turn struct {
	batch    *batch
	from, to int
}

// Name names the turn in no decision.
func (t *turn) Name() string { return "rules" }

// Apply lets the rules speak.
func (t *turn) Apply(p *Page) {
	hits := p.own.hits
	next, _ := slices.BinarySearch(hits, hit(t.from)<<32)
	for at := t.from; at < t.to; at++ {
		switch rule := t.batch.rules[at].(type) {
		case *everyRule:
			p.rule = rule.name
			rule.Apply(p)
		case lined:
			r := rule.line()
			p.rule = r.name
			for ; next < len(hits) && hits[next].rule() == at; next++ {
				r.mark(p, hits[next].line())
			}
		}
	}
}

// own marks a rule of the caller's in the chain.
type own struct{ Rule }

// Apply lets the rule speak.
func (o own) Apply(p *Page) {
	p.own.speaking = true
	o.Rule.Apply(p)
	p.own.speaking = false
}

// chainOf returns the rules of a Cleaner in the order in which they speak, and
// the batch of those that the caller gave.
func chainOf(callers, words, rest []Rule) ([]Rule, *batch) {
	sorted := slices.Clone(callers)
	slices.SortStableFunc(sorted, func(a, b Rule) int { return place(a) - place(b) })
	b := newBatch(sorted)
	var chain []Rule
	lines := 0 // rules of the batch so far
	for at, k := range [...]Anchor{Early, Standard, Late} {
		for len(sorted) > 0 && anchorOf(sorted[0]) == k {
			from := lines
			for len(sorted) > 0 && anchorOf(sorted[0]) == k && isLined(sorted[0]) {
				lines++
				sorted = sorted[1:]
			}
			if lines > from {
				chain = append(chain, own{&turn{b, from, lines}})
				continue
			}
			chain = append(chain, own{sorted[0]})
			sorted = sorted[1:]
		}
		switch at {
		case 0:
			chain = append(chain, words...)
		case 1:
			chain = append(chain, rest...)
		}
	}
	return chain, b
}

// place returns where a rule's anchor stands among the anchors.
func place(r Rule) int {
	switch anchorOf(r) {
	case Early:
		return 0
	case Late:
		return 2
	}
	return 1
}

func isLined(r Rule) bool {
	switch r.(type) {
	case *phraseRule, *patternRule, *everyRule:
		return true
	}
	return false
}

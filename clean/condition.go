package clean

import (
	"fmt"
	"slices"
	"strings"
)

// condition is what must hold of a line for a rule to speak of it.
type condition struct {
	field  string // by which errors name it
	detail string // what trace adds to the field
	// holds reports whether the condition holds of line i. Neighbours are lines
	// within reach.
	holds func(p *Page, i, reach int) bool
	// labels are the labels that a neighbour must have, for After and Before.
	labels []Label
	before bool
	// words is the most words that the line has, 0 for no bound.
	words int
	// selector is what an element around the line must match.
	selector *selector
}

// String names the condition in a trace.
func (c *condition) String() string {
	if c.detail == "" {
		return c.field
	}
	return c.field + " " + c.detail
}

// failing returns the first condition that does not hold of line i, nil where
// all hold.
func (r *lineRule) failing(p *Page, i int) *condition {
	for k := range r.conditions {
		if c := &r.conditions[k]; !c.holds(p, i, r.reach) {
			return c
		}
	}
	return nil
}

func (r *lineRule) require(c condition) { r.conditions = append(r.conditions, c) }

// fail keeps the first thing that an option finds wrong.
func (r *lineRule) fail(field, problem string, cause error) {
	if r.err == nil {
		r.err = &RuleError{Rule: r.name, Field: field, Problem: problem, Err: cause}
	}
}

// When lets the rule speak only of lines for which cond reports true.
func When(cond func(p *Page, i int) bool) RuleOption {
	return func(r *lineRule) {
		if cond == nil {
			r.fail("when", "is nil", nil)
			return
		}
		r.require(condition{field: "when", holds: func(p *Page, i, _ int) bool { return cond(p, i) }})
	}
}

// After lets the rule speak only of lines that a line with one of the labels
// stands before: the line right before or, with WithReach, one of several. What
// labels there are by then depends on the rule's anchor.
func After(labels ...Label) RuleOption {
	return func(r *lineRule) {
		r.requireNeighbour("after", labels, func(p *Page, i, reach int) bool {
			for k := i - 1; k >= max(0, i-reach); k-- {
				if slices.Contains(labels, p.Label(k)) {
					return true
				}
			}
			return false
		})
	}
}

// Before lets the rule speak only of lines that a line with one of the labels
// follows: the line right after or, with WithReach, one of several.
func Before(labels ...Label) RuleOption {
	return func(r *lineRule) {
		r.requireNeighbour("before", labels, func(p *Page, i, reach int) bool {
			for k := i + 1; k <= min(len(p.Lines)-1, i+reach); k++ {
				if slices.Contains(labels, p.Label(k)) {
					return true
				}
			}
			return false
		})
	}
}

func (r *lineRule) requireNeighbour(field string, labels []Label, holds func(*Page, int, int) bool) {
	names := make([]string, len(labels))
	for k, label := range labels {
		if names[k] = label.String(); !label.Valid() {
			r.fail(field, "has what is not a label: "+names[k], nil)
		}
	}
	if len(labels) == 0 {
		r.fail(field, "has no label", nil)
	}
	r.require(condition{field: field, detail: strings.Join(names, ", "), holds: holds, labels: labels, before: field == "before"})
}

// maxReach is the most lines that WithReach allows: a neighbour further away is
// none.
const maxReach = 100

// WithReach sets within how many lines After and Before look, from 1 to 100.
// The default is 1, the neighbour itself.
func WithReach(lines int) RuleOption {
	return func(r *lineRule) {
		if r.reach = lines; lines < 1 || lines > maxReach {
			r.fail("reach", fmt.Sprintf("%d is outside [1, %d]", lines, maxReach), nil)
		}
	}
}

// InFirst lets the rule speak only of the first n lines of the page, InLast of
// the last n.
func InFirst(n int) RuleOption {
	return func(r *lineRule) {
		if n < 1 {
			r.fail("first", fmt.Sprintf("%d is below 1: the rule can never fire", n), nil)
		}
		r.require(condition{field: "first", detail: fmt.Sprint(n), holds: func(_ *Page, i, _ int) bool { return i < n }})
	}
}

// InLast lets the rule speak only of the last n lines of the page.
func InLast(n int) RuleOption {
	return func(r *lineRule) {
		if n < 1 {
			r.fail("last", fmt.Sprintf("%d is below 1: the rule can never fire", n), nil)
		}
		r.require(condition{field: "last", detail: fmt.Sprint(n), holds: func(p *Page, i, _ int) bool { return i >= len(p.Lines)-n }})
	}
}

// MaxWords lets the rule speak only of lines with at most n words; Shape says
// what counts as a word.
func MaxWords(n int) RuleOption {
	return func(r *lineRule) {
		if n < 1 {
			r.fail("max_words", fmt.Sprintf("%d is below 1: the rule can never fire", n), nil)
		}
		r.require(condition{field: "max_words", detail: fmt.Sprint(n), words: n, holds: func(p *Page, i, _ int) bool { return p.Shape(i).Words <= n }})
	}
}

// InClass lets the rule speak only of lines inside a block whose class
// attribute has one of the names, as written. Lines of plain text stand in no
// such block.
func InClass(names ...string) RuleOption {
	return func(r *lineRule) {
		if len(names) == 0 {
			r.fail("in_class", "has no name", nil)
		}
		for _, name := range names {
			if name == "" || strings.ContainsAny(name, " \t\r\n\f") {
				r.fail("in_class", quote(name)+" is not one name: the rule can never fire", nil)
			}
		}
		r.require(condition{field: "in_class", detail: strings.Join(names, ", "), holds: func(p *Page, i, _ int) bool {
			for b := p.Lines[i].Block; b > 0; b = p.Blocks[b].Parent {
				if hasClass(p.Blocks[b].Element.Class, names) {
					return true
				}
			}
			return false
		}})
	}
}

// hasClass reports whether a class attribute has one of the names.
func hasClass(class string, names []string) bool {
	for len(class) > 0 {
		end := strings.IndexAny(class, " \t\r\n\f")
		if end < 0 {
			end = len(class)
		}
		if slices.Contains(names, class[:end]) && end > 0 {
			return true
		}
		class = class[min(end+1, len(class)):]
	}
	return false
}

// checkConditions looks for conditions that cannot hold together.
func (r *lineRule) checkConditions() error {
	for k := range r.conditions {
		if c := &r.conditions[k]; c.selector != nil && c.selector.err != nil {
			e := *c.selector.err
			e.Rule = r.name
			return &e
		}
	}
	return nil
}

// maxWords returns the most words of the lines that the rule speaks of, 0 where
// there is no bound.
func (r *lineRule) maxWords() int {
	least := 0
	for k := range r.conditions {
		if w := r.conditions[k].words; w > 0 && (least == 0 || w < least) {
			least = w
		}
	}
	return least
}

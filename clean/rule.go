package clean

import "strings"

// Rule says of lines what they are. Apply looks at the page's lines and at what
// earlier rules decided, and calls Page.Mark for those it knows. It must be
// deterministic and must not keep the page. One Rule serves many goroutines, a
// page each.
//
// A Rule may have a method Anchor() Anchor, which says when it speaks.
type Rule interface {
	// Name identifies the rule in decisions and options. It is not empty and
	// no two rules of a Cleaner share it.
	Name() string
	// Apply marks lines of the page.
	Apply(*Page)
}

// checker is a rule that can be wrong in a way that New reports.
type checker interface{ check() error }

// RuleOption sets a property of a rule, or a condition that holds where it
// speaks. Of several conditions all must hold.
type RuleOption func(*lineRule)

// WithConfidence sets how sure the rule is, above 0 and at most 1. The default
// is 1, which no built-in rule reaches.
func WithConfidence(c float32) RuleOption { return func(r *lineRule) { r.confidence = c } }

// At sets when the rule speaks. The default is Standard.
func At(a Anchor) RuleOption { return func(r *lineRule) { r.anchor = a } }

// Func returns a rule that is a function over the page. Of the options it takes
// At, OnSites and InLanguages. The page is valid during the call alone: its
// memory holds other pages later. The texts of its lines stay as they are.
func Func(name string, apply func(*Page), opts ...RuleOption) Rule {
	return &funcRule{newLineRule(name, Other, opts), apply}
}

type funcRule struct {
	lineRule
	apply func(*Page)
}

// Apply calls the function.
func (r *funcRule) Apply(p *Page) {
	if r.scope.holds(p) {
		r.apply(p)
	}
}

func (r *funcRule) check() error {
	switch {
	case r.apply == nil:
		return &RuleError{Rule: r.name, Field: "func", Problem: "is nil"}
	case len(r.conditions) > 0:
		return &RuleError{Rule: r.name, Field: r.conditions[0].field, Problem: "is no option of a function's rule"}
	}
	return r.lineRule.check()
}

// Every returns a rule that labels every line for which its conditions hold, of
// which it needs one at least: all lines of a block, the line after another.
func Every(name string, label Label, opts ...RuleOption) Rule {
	return &everyRule{newLineRule(name, label, opts)}
}

type everyRule struct{ lineRule }

// Apply labels the lines.
func (r *everyRule) Apply(p *Page) {
	if !r.scope.holds(p) {
		return
	}
	for i := range p.Lines {
		if r.failing(p, i) == nil {
			p.Mark(i, r.label, r.confidence)
		}
	}
}

func (r *everyRule) check() error {
	if len(r.conditions) == 0 {
		return &RuleError{Rule: r.name, Field: "rule", Problem: "is empty: it has neither a text nor a condition"}
	}
	return r.lineRule.check()
}

// lineRule is what rules over single lines have in common.
type lineRule struct {
	name       string
	label      Label
	confidence float32
	anchor     Anchor
	reach      int // of After and Before, in lines
	conditions []condition
	scope      *scope // nil: every page
	err        error  // what an option found wrong
}

func newLineRule(name string, label Label, opts []RuleOption) lineRule {
	r := lineRule{name: name, label: label, confidence: 1, reach: 1}
	for _, opt := range opts {
		if opt != nil {
			opt(&r)
		}
	}
	return r
}

// Name returns the rule's name.
func (r *lineRule) Name() string { return r.name }

// Anchor returns when the rule speaks.
func (r *lineRule) Anchor() Anchor { return r.anchor }

func (r *lineRule) line() *lineRule { return r }

func (r *lineRule) check() error {
	switch {
	case r.err != nil:
		return r.err
	case !r.label.Valid() && r.label != Keep:
		return &RuleError{Rule: r.name, Field: "label", Problem: "is not a label"}
	case !(r.confidence > 0 && r.confidence <= 1):
		return &RuleError{Rule: r.name, Field: "confidence", Problem: "is outside (0, 1]"}
	case r.anchor >= anchorCount:
		return &RuleError{Rule: r.name, Field: "anchor", Problem: "is none of early, standard, late"}
	}
	return r.checkConditions()
}

// mark says of line i what the rule makes of it, unless a condition fails.
func (r *lineRule) mark(p *Page, i int) {
	if !r.scope.holds(p) {
		r.withhold(p, i, "the page's site or language")
		return
	}
	if c := r.failing(p, i); c != nil {
		r.withhold(p, i, c.String())
		return
	}
	p.Mark(i, r.label, r.confidence)
}

// withhold records that the rule knows line i and does not speak of it.
func (r *lineRule) withhold(p *Page, i int, condition string) {
	if p.trace != nil {
		p.trace.add(i, Mark{r.name, r.label, r.confidence, 0, Withheld, condition})
	}
}

// RuleError says what is wrong with a rule.
type RuleError struct {
	// Rule is the rule's name, which may be empty.
	Rule string
	// Field is the part of the rule that is wrong: "name", "label", "pattern" …
	Field string
	// Problem completes the sentence "the field …".
	Problem string
	// Err is the cause, where there is one.
	Err error
}

// Error returns the error in one line.
func (e *RuleError) Error() string {
	s := "clean: rule " + quote(e.Rule) + ": " + e.Field + " " + e.Problem
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return oneLine(s)
}

// oneLine returns an error's text without the line ends that a pattern or
// selector may have brought into it.
func oneLine(s string) string { return strings.NewReplacer("\n", `\n`, "\r", `\r`).Replace(s) }

// Unwrap returns the cause.
func (e *RuleError) Unwrap() error { return e.Err }

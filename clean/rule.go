package clean

// Rule says of lines what they are. Apply looks at the page's lines and at what
// earlier rules decided, and calls Page.Mark for those it knows. It must be
// deterministic and must not keep the page. One Rule serves many goroutines, a
// page each.
type Rule interface {
	// Name identifies the rule in decisions and options. It is not empty and
	// no two rules of a Cleaner share it.
	Name() string
	// Apply marks lines of the page.
	Apply(*Page)
}

// checker is a rule that can be wrong in a way that New reports.
type checker interface{ check() error }

// Func returns a rule that is a function over the page.
func Func(name string, apply func(*Page)) Rule { return funcRule{name, apply} }

type funcRule struct {
	name  string
	apply func(*Page)
}

func (r funcRule) Name() string  { return r.name }
func (r funcRule) Apply(p *Page) { r.apply(p) }

func (r funcRule) check() error {
	if r.apply == nil {
		return &RuleError{Rule: r.name, Field: "func", Problem: "is nil"}
	}
	return nil
}

// RuleOption sets a property of a rule over single lines.
type RuleOption func(*lineRule)

// WithConfidence sets how sure the rule is, above 0 and at most 1. The default
// is 1, which no built-in rule reaches.
func WithConfidence(c float32) RuleOption { return func(r *lineRule) { r.confidence = c } }

// When lets the rule speak only of lines for which cond reports true.
func When(cond func(p *Page, i int) bool) RuleOption { return func(r *lineRule) { r.when = cond } }

// lineRule is what rules over single lines have in common.
type lineRule struct {
	name       string
	label      Label
	confidence float32
	when       func(*Page, int) bool
}

func newLineRule(name string, label Label, opts []RuleOption) lineRule {
	r := lineRule{name: name, label: label, confidence: 1}
	for _, opt := range opts {
		if opt != nil {
			opt(&r)
		}
	}
	return r
}

// Name returns the rule's name.
func (r *lineRule) Name() string { return r.name }

func (r *lineRule) check() error {
	switch {
	case !r.label.Valid():
		return &RuleError{Rule: r.name, Field: "label", Problem: "is not a label"}
	case !(r.confidence > 0 && r.confidence <= 1):
		return &RuleError{Rule: r.name, Field: "confidence", Problem: "is outside (0, 1]"}
	}
	return nil
}

func (r *lineRule) mark(p *Page, i int) {
	if r.when == nil || r.when(p, i) {
		p.Mark(i, r.label, r.confidence)
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
	return s
}

// Unwrap returns the cause.
func (e *RuleError) Unwrap() error { return e.Err }

package clean

import "regexp"

// Pattern returns a rule that labels lines in which the regular expression
// (RE2 syntax, as in package regexp) matches. Lines are matched as they are
// shown, not folded; write (?i) for either case and ^…$ for the whole line.
func Pattern(name string, label Label, expr string, opts ...RuleOption) Rule {
	re, err := regexp.Compile(expr)
	return &patternRule{lineRule: newLineRule(name, label, opts), expr: expr, re: re, err: err}
}

type patternRule struct {
	lineRule
	expr string
	re   *regexp.Regexp
	err  error
}

func (r *patternRule) check() error {
	if err := r.lineRule.check(); err != nil {
		return err
	}
	switch {
	case r.err != nil:
		return &RuleError{Rule: r.name, Field: "pattern", Problem: "is not valid", Err: r.err}
	case r.expr == "":
		return &RuleError{Rule: r.name, Field: "pattern", Problem: "is empty"}
	}
	return nil
}

// Apply labels the lines that match.
func (r *patternRule) Apply(p *Page) {
	for i := range p.Lines {
		if r.re.MatchString(p.Lines[i].Text) {
			r.mark(p, i)
		}
	}
}

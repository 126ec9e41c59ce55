package clean

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode"
)

// Pattern returns a rule that labels lines in which the regular expression
// (RE2 syntax, as in package regexp) matches. Lines are matched as they are
// shown, not folded; write (?i) for either case and ^…$ for the whole line.
func Pattern(name string, label Label, expr string, opts ...RuleOption) Rule {
	r := &patternRule{lineRule: newLineRule(name, label, opts), expr: expr}
	if len(expr) > maxPatternSize {
		return r
	}
	if r.re, r.err = regexp.Compile(expr); r.err != nil {
		return r
	}
	if r.tree, r.err = syntax.Parse(expr, syntax.Perl); r.err != nil {
		return r
	}
	r.tree = r.tree.Simplify()
	program, err := syntax.Compile(r.tree)
	if r.err = err; err == nil {
		r.size = len(program.Inst)
	}
	return r
}

// Bounds of a pattern. The time to match one grows with its program, into which
// repetitions are written out: "(a{30}){30}" has 900 instructions.
const (
	maxPatternSize    = 2000  // bytes
	maxPatternProgram = 10000 // instructions
)

type patternRule struct {
	lineRule
	expr string
	re   *regexp.Regexp
	err  error
	tree *syntax.Regexp
	size int // instructions
}

func (r *patternRule) check() error {
	wrong := func(problem string, cause error) error {
		return &RuleError{Rule: r.name, Field: "pattern", Problem: problem, Err: cause}
	}
	if err := r.lineRule.check(); err != nil {
		return err
	}
	switch {
	case r.expr == "":
		return wrong("is empty", nil)
	case len(r.expr) > maxPatternSize:
		return wrong(fmt.Sprintf("has more than %d bytes", maxPatternSize), nil)
	case r.err != nil:
		return wrong("is not valid", r.err)
	case r.size > maxPatternProgram:
		return wrong(fmt.Sprintf("is too large: more than %d instructions", maxPatternProgram), nil)
	case isImpossible(r.tree):
		return wrong("matches no line: the rule can never fire", nil)
	case len(r.conditions) == 0 && matchesAll(r.re):
		return wrong("matches every line", nil)
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

// matchesAll reports whether an expression matches lines that have nothing in
// common.
func matchesAll(re *regexp.Regexp) bool {
	for _, line := range [...]string{"", "q", "7", "ÿ Z.", "行"} {
		if !re.MatchString(line) {
			return false
		}
	}
	return true
}

// isImpossible reports whether an expression can match no line: it asks for a
// character that no line has, or for text before a line's beginning or after its
// end. Not every such expression is found.
func isImpossible(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpNoMatch:
		return true
	case syntax.OpLiteral:
		for i, r := range re.Rune {
			if isAbsent(r, r) || r == ' ' && i > 0 && re.Rune[i-1] == ' ' {
				return true
			}
		}
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if !isAbsent(re.Rune[i], re.Rune[i+1]) {
				return false
			}
		}
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return isImpossible(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min > 0 && isImpossible(re.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !isImpossible(sub) })
	case syntax.OpConcat:
		consumed, ended := false, false
		for i, sub := range re.Sub {
			if sub.Op == syntax.OpLiteral && (i > 0 && re.Sub[i-1].Op == syntax.OpBeginText && sub.Rune[0] == ' ' ||
				i+1 < len(re.Sub) && re.Sub[i+1].Op == syntax.OpEndText && sub.Rune[len(sub.Rune)-1] == ' ') {
				return true // lines have no white space at their ends
			}
			begins := sub.Op == syntax.OpBeginText || sub.Op == syntax.OpBeginLine
			if isImpossible(sub) || begins && consumed || ended && consumes(sub) {
				return true
			}
			consumed = consumed || consumes(sub)
			ended = ended || sub.Op == syntax.OpEndText || sub.Op == syntax.OpEndLine
		}
	}
	return false
}

// isAbsent reports whether lines have none of the characters from lo to hi:
// control characters, and of white space any but the space, to which it is
// collapsed.
func isAbsent(lo, hi rune) bool {
	return hi < ' ' || lo == hi && lo != ' ' && unicode.IsSpace(lo)
}

// consumes reports whether all that an expression matches has a character.
func consumes(re *syntax.Regexp) bool {
	return always(re, func(re *syntax.Regexp) bool { return re.Op != syntax.OpLiteral || len(re.Rune) > 0 })
}

// always reports whether all that an expression matches has something in it that
// one of its literals and classes of characters stands for and that passes.
func always(re *syntax.Regexp, pass func(*syntax.Regexp) bool) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return pass(re)
	case syntax.OpCapture, syntax.OpPlus:
		return always(re.Sub[0], pass)
	case syntax.OpRepeat:
		return re.Min > 0 && always(re.Sub[0], pass)
	case syntax.OpConcat:
		return slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return always(sub, pass) })
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !always(sub, pass) })
	}
	return false
}

package clean

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// patternIndex finds the patterns that may match a line by texts of which a line
// must have one for the pattern to match. Most patterns have such, so a line
// costs one look at its bytes and not one for each pattern.
type patternIndex struct {
	rules  []*patternRule
	grams  map[gram][]patternText // by the first three bytes of their texts
	seen   [1 << 12]bool          // hashes of the grams
	digits []int32                // rules without such texts that need a digit
	other  []int32                // rules without either
}

// gram are three bytes, in lower case.
type gram uint32

func gramOf(a, b, c byte) gram { return gram(a)<<16 | gram(b)<<8 | gram(c) }

func (g gram) hash() uint32 { return uint32(g) * 0x9E3779B1 >> 20 }

// patternText is a text that a line must have, lower case where ASCII, from its
// second gram on, for a rule.
type patternText struct {
	text string
	rule int32
}

// minPatternText is the length in bytes of the shortest text by which a pattern
// is found.
const minPatternText = 3

func newPatternIndex(rules []*patternRule) *patternIndex {
	x := &patternIndex{rules: rules, grams: make(map[gram][]patternText)}
	for at, rule := range rules {
		texts := requiredTexts(rule.tree)
		switch {
		case len(texts) > 0:
		case needsDigit(rule.tree):
			x.digits = append(x.digits, int32(at))
		default:
			x.other = append(x.other, int32(at))
		}
		for _, text := range texts {
			g := gramOf(text[0], text[1], text[2])
			x.grams[g] = append(x.grams[g], patternText{text, int32(at)})
			x.seen[g.hash()] = true
		}
	}
	return x
}

// find appends the rules whose pattern matches the text. buf is memory that may
// be used.
func (x *patternIndex) find(text string, hits []int32, buf []byte) ([]int32, []byte) {
	from := len(hits)
	lower, has := lowerASCII(text, buf[:0])
	if has&hasOdd != 0 {
		// The texts do not tell.
		for at := range x.rules {
			hits = append(hits, int32(at))
		}
		return x.keep(text, hits, from), lower
	}
	if len(x.grams) > 0 {
		for i := 0; i+2 < len(lower); i++ {
			g := gramOf(lower[i], lower[i+1], lower[i+2])
			if !x.seen[g.hash()] {
				continue
			}
			for _, t := range x.grams[g] {
				if len(lower)-i >= len(t.text) && string(lower[i:i+len(t.text)]) == t.text && !hasStep(hits[from:], t.rule) {
					hits = append(hits, t.rule)
				}
			}
		}
	}
	if has&hasDigit != 0 {
		hits = append(hits, x.digits...)
	}
	hits = append(hits, x.other...)
	return x.keep(text, hits, from), lower
}

// keep leaves of the hits from index from on those whose pattern matches.
func (x *patternIndex) keep(text string, hits []int32, from int) []int32 {
	kept := hits[:from]
	for _, at := range hits[from:] {
		if x.rules[at].re.MatchString(text) {
			kept = append(kept, at)
		}
	}
	return kept
}

// What a text has.
const (
	hasDigit uint8 = 1 << iota
	hasOdd         // a character for which isOddFold holds
)

// lowerASCII appends text with ASCII letters in lower case, and says what it has.
func lowerASCII(text string, buf []byte) (lower []byte, has uint8) {
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c >= '0' && c <= '9':
			has |= hasDigit
		case c == 0xC5 && strings.HasPrefix(text[i:], "\u017F"), c == 0xE2 && strings.HasPrefix(text[i:], "\u212A"):
			has |= hasOdd
		}
		buf = append(buf, c)
	}
	return buf, has
}

// Bounds of the texts that are looked for.
const (
	maxRequired = 32 // texts of which a line must have one
	maxText     = 24 // bytes of a text
)

// required are texts of which every text that an expression matches has one, in
// any case of ASCII letters; none where there are no such texts of some length.
// Those that are exact are all that the expression matches.
type required struct {
	texts []string
	exact bool
}

// requiredTexts returns the texts of which a line must have one to match.
func requiredTexts(re *syntax.Regexp) []string {
	if r := requiredOf(re); isUsable(r.texts) {
		return r.texts
	}
	return nil
}

// isUsable reports whether lines can be looked up by the texts.
func isUsable(texts []string) bool {
	return len(texts) > 0 && len(texts) <= maxRequired && shortest(texts) >= minPatternText
}

func requiredOf(re *syntax.Regexp) required {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return required{[]string{""}, true}
	case syntax.OpLiteral:
		return requiredOfLiteral(re)
	case syntax.OpCharClass:
		return requiredOfClass(re)
	case syntax.OpCapture:
		return requiredOf(re.Sub[0])
	case syntax.OpPlus:
		return required{texts: requiredOf(re.Sub[0]).texts}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required{texts: requiredOf(re.Sub[0]).texts}
		}
	case syntax.OpQuest:
		if r := requiredOf(re.Sub[0]); r.exact && len(r.texts) < maxRequired {
			return required{append([]string{""}, r.texts...), true}
		}
	case syntax.OpConcat:
		return requiredOfConcat(re)
	case syntax.OpAlternate:
		all := required{exact: true}
		for _, sub := range re.Sub {
			r := requiredOf(sub)
			all.texts = append(all.texts, r.texts...)
			all.exact = all.exact && r.exact
			if len(r.texts) == 0 || len(all.texts) > maxRequired {
				return required{}
			}
		}
		return all
	}
	return required{}
}

// requiredOfConcat joins the exact texts of expressions that follow each other,
// and takes of these and the others those that are rarest.
func requiredOfConcat(re *syntax.Regexp) required {
	var best []string
	run := []string{""} // the exact texts since the last expression that has none
	whole := true
	offer := func(texts []string) {
		if isUsable(texts) && isRarer(texts, best) {
			best = texts
		}
	}
	for _, sub := range re.Sub {
		r := requiredOf(sub)
		if r.exact {
			if joined := join(run, r.texts); joined != nil {
				run = joined
				continue
			}
			offer(run)
			run, whole = r.texts, false
			continue
		}
		offer(run)
		offer(r.texts)
		run, whole = []string{""}, false
	}
	if whole {
		return required{run, true}
	}
	offer(run)
	return required{texts: best}
}

// join returns every text of a with every text of b after it, nil where there
// would be too many, or too long ones.
func join(a, b []string) []string {
	if len(a)*len(b) > maxRequired {
		return nil
	}
	joined := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			if len(x)+len(y) > maxText {
				return nil
			}
			joined = append(joined, x+y)
		}
	}
	return joined
}

// isRarer reports whether fewer lines have one of the texts a than of b, as far
// as their length and number tell.
func isRarer(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) > 0
	}
	if x, y := shortest(a), shortest(b); x != y {
		return x > y
	}
	return len(a) < len(b)
}

func shortest(texts []string) int {
	n := len(texts[0])
	for _, text := range texts {
		n = min(n, len(text))
	}
	return n
}

// requiredOfLiteral returns the text of a literal, or the longest part of it that
// lines have as it is but for the case of ASCII letters.
func requiredOfLiteral(re *syntax.Regexp) required {
	fold := re.Flags&syntax.FoldCase != 0
	best, run, whole := "", "", true
	for _, r := range re.Rune {
		if r >= utf8.RuneSelf && (fold || r == utf8.RuneError || isOddFold(r)) {
			run, whole = "", false
			continue
		}
		if r >= 'A' && r <= 'Z' {
			r |= 0x20
		}
		if len(run)+utf8.RuneLen(r) > maxText {
			run, whole = "", false
		}
		if run += string(r); len(run) > len(best) {
			best = run
		}
	}
	if best == "" {
		return required{}
	}
	return required{[]string{best}, whole}
}

// requiredOfClass returns the characters of a class of a few ASCII characters.
func requiredOfClass(re *syntax.Regexp) required {
	const most = 4
	seen := make(map[rune]bool)
	var texts []string
	for i := 0; i+1 < len(re.Rune); i += 2 {
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			lower := r
			if r >= 'A' && r <= 'Z' {
				lower |= 0x20
			}
			if isOddFold(r) {
				continue // find tries every pattern on lines with these
			}
			if r >= utf8.RuneSelf || len(texts) >= most && !seen[lower] {
				return required{}
			}
			if !seen[lower] {
				seen[lower] = true
				texts = append(texts, string(lower))
			}
		}
	}
	if len(texts) == 0 {
		return required{}
	}
	return required{texts, true}
}

// isOddFold reports whether r is one of the two characters beyond ASCII that fold
// to an ASCII letter.
func isOddFold(r rune) bool { return r == '\u017F' || r == '\u212A' }

// needsDigit reports whether every text that an expression matches has an ASCII
// digit.
func needsDigit(re *syntax.Regexp) bool {
	return always(re, func(re *syntax.Regexp) bool {
		if re.Op == syntax.OpLiteral {
			return strings.ContainsAny(string(re.Rune), "0123456789")
		}
		for i := 0; i+1 < len(re.Rune); i += 2 {
			if re.Rune[i] < '0' || re.Rune[i+1] > '9' {
				return false
			}
		}
		return len(re.Rune) > 0
	})
}

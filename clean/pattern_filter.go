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
	rules []*patternRule
	grams map[gram][]patternText // by the first three bytes of their texts
	seen  [1 << 12]bool          // hashes of the grams
	other []int32                // rules without such texts
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
		tree, err := syntax.Parse(rule.expr, syntax.Perl)
		var texts []string
		if err == nil {
			texts = requiredTexts(tree.Simplify())
		}
		if len(texts) == 0 {
			x.other = append(x.other, int32(at))
			continue
		}
		for _, text := range texts {
			g := gramOf(text[0], text[1], text[2])
			x.grams[g] = append(x.grams[g], patternText{text, int32(at)})
			x.seen[g.hash()] = true
		}
	}
	return x
}

// find appends the rules whose pattern matches the text.
func (x *patternIndex) find(text string, hits []int32, buf []byte) ([]int32, []byte) {
	from := len(hits)
	if len(x.grams) > 0 && len(text) >= minPatternText {
		lower, odd := lowerASCII(text, buf[:0])
		buf = lower
		if odd {
			// A character that folds to an ASCII letter: the texts do not tell.
			for at := range x.rules {
				if x.rules[at].re.MatchString(text) {
					hits = append(hits, int32(at))
				}
			}
			return hits, buf
		}
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
		kept := hits[:from]
		for _, at := range hits[from:] {
			if x.rules[at].re.MatchString(text) {
				kept = append(kept, at)
			}
		}
		hits = kept
	}
	for _, at := range x.other {
		if x.rules[at].re.MatchString(text) {
			hits = append(hits, at)
		}
	}
	return hits, buf
}

// lowerASCII appends text with ASCII letters in lower case. odd says that it has
// one of the two other characters that fold to such a letter, U+017F to s and
// U+212A to k.
func lowerASCII(text string, buf []byte) (lower []byte, odd bool) {
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == 0xC5 && strings.HasPrefix(text[i:], "\u017F"), c == 0xE2 && strings.HasPrefix(text[i:], "\u212A"):
			odd = true
		}
		buf = append(buf, c)
	}
	return buf, odd
}

// maxRequired is the most texts of which a line must have one.
const maxRequired = 32

// requiredTexts returns texts of which every text that re matches has one, in
// any case of ASCII letters; none where there are no such texts of some length.
func requiredTexts(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if text := literalText(re); len(text) >= minPatternText {
			return []string{text}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredTexts(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return requiredTexts(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if texts := requiredTexts(sub); isRarer(texts, best) {
				best = texts
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			texts := requiredTexts(sub)
			if len(texts) == 0 || len(all)+len(texts) > maxRequired {
				return nil
			}
			all = append(all, texts...)
		}
		return all
	}
	return nil
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

// literalText returns the longest part of a literal that lines have as it is but
// for the case of ASCII letters.
func literalText(re *syntax.Regexp) string {
	fold := re.Flags&syntax.FoldCase != 0
	best, run := "", ""
	for _, r := range re.Rune {
		switch {
		case r < utf8.RuneSelf:
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			run += string(r)
		case fold || r == utf8.RuneError || r == '\u017F' || r == '\u212A':
			run = ""
		default:
			run += string(r)
		}
		if len(run) > len(best) {
			best = run
		}
	}
	return best
}

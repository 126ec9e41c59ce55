package clean

import (
	"regexp/syntax"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRequiredTexts(t *testing.T) {
	tests := []struct {
		expr, want string
	}{
		{`read more`, "read more"},
		{`(?i)^Read More\b.{0,40}$`, "read more"},
		{`(?i)\b(a|in|up) (to|on)\b`, "a to|a on|in to|in on|up to|up on"},
		{`^(read|watch) now$`, "read now|watch now"},
		{`photos?: \w+`, "photo: |photos: "},
		{`\d{1,2}:\d{2}`, ""},
		{`x?foo+bar`, "bar"},
		{`(abc){2,}`, "abc"},
		{`(abc)*def`, "def"},
		{`[Aa]bc`, "abc"},
		{`[a-z]bc`, ""},
		{`[a-z]bcd`, "bcd"},
		{`(?i)größe`, ""},
		{`(?i)großes haus`, "es haus"},
		{`größe`, "größe"},
		{`ab|cdef`, ""},
		{`(?s).*`, ""},
		{`(?i)\bkaas en wijn`, "kaas en wijn"},
		{`foo[ſs]`, "foos"},
		{strings.Repeat("long words ", 5), "long words long words lo"},
	}
	for _, tt := range tests {
		tree, err := syntax.Parse(tt.expr, syntax.Perl)
		require.NoError(t, err)
		assert.Equal(t, tt.want, strings.Join(requiredTexts(tree.Simplify()), "|"), tt.expr)
	}
}

// FuzzPatternIndex looks lines up in an index and tries every pattern on them:
// both find the same.
func FuzzPatternIndex(f *testing.F) {
	for _, seed := range [][3]string{
		{`(?i)^read more`, `\d+ comments?`, "READ MORE: 12 comments"},
		{`(?i)kiosk`, `x|yes`, "the \u212Aio\u017Fk"},
		{`größe|(a|b)?cd`, `[ſK]ab`, "Größe cd Kab"},
		{`(foo|ba[rz]) ?(qux)+`, `^$`, ""},
		{`(?i)[k-s]no[wW]`, `a.c`, "\u212Anow aéc"},
		{`(?:ab){2,3}c?d`, `1{3}`, "ababcd 111"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, a, b, line string) {
		var rules []*patternRule
		for _, expr := range []string{a, b} {
			if rule := Pattern("", Legal, expr).(*patternRule); rule.err == nil && len(expr) < 100 {
				rules = append(rules, rule)
			}
		}
		hits, _ := newPatternIndex(rules).find(line, nil, nil)
		for at, rule := range rules {
			if want := rule.re.MatchString(line); want != hasStep(hits, int32(at)) {
				t.Fatalf("%q on %q: found %v, matches %v", rule.expr, line, !want, want)
			}
		}
	})
}

package caption

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzHint: what is turned away unread would be no credit if it were read.
func FuzzHint(f *testing.F) {
	addSeeds(f)
	for _, s := range []string{"walk.JPG", "a.jpeg", "what.jpg?w=3", "frame_1", "Getty_123456", "IMG 1", "(c)Jo Doe", "“AP”", "Ｐｈｏｔｏ： Jo Doe", "Pho\u00ADto: Jo Doe", "500px/Jo Doe", "1999 AP", "写真提供", "카메라 기자 제공"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = trimSpace(s)
		if len(s) >= minImageName && len(s) <= maxImageName && !mayBeImageName(s) {
			if name, ok := readImageName(s); ok {
				t.Fatalf("%q is turned away and is %+v", s, name)
			}
		}
		sc := scanner{lex: words()}
		if s == "" || len(s) > maxCredit || sc.hasHint(s) {
			return
		}
		if w, ok := sc.readWhole(s); ok {
			t.Fatalf("%q has no hint and is the credit %+v", s, w)
		}
	})
}

// TestHintCases: a credit has a hint wherever it stands and however it is
// written.
func TestHintCases(t *testing.T) {
	sc := scanner{lex: words()}
	for _, c := range readCases(t) {
		raw := c.fields["credit"]
		for _, s := range []string{raw, strings.ToUpper(raw), strings.ToLower(raw), "(" + raw + ")", "– " + raw, "\u200b" + raw} {
			if _, ok := sc.readWhole(s); ok && len(s) <= maxCredit {
				require.True(t, sc.hasHint(s), "case %s: %q", c.number, s)
			}
		}
	}
}

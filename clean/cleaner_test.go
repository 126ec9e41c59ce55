package clean

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBuiltinRulesAreValid(t *testing.T) {
	seen := make(map[string]bool)
	for _, rule := range builtinRules() {
		assert.NotEmpty(t, rule.Name())
		assert.False(t, seen[rule.Name()], "rule %q is there twice", rule.Name())
		seen[rule.Name()] = true
		if c, ok := rule.(checker); ok {
			assert.NoError(t, c.check())
		}
	}
}

func TestRuleErrors(t *testing.T) {
	nothing := func(*Page) {}
	tests := []struct {
		name string
		opt  Option
		want string
	}{
		{"nil rule", WithRules(nil), `clean: rule "": rule is nil`},
		{"no name", WithRules(Func("", nothing)), `clean: rule "": name is empty`},
		{"same name", WithRules(Func("a", nothing), Func("a", nothing)), `clean: rule "a": name is given twice, or is a built-in rule's`},
		{"built-in name", WithRules(Func("legal", nothing)), `clean: rule "legal": name is given twice, or is a built-in rule's`},
		{"nil function", WithRules(Func("a", nil)), `clean: rule "a": func is nil`},
		{"no label", WithRules(Equal("a", Unlabeled, []string{"x"})), `clean: rule "a": label is not a label`},
		{"unknown label", WithRules(Equal("a", 200, []string{"x"})), `clean: rule "a": label is not a label`},
		{"no texts", WithRules(Prefix("a", Legal, nil)), `clean: rule "a": texts are empty`},
		{"text of signs", WithRules(Prefix("a", Legal, []string{"x", " --"})), `clean: rule "a": text " --" has no letter or digit`},
		{"no confidence", WithRules(Equal("a", Legal, []string{"x"}, WithConfidence(0))), `clean: rule "a": confidence is outside (0, 1]`},
		{"too confident", WithRules(Equal("a", Legal, []string{"x"}, WithConfidence(1.5))), `clean: rule "a": confidence is outside (0, 1]`},
		{"bad pattern", WithRules(Pattern("a", Legal, "(")), "clean: rule \"a\": pattern is not valid: error parsing regexp: missing closing ): `(`"},
		{"empty pattern", WithRules(Pattern("a", Legal, "")), `clean: rule "a": pattern is empty`},
		{"leaves out nothing", WithoutRules("legal", "illegal"), `clean: rule "illegal": name is not the name of a built-in rule`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := New(tt.opt)
			assert.Nil(t, c)
			var ruleError *RuleError
			require.ErrorAs(t, err, &ruleError)
			assert.EqualError(t, err, tt.want)
		})
	}
}

func decide(t *testing.T, text string, opts ...Option) []Decision {
	t.Helper()
	c, err := New(opts...)
	require.NoError(t, err)
	return c.Label(TextPage(text))
}

func TestCallersRulesWin(t *testing.T) {
	const page = "Storm closes the coast road\nShare this article\nThe coast road was closed on Monday after the sea broke over the wall of Selmouth."
	assert.Equal(t, Share, decide(t, page)[1].Label)
	keep := Equal("keep", Quote, []string{"share this article"})
	assert.Equal(t, Decision{Label: Quote, Rule: "keep", Confidence: 1}, decide(t, page, WithRules(keep))[1])
	weak := Equal("weak", Quote, []string{"share this article"}, WithConfidence(0.1))
	assert.Equal(t, "share", decide(t, page, WithRules(weak))[1].Rule)
	never := Equal("never", Quote, []string{"share this article"}, When(func(p *Page, i int) bool { return i == 0 }))
	assert.Equal(t, "share", decide(t, page, WithRules(never))[1].Rule)
	first := Equal("first", Code, []string{"share this article"})
	second := Equal("second", Quote, []string{"share this article", "share this page"})
	assert.Equal(t, "first", decide(t, page, WithRules(first, second))[1].Rule, "of equally sure rules the first wins")
}

func TestWithoutRules(t *testing.T) {
	const page = "Storm closes the coast road\nShare this article\nThe coast road was closed on Monday after the sea broke over the wall of Selmouth."
	assert.NotEqual(t, Share, decide(t, page, WithoutRules("share"))[1].Label)
	all := decide(t, page, WithoutRules(BuiltinRules()...))
	for _, d := range all {
		assert.Equal(t, Decision{Label: Paragraph, Rule: "body", Confidence: sureBody}, d, "every line has a decision")
	}
}

func TestPhraseForms(t *testing.T) {
	rule := Phrases("p", Legal, []string{"whole line", "starts so …", "… ends so", "… stands inside …", "無断転載 …", "… 転載禁止 …"})
	tests := []struct {
		line string
		want bool
	}{
		{"Whole  LINE!", true},
		{"whole lines", false},
		{"the whole line", false},
		{"Starts so: and goes on", true},
		{"starts so", true},
		{"starts sober", false},
		{"It ends so.", true},
		{"it trends so", false},
		{"it ends sometimes", false},
		{"something that stands inside of it", true},
		{"something that understands inside", false},
		{"「無断転載を禁じます」", true},
		{"記事の無断転載", false},
		{"この記事の転載禁止です", true},
		{strings.Repeat("long words ", 60) + "ends so", true},
		{"starts so " + strings.Repeat("long words ", 60), true},
		{strings.Repeat("long words ", 60) + "whole line", false},
	}
	c, err := New(WithRules(rule))
	require.NoError(t, err)
	for _, tt := range tests {
		d := c.Label(TextPage(tt.line))
		require.Len(t, d, 1)
		assert.Equal(t, tt.want, d[0].Rule == "p", tt.line)
	}
}

func TestMarkRefuses(t *testing.T) {
	var taken []bool
	probe := Func("probe", func(p *Page) {
		taken = append(taken,
			p.Mark(-1, Legal, 0.5), p.Mark(1, Legal, 0.5), p.Mark(0, Unlabeled, 0.5), p.Mark(0, labelCount, 0.5),
			p.Mark(0, Legal, 0), p.Mark(0, Legal, 1.01),
			p.Mark(0, Legal, 0.5), p.Mark(0, Share, 0.5), p.Mark(0, Share, 0.6))
	})
	c, err := New(WithRules(probe), WithoutRules(BuiltinRules()...))
	require.NoError(t, err)
	d := c.Label(TextPage("x"))
	assert.Equal(t, []bool{false, false, false, false, false, false, true, false, true}, taken)
	assert.Equal(t, []Decision{{Label: Share, Rule: "probe", Confidence: 0.6}}, d)
}

func TestLabelContext(t *testing.T) {
	c, err := New()
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = c.LabelContext(ctx, TextPage("x"))
	assert.ErrorIs(t, err, context.Canceled)
}

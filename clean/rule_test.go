package clean_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

const stormText = `Storm closes the coast road
Share this article
The coast road north of Selmouth was closed on Monday after the sea broke over the wall.
Tide tables
Nobody was hurt, the police said, but two cars were washed into the bay of Selmouth.
Related stories
Harbour master to retire in May
A second wave is expected on Tuesday at noon, and the road will stay closed until then.
`

// decided returns what a Cleaner makes of a page, a line "label by rule" each.
func decided(t *testing.T, page *clean.Page, opts ...clean.Option) []string {
	t.Helper()
	c, err := clean.New(opts...)
	require.NoError(t, err)
	var lines []string
	for _, d := range c.Label(page) {
		lines = append(lines, fmt.Sprintf("%s by %s", d.Label, d.Rule))
	}
	return lines
}

func TestConditions(t *testing.T) {
	always := func(label clean.Label, opts ...clean.RuleOption) clean.Rule { return clean.Every("r", label, opts...) }
	tests := []struct {
		name string
		rule clean.Rule
		want []int // lines that the rule decides
	}{
		{"first", always(clean.Legal, clean.InFirst(2)), []int{0, 1}},
		{"last", always(clean.Legal, clean.InLast(1)), []int{7}},
		{"words", always(clean.Legal, clean.MaxWords(2)), []int{3, 5}},
		{"after a word list's label", always(clean.Legal, clean.After(clean.Share)), []int{2}},
		{"before", always(clean.Legal, clean.Before(clean.Share)), []int{0}},
		{"within reach", always(clean.Legal, clean.After(clean.Share), clean.WithReach(3)), []int{2, 3, 4}},
		{"all conditions", always(clean.Legal, clean.After(clean.Share), clean.WithReach(3), clean.MaxWords(2)), []int{3}},
		{"when", always(clean.Legal, clean.When(func(_ *clean.Page, i int) bool { return i == 4 })), []int{4}},
		{"late, after a label that the page gives", always(clean.Legal, clean.At(clean.Late), clean.After(clean.Title)), []int{1}},
		{"one rule after another's line", clean.Equal("r", clean.Legal, []string{"Tide tables"}, clean.InLast(5)), []int{3}},
		{"outside the last", clean.Equal("r", clean.Legal, []string{"Tide tables"}, clean.InLast(4)), nil},
		{"no class in plain text", always(clean.Legal, clean.InClass("promo")), nil},
		{"no element in plain text", clean.Selector("r", clean.Legal, "p"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []int
			for i, line := range decided(t, clean.TextPage(stormText), clean.WithRules(tt.rule)) {
				if line == "legal by r" {
					got = append(got, i)
				}
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

// TestOrder gives rules in an order of their own: they speak by anchor, and
// within one in the order given, functions among them.
func TestOrder(t *testing.T) {
	var spoke []string
	say := func(name string, a clean.Anchor) clean.Rule {
		return clean.Func(name, func(*clean.Page) { spoke = append(spoke, name) }, clean.At(a))
	}
	note := func(name string, a clean.Anchor) clean.Rule {
		return clean.Every(name, clean.Other, clean.At(a), clean.When(func(_ *clean.Page, i int) bool {
			if i == 0 {
				spoke = append(spoke, name)
			}
			return false
		}))
	}
	labels := func(name string, a clean.Anchor) clean.Rule {
		return clean.Func(name, func(p *clean.Page) { spoke = append(spoke, name+" sees "+p.Label(1).String()+","+p.Label(0).String()) }, clean.At(a))
	}
	decided(t, clean.TextPage(stormText), clean.WithRules(
		labels("l", clean.Late), say("b", clean.Standard), note("c", clean.Standard), labels("e", clean.Early), say("d", clean.Standard),
		note("a", clean.Early), labels("s", clean.Standard), say("m", clean.Late)))
	assert.Equal(t, []string{"e sees ,", "a", "b", "c", "d", "s sees share,", "l sees share,title", "m"}, spoke)
}

func TestKeep(t *testing.T) {
	keep := clean.Equal("keep", clean.Keep, []string{"share this article"})
	assert.Equal(t, "heading by keep", decided(t, clean.TextPage(stormText), clean.WithRules(keep))[1])
	c, err := clean.New(clean.WithRules(keep))
	require.NoError(t, err)
	text := c.Text(stormText)
	assert.Contains(t, text, "Share this article")
	assert.Equal(t, text, c.Text(text))
	const page = `<main><h2>Share this article</h2><ul><li>Share this article</ul><p>Share this article</main>`
	assert.Equal(t, []string{"heading by keep", "list-item by keep", "paragraph by keep"},
		decided(t, htmlPage(t, page), clean.WithRules(keep)))
	_, err = clean.ParseLabel("keep")
	assert.Error(t, err, "no decision has it")
}

// TestTextWithPositions cleans a text with rules about places in it: they have
// their say once, not once a round.
func TestTextWithPositions(t *testing.T) {
	c, err := clean.New(clean.WithRules(clean.Every("top", clean.Other, clean.InFirst(1))))
	require.NoError(t, err)
	text := c.Text(stormText)
	assert.NotContains(t, text, "Storm closes")
	assert.True(t, strings.HasPrefix(text, "The coast road"), text)
	assert.Contains(t, text, "A second wave")
}

func htmlPage(t *testing.T, source string) *clean.Page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	require.NoError(t, err)
	return extract.Page(root)
}

func TestScopes(t *testing.T) {
	rule := func(opts ...clean.RuleOption) clean.Rule {
		return clean.Equal("r", clean.Legal, []string{"Tide tables"}, opts...)
	}
	tests := []struct {
		name      string
		rule      clean.Rule
		url       string
		canonical string
		lang      string
		want      bool
	}{
		{"site", rule(clean.OnSites("example.org")), "https://example.org/a", "", "", true},
		{"host below", rule(clean.OnSites("example.org")), "https://m.news.EXAMPLE.org:8080/a", "", "", true},
		{"other site", rule(clean.OnSites("example.org")), "https://notexample.org/", "", "", false},
		{"no address", rule(clean.OnSites("example.org")), "", "", "", false},
		{"canonical", rule(clean.OnSites("example.org")), "https://cache.example.net/x", "https://www.example.org/a", "", true},
		{"one of several", rule(clean.OnSites("a.example", "b.example")), "http://b.example", "", "", true},
		{"any label", rule(clean.OnSites("news.*.example")), "http://news.selmouth.example/", "", "", true},
		{"any label, none there", rule(clean.OnSites("news.*.example")), "http://news.example/", "", "", false},
		{"international", rule(clean.OnSites("häfen.example")), "http://xn--hfen-loa.example/", "", "", true},
		{"international address", rule(clean.OnSites("xn--hfen-loa.example")), "http://www.Häfen.example/", "", "", true},
		{"address that is none", rule(clean.OnSites("example.org")), "::example.org", "", "", false},
		{"language", rule(clean.InLanguages("en")), "", "", "en-GB", true},
		{"another language", rule(clean.InLanguages("en")), "", "", "de", false},
		{"a longer tag", rule(clean.InLanguages("en")), "", "", "enm", false},
		{"a region", rule(clean.InLanguages("pt-BR")), "", "", "pt_br", true},
		{"another region", rule(clean.InLanguages("pt-BR")), "", "", "pt-PT", false},
		{"language of the words", rule(clean.InLanguages("en", "fr")), "", "", "", true},
		{"not the language of the words", rule(clean.InLanguages("fr")), "", "", "", false},
		{"both", rule(clean.OnSites("example.org"), clean.InLanguages("fr")), "http://example.org", "", "en", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := clean.TextPage(stormText)
			page.URL, page.Canonical, page.Lang = tt.url, tt.canonical, tt.lang
			assert.Equal(t, tt.want, decided(t, page, clean.WithRules(tt.rule))[3] == "legal by r")
			ran := false
			opts := []clean.RuleOption{clean.OnSites("example.org")}
			decided(t, page, clean.WithRules(clean.Func("f", func(*clean.Page) { ran = true }, opts...)))
			onSite := strings.Contains(strings.ToLower(tt.url+tt.canonical), "//example.org") || strings.Contains(strings.ToLower(tt.url+tt.canonical), ".example.org")
			assert.Equal(t, onSite, ran)
		})
	}
}

func TestWithoutGroups(t *testing.T) {
	seen := make(map[string]bool)
	for group, names := range clean.BuiltinGroups() {
		assert.NotEmpty(t, group, names)
		for _, name := range names {
			assert.False(t, seen[name], "%s is in two groups", name)
			seen[name] = true
		}
	}
	assert.Len(t, seen, len(clean.BuiltinRules()), "every rule is in a group")
	assert.Equal(t, "share by share", decided(t, clean.TextPage(stormText))[1])
	for _, line := range decided(t, clean.TextPage(stormText), clean.WithoutGroups(clean.GroupWords, clean.GroupHead)) {
		_, rule, _ := strings.Cut(line, " by ")
		assert.NotContains(t, append(clean.BuiltinGroups()[clean.GroupWords], clean.BuiltinGroups()[clean.GroupHead]...), rule)
	}
}

func TestWithWords(t *testing.T) {
	const page = `Ŝtormo fermas la vojon

Verkis Ann Quill

Kunhavigu ĉi tiun artikolon

La vojo norde de Selmouth estis fermita lundon post kiam la maro rompis la muron, diris la polico.

Nun ludas
01:36
Kial la kajoj ne plu portas kamionojn
Fonto: Haveno TV
`
	before, err := extract.Text(strings.NewReader(page))
	require.NoError(t, err)
	assert.Empty(t, before.Clips)
	doc, err := extract.Text(strings.NewReader(page), extract.WithCleaning(clean.WithWords("eo", map[string][]string{
		"clip-marker": {"Nun ludas"}, "clip-source": {"Fonto"}, "byline": {"Verkis …"}, "share": {"Kunhavigu …"},
	})))
	require.NoError(t, err)
	require.Len(t, doc.Clips, 1)
	assert.Equal(t, "Kial la kajoj ne plu portas kamionojn", doc.Clips[0].Title)
	assert.Equal(t, "Haveno TV", doc.Clips[0].Source)
	assert.Equal(t, []string{"Ann Quill"}, doc.Article.Authors)
	require.Len(t, doc.Noise, 1)
	assert.Equal(t, "share", doc.Noise[0].Rule)
}

// TestThresholds moves the thresholds: the more is asked of a line, the fewer
// lines are taken.
func TestThresholds(t *testing.T) {
	long := strings.Repeat("Share this article with the people who may want to know of the road. ", 4)
	assert.NotEqual(t, "share by share", decided(t, clean.TextPage(stormText+long))[8])
	page := stormText + "Read it in the app\n" + stormText
	kept := func(text float64) int {
		n := 0
		for _, line := range decided(t, clean.TextPage(page), clean.WithThresholds(clean.Thresholds{Text: text})) {
			if strings.HasPrefix(line, "paragraph") || strings.HasPrefix(line, "heading") {
				n++
			}
		}
		return n
	}
	assert.Equal(t, kept(0), kept(clean.DefaultText))
	assert.Less(t, kept(0.999), kept(0))
	assert.GreaterOrEqual(t, kept(0.001), kept(0))
	short := clean.WithThresholds(clean.Thresholds{PhraseWords: 2})
	assert.NotEqual(t, "share by share", decided(t, clean.TextPage(stormText), short)[1])
}

func TestOptionErrors(t *testing.T) {
	words := func(language, section string, phrases ...string) clean.Option {
		return clean.WithWords(language, map[string][]string{section: phrases})
	}
	rule := func(opts ...clean.RuleOption) clean.Option {
		return clean.WithRules(clean.Equal("r", clean.Legal, []string{"tide tables"}, opts...))
	}
	every := func(opts ...clean.RuleOption) clean.Option {
		return clean.WithRules(clean.Every("r", clean.Legal, opts...))
	}
	pattern := func(expr string) clean.Option { return clean.WithRules(clean.Pattern("r", clean.Legal, expr)) }
	selector := func(css string) clean.Option { return clean.WithRules(clean.Selector("r", clean.Legal, css)) }
	never := ": the rule can never fire"
	tests := []struct {
		opt  clean.Option
		want string
	}{
		{every(), `rule "r": rule is empty: it has neither a text nor a condition`},
		{clean.WithRules(clean.Every("r", clean.Legal+100, clean.InFirst(1))), `rule "r": label is not a label`},
		{rule(clean.InFirst(0)), `rule "r": first 0 is below 1` + never},
		{rule(clean.InLast(-1)), `rule "r": last -1 is below 1` + never},
		{rule(clean.MaxWords(0)), `rule "r": max_words 0 is below 1` + never},
		{rule(clean.MaxWords(1)), `rule "r": max_words 1 is less than every text has` + never},
		{rule(clean.When(nil)), `rule "r": when is nil`},
		{rule(clean.After()), `rule "r": after has no label`},
		{rule(clean.Before(clean.Unlabeled)), `rule "r": before has what is not a label: `},
		{rule(clean.After(clean.Keep)), `rule "r": after has what is not a label: keep`},
		{rule(clean.After(clean.Caption)), `rule "r": after asks for caption, which no rule before this one gives` + never + `, unless its anchor is late`},
		{rule(clean.After(clean.Share), clean.At(clean.Early)), `rule "r": after asks for share, which no rule before this one gives` + never + `, unless its anchor is late`},
		{rule(clean.WithReach(0)), `rule "r": reach 0 is outside [1, 100]`},
		{rule(clean.At(7)), `rule "r": anchor is none of early, standard, late`},
		{rule(clean.InClass()), `rule "r": in_class has no name`},
		{rule(clean.InClass("a b")), `rule "r": in_class "a b" is not one name` + never},
		{rule(clean.OnSites()), `rule "r": sites are empty` + never},
		{rule(clean.OnSites("https://example.org")), `rule "r": sites have "https://example.org", which is not a host name alone`},
		{rule(clean.OnSites("org")), `rule "r": sites have "org", which stands for too many sites`},
		{rule(clean.OnSites("*.*")), `rule "r": sites have "*.*", which stands for too many sites`},
		{rule(clean.OnSites("a b.example")), `rule "r": sites have "a b.example", which is not a host name`},
		{rule(clean.OnSites("w*.example.org")), `rule "r": sites have "w*.example.org", which is not a host name`},
		{rule(clean.InLanguages()), `rule "r": languages are empty` + never},
		{rule(clean.InLanguages("english")), `rule "r": languages have "english", which is not a language tag`},
		{clean.WithRules(clean.Equal("r", clean.Legal, []string{strings.Repeat("tide ", 60)})), `rule "r": text "tide tide tide tide "… has more than 240 bytes: it can never match`},
		{clean.WithRules(clean.Phrases("r", clean.Legal, []string{"sign up for … today"})), `rule "r": text "sign up for … today" has an ellipsis between words: only the ends of a phrase can be open`},
		{clean.WithRules(clean.Func("r", func(*clean.Page) {}, clean.InFirst(1))), `rule "r": first is no option of a function's rule`},

		{pattern(`$.`), `rule "r": pattern matches no line` + never},
		{pattern(`a^b`), `rule "r": pattern matches no line` + never},
		{pattern(`one\ntwo`), `rule "r": pattern matches no line` + never},
		{pattern(`two  spaces`), `rule "r": pattern matches no line` + never},
		{pattern(`^ indented`), `rule "r": pattern matches no line` + never},
		{pattern(`[^\x00-\x{10FFFF}]`), `rule "r": pattern matches no line` + never},
		{pattern(`.*`), `rule "r": pattern matches every line`},
		{pattern(`(tide)?`), `rule "r": pattern matches every line`},
		{pattern(strings.Repeat("x", 2001)), `rule "r": pattern has more than 2000 bytes`},
		{pattern(strings.Repeat("x{1000}", 12)), `rule "r": pattern is too large: more than 10000 instructions`},
		{pattern(`((((a{20}){20}){20}){20})`), "rule \"r\": pattern is not valid: error parsing regexp: invalid repeat count: `{20}`"},
		{pattern(`(?<!a)b`), "rule \"r\": pattern is not valid: error parsing regexp: invalid named capture: `(?<!a)b`"},

		{selector(``), `rule "r": selector is empty`},
		{selector(`p >`), `rule "r": selector is not valid: expected selector, found EOF instead`},
		{selector(`p::before`), `rule "r": selector is not valid: pseudo-element before found, but pseudo-elements support is disabled`},
		{selector(`p:nth-child(2)`), `rule "r": selector has ":nth-child", which is not supported`},
		{selector(`div:has(p)`), `rule "r": selector has ":has", which is not supported`},
		{selector(`p:not(div > p)`), `rule "r": selector has a combinator inside :not(), which is not supported`},
		{selector(`div script`), `rule "r": selector matches "script", which holds no lines` + never},
		{selector(`p, img.wide`), `rule "r": selector matches "img", which holds no lines` + never},
		{selector(strings.Repeat("div ", 33)), `rule "r": selector has more than 32 steps`},
		{selector(strings.Repeat("x", 501)), `rule "r": selector has more than 500 bytes`},

		{clean.WithRules(clean.Equal("a", clean.Legal, []string{"Tide"}), clean.Equal("b", clean.Share, []string{"tide!"})),
			`rule "b": rule can never fire: rule "a" speaks of the same lines before`},
		{clean.WithRules(clean.Prefix("a", clean.Legal, []string{"the tide"}), clean.Equal("b", clean.Share, []string{"The tide tables"})),
			`rule "b": rule can never fire: rule "a" speaks of the same lines before`},
		{clean.WithRules(clean.Pattern("b", clean.Share, "t.de", clean.At(clean.Late)), clean.Pattern("a", clean.Legal, "t.de")),
			`rule "b": rule can never fire: rule "a" speaks of the same lines before`},

		{clean.WithoutGroups("word"), `rule "word": group is not a group of built-in rules`},
		{clean.WithPacks(clean.Pack{Name: "p"}), `rule "p": pack is empty: it was not made by LoadPack`},
		{clean.WithThresholds(clean.Thresholds{Text: 1}), `rule "thresholds": Text 1 is outside (0, 1)`},
		{clean.WithThresholds(clean.Thresholds{Article: -0.5}), `rule "thresholds": Article -0.5 is outside (0, 1)`},
		{clean.WithThresholds(clean.Thresholds{PhraseWords: -1}), `rule "thresholds": PhraseWords -1 is below 0`},
		{words("esperanto", "share", "x"), `rule "words of esperanto": language is not a language tag`},
		{clean.WithWords("eo", nil), `rule "words of eo": sections are empty`},
		{words("eo", "share"), `rule "words of eo": section "share" is empty`},
		{words("eo", "share", "…"), `rule "words of eo": section "share" has "…", which has no letter or digit`},
		{words("eo", "shares", "x"), `rule "words of eo": section "shares" is none of ` + strings.Join(clean.WordSections(), ", ")},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			c, err := clean.New(tt.opt)
			assert.Nil(t, c)
			var ruleError *clean.RuleError
			require.ErrorAs(t, err, &ruleError)
			assert.EqualError(t, err, "clean: "+tt.want)
		})
	}
}

// TestNoFalseAlarm makes rules that look like they could never fire, and can.
func TestNoFalseAlarm(t *testing.T) {
	legal := []string{"Tide tables"}
	for name, rules := range map[string][]clean.Rule{
		"surer":             {clean.Equal("a", clean.Legal, legal, clean.WithConfidence(0.5)), clean.Equal("b", clean.Share, legal)},
		"with a condition":  {clean.Equal("a", clean.Legal, legal, clean.InFirst(2)), clean.Equal("b", clean.Share, legal)},
		"on another site":   {clean.Equal("a", clean.Legal, legal, clean.OnSites("a.example")), clean.Equal("b", clean.Share, legal)},
		"one text more":     {clean.Equal("a", clean.Legal, legal), clean.Equal("b", clean.Share, []string{"Tide tables", "Tides"})},
		"prefix of a word":  {clean.Prefix("a", clean.Legal, []string{"Tide tab"}), clean.Equal("b", clean.Share, legal)},
		"after a rule's":    {clean.Equal("a", clean.Caption, legal), clean.Every("b", clean.Share, clean.After(clean.Caption))},
		"after a function":  {clean.Func("a", func(*clean.Page) {}), clean.Every("b", clean.Share, clean.After(clean.Caption))},
		"after kept text":   {clean.Equal("a", clean.Keep, legal), clean.Every("b", clean.Share, clean.After(clean.Quote))},
		"empty alternative": {clean.Pattern("a", clean.Legal, "^$|tide")},
		"end inside":        {clean.Pattern("a", clean.Legal, "(tide$|table)s?")},
		"every with class":  {clean.Pattern("a", clean.Legal, ".*", clean.InClass("promo"))},
		"begin twice":       {clean.Pattern("a", clean.Legal, "^(?:^a|b)")},
	} {
		_, err := clean.New(clean.WithRules(rules...))
		assert.NoError(t, err, name)
	}
}

// TestRulesTogether uses one Cleaner, and rules that two Cleaners share, from many
// goroutines.
func TestRulesTogether(t *testing.T) {
	pack, err := clean.LoadPack(strings.NewReader(goodPack))
	require.NoError(t, err)
	rules := []clean.Rule{clean.Selector("s", clean.Legal, "div .promo"), clean.Pattern("p", clean.Share, "(?i)harbour master"),
		clean.Every("e", clean.Prompt, clean.After(clean.Share), clean.InLanguages("en"))}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			c, err := clean.New(clean.WithRules(rules...), clean.WithPacks(pack))
			if !assert.NoError(t, err) {
				return
			}
			for range 4 {
				group.Go(func() {
					page := htmlPage(t, selectorPage)
					page.URL = "https://gazette.example/"
					assert.Equal(t, "s", c.Label(page)[2].Rule)
					assert.NotEmpty(t, c.Text(stormText))
				})
			}
		})
	}
	group.Wait()
}

// TestRulesStop labels a page with very many lines until the context is done.
func TestRulesStop(t *testing.T) {
	c, err := clean.New(clean.WithRules(clean.Pattern("p", clean.Legal, "^(a|b|ab)*c$")))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.LabelContext(ctx, clean.TextPage(strings.Repeat("ab ab ab\n", 10_000)))
	assert.ErrorIs(t, err, context.Canceled)
}

package clean

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Cleaner labels the lines of pages. It is safe for concurrent use.
type Cleaner struct {
	rules      []Rule
	batch      *batch // of the caller's rules, nil without such
	thresholds Thresholds
	words      *lexicon
	callers    bool // there are rules of the caller's
}

// Option changes what New makes.
type Option func(*config)

type config struct {
	rules      []Rule
	packs      []Pack
	without    []string
	groups     []string
	words      []addedWords
	thresholds Thresholds
}

// WithRules adds rules of the caller's. Where they say nothing else, they win
// over the built-in ones; Anchor says when they speak.
func WithRules(rules ...Rule) Option {
	return func(c *config) { c.rules = append(c.rules, rules...) }
}

// WithPacks adds the rules of packs, after those of WithRules.
func WithPacks(packs ...Pack) Option {
	return func(c *config) { c.packs = append(c.packs, packs...) }
}

// WithoutRules leaves out built-in rules by name. BuiltinRules lists them.
func WithoutRules(names ...string) Option {
	return func(c *config) { c.without = append(c.without, names...) }
}

// WithoutGroups leaves out the built-in rules of groups.
func WithoutGroups(groups ...Group) Option {
	return func(c *config) {
		for _, g := range groups {
			c.groups = append(c.groups, string(g))
		}
	}
}

// New returns a Cleaner. Its error is a *RuleError: a rule without a name, two
// rules of one name, a rule with the name of a built-in one, a rule whose parts
// are wrong or that can never fire, a name for WithoutRules or WithoutGroups
// that there is not, words or thresholds that are none.
func New(opts ...Option) (*Cleaner, error) {
	var c config
	for _, opt := range opts {
		if opt != nil {
			opt(&c)
		}
	}
	if err := c.thresholds.check(); err != nil {
		return nil, err
	}
	callers, err := c.callersRules()
	if err != nil {
		return nil, err
	}
	words, rest, err := c.builtin()
	if err != nil {
		return nil, err
	}
	own, err := newLexicon(c.words)
	if err != nil {
		return nil, err
	}
	chain, batch := chainOf(callers, append(words, own.rules()...), rest)
	return &Cleaner{rules: chain, batch: batch, thresholds: c.thresholds, words: own, callers: len(callers) > 0}, nil
}

// callersRules returns the checked rules of the caller and of packs.
func (c *config) callersRules() ([]Rule, error) {
	seen := make(map[string]bool, len(c.rules))
	for _, name := range BuiltinRules() {
		seen[name] = true
	}
	if err := checkRules(c.rules, seen); err != nil {
		return nil, err
	}
	if err := checkTogether(c.rules); err != nil {
		return nil, err
	}
	rules := c.rules
	for _, pack := range c.packs {
		if len(pack.rules) == 0 {
			return nil, &RuleError{Rule: pack.Name, Field: "pack", Problem: "is empty: it was not made by LoadPack"}
		}
		if err := checkRules(pack.rules, seen); err != nil {
			return nil, err
		}
		rules = append(rules[:len(rules):len(rules)], pack.rules...)
	}
	if err := checkAnchors(rules); err != nil {
		return nil, err
	}
	return rules, nil
}

// builtin returns the built-in rules that were not switched off, as they run:
// the word lists and the others.
func (c *config) builtin() (words, rest []Rule, err error) {
	if len(c.without)+len(c.groups) == 0 {
		chain := builtinChain()
		return chain[:1:1], chain[1:], nil
	}
	kept, err := leaveOut(builtinRules(), c.without)
	if err != nil {
		return nil, nil, err
	}
	for _, g := range c.groups {
		names, ok := BuiltinGroups()[Group(g)]
		if !ok {
			return nil, nil, &RuleError{Rule: g, Field: "group", Problem: "is not a group of built-in rules"}
		}
		kept = slices.DeleteFunc(kept, func(r Rule) bool { return slices.Contains(names, r.Name()) })
	}
	chain := shareIndex(kept)
	if len(chain) > 0 {
		if _, ok := chain[0].(*phraseIndex); ok {
			return chain[:1:1], chain[1:], nil
		}
	}
	return nil, chain, nil
}

// builtinChain holds the built-in rules as they run, the word lists as the first
// of them. Reading the word lists and making their index takes milliseconds, and
// all Cleaners can share them.
var builtinChain = sync.OnceValue(func() []Rule { return shareIndex(builtinRules()) })

// leaveOut returns the rules without those named, each of which must be there.
func leaveOut(rules []Rule, names []string) ([]Rule, error) {
	for _, name := range names {
		if !slices.ContainsFunc(rules, func(r Rule) bool { return r.Name() == name }) {
			return nil, &RuleError{Rule: name, Field: "name", Problem: "is not the name of a built-in rule"}
		}
	}
	return slices.DeleteFunc(rules, func(r Rule) bool { return slices.Contains(names, r.Name()) }), nil
}

// shareIndex puts one index in the place of every run of phrase rules: what
// they say depends on nothing but the line, so one look serves them all.
func shareIndex(rules []Rule) []Rule {
	var shared []Rule
	for i := 0; i < len(rules); {
		var run []*phraseRule
		for i < len(rules) {
			rule, ok := rules[i].(*phraseRule)
			if !ok {
				break
			}
			run = append(run, rule)
			i++
		}
		if len(run) > 0 {
			shared = append(shared, newPhraseIndex(run))
			continue
		}
		shared = append(shared, rules[i])
		i++
	}
	return shared
}

// Name names the index in no decision: its rules speak under their own names.
func (x *phraseIndex) Name() string { return "phrases" }

// BuiltinRules returns the names of the built-in rules in the order in which
// they speak.
func BuiltinRules() []string {
	rules := builtinRules()
	names := make([]string, len(rules))
	for i, rule := range rules {
		names[i] = rule.Name()
	}
	return names
}

// Label decides every line of the page. The result has one Decision a line,
// none of them Unlabeled, and belongs to the caller; the page keeps the same
// decisions until it is labelled again.
func (c *Cleaner) Label(p *Page) []Decision {
	decisions, _ := c.LabelContext(context.Background(), p)
	return decisions
}

// LabelContext is Label that stops when the context is done, between two rules or
// inside a built-in one, and then returns the context's error.
func (c *Cleaner) LabelContext(ctx context.Context, p *Page) ([]Decision, error) {
	return c.label(ctx, p, nil)
}

// label decides every line of the page and records what its rules say where t
// is not nil.
func (c *Cleaner) label(ctx context.Context, p *Page, t *trace) ([]Decision, error) {
	if err := c.decide(ctx, p, t); err != nil {
		return nil, err
	}
	return append([]Decision(nil), p.decisions...), nil
}

// decide is label that leaves the decisions on the page.
func (c *Cleaner) decide(ctx context.Context, p *Page, t *trace) error {
	defer p.watch(ctx)()
	p.begin()
	p.trace, p.thresholds, p.words = t, c.thresholds, c.words
	if c.batch != nil {
		if err := c.batch.find(ctx, p); err != nil {
			return err
		}
	}
	for _, rule := range c.rules {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.rule = rule.Name()
		rule.Apply(p)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p.rule = "body"
	for i := range p.decisions {
		if p.decisions[i].Label == Unlabeled {
			p.Mark(i, Paragraph, 0.5)
		}
	}
	if c.callers {
		p.settlePictures()
	}
	return nil
}

// Text returns the article's text out of scraped text: its blocks with a blank
// line between them, without captions, clips, noise and the lines of the head
// (title, byline, time). Text in which there is nothing to remove is returned
// whole, whatever stands at its head. Cleaning the result again changes
// nothing, unless the text is one of hundreds of lines of which every one that
// goes takes another with it: that ends after 64 rounds.
func (c *Cleaner) Text(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	once := c.keep(text, false, func(l Label) bool { return l.IsBody() })
	// With lines gone others have new neighbours, and what was told from those
	// may be told otherwise. The first line that is left can be taken for a
	// title then; it is text. Every round but the last removes a line. Callers'
	// rules have had their say of what is to go; a rule about the first line
	// would take one line a round.
	for range maxRounds {
		if once == text {
			break
		}
		text = once
		once = c.keep(text, true, func(l Label) bool { return l.IsBody() || l == Title })
	}
	return once
}

// maxRounds is how often a text is cleaned until nothing changes. Saved pages
// take a few rounds; pages can be made of which each takes one line.
const maxRounds = 64

// keep returns the lines of text whose labels pass, or all lines when none that
// has a word has a label other than those of a head and of a body. again says that
// callers' rules can only keep lines.
func (c *Cleaner) keep(text string, again bool, pass func(Label) bool) string {
	p := TextPage(text)
	defer p.Release()
	p.keeping = again
	_ = c.decide(context.Background(), p, nil) // whose context is never done
	whole := true
	size, all := 0, 0
	for i, d := range p.decisions {
		n := len(p.Lines[i].Text) + len(between)
		all += n
		if pass(d.Label) {
			size += n
		}
		if !d.Label.IsBody() && !d.Label.IsHead() && p.Shape(i).Words > 0 {
			whole = false
		}
	}
	if whole {
		size = all
	}
	var b strings.Builder
	b.Grow(size)
	for i, d := range p.decisions {
		if (whole || pass(d.Label)) && p.Lines[i].Text != "" {
			if b.Len() > 0 {
				b.WriteString(between)
			}
			b.WriteString(p.Lines[i].Text)
		}
	}
	return b.String()
}

// between is a blank line between two blocks.
const between = "\n\n"

func quote(s string) string { return strconv.Quote(s) }

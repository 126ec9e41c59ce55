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
	rules []Rule
}

// Option changes what New makes.
type Option func(*config)

type config struct {
	rules   []Rule
	without []string
}

// WithRules adds rules of the caller's. They speak before the built-in ones, in
// the order given.
func WithRules(rules ...Rule) Option {
	return func(c *config) { c.rules = append(c.rules, rules...) }
}

// WithoutRules leaves out built-in rules by name. BuiltinRules lists them.
func WithoutRules(names ...string) Option {
	return func(c *config) { c.without = append(c.without, names...) }
}

// New returns a Cleaner. Its error is a *RuleError: a rule without a name, two
// rules of one name, a rule with the name of a built-in one, a rule whose parts
// are wrong, or a name for WithoutRules that no built-in rule has.
func New(opts ...Option) (*Cleaner, error) {
	var c config
	for _, opt := range opts {
		if opt != nil {
			opt(&c)
		}
	}
	if err := checkRules(c.rules); err != nil {
		return nil, err
	}
	builtin := builtinChain()
	if len(c.without) > 0 {
		kept, err := leaveOut(builtinRules(), c.without)
		if err != nil {
			return nil, err
		}
		builtin = shareIndex(kept)
	}
	return &Cleaner{rules: append(shareIndex(c.rules), builtin...)}, nil
}

// builtinChain holds the built-in rules as they run. Reading the word lists and
// making their index takes milliseconds, and all Cleaners can share them.
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

// checkRules checks rules of the caller's.
func checkRules(rules []Rule) error {
	seen := make(map[string]bool, len(rules))
	for _, name := range BuiltinRules() {
		seen[name] = true
	}
	for _, rule := range rules {
		if rule == nil {
			return &RuleError{Field: "rule", Problem: "is nil"}
		}
		name := rule.Name()
		switch {
		case name == "":
			return &RuleError{Field: "name", Problem: "is empty"}
		case seen[name]:
			return &RuleError{Rule: name, Field: "name", Problem: "is given twice, or is a built-in rule's"}
		}
		seen[name] = true
		if c, ok := rule.(checker); ok {
			if err := c.check(); err != nil {
				return err
			}
		}
	}
	return nil
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

// LabelContext is Label that stops between two rules when the context is done,
// and then returns the context's error.
func (c *Cleaner) LabelContext(ctx context.Context, p *Page) ([]Decision, error) {
	return c.label(ctx, p, nil)
}

// label decides every line of the page and records what its rules say where t
// is not nil.
func (c *Cleaner) label(ctx context.Context, p *Page, t *trace) ([]Decision, error) {
	p.begin()
	p.trace = t
	for _, rule := range c.rules {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p.rule = rule.Name()
		rule.Apply(p)
	}
	p.rule = "body"
	for i := range p.decisions {
		if p.decisions[i].Label == Unlabeled {
			p.Mark(i, Paragraph, 0.5)
		}
	}
	return append([]Decision(nil), p.decisions...), nil
}

// Text returns the article's text out of scraped text: its blocks with a blank
// line between them, without captions, clips, noise and the lines of the head
// (title, byline, time). Text in which there is nothing to remove is returned
// whole, whatever stands at its head. Cleaning the result again changes
// nothing.
func (c *Cleaner) Text(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	once := c.keep(text, func(l Label) bool { return l.IsBody() })
	// With lines gone others have new neighbours, and what was told from those
	// may be told otherwise. The first line that is left can be taken for a
	// title then; it is text. Every round but the last removes a line.
	for once != text {
		text = once
		once = c.keep(text, func(l Label) bool { return l.IsBody() || l == Title })
	}
	return once
}

// keep returns the lines of text whose labels pass, or all lines when none has
// a label other than those of a title and of a body.
func (c *Cleaner) keep(text string, pass func(Label) bool) string {
	p := TextPage(text)
	decisions := c.Label(p)
	whole := !slices.ContainsFunc(decisions, func(d Decision) bool { return !d.Label.IsBody() && d.Label != Title })
	var b strings.Builder
	b.Grow(len(text))
	for i, d := range decisions {
		if (whole || pass(d.Label)) && p.Lines[i].Text != "" {
			if b.Len() > 0 {
				b.WriteString("\n\n")
			}
			b.WriteString(p.Lines[i].Text)
		}
	}
	return b.String()
}

func quote(s string) string { return strconv.Quote(s) }

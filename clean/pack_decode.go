package clean

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// packDecoder makes a pack of its JSON text.
type packDecoder struct {
	file   string
	data   []byte
	limits PackLimits

	pack      Pack
	scope     *scope
	nodes     map[string]*jsonNode // of rules, by name
	texts     int
	selectors int
	patterns  int
}

// fieldReader says how the fields of an object are read.
type fieldReader map[string]func(*jsonNode) error

func (d *packDecoder) wrong(at int, rule, problem string, cause error) error {
	e := &PackError{File: d.file, Rule: rule, Problem: problem, Err: cause}
	e.Line, e.Column = lineAndColumn(d.data, at)
	return e
}

func (d *packDecoder) decode() (Pack, error) {
	root, err := readJSON(d.data)
	if err != nil {
		var at *jsonError
		if errors.As(err, &at) {
			return Pack{}, d.wrong(at.at, "", at.problem, at.err)
		}
		return Pack{}, d.wrong(0, "", err.Error(), err)
	}
	d.nodes = make(map[string]*jsonNode)
	var rules, tests, sites, languages *jsonNode
	err = d.object(root, "", "the pack", fieldReader{
		"$schema": func(n *jsonNode) error { _, err := d.string(n, "", "$schema"); return err },
		"schema":  d.readSchema,
		"name":    func(n *jsonNode) (err error) { d.pack.Name, err = d.name(n, "", "name"); return err },
		"doc":     func(n *jsonNode) (err error) { d.pack.Doc, err = d.string(n, "", "doc"); return err },
		"sites":   func(n *jsonNode) (err error) { sites = n; d.pack.Sites, err = d.strings(n, "", "sites"); return err },
		"languages": func(n *jsonNode) (err error) {
			languages = n
			d.pack.Languages, err = d.strings(n, "", "languages")
			return err
		},
		"rules": func(n *jsonNode) error { rules = n; return nil },
		"tests": func(n *jsonNode) error { tests = n; return nil },
	}, "schema", "name", "doc", "rules")
	if err != nil {
		return Pack{}, err
	}
	if err := d.readScope(sites, languages); err != nil {
		return Pack{}, err
	}
	if err := d.readRules(rules); err != nil {
		return Pack{}, err
	}
	if err := d.readTests(tests); err != nil {
		return Pack{}, err
	}
	return d.pack, nil
}

func (d *packDecoder) readSchema(n *jsonNode) error {
	name, err := d.string(n, "", "schema")
	if err == nil && name != PackSchemaName {
		return d.wrong(n.at, "", fmt.Sprintf("schema %q is not %q", name, PackSchemaName), nil)
	}
	return err
}

// readScope reads the pack's sites and languages.
func (d *packDecoder) readScope(sites, languages *jsonNode) error {
	if sites == nil && languages == nil {
		return nil
	}
	d.scope = &scope{}
	for i, site := range d.pack.Sites {
		labels, problem := readSite(site)
		if problem != "" {
			return d.wrong(sites.items[i].at, "", "sites have "+quote(site)+", which "+problem, nil)
		}
		d.scope.sites = append(d.scope.sites, labels)
	}
	for i, tag := range d.pack.Languages {
		parsed, problem := readLanguage(tag)
		if problem != "" {
			return d.wrong(languages.items[i].at, "", "languages have "+quote(tag)+", which "+problem, nil)
		}
		d.scope.languages = append(d.scope.languages, parsed)
	}
	return nil
}

func (d *packDecoder) readRules(n *jsonNode) error {
	if n.kind != jsonArray {
		return d.wrong(n.at, "", "rules are "+n.kind+", not "+jsonArray, nil)
	}
	switch {
	case len(n.items) == 0:
		return d.wrong(n.at, "", "rules are empty", nil)
	case len(n.items) > d.limits.Rules:
		return d.wrong(n.items[d.limits.Rules].at, "", fmt.Sprintf("more than %d rules", d.limits.Rules), nil)
	}
	for i, item := range n.items {
		rule, err := d.readRule(item, i)
		if err != nil {
			return err
		}
		d.pack.rules = append(d.pack.rules, rule)
	}
	for _, check := range [...]func([]Rule) error{checkTogether, checkAnchors} {
		if err := check(d.pack.rules); err != nil {
			return d.ruleError(err)
		}
	}
	return nil
}

// ruleError says where the rule stands that New would refuse.
func (d *packDecoder) ruleError(err error) error {
	var e *RuleError
	if !errors.As(err, &e) {
		return d.wrong(0, "", err.Error(), err)
	}
	problem := e.Field + " " + e.Problem
	if e.Err != nil {
		problem += ": " + e.Err.Error()
	}
	node := d.nodes[e.Rule]
	at := node.at
	fields := []string{e.Field}
	if e.Field == "text" || e.Field == "texts" {
		fields = []string{"equal", "prefix", "phrases"}
	}
	for _, f := range node.fields {
		if slices.Contains(fields, f.name) {
			at = f.value.at
		}
	}
	_, rule, _ := strings.Cut(e.Rule, "/")
	return d.wrong(at, rule, problem, err)
}

// packRule are the fields of a rule.
type packRule struct {
	name, label                        string
	equal, prefix, phrases             []string
	pattern, selector, anchor          string
	after, before                      []string
	inClass, sites, languages          []string
	reach, first, last, maxWords, sure *jsonNode
	given                              map[string]*jsonNode
}

// textFields are the fields that know a line by its text, of which a rule has
// one at most.
var textFields = []string{"equal", "prefix", "phrases", "pattern"}

func (d *packDecoder) readRule(n *jsonNode, index int) (Rule, error) {
	r := packRule{given: make(map[string]*jsonNode)}
	what := fmt.Sprintf("rule %d", index+1)
	if n.kind == jsonObject {
		for _, f := range n.fields {
			if r.given[f.name] = f.value; f.name == "name" && f.value.kind == jsonString {
				r.name = f.value.text
			}
		}
	}
	text := func(to *string, field string) func(*jsonNode) error {
		return func(n *jsonNode) (err error) {
			if *to, err = d.string(n, r.name, field); err == nil && strings.TrimSpace(*to) == "" {
				err = d.wrong(n.at, r.name, field+" is empty", nil)
			}
			return err
		}
	}
	texts := func(to *[]string, field string) func(*jsonNode) error {
		return func(n *jsonNode) (err error) { *to, err = d.strings(n, r.name, field); return err }
	}
	number := func(to **jsonNode, field string) func(*jsonNode) error {
		return func(n *jsonNode) error {
			if *to = n; n.kind != jsonNumber {
				return d.wrong(n.at, r.name, field+" is "+n.kind+", not "+jsonNumber, nil)
			}
			return nil
		}
	}
	var doc string
	err := d.object(n, r.name, what, fieldReader{
		"name": func(n *jsonNode) (err error) { r.name, err = d.name(n, "", what+"'s name"); return err },
		"doc":  text(&doc, "doc"), "label": text(&r.label, "label"),
		"equal": texts(&r.equal, "equal"), "prefix": texts(&r.prefix, "prefix"), "phrases": texts(&r.phrases, "phrases"),
		"pattern": text(&r.pattern, "pattern"), "selector": text(&r.selector, "selector"), "anchor": text(&r.anchor, "anchor"),
		"after": texts(&r.after, "after"), "before": texts(&r.before, "before"), "in_class": texts(&r.inClass, "in_class"),
		"sites": texts(&r.sites, "sites"), "languages": texts(&r.languages, "languages"),
		"reach": number(&r.reach, "reach"), "first": number(&r.first, "first"), "last": number(&r.last, "last"),
		"max_words": number(&r.maxWords, "max_words"), "confidence": number(&r.sure, "confidence"),
	}, "name", "label")
	if err != nil {
		return nil, err
	}
	if _, ok := d.nodes[d.pack.Name+"/"+r.name]; ok {
		return nil, d.wrong(r.given["name"].at, r.name, "name is given twice", nil)
	}
	rule, err := d.buildRule(n, &r)
	if err != nil {
		return nil, err
	}
	d.nodes[rule.Name()] = n
	if err := checkRule(rule); err != nil {
		return nil, d.ruleError(err)
	}
	return rule, d.checkSize(n, &r, rule)
}

func (d *packDecoder) buildRule(n *jsonNode, r *packRule) (Rule, error) {
	label := Keep
	if r.label != Keep.String() {
		parsed, err := ParseLabel(r.label)
		if err != nil {
			return nil, d.wrong(r.given["label"].at, r.name, fmt.Sprintf("label %q is not a label", r.label), err)
		}
		label = parsed
	}
	opts, err := d.options(r)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, field := range textFields {
		if r.given[field] != nil {
			texts = append(texts, field)
		}
	}
	name := d.pack.Name + "/" + r.name
	switch {
	case len(texts) > 1:
		return nil, d.wrong(r.given[texts[1]].at, r.name, fmt.Sprintf("has both %q and %q", texts[0], texts[1]), nil)
	case r.equal != nil:
		return Equal(name, label, r.equal, opts...), nil
	case r.prefix != nil:
		return Prefix(name, label, r.prefix, opts...), nil
	case r.phrases != nil:
		return Phrases(name, label, r.phrases, opts...), nil
	case r.pattern != "":
		return Pattern(name, label, r.pattern, opts...), nil
	}
	return Every(name, label, opts...), nil
}

// options returns a rule's conditions and properties.
func (d *packDecoder) options(r *packRule) (opts []RuleOption, err error) {
	if r.selector != "" {
		opts = append(opts, In(r.selector))
	}
	if r.inClass != nil {
		opts = append(opts, InClass(r.inClass...))
	}
	for _, f := range [...]struct {
		name   string
		labels []string
		option func(...Label) RuleOption
	}{{"after", r.after, After}, {"before", r.before, Before}} {
		if f.labels == nil {
			continue
		}
		labels := make([]Label, len(f.labels))
		for i, name := range f.labels {
			if labels[i], err = ParseLabel(name); err != nil {
				return nil, d.wrong(r.given[f.name].items[i].at, r.name, fmt.Sprintf("%s has %q, which is not a label", f.name, name), err)
			}
		}
		opts = append(opts, f.option(labels...))
	}
	for _, f := range [...]struct {
		name   string
		node   *jsonNode
		option func(int) RuleOption
	}{{"reach", r.reach, WithReach}, {"first", r.first, InFirst}, {"last", r.last, InLast}, {"max_words", r.maxWords, MaxWords}} {
		if f.node == nil {
			continue
		}
		value, err := strconv.Atoi(f.node.text)
		if err != nil {
			return nil, d.wrong(f.node.at, r.name, fmt.Sprintf("%s %s is not a whole number", f.name, f.node.text), err)
		}
		opts = append(opts, f.option(value))
	}
	if r.reach != nil && r.after == nil && r.before == nil {
		return nil, d.wrong(r.reach.at, r.name, `reach without "after" or "before"`, nil)
	}
	if r.sure != nil {
		value, err := strconv.ParseFloat(r.sure.text, 32)
		if err != nil {
			return nil, d.wrong(r.sure.at, r.name, "confidence "+r.sure.text+" is not a number of that size", err)
		}
		opts = append(opts, WithConfidence(float32(value)))
	}
	if r.anchor != "" {
		at := slices.Index(anchorNames[:], r.anchor)
		if at < 0 {
			return nil, d.wrong(r.given["anchor"].at, r.name, fmt.Sprintf("anchor %q is none of early, standard, late", r.anchor), nil)
		}
		opts = append(opts, At(Anchor(at)))
	}
	if r.sites != nil {
		opts = append(opts, OnSites(r.sites...))
	}
	if r.languages != nil {
		opts = append(opts, InLanguages(r.languages...))
	}
	return append(opts, func(l *lineRule) {
		switch {
		case l.scope == nil:
			l.scope = d.scope
		default:
			l.scope.parent = d.scope
		}
	}), nil
}

// checkSize adds up what the limits bound.
func (d *packDecoder) checkSize(n *jsonNode, r *packRule, rule Rule) error {
	d.texts += len(r.equal) + len(r.prefix) + len(r.phrases)
	if r.selector != "" {
		d.selectors++
	}
	if p, ok := rule.(*patternRule); ok {
		d.patterns += p.size
	}
	for _, limit := range [...]struct {
		have, most int
		of         string
	}{
		{d.texts, d.limits.Texts, "texts"}, {d.selectors, d.limits.Selectors, "selectors"},
		{d.patterns, d.limits.Patterns, "instructions in patterns"},
	} {
		if limit.have > limit.most {
			return d.wrong(n.at, r.name, fmt.Sprintf("more than %d %s", limit.most, limit.of), nil)
		}
	}
	return nil
}

func (d *packDecoder) readTests(n *jsonNode) error {
	if n == nil {
		return nil
	}
	if n.kind != jsonArray {
		return d.wrong(n.at, "", "tests are "+n.kind+", not "+jsonArray, nil)
	}
	seen := make(map[string]bool)
	for i, item := range n.items {
		var test PackTest
		var lines *jsonNode
		what := fmt.Sprintf("test %d", i+1)
		err := d.object(item, "", what, fieldReader{
			"name": func(n *jsonNode) (err error) {
				if test.Name, err = d.string(n, "", what+"'s name"); err == nil && (test.Name == "" || seen[test.Name]) {
					err = d.wrong(n.at, "", what+"'s name is empty or given twice", nil)
				}
				seen[test.Name] = true
				return err
			},
			"url": func(n *jsonNode) (err error) {
				if test.URL, err = d.string(n, "", what+"'s url"); err != nil {
					return err
				}
				if u, err := url.Parse(test.URL); err != nil || u.Host == "" {
					return d.wrong(n.at, "", fmt.Sprintf("%s's url %q is not an address", what, test.URL), err)
				}
				return nil
			},
			"html":  func(n *jsonNode) (err error) { test.HTML, err = d.string(n, "", what+"'s html"); return err },
			"lines": func(n *jsonNode) error { lines = n; return nil },
		}, "name", "lines")
		if err != nil {
			return err
		}
		if lines.kind != jsonArray || len(lines.items) == 0 {
			return d.wrong(lines.at, "", what+"'s lines are not a list with lines", nil)
		}
		expects := false
		for k, item := range lines.items {
			line, err := d.readLine(item, fmt.Sprintf("line %d of %s", k+1, what))
			if err != nil {
				return err
			}
			expects = expects || line.Label != Unlabeled
			test.Lines = append(test.Lines, line)
		}
		if !expects {
			return d.wrong(lines.at, "", what+" expects nothing: no line has a label", nil)
		}
		d.pack.Tests = append(d.pack.Tests, test)
	}
	return nil
}

func (d *packDecoder) readLine(n *jsonNode, what string) (PackLine, error) {
	var line PackLine
	err := d.object(n, "", what, fieldReader{
		"text": func(n *jsonNode) (err error) {
			if line.Text, err = d.string(n, "", what+"'s text"); err == nil && (strings.TrimSpace(line.Text) == "" || strings.ContainsAny(line.Text, "\r\n")) {
				err = d.wrong(n.at, "", what+"'s text is not one line", nil)
			}
			return err
		},
		"label": func(n *jsonNode) error {
			name, err := d.string(n, "", what+"'s label")
			if err != nil {
				return err
			}
			if line.Label, err = ParseLabel(name); err != nil {
				return d.wrong(n.at, "", fmt.Sprintf("%s's label %q is not a label", what, name), err)
			}
			return nil
		},
		"rule": func(n *jsonNode) (err error) {
			if line.Rule, err = d.string(n, "", what+"'s rule"); err == nil && d.nodes[d.pack.Name+"/"+line.Rule] == nil {
				err = d.wrong(n.at, "", fmt.Sprintf("%s's rule %q is not one of the pack's", what, line.Rule), nil)
			}
			return err
		},
	}, "text")
	return line, err
}

// object reads the fields of an object, in their order. Those that must be there
// are named.
func (d *packDecoder) object(n *jsonNode, rule, what string, readers fieldReader, must ...string) error {
	if n.kind != jsonObject {
		return d.wrong(n.at, rule, what+" is "+n.kind+", not "+jsonObject, nil)
	}
	for _, f := range n.fields {
		if readers[f.name] == nil {
			return d.wrong(f.at, rule, "unknown field "+quote(f.name)+suggest(f.name, readers), nil)
		}
	}
	for _, name := range must {
		if !slices.ContainsFunc(n.fields, func(f jsonField) bool { return f.name == name }) {
			return d.wrong(n.at, rule, what+" has no "+name, nil)
		}
	}
	for _, f := range n.fields {
		if err := readers[f.name](f.value); err != nil {
			return err
		}
	}
	return nil
}

// suggest returns the known field that an unknown one differs from in case, in
// "-" for "_", or by the end.
func suggest(name string, readers fieldReader) string {
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(s)) }
	best := ""
	for known := range readers {
		a, b := plain(name), plain(known)
		if a != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) && (best == "" || known < best) {
			best = known
		}
	}
	if best == "" {
		return ""
	}
	return "; is it " + quote(best) + "?"
}

func (d *packDecoder) string(n *jsonNode, rule, field string) (string, error) {
	if n.kind != jsonString {
		return "", d.wrong(n.at, rule, field+" is "+n.kind+", not "+jsonString, nil)
	}
	return n.text, nil
}

// strings reads a list of strings, none of which is empty.
func (d *packDecoder) strings(n *jsonNode, rule, field string) ([]string, error) {
	if n.kind != jsonArray {
		return nil, d.wrong(n.at, rule, field+" is "+n.kind+", not a list of strings", nil)
	}
	if len(n.items) == 0 {
		return nil, d.wrong(n.at, rule, field+" is empty", nil)
	}
	list := make([]string, len(n.items))
	for i, item := range n.items {
		if item.kind != jsonString {
			return nil, d.wrong(item.at, rule, field+" has "+item.kind+", not "+jsonString, nil)
		}
		if strings.TrimSpace(item.text) == "" {
			return nil, d.wrong(item.at, rule, field+" has an empty string", nil)
		}
		list[i] = item.text
	}
	return list, nil
}

// isName matches the names of packs and of their rules.
var isName = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$`)

func (d *packDecoder) name(n *jsonNode, rule, field string) (string, error) {
	s, err := d.string(n, rule, field)
	if err == nil && !isName.MatchString(s) {
		return "", d.wrong(n.at, rule, fmt.Sprintf("%s %q is not 1 to 64 small letters, digits and hyphens", field, s), nil)
	}
	return s, err
}

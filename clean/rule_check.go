package clean

import (
	"fmt"
	"slices"
	"strings"
)

// checkRules checks rules one by one. The names in seen are taken, and those of
// the rules are added.
func checkRules(rules []Rule, seen map[string]bool) error {
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
		if err := checkRule(rule); err != nil {
			return err
		}
	}
	return nil
}

// checkRule checks one rule.
func checkRule(rule Rule) error {
	if anchorOf(rule) >= anchorCount {
		return &RuleError{Rule: rule.Name(), Field: "anchor", Problem: "is none of early, standard, late"}
	}
	if c, ok := rule.(checker); ok {
		if err := c.check(); err != nil {
			return err
		}
	}
	if r, ok := rule.(*phraseRule); ok {
		return r.checkReach()
	}
	return nil
}

// checkReach looks for phrases that no line can match.
func (r *phraseRule) checkReach() error {
	most := r.maxWords()
	possible := false
	for _, text := range r.phrases {
		folded, m := r.read(text)
		if len(folded) > phraseReach {
			return &RuleError{Rule: r.name, Field: "text", Problem: fmt.Sprintf("%s… has more than %d bytes: it can never match", quote(cutBefore(text, 20)), phraseReach)}
		}
		if inner := strings.Trim(strings.TrimSpace(text), "…"); r.match == matchWritten && strings.Contains(inner, " … ") {
			return &RuleError{Rule: r.name, Field: "text", Problem: quote(text) + " has an ellipsis between words: only the ends of a phrase can be open"}
		}
		possible = possible || most == 0 || m != matchEqual && m != matchPrefix || ShapeOf(folded).Words <= most
	}
	if !possible {
		return &RuleError{Rule: r.name, Field: "max_words", Problem: fmt.Sprintf("%d is less than every text has: the rule can never fire", most)}
	}
	return nil
}

// checkTogether looks for rules that can never fire because rules before them,
// which speak of the same lines without a condition, are as sure.
func checkTogether(rules []Rule) error {
	ordered := slices.Clone(rules)
	slices.SortStableFunc(ordered, func(a, b Rule) int { return place(a) - place(b) })
	known := make(map[string]*lineRule) // what rules without conditions know
	for _, rule := range ordered {
		r, keys := keysOf(rule)
		if r == nil || len(keys) == 0 {
			continue
		}
		var by *lineRule
		for _, key := range keys {
			if by = coveredBy(known, key, r); by == nil {
				break
			}
		}
		if by != nil {
			return &RuleError{Rule: r.name, Field: "rule", Problem: "can never fire: rule " + quote(by.name) + " speaks of the same lines before"}
		}
		if len(r.conditions) > 0 {
			continue
		}
		for _, key := range keys {
			if have := known[key]; have == nil || have.confidence < r.confidence {
				known[key] = r
			}
		}
	}
	return nil
}

// Kinds of keys.
const (
	keyEqual   = "= "
	keyPrefix  = "^ "
	keyPattern = "~ "
)

// keysOf returns what a rule knows lines by, nil where that cannot be compared.
func keysOf(rule Rule) (*lineRule, []string) {
	switch r := rule.(type) {
	case *phraseRule:
		keys := make([]string, 0, len(r.phrases))
		for _, text := range r.phrases {
			switch folded, m := r.read(text); m {
			case matchEqual:
				keys = append(keys, keyEqual+folded)
			case matchPrefix:
				keys = append(keys, keyPrefix+folded)
			default:
				return nil, nil
			}
		}
		return &r.lineRule, keys
	case *patternRule:
		return &r.lineRule, []string{keyPattern + r.expr}
	}
	return nil, nil
}

// coveredBy returns a rule that knows the lines of a key and is as sure as r,
// wherever r may speak.
func coveredBy(known map[string]*lineRule, key string, r *lineRule) *lineRule {
	covers := func(key string) *lineRule {
		have := known[key]
		if have == nil || have == r || have.confidence < r.confidence {
			return nil
		}
		if have.scope != nil && have.scope != r.scope && (r.scope == nil || have.scope != r.scope.parent) {
			return nil
		}
		return have
	}
	if by := covers(key); by != nil {
		return by
	}
	text := key[len(keyEqual):]
	if key[:len(keyEqual)] == keyPattern {
		return nil
	}
	for at := 0; ; {
		space := strings.IndexByte(text[at:], ' ')
		if space < 0 {
			return covers(keyPrefix + text)
		}
		if by := covers(keyPrefix + text[:at+space]); by != nil {
			return by
		}
		at += space + 1
	}
}

// checkAnchors looks for rules that ask for neighbours with a label that no rule
// can have given by the time they speak.
func checkAnchors(rules []Rule) error {
	ordered := slices.Clone(rules)
	slices.SortStableFunc(ordered, func(a, b Rule) int { return place(a) - place(b) })
	var known [labelCount]bool // labels that rules may have given so far
	words := false
	for _, rule := range ordered {
		anchor := anchorOf(rule)
		if anchor == Late {
			return nil
		}
		if anchor == Standard && !words {
			words = true
			for _, r := range builtinRules() {
				if r, ok := r.(*phraseRule); ok {
					known[r.label] = true
				}
			}
		}
		if !isLined(rule) {
			return nil // it may give any label
		}
		r := rule.(lined).line()
		for k := range r.conditions {
			c := &r.conditions[k]
			if len(c.labels) > 0 && !slices.ContainsFunc(c.labels, func(l Label) bool { return known[l] }) {
				return &RuleError{Rule: r.name, Field: c.field, Problem: "asks for " + c.detail +
					", which no rule before this one gives: the rule can never fire, unless its anchor is late"}
			}
		}
		if r.label == Keep {
			for l := range labelCount {
				known[l] = known[l] || l.IsBody()
			}
		} else {
			known[r.label] = true
		}
	}
	return nil
}

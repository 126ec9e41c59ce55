package clean

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/text/language"
)

// OnSites lets the rule speak only of pages whose address, given or canonical,
// is on one of the sites. A site is a host name and stands for the hosts below
// it too: "example.org" for "www.example.org". A label may be "*", which stands
// for any one label: "news.*.example". Pages without an address are on no site.
func OnSites(sites ...string) RuleOption {
	return func(r *lineRule) {
		own := r.ownScope()
		if len(sites) == 0 {
			r.fail("sites", "are empty: the rule can never fire", nil)
		}
		for _, site := range sites {
			labels, problem := readSite(site)
			if problem != "" {
				r.fail("sites", "have "+quote(site)+", which "+problem, nil)
			}
			own.sites = append(own.sites, labels)
		}
	}
}

// InLanguages lets the rule speak only of pages in one of the languages, given
// as BCP 47 tags: "en" stands for "en-GB" too, "pt-BR" only for itself. The
// language is the one that the page states or, in plain text, that of its words;
// a page whose language is not known counts as any.
func InLanguages(tags ...string) RuleOption {
	return func(r *lineRule) {
		own := r.ownScope()
		if len(tags) == 0 {
			r.fail("languages", "are empty: the rule can never fire", nil)
		}
		for _, tag := range tags {
			parsed, problem := readLanguage(tag)
			if problem != "" {
				r.fail("languages", "have "+quote(tag)+", which "+problem, nil)
			}
			own.languages = append(own.languages, parsed)
		}
	}
}

// scope says of which pages a rule speaks.
type scope struct {
	sites     [][]string // labels of host names
	languages []string   // BCP 47 tags in canonical form
	parent    *scope     // that of the rule's pack
}

func (r *lineRule) ownScope() *scope {
	if r.scope == nil {
		r.scope = &scope{}
	}
	return r.scope
}

// readSite returns the labels of a site's host name, or what is wrong with it.
func readSite(site string) (labels []string, problem string) {
	switch {
	case strings.TrimSpace(site) == "":
		return nil, "is empty"
	case strings.Contains(site, "/") || strings.Contains(site, ":"):
		return nil, "is not a host name alone"
	}
	host, err := idna.Lookup.ToASCII(strings.ReplaceAll(strings.TrimSuffix(site, "."), "*", "x--any--x"))
	if err != nil {
		host, err = strings.ToLower(strings.TrimSuffix(site, ".")), nil
		if strings.ContainsFunc(host, func(r rune) bool { return r > 'z' || r < '*' }) {
			return nil, "is not a host name"
		}
	} else {
		host = strings.ReplaceAll(host, "x--any--x", "*")
	}
	labels = strings.Split(host, ".")
	plain := 0
	for _, label := range labels {
		switch {
		case label == "*":
		case label == "" || strings.Contains(label, "*") || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "":
			return nil, "is not a host name"
		default:
			plain++
		}
	}
	if len(labels) < 2 || plain == 0 {
		return nil, "stands for too many sites"
	}
	return labels, ""
}

// readLanguage returns a language tag in canonical form, or what is wrong.
func readLanguage(tag string) (canonical, problem string) {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return "", "is not a language tag"
	}
	return t.String(), ""
}

// holds reports whether a page is in the scope.
func (s *scope) holds(p *Page) bool {
	if s == nil {
		return true
	}
	in, ok := p.own.scopes[s]
	if !ok {
		in = s.parent.holds(p) && s.isOnSite(p) && s.isInLanguage(p)
		if p.own.scopes == nil {
			p.own.scopes = make(map[*scope]bool)
		}
		p.own.scopes[s] = in
	}
	return in
}

func (s *scope) isOnSite(p *Page) bool {
	if len(s.sites) == 0 {
		return true
	}
	for _, address := range [...]string{p.URL, p.Canonical} {
		host := hostLabels(address)
		if len(host) > 0 && slices.ContainsFunc(s.sites, func(site []string) bool { return matchesSite(host, site) }) {
			return true
		}
	}
	return false
}

// hostLabels returns the labels of an address's host name.
func hostLabels(address string) []string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return nil
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	return strings.Split(strings.ToLower(host), ".")
}

// matchesSite reports whether a host is a site's, or is below it.
func matchesSite(host, site []string) bool {
	if len(host) < len(site) {
		return false
	}
	host = host[len(host)-len(site):]
	for i, label := range site {
		if label != "*" && label != host[i] {
			return false
		}
	}
	return true
}

func (s *scope) isInLanguage(p *Page) bool {
	if len(s.languages) == 0 {
		return true
	}
	if p.own.language == nil {
		found := p.scopeLanguage()
		p.own.language = &found
	}
	page := *p.own.language
	return page == "" || slices.ContainsFunc(s.languages, func(tag string) bool {
		return len(page) >= len(tag) && strings.EqualFold(page[:len(tag)], tag) && (len(page) == len(tag) || page[len(tag)] == '-')
	})
}

// scopeLanguage returns the language that the page states, in canonical form, or
// that of its running text; "" where neither is known.
func (p *Page) scopeLanguage() string {
	if p.Lang != "" {
		if t, err := language.Parse(strings.ReplaceAll(p.Lang, "_", "-")); err == nil && t != language.Und {
			return t.String()
		}
	}
	var votes languageVotes
	var stems []uint16
	var script scriptCount
	size := 0
	grammar := grammarWords()
	for i := range p.Lines {
		if p.shapes[i].Words <= maxShortLine {
			continue
		}
		text := p.Lines[i].Text
		text = cutBefore(text, languageSample-size)
		_, stems = grammar.scanWords(text, stems[:0], &votes, false, nil)
		script.add(text)
		if size += len(text); size >= languageSample {
			break
		}
	}
	if tag := script.language(); tag != "" {
		return tag
	}
	return grammar.language(&votes)
}

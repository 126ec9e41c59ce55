package extract

import (
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// authorNames are the names of meta elements that state who wrote an article,
// the more certain first.
var authorNames = []string{
	"author", "article:author", "article:author_name", "parsely-author", "cXenseParse:author", "sailthru.author", "dc.creator",
	"dcterms.creator", "og:article:author", "og:author", "byl", "citation_author", "articleAuthor", "author_name", "dable:author",
}

// maxAuthors is the number of authors that are taken from one page.
const maxAuthors = 64

// readAuthors takes the authors from the first place that names people: the
// linked data, meta elements, marked elements, lines that are bylines. Where
// none does, outlets and agencies are taken from the first that names one.
func (m *metadata) readAuthors() {
	var outlets []string
	lines := m.article.Authors
	for _, place := range [...]func() []string{
		m.linkedAuthors,
		m.metaAuthors,
		func() []string { return lines },
		m.markedAuthors,
	} {
		names := place()
		if slices.ContainsFunc(names, func(name string) bool { return !m.isOutlet(name) }) {
			m.article.Authors = names
			return
		}
		if outlets == nil {
			outlets = names
		}
	}
	m.article.Authors = outlets
}

// isOutlet reports whether a name is that of the site or of an office in it,
// rather than of people.
func (m *metadata) isOutlet(name string) bool {
	key := titleKey(name)
	return m.isSite(key) || isOffice(key)
}

func (m *metadata) linkedAuthors() []string {
	var names []string
	for _, key := range [...]string{"author", "creator"} {
		for _, name := range m.node.Names(key) {
			names = appendAuthors(names, name)
		}
		if len(names) > 0 {
			return names
		}
	}
	// The article may be described more than once, and well only once.
	for n := range m.head.graph.Find("WebPage") {
		if parent, key := n.Parent(); parent == nil || isOfPage(key) {
			for _, name := range n.Names("author") {
				names = appendAuthors(names, name)
			}
		}
	}
	if len(names) == 0 {
		names = m.profileAuthors()
	}
	return names
}

// profileAuthors returns the people of the linked data when the article names
// none: a Person that stands on its own describes who wrote the page.
func (m *metadata) profileAuthors() []string {
	var people []*jsonld.Node
	for n := range m.head.graph.Find("Person") {
		if parent, key := n.Parent(); parent == nil || key == "@graph" {
			people = append(people, n)
		}
	}
	if len(people) != 1 {
		return nil
	}
	return appendAuthors(nil, people[0].String("name"))
}

func (m *metadata) metaAuthors() []string {
	var outlets []string
	for _, key := range authorNames {
		var names []string
		for _, content := range m.head.allMeta(key) {
			if last, first, ok := strings.Cut(content, ", "); ok && isCatalogued(key) && !strings.Contains(first, ",") {
				// Dublin Core puts last names first.
				content = first + " " + last
			}
			names = appendAuthors(names, content)
		}
		if slices.ContainsFunc(names, func(name string) bool { return !m.isOutlet(name) }) {
			return names
		}
		if outlets == nil {
			outlets = names
		}
	}
	return outlets
}

// isCatalogued reports whether names stand under the key as in library
// catalogues.
func isCatalogued(key string) bool {
	return key == "dc.creator" || key == "dcterms.creator" || key == "citation_author"
}

// markedAuthors returns the names in elements that are marked as the author's,
// near the article's heading or behind its end.
func (m *metadata) markedAuthors() []string {
	from, to := m.headRange()
	after := m.bodyEnd()
	best := 0
	var names []string
	see := func(e *clean.Element, text string, line int) {
		level := m.authorMark(e)
		switch {
		case level == 0:
			return
		case line >= from && line <= to:
			level += 4
		case line >= after && line < after+headReach:
		default:
			return
		}
		if level < best {
			return
		}
		found := namesOfText(text)
		switch {
		case len(found) == 0:
		case level > best:
			best, names = level, found
		case len(names) < maxAuthors:
			names = appendNew(names, found)
		}
	}
	for i := range m.page.Inlines {
		in := &m.page.Inlines[i]
		if in.End-in.Start <= maxByline {
			see(&in.Element, m.page.Lines[in.Line].Text[in.Start:in.End], in.Line)
		}
	}
	for i := range m.page.Blocks {
		b := &m.page.Blocks[i]
		if b.Text > maxByline || b.First == b.Last || b.Element.Class == "" && b.Element.Prop == "" && b.Element.ID == "" {
			continue
		}
		for line := b.First; line < min(b.Last, b.First+4); line++ {
			if _, kind := timestamp.Classify(m.page.Lines[line].Text); kind == timestamp.Other {
				see(&b.Element, m.page.Lines[line].Text, line)
			}
		}
	}
	return names
}

// maxByline is the length in bytes of what an author's mark is around.
const maxByline = 200

// authorMark says how surely an element is marked as the author's: 0 for not
// at all, 3 for by a standard.
func (m *metadata) authorMark(e *clean.Element) int {
	if e.Tag == "a" && hasWord(attribute(m.element(e.Ref), "rel"), "author") || hasWord(e.Prop, "author") || hasWord(e.Prop, "creator") {
		return 3
	}
	if e.Class == "" && e.ID == "" {
		return 0
	}
	level := 0
	for _, names := range [...]string{e.Class, e.ID} {
		for _, mark := range [...]string{"author", "byline", "autor", "writer", "auteur", "redakteur", "reporter", "journalist", "contributor"} {
			if containsFoldASCII(names, mark) {
				level = 1
				if mark == "author" || mark == "byline" {
					level = 2
				}
				break
			}
		}
	}
	if level == 0 {
		return 0
	}
	for _, other := range [...]string{"comment", "caption", "image", "photo", "bio", "social", "related", "teaser", "read", "quote", "cite", "follow", "desc", "title-", "position", "role"} {
		if containsFoldASCII(e.Class, other) {
			return 0
		}
	}
	return level
}

func hasWord(list, word string) bool {
	return list != "" && slices.ContainsFunc(strings.Fields(list), func(s string) bool { return strings.EqualFold(s, word) })
}

// namesOfText returns the names in a line that is marked as the author's: with
// or without words that open bylines.
func namesOfText(text string) []string {
	if rest, ok := clean.CutByline(text); ok {
		text = rest
	} else if _, kind := timestamp.Classify(text); kind != timestamp.Other {
		return nil
	}
	var names []string
	for _, name := range appendAuthors(nil, text) {
		if looksLikeName(name) {
			names = append(names, name)
		}
	}
	return names
}

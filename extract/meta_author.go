package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

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
// linked data, meta elements, marked elements, lines that are bylines, a name
// below the heading, links to pages of authors, a portrait below the article. What
// stands below the heading corrects them. Where no place names people, outlets and
// agencies are taken from the first that names one, or else what is marked as a
// name and does not look like one.
func (m *metadata) readAuthors() {
	var outlets []string
	for _, place := range [...]func() []string{m.linkedAuthors, m.metaAuthors, m.markedAuthors, m.lineAuthors, m.addressAuthors, m.portrayedAuthor} {
		names := withoutLonger(place())
		if slices.ContainsFunc(names, func(name string) bool { return !m.isOutlet(name) }) {
			names = withoutOffices(m.completed(corrected(names, m.shownAuthors())))
			for i := range names {
				names[i] = naturalName(names[i])
			}
			m.article.Authors = names
			return
		}
		if outlets == nil {
			outlets = names
		}
	}
	if len(outlets) == 0 {
		outlets = m.markedPseudonym()
	}
	m.article.Authors = outlets
}

// withoutOffices leaves out editorial offices where people are named beside them.
func withoutOffices(names []string) []string {
	isTheirs := func(name string) bool { return isOffice(titleKey(name)) }
	if !slices.ContainsFunc(names, func(name string) bool { return !isTheirs(name) }) {
		return names
	}
	return slices.DeleteFunc(names, isTheirs)
}

// withoutLonger leaves out names that are another one with more behind it, as
// they stand where a page gives one list of authors with outlets and one
// without.
func withoutLonger(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		return slices.ContainsFunc(names, func(other string) bool {
			rest, longer := strings.CutPrefix(name, other)
			return longer && rest != "" && strings.Contains(other, " ") && (rest[0] == ' ' || startsUpper(rest))
		})
	})
}

// isOutlet reports whether a name is that of the site or of an office in it,
// rather than of people.
func (m *metadata) isOutlet(name string) bool {
	key := titleKey(name)
	return slices.Contains(m.outlets, name) || m.isSite(key) || isOffice(key)
}

func (m *metadata) linkedAuthors() []string {
	var names []string
	for _, key := range [...]string{"author", "creator"} {
		for _, name := range m.node.Names(key) {
			names = appendAuthors(names, name)
		}
		for _, n := range m.node.Nodes(key) {
			if n.Is("Organization", "NewsMediaOrganization") {
				m.outlets = appendAuthors(m.outlets, n.String("name"))
			}
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
	if names := m.cardAuthors(); names != nil {
		return names
	}
	return outlets
}

// cardAuthors returns the authors that a page states for cards of messengers,
// which print a label and what it says.
func (m *metadata) cardAuthors() []string {
	for _, n := range [...]string{"1", "2"} {
		if isNameLabel(m.head.meta("twitter:label" + n)) {
			return appendAuthors(nil, m.head.meta("twitter:data"+n))
		}
	}
	return nil
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
	return m.marked(from, to, m.bodyEnd(), 0)
}

// Levels of names in marked elements: what the place is worth, and the mark besides.
const (
	placeHead  = 4
	placeEnd   = 1
	markByWord = 2 // the mark of an element whose classes are named after authors
)

// marked returns the names in elements that are marked as the author's, in lines from
// one to another or in the first after a third, as far as they are of the highest
// level that there is, and of the least.
func (m *metadata) marked(from, to, after, least int) []string {
	best := least
	var names []string
	place := func(line int) int {
		switch {
		case line >= from && line <= to:
			return placeHead
		case line >= after && line < after+headReach:
			return placeEnd
		}
		return 0
	}
	see := func(level int, text string) (isNamed bool) {
		if level < best || opensAsCheck(text) {
			return false
		}
		found := namesOfText(text)
		switch {
		case len(found) == 0:
		case level > best:
			best, names = level, found
		case len(names) < maxAuthors:
			names = appendNew(names, found)
		}
		return len(found) > 0
	}
	for i := range m.page.Inlines {
		in := &m.page.Inlines[i]
		at := place(in.Line)
		if at == 0 || in.End-in.Start > maxByline {
			continue
		}
		text := m.page.Lines[in.Line].Text
		if mark := m.authorMark(&in.Element); mark > 0 && !endsAsCheck(text[:in.Start]) {
			see(at+mark, text[in.Start:in.End])
		}
	}
	for i := range m.page.Blocks {
		b := &m.page.Blocks[i]
		at := place(b.First)
		if at == 0 || b.Text > maxByline || b.First == b.Last {
			continue
		}
		if mark := m.authorMark(&b.Element); mark > 0 {
			for line := b.First; line < min(b.Last, b.First+4); line++ {
				own := m.page.Lines[line].Block
				if isOfAuthor(m.page.Blocks[own].Element.Class) || line > 0 && endsAsCheck(m.page.Lines[line-1].Text) {
					continue
				}
				text := m.page.Lines[line].Text
				if see(at+mark, text) || own != i || opensAsCheck(text) {
					continue
				}
				// A date may be glued to the name, each in an element of its own.
				for k := range m.page.Inlines {
					if in := &m.page.Inlines[k]; in.Line == line && in.Element.Tag == "span" {
						see(at+mark, text[in.Start:in.End])
					}
				}
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
		if named := namedAuthor(names); named > 0 {
			level = named
		}
	}
	if level == 0 {
		return 0
	}
	if isOfAuthor(e.Class) {
		return 0
	}
	return level
}

// namedAuthor says how surely the names of classes or an id speak of an author: 0 for
// not at all.
func namedAuthor(names string) (level int) {
	for i := range len(names) {
		switch names[i] | 0x20 {
		case 'a', 'b':
			if rest := names[i:]; hasPrefixFold(rest, "author") || hasPrefixFold(rest, "byline") {
				return markByWord
			} else if hasPrefixFold(rest, "autor") || hasPrefixFold(rest, "auteur") {
				level = 1
			}
		case 'c', 'j', 'r', 'w':
			for _, mark := range [...]string{"writer", "redakteur", "reporter", "journalist", "contributor", "creator"} {
				if hasPrefixFold(names[i:], mark) {
					level = 1
				}
			}
		}
	}
	return level
}

// isOfAuthor reports whether the names of an element's classes say that it has something
// else of authors, or something of others.
func isOfAuthor(class string) bool {
	for _, other := range [...]string{"comment", "caption", "image", "photo", "bio", "social", "related", "teaser", "read", "quote", "cite", "follow", "desc",
		"title-", "author-title", "author_title", "author__title", "position", "role", "author-rol"} {
		if containsFoldASCII(class, other) {
			return true
		}
	}
	return false
}

func hasWord(list, word string) bool {
	return list != "" && slices.ContainsFunc(strings.Fields(list), func(s string) bool { return strings.EqualFold(s, word) })
}

// namesOfText returns the names in a line or part of one that is marked as the
// author's: with or without words that open bylines.
func namesOfText(text string) []string {
	if names := bylineNames(text); len(names) > 0 {
		return names
	}
	if _, kind := timestamp.Classify(text); kind != timestamp.Other {
		return nil
	}
	var names []string
	for _, name := range appendAuthors(nil, cutDate(text)) {
		if looksLikeName(name) {
			names = append(names, name)
		}
	}
	return names
}

// lineAuthors returns the names in lines around the heading or behind the body
// that open as bylines do, or else the name that stands alone beside a date
// below the heading.
func (m *metadata) lineAuthors() []string {
	from, to := m.headRange()
	after := m.bodyEnd()
	var names []string
	mayName := func(i int) bool {
		switch label := m.decisions[i].Label; label {
		case clean.Share, clean.Legal, clean.Comment:
			return false
		case clean.Heading:
			return i >= after-endReach
		default:
			return !label.IsPicture() && (!label.IsBody() || label == clean.Paragraph)
		}
	}
	see := func(i int) {
		text := withoutChecks(m.page.Lines[i].Text)
		if isNameLabel(text) && (mayName(i) || m.decisions[i].Label == clean.Heading) {
			if next := i + 1; next < len(m.page.Lines) && mayName(next) && (i <= to || m.decisions[next].Label != clean.Navigation) {
				names = appendNew(names, slices.DeleteFunc(namesOfText(m.page.Lines[next].Text), func(name string) bool { return !isCapitalised(name) }))
			}
			return
		}
		if !mayName(i) {
			return
		}
		found := bylineNames(text)
		if linked := m.linkedName(i); len(linked) > 0 && (len(found) == 0 || strings.HasPrefix(found[0], linked[0]+" ")) {
			found = linked
		}
		names = appendNew(names, found)
	}
	for i := from; i <= min(to, len(m.page.Lines)-1) && len(names) == 0; i++ {
		see(i)
	}
	if len(names) == 0 {
		names = m.bareAuthors()
	}
	if len(names) == 0 {
		names = m.pseudonym()
	}
	for i := max(to+1, after-endReach); i < min(after+headReach, len(m.page.Lines)) && len(names) == 0; i++ {
		see(i)
	}
	return names
}

// endReach is the number of lines at the end of the body that may say who wrote
// it.
const endReach = 2

// linkedName returns the name that is a link right behind the words that open line
// i as a byline.
func (m *metadata) linkedName(i int) []string {
	text := m.page.Lines[i].Text
	if _, ok := clean.CutByline(text); !ok || len(text) > maxByline {
		return nil
	}
	for k := range m.page.Inlines {
		if in := &m.page.Inlines[k]; in.Line == i && in.Element.Tag == "a" {
			if !isNameLabel(strings.TrimSpace(text[:in.Start])) {
				return nil
			}
			return namesOfText(text[in.Start:in.End])
		}
	}
	return nil
}

// bareAuthors returns the name that stands on a line of its own close below the
// heading, with a date close to it.
func (m *metadata) bareAuthors() []string {
	title := m.titleLine()
	if title < 0 {
		return nil
	}
	for i := title + 1; i < min(title+6, len(m.page.Lines)); i++ {
		label := m.decisions[i].Label
		if label.IsPicture() || label.IsBody() && label != clean.Paragraph || label == clean.Share {
			continue
		}
		line := m.page.Lines[i]
		text := cutDate(line.Text)
		if part := nameBesideDate(line.Text); part != "" {
			text = part
		}
		if m.page.Blocks[line.Block].Element.Tag != "address" && text == line.Text && !m.hasDate(i-1, i+3) && !m.namesAuthor(i) {
			continue
		}
		if names := namesInRow(text); len(names) > 1 && i == title+1 {
			return names
		}
		if words := strings.Count(text, " ") + 1; words > 4 || !looksLikeName(text) || m.isSite(titleKey(text)) || !isCapitalised(text) || !hasCase(text) {
			continue
		}
		if name := cleanName(text); name != "" {
			return []string{name}
		}
	}
	return nil
}

// nameBesideDate returns the first name in a line that is parted by marks and has
// a date in another part: "Ada Example | Senior Writer | July 2, 2025".
func nameBesideDate(text string) string {
	if len(text) > maxByline || !strings.ContainsAny(text, "0123456789") {
		return ""
	}
	name, dated := "", false
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(bylineMarks, r) }) {
		part = strings.TrimSpace(part)
		if _, kind := timestamp.Classify(part); kind == timestamp.Absolute || kind == timestamp.Partial {
			dated = true
		} else if part = cutTopic(part); name == "" && looksLikeName(part) {
			name = part
		}
	}
	if !dated {
		return ""
	}
	return name
}

// cutTopic returns a name without what it writes about or for.
func cutTopic(name string) string {
	for _, word := range [...]string{" in ", " on ", " for "} {
		name, _, _ = strings.Cut(name, word)
	}
	return name
}

// namesAuthor reports whether what follows line i is what follows an author's name: what
// its bearer does, in a few words, or what stands before a date.
func (m *metadata) namesAuthor(i int) bool {
	if i+1 >= len(m.page.Lines) || len(m.page.Lines[i+1].Text) > maxNameLabel {
		return false
	}
	if tag := m.page.Blocks[m.page.Lines[i].Block].Element.Tag; tag == "li" || tag == "button" {
		return false
	}
	next := m.page.Lines[i+1].Text
	return isRole(next) || isBylineLabel(strings.TrimRight(next, ": "))
}

// maxDated is the most bytes of a line that has a date at one end and little else:
// "3 May 2024 · 4 min read".
const maxDated = 60

// hasDate reports whether one of the lines from one to another is a date or has one at
// an end.
func (m *metadata) hasDate(from, to int) bool {
	for i := max(0, from); i < min(to, len(m.page.Lines)); i++ {
		if _, kind := timestamp.Classify(m.page.Lines[i].Text); kind != timestamp.Other {
			return true
		}
		if len(m.page.Lines[i].Text) <= maxDated {
			if stamps, edge := timestamp.Find(m.page.Lines[i].Text); edge && len(stamps) > 0 {
				return true
			}
		}
	}
	return false
}

// bylineMarks stand between the parts of a line that says who wrote an article and
// when.
const bylineMarks = "|·•⋅∙●"

// bylineNames returns the names in a line that opens as bylines do, as a whole
// or behind a mark: "By Ada Example", "3 May 2024 · By Ada Example in Science".
func bylineNames(text string) []string {
	if len(text) > maxByline {
		return nil
	}
	if name := cleanName(labelledAuthor(text)); name != "" {
		return []string{name}
	}
	rest, ok := clean.CutByline(cutLeadingDate(text))
	for !ok {
		var found bool
		if _, text, found = cutAny(text, bylineMarks+"–—"); !found {
			return nil
		}
		text = strings.TrimSpace(text)
		rest, ok = clean.CutByline(text)
	}
	rest, _, _ = cutAny(rest, bylineMarks+"–—")
	if before, found := cutCheck(rest); found {
		rest = strings.TrimRight(before, " .,;")
	}
	rest = cutDate(rest)
	rest = cutTopic(rest)
	for _, word := range [...]string{" Updated", " Published", " Last "} {
		rest, _, _ = strings.Cut(rest, word)
	}
	var names []string
	for _, name := range appendAuthors(nil, rest) {
		if isCapitalised(name) && (looksLikeName(name) || len(names) == 0 && (!strings.Contains(name, " ") || isOffice(titleKey(name)))) {
			names = append(names, name)
		}
	}
	return names
}

// cutAny is strings.Cut around the first of several marks.
func cutAny(s, marks string) (before, after string, found bool) {
	i := strings.IndexAny(s, marks)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

// cutLeadingDate returns a text without the date at its beginning.
func cutLeadingDate(text string) string {
	if text == "" || text[0] < '0' || text[0] > '9' {
		return text
	}
	at := 0
	for range maxDateWords {
		i := strings.IndexByte(text[at:], ' ')
		if i < 0 {
			break
		}
		at += i + 1
		if _, kind := timestamp.Classify(text[:at-1]); kind == timestamp.Absolute {
			if _, ok := clean.CutByline(text[at:]); ok {
				return text[at:]
			}
		}
	}
	return text
}

// maxDateWords is the most words of a date before a byline.
const maxDateWords = 5

// cutDate returns a text without the date at its end.
func cutDate(text string) string {
	if len(text) > maxByline || !strings.ContainsAny(text, "0123456789") {
		return text
	}
	for i := 1; i < len(text); i++ {
		if before, c := text[i-1], text[i]; before != ' ' && (before < 'a' || before > 'z' || c < 'A' || c > 'Z') {
			continue
		}
		if _, kind := timestamp.Classify(strings.TrimLeft(text[i:], "-–—·•| ")); kind == timestamp.Absolute || kind == timestamp.Partial {
			return strings.TrimRight(text[:i], " ,-–—·•|")
		}
	}
	return text
}

package extract

import "strings"

// addressAuthors returns the names in links around the heading that lead to pages of
// authors. The links of a byline also lead to those who edited the article: lines
// tell them apart, where they say so.
func (m *metadata) addressAuthors() []string {
	from, to := m.headRange()
	var names []string
	for i := range m.page.Inlines {
		in := &m.page.Inlines[i]
		if in.Element.Tag != "a" || in.Line < from || in.Line > to || in.End-in.Start > maxByline {
			continue
		}
		if isAuthorAddress(attribute(m.element(in.Element.Ref), "href")) {
			names = appendNew(names, namesOfText(m.page.Lines[in.Line].Text[in.Start:in.End]))
		}
	}
	return names
}

// authorFolders are the folders in which sites keep the pages of their authors.
var authorFolders = newNameSet([]string{
	"author", "authors", "autor", "autores", "autoren", "autori", "auteur", "auteurs", "writer", "writers", "contributor", "contributors",
	"journalist", "journalists", "reporter", "reporters", "columnist", "columnists", "byline", "bylines",
})

// isAuthorAddress reports whether a link leads to the page of one author, by the
// folder that it is in: "/authors/ada-example".
func isAuthorAddress(href string) bool {
	href = withoutQuery(href)
	for href != "" && (href[len(href)-1] == '/' || href[len(href)-1] == ' ') {
		href = href[:len(href)-1]
	}
	last := strings.LastIndexByte(href, '/')
	if last <= 0 {
		return false
	}
	folder := href[strings.LastIndexByte(href[:last], '/')+1 : last]
	return folder != "" && authorFolders.has(folder)
}

// withoutQuery returns an address without its query and fragment.
func withoutQuery(href string) string {
	for _, mark := range [...]byte{'?', '#'} {
		if i := strings.IndexByte(href, mark); i >= 0 {
			href = href[:i]
		}
	}
	return href
}

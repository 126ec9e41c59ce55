package extract

import (
	"cmp"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// metadata finds out what a page says about its article, from its head, its
// linked data, the marks of its elements and the lines that are labelled.
type metadata struct {
	head      *head
	refs      []*html.Node
	page      *clean.Page
	decisions []clean.Decision
	article   *Article
	source    string       // the page's address as the caller knows it
	node      *jsonld.Node // the article in the linked data, may be nil
	sites     []string     // names of the site, as titles are compared: see titleKey
	outlets   []string     // authors that are said to be organisations
	shown     shownTitle
}

// describe fills in what the page that was walked says about its article, in
// which assemble has put what the labelled lines say.
func (w *walk) describe(page *clean.Page, decisions []clean.Decision, doc *Document, source string) {
	m := metadata{
		head: &w.head, refs: w.refs, page: page, decisions: decisions, article: &doc.Article, source: source,
	}
	m.node = m.mainNode()
	m.readAddress()
	m.readSite()
	m.readTitle()
	m.dropOtherTitles(doc)
	m.readSubtitle()
	m.readTimes()
	m.readAuthors()
	m.readSection()
	m.readLanguage()
	m.readImage()
}

// element returns the attributes of the element with the walk's number ref.
func (m *metadata) element(ref int) []html.Attribute {
	if ref < 1 || ref > len(m.refs) {
		return nil
	}
	return m.refs[ref-1].Attr
}

// readAddress takes the page's own word for its canonical address, which for
// one that was saved is the only one that is sure to be the page's.
func (m *metadata) readAddress() {
	m.article.URL = cmp.Or(
		m.head.absolute(m.head.canonical, m.source),
		m.head.absolute(m.head.meta("og:url"), m.source),
		m.head.absolute(m.node.String("url"), m.source),
		m.source,
	)
}

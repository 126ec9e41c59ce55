package extract

import (
	"strings"

	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// isArticleType reports whether a type of schema.org is that of something
// written: Article, its subtypes, and those of its kin that pages of news use.
func isArticleType(name string) bool {
	for _, suffix := range [...]string{"Article", "Posting", "Report", "Review", "AnalysisNewsArticle", "BlogPost", "NewsItem"} {
		if len(name) >= len(suffix) && strings.EqualFold(name[len(name)-len(suffix):], suffix) {
			return true
		}
	}
	return false
}

// isOfPage reports whether a node that stands in another under the key is
// about the page itself, not about a part of it or about other pages.
func isOfPage(key string) bool {
	switch strings.ToLower(key) {
	case "", "@graph", "mainentity", "mainentityofpage", "about", "subjectof":
		return true
	}
	return false
}

// mainNode returns the node of the linked data that stands for the article;
// nil when there is none.
func (m *metadata) mainNode() *jsonld.Node {
	var titles []string
	for _, title := range [...]string{m.head.meta("og:title"), m.head.title, m.article.Title} {
		if title != "" && len(title) <= maxTitle {
			titles = append(titles, titleKey(title))
		}
	}
	var best *jsonld.Node
	most := 0
	for _, n := range m.head.graph.Nodes() {
		if score := articleScore(n, titles); score > most {
			best, most = n, score
		}
	}
	return best
}

// articleScore is the higher the more speaks for it that a node is the page's
// article, whose titles as compared are given, and 0 where it cannot be.
func articleScore(n *jsonld.Node, titles []string) int {
	article, page := false, false
	for _, t := range n.Types() {
		article = article || isArticleType(t)
		page = page || strings.EqualFold(t, "WebPage")
	}
	if !article && !page {
		return 0
	}
	for parent, key := n.Parent(); ; parent, key = parent.Parent() {
		if !isOfPage(key) {
			return 0
		}
		if parent == nil {
			break
		}
	}
	score := 1
	if article {
		score += 20
	}
	for _, key := range [...]string{"headline", "datePublished", "author", "articleBody"} {
		if n.Has(key) {
			score += 3
		}
	}
	if headline := n.String("headline"); headline != "" && len(headline) <= maxTitle && article {
		key := titleKey(headline)
		for _, title := range titles {
			if strings.Contains(title, key) {
				score += 8
			}
		}
	}
	return score
}

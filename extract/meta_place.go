package extract

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// readSite finds the site's name, and all names by which titles may call it.
func (m *metadata) readSite() {
	publisher := m.node.Name("publisher")
	website := m.head.graph.First("WebSite").String("name")
	organization := m.head.graph.First("NewsMediaOrganization", "Organization").String("name")
	host := hostName(m.article.URL)
	for _, name := range [...]string{
		m.head.meta("og:site_name"), publisher, website, m.head.meta("application-name", "apple-mobile-web-app-title"),
	} {
		name = collapse(stripMarkup(name))
		if name == "" || len(name) > 80 || strings.Contains(name, "://") {
			continue
		}
		if m.article.Site == "" {
			m.article.Site = name
		}
		m.addSite(name)
	}
	m.addSite(organization)
	m.addSite(strings.TrimPrefix(m.head.meta("twitter:site"), "@"))
	if m.article.Site == "" {
		m.article.Site = strings.TrimPrefix(host, "www.")
	}
	if label := siteLabel(host); len(label) > 2 {
		m.addSite(label)
		m.addSite(strings.TrimPrefix(host, "www."))
	}
}

func (m *metadata) addSite(name string) {
	if key := titleKey(name); len(key) > 1 && len(key) < 80 && !slices.Contains(m.sites, key) {
		m.sites = append(m.sites, key)
	}
}

// hostName returns the host of an address, or "".
func hostName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// siteLabel returns the part of a host that names the site: the one before the
// public ending, which may itself have two parts ("co.uk").
func siteLabel(host string) string {
	parts := strings.Split(host, ".")
	if len(parts) < 2 {
		return ""
	}
	at := len(parts) - 2
	if at > 0 && len(parts[at]) <= 3 && len(parts[len(parts)-1]) == 2 {
		at--
	}
	return parts[at]
}

// readSection takes the article's section and tags.
func (m *metadata) readSection() {
	sections := m.node.Names("articleSection")
	for _, s := range append(sections, m.head.meta("article:section", "section", "parsely-section", "cXenseParse:section"), m.crumb()) {
		if s = collapse(stripMarkup(s)); s != "" && len(s) <= 80 {
			m.article.Section = s
			break
		}
	}
	var tags []string
	for _, list := range [...][]string{m.node.Names("keywords"), m.head.allMeta("article:tag"), m.head.allMeta("news_keywords"), m.head.allMeta("keywords")} {
		for _, text := range list {
			tags = appendTags(tags, text)
		}
		if len(tags) > 0 {
			break
		}
	}
	m.article.Tags = tags
}

// Bounds of tags: what is longer is a sentence, and lists that are longer are
// there for search engines.
const (
	maxTagSize = 80
	maxTags    = 64
)

// appendTags splits a list of keywords and appends those that are new.
func appendTags(tags []string, text string) []string {
	marks := ","
	if strings.ContainsAny(text, ";；、，|") && !strings.Contains(text, ",") {
		marks = ";；、，|"
	}
	for tag := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(marks, r) }) {
		tag = collapse(stripMarkup(tag))
		// Keywords for programs: "type:article".
		if tag == "" || len(tag) > maxTagSize || strings.Contains(tag, "://") || len(tags) >= maxTags {
			continue
		}
		if !containsFold(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// crumb returns the last section in the page's breadcrumb.
func (m *metadata) crumb() string {
	list := m.head.graph.First("BreadcrumbList")
	name := ""
	items := list.Nodes("itemListElement")
	for i, item := range items {
		own := item.String("name")
		if own == "" {
			own = item.Name("item")
		}
		key := titleKey(own)
		if own == "" || i == 0 && len(items) > 1 || m.isSite(key) {
			continue
		}
		if i == len(items)-1 && (len(items) > 2 || sharedWords(key, titleKey(m.article.Title)) > 0.5) {
			continue
		}
		name = own
	}
	return name
}

// readLanguage takes the language that the page states, as a BCP 47 tag.
func (m *metadata) readLanguage() {
	for _, tag := range [...]string{
		m.head.language, m.node.Name("inLanguage"), m.head.meta("content-language"), m.head.meta("og:locale"),
		m.head.meta("dc.language", "dcterms.language", "language"),
	} {
		tag, _, _ = strings.Cut(strings.TrimSpace(tag), ",")
		if len(tag) < 2 || len(tag) > 35 {
			continue
		}
		if t, err := language.Parse(strings.ReplaceAll(tag, "_", "-")); err == nil && t != language.Und {
			m.article.Language = t.String()
			return
		}
	}
}

// readImage takes the picture that stands for the article.
func (m *metadata) readImage() {
	var image caption.Image
	for _, node := range m.node.Nodes("image") {
		if address := m.imageURL(node); address != "" {
			image = caption.Image{URL: address, Alt: collapse(stripMarkup(node.String("caption")))}
			break
		}
	}
	if own := m.head.absolute(m.head.meta("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"), m.article.URL); own != "" {
		if own != image.URL {
			image = caption.Image{URL: own, Alt: m.head.meta("og:image:alt", "twitter:image:alt")}
		}
	}
	if image.URL == "" {
		for _, s := range append(m.node.Strings("image"), m.node.String("thumbnailUrl"), m.head.meta("thumbnail", "image")) {
			if image.URL = m.head.absolute(s, m.article.URL); image.URL != "" {
				break
			}
		}
	}
	m.article.Image = image
}

func (m *metadata) imageURL(node *jsonld.Node) string {
	for _, key := range [...]string{"url", "contentUrl", "@id"} {
		for _, s := range node.URLs(key) {
			if address := m.head.absolute(s, m.article.URL); address != "" {
				return address
			}
		}
	}
	return ""
}

package extract

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// Names of meta elements that state when an article was published or changed,
// the more certain first: Open Graph, schema.org, Dublin Core and those of
// publishing systems.
var (
	publishedNames = []string{
		"article:published_time", "datePublished", "og:article:published_time", "og:published_time", "article:published",
		"article_published_time", "published_time", "cXenseParse:recs:publishtime", "cXenseParse:publishtime",
		"parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "date.created", "dc.date.created", "publishdate",
		"publish-date", "publish_date", "published-date", "og:publish_date", "pubdate", "published", "published_at", "publication_date",
		"content:publishdate", "firstcreate", "citation_publication_date", "citation_online_date", "citation_date",
		"prism.publicationDate", "publisheddate", "w-published-date", "article.published", "article:post_date", "dc.date", "dcterms.date",
		"date", "dateCreated", "created",
	}
	modifiedNames = []string{
		"article:modified_time", "dateModified", "og:article:modified_time", "og:updated_time", "og:modified_time", "article_modified_time",
		"cXenseParse:modified_time", "article:modified", "dc.date.modified", "dcterms.modified", "date.modified", "date.updated",
		"lastupdate", "last_updated_date", "last-modified", "lastmod", "updated", "revised",
	}
)

// moment is a time that a page states.
type moment struct {
	time      time.Time
	precision timestamp.Precision
	zoned     bool
	ambiguous bool // day and month may be exchanged
}

// isBetter reports whether m says more of the same day than o does.
func (m moment) isBetter(o moment) bool {
	if m.precision <= o.precision || o.precision >= timestamp.Minute {
		return false
	}
	return m.time.Format(time.DateOnly) == o.time.Format(time.DateOnly)
}

// orEarlier returns what the page shows its readers as the day of publication,
// if that is before the day its head states: what systems write there is often
// the day on which the article was moved or saved again. Of the same moment it
// returns the one in the zone of the place. A difference of one day may be that
// of two zones.
func (m moment) orEarlier(shown moment) moment {
	switch {
	case shown.time.IsZero() || shown.ambiguous:
		return m
	case shown.zoned && shown.time.Equal(m.time):
		if _, offset := m.time.Zone(); offset == 0 {
			return shown
		}
		return m
	case m.time.Sub(shown.time) >= m.dayReach():
		return shown
	}
	return m
}

// dayReach is how long after the beginning of a day, as it is shown, a moment is
// of another day: that begins in UTC at most twelve hours before it does where
// it is last.
func (m moment) dayReach() time.Duration {
	const day = 24 * time.Hour
	switch {
	case !m.zoned:
		return day
	case m.precision >= timestamp.Hour:
		return day + day/2
	}
	return 2 * day
}

// parseMoment reads a time that a program wrote; it is none if it does not
// reach down to the day.
func parseMoment(s string) (moment, bool) {
	if len(s) < 8 {
		return moment{}, false
	}
	t, precision, zoned, ok := timestamp.Machine(s)
	if !ok || precision < timestamp.Day {
		return moment{}, false
	}
	return moment{time: t, precision: precision, zoned: zoned}, true
}

// readTimes takes the times of publication and of the last change: from the
// linked data, from meta elements, from marked elements, from lines. Where the
// page states only the last change, it is also the time of publication.
func (m *metadata) readTimes() {
	lines := moment{time: m.article.Published}
	changed := m.article.Modified
	published := m.firstTime("datePublished", publishedNames, "dateCreated")
	modified := m.firstTime("dateModified", modifiedNames, "")
	marked, markedChange, near := m.markedTimes()
	title := m.titleLine()
	from, to := m.headRange()
	shown, shownChange, atEdge := m.mixedTimes(title+1, to)
	if !published.time.IsZero() {
		if near {
			published = published.orEarlier(marked)
		}
		if atEdge {
			published = published.orEarlier(shown)
		}
	}
	after := m.bodyEnd()
	for _, source := range [...]func() (moment, moment, bool){
		func() (moment, moment, bool) { return marked, markedChange, near },
		func() (moment, moment, bool) { return shown, shownChange, atEdge },
		func() (moment, moment, bool) { return m.mixedTimes(title-2, title) },
		func() (moment, moment, bool) { return lines, moment{time: changed}, true },
		func() (moment, moment, bool) { return m.mixedTimes(from, title) },
		func() (moment, moment, bool) { return m.mixedTimes(after, after+headReach) },
	} {
		if !published.time.IsZero() {
			break
		}
		var change moment
		if published, change, _ = source(); modified.time.IsZero() {
			modified = change
		}
		// An article is not changed before it is published: the day is another's.
		if !modified.time.IsZero() && published.time.Sub(modified.time) >= 48*time.Hour {
			published = moment{}
		}
	}
	if modified.time.IsZero() {
		modified.time = changed
	}
	if published.time.IsZero() {
		published = m.addressDate()
	}
	if published.time.IsZero() {
		published = modified
	}
	if modified.time.Before(published.time) && modified.precision > timestamp.Day && published.precision > timestamp.Day {
		modified = moment{}
	}
	m.article.Published, m.article.Modified = published.time, modified.time
}

// firstTime returns the first time of the linked data and the meta elements,
// or what another says more exactly of the same day.
func (m *metadata) firstTime(key string, names []string, other string) moment {
	var first moment
	see := func(s string) {
		if s == "" || first.precision >= timestamp.Minute {
			return
		}
		found, ok := parseMoment(s)
		switch {
		case !ok:
		case first.time.IsZero() || found.isBetter(first):
			first = found
		}
	}
	see(m.node.String(key))
	for _, name := range names {
		see(m.head.meta(name))
	}
	if first.time.IsZero() {
		for n := range m.head.graph.Find("WebPage", "ItemPage", "ArticlePage") {
			see(n.String(key))
		}
	}
	if first.time.IsZero() && other != "" {
		see(m.node.String(other))
	}
	return first
}

func momentOf(s *timestamp.Stamp) moment {
	return moment{s.Time, s.Precision, s.Zoned, s.Ambiguous}
}

// markedTimes returns the times of elements that are marked as such, near the
// article's head: time elements, and those with itemprop datePublished,
// dateModified or dateCreated.
func (m *metadata) markedTimes() (published, modified moment, isNear bool) {
	from, to := m.headRange()
	after := m.bodyEnd()
	rank := 0
	see := func(e *clean.Element, text string, line int) {
		prop := e.Prop
		if e.Tag != "time" && !strings.HasPrefix(prop, "date") && !strings.EqualFold(e.Tag, "relative-time") {
			return
		}
		attrs := m.element(e.Ref)
		found, ok := stampOf(attrs, text)
		if !ok {
			return
		}
		near := 0
		switch {
		case line >= from && line <= to:
			near = 2
		case line >= after && line <= after+3:
			near = 1
		}
		changed := strings.EqualFold(prop, "dateModified") || containsFoldASCII(e.Class, "updated") && !containsFoldASCII(e.Class, "published") ||
			containsFoldASCII(e.Class, "modified")
		switch {
		case changed:
			if modified.time.IsZero() && (near > 0 || prop != "") {
				modified = found
			}
		case strings.EqualFold(prop, "datePublished"):
			near += 4
			fallthrough
		default:
			if near > rank {
				published, rank = found, near
			}
		}
	}
	for i := range m.page.Blocks {
		b := &m.page.Blocks[i]
		if b.Text > 120 || b.First == b.Last || b.Element.Tag != "time" && b.Element.Prop == "" {
			continue
		}
		see(&b.Element, m.page.Lines[b.First].Text, b.First)
	}
	for i := range m.page.Inlines {
		in := &m.page.Inlines[i]
		if in.Element.Tag == "time" || in.Element.Prop != "" {
			see(&in.Element, m.page.Lines[in.Line].Text[in.Start:in.End], in.Line)
		}
	}
	return published, modified, rank&3 == 2
}

// stampOf returns the time of an element: that of its attributes, or else the
// one that its text is.
func stampOf(attrs []html.Attribute, text string) (moment, bool) {
	for _, key := range [...]string{"datetime", "content", "data-datetime", "data-time", "title"} {
		if found, ok := parseMoment(attribute(attrs, key)); ok {
			return found, true
		}
	}
	stamps, ok := timestamp.Line(text)
	if !ok {
		return moment{}, false
	}
	return momentOf(&stamps[0]), true
}

// mixedTimes returns the times in lines of a range that say more than a time:
// "By Ada Example · Updated 3 May 2024".
func (m *metadata) mixedTimes(from, to int) (published, modified moment, atEdge bool) {
	title := m.titleLine()
	for i := max(0, from); i < min(to, len(m.page.Lines)) && published.time.IsZero(); i++ {
		switch label := m.decisions[i].Label; {
		case label == clean.Comment, label == clean.Legal:
			continue
		case label == clean.Related && i > title+nearHead:
			continue
		case label.IsBody(), label.IsPicture():
			// A date alone is taken for a heading or a caption by its looks.
			if _, kind := timestamp.Classify(m.page.Lines[i].Text); kind != timestamp.Absolute {
				continue
			}
		}
		stamps, edge := timestamp.Find(m.page.Lines[i].Text)
		for _, s := range stamps {
			switch found := momentOf(&s); {
			case s.Precision < timestamp.Day:
			case s.Role == timestamp.Modified:
				if modified.time.IsZero() {
					modified = found
				}
			case published.time.IsZero():
				published, atEdge = found, edge && (s.Start <= edgeSlack || s.End >= len(m.page.Lines[i].Text)-edgeSlack)
			}
		}
	}
	return published, modified, atEdge
}

// edgeSlack is the most bytes between a date and the end of a line at which it
// stands.
const edgeSlack = 4

// headRange returns the first and last line around the article's heading in
// which what is said of the article stands.
func (m *metadata) headRange() (from, to int) {
	title := m.titleLine()
	if title < 0 {
		body := m.bodyAfter(0)
		return max(0, body-2*headReach), body + 2
	}
	return max(0, title-headReach), min(m.bodyAfter(title)+2, title+maxHead)
}

// titleLine returns the line of the article's heading, -1 for none.
func (m *metadata) titleLine() int {
	if m.shown.text != "" {
		return m.shown.line
	}
	return slices.IndexFunc(m.decisions, func(d clean.Decision) bool { return d.Label == clean.Title })
}

// bodyAfter returns the first line of the body from a line on. A standfirst that
// nothing else of the body follows soon is not yet the body, whatever its label.
func (m *metadata) bodyAfter(line int) int {
	first, last := len(m.decisions), -1
	for i := line; i < len(m.decisions); i++ {
		if label := m.decisions[i].Label; !label.IsBody() || label == clean.Summary {
			continue
		}
		switch {
		case last >= 0 && i-last <= bodyGap:
			return last
		case last < 0:
			first = i
		case i-first > maxHead:
			return first
		}
		last = i
	}
	return first
}

// bodyGap is the most lines from one line of a body to the next at its beginning.
const bodyGap = 3

// Bounds of the lines in which a head stands: so many before the heading, and
// so many behind it.
const (
	headReach = 8
	maxHead   = 40
	nearHead  = 4 // and in so many a date is the article's, whatever else the line is
)

// bodyEnd returns the line after the last one of the body.
func (m *metadata) bodyEnd() int {
	for i := len(m.decisions) - 1; i >= 0; i-- {
		if m.decisions[i].Label.IsBody() {
			return i + 1
		}
	}
	return len(m.decisions)
}

// addressDate reads the day that many addresses have in their path:
// /2024/05/03/ or /2024-05-03/.
func (m *metadata) addressDate() moment {
	address := m.article.URL
	for i := 0; i+11 < len(address); i++ {
		if address[i] != '/' || address[i+1] != '1' && address[i+1] != '2' {
			continue
		}
		s := address[i+1 : i+11]
		if mark := s[4]; mark != '/' && mark != '-' || s[7] != mark {
			continue
		}
		if found, ok := parseMoment(strings.ReplaceAll(s, "/", "-")); ok {
			return found
		}
	}
	return moment{}
}

// containsFoldASCII reports whether s contains the word, which is in lower case
// and ASCII, in whatever case.
func containsFoldASCII(s, word string) bool {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0] && strings.EqualFold(s[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// titleKey returns a title as titles are compared: its letters and digits in
// lower case, words parted by one space.
func titleKey(s string) string {
	var space [256]byte
	return string(appendTitleKey(space[:0], s))
}

// appendTitleKey appends the key of a title to one of no length.
func appendTitleKey(key []byte, s string) []byte {
	gap := false
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			i += size
			switch {
			case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
				if gap && len(key) > 0 {
					key = append(key, ' ')
				}
				gap = false
				key = utf8.AppendRune(key, unicode.ToLower(r))
			case r == '\u00ad' || r == '\u200b' || r == '\u200d' || r == '\u200c' || r == '\ufeff':
			case r == '’' || r == '‘':
				// Typography of apostrophes differs between a page and its head.
			default:
				gap = true
			}
			continue
		}
		i++
		switch {
		case isLetter(c):
			c |= 0x20
		case c >= '0' && c <= '9':
		case c == '\'':
			continue
		default:
			gap = true
			continue
		}
		if gap && len(key) > 0 {
			key = append(key, ' ')
		}
		gap = false
		key = append(key, c)
	}
	return key
}

// maxTitle is the length in bytes above which a text is no title.
const maxTitle = 1024

// titleVote is a title that the page gives in one place, and how much that
// place is worth.
type titleVote struct {
	text, key string
	weight    float32
}

// How much a title is worth by where it stands. Titles for search engines
// stand in the title element, those for readers in the others; the more of
// them agree, the better. Found by trying, on the development data.
const (
	voteShown    = 1.0 // the heading that the page shows
	voteLead     = 2.5 // the same, where it leads the article and no newsroom states a headline
	voteOG       = 0.6 // og:title
	voteHeadline = 1.1 // headline in the linked data
	voteTwitter  = 0.3 // twitter:title
	voteTitle    = 0.2 // title element
)

// readTitle chooses among the titles that a page gives, without the site's name
// in any of them.
func (m *metadata) readTitle() {
	votes := make([]titleVote, 0, 5)
	add := func(text string, weight float32) {
		if len(text) > maxTitle {
			return
		}
		if text = collapse(stripMarkup(text)); text == "" {
			return
		}
		votes = append(votes, titleVote{text, titleKey(text), weight})
	}
	add(m.head.meta("og:title"), voteOG)
	add(m.node.String("headline"), voteHeadline)
	add(m.head.meta("twitter:title"), voteTwitter)
	add(m.head.title, voteTitle)
	m.findShown(votes)
	if m.shown.text != "" {
		votes = append(votes, titleVote{m.shown.text, m.shown.key, m.shownWeight(votes)})
	}
	for i := range votes {
		m.stripSite(&votes[i], votes)
	}
	best, most := -1, float32(0)
	for i := range votes {
		sum := float32(0)
		for j := range votes {
			if votes[j].key == votes[i].key {
				sum += votes[j].weight
			}
		}
		if sum >= most && votes[i].key != "" {
			best, most = i, sum
		}
	}
	m.raiseShown()
	switch ruled := m.ruledTitle(); {
	case ruled >= 0:
		m.article.Title = m.page.Lines[ruled].Text
	case best >= 0:
		m.article.Title = votes[best].text
	}
}

// raiseShown moves the line of the heading that was found up to a heading of the first
// level with much the same words, if it stands in none itself: contents and comments
// repeat the heading, and what says who wrote the article stands at the first.
func (m *metadata) raiseShown() {
	if m.shown.text == "" || m.isTopHeading(m.shown.line) {
		return
	}
	for i := range m.page.Blocks {
		b := &m.page.Blocks[i]
		if b.Level == 1 && b.First < b.Last && b.Last <= m.shown.line && !b.Hidden && sharedWords(titleKey(m.page.Lines[b.Last-1].Text), m.shown.key) >= repeatShare {
			m.shown.line = b.Last - 1
			return
		}
	}
}

// repeatShare is the share of words that a heading and its repetition have in common.
const repeatShare = 0.5

// headShare is what a heading shares with a title that begins with it and has
// words for search engines behind a mark.
const headShare = 0.9

// isHead reports whether a title begins with what has the key, of two words or
// more, and goes on behind a mark.
func isHead(key string, v *titleVote) bool {
	if !strings.Contains(key, " ") || !strings.HasPrefix(v.key, key) {
		return false
	}
	for _, mark := range siteMarks {
		if at := strings.Index(v.text, mark); at > 0 && titleKey(v.text[:at]) == key {
			return true
		}
	}
	return false
}

// The most lines between an article's heading and its body, and between one that
// shares no word with the page's head and the body.
const (
	leadReach = 40
	nearLead  = 30
)

// shownWeight returns what the heading that the page shows is worth. What pages
// state of themselves is mostly written for search engines and stated several
// times over by the same program; newsrooms alone state what they call the
// article in linked data.
func (m *metadata) shownWeight(votes []titleVote) float32 {
	if len(m.shown.text) > maxShown || strings.Count(m.shown.key, " ") < minShownWords-1 ||
		m.bodyAfter(m.shown.line)-m.shown.line > leadReach || isNews(m.node) || !m.isTopHeading(m.shown.line) {
		return voteShown
	}
	for i := range votes {
		if before, ok := strings.CutSuffix(m.shown.key, votes[i].key); ok && before != "" {
			return voteShown // a kicker or a date is glued to it
		}
	}
	return voteLead
}

// isTopHeading reports whether a line stands in a heading of the first level.
func (m *metadata) isTopHeading(line int) bool {
	return slices.ContainsFunc(m.page.Blocks, func(b clean.Block) bool {
		return b.Level == 1 && b.First <= line && line < b.Last
	})
}

// Bounds of headings that lead an article: what has fewer words may be a section's
// name, and what has more bytes is a sentence.
const (
	minShownWords = 3
	maxShown      = 140
)

// isNews reports whether the article in the linked data is one of a newsroom.
func isNews(n *jsonld.Node) bool {
	return slices.ContainsFunc(n.Types(), func(t string) bool {
		return strings.HasSuffix(t, "NewsArticle") || t == "LiveBlogPosting"
	})
}

// ruledTitle returns the first line that a rule of the caller's says is the
// title, -1 where there is none: no built-in rule is as sure.
func (m *metadata) ruledTitle() int {
	return slices.IndexFunc(m.decisions, func(d clean.Decision) bool { return d.Label == clean.Title && d.Confidence >= 1 })
}

// shownTitle is the heading of the article as the page shows it, and its line.
type shownTitle struct {
	text, key string
	line      int
}

// leastShared is the share of words that a heading must have in common with
// what the head says to be the article's.
const leastShared = 0.4

// findShown looks for the heading among the line that was labelled as title and
// the page's headings: it is the one that shares most words with what the head
// says. A page's only heading of the first level needs to share none.
func (m *metadata) findShown(votes []titleVote) {
	best := float32(0)
	see := func(text string, line int, bonus, least float32) {
		key := titleKey(text)
		if key == "" || len(text) > 400 || m.isSite(key) {
			return
		}
		score, most := bonus, float32(0)
		for i := range votes {
			share := sharedWords(key, votes[i].key)
			if share < headShare && isHead(key, &votes[i]) {
				share = headShare
			}
			score += share * votes[i].weight
			most = max(most, share)
		}
		if (most >= least || len(votes) == 0) && score > best {
			best, m.shown = score, shownTitle{text, key, line}
		}
	}
	for i := range m.decisions {
		if m.decisions[i].Label == clean.Title {
			see(m.page.Lines[i].Text, i, 0.1, leastShared)
		}
	}
	only, count := -1, 0
	for i := range m.page.Blocks {
		b := &m.page.Blocks[i]
		if b.Element.Tag != "h1" || b.First == b.Last || b.Hidden {
			continue
		}
		only, count = b.First, count+1
		see(m.page.Lines[b.Last-1].Text, b.Last-1, 0.15, leastShared)
		if n := b.Last - b.First; n > 1 && n < 6 {
			parts := make([]string, 0, 5)
			for i := b.First; i < b.Last; i++ {
				parts = append(parts, m.page.Lines[i].Text)
			}
			see(strings.Join(parts, " "), b.Last-1, 0.15, leastShared)
			see(parts[0], b.First, 0, leastShared)
		}
	}
	if m.shown.text == "" {
		m.findLead(see)
	}
	if m.shown.text == "" && count == 1 && m.bodyAfter(only)-only <= leadReach && strings.Count(m.page.Lines[only].Text, " ") >= 3 {
		see(m.page.Lines[only].Text, only, 0.15, 0)
	}
	if m.shown.text != "" {
		return
	}
	for i := range m.page.Blocks {
		if b := &m.page.Blocks[i]; b.Level > 1 && b.Level < 4 && b.Last == b.First+1 && !b.Hidden {
			see(m.page.Lines[b.First].Text, b.First, 0, 0.7)
		}
	}
}

// findLead sees the headings of the first level that were labelled as title and
// that the article follows soon. They may have no word of what the head says,
// which is often written for search engines alone.
func (m *metadata) findLead(see func(text string, line int, bonus, least float32)) {
	for i := range m.page.Blocks {
		b := &m.page.Blocks[i]
		if b.Element.Tag != "h1" || b.First == b.Last || m.shown.text != "" {
			continue
		}
		if at := b.Last - 1; m.decisions[at].Label == clean.Title && m.bodyAfter(at)-at <= nearLead && strings.Contains(m.page.Lines[at].Text, " ") {
			see(m.page.Lines[at].Text, at, 0.15, 0)
		}
	}
}

// dropOtherTitles moves lines that were taken for the title, and share too few
// words with what turned out to be it, from the article's head to the noise.
func (m *metadata) dropOtherTitles(doc *Document) {
	title := titleKey(m.article.Title)
	if title == "" || m.ruledTitle() >= 0 {
		return
	}
	var dropped []Noise
	m.article.Head = slices.DeleteFunc(m.article.Head, func(h HeadLine) bool {
		if h.Label != clean.Title {
			return false
		}
		key := titleKey(h.Text)
		if key == m.shown.key || sharedWords(key, title) >= leastShared || strings.Contains(title, key) {
			return false
		}
		dropped = append(dropped, Noise{Text: h.Text, Label: clean.Other, Rule: "title", Span: h.Span})
		return true
	})
	if len(dropped) == 0 {
		return
	}
	doc.Noise = append(doc.Noise, dropped...)
	slices.SortStableFunc(doc.Noise, func(a, b Noise) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// sharedWords is the share of words that two titles as compared have in
// common, from 0 to 1.
func sharedWords(a, b string) float32 {
	if a == b {
		return 1
	}
	if a == "" || b == "" {
		return 0
	}
	if len(a) > 24 && strings.Contains(b, a) || len(b) > 24 && strings.Contains(a, b) {
		return 0.8
	}
	in := make(map[string]bool, 16)
	for word := range strings.SplitSeq(a, " ") {
		in[word] = true
	}
	shared, all := 0, len(in)
	for word := range strings.SplitSeq(b, " ") {
		if in[word] {
			shared++
			in[word] = false // what is repeated counts once
		} else if _, known := in[word]; !known {
			all++
		}
	}
	return float32(min(shared, all)) / float32(all)
}

// siteMarks are what stands between a title and a site's name, the rarer ones
// first.
var siteMarks = [...]string{" | ", "｜", "ㅣ", " — ", " – ", " - ", " · ", " • ", " » ", " « ", " :: ", " :", "|", ": ", "--"}

// stripSite cuts the site's name, and what else a title shares with no other
// place, off both ends.
func (m *metadata) stripSite(v *titleVote, votes []titleVote) {
	for range 4 {
		if !m.stripEnd(v, votes) && !m.stripStart(v, votes) {
			return
		}
	}
}

// stripEnd cuts the part behind the last mark off, if it is the site's name or
// if what is left is a title that the page gives elsewhere.
func (m *metadata) stripEnd(v *titleVote, votes []titleVote) bool {
	for _, mark := range siteMarks {
		if mark == ": " || mark == " :" {
			continue
		}
		at := strings.LastIndex(v.text, mark)
		if at <= 0 {
			continue
		}
		rest, part := strings.TrimSpace(v.text[:at]), v.text[at+len(mark):]
		key := titleKey(rest)
		if key == "" {
			continue
		}
		if m.isSite(titleKey(part)) || m.isSection(part, mark, rest) || m.isElsewhere(key, v, votes) {
			v.text, v.key = rest, key
			return true
		}
	}
	return false
}

func (m *metadata) stripStart(v *titleVote, votes []titleVote) bool {
	for _, mark := range siteMarks {
		at := strings.Index(v.text, mark)
		if at <= 0 {
			continue
		}
		part, rest := v.text[:at], strings.TrimSpace(v.text[at+len(mark):])
		key := titleKey(rest)
		if key == "" || utf8.RuneCountInString(rest) < 8 {
			continue
		}
		if m.isSiteWith(titleKey(part), 1) || isKicker(part, key, votes) || isSharedTail(v, key, votes) {
			v.text, v.key = rest, key
			return true
		}
	}
	return false
}

// maxKicker is the most words of a kicker.
const maxKicker = 4

// isKicker reports whether a few words before a title are a kicker: what the
// page gives to others to show (og:title) is the title without them.
func isKicker(part, rest string, votes []titleVote) bool {
	if len(strings.Fields(part)) > maxKicker {
		return false
	}
	for i := range votes {
		if votes[i].weight == voteOG {
			return votes[i].key == rest
		}
	}
	return false
}

// isSharedTail reports whether another title ends with the same words behind a
// mark as v does, and begins with others: each place has its own kicker.
func isSharedTail(v *titleVote, tail string, votes []titleVote) bool {
	if strings.Count(tail, " ") < minShownWords {
		return false
	}
	for i := range votes {
		other := &votes[i]
		if before, ok := strings.CutSuffix(other.key, tail); !ok || before == "" || strings.HasPrefix(v.key, before) {
			continue
		}
		for _, mark := range siteMarks {
			if at := strings.Index(other.text, mark); at > 0 && titleKey(other.text[at+len(mark):]) == tail {
				return true
			}
		}
	}
	return false
}

// isElsewhere reports whether the page shows the title in its text, or gives it
// in two places.
func (m *metadata) isElsewhere(key string, v *titleVote, votes []titleVote) bool {
	if key == m.shown.key && strings.Contains(key, " ") {
		// What is stated twice in full, for readers elsewhere and in linked
		// data, has no site's name behind it.
		whole := 0
		for i := range votes {
			if votes[i].key == v.key && (votes[i].weight == voteOG || votes[i].weight == voteHeadline) {
				whole++
			}
		}
		return whole < 2
	}
	for i := range votes {
		if &votes[i] != v && votes[i].key == key && votes[i].weight >= voteOG {
			return true
		}
	}
	return false
}

// isSection reports whether the part of a title behind a bar is a section or a
// site that nothing else names: a few words behind a whole title.
func (m *metadata) isSection(part, mark, rest string) bool {
	if strings.TrimSpace(mark) != "|" && mark != "｜" && mark != "ㅣ" {
		return false
	}
	words := len(strings.Fields(part))
	return words <= 4 && len(strings.Fields(rest)) >= max(3, words+1)
}

// isSite reports whether a part of a title names the site.
func (m *metadata) isSite(key string) bool { return m.isSiteWith(key, 2) }

// isSiteWith reports whether a part of a title names the site, with no more
// than so many words besides: "Example News" for "Example".
func (m *metadata) isSiteWith(key string, more int) bool {
	if key == "" {
		return false
	}
	for _, site := range m.sites {
		if key == site {
			return true
		}
		if isInitials(key, site) {
			return true
		}
		if len(site) < 4 {
			continue
		}
		if strings.ReplaceAll(key, " ", "") == strings.ReplaceAll(site, " ", "") {
			return true
		}
		if strings.Contains(key, site) && strings.Count(key, " ")-strings.Count(site, " ") <= more {
			return true
		}
	}
	return false
}

// isInitials reports whether a word is made of the first letters of a name of
// three words or more.
func isInitials(word, name string) bool {
	n := strings.Count(name, " ") + 1
	if n < 3 || len(word) != n {
		return false
	}
	i := 0
	for part := range strings.SplitSeq(name, " ") {
		if part == "" || part[0] != word[i] {
			return false
		}
		i++
	}
	return true
}

// readSubtitle keeps the standfirst that was labelled in the text. What the head
// says of the article counts only where the page shows it.
func (m *metadata) readSubtitle() {
	if m.article.Subtitle != "" {
		return
	}
	for _, text := range [...]string{m.node.String("alternativeHeadline"), m.head.meta("og:description"), m.node.String("description"), m.head.meta("description")} {
		key := titleKey(text)
		if len(key) < 20 || strings.Contains(titleKey(m.article.Title), key) {
			continue
		}
		if line := m.lineWith(key); line != "" {
			m.article.Subtitle = line
			return
		}
	}
}

// lineWith returns the first line of the page that begins with the text as
// compared and goes on for little more; a line of running text further down is
// the article's.
func (m *metadata) lineWith(key string) string {
	words := strings.Fields(key)
	var space [32]byte
	for i := range m.page.Lines {
		line := &m.page.Lines[i]
		if len(line.Text) < len(key)/2 || len(line.Text) > 2*len(key)+16 || m.decisions[i].Label.IsBody() {
			continue
		}
		if start := appendTitleKey(space[:0], cutRunes(line.Text, len(space)/2)); !strings.HasPrefix(key, string(start[:min(len(start), len(key))])) {
			continue
		}
		own := titleKey(line.Text)
		if own == key || len(words) > 6 && strings.HasPrefix(own, key) {
			return line.Text
		}
	}
	return ""
}

// cutRunes returns the first n bytes of s or a little less, cut between
// characters.
func cutRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// stripMarkup leaves out the tags of text that was meant as HTML.
func stripMarkup(s string) string {
	if strings.IndexByte(s, '<') < 0 || strings.IndexByte(s, '>') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 >= len(s) {
			break
		}
		c := s[open+1] | 0x20
		size := strings.IndexByte(s[open:], '>')
		if size < 0 || c != '/'|0x20 && (c < 'a' || c > 'z') {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		s = s[open+size+1:]
	}
	b.WriteString(s)
	return b.String()
}

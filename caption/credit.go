package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseCredit reads s, as a whole, as a credit line. It is false when s is
// none: an ordinary sentence, a headline, a name without anything that says it
// is a picture's maker's.
//
// A credit line has a label ("Photo:", "©", "Foto von", "撮影"), or a known
// agency alone or in company ("AFP / Jo Doe", "Jo Doe (Keystone)"), or is one
// of the words for pictures that somebody supplied ("Supplied", "Privat").
func ParseCredit(s string) (Credit, bool) {
	sc := scanner{lex: words()}
	return sc.parseCredit(s)
}

func (sc *scanner) parseCredit(s string) (Credit, bool) {
	if s = trimSpace(s); !sc.mayBeCredit(s) {
		return Credit{}, false
	}
	return sc.parseWhole(s)
}

// CutSource returns what follows the label at the start of s that says where
// something comes from, without saying that it is a picture ("Source: …",
// "Quelle: …", "(來源：…)"), and whether there is one. Such lines stand under
// charts, tables and whole reports as well as under pictures.
func CutSource(s string) (name string, ok bool) {
	s = stripBrackets(trimSpace(s))
	sc := scanner{lex: words()}
	l := sc.labelAt(s, 0)
	if l.join != joinColon || l.class != labelSource || l.end == len(s) {
		return "", false
	}
	return s[l.end:], true
}

// parseWhole is apart from parseCredit so that the state of a reading is not laid
// out for the lines that are turned away.
//
//go:noinline
func (sc *scanner) parseWhole(s string) (Credit, bool) {
	w, ok := sc.readWhole(s)
	if !ok || sc.isSentenceWithCredit(s) {
		return Credit{}, false
	}
	var f found
	f.join(w.raw, stronger(w.kind, w.reading.kind), w.reading.notice, &w.reading.partyList)
	return sc.credit(&f), true
}

// maxBareWords is how many words a credit without a label has at most.
const maxBareWords = 16

// wholeCredit is a string that was read as a credit.
type wholeCredit struct {
	raw     string
	kind    Kind
	reading reading
}

// readCredit reads s as a credit line without making the result.
func (sc *scanner) readCredit(s string) (w wholeCredit, ok bool) {
	if s = trimSpace(s); !sc.mayBeCredit(s) {
		return w, false
	}
	return sc.readWhole(s)
}

// mayBeCredit turns most texts away that readWhole would.
func (sc *scanner) mayBeCredit(s string) bool {
	return s != "" && len(s) <= maxCredit && sc.hasHint(s)
}

// readWhole is readCredit for a text that may hold a credit.
func (sc *scanner) readWhole(s string) (w wholeCredit, ok bool) {
	u := unlabelled{rest: s}
	for range 6 {
		before := u.rest
		u.rest = stripBrackets(u.rest)
		if before != u.rest {
			u.bracketed = true
		}
		if !sc.stripLabel(&u) && before == u.rest {
			break
		}
	}
	w.raw, w.kind = trimRaw(u.rest), u.kind
	if w.raw == "" || !u.labelled() && !u.loose && isText(w.raw) {
		return w, false
	}
	if !u.labelled() && !u.loose && countWords(w.raw, maxBareWords+1) > maxBareWords {
		return w, false
	}
	w.reading = sc.read(w.raw)
	return w, sc.acceptWhole(&u, &w.reading, w.raw)
}

// maxSmall is how many words of a credit without a label begin small at most,
// particles and all.
const maxSmall = 7

// isText reports whether too many words of s begin small for a credit without a
// label.
func isText(s string) bool {
	small := 0
	for at := 0; at < len(s) && small <= maxSmall; {
		if c := s[at]; c < utf8.RuneSelf && 'a' <= c && c <= 'z' || c >= utf8.RuneSelf && isLower(firstRune(s[at:])) {
			small++
		}
		at = skipSpace(s, wordEnd(s, at))
	}
	return small > maxSmall
}

// unlabelled is a credit whose labels are stripped off.
type unlabelled struct {
	rest      string
	kind      Kind
	bracketed bool
	// colon, sign and by say which kind of label there was: "Photo:", "©",
	// "Photo by". loose is a label with nothing but a space behind it.
	colon, sign, by, loose bool
	// weak says that the label also introduces what is no credit ("Video:",
	// "Source:"), so that the names must do it.
	weak bool
}

func (u *unlabelled) labelled() bool { return u.colon || u.sign || u.by }

// stripLabel drops one label at the start of u.rest.
func (sc *scanner) stripLabel(u *unlabelled) bool {
	s := trimLeft(u.rest)
	s = strings.TrimLeft(s, "–—-|/+•*· \u00A0")
	if end := copyrightSign(s); end > 0 {
		u.sign = true
		u.rest = trimLeft(s[end:])
		return true
	}
	l := sc.labelAt(s, 0)
	if l.end == 0 || l.end >= len(s) {
		return false
	}
	first := !u.labelled()
	switch l.join {
	case joinColon:
		u.colon = true
	case joinBy:
		u.by = true
	case joinSpace:
		lend, _ := sc.find(s, 0, labelClasses)
		if aend, e := sc.find(s, 0, agencyAny); e.class != 0 && aend >= lend {
			return false
		}
		if l.class&wordCopyright == 0 && (u.loose || u.labelled()) {
			return false
		}
		u.loose = true
	case joinStroke:
		u.colon = true
	}
	const weak = labelVideo | labelSource | statusFile | statusGraphic | statusIllustration | statusAI
	if first {
		u.weak = l.class&^weak == 0 || l.join == joinStroke
	}
	u.kind = stronger(u.kind, kindOf(l.class))
	status := l.class & statusAny
	if status&^(statusFile|statusSymbol) == 0 && l.end > len("Archiv ") {
		status = 0 // "Archivbild dpa" names no archive.
	}
	if l.join != joinColon && status != 0 && l.class&(labelAny|wordCourtesy) == 0 {
		// "Capture d'écran de Reddit" says more than a label does.
		u.rest = s
		return false
	}
	u.rest = trimLeft(s[l.end:])
	return true
}

// join is what stands between a label and the name.
type join uint8

const (
	joinColon join = iota + 1
	joinBy
	joinStroke
	joinSpace
)

// label is a label in a text.
type label struct {
	// end is where the text behind the label begins, or 0 for no label.
	end   int
	join  join
	class class
}

const labelClasses = labelAny | statusAny | wordCourtesy | wordCopyright

// labelAt reads a label at s[at:].
func (sc *scanner) labelAt(s string, at int) label {
	end, e := sc.find(s, at, labelClasses)
	if e.class == 0 {
		return label{}
	}
	next, blank := skipPhrase(s, end)
	if hasFoldPrefix(s[next:], "(cc)") {
		// "Photo (cc): Jo Doe"
		next, blank = skipSpace(s, next+len("(cc)")), true
	}
	if next == len(s) {
		return label{}
	}
	blank = blank || s[end-1] == '.'
	if e.class&labelClasses == statusAI && end-at <= len("AI") {
		return label{}
	}
	c := e.class & labelClasses
	r, size := utf8.DecodeRuneInString(s[next:])
	switch {
	case strings.HasPrefix(s[next:], "..."), r == '…':
		return label{skipSpace(s, next+len("...")), joinColon, c}
	case strings.HasSuffix(s[:end], "should read") && blank:
		return label{next, joinColon, c}
	case r == ':' || r == '：' || r == '=' || r == '＝' || r == '︰':
		if next+size >= len(s) || strings.HasPrefix(s[next:], "://") {
			return label{}
		}
		return label{skipSpace(s, next+size), joinColon, c}
	case (r == '-' || r == '–') && blank && c&(labelPhoto|labelPicture) != 0 && next+size < len(s) && isBlankAt(s, next+size):
		return label{skipSpace(s, next+size), joinSpace, c}
	case (r == '/' || r == '／' || r == '|') && c&(labelPhoto|labelPicture|statusScreenshot) != 0:
		to := skipSpace(s, next+size)
		if !startsUpper(s[to:]) {
			return label{}
		}
		// "Foto/Grafik: Jo Doe", "Photo / Illustration by …"
		if l := sc.labelAt2(s, to); l.end > 0 {
			l.class |= c
			return l
		}
		return label{to, joinStroke, c}
	case r == '(' || r == '[':
		return label{}
	}
	// "text and photos by", "Foto und Video: …"
	if to, je := sc.find(s, next, wordAnd); je.class != 0 && blank {
		if l := sc.labelAt2(s, skipSpace(s, to)); l.end > 0 && l.join != joinSpace {
			l.class |= c
			return l
		}
	}
	if c&wordCourtesy != 0 {
		if r < utf8.RuneSelf && !blank {
			return label{}
		}
		return label{next, joinBy, c}
	}
	if to, be := sc.find(s, next, wordBy|wordVia|wordCourtesy); be.class != 0 && blank && to < len(s) {
		after, gap := skipPhrase(s, to)
		if after < len(s) && s[after] == ':' {
			after = skipSpace(s, after+1)
			gap = true
		}
		if gap && after < len(s) {
			return label{after, joinBy, c | be.class&wordCourtesy}
		}
	}
	if blank || isSpaceless(r) && c&(labelPhoto|wordCopyright|wordCourtesy) != 0 {
		return label{next, joinSpace, c}
	}
	return label{}
}

// labelAt2 is labelAt for the second of two labels.
func (sc *scanner) labelAt2(s string, at int) label {
	end, e := sc.find(s, at, labelAny|statusAny)
	if e.class == 0 {
		return label{}
	}
	next, blank := skipPhrase(s, end)
	if next == len(s) {
		return label{}
	}
	r, size := utf8.DecodeRuneInString(s[next:])
	if r == ':' || r == '：' {
		return label{skipSpace(s, next+size), joinColon, e.class & labelClasses}
	}
	if to, be := sc.find(s, next, wordBy); be.class != 0 && blank && to < len(s) && isBlankAt(s, to) {
		return label{skipSpace(s, to), joinBy, e.class & labelClasses}
	}
	return label{}
}

// acceptWhole decides whether a whole string is a credit.
func (sc *scanner) acceptWhole(u *unlabelled, r *reading, raw string) bool {
	if r.bad || r.count == 0 && r.statuses == 0 && r.roles == 0 && r.notice == "" {
		return false
	}
	if strings.HasSuffix(raw, "?") || strings.HasSuffix(raw, ":") {
		return false
	}
	if u.labelled() {
		return sc.acceptLabelled(u, r, raw)
	}
	if u.loose {
		// "Photo AFP", "Foto Jo Doe / dpa"
		return r.clean() && (r.count == 0 && r.statusClass&statusHandout != 0 || r.agencies > 0 || r.outlets > 0 && r.people() > 0) && r.unknown == 0
	}
	return sc.acceptBare(r, u.bracketed)
}

// acceptLabelled decides for strings that a label introduces. A label may also
// introduce a sentence ("Bild: Ein Mann geht …").
func (sc *scanner) acceptLabelled(u *unlabelled, r *reading, raw string) bool {
	if r.bad || r.count == 0 && r.statuses == 0 && r.roles == 0 && r.notice == "" {
		return false
	}
	if strings.HasSuffix(raw, "?") {
		return false
	}
	sure := r.known() + r.people() + r.organisations
	limit := 1
	if u.colon {
		limit = 3
	}
	if r.agencies > 0 {
		limit++
	}
	switch {
	case r.lower > limit, r.small > 2 && r.longest > 4, r.lower > 1 && r.words > 6 && sure == 0, r.words > 24:
		return false
	case u.by && !u.colon && !u.sign && sure == 0 && r.unknown > 0 && r.lower > 0:
		return false
	case u.weak && !u.sign && (sure == 0 || r.lower > 1 && r.known() == 0):
		return false
	}
	return true
}

// acceptBare decides for strings without any label: agencies, alone or in
// company, and the words for what somebody supplied.
func (sc *scanner) acceptBare(r *reading, bracketed bool) bool {
	if !r.clean() || r.longest > 5 || r.spaced && r.people() > 1 || r.unknown > 0 && r.longest > 3 {
		return false
	}
	switch {
	case r.agencies > 0 && (r.unknown == 0 || r.slashes > 0 && r.unknown <= 2):
		return r.words <= 12 && (r.vague == 0 || r.slashes > 0)
	case r.outlets > 0 && bracketed && r.unknown == 0:
		return true
	case r.outlets > 0 && r.slashes > 0 && r.people()+r.statuses > 0 && r.unknown == 0:
		return r.words <= 8
	case r.labels > 0 && r.count > 0 && r.persons+r.organisations > 0 && r.unknown == 0 && r.names == 0:
		// "警視庁提供", "山田花子撮影"
		return true
	case r.count == 0 && r.statuses > 0:
		if r.statusClass&(statusHandout|statusSymbol|statusScreenshot|statusComposite) != 0 && r.statusClass&(wordOrganisation|labelVideo|wordFunction|wordParticle|wordAnd) == 0 {
			return true
		}
		return bracketed && r.statusClass&statusFile != 0
	case r.statuses > 0 && r.slashes > 0 && r.count > 0:
		return r.statusClass&statusScreenshot != 0 && r.words <= 4 ||
			r.statusClass&(statusHandout|statusFile|statusComposite) != 0 && r.persons+r.organisations > 0 && r.unknown == 0
	}
	return false
}

// stripBrackets drops brackets, and the plus signs of agencies, round the whole
// of s.
func stripBrackets(s string) string {
	s = trimSpace(s)
	for len(s) > 2 {
		if strings.HasPrefix(s, "+++") && strings.HasSuffix(s, "+++") && len(s) > 6 {
			s = trimSpace(strings.Trim(s, "+"))
			continue
		}
		open, size := utf8.DecodeRuneInString(s)
		body := s
		if strings.HasSuffix(body, ").") || strings.HasSuffix(body, "].") {
			body = body[:len(body)-1]
		}
		last, lastSize := utf8.DecodeLastRuneInString(body)
		if closer(open) != last || last == 0 || copyrightSign(s) > 0 || matchOpen(body) != 0 {
			return s
		}
		s = trimSpace(body[size : len(body)-lastSize])
	}
	return s
}

// closer returns the bracket that closes open, or 0.
func closer(open rune) rune {
	switch open {
	case '(':
		return ')'
	case '（':
		return '）'
	case '[':
		return ']'
	case '［':
		return '］'
	case '【':
		return '】'
	case '〔':
		return '〕'
	case '{':
		return '}'
	case '<':
		return '>'
	case '〈':
		return '〉'
	}
	return 0
}

// opener returns the bracket that close closes, or 0.
func opener(close rune) rune {
	for _, open := range [...]rune{'(', '（', '[', '［', '【', '〔', '<', '〈', '{'} {
		if closer(open) == close {
			return open
		}
	}
	return 0
}

// matchOpen returns where the bracket opens that the last character of s
// closes, or -1. It looks no further back than a credit is long.
func matchOpen(s string) int {
	last, size := utf8.DecodeLastRuneInString(s)
	open := opener(last)
	if open == 0 {
		return -1
	}
	depth := 1
	for at := len(s) - size; at > 0 && len(s)-at <= maxCredit; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
		switch r {
		case last:
			depth++
		case open:
			if depth--; depth == 0 {
				return at
			}
		}
	}
	return -1
}

// trimRaw drops what the end of a line or a separator leaves round a credit.
func trimRaw(s string) string {
	s = trimSpace(s)
	if isTrimmed(s) {
		return s
	}
	s = strings.TrimLeft(s, "–—|/•*·:;,+ \u00A0\u3000")
	s = strings.TrimRight(s, "–—|/•*·;,+ \u00A0\u3000")
	if rest, ok := strings.CutSuffix(s, "."); ok && !endsWithAbbreviation(s) {
		s = rest
	}
	return trimSpace(strings.TrimSuffix(s, "。"))
}

// isTrimmed reports whether s certainly begins and ends with a letter or digit.
func isTrimmed(s string) bool {
	if s == "" {
		return false
	}
	first := s[0]
	if first < utf8.RuneSelf {
		if !isWord(rune(first)) {
			return false
		}
	} else if !(0xD0 <= first && first <= 0xD1 || 0xE4 <= first && first <= 0xE9) {
		// Other first bytes than those of Cyrillic and of Chinese characters
		// are looked at closely.
		return false
	}
	last, _ := lastRune(s)
	return isWord(last)
}

// startsUpper reports whether s begins with a capital or with a letter of a
// script that has none.
func startsUpper(s string) bool {
	r := firstRune(s)
	return isUpper(r) || unicode.IsTitle(r) || isLetter(r) && !isLower(r)
}

package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// party is one of those whom a credit names.
type party struct {
	text   string
	person bool
}

// maxParties is how many parties a reading holds without an allocation.
const maxParties = 10

// partyList holds parties, each once.
type partyList struct {
	list  [maxParties]party
	more  []party
	count int
}

func (l *partyList) add(text string, person bool) {
	if text == "" || l.has(text) {
		return
	}
	if l.count < maxParties {
		l.list[l.count] = party{text, person}
	} else {
		l.more = append(l.more, party{text, person})
	}
	l.count++
}

// has reports whether one of the first parties has the name text.
func (l *partyList) has(text string) bool {
	for i := range min(l.count, maxParties) {
		if strings.EqualFold(l.list[i].text, text) {
			return true
		}
	}
	return false
}

// covers reports whether all of other are in l.
func (l *partyList) covers(other *partyList) bool {
	all := true
	other.each(func(p party) { all = all && l.has(p.text) })
	return all
}

// each calls f for every party in order.
func (l *partyList) each(f func(party)) {
	for i := range min(l.count, maxParties) {
		f(l.list[i])
	}
	for _, p := range l.more {
		f(p)
	}
}

// reading is what the words of a would-be credit amount to.
type reading struct {
	partyList

	kind   Kind
	notice string

	// What was seen. Parties are counted under exactly one of the first six.
	agencies, outlets, persons, names, organisations, unknown int

	statuses, roles, labels, slashes int
	statusClass                      class
	// lower and words count over all parties that are not known.
	lower, words int
	// inner counts the words that begin small inside a part, and vague the
	// names in scripts without capitals that may be any words.
	inner, vague int
	// small is the number of words that begin small in the part that has most.
	small int
	// longest is the number of words of the longest of these, and spaced says
	// that only a blank parts an agency from the name before it.
	longest int
	spaced  bool
	// machine says that a part tells which program made the picture.
	machine bool
	// bad is set when the string cannot be a credit.
	bad bool
}

// known counts the parties that the data files know.
func (r *reading) known() int { return r.agencies + r.outlets }

// clean reports whether no part looks like a piece of a sentence. Beside a
// known agency one word may begin small: users of stock libraries choose such
// names.
func (r *reading) clean() bool {
	if r.bad || r.longest > 7 {
		return false
	}
	return r.lower == 0 || r.lower == 1 && r.inner == 0 && (r.agencies > 0 || r.machine) && r.slashes > 0 && r.longest <= 3
}

// people counts those that are or could well be persons.
func (r *reading) people() int { return r.persons + r.names }

// maxCredit is the length in bytes above which nothing is a credit.
const maxCredit = 400

// maxLower is the number of small words above which nothing is a credit.
const maxLower = 5

// maxPartWords is how many words a part of a credit has at most.
const maxPartWords = 12

// read splits s at the separators of credits and classes its parts.
func (sc *scanner) read(s string) reading {
	var r reading
	if len(s) > maxCredit {
		r.bad = true
		return r
	}
	if cut := promptAt(s); cut < len(s) {
		s, r.machine = s[:cut], true
	}
	for at := 0; at < len(s) && !r.bad; {
		if r.lower > maxLower {
			r.bad = true
			break
		}
		at = skipSpace(s, at)
		end, next, slash := sc.partEnd(s, at)
		if slash {
			r.slashes++
		}
		if notice := sc.noticeAt(s, at); notice {
			r.notice = trimSpace(strings.TrimRight(s[at:], " +)]）"))
			break
		}
		sc.classify(&r, s[at:end])
		at = next
	}
	// A prompt is one only behind the name of a program.
	r.machine = r.machine && (r.statuses > 0 || r.outlets > 0)
	return r
}

// promptAt returns where the quotation in brackets begins that ends s, or the
// length of s: what somebody asked a program for names nobody.
func promptAt(s string) int {
	if !strings.HasSuffix(s, ")") || len(s) < 8 {
		return len(s)
	}
	at := matchOpen(s)
	if at <= 0 {
		return len(s)
	}
	if r := firstRune(s[at+1:]); r != '„' && r != '“' && r != '"' && r != '«' && r != '‘' {
		return len(s)
	}
	last, _ := lastRune(trimRight(s[:len(s)-1]))
	if !strings.ContainsRune("“”\"»’", last) {
		return len(s)
	}
	return at
}

// noticeAt reports whether a rights notice begins at s[at:].
func (sc *scanner) noticeAt(s string, at int) bool {
	_, e := sc.find(s, at, wordRights)
	return e.class != 0
}

// licenceAt reports whether the short name of a licence begins at s[at:], which
// credits give right behind a name: "Jo Doe CC BY-SA 3.0".
func (sc *scanner) licenceAt(s string, at int) bool {
	return strings.HasPrefix(s[at:], "CC") && sc.noticeAt(s, at)
}

// isNamePlus reports whether the plus sign at s[at] ends a name, as that of a
// channel or a collection ("E+"), rather than joining two.
func isNamePlus(s string, at int) bool {
	before, _ := lastRune(s[:at])
	return isWord(before) && (at+1 == len(s) || s[at+1] != '+' && !isWord(firstRune(s[at+1:])))
}

// partEnd returns where the part that begins at at ends and where the next one
// begins, and whether a stroke parts them.
func (sc *scanner) partEnd(s string, at int) (end, next int, slash bool) {
	start := at
	// The name of an agency may hold what parts others.
	if at < len(s) {
		if to, e := sc.find(s, at, agencyAny); e.class != 0 {
			at = to
		}
	}
	for at < len(s) {
		sc.steps++
		c, size := utf8.DecodeRuneInString(s[at:])
		switch c {
		case '/', '／', '|', '｜', '\\':
			to := at + size
			for to < len(s) && s[to] == s[at] {
				to++
			}
			return at, to, true
		case '©', 'ⓒ', '℗':
			if at > start {
				return at, at, false
			}
		case '+':
			if !isNamePlus(s, at) {
				return at, at + size, false
			}
		case ';', '；', '、', '，', '•', '\n', '\t', '(', ')', '（', '）', '[', ']', '【', '】', '＝', '—', '。', '●', '■', '»', '«', '<', '>':
			return at, at + size, false
		case ',':
			if to := skipSpace(s, at+1); !(at+1 < len(s) && isDigit(s[at+1])) && !isNameSuffix(s[to:]) {
				return at, at + 1, false
			}
		case ':', '：':
			if !strings.HasPrefix(s[at:], "://") && at > start {
				return at, at + size, false
			}
		case '-', '–', '·', '・', '~', '=', '*':
			before, _ := utf8.DecodeLastRuneInString(s[:at])
			after, _ := utf8.DecodeRuneInString(s[at+size:])
			if at > start && isBlank(before) && (isBlank(after) || at+size == len(s)) || c == '=' {
				return at, at + size, false
			}
		case '.':
			if at+1 < len(s) && isBlank(rune(s[at+1])) &&
				(at-lastWordStart(s[start:at])-start > 3 || sc.noticeAt(s, skipSpace(s, at+1))) {
				return at, at + 1, false
			}
		case ' ', '\u00A0', '\u3000':
			to := skipSpace(s, at)
			if to-at > 3*size && to < len(s) {
				return at, to, false
			}
			if to > at+size && s[at+size] == '\n' || to == len(s) || sc.licenceAt(s, to) {
				return at, to, false
			}
			if e := sc.joinAt(s, start, at, to); e > 0 {
				return at, e, false
			}
			at = to
			continue
		}
		at += size
	}
	return len(s), len(s), false
}

// joinAt returns the end of a word at to that joins two parties, "via" or
// "and", or 0. An "and" joins only what is known for a party before it.
func (sc *scanner) joinAt(s string, start, end, to int) int {
	c := s[to]
	if c < utf8.RuneSelf && c != '&' && c != '+' && (c < 'a' || c > 'z') {
		return 0
	}
	if strings.HasPrefix(s[to:], "on ") && sc.has(trimPart(s[to+len("on "):]), agencyAny) {
		// "Jo Doe on Unsplash"
		return to + len("on ")
	}
	stop, e := sc.find(s, to, wordVia|wordFor|wordCourtesy|wordAnd)
	if e.class == 0 || stop >= len(s) || !isBlankAt(s, stop) {
		return 0
	}
	left := s[start:end]
	switch {
	case e.class&(wordVia|wordCourtesy) != 0:
		return stop
	case e.class&wordFor != 0:
		if sh := sc.shapeOf(left); sh.nature == naturePerson || sh.nature == natureName || sc.has(left, agencyAny|wordRole) {
			return stop
		}
	case e.class&wordAnd != 0:
		if sh := sc.shapeOf(left); sh.nature == naturePerson || sc.has(left, agencyAny) {
			return stop
		}
	}
	return 0
}

func isBlankAt(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return isBlank(r)
}

// isNameSuffix reports whether s begins with what stands behind a comma and
// still belongs to the name before it.
func isNameSuffix(s string) bool {
	for _, suffix := range [...]string{"Inc", "Jr", "Sr", "Ltd", "LLC", "III", "M.D", "Ph.D", "PLC"} {
		if strings.HasPrefix(s, suffix) {
			return len(s) == len(suffix) || !isWord(rune(s[len(suffix)]))
		}
	}
	return false
}

// trimPart drops what may stand round a part of a credit and is no part of it.
func trimPart(s string) string {
	for {
		if isTrimmed(s) {
			return s
		}
		const around = " \u00A0\u3000\t\n\r\"“”„«»‹›*|/\\<>+:：;_=~•·…,，、"
		t := strings.TrimLeft(s, around)
		if end := strings.TrimRight(t, around); len(end) < len(t) && t[len(end)] == '+' && isNamePlus(t, len(end)) {
			t = t[:len(end)+1]
		} else {
			t = trimSpace(end)
		}
		t = strings.TrimLeft(t, ".-–—")
		t = strings.TrimRight(t, "-–—")
		if strings.HasSuffix(t, ".") && !endsWithAbbreviation(t) {
			t = t[:len(t)-1]
		}
		t = strings.TrimSuffix(t, "。")
		if t == s {
			return t
		}
		s = t
	}
}

// maxAbbreviation is the length of the longest abbreviation that
// endsWithAbbreviation knows.
const maxAbbreviation = 5

// endsWithAbbreviation reports whether the full stop at the end of s belongs to
// its last word: "Inc.", "Jr.", "U.S.", "J.".
func endsWithAbbreviation(s string) bool {
	word := strings.TrimLeft(s[lastWordStart(s):len(s)-1], "(\"'„“")
	if strings.HasSuffix(word, ")") || strings.HasSuffix(word, "]") {
		return false
	}
	if utf8.RuneCountInString(word) <= 1 || strings.IndexByte(word, '.') > 0 && len(word) <= 6 {
		return true
	}
	if len(word) > maxAbbreviation {
		return false
	}
	var buf [maxAbbreviation]byte
	for i := range len(word) {
		buf[i] = word[i]
		if 'A' <= word[i] && word[i] <= 'Z' {
			buf[i] |= 0x20
		}
	}
	switch string(buf[:len(word)]) {
	case "inc", "jr", "sr", "ltd", "co", "corp", "st", "dr", "bros", "dept", "mr", "mrs", "ms", "prof", "fot", "zdj", "u.a", "e.v", "no", "vs", "bzw", "ca", "gen", "sgt", "capt", "lt", "col", "gov", "sen", "rep", "pa", "calif", "ill", "mass", "mich", "minn", "fla", "ga", "va", "tenn", "tex", "wash", "wis", "ariz", "colo", "conn", "ky", "la", "md", "miss", "mo", "nev", "okla", "ore", "ala", "ark", "del", "ind", "kan", "neb", "wyo", "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// isNumeric reports whether s is a number, a date or a time.
func isNumeric(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9' || unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(" .:/-–年月日", r):
		default:
			return false
		}
	}
	return digits > 0
}

// isDomain reports whether s is the name of a host.
func isDomain(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 1 || len(s)-dot < 3 || len(s)-dot > 7 || strings.IndexByte(s, ' ') >= 0 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			continue
		}
		if !isWord(rune(c)) && c != '.' && c != '-' {
			return false
		}
		if i > dot && isDigit(c) || i > dot && 'A' <= c && c <= 'Z' && s[0] > 'Z' {
			return false
		}
	}
	// "R.Schmitt" is an initial.
	return !(dot <= 2 && isUpper(rune(s[dot+1])))
}

// copyrightSign returns the end of a copyright sign at the start of s.
func copyrightSign(s string) int {
	if s == "" || s[0] >= 'A' && s[0] <= 'z' || s[0] == ' ' || s[0] > '(' && s[0] < utf8.RuneSelf {
		return 0
	}
	if c := s[0]; c != '(' && c != '&' && c != 0xC2 && c != 0xE2 && c != 0xEF && c != 0xF0 {
		return 0
	}
	for _, sign := range [...]string{"©", "ⓒ", "Ⓒ", "℗", "🄯", "(c)", "(C)", "（Ｃ）", "（ｃ）", "（c）", "（C）", "(Ｃ)", "(ⓒ)", "&copy;"} {
		if strings.HasPrefix(s, sign) {
			return len(sign)
		}
	}
	return 0
}

package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bracket takes a credit in brackets off the end: "(AP Photo/Jo Doe)".
func (p *peeler) bracket() bool {
	s := p.text
	stopped := false
	if strings.HasSuffix(s, ").") || strings.HasSuffix(s, "）。") || strings.HasSuffix(s, ") .") {
		_, size := lastRune(s)
		s = trimRight(s[:len(s)-size])
		stopped = true
	}
	at := matchOpen(s)
	if at < 0 {
		return false
	}
	_, openSize := utf8.DecodeRuneInString(s[at:])
	_, closeSize := lastRune(s)
	inner := trimSpace(s[at+openSize : len(s)-closeSize])
	before := trimRight(s[:at])
	if inner == "" || before == "" {
		return false
	}
	c, ok := p.bracketCredit(inner, before, stopped)
	if !ok {
		return false
	}
	// "…an der Pressekonferenz. Jo Doe (Keystone)": the name stands before.
	if len(c.Agencies) > 0 && len(c.Creators) == 0 {
		if start := p.nameStart(before); start > 0 && start < len(before) {
			whole := p.text[start:]
			if r := p.sc.read(whole); !r.bad && r.lower == 0 && r.people() > 0 {
				p.take(start, p.sc.credit(trimRaw(whole), c.Kind, &r))
				return true
			}
		}
	}
	p.take(at, c)
	return true
}

// nameStart returns where a person's name begins that ends before and that a
// full stop or a separator parts from the text, or -1.
func (p *peeler) nameStart(before string) int {
	end := lastSentenceEnd(p.sc, before)
	if end <= 0 || end == len(before) {
		return -1
	}
	start := skipSpace(before, end)
	if start < len(before) && (before[start] == '/' || before[start] == '|') {
		start = skipSpace(before, start+1)
	}
	if strings.ContainsAny(before[start:], "()/:|[]©") {
		return -1
	}
	if sh := p.sc.shapeOf(before[start:]); sh.nature == naturePerson || sh.nature == natureName {
		return start
	}
	return -1
}

// bracketCredit decides whether what stands in brackets at the end of a
// caption, behind before, is a credit. Brackets also hold parties, abbreviations,
// positions ("left"), actors and places.
func (p *peeler) bracketCredit(inner, before string, stopped bool) (Credit, bool) {
	sc := p.sc
	u := unlabelled{rest: inner, bracketed: true}
	for range 4 {
		if !sc.stripLabel(&u) {
			break
		}
	}
	raw := trimRaw(u.rest)
	if raw == "" {
		return Credit{}, false
	}
	r := sc.read(raw)
	if r.bad {
		return Credit{}, false
	}
	sentence := endsSentence(before)
	ok := false
	switch {
	case u.labelled():
		ok = sc.acceptLabelled(&u, &r, raw)
	case u.loose:
		ok = r.clean() && (r.known()+r.people() > 0 || sentence && r.organisations > 0) || r.clean() && strings.IndexByte(inner, '.') > 0 && r.count == 1
	case !r.clean() || r.words > 12:
	case r.count == 0 && r.statuses > 0:
		ok = r.statusClass&wordOrganisation == 0 && (sentence || startsUpper(inner) || r.statusClass&(statusSymbol|statusHandout) != 0)
	case r.count == 0 && r.notice != "":
		ok = true
	case r.agencies > 0 && (r.unknown == 0 || r.slashes > 0):
		ok = !isAbbreviationOf(raw, before) && !sc.endsInAgency(before) &&
			(!stopped || sentence || r.slashes > 0 || r.people() > 0)
	case stopped && !sentence:
	case r.labels > 0 && r.count > 0:
		ok = true
	case r.outlets > 0 && r.unknown == 0 && !strings.HasSuffix(p.text, "]"):
		ok = (sentence || r.people() > 0 || r.slashes > 0 || r.outlets+r.organisations > 1 || wordIsLower(before)) && !isAbbreviationOf(raw, before)
	case r.slashes > 0 && r.people() > 0:
		ok = sentence || r.persons > 0 && r.organisations > 0
	case r.people() > 0:
		ok = r.count <= 3 && r.unknown == 0 && (sentence && (r.persons > 0 || !sc.hasFunction(raw)) ||
			r.persons > 0 && (wordIsLower(before) || sc.endsInPlace(before)) && !strings.ContainsAny(before, "(（") ||
			isShouting(raw) && !isShouting(before))
	case sentence:
		ok = r.organisations > 0 && r.unknown == 0 && r.words <= 9 ||
			r.unknown == 1 && r.count == 1 && (mentions(before, raw) || isInitials(raw) && countWords(before, 5) > 4 && strings.HasSuffix(before, ".")) ||
			r.statuses > 0 && r.slashes > 0 && r.unknown == r.count || r.slashes > 0 && r.unknown == r.count && r.words <= 4 && startsUpper(raw)
	}
	if !ok {
		return Credit{}, false
	}
	return sc.credit(raw, u.kind, &r), true
}

// mentions reports whether a caption speaks of whom its credit names, as those
// of press pictures do.
func mentions(text, name string) bool {
	return len(name) > 3 && startsUpper(name) && strings.IndexByte(name, ' ') < 0 && strings.Contains(text, name)
}

// isAbbreviationOf reports whether raw abbreviates the words that end before:
// "Example Press Agency (EPA)".
func isAbbreviationOf(raw, before string) bool {
	if len(raw) > 6 || len(raw) < 2 {
		return false
	}
	matched := 0
	for at := len(before); at > 0 && matched < len(raw); {
		end := at
		at = lastWordStart(before[:end])
		word := strings.TrimLeft(before[at:end], "\"'“„(‘")
		if word == "" {
			break
		}
		want := raw[len(raw)-1-matched]
		if word[0]|0x20 == want|0x20 {
			matched++
		} else if unicode.IsUpper(firstRune(word)) {
			// German compounds hold two of the letters.
			if strings.IndexByte(strings.ToLower(word), want|0x20) < 0 {
				break
			}
			matched++
			continue
		}
		at = len(trimRight(before[:at]))
	}
	return matched >= len(raw)-1 && matched >= 2
}

// endsInAgency reports whether the words of an agency's name end s.
func (sc *scanner) endsInAgency(s string) bool {
	at := len(s)
	for range 4 {
		at = lastWordStart(s[:at])
		if end, e := sc.find(s, at, agencyAny); e.class != 0 && end == len(s) {
			return true
		}
		if at == 0 {
			break
		}
		at = len(trimRight(s[:at]))
	}
	return false
}

// hasFunction reports whether a word of s is one that joins words to sentences.
func (sc *scanner) hasFunction(s string) bool {
	for at := skipSpace(s, 0); at < len(s); {
		end := wordEnd(s, at)
		if sc.has(s[at:end], wordFunction) {
			return true
		}
		at = skipSpace(s, end)
	}
	return false
}

// isInitials reports whether s is two to five capitals, as outlets and staff
// photographers shorten their names.
func isInitials(s string) bool {
	if len(s) < 2 || len(s) > 5 {
		return false
	}
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// endsInPlace reports whether a preposition and one noun end s: a bracket
// behind them names nobody in the picture.
func (sc *scanner) endsInPlace(s string) bool {
	left := trimRight(s[:lastWordStart(s)])
	if left == "" {
		return false
	}
	return sc.has(left[lastWordStart(left):], wordIn|wordOn)
}

// wordIsLower reports whether the last word of s begins small: what follows in
// brackets does not explain a name then.
func wordIsLower(s string) bool {
	r := firstRune(s[lastWordStart(s):])
	return unicode.IsLower(r) || unicode.IsDigit(r)
}

// endsSentence reports whether s ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»«›)）」』")
	r, _ := lastRune(s)
	switch r {
	case '다', '요':
		// Korean captions leave the full stop out.
		return true
	case '!', '?', '…', '。', '！', '？', '۔', '।', '؟':
		return true
	case '.':
		return !endsWithAbbreviation(s) || strings.HasSuffix(s, "..")
	}
	return false
}

// label takes a labelled credit off the end: "… Foto: Jo Doe", "… © dpa".
func (p *peeler) label() bool {
	s, sc := p.text, p.sc
	start := windowStart(s, window)
	stop := len(s)
	if open := matchOpen(strings.TrimRight(s, ".。")); open > 0 {
		stop = open
	}
	tries := 0
	wordStart := true
	var last rune
	for at := start; at < stop && tries < 16; {
		r, size := utf8.DecodeRuneInString(s[at:])
		sc.steps++
		if sign := copyrightSign(s[at:]); sign > 0 && at > 0 {
			tries++
			if p.takeLabelled(at) {
				return true
			}
		}
		glued := unicode.IsLower(last) && unicode.IsUpper(r)
		spaceless := isSpaceless(r) && at > 0
		if (wordStart || glued || spaceless) && at > 0 && isWord(r) {
			if l := sc.labelAt(s, at); l.end > 0 && p.labelFits(at, l, glued, last) {
				tries++
				if p.takeLabelled(at) {
					return true
				}
			}
		}
		wordStart = !isWord(r) && r != '\'' && r != '’' && r != '_'
		if !isBlank(r) {
			last = r
		} else if last != '\n' {
			last = r
		}
		at += size
	}
	return false
}

// labelFits reports whether a label at at can begin a credit, judged by what
// stands before it.
func (p *peeler) labelFits(at int, l label, glued bool, last rune) bool {
	before := trimRight(p.text[:at])
	if before == "" {
		return false
	}
	parted := strings.HasSuffix(p.text[:at], "\n") || strings.HasSuffix(p.text[:at], "   ") || isSeparator(before) || endsSentence(before)
	upper := startsUpper(p.text[at:])
	switch l.join {
	case joinColon:
		if glued {
			return l.class&(labelPhoto|labelPicture) != 0
		}
		if parted {
			return true
		}
		if !upper || p.sc.has(before[lastWordStart(before):], wordFunction) {
			return false
		}
		return l.class&(labelPhoto|labelPicture|statusSymbol|statusScreenshot|statusComposite) != 0
	case joinStroke:
		return parted && upper
	case joinBy:
		return parted && (upper || isSeparator(before)) || upper && l.class&(labelPhoto|wordCourtesy) != 0 && isBlank(last) &&
			!p.sc.has(before[lastWordStart(before):], wordFunction)
	}
	return parted && (upper || isSeparator(before))
}

// isSeparator reports whether s ends with a sign that parts a caption from its
// credit.
func isSeparator(s string) bool {
	r, size := lastRune(s)
	switch r {
	case '|', '/', '–', '—', '•', '*', '＝', '／', '｜', ']', '(', '（', '[', '【', ';', '·', '■', '●', '▲', '>', '»', '”', '"', '」', '+', '~', '_':
		return true
	case '-':
		return len(s) == size || isBlankAt(s[:len(s)-size], len(trimRight(s[:len(s)-size]))) || strings.HasSuffix(s, " -")
	}
	return false
}

// takeLabelled takes s[at:], which begins with a label, if it is a credit.
func (p *peeler) takeLabelled(at int) bool {
	sc := p.sc
	tail := p.text[at:]
	if before := p.text[:at]; strings.HasSuffix(trimRight(before), "(") || strings.HasSuffix(trimRight(before), "（") {
		tail = strings.TrimRight(tail, ")） .")
	}
	u := unlabelled{rest: tail}
	for range 5 {
		if !sc.stripLabel(&u) {
			break
		}
	}
	raw := trimRaw(u.rest)
	if raw == "" || !u.labelled() && !u.loose {
		return false
	}
	r := sc.read(raw)
	if u.labelled() {
		// A label in the middle of a text needs a credit to the very end.
		if !sc.acceptLabelled(&u, &r, raw) || r.lower > 2 && r.known()+r.people() == 0 || strings.HasSuffix(raw, "…") {
			return false
		}
		if u.by && !u.colon && !u.sign && r.known()+r.people()+r.organisations == 0 {
			return false
		}
	} else if !r.clean() || r.known()+r.persons+r.organisations == 0 || r.unknown > 0 && r.slashes == 0 || r.words > 8 {
		return false
	}
	p.take(at, sc.credit(raw, u.kind, &r))
	return true
}

// separated takes a credit off the end that a separator parts from the text:
// "… / AFP / JO DOE". Only certain credits follow another one.
func (p *peeler) separated(certain bool) bool {
	s := p.text
	tries := 0
	for at := windowStart(s, 200); at < len(s) && tries < 12; {
		r, size := utf8.DecodeRuneInString(s[at:])
		p.sc.steps++
		next := at + size
		if sep := separatorAt(s, at, r, next); sep > 0 && at > 0 {
			tries++
			if p.takeSeparated(at, sep, r, certain) {
				return true
			}
			next = max(next, sep)
		}
		at = next
	}
	return false
}

// separatorAt returns where the text behind a separator at at begins, or 0.
func separatorAt(s string, at int, r rune, next int) int {
	switch r {
	case '|', '｜', '＝', '•', '■', '●', '▲', '◆', '／':
		return next
	case '\n':
		return skipSpace(s, next)
	case '—':
		return next
	case '/', '–', '-', '·':
		if isBlankBefore(s, at) && next < len(s) && (isBlankAt(s, next) || s[next] == '/') {
			return next
		}
	case ' ', '\u00A0':
		if to := skipSpace(s, at); to >= at+3 && to < len(s) && strings.IndexByte("(/|-", s[to]) < 0 {
			return to
		}
	case '、':
		if strings.Contains(s[:at], "＝") {
			return next
		}
	}
	return 0
}

func isBlankBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return isBlank(r)
}

func (p *peeler) takeSeparated(at, sep int, mark rune, certain bool) bool {
	sc := p.sc
	raw := trimRaw(s2(p.text, sep))
	before := trimCut(p.text[:at])
	if raw == "" || before == "" || len(raw) > 160 || mark == '＝' && strings.Contains(raw, "、") {
		return false
	}
	if endsSentence(p.text) && !strings.HasSuffix(p.text, ".") {
		return false
	}
	r := sc.read(raw)
	if !r.clean() || r.words > 14 {
		return false
	}
	stop := endsSentence(p.text)
	long := countWords(before, 4) >= 4 || isSpacelessText(before) || utf8.RuneCountInString(before) > 30
	ok := false
	switch {
	case r.agencies > 0 && (r.unknown == 0 || r.slashes > 0):
		ok = !stop || r.slashes > 0 || mark == '|' || mark == '/'
		if mark == '-' || mark == '–' || mark == '—' {
			ok = ok && (r.slashes > 0 || r.agencies == r.count || long)
		}
	case certain || stop:
	case r.outlets > 0 && r.unknown == 0:
		ok = mark == '|' && r.people() > 0 || mark != '-' && mark != '–' && mark != '—' && mark != '|' && long || r.slashes > 0 && r.people() > 0
	case r.slashes > 0 && r.persons > 0 && long:
		ok = r.unknown == 0
	case mark == '-' || mark == '–' || mark == '—' || mark == '·':
	case r.labels > 0 && r.count > 0, r.statuses > 0 && r.slashes > 0 && r.count > 0 && r.words <= 4:
		ok = true
	case mark == '、' || mark == '＝':
		ok = r.persons > 0 && r.persons == r.count
	case r.count == 0 && r.statuses > 0:
		ok = long && (mark != '|' || r.statusClass&(statusSymbol|statusFile|statusScreenshot|statusComposite) != 0)
	case mark == '|' && r.slashes == 0 && strings.Count(p.text, "|") > 1:
		// The row of a table.
	case r.persons > 0 && r.unknown == 0 && r.count <= 3:
		ok = long
	case mark == '/' || mark == '|' || mark == '／' || mark == '｜':
		ok = long && r.count <= 3 && r.words <= 8 && r.organisations > 0 && r.unknown == 0 && mark != '|' ||
			long && r.count == 1 && r.words <= 2 && mark == '/' && startsUpper(raw) && (r.unknown == 0 || mentions(before, raw))
	case mark == '\n':
		ok = long && endsSentence(before) && r.count <= 2 && r.people()+r.organisations > 0 && r.unknown == 0
	case mark == ' ':
		ok = long && r.count == 1 && r.words <= 4 && r.people()+r.organisations > 0
	}
	if !ok {
		return false
	}
	p.take(at, sc.credit(raw, "", &r))
	return true
}

func s2(s string, at int) string { return s[min(at, len(s)):] }

func isSpacelessText(s string) bool {
	r, _ := lastRune(strings.TrimRight(s, "。）」』.)"))
	return isSpaceless(r) || isHangul(r)
}

// sentence takes a bare credit off the end that stands behind the last full
// stop: "… am Montag. dpa", "… up. Supplied".
func (p *peeler) sentence() bool {
	s, sc := p.text, p.sc
	at := lastSentenceEnd(sc, s)
	if at <= 0 || at >= len(s) {
		return false
	}
	start := skipSpace(s, at)
	raw := trimRaw(s[start:])
	kind := Kind("")
	if close := strings.IndexByte(raw, ')'); close > 0 && raw[0] == '(' {
		// "… hat. (Symbolfoto) Getty Images"
		if e := sc.word(trimSpace(raw[1:close]), statusAny); e.class != 0 {
			kind = kindOf(e.class)
			raw = trimRaw(raw[close+1:])
		}
	}
	if end, e := sc.find(raw, 0, statusAny); e.class != 0 && end < len(raw) && sc.has(trimSpace(raw[end:]), agencyAny) {
		// "… Amtsantritt. Archivbild dpa"
		kind = kindOf(e.class)
		raw = trimSpace(raw[end:])
	}
	if raw == "" || len(raw) > 140 {
		return false
	}
	dash := strings.IndexAny(s[start:start+1], "-–—") == 0 || strings.HasPrefix(s[start:], "–") || strings.HasPrefix(s[start:], "—")
	r := sc.read(raw)
	if !r.clean() || r.words > 10 {
		return false
	}
	_, size := lastRune(s)
	if countWords(s[:at], 3) < 3 && !isSpacelessText(s[:at]) && r.known()+r.statuses == 0 {
		return false // "21. Jo Doe"
	}
	stop := endsSentence(s) && s[len(s)-size] != '.' || strings.HasSuffix(s, ".") && !endsWithAbbreviation(s)
	ok := false
	switch {
	case r.agencies > 0 && (r.unknown == 0 || r.slashes > 0):
		ok = !stop || r.slashes > 0 || r.agencies == r.count
	case r.count == 0 && r.statuses > 0:
		ok = r.statusClass&(statusHandout|statusFile|statusSymbol|statusScreenshot|statusComposite|statusAI) != 0 &&
			r.statusClass&(labelVideo|wordFunction) == 0
	case stop, dash:
		// A dash and a name behind a quotation name its speaker.
	case r.labels > 0 && r.count > 0:
		ok = true
	case r.outlets > 0 && r.unknown == 0:
		ok = true
	case r.statuses > 0 && r.slashes > 0 && r.words <= 4:
		ok = true
	case r.unknown == 1 && r.count == 1:
		ok = mentions(s[:at], raw) || isInitials(raw) && s[at-1] == '.' && countWords(s[:at], 6) > 5
	case r.slashes > 0 && r.persons > 0:
		ok = true
	case r.persons > 0 && r.unknown == 0 && r.names == 0 && r.count <= 3:
		ok = r.words >= 2 || isHangul(firstRune(raw)) || isHan(firstRune(raw))
	case r.organisations == r.count && r.organisations > 0:
		ok = r.words >= 2 && r.words <= 8 && s[at-1] == '.' && countWords(s[:at], 6) >= 6 && !sc.has(raw[:wordEnd(raw, 0)], wordFunction)
	}
	if !ok {
		return false
	}
	p.take(at, sc.credit(raw, kind, &r))
	return true
}

// lastSentenceEnd returns where the text behind the last sentence of s begins
// that another text follows, or -1. It passes over the full stops of initials
// and abbreviations and over one at the very end.
func lastSentenceEnd(sc *scanner, s string) int {
	low := windowStart(s, 160)
	end := len(trimRight(strings.TrimRight(s, ".。")))
	for at := end; at > low; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		sc.steps++
		at -= size
		switch r {
		case '。', '！', '？', '۔', '।', '؟':
			return at + size
		case '다':
			if at+size < end && isBlankAt(s, at+size) {
				return at + size
			}
		case '!', '?', '…', '.':
			stop := at + size
			after := stop
			for after < end && strings.ContainsRune("\"'”’»«)›", rune(firstRune(s[after:]))) {
				_, n := utf8.DecodeRuneInString(s[after:])
				after += n
			}
			if after >= end {
				continue
			}
			if !isBlankAt(s, after) && !(r == '.' && gluedSentence(s, at, after)) {
				continue
			}
			if r == '.' && !endsSentence(s[:stop]) {
				continue
			}
			return after
		case '”', '»', '«', '“', '"':
			// A quotation that ends a caption needs no full stop outside.
			if at+size < end && isBlankAt(s, at+size) && at > 0 && startsUpper(s[skipSpace(s, at+size):]) {
				before, _ := utf8.DecodeLastRuneInString(s[:at])
				if unicode.IsLetter(before) || before == '.' || before == '!' || before == '?' {
					return at + size
				}
			}
		}
	}
	return -1
}

// gluedSentence reports whether a full stop at at ends a sentence although no
// blank follows it, as where a page glues two elements: "…2024.TODAY".
func gluedSentence(s string, at, after int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	next := firstRune(s[after:])
	return (unicode.IsLower(before) || unicode.IsDigit(before)) && unicode.IsUpper(next) && after == at+1 && at-lastWordStart(s[:at]) > 3
}

// open takes a credit off the end that nothing parts from the text. It must
// have a known agency, and the text before must not lead up to it.
func (p *peeler) open() bool {
	s, sc := p.text, p.sc
	if endsSentence(s) {
		return false
	}
	if p.supplied() {
		return true
	}
	start := p.openStart()
	if start <= 0 {
		return false
	}
	raw := trimRaw(s[start:])
	r := sc.read(raw)
	if !r.clean() || r.agencies == 0 && !(r.outlets > 0 && r.persons > 0 && r.slashes > 0) || r.unknown > 0 && r.slashes == 0 || r.words > 10 {
		return false
	}
	if countWords(s[:start], 3) < 3 && !isSpacelessText(s[:start]) {
		// "Jo Doe REUTERS/Al Roe" is a caption of two words.
		if sh := sc.shapeOf(s[:start]); r.people() == 0 || sh.nature != naturePerson && sh.nature != natureName {
			return false
		}
	}
	p.take(start, sc.credit(raw, "", &r))
	return true
}

// supplied takes a word for what somebody supplied off the end, where a
// caption has no full stop: "… a view of the lake Supplied".
func (p *peeler) supplied() bool {
	at := lastWordStart(p.text)
	word, before := p.text[at:], trimRight(p.text[:at])
	e := p.sc.word(word, statusHandout|wordOrganisation|wordFunction|nameGiven|nameFamily)
	if e.class != statusHandout || !startsUpper(word) || !wordIsLower(before) || countWords(before, 5) < 5 {
		return false
	}
	p.take(at, Credit{Raw: word, Kind: KindHandout})
	return true
}

// openStart returns where such a credit would begin, or -1.
func (p *peeler) openStart() int {
	s, sc := p.text, p.sc
	low := windowStart(s, 110)
	agency := -1
	for at := skipWord(s, low); at < len(s); at = skipSpace(s, wordEnd(s, at)) {
		// Each word may hold several parts: "Doe/AFP/Getty".
		end, e := sc.find(s, at, agencyKnown)
		if e.class != 0 && (end == len(s) || s[end] == '/' || isBlankAt(s, end) && p.restIsCredit(end)) {
			agency = at
			break
		}
		word := s[at:wordEnd(s, at)]
		if cut := strings.IndexAny(word, "/|"); cut >= 0 {
			rest := strings.TrimLeft(s[at+cut:], "/| ")
			e := entry{}
			if rest != "" {
				_, e = sc.find(rest, 0, agencyAny)
			}
			if e.class == 0 {
				continue
			}
			return p.nameBefore(at+cut, cut > 0)
		}
		if to, e := sc.find(s, at, wordVia); e.class != 0 && at > 0 {
			if next := skipSpace(s, to); next < len(s) {
				if _, e := sc.find(s, next, agencyKnown); e.class != 0 {
					return p.nameBefore(len(trimRight(s[:at])), false)
				}
			}
		}
	}
	if agency <= 0 {
		return -1
	}
	before := trimRight(s[:agency])
	if before == "" || p.leadsUp(before) {
		return -1
	}
	// Small print is no bare agency: "… der Anfang vom Ap".
	if r := firstRune(s[agency:]); unicode.IsLower(r) && !strings.HasPrefix(s[agency:], "dpa") && !strings.HasPrefix(s[agency:], "imago") && !strings.HasPrefix(s[agency:], "picture") {
		return -1
	}
	return agency
}

// restIsCredit reports whether what follows an agency at at may belong to its
// credit.
func (p *peeler) restIsCredit(at int) bool {
	r := p.sc.read(p.text[at:])
	return !r.bad && r.lower == 0 && r.unknown == 0 && r.words <= 4 && r.slashes+r.statuses+r.roles+r.agencies > 0
}

// leadsUp reports whether the last word before an agency makes it a part of the
// sentence: "… told Reuters", "… im Gespräch mit dpa".
func (p *peeler) leadsUp(before string) bool {
	word := before[lastWordStart(before):]
	r, _ := lastRune(before)
	if r == ',' || r == ':' || r == '-' || r == '(' || r == '"' || r == '„' || r == '&' || r == '+' {
		return true
	}
	return p.sc.has(word, wordFunction|wordParticle|wordAnd|wordIn|wordOn)
}

// nameBefore returns where the name of the person begins that ends at end, the
// first stroke of a credit, or -1. A stroke between blanks may as well part the
// text from the credit, so that there the name needs a given name.
func (p *peeler) nameBefore(end int, tight bool) int {
	s, sc := p.text, p.sc
	end = len(trimRight(s[:end]))
	starts := [6]int{}
	n := 0
	for at := end; at > 0 && n < len(starts); {
		at = lastWordStart(s[:at])
		word := s[at:end]
		if n > 0 {
			word = s[at:wordEnd(s, at)]
		}
		r, _ := lastRune(word)
		if n > 0 && !unicode.IsLetter(r) && !isInitial(word) && r != '.' {
			break
		}
		if n > 0 && r == '.' && !isInitial(word) && !endsWithAbbreviation(word) {
			break
		}
		if !startsUpper(word) && !sc.has(word, wordParticle) {
			break
		}
		starts[n] = at
		n++
		at = len(trimRight(s[:at]))
	}
	if n == 0 {
		return -1
	}
	given := -1
	for i := range n {
		word := s[starts[i]:min(wordEnd(s, starts[i]), end)]
		if sc.has(word, nameGiven) || sc.hyphenGiven(word) || isInitial(word) && len(word) <= 3 {
			if i == 0 {
				continue
			}
			given = i
			for given+1 < n && given < 2 {
				next := s[starts[given+1]:wordEnd(s, starts[given+1])]
				if !sc.has(next, nameGiven) || sc.has(next, wordFunction) {
					break
				}
				given++
			}
			break
		}
	}
	switch {
	case !tight:
		before := trimRight(s[:starts[max(given, 0)]])
		if given < 0 || !endsWithStop(before) {
			return -1
		}
		return starts[given]
	case given >= 0:
		return starts[given]
	case n == 1, isCapitals(s[starts[0]:end]) && !isCapitals(s[starts[1]:wordEnd(s, starts[1])]):
		return starts[0]
	}
	return starts[min(n-1, 1)]
}

// endsWithStop reports whether s ends with a mark that ends sentences, also
// where it may belong to an abbreviation.
func endsWithStop(s string) bool {
	r, _ := lastRune(s)
	return strings.ContainsRune(".!?…»”\"«)’", r)
}

// isCapitals reports whether a word has no small letter before its first
// stroke, as names of agencies do.
func isCapitals(word string) bool {
	word, _, _ = strings.Cut(word, "/")
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// skipWord returns the start of the first whole word of s from at on.
func skipWord(s string, at int) int {
	if at == 0 {
		return 0
	}
	return skipSpace(s, wordEnd(s, at))
}

// windowStart returns a position about n bytes before the end of s at which a
// character begins.
func windowStart(s string, n int) int {
	at := max(0, len(s)-n)
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return at
}

package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// separated takes a credit off the end that a separator parts from the text:
// "… / AFP / JO DOE". Only certain credits follow another one.
func (p *peeler) separated(certain bool) bool {
	s := p.text
	tries := 0
	for at := windowStart(s, 200); at < len(s) && tries < 12; {
		p.sc.steps++
		if !mayPart[s[at]] {
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
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

// mayPart marks the first bytes of the signs that separatorAt knows.
var mayPart = [256]bool{
	'|': true, '\n': true, '/': true, '-': true, ' ': true,
	0xC2: true, // · and the no-break space
	0xE2: true, // •, dashes and geometric shapes
	0xE3: true, // 、
	0xEF: true, // full-width forms
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
	sc := &p.sc
	raw := trimRaw(p.text[min(sep, len(p.text)):])
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
	case r.machine:
		ok = true
	case certain || stop && !(mark == '/' && isPipeChain(raw, before, &r)):
	case mark == '/' && isPipeChain(raw, before, &r):
		ok = long
	case r.outlets > 0 && r.unknown == 0:
		ok = mark == '|' && r.people() > 0 || mark != '-' && mark != '–' && mark != '—' && mark != '|' && long || r.slashes > 0 && r.people() > 0
	case r.slashes > 0 && r.persons > 0 && long:
		ok = r.unknown == 0
	case mark == '-' || mark == '–' || mark == '—' || mark == '·':
	case r.labels > 0 && r.count > 0 && (mark != '、' || r.count == 1 || r.persons == r.count), r.statuses > 0 && r.slashes > 0 && r.count > 0 && r.words <= 4:
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
	p.take(at, raw, "", &r)
	return true
}

// isCall reports whether a word of raw is one of those that sentences, titles
// and buttons are made of, so that it names nobody: "Read More".
func (sc *scanner) isCall(raw string) bool {
	const common = wordFunction | wordTitle | wordAnd | labelAny | statusAny | wordMonth | wordWeekday | furnitureLead | furnitureTail | wordIn | wordOn | wordDeterminer
	for at := 0; at < len(raw); {
		end := wordEnd(raw, at)
		if word := raw[at:end]; strings.HasSuffix(word, "'s") || strings.ContainsAny(word, "’”\"") {
			return true
		} else if sc.has(word, common) && (startsUpper(word) || !sc.has(word, wordParticle)) {
			return true
		}
		at = skipSpace(raw, end)
	}
	return false
}

// isSource reports whether one word alone behind the last sentence can be the
// name of a source: no word that opens sentences, and none of a label.
func (sc *scanner) isSource(raw string) bool {
	last, _ := lastRune(raw)
	return len(raw) >= 5 && isLetter(last) && startsUpper(raw) && wordEnd(raw, 0) == len(raw) && !isSpaceless(firstRune(raw)) && !isHangul(firstRune(raw)) &&
		!sc.has(raw, wordFunction|wordTitle|wordParticle|wordAnd|labelAny|statusAny|wordMonth|wordWeekday|furnitureLead|furnitureTail|wordIn|wordOn|wordDeterminer|nameGiven)
}

// isPipeChain reports whether raw has the form "Example | EX/Doe" and is not
// the row of a table.
func isPipeChain(raw, before string, r *reading) bool {
	return r.slashes > 0 && strings.IndexByte(raw, '|') > 0 && r.count > 1 && r.lower == 0 && r.words <= 6 &&
		!strings.ContainsAny(raw, "0123456789%$") && strings.IndexByte(before, '|') < 0
}

func isSpacelessText(s string) bool {
	r, _ := lastRune(strings.TrimRight(s, "。）」』.)"))
	return isSpaceless(r) || isHangul(r)
}

// sentence takes a bare credit off the end that stands behind the last full
// stop: "… am Montag. dpa", "… up. Supplied".
func (p *peeler) sentence() bool {
	s, sc := p.text, &p.sc
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
	if end, e := sc.find(raw, 0, statusFile|statusSymbol); e.class != 0 && end < len(raw) {
		// "… Amtsantritt. Archivbild dpa", "… File image / dpa"
		if rest := trimRaw(raw[end:]); sc.has(rest, agencyAny) || rest != "" && isSeparator(trimRight(raw[:len(raw)-len(rest)])) {
			kind = kindOf(e.class)
			raw = rest
		}
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
		// "21. Jo Doe" is no caption, "Al Roe. Jo Doe" is one.
		if sh := sc.shapeOf(trimRaw(s[:at])); sh.nature != naturePerson && sh.nature != natureName {
			return false
		}
	}
	stop := endsSentence(s) && s[len(s)-size] != '.' || strings.HasSuffix(s, ".") && !endsWithAbbreviation(s)
	ok := false
	switch {
	case r.agencies > 0 && (r.unknown == 0 || r.slashes > 0):
		ok = !stop || r.slashes > 0 || r.agencies == r.count
	case r.count == 0 && r.statuses > 0:
		ok = r.statusClass&(statusHandout|statusFile|statusSymbol|statusScreenshot|statusComposite|statusAI) != 0 &&
			r.statusClass&(labelVideo|wordFunction) == 0
	case r.machine:
		ok = true
	case stop, dash:
		// A dash and a name behind a quotation name its speaker.
	case r.labels > 0 && r.count > 0:
		ok = true
	case r.outlets > 0 && r.unknown == 0:
		ok = true
	case r.statuses > 0 && r.slashes > 0 && r.words <= 4:
		ok = true
	case r.unknown == 1 && r.count == 1 && sc.isSource(s[start:]) && s[at-1] == '.' && countWords(s[:at], 7) > 6:
		ok = true
	case r.unknown == 1 && r.count == 1:
		ok = mentions(s[:at], raw) || isInitials(raw) && s[at-1] == '.' && countWords(s[:at], 6) > 5
	case r.slashes > 0 && r.persons > 0:
		ok = true
	case isPipeChain(raw, s[:at], &r):
		// "Example | EX/Doe"
		ok = s[at-1] == '.' && countWords(s[:at], 6) >= 6
	case r.names == 1 && r.count == 1 && r.vague == 0 && s[at-1] == '.' && !strings.HasSuffix(s, ".") && countWords(s[:at], 7) > 6 && !sc.isCall(raw):
		ok = true
	case r.persons > 0 && r.unknown == 0 && r.names == 0 && r.count <= 3:
		ok = r.words >= 2 || isHangul(firstRune(raw)) || isHan(firstRune(raw))
	case r.organisations == r.count && r.organisations > 0:
		ok = r.words >= 2 && r.words <= 8 && s[at-1] == '.' && countWords(s[:at], 6) >= 6 && !sc.has(raw[:wordEnd(raw, 0)], wordFunction)
	}
	if !ok {
		return false
	}
	p.take(at, raw, kind, &r)
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
				if isLetter(before) || before == '.' || before == '!' || before == '?' {
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
	return (isLower(before) || unicode.IsDigit(before)) && isUpper(next) && after == at+1 && at-lastWordStart(s[:at]) > 3
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

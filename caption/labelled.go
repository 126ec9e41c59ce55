package caption

import (
	"strings"
	"unicode/utf8"
)

// label takes a labelled credit off the end: "… Foto: Jo Doe", "… © dpa".
func (p *peeler) label() bool {
	if p.unlabelled {
		return false
	}
	s, sc := p.text, &p.sc
	start := windowStart(s, window)
	stop := len(s)
	if open := matchOpen(strings.TrimRight(s, ".。")); open > 0 {
		stop = open
	}
	tries := 0
	wordStart := true
	var last rune
	lastWord := false
	for at := start; at < stop && tries < 16; {
		sc.steps++
		c := s[at]
		if (!wordStart || lastWord) && smallAt(s, at) > 0 {
			// Inside a word, or at the start of one that is not parted from
			// the sentence before it, no label begins.
			for n := smallAt(s, at); n > 0; n = smallAt(s, at) {
				at += n
			}
			last, wordStart, lastWord = 'a', false, false
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		}
		if (c == '(' || c == '&' || c >= utf8.RuneSelf) && at > 0 && copyrightSign(s[at:]) > 0 {
			tries++
			if p.takeLabelled(at) {
				p.unlabelled = tries == 1 && start == 0
				return true
			}
		}
		glued := isLower(last) && isUpper(r)
		spaceless := isSpaceless(r) && at > 0
		if (wordStart || glued || spaceless) && at > 0 && isWord(r) {
			if l := sc.labelAt(s, at); l.end > 0 && p.labelFits(at, l, glued, last) {
				tries++
				if p.takeLabelled(at) {
					p.unlabelled = tries == 1 && start == 0
					return true
				}
			}
		}
		wordStart = !isWord(r) && r != '\'' && r != '’' && r != '_'
		// A label in small letters needs a separator before it.
		lastWord = r == ' ' && isWord(last) || lastWord && r == ' ' && last != ' '
		last = r
		at += size
	}
	p.unlabelled = tries == 0 && start == 0
	return false
}

// smallAt returns the size of the small letter of ASCII or basic Cyrillic that
// begins at at, or 0.
func smallAt(s string, at int) int {
	if at >= len(s) {
		return 0
	}
	switch c := s[at]; {
	case 'a' <= c && c <= 'z':
		return 1
	case c == 0xD1 && at+1 < len(s) && s[at+1] < 0xA0, c == 0xD0 && at+1 < len(s) && s[at+1] >= 0xB0:
		return 2
	}
	return 0
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
	if strings.HasSuffix(before, ",") && l.class&labelPhoto != 0 && (l.join == joinColon || l.join == joinBy || endsAbbreviated(p.text[at:l.end])) {
		return startsUpper(p.text[l.end:]) // ", fot. Jo Doe"
	}
	switch l.join {
	case joinColon:
		if glued {
			return l.class&(labelPhoto|labelPicture) != 0
		}
		if parted {
			return true
		}
		if !upper {
			return false
		}
		if p.sc.has(before[lastWordStart(before):], wordFunction) {
			// "… räumte Fehler ein Bild: Jo Doe/dpa"
			r := p.sc.read(trimRaw(p.text[l.end:]))
			return r.clean() && r.agencies > 0 && l.class&(labelPhoto|labelPicture) != 0
		}
		return l.class&(labelPhoto|labelPicture|statusSymbol|statusScreenshot|statusComposite) != 0
	case joinStroke:
		return parted && upper
	case joinBy:
		return parted && (upper || isSeparator(before)) || upper && l.class&(labelPhoto|wordCourtesy) != 0 && isBlank(last) &&
			!p.sc.has(before[lastWordStart(before):], wordFunction)
	}
	if !parted && upper && l.join == joinSpace && p.text[l.end-1] == '.' && isBlank(last) {
		// "Dok.EX"
		return startsUpper(p.text[l.end:]) && !p.sc.has(before[lastWordStart(before):], wordFunction)
	}
	return parted && (upper || isSeparator(before))
}

// endsAbbreviated reports whether a label, and the blank behind it, is a shortened
// word.
func endsAbbreviated(label string) bool { return strings.HasSuffix(trimRight(label), ".") }

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

// cutAddress drops the address at the end of a credit where its maker is found.
func cutAddress(s string) string {
	at := lastWordStart(s)
	if word := s[at:]; at == 0 || !strings.HasPrefix(word, "https://") && !strings.HasPrefix(word, "http://") {
		return s
	}
	return trimRight(s[:at])
}

// takeLabelled takes s[at:], which begins with a label, if it is a credit.
func (p *peeler) takeLabelled(at int) bool {
	sc := &p.sc
	tail := p.text[at:]
	if before := p.text[:at]; strings.HasSuffix(trimRight(before), "(") || strings.HasSuffix(trimRight(before), "（") {
		tail = strings.TrimRight(tail, ")） .")
	}
	tail = cutAddress(tail)
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
	} else if glued := strings.HasSuffix(tail[:len(tail)-len(u.rest)], "."); glued && r.clean() && r.count == 1 {
		// "Dok.EX"
	} else if !r.clean() || r.known()+r.persons+r.organisations == 0 || r.unknown > 0 && r.slashes == 0 || r.words > 8 {
		return false
	}
	p.take(at, raw, u.kind, &r)
	return true
}

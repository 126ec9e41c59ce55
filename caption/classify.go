package caption

import (
	"strings"
	"unicode/utf8"
)

// classify reads one part of a credit into r.
func (sc *scanner) classify(r *reading, s string) {
	if countWords(s, maxPartWords+1) > maxPartWords {
		r.bad = true
		return
	}
	for range 8 {
		s = trimPart(s)
		if s == "" {
			return
		}
		if isNumeric(s) {
			return
		}
		rest, ok := sc.stripLead(r, s)
		if !ok {
			break
		}
		s = rest
	}
	if sc.classifyWhole(r, s) || sc.classifyMachine(r, s) {
		return
	}
	rest, person := sc.stripTail(r, s)
	if rest == "" {
		return
	}
	if rest != s {
		s = trimPart(rest)
		if s == "" || sc.classifyWhole(r, s) {
			return
		}
	}
	if sc.classifyMixed(r, s) {
		return
	}
	sc.classifyName(r, s, person)
}

// classifyMachine handles parts that say which program made the picture:
// "Bild erstellt mit KI in …".
func (sc *scanner) classifyMachine(r *reading, s string) bool {
	end, e := sc.find(s, 0, statusAI)
	if e.class == 0 || countWords(s[:end], 2) < 2 && !strings.Contains(s[:end], "-") || countWords(s, 13) > 12 {
		return false
	}
	r.addStatus(e.class)
	r.machine = true
	for at := skipSpace(s, end); at < len(s); at = skipSpace(s, wordEnd(s, at)) {
		if end, e := sc.find(s, at, agencyAny); e.class != 0 && end == len(s) {
			r.addAgency(sc, e)
			break
		}
	}
	return true
}

// classifyWhole handles parts that the data files know as a whole.
func (sc *scanner) classifyWhole(r *reading, s string) bool {
	e := sc.word(s, agencyAny|statusAny|wordRole|leadFile|labelAny)
	switch {
	case e.class&agencyKnown != 0, e.class&agencyOutlet != 0 && (startsUpper(s) || !startsUpper(sc.lex.agencies[e.value])):
		r.addAgency(sc, e)
	case e.class&statusAny != 0:
		r.addStatus(e.class)
	case e.class&leadFile != 0:
		r.addStatus(statusFile)
	case e.class&wordRole != 0:
		r.roles++
	case e.class&labelAny != 0:
		r.labels++
	default:
		return false
	}
	return true
}

func (r *reading) addAgency(sc *scanner, e entry) {
	if e.class&agencyKnown != 0 {
		r.agencies++
	} else {
		r.outlets++
	}
	r.add(sc.lex.agencies[e.value], false)
}

func (r *reading) addStatus(c class) {
	r.statuses++
	r.statusClass |= c
	r.kind = stronger(r.kind, kindOf(c))
}

// kindOf returns the strongest kind that the classes of a phrase say.
func kindOf(c class) Kind {
	switch {
	case c&statusAI != 0:
		return KindAI
	case c&statusComposite != 0:
		return KindComposite
	case c&statusScreenshot != 0:
		return KindScreenshot
	case c&statusIllustration != 0:
		return KindIllustration
	case c&statusGraphic != 0:
		return KindGraphic
	case c&statusSymbol != 0:
		return KindSymbol
	case c&(statusFile|leadFile) != 0:
		return KindFile
	case c&(statusHandout|wordCourtesy|suffixHandout) != 0:
		return KindHandout
	case c&labelVideo != 0:
		return KindVideo
	case c&(labelPhoto|suffixPhoto) != 0:
		return KindPhoto
	}
	return ""
}

// stripLead drops a label, a copyright sign, a year or a role before the name
// in a part of a credit.
func (sc *scanner) stripLead(r *reading, s string) (string, bool) {
	if end := copyrightSign(s); end > 0 {
		return s[end:], true
	}
	if n, end := number(s, 0); end == 4 && n > 1800 && n < 2200 && end < len(s) && isBlankAt(s, end) {
		return s[end:], true
	}
	end, e := sc.find(s, 0, labelAny|statusAny|wordCourtesy|wordCopyright|wordRole|wordVia)
	if e.class == 0 || end == len(s) || sc.has(s, agencyAny) {
		return s, false
	}
	if aend, ae := sc.find(s, 0, agencyAny); ae.class != 0 && aend >= end {
		return s, false
	}
	next, blank := skipPhrase(s, end)
	if next == len(s) {
		return s, false
	}
	switch {
	case e.class&(wordCopyright|wordCourtesy|wordVia) != 0 && blank:
		r.kind = stronger(r.kind, kindOf(e.class&wordCourtesy))
		return s[next:], true
	case e.class&(labelAny|statusAny) != 0:
		if by, be := sc.find(s, next, wordBy); be.class != 0 && by < len(s) && isBlankAt(s, by) && blank {
			r.kind = stronger(r.kind, kindOf(e.class))
			return s[by:], true
		}
	}
	first := firstRune(s[next:])
	if e.class&(wordRole|labelPhoto|labelVideo|statusAny) != 0 && e.class&wordOrganisation == 0 &&
		(blank && isUpper(first) || isSpaceless(first) || blank && isHangul(first)) {
		// "Photographer Jo Doe", "Foto Jo Doe": only a name or a known
		// agency behind it makes it a label and not a part of the name.
		rest := s[next:]
		if sc.has(trimPart(rest), agencyAny) || sc.shapeOf(rest).nature == naturePerson {
			r.kind = stronger(r.kind, kindOf(e.class&^wordRole))
			return rest, true
		}
	}
	return s, false
}

func isHangul(r rune) bool { return 0xAC00 <= r && r <= 0xD7A3 }

// stripTail drops status words and the suffixes that say what the party did
// from the end of a part. It reports whether one of them says that the party
// is a person.
func (sc *scanner) stripTail(r *reading, s string) (string, bool) {
	person := false
	for range 4 {
		cut := sc.tailPhrase(s, statusFile|statusHandout|statusSymbol|statusComposite|statusScreenshot|statusAI|suffixPhoto|suffixHandout|suffixPerson)
		if cut.at == 0 {
			break
		}
		rest := trimPart(s[:cut.at])
		if rest == "" {
			break
		}
		switch {
		case cut.class&suffixPerson != 0:
			person = true
		case cut.class&(suffixPhoto|suffixHandout) != 0:
			r.labels++
			r.kind = stronger(r.kind, kindOf(cut.class&(suffixPhoto|suffixHandout)))
		default:
			r.addStatus(cut.class)
		}
		s = rest
	}
	return s, person
}

type tailCut struct {
	at    int
	class class
}

// tailPhrase finds the longest phrase of the given classes that ends s and
// does not begin it, among its last words or, in scripts without spaces, its
// last characters.
func (sc *scanner) tailPhrase(s string, mask class) tailCut {
	var best tailCut
	t := &sc.lex.tails
	node := int32(0)
	at, seen := len(s), 0
	for at > 0 && seen < 48 {
		r, size := lastRune(s[:at])
		at -= size
		seen++
		sc.steps++
		f := foldRune(r)
		if f < 0 {
			continue
		}
		if node = t.stepRune(node, f); node == 0 || t.nodes[node].below&mask == 0 {
			break
		}
		c := t.nodes[node].class & mask
		if c == 0 || at == 0 {
			continue
		}
		before, _ := lastRune(s[:at])
		spaceless := isSpaceless(r)
		if !spaceless && isWord(before) {
			continue
		}
		if spaceless && seen > 8 {
			break
		}
		// A photograph's suffix in scripts with spaces is an ordinary word
		// of agencies' names ("Rescue Photo").
		if !spaceless && !isHangul(r) && c&^suffixPhoto == 0 {
			continue
		}
		best = tailCut{at, c}
	}
	return best
}

// classifyMixed handles parts that hold a known agency and something else:
// "AP Photo", "dpa-Archiv", "AFP Jo Doe", "Jo Doe Reuters".
func (sc *scanner) classifyMixed(r *reading, s string) bool {
	if end, e := sc.find(s, 0, agencyAny); e.class != 0 && end < len(s) {
		rest := strings.TrimLeft(s[end:], " -–'’.\u00A0")
		rest = strings.TrimLeft(trimPart(rest), "s ")
		full := trimPart(strings.TrimLeft(s[end:], " -–"))
		switch {
		case rest == "", isNumeric(full):
			r.addAgency(sc, e)
			return true
		case sc.has(full, statusAny|leadFile):
			r.addAgency(sc, e)
			r.addStatus(sc.word(full, statusAny|leadFile).class)
			return true
		case sc.has(full, wordRole|labelAny|suffixPhoto|suffixHandout):
			r.addAgency(sc, e)
			return true
		}
		sh := sc.shapeOf(full)
		spaceless := isSpaceless(firstRune(full)) || isHangul(firstRune(full))
		switch {
		case e.class&agencyKnown != 0 && (sh.nature == naturePerson || spaceless && sc.has(roleFree(sc, full), nameGiven)):
			r.addAgency(sc, e)
			sc.classifyName(r, full, false)
			return true
		case spaceless:
			if name := roleFree(sc, full); name != full {
				r.addAgency(sc, e)
				sc.classifyName(r, name, true)
				return true
			}
		case sh.words <= 2 && sh.lower == 0 && s[end] != '.' && sh.nature == natureOrganisation:
			r.addAgency(sc, e)
			return true
		}
	}
	at, n := len(s), 0
	for n < 6 {
		at = lastWordStart(s[:at])
		n++
		if at == 0 {
			return false
		}
		if end, e := sc.find(s, at, agencyKnown); e.class != 0 && end == len(s) {
			left := trimPart(s[:at])
			if sh := sc.shapeOf(left); sh.nature == naturePerson || sh.nature == natureName || sh.words == 1 && sh.lower == 0 && !sc.has(left, wordFunction) {
				sc.classifyName(r, left, sh.words > 1)
				r.addAgency(sc, e)
				r.spaced = true
				return true
			}
		}
		at = len(trimRight(s[:at]))
	}
	return false
}

// roleFree drops a role at the beginning of s: "记者王小明" becomes "王小明".
func roleFree(sc *scanner, s string) string {
	if end, e := sc.find(s, 0, wordRole|suffixPerson); e.class != 0 && end < len(s) {
		return trimPart(s[end:])
	}
	return s
}

// classifyName decides whether a part that no data file knows is a person.
func (sc *scanner) classifyName(r *reading, s string, person bool) {
	if at := strings.IndexByte(s, '@'); at >= 0 || isDomain(s) {
		r.organisations++
		if at <= 0 || !isDomain(s[at+1:]) {
			// Mail reaches somebody whom the credit names besides.
			r.add(s, false)
		}
		return
	}
	if strings.ContainsAny(s, "?!") && !strings.HasSuffix(s, "!") || strings.Contains(s, "? ") {
		r.bad = true
		return
	}
	sh := sc.shapeOf(s)
	if sh.nature != natureOrganisation {
		if end, e := sc.find(s, 0, wordOrganisation); e.class != 0 && (end == len(s) || isBlankAt(s, end)) && strings.IndexByte(s[:end], ' ') > 0 {
			sh.nature = natureOrganisation
			sh.lower = max(0, sh.lower-countWords(s[:end], 8)+1)
		}
	}
	r.lower += sh.lower
	r.inner += sh.inner
	r.small = max(r.small, sh.lower)
	r.words += sh.words
	r.longest = max(r.longest, sh.words)
	runes := utf8.RuneCountInString(s)
	if sh.words > 10 || sh.caseless && (sh.words > 6 || runes > 40) || isSpaceless(firstRune(s)) && runes > 20 {
		r.bad = true
	}
	switch {
	case person:
		r.persons++
		r.add(s, true)
	case sh.nature == naturePerson:
		r.persons++
		r.add(s, true)
	case sh.nature == natureName:
		if sh.caseless {
			r.vague++
		}
		r.names++
		r.add(s, true)
	case sh.nature == natureOrganisation:
		r.organisations++
		r.add(s, false)
	default:
		r.unknown++
		r.add(s, false)
	}
}

package caption

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nature is what a party of a credit is taken for.
type nature uint8

const (
	natureUnknown      nature = iota // could be either
	natureName                       // has the shape of a person's name
	naturePerson                     // has a given name, an initial or a title
	natureOrganisation               // has a word that only organisations have
)

// shape is what the words of a party look like.
type shape struct {
	nature nature
	words  int
	// lower counts the words that begin small and are neither particles nor
	// conjunctions: names have none, sentences have many.
	lower int
	// inner counts those of them that do not begin the party.
	inner int
	// caseless is set when no word has a case: then lower says nothing.
	caseless bool
}

// shapeOf judges a party by its words. Organisation words outweigh given names
// ("Austin Police"), and given names outweigh the shape.
func (sc *scanner) shapeOf(s string) shape {
	var sh shape
	sh.caseless = true
	particles, upper, given, initials, organisation := 0, 0, false, 0, false
	digits, allParticlesSoFar := false, true
	for at := 0; at < len(s); {
		end := wordEnd(s, at)
		word := strings.Trim(s[at:end], "\"'“”„‘’«»…*")
		at = skipSpace(s, end)
		if word == "" {
			continue
		}
		sc.steps++
		sh.words++
		first := firstRune(word)
		cased := isUpper(first) || isLower(first)
		if cased {
			sh.caseless = false
		}
		e := sc.word(word, nameGiven|nameFamily|wordOrganisation|wordParticle|wordAnd|wordFunction)
		switch {
		case isLower(first) && e.class&(wordParticle|wordAnd) != 0:
			particles++
		case isLower(first) && !hasUpper(word):
			// "la policía nacional", "bệnh viện": small, yet part of the name.
			if e.class&wordOrganisation != 0 {
				organisation = true
			} else {
				sh.lower++
				if sh.words > 1 {
					sh.inner++
				}
			}
		case e.class&wordOrganisation != 0 && (e.class&nameGiven == 0 || !allParticlesSoFar):
			organisation = true
			upper++
		default:
			upper++
			switch {
			case isInitial(word) && (sh.words > 1 || len(word) > 1):
				initials++
			case allParticlesSoFar && e.class&nameGiven != 0, allParticlesSoFar && sc.hyphenGiven(word):
				given = true
			case sc.isOrganisationEnd(word):
				organisation = true
			}
			allParticlesSoFar = false
		}
		if sh.words == 1 && (word == "The" || word == "THE") {
			organisation = true
		}
		if strings.ContainsAny(word, "0123456789&") {
			digits = true
		}
	}
	switch {
	case organisation:
		sh.nature = natureOrganisation
	case digits || sh.lower > 0 || upper+initials == 0:
	case sh.caseless:
		sh.nature = caselessNature(sc, s, sh.words, given)
	case sh.words == 1:
		if initials > 0 && utf8.RuneCountInString(s) > 4 {
			sh.nature = naturePerson
		}
	case sh.words > 5 || upper < 1:
	case given || initials > 0 && upper > initials:
		sh.nature = naturePerson
	case sh.words-particles >= 2 && sh.words <= 4:
		sh.nature = natureName
	}
	return sh
}

// caselessNature judges names in scripts that have no capitals.
func caselessNature(sc *scanner, s string, words int, given bool) nature {
	runes, han, hangul, kana, dot := 0, 0, 0, 0, false
	for _, r := range s {
		switch {
		case r == '・' || r == '·':
			dot = true
			continue
		case isBlank(r):
			continue
		case isHan(r):
			han++
		case 0xAC00 <= r && r <= 0xD7A3:
			hangul++
		case 0x3040 <= r && r <= 0x30FF:
			kana++
		}
		runes++
	}
	family := func() bool {
		for i, r := range s {
			if i > 0 && i+utf8.RuneLen(r) <= len(s) && sc.word(s[:i], nameFamily).class != 0 {
				return true
			}
			if i > 9 {
				break
			}
		}
		return false
	}
	switch {
	case kana == runes && dot && runes <= 16:
		return naturePerson
	case han == runes && runes >= 2 && runes <= 5 && family(),
		hangul == runes && runes >= 3 && runes <= 4 && words <= 2 && family(),
		han+kana == runes && kana > 0 && runes >= 3 && runes <= 6 && family():
		return naturePerson
	case han > 0 || hangul > 0 || kana > 0:
		return natureUnknown
	case given && words >= 2 && words <= 4:
		return naturePerson
	case words >= 2 && words <= 4 && runes <= 40:
		return natureName
	}
	return natureUnknown
}

// hasUpper reports whether a word that begins small has a capital further on,
// as names such as "eThekwini" and "d'Arc" have.
func hasUpper(word string) bool {
	for _, r := range word {
		if isUpper(r) {
			return true
		}
	}
	return false
}

// hyphenGiven reports whether the first half of a double name is a given name.
func (sc *scanner) hyphenGiven(word string) bool {
	half, _, ok := strings.Cut(word, "-")
	return ok && sc.word(half, nameGiven).class != 0
}

// isOrganisationEnd reports whether word is a compound that ends as only
// organisations do: "Stadtwerke", "Kunstmuseum".
func (sc *scanner) isOrganisationEnd(word string) bool {
	node := int32(0)
	t := &sc.lex.ends
	for at := len(word); at > 0; {
		r, size := lastRune(word[:at])
		r = foldRune(r)
		sc.steps++
		if r >= 0 {
			if node = t.stepRune(node, r); node == 0 {
				return false
			}
		}
		at -= size
		if t.nodes[node].class != 0 {
			// A compound has something before its last part; in scripts
			// without spaces one character is enough.
			return at >= 3 && (isSpaceless(r) || at >= 3)
		}
	}
	return false
}

// isInitial reports whether word is an initial, alone or glued to the family
// name: "R.", "J.R.R.", "R.Schmitt".
func isInitial(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	if !isUpper(first) || size >= len(word) {
		return isUpper(first) && size == len(word)
	}
	if word[size] != '.' {
		return false
	}
	rest := word[size+1:]
	return rest == "" || isUpper(firstRune(rest)) || rest[0] == '-'
}

// isShouting reports whether s has more than three letters of a cased script
// and none of them small.
func isShouting(s string) bool {
	upper := 0
	for _, r := range s {
		if isLower(r) {
			return false
		}
		if isUpper(r) {
			upper++
		}
	}
	return upper > 3
}

// hasShouting reports whether s or a word of it shouts, as agencies write family
// names: "Jo DOERING".
func hasShouting(s string) bool {
	if isShouting(s) {
		return true
	}
	for at := 0; at < len(s); {
		end := wordEnd(s, at)
		if isShouting(s[at:end]) {
			return true
		}
		at = skipSpace(s, end)
	}
	return false
}

// naturalCase writes the name of a person that shouts, in whole or in part, in
// natural case: "AHMAD AL-RUBAYE" becomes "Ahmad Al-Rubaye".
func (sc *scanner) naturalCase(b *strings.Builder, s string) {
	whole := isShouting(s)
	for at := 0; at < len(s); {
		end := wordEnd(s, at)
		if word := s[at:end]; whole || isShouting(word) {
			small := whole && at > 0 && sc.word(word, wordParticle).class != 0 && !isInitial(word)
			sc.writeNatural(b, word, small)
		} else {
			b.WriteString(word)
		}
		at = skipSpace(s, end)
		b.WriteString(s[end:at])
	}
}

// writeNatural writes one shouted word with a capital at its start, behind
// hyphens and apostrophes and in "McDonald", or all small.
func (sc *scanner) writeNatural(b *strings.Builder, word string, small bool) {
	start := !small
	for i, r := range word {
		sc.steps++
		switch {
		case !isLetter(r):
			// "O'BRIEN" has two capitals, "JAMES'S" one.
			start = !small && (r == '-' || r == '.' || i <= 2 && (r == '\'' || r == '’'))
		case start, i == 2 && len(word) > 4 && hasFoldPrefix(word, "Mc"):
			start = false
		case r == 'Σ' && i+len("Σ") == len(word):
			r = 'ς'
		default:
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
}

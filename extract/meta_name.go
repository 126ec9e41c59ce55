package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// appendAuthors appends the names of a text that states authors, cleaned, as
// far as they are new.
func appendAuthors(names []string, text string) []string {
	if len(names) >= maxAuthors || len(text) > 4096 {
		return names
	}
	text = collapse(stripMarkup(text))
	if rest, ok := clean.CutByline(text); ok {
		text = rest
	}
	for _, part := range splitNames(text) {
		if name := cleanName(part); name != "" && !containsFold(names, name) && len(names) < maxAuthors {
			names = append(names, name)
		}
	}
	return names
}

// splitNames parts a list of names at commas, bars and joining words. A comma
// before a degree parts nothing: the degree goes.
func splitNames(text string) []string {
	var parts []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;|·•，、；／\n", r) }) {
		part = strings.TrimSpace(part)
		if len(parts) > 0 && (isDegree(part) || isRole(part)) {
			continue
		}
		for _, name := range splitJoined(part) {
			if before, after, ok := strings.Cut(name, " / "); ok {
				parts = append(parts, before)
				name = after
				if isRole(name) {
					continue
				}
			}
			parts = append(parts, name)
		}
	}
	return parts
}

// isDegree reports whether what follows a name is a degree or a title of
// office: "MD", "Ph.D.", "RDN", "Jr.".
func isDegree(s string) bool {
	if len(s) > 8 || strings.ContainsAny(s, " ") {
		return false
	}
	upper, letters := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return strings.ContainsRune(s, '.') && upper > 0 || upper >= 2 && letters <= 5 && upper < letters ||
		upper == letters && letters >= 2 && letters <= 4 && isKnownDegree(s)
}

func isKnownDegree(s string) bool {
	switch s {
	case "MD", "RD", "RDN", "CPA", "MBA", "MPH", "RN", "MS", "MA", "JD", "DO", "CFP", "LCSW", "BA", "BSC", "MSC", "LD", "CPT", "DPT", "DDS", "DVM", "LMFT", "FAND", "CFA", "EA", "PT", "NP", "PA-C", "MSN", "MSW", "CSCS", "II", "III":
		return true
	}
	return false
}

// cleanName returns a name without what is no part of it: marks around it,
// addresses, initials in brackets, what follows a dash. It is "" for what
// cannot be a name.
func cleanName(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := clean.CutByline(s); ok {
		s = rest
	}
	s = cutAfterCapitals(cutWork(s))
	if before, _, ok := strings.Cut(s, "("); ok && strings.TrimSpace(before) != "" {
		s = before
	}
	for _, mark := range [...]string{" - ", " – ", " — "} {
		if before, after, ok := strings.Cut(s, mark); ok && strings.Contains(strings.TrimSpace(before), " ") && after != "" {
			s = before
		}
	}
	if strings.ContainsAny(s, "@") || strings.Contains(s, "://") {
		kept := strings.Fields(s)
		n := 0
		for _, word := range kept {
			if !strings.ContainsAny(word, "@") && !strings.Contains(word, "://") {
				kept[n] = word
				n++
			}
		}
		s = strings.Join(kept[:n], " ")
	}
	s = cutReporter(s)
	s = strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '.' && r != ')' && r != '\''
	})
	s = strings.TrimLeft(s, ".)")
	if n := utf8.RuneCountInString(s); n < 2 || n > 80 {
		return ""
	}
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	if letters < 2 || digits >= letters || strings.Contains(s, "www.") || isPlaceholder(s) || isVariable(s) {
		return ""
	}
	return s
}

// isVariable reports whether a text is the name of a variable that a template left
// in its place: "page.head.author.name".
func isVariable(s string) bool {
	return strings.Count(s, ".") > 2 && !strings.Contains(s, " ") && strings.ToLower(s) == s
}

// cutWork returns a name without the one or two words before it that say what was
// done: "Recipe by Ada Example", "Posted byAda Example", "More about Ada Example",
// and without the word that joins it to another.
func cutWork(s string) string {
	for _, join := range [...]string{"and ", "& ", "und ", "et ", "About ", "More about ", "More About "} {
		if rest, ok := strings.CutPrefix(s, join); ok {
			return rest
		}
	}
	before, after, ok := strings.Cut(s, " by")
	if !ok || strings.Count(before, " ") > 1 {
		return s
	}
	name := strings.TrimLeft(after, " ")
	if !startsUpper(name) {
		return s
	}
	return name
}

// isPlaceholder reports whether a publishing system put its own word where a
// name was missing.
func isPlaceholder(s string) bool {
	switch strings.ToLower(s) {
	case "admin", "administrator", "author", "unknown", "null", "none", "undefined", "anonymous", "guest", "user", "editor", "webmaster", "root", "not set", "n/a", "about the author", "view all posts", "true", "false",
		"full bio", "bio", "link", "size", "posts", "learn more", "read more", "website", "follow", "contact", "home", "blog", "more":
		return true
	}
	return false
}

// isRole reports whether a text is what somebody does, rather than a name.
func isRole(s string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		switch strings.Trim(word, ".:()") {
		case "journalist", "reporter", "editor", "correspondent", "redakteur", "redakteurin", "korrespondent", "korrespondentin",
			"writer", "columnist", "journaliste", "periodista", "redactor", "redactora", "reporterin", "autor", "autorin", "fotograf",
			"director", "manager", "consultant", "expert", "reviewer", "president", "founder", "co-founder", "ceo", "cto", "contributor",
			"specialist", "strategist", "analyst", "author", "marketing", "officer", "lecturer", "producer":
			return true
		}
	}
	return false
}

// isOffice reports whether a name as titles are compared is that of an
// editorial office.
func isOffice(key string) bool {
	for word := range strings.FieldsSeq(key) {
		switch word {
		case "redaktion", "redaktionen", "redaksjonen", "redaktionens", "redaction", "rédaction", "redacción", "redazione", "redação", "redacao",
			"redactie", "redakcja", "redakce", "staff", "editors", "editorial", "newsroom", "desk", "team", "news", "nachrichten", "admin":
			return true
		}
	}
	return false
}

// isBylineLabel reports whether a text is what stands before names or dates,
// with neither behind it: "Written by", "Last updated".
func isBylineLabel(s string) bool {
	if isNameLabel(s) {
		return true
	}
	_, ok := timestamp.Line(s + ": 2024-05-03")
	return ok
}

// maxNameLabel is the most bytes of what stands before names.
const maxNameLabel = 40

// isNameLabel reports whether a text is what stands before names, with none behind
// it: "Written by".
func isNameLabel(s string) bool {
	if len(s) < 2 || len(s) > maxNameLabel {
		return false
	}
	rest, ok := clean.CutByline(s + " X")
	return ok && rest == "X"
}

// isCapitalised reports whether every word begins with a capital letter, or
// with one of a script that has none, and has no digit in it.
func isCapitalised(s string) bool {
	for word := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) && (unicode.IsLower(r) && !isParticle(word) || !unicode.IsLetter(r)) || strings.ContainsAny(word, "0123456789") {
			return false
		}
	}
	return s != ""
}

// startsUpper reports whether a text begins with a capital letter.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// hasCase reports whether a text is in a script that has capital letters.
func hasCase(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper)
}

// isParticle reports whether a word in lower case stands inside names.
func isParticle(word string) bool {
	switch word {
	case "van", "von", "der", "den", "de", "da", "di", "del", "della", "la", "le", "dos", "do", "du", "zu", "ten", "ter", "al", "el", "bin", "ibn", "af", "av", "y", "e":
		return true
	}
	return false
}

// looksLikeName reports whether a text that stands on a page may be the name of
// one: two to five words with capitals, or a short one of a script without.
func looksLikeName(s string) bool {
	words, capitals, cased := 0, 0, false
	for word := range strings.FieldsSeq(s) {
		words++
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.IsUpper(r) || unicode.IsTitle(r) {
			capitals++
		}
		cased = cased || unicode.IsUpper(r) || unicode.IsLower(r)
		if unicode.IsDigit(r) || strings.HasSuffix(word, ":") {
			return false
		}
	}
	if isRole(s) || strings.ContainsAny(s, "?!:") || isBylineLabel(s) {
		return false
	}
	if !cased {
		n := utf8.RuneCountInString(s)
		return words >= 1 && words <= 4 && n >= 3 && n <= 20
	}
	return words >= 2 && words <= 5 && capitals >= 2
}

// opensAsCheck reports whether a text opens with words that say who checked an
// article, rather than who wrote it: "Medically reviewed by Ada Example".
func opensAsCheck(text string) bool {
	before, found := cutCheck(text[:min(len(text), maxCheck)])
	return found && !strings.Contains(strings.TrimSpace(before), " ")
}

// withoutChecks returns a line without the parts of it that say who checked the
// article: "Reviewed by Bo Lens — Written by Ada Example". It is "" where nothing
// else is left.
func withoutChecks(text string) string {
	for opensAsCheck(text) {
		var ok bool
		if _, text, ok = cutAny(text, bylineMarks+"–—"); !ok {
			return ""
		}
		text = strings.TrimSpace(text)
	}
	return text
}

// maxCheck is more bytes than such words have.
const maxCheck = 48

// cutCheck returns a text without the last of such words and what follows it.
func cutCheck(text string) (before string, found bool) {
	const mark = " by"
	for i := 0; i+len(mark) <= min(len(text), maxByline); i++ {
		if text[i] != ' ' || !strings.EqualFold(text[i:i+len(mark)], mark) || !isCheck(text[:i]) {
			continue
		}
		if rest := text[i+len(mark):]; rest == "" || rest[0] < 'a' || rest[0] > 'z' {
			return strings.TrimRightFunc(text[:i], isWordPart), true
		}
	}
	return text, false
}

// endsAsCheck reports whether a text ends with such words.
func endsAsCheck(text string) bool {
	text = strings.TrimRight(text, " : ")
	return len(text) > 3 && strings.EqualFold(text[len(text)-3:], " by") && isCheck(text[:len(text)-3])
}

// isCheck reports whether the last word of a text is what is done to an article that
// is written.
func isCheck(text string) bool {
	word := text[len(strings.TrimRightFunc(text, isWordPart)):]
	switch strings.ToLower(word[strings.LastIndexByte(word, '-')+1:]) {
	case "reviewed", "checked", "edited", "updated", "verified", "approved", "vetted", "researched":
		return true
	}
	return false
}

// isWordPart reports whether a character is part of a word: "fact-checked".
func isWordPart(r rune) bool { return r == '-' || unicode.IsLetter(r) }

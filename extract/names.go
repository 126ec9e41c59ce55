package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/caption"
)

// nameJoins are the words between the last two names of a byline, in the
// languages that write them as words of their own.
var nameJoins = []string{
	" and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " ja ", " i ", " a ", " és ", " și ", " και ", " ve ",
	" и ", " та ", " і ", " dan ", " và ", " na ", " with ", " mit ", " avec ", " con ", " com ", " و",
}

// appendNames splits the names of a byline and appends those that are new.
func appendNames(names []string, byline string) []string {
	for part := range strings.FieldsFuncSeq(byline, func(r rune) bool { return strings.ContainsRune(",;|/·•،、，；／", r) }) {
		for _, name := range splitJoined(part) {
			name = strings.TrimFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' && r != ')' })
			if utf8.RuneCountInString(name) > 1 && !containsFold(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// splitJoined splits at a joining word where both sides look like full names:
// "Ana e Rui Costa" stays whole, "Ana Sá e Rui Costa" is two.
func splitJoined(s string) []string {
	shouts := isShouting(s)
	for _, join := range nameJoins {
		if shouts {
			join = strings.ToUpper(join)
		}
		before, after, ok := strings.Cut(s, join)
		if !ok {
			continue
		}
		single := len(join) == 3 // a letter, also found inside names
		if !single || strings.Contains(strings.TrimSpace(before), " ") && strings.Contains(strings.TrimSpace(after), " ") {
			return append(splitJoined(before), splitJoined(after)...)
		}
	}
	return []string{s}
}

// isShouting reports whether a text has letters of a script with capitals, and all
// of them are.
func isShouting(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// naturalName returns the name of a person that is in capitals as it is written
// elsewhere, and any other as it is: outlets may be written so.
func naturalName(name string) string {
	if !strings.Contains(name, " ") || !isShouting(name) || slices.ContainsFunc(strings.Fields(name), isInitialism) {
		return name
	}
	if credit, ok := caption.ParseCredit("© " + name); ok && len(credit.Creators) == 1 && strings.EqualFold(credit.Creators[0], name) {
		return credit.Creators[0]
	}
	return name
}

// isInitialism reports whether a word in capitals cannot be said as one: "MDR".
func isInitialism(word string) bool {
	return len(word) > 1 && !strings.Contains(word, ".") && !strings.ContainsFunc(word, func(r rune) bool {
		return r >= utf8.RuneSelf || strings.ContainsRune("AEIOUY", r)
	})
}

// cutAfterCapitals returns the name in capitals that an outlet or an office in other
// letters follows, which has more than one word: "ADA EXAMPLE Harbour Post".
func cutAfterCapitals(s string) string {
	words, at := 0, 0
	for word := range strings.FieldsSeq(s) {
		if !isShouting(word) || utf8.RuneCountInString(word) < 2 || strings.Contains(word, ".") {
			break
		}
		words++
		at += strings.Index(s[at:], word) + len(word)
	}
	if rest := s[at:]; words < 2 || strings.Count(strings.TrimSpace(rest), " ") == 0 || !strings.ContainsFunc(rest, unicode.IsLower) {
		return s
	}
	return s[:at]
}

// authorLabels stand before names inside lines in Chinese, Japanese and Korean, which
// say first where an article is from.
var authorLabels = [...]string{"作者：", "作者:", "记者：", "记者:", "記者：", "記者:", "撰文：", "撰文:", "기자:"}

// labelledAuthor returns the name behind such a label, or before a word for
// reporters; "" where there is none.
func labelledAuthor(text string) string {
	if len(text) > maxByline || hasCase(withoutMail(text)) {
		return ""
	}
	for _, label := range authorLabels {
		if _, rest, ok := strings.Cut(text, label); ok {
			rest = strings.TrimSpace(rest)
			if end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '·' && r != '・' }); end >= 0 {
				rest = rest[:end]
			}
			return rest
		}
	}
	text = withoutMail(text)
	if name := cutReporter(text); name != text && utf8.RuneCountInString(name) <= maxReporterName && !strings.Contains(name, " ") {
		return name
	}
	return ""
}

// maxReporterName is the most characters of a name before a word for reporters.
const maxReporterName = 5

// reporters are the words behind the names of reporters in Korean and Japanese.
var reporters = [...]string{"선임기자", "인턴기자", "전문기자", "기자", "특파원", "논설위원", "記者"}

// cutReporter returns a name without such a word.
func cutReporter(s string) string {
	for _, word := range reporters {
		if name, ok := strings.CutSuffix(s, word); ok {
			if name = strings.TrimSpace(name); utf8.RuneCountInString(name) >= 2 && !hasCase(name) {
				return name
			}
		}
	}
	return s
}

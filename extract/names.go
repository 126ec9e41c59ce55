package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	for _, join := range nameJoins {
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

package clean

import (
	"strings"
	"sync"
	"unicode"
)

// bylineWords holds the folded words that open a byline, without their ellipsis.
var bylineWords = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for _, phrase := range words()["byline"] {
		set[Fold(phrase)] = true
	}
	return set
})

// maxBylineWords is the number of words within which a byline's opening ends.
const maxBylineWords = 4

// CutByline returns a byline without the words that open it in any language:
// "By Ann Smith" and "Text: Ann Smith" give "Ann Smith". ok is false for a line
// that does not open so.
func CutByline(text string) (rest string, ok bool) {
	if len(text) > phraseReach {
		return "", false
	}
	openings := bylineWords()
	at := 0
	for range maxBylineWords {
		gap := strings.IndexFunc(text[at:], func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == '：' || r == '/' || r == '／' })
		if gap < 0 {
			break
		}
		at += gap
		if openings[Fold(text[:at])] {
			rest, ok = strings.TrimLeftFunc(text[at:], isEdge), true
		}
		at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], isEdge))
	}
	return rest, ok && rest != ""
}

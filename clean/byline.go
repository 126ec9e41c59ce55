package clean

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/copydesk-go/copydesk/internal/opening"
)

// bylineWords holds the folded words that open a byline, without their ellipsis.
var bylineWords = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for _, phrase := range words()["byline"] {
		set[Fold(phrase)] = true
	}
	return set
})

// bylineStarts tells most lines that do not open so.
var bylineStarts = sync.OnceValue(func() *opening.Set {
	return opening.NewSet(slices.Collect(maps.Keys(bylineWords())))
})

// maxBylineWords is the number of words within which a byline's opening ends.
const maxBylineWords = 5

// CutByline returns a byline without the words that open it in any language:
// "By Ann Smith" and "Text: Ann Smith" give "Ann Smith". ok is false for a line
// that does not open so. A name may follow the word without a space, as it does
// where each is an element of its own: "ByAnn Smith".
func CutByline(text string) (rest string, ok bool) {
	if start := letterStart(text); !bylineStarts().May(text[start:]) {
		if _, _, glued := cutGlued(text); !glued {
			return "", false
		}
	}
	return cutOpening(text, bylineWords())
}

// letterStart returns where the characters of ASCII that Fold trims end at the
// beginning of text.
func letterStart(text string) int {
	i := 0
	for i < len(text) && isEdgeByte[text[i]] {
		i++
	}
	return i
}

// cutOpening returns a byline without the folded words that open it.
func cutOpening(text string, openings map[string]bool) (rest string, ok bool) {
	if len(text) > phraseReach {
		return "", false
	}
	if word, name, glued := cutGlued(text); glued && openings[Fold(word)] {
		return name, true
	}
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

// cutGlued parts a line after its first letters, if a word in lower case runs
// into a capital there.
func cutGlued(text string) (word, rest string, ok bool) {
	for i := 1; i < min(len(text), 12); i++ {
		switch c := text[i]; {
		case c >= 'A' && c <= 'Z':
			return text[:i], text[i:], i > 1
		case c < 'a' || c > 'z':
			return "", "", false
		}
	}
	return "", "", false
}

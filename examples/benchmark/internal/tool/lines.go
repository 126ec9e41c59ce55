package tool

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/copydesk-go/copydesk/internal/metric"
)

func keepAll(text string) string { return text }

// filterLines returns a function that keeps the lines that keep says to.
func filterLines(keep func(line string) bool) func(string) string {
	return func(text string) string {
		var b strings.Builder
		for line := range strings.Lines(text) {
			if keep(strings.TrimSpace(line)) {
				b.WriteString(line)
			}
		}
		return b.String()
	}
}

// c4MinWords is the least number of words of a line that C4 keeps.
const c4MinWords = 5

// c4Keeps is the line filter of the C4 corpus: a line stays when it has at
// least five words and ends in a terminal punctuation mark (Raffel et al.,
// "Exploring the Limits of Transfer Learning with a Unified Text-to-Text
// Transformer", 2020, section 2.2, https://arxiv.org/abs/1910.10683; the
// number of words is that of the published program). C4's rules on whole
// pages are left out: every page here is an article.
func c4Keeps(line string) bool {
	return len(strings.Fields(line)) >= c4MinWords && endsSentence(line)
}

// terminalMarks are the marks that the paper names, full stop, exclamation
// mark, question mark and closing quotation mark, as the scripts of the world
// write them.
var terminalMarks = []string{".", "!", "?", `"`, "”", "。", "！", "？", "।"}

func endsSentence(line string) bool {
	for _, mark := range terminalMarks {
		if strings.HasSuffix(line, mark) {
			return true
		}
	}
	return false
}

// refinedWebPatternWords is the length up to which a line is checked against
// refinedWebPhrases.
const refinedWebPatternWords = 10

var (
	// refinedWebCounter is a line that only counts something: "3 likes".
	refinedWebCounter = regexp.MustCompile(`(?i)^\W*\d[\d.,]*\s?[km]?\s*(likes?|shares?|comments?|retweets?|reposts?|quotes?|bookmarks?|upvotes?|downvotes?|downloads?|views?|followers?)\W*$`)
	// refinedWebPhrases are the paper's three kinds of short boilerplate: at
	// the start of a line, at its end, and anywhere.
	refinedWebPhrases = regexp.MustCompile(`(?i)^sign-in|read more\W*$|items in cart`)
)

// refinedWebKeeps is the line filter of the RefinedWeb corpus (Penedo et al.,
// "The RefinedWeb Dataset for Falcon LLM", 2023, appendix G.2,
// https://arxiv.org/abs/2306.01116): a line goes when it is mainly upper case,
// only a number, a counter, a single word, or short with a phrase that the
// paper names. The rule that drops pages with too many such lines is left out:
// every page here is an article.
func refinedWebKeeps(line string) bool {
	words := metric.Words(line)
	switch {
	case len(words) <= 1:
		return false
	case mainlyUpper(line), onlyNumber(line), refinedWebCounter.MatchString(line):
		return false
	case len(words) <= refinedWebPatternWords && refinedWebPhrases.MatchString(line):
		return false
	}
	return true
}

func mainlyUpper(line string) bool {
	var upper, other int
	for _, r := range line {
		switch {
		case unicode.IsUpper(r):
			upper++
		case !unicode.IsSpace(r):
			other++
		}
	}
	return upper > other
}

func onlyNumber(line string) bool {
	for _, r := range line {
		if unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// Sizes in characters, those of scripts without spaces counting three times, by
// which the pieces of a paragraph are told from entries of a menu, which are
// short, whatever they begin and end with.
const (
	minRunning = 40 // running text has at least this
	minBroken  = 60 // and before a link that stands alone
	maxLinked  = 80 // the most that a link or an emphasis has
	// What ends with a word of grammar, from this size on, is no headline.
	minLongBroken = 90
)

// joins reports whether the line so far goes on with next; after is the line
// after that.
func (r *textReader) joins(next, after rawLine) bool {
	if r.form.wrap > 0 && next.gap == 0 {
		return r.isWrapped(next)
	}
	if opensCredit(r.last, next.text) && next.gap <= 1 {
		return isLabelledCredit(next.text + " " + after.text)
	}
	if (r.length == len(r.last) || r.bracketed) && isCreditLabel(r.last) && next.gap <= 1 {
		return len(next.text) <= maxCreditSize && isLabelledCredit(r.last+" "+next.text)
	}
	closing := isClosing(next.text)
	if next.gap > 0 {
		return closing && r.form.pieces && next.gap <= 2 && r.length >= 2
	}
	if r.form.markdown || r.length > maxLineSize {
		return false
	}
	end := endOf(r.last)
	switch {
	case closing && endsCode(r.last, next.text):
		return false
	case closing:
		return end == EndOpen || end == EndSentence && r.length >= minRunning || len(next.text) <= 2
	case end == EndSentence || end == EndColon || end == EndEllipsis || next.text == r.last || isBulleted(next.text):
		return false
	}
	return r.goesOn(next, after) && !opensAnew(next.text) && !(r.length == sizeOf(r.last) && opensAnew(r.last))
}

// goesOn reports whether the line so far, which ends in the open, goes on with
// next by its size, its last word and the first of next.
func (r *textReader) goesOn(next, after rawLine) bool {
	switch {
	case isIncomplete(r.last) || r.length >= minLongBroken && endsInGrammar(r.last):
		return r.length >= minRunning || sizeOf(next.text) >= minRunning
	case startsLower(next.text) || startsParticle(next.text):
		// The text of a clip's thumbnail has a credit after it.
		return (r.length >= minBroken || sizeOf(next.text) >= minRunning) && !isLabelledCredit(after.text)
	}
	// A link inside a sentence: what follows it goes on in lower case.
	return r.length >= minBroken && after.gap == 0 && after.text != "" && sizeOf(next.text) <= maxLinked &&
		endOf(next.text) == EndOpen && !strings.ContainsAny(next.text[:1], "(-–—©|•") &&
		(isClosing(after.text) || startsLower(after.text) || startsParticle(after.text)) && !opensAnew(after.text)
}

// maxLineSize is the most bytes that are put together to one line.
const maxLineSize = 20000

// isWrapped reports whether the line so far broke where it did because the
// first word of next did not fit.
func (r *textReader) isWrapped(next rawLine) bool {
	if r.length > maxLineSize || isBulleted(next.text) || strings.HasPrefix(next.text, "#") || strings.HasPrefix(next.text, "![") {
		return false
	}
	word := next.text
	if i := strings.IndexByte(word, ' '); i >= 0 {
		word = word[:i]
	}
	return utf8.RuneCountInString(r.last)+1+utf8.RuneCountInString(word) > r.form.wrap || isHyphenated(r.last, next.text)
}

// opensAnew reports whether a line that may be in lower case is a byline, a time
// or a picture's name: neither does it go on with the line before, nor does the
// next line go on with it.
func opensAnew(text string) bool {
	if len(text) > maxCreditSize {
		return false
	}
	if _, ok := caption.ParseImageName(text); ok {
		return true
	}
	if sizeOf(text) > maxLinked {
		return false
	}
	if rest, ok := CutByline(text); ok && looksLikeNames(rest) {
		return true
	}
	_, kind := timestamp.Classify(text)
	return kind == timestamp.Absolute || kind == timestamp.Relative
}

// maxCreditLabel is the most bytes of the words before a credit that say so.
const maxCreditLabel = 24

// isCreditLabel reports whether a line may be the word before a credit alone, as
// tools leave it that part what elements part ("Photo:").
func isCreditLabel(text string) bool {
	return len(text) <= maxCreditLabel && len(text) > 2 && text[len(text)-1] == ':' && !strings.Contains(text, " ")
}

// endsCode reports whether a line ends as lines of programs and data do before
// a bracket that closes on the next line.
func endsCode(text, next string) bool {
	switch text[max(0, len(text)-1):] {
	case ",", "{", "}":
		return true
	case `"`:
		return next[0] == ']'
	}
	return false
}

// opensCredit reports whether a line ends with a bracket before the word of a
// credit, alone on its line.
func opensCredit(text, next string) bool {
	return (strings.HasSuffix(text, "(") || strings.HasSuffix(text, "[")) && isCreditLabel(next)
}

// isLabelledCredit reports whether a line is a picture's credit with a word that
// says so.
func isLabelledCredit(text string) bool {
	if len(text) > maxCreditSize || !strings.ContainsAny(text, ":：©") {
		return false
	}
	_, ok := caption.ParseCredit(text)
	return ok
}

// sizeOf returns the size of a text by which it is told whether it is short.
func sizeOf(text string) int {
	text = text[:min(len(text), 8*maxLineSize)] // more is too large whatever it is
	n := asciiSize(text)
	for i := n; i < len(text); i++ {
		switch c := text[i]; {
		case c < utf8.RuneSelf:
			n++
		case c >= 0xC0:
			r, size := utf8.DecodeRuneInString(text[i:])
			if isDense(r) {
				n += 3
			} else if !isInvisible(r) {
				n++
			}
			i += size - 1
		}
	}
	return n
}

// asciiSize returns the number of characters of ASCII that text begins with, or a
// few less.
func asciiSize(text string) int {
	i := 0
	for ; i+8 <= len(text); i += 8 {
		s := text[i : i+8]
		// The compiler makes one load of these.
		word := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if word&0x8080808080808080 != 0 {
			break
		}
	}
	return i
}

// endOf says how a line ends.
func endOf(text string) End {
	for len(text) > 0 {
		c, size := text[len(text)-1], 1
		r := rune(c)
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeLastRuneInString(text)
		}
		switch class := runeClass(r); class {
		case clClose:
			text = text[:len(text)-size]
			continue
		case clStop:
			if r == '…' || strings.HasSuffix(text, "...") {
				return EndEllipsis
			}
			return EndSentence
		case clColon:
			return EndColon
		case clComma:
			return EndComma
		}
		return EndOpen
	}
	return EndOpen
}

func runeClass(r rune) uint8 {
	if r < utf8.RuneSelf {
		return asciiClass[r]
	}
	return classOf(r)
}

// isClosing reports whether a line begins with what cannot begin one: the
// punctuation after a word.
func isClosing(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	rest := text[size:]
	switch r {
	case '!':
		return !strings.HasPrefix(rest, "[") // a picture in Markdown
	case '”', '»': // German and Swedish open with them
		next, _ := utf8.DecodeRuneInString(rest)
		return !unicode.IsLetter(next) && !unicode.IsDigit(next) || isDense(next)
	case ',', ';', ')', ']', '?', '、', '，', '。', '）', '」', '』', '】', '！', '？', '；':
		return true
	case '.', ':', '%':
		return rest == "" || rest[0] == ' ' || rest[0] == '"' || strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, "\u00a0")
	case '\'', '’':
		return strings.HasPrefix(rest, "s ") || rest == "s" || strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".")
	case '"':
		return rest == "" || rest[0] == '.' || rest[0] == ',' || strings.HasPrefix(rest, " ")
	}
	return false
}

// startsLower reports whether a line begins with a word in lower case.
func startsLower(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	if !unicode.IsLower(r) {
		return false
	}
	second, _ := utf8.DecodeRuneInString(text[size:])
	return !unicode.IsUpper(second)
}

// startsParticle reports whether a line begins with a particle of Japanese,
// which follows a noun.
func startsParticle(text string) bool {
	for _, p := range [...]string{"は", "が", "を", "に", "の", "で", "と", "も", "へ", "や"} {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// isIncomplete reports whether a line ends with what cannot end one: a comma, an
// opening bracket, or a word of grammar that another has to follow.
func isIncomplete(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	switch r {
	case ',', '(', '[', '„', '«', '“', '‘', '、', '，', '（', '「', '『':
		return true
	}
	word := text[strings.LastIndexAny(text, " \u00a0")+1:]
	return len(word) <= maxHanging && hangingWords()[strings.ToLower(word)]
}

// endsInGrammar reports whether the last word of a line is a word of grammar of
// some language.
func endsInGrammar(text string) bool {
	word := text[strings.LastIndexAny(text, " \u00a0")+1:]
	return len(word) <= maxGrammarWord && endOf(word) == EndOpen && grammarWords().find(wordHash(word)).set != 0
}

// isBulleted reports whether a line begins with the mark of a list's item.
func isBulleted(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	if size >= len(text) {
		return false
	}
	if r == '-' || r == '–' || r == '—' || r == '*' || r == '+' {
		return text[size] == ' '
	}
	return r >= utf8.RuneSelf && isBullet(0, r)
}

// formSample is the number of lines by which a text's form is told.
const formSample = 4000

// The width that wrapped texts have, in characters.
const (
	minWrap = 40
	maxWrap = 100
)

// formOf finds out how a text came to be.
func formOf(scan lineScanner) textForm {
	var f textForm
	var widths [maxWrap + 2]int
	text, again := scan.text, scan
	mayLink, mayStress := strings.Contains(text, "]("), strings.Contains(text, "**")
	var marks [4]int
	pieces := 0
	last := 0
	for f.lines < formSample {
		line, ok := scan.next()
		if !ok {
			break
		}
		f.lines++
		last = scan.at
		width := len(line.text)
		if width > maxWrap {
			width = min(utf8.RuneCountInString(line.text), maxWrap+1)
		}
		widths[width]++
		if line.gap > 0 && isClosing(line.text) {
			pieces++
		}
		countMarks(line, mayLink, mayStress, &marks)
	}
	f.pieces = pieces >= 3
	f.markdown = marks[0]+marks[1]+marks[2] >= 3 || marks[0]+marks[1]+marks[2] >= 1 && marks[3] >= 2 || marks[3] >= 10 && 20*marks[3] > f.lines
	f.wrap = wrapOf(again, &widths, f.lines)
	if last > 0 {
		f.lines = int(float64(f.lines)*float64(len(text))/float64(last)) + 8
	}
	return f
}

// wrapOf returns the width to which the paragraphs of a text are wrapped: hardly
// a line is longer, and lines end where the next word would not have fitted.
func wrapOf(scan lineScanner, widths *[maxWrap + 2]int, lines int) int {
	over := widths[maxWrap+1]
	width := maxWrap
	for width > minWrap && 40*(over+widths[width]) <= lines {
		over += widths[width]
		width--
	}
	if width >= maxWrap && 40*over > lines || width <= minWrap {
		return 0
	}
	full, short := 0, 0
	before, ok := scan.next()
	for n := 0; ok && n < formSample; n++ {
		var line rawLine
		line, ok = scan.next()
		if ok && line.gap == 0 && !isBulleted(line.text) {
			word := line.text
			if i := strings.IndexByte(word, ' '); i >= 0 {
				word = word[:i]
			}
			// Exactly: the line is not longer than the width, and one more word
			// would be.
			size := utf8.RuneCountInString(before.text)
			if size <= width && (size+1+utf8.RuneCountInString(word) > width || isHyphenated(before.text, line.text)) {
				full++
			} else {
				short++
			}
		}
		before = line
	}
	if full >= 6 && full >= 3*short {
		return width
	}
	return 0
}

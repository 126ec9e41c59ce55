package clean

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/caption"
)

// isNotice reports whether a line begins with a © and says the year or the legal
// form of a company after it, as the notice at a page's foot does.
func isNotice(text string) bool {
	rest, ok := strings.CutPrefix(text, "©")
	if !ok {
		return false
	}
	n := 0
	for word := range strings.FieldsSeq(rest) {
		if n == 0 && isYear(word) || n > 0 && companyForms[strings.ToLower(strings.Trim(word, ",.;"))] {
			return true
		}
		n++
	}
	return false
}

// isYear reports whether a text begins with a year of this century or the last.
func isYear(text string) bool {
	return len(text) >= 4 && (text[:2] == "19" || text[:2] == "20") && text[2] >= '0' && text[2] <= '9' && text[3] >= '0' && text[3] <= '9'
}

// companyForms are the legal forms of companies that publish.
var companyForms = map[string]bool{"gmbh": true, "ag": true, "kg": true, "inc": true, "ltd": true, "limited": true, "llc": true, "plc": true,
	"s.a": true, "s.a.s": true, "s.l": true, "s.l.u": true, "s.p.a": true, "s.r.l": true, "b.v": true, "n.v": true, "a/s": true, "a.s": true,
	"ооо": true, "株式会社": true}

// The most words of a caption with its credit, and the fewest of its text. A
// longer one, or one that is the whole page, is an article that came as one line.
const (
	maxCreditedWords = 110
	minCreditedWords = 3
)

// endsWithCredit reports whether line i is a caption by its own credit. The
// reader of captions is told that a text is one and takes much for a credit;
// here the credit has to prove it, by a label, a ©, brackets around a picture's
// maker or a maker and an agency. An agency alone in brackets ends reports too.
func endsWithCredit(p *Page, i int) bool {
	s := p.Shape(i)
	text := p.Lines[i].Text
	if s.Words > maxCreditedWords || len(p.Lines) == 1 || len(text) > 2000 || isListed(p, i) {
		return false
	}
	if s.Words < 4 && !saysWhoTook(text) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(text)
	bracketed := end == ')' || end == '）' || end == ']'
	if spelledCreditAfter(text) {
		return true
	}
	if s.End == EndSentence && !bracketed {
		return false
	}
	if bareCreditAfter(text, s) {
		return true
	}
	// The credit has a sign, and a text of some words before it.
	sign := lastCreditSign(text, bracketed)
	if sign < 0 || sign < len(text)-maxCreditSize && lastCreditSign(text, true) < len(text)-maxCreditSize ||
		!maySignCredit(text, sign) || ShapeOf(text[:sign]).Words < minCreditedWords {
		return false
	}
	c := caption.Parse(text)
	if c.Credit.Raw == "" || ShapeOf(c.Text).Words < minCreditedWords {
		return false
	}
	_, tail, ok := strings.Cut(text, c.Text)
	if !ok || strings.Count(tail, "(") != strings.Count(tail, ")") {
		return false
	}
	switch c.Credit.Kind {
	case "", caption.KindPhoto, caption.KindFile, caption.KindSymbol, caption.KindHandout, caption.KindScreenshot, caption.KindComposite:
	default:
		return false
	}
	if c.Credit.Kind == "" && !areMakers(c.Credit.Creators) {
		return false
	}
	names := len(c.Credit.Creators) > 0 || c.Credit.Kind != ""
	label, _, _ := strings.Cut(tail, c.Credit.Raw)
	switch {
	case strings.Contains(tail, "©"):
		return true
	case bracketed && strings.ContainsAny(tail, "(（["):
		return names || strings.ContainsAny(tail, ":：") || slices.ContainsFunc(c.Credit.Agencies, func(name string) bool { return pictureLibraries[name] })
	case strings.ContainsAny(label, ":："):
		return names || len(c.Credit.Agencies) > 0
	case strings.Contains(tail, "/"):
		return len(c.Credit.Creators) > 0 && len(c.Credit.Agencies) > 0
	}
	return false
}

// endsWithPhotoCredit reports whether line i is a caption by its own credit, which
// says that it is one of a photograph. Reports end with their makers in brackets too.
func (p *Page) endsWithPhotoCredit(i int) bool {
	return endsWithCredit(p, i) && caption.Parse(p.Lines[i].Text).Credit.Kind == caption.KindPhoto
}

// pictureLibraries have pictures and nothing else, unlike agencies, whose names
// stand in brackets behind reports too.
var pictureLibraries = map[string]bool{"Getty Images": true, "iStock": true, "Shutterstock": true, "Alamy": true, "Adobe Stock": true,
	"Depositphotos": true, "Dreamstime": true, "123RF": true, "Unsplash": true, "Pexels": true, "Pixabay": true, "Freepik": true,
	"Thinkstock": true, "Flickr": true, "Wikimedia Commons": true, "picture alliance": true}

// opensAsFile reports whether a line begins with the words that agencies put
// before captions of pictures from their archives.
func opensAsFile(text string) bool {
	for _, opening := range [...]string{"FILE - ", "FILE – ", "FILE — ", "FILE PHOTO", "FILE PICTURE", "(FILE) "} {
		if strings.HasPrefix(text, opening) && len(text) < maxFileCaption {
			return true
		}
	}
	return false
}

// isShortcode reports whether a text is a caption as WordPress stores it.
func isShortcode(text string) bool {
	if !strings.HasPrefix(text, "[") {
		return false
	}
	_, ok := caption.CutShortcode(text)
	return ok
}

// maxFileCaption is the most bytes of a caption of a picture from an archive.
const maxFileCaption = 800

// isTitledCaption reports whether line i, which stands where titles do, is a
// caption: it has a © before its credit, or a word for that behind a bar.
func isTitledCaption(p *Page, i int) bool {
	text := p.Lines[i].Text
	if strings.Contains(text, "©") {
		return endsWithCredit(p, i)
	}
	bar := strings.LastIndex(text, " | ")
	return bar > 0 && len(text)-bar <= maxCreditSize && isLabelledCredit(text[bar+len(" | "):])
}

// areMakers reports whether each of these can be the name of who made a picture.
func areMakers(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return strings.ContainsAny(name, "!?=()[]|") || isInitials(name) })
}

// isInitials reports whether a text is single letters with full stops after them
// and hardly anything else, as abbreviations are.
func isInitials(text string) bool {
	return strings.Count(text, ".") >= 2 && !strings.Contains(text, " ") && 2*strings.Count(text, ".") >= len(text)-2
}

// isListed reports whether line i is an entry of a list, with a bullet before it
// or a number as before its neighbours ("3. …", "[12] …").
func isListed(p *Page, i int) bool {
	if p.Shape(i).Start == StartBullet || p.Lines[i].Form == ListItem {
		return true
	}
	return isNumbered(p.Lines[i].Text) && (i > 0 && isNumbered(p.Lines[i-1].Text) || i+1 < len(p.Lines) && isNumbered(p.Lines[i+1].Text))
}

// isNumbered reports whether a text begins with a number as entries of lists do.
// Dates begin so in some languages.
func isNumbered(text string) bool {
	text = strings.TrimPrefix(text, "[")
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n > 0 && n <= 3 && n+1 < len(text) && strings.IndexByte(".)]", text[n]) >= 0 && text[n+1] == ' '
}

// The most bytes and words of a credit without a sign, after a whole sentence.
const (
	maxBareCredit      = 60
	maxBareCreditWords = 6
)

// bareCreditAfter reports whether a text is a sentence with the name of an
// agency, or a word for where a picture comes from, behind its full stop.
func bareCreditAfter(text string, s *Shape) bool {
	if s.End != EndOpen || s.Sentences == 0 || s.Words > maxCaptionWords || strings.HasSuffix(text, ")") {
		return false
	}
	at := max(strings.LastIndex(text, ". "), strings.LastIndex(text, "! "), strings.LastIndex(text, "? "),
		strings.LastIndex(text, ".“ "), strings.LastIndex(text, ".” "))
	if at < 0 || len(text)-at > maxBareCredit || strings.Count(text[at:], " ") > maxBareCreditWords {
		return false
	}
	c := caption.Parse(text)
	return c.Credit.Raw != "" && (len(c.Credit.Agencies) > 0 || c.Credit.Kind == caption.KindHandout) &&
		len(c.Text) <= at+len(".” ") && len(c.Text) >= at
}

// spelledLabels are labels of credits that need no sign behind them, with what stands
// before them in a caption.
var spelledLabels = [...]string{" Photo by ", " Photos by ", " Photograph by ", " Image by ", " Picture by ", " Foto von ", " Foto di ", " Foto de ",
	" Photo de ", " Foto door ", ", fot. ", " Fot. ", dottedLabel}

// dottedLabel is the label that one large newspaper hides before its credits.
const dottedLabel = "Credit..."

// spelledCreditAfter reports whether a text ends with a credit that such a label
// introduces, or with the word for taking pictures behind a name.
func spelledCreditAfter(text string) bool {
	tail := text[max(0, len(text)-maxSpelled):]
	if !strings.Contains(tail, "oto") && !strings.Contains(tail, "mage by") && !strings.Contains(tail, "icture by") && !strings.Contains(tail, "ot. ") &&
		!strings.Contains(tail, "redit...") && !saysWhoTook(text) {
		return false
	}
	at := -1
	for _, label := range spelledLabels {
		at = max(at, strings.LastIndex(tail, label))
	}
	if at < 0 && !saysWhoTook(text) {
		return false
	}
	c := caption.Parse(text)
	isPhoto := c.Credit.Kind == caption.KindPhoto || at >= 0 && strings.HasPrefix(tail[at:], dottedLabel)
	return isPhoto && len(c.Credit.Creators)+len(c.Credit.Agencies) > 0 && c.Text != "" &&
		(at < 0 || len(c.Text) <= len(text)-len(tail)+at+1)
}

// maxSpelled is how far from its end, in bytes, a caption has such a label.
const maxSpelled = 90

// saysWhoTook reports whether a text ends with the word for taking pictures, as
// captions in Chinese and Japanese do.
func saysWhoTook(text string) bool {
	return strings.HasSuffix(text, "撮影") || strings.HasSuffix(text, "摄") || strings.HasSuffix(text, "攝")
}

// maySignCredit reports whether what stands around the last sign of a text can be a
// credit: a label has something behind it, and a solidus parts names.
func maySignCredit(text string, sign int) bool {
	behind := text[sign+1:]
	switch text[sign] {
	case ':':
		behind = strings.TrimLeft(behind, " ")
		return behind != "" && !isDigit(behind[0])
	case '/':
		before := strings.TrimRight(text[:sign], " ")
		behind = strings.TrimLeft(behind, " ")
		return strings.Contains(text, "](") || before != "" && behind != "" && !isDigit(before[len(before)-1]) && !isDigit(behind[0]) &&
			before[len(before)-1] != '/' && behind[0] != '/'
	case '(', '[':
		return ShapeOf(behind).Letters > 1
	}
	return true
}

// lastCreditSign returns the last place in text of a sign that credits have, a
// bracket only where these count, or -1.
func lastCreditSign(text string, brackets bool) int {
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ':', '/':
			return i
		case '(', '[':
			if brackets {
				return i
			}
		case 0xA9, 0x88, 0x9A: // the last bytes of © （ ：
			switch at := max(0, i-2); {
			case strings.HasSuffix(text[at:i+1], "©"):
				return i - 1
			case strings.HasSuffix(text[at:i+1], "："), brackets && strings.HasSuffix(text[at:i+1], "（"):
				return at
			}
		}
	}
	return -1
}

package clean

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns text as phrases are compared with it: Unicode form NFC, lower
// case, white space collapsed, curly quotation marks and dashes made plain,
// invisible characters removed, punctuation and symbols trimmed from both ends.
func Fold(text string) string {
	if folded, ok := foldASCII(text); ok {
		return folded
	}
	return strings.TrimFunc(foldWhole(text), isEdge)
}

// foldWhole is Fold without trimming punctuation and symbols.
func foldWhole(text string) string { return string(appendFoldWhole(make([]byte, 0, len(text)), text)) }

func appendFoldWhole(b []byte, text string) []byte {
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
	}
	start := len(b)
	space := false
	for _, r := range text {
		if unicode.IsSpace(r) {
			space = len(b) > start
			continue
		}
		if isInvisible(r) {
			continue
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = utf8.AppendRune(b, plain(unicode.ToLower(r)))
	}
	return b
}

// appendFold appends Fold of text to b, which is empty.
func appendFold(b []byte, text string) []byte {
	core, change, ok := trimASCII(text)
	switch {
	case !ok:
		return bytes.TrimFunc(appendFoldWhole(b, text), isEdge)
	case change:
		return appendFoldASCII(b, core)
	}
	return append(b, core...)
}

// foldASCII is Fold for texts of ASCII characters; ok is false for others.
func foldASCII(text string) (folded string, ok bool) {
	core, change, ok := trimASCII(text)
	if ok && change {
		return string(appendFoldASCII(make([]byte, 0, len(core)), core)), true
	}
	return core, ok
}

// trimASCII returns text without the characters at its ends that Fold trims, and
// whether Fold changes the others; ok is false for texts that are not all ASCII.
func trimASCII(text string) (core string, change, ok bool) {
	start, end := 0, len(text)
	for start < end && isEdgeByte[text[start]] {
		start++
	}
	for end > start && isEdgeByte[text[end-1]] {
		end--
	}
	text = text[start:end]
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			return "", false, false
		}
		if c >= 'A' && c <= 'Z' || c < ' ' || c == ' ' && text[i-1] == ' ' {
			change = true
		}
	}
	return text, change, true
}

func appendFoldASCII(b []byte, text string) []byte {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c == ' ' || c >= '\t' && c <= '\r':
			if b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		case c < ' ':
		default:
			b = append(b, c)
		}
	}
	return b
}

// isEdgeByte marks the ASCII characters that Fold trims.
var isEdgeByte = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = isEdge(rune(c))
	}
	return t
}()

func isEdge(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}

// isInvisible reports whether r shows nothing and only disturbs comparing.
// Joiners count here although some scripts need them to be shown well.
func isInvisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0x180E, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E,
		r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r >= 0xFE00 && r <= 0xFE0F:
		return true
	}
	return r < ' ' || r == 0x7F
}

// plain returns the plain form of quotation marks, dashes and full-width ASCII.
func plain(r rune) rune {
	switch {
	case r == '’' || r == '‘' || r == 'ʼ' || r == '′' || r == '`' || r == '´':
		return '\''
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»' || r == '″':
		return '"'
	case r >= 0x2010 && r <= 0x2015:
		return '-'
	case r >= 0xFF01 && r <= 0xFF5E:
		return unicode.ToLower(r - 0xFEE0)
	}
	return r
}

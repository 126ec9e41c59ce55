package timestamp

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// skipped is what fold returns for a rune that no comparison sees: combining
// accents, vowel points, joiners and direction marks.
const skipped rune = -1

// horn makes other letters of Vietnamese o and u, and so of "thứ 2", Monday,
// another word than the English "Thu 2".
const horn = 0x31B

// folding holds the folded form of the runes below its length. Folding makes
// upper and lower case, accented and bare letters, full-width and ASCII signs
// equal, because pages write "FÉVRIER", "fevrier" and "février", and decomposed
// and composed forms alike.
var folding = sync.OnceValue(func() *[0x2100]rune {
	table := new([0x2100]rune)
	for r := range rune(len(table)) {
		table[r] = foldSlow(r)
	}
	return table
})

func fold(table *[0x2100]rune, r rune) rune {
	if int(r) < len(table) {
		return table[r]
	}
	return foldHigh(r)
}

// foldHigh folds the runes above the table: full-width forms and the
// punctuation of East Asia.
func foldHigh(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return foldSlow(r - 0xFF01 + '!')
	case r == 0x3000:
		return ' '
	case r == '、':
		return ','
	case r == '。':
		return '.'
	case r == '・':
		return '·'
	case r == '【' || r == '「' || r == '〔':
		return '('
	case r == '】' || r == '」' || r == '〕':
		return ')'
	case r == '−' || r == '―':
		return '-'
	case r == '∙' || r == '●' || r == '■' || r == '▪' || r == 'ㅣ' || r == '│' || r == '⋅' || r == '◆' || r == '►' || r == '▶' || r == '◦':
		return '·'
	case r == 0xFEFF || r == 0xFE0F:
		return skipped
	case r >= 0x1F550 && r <= 0x1F567, r == 0x1F4C5, r == 0x1F4C6, r == 0x1F5D3, r == 0x1F570, r == 0x23F0, r == 0x23F1, r == 0x231A, r == 0x231B:
		return '·' // Pictures of clocks and calendars stand where others put a dot.
	}
	return r
}

func foldSlow(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0x80:
		if r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v' {
			return ' '
		}
		return r
	case r >= 0x300 && r <= 0x36F && r != horn, // combining accents
		r >= 0x591 && r <= 0x5BD, r == 0x5BF, r == 0x5C1, r == 0x5C2, r == 0x5C4, r == 0x5C5, r == 0x5C7, // Hebrew points
		r >= 0x64B && r <= 0x655, r == 0x670, r == 0x640, r == 0x61C, // Arabic points, stretching, direction
		r == 0x93C, r == 0x9BC, // Devanagari and Bengali nukta
		r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069,
		r == 0xAD:
		return skipped
	case r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F, r == 0xA0, r == 0x2028, r == 0x2029, r == 0x85:
		return ' '
	case r >= 0x2010 && r <= 0x2015:
		return '-'
	case r == '‘' || r == '’' || r == 'ʼ' || r == '´':
		return '\''
	case r == '•' || r == '‧':
		return '·'
	case r == 'ı':
		return 'i' // Turkish upper-case I is read as i, so ı must be too.
	case r == 'ł' || r == 'Ł':
		return 'l'
	case r == 'đ' || r == 'Đ':
		return 'd'
	case r == 'ø' || r == 'Ø':
		return 'o'
	case r == 'ي' || r == 'ى':
		return 'ی' // Arabic and Persian keyboards differ.
	case r == 'ك':
		return 'ک'
	case r == 'ς':
		return 'σ'
	case r == '،':
		return ','
	}
	// A rune that decomposes counts as its first part when the rest are marks
	// that are passed over anyway.
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 0 {
		first, size := utf8.DecodeRune(d)
		marks := true
		for _, m := range string(d[size:]) {
			marks = marks && foldSlow(m) == skipped
		}
		if marks && first != r {
			return foldSlow(first)
		}
	}
	if l := unicode.ToLower(r); l != r {
		return foldSlow(l)
	}
	return r
}

// digit returns the value of a decimal digit of the scripts that news pages
// count in, or -1.
func digit(r rune) int32 {
	switch {
	case r >= '0' && r <= '9':
		return r - '0'
	case r < 0x660:
		return -1
	case r <= 0x669: // Arabic-Indic
		return r - 0x660
	case r >= 0x6F0 && r <= 0x6F9: // Persian and Urdu
		return r - 0x6F0
	case r >= 0x966 && r <= 0x96F: // Devanagari
		return r - 0x966
	case r >= 0x9E6 && r <= 0x9EF: // Bengali
		return r - 0x9E6
	case r >= 0xE50 && r <= 0xE59: // Thai
		return r - 0xE50
	case r >= 0xFF10 && r <= 0xFF19: // full-width
		return r - 0xFF10
	}
	return -1
}

// spaced reports a rune of a word in a script that puts spaces between words.
// Chinese, Japanese, Korean and Thai words may be followed by any rune.
func spaced(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	switch {
	case r >= 0xE00 && r <= 0xEFF, r >= 0x1100 && r <= 0x11FF, r >= 0x2E80:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

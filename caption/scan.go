package caption

import (
	"unicode"
	"unicode/utf8"
)

// find returns the end of the longest phrase at s[at:] that has one of the
// classes in mask and ends where a word ends, and what the data says of it. The
// entry's class is 0 when there is none. The caller sees to it that a word
// begins at at.
func (t *trie) find(s string, at int, mask class) (int, entry) {
	node, best := int32(0), 0
	var found entry
	if at+1 < len(s) {
		if a, b := (s[at]|0x20)-'a', (s[at+1]|0x20)-'a'; a < 26 && b < 26 && s[at] < utf8.RuneSelf && s[at+1] < utf8.RuneSelf {
			if node = t.pairs[int(a)*26+int(b)]; node == 0 || t.nodes[node].below&mask == 0 {
				// A phrase of one letter ends before the second.
				return 0, entry{}
			}
			at += 2
			if n := &t.nodes[node]; n.class&mask != 0 && wordEnds(s, at, rune(s[at-1])) {
				best, found = at, entry{n.class, n.value}
			}
		}
	}
	for at < len(s) {
		c := s[at]
		size := 1
		last := rune(c)
		switch {
		case c < utf8.RuneSelf && (c < 'A' || c > 'Z') && c >= ' ' && c != '`':
			node = t.step(node, c)
		default:
			last, size = utf8.DecodeRuneInString(s[at:])
			r := foldRune(last)
			if r < 0 {
				at += size
				continue
			}
			node = t.stepRune(node, r)
		}
		if node == 0 {
			break
		}
		at += size
		n := &t.nodes[node]
		if n.below&mask == 0 {
			break
		}
		if n.class&mask != 0 && wordEnds(s, at, last) {
			best, found = at, entry{n.class, n.value}
		}
	}
	return best, found
}

// exact returns what the data says of the whole of s.
func (t *trie) exact(s string, mask class) entry {
	if end, e := t.find(s, 0, mask); end == len(s) {
		return e
	}
	return entry{}
}

// wordEnds reports whether a word that ends with the character last ends at at.
func wordEnds(s string, at int, last rune) bool {
	if at >= len(s) || !isWord(last) {
		return true
	}
	next := rune(s[at])
	if next >= utf8.RuneSelf {
		next, _ = utf8.DecodeRuneInString(s[at:])
	}
	if !isWord(next) || isSpaceless(last) || isSpaceless(next) {
		return true
	}
	return unicode.IsDigit(next) != unicode.IsDigit(last)
}

// isWord reports whether r is part of a word.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	switch {
	case 0xC0 <= r && r < 0x250:
		return r != '×' && r != '÷'
	case 0x400 <= r && r < 0x482, 0x48A <= r && r < 0x530, // Cyrillic
		0x3041 <= r && r <= 0x3096, 0x4E00 <= r && r <= 0x9FA5, 0xAC00 <= r && r <= 0xD7A3:
		return true
	case 0x2000 <= r && r < 0x2070:
		return false
	}
	return isLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// isUpper is unicode.IsUpper, fast for the scripts of most captions.
func isUpper(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'A' <= r && r <= 'Z'
	case 0x410 <= r && r <= 0x42F:
		return true
	case 0x430 <= r && r <= 0x45F, isUncased(r):
		return false
	}
	return unicode.IsUpper(r)
}

// isLower is unicode.IsLower, fast for the scripts of most captions.
func isLower(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r && r <= 'z'
	case 0x430 <= r && r <= 0x45F:
		return true
	case 0x400 <= r && r <= 0x42F, isUncased(r):
		return false
	}
	return unicode.IsLower(r)
}

// isLetter is unicode.IsLetter, fast for ASCII and Cyrillic.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return 0x400 <= r && r < 0x482 || unicode.IsLetter(r)
}

// isUncased reports whether r belongs to the kana, the Chinese characters or
// the Hangul syllables.
func isUncased(r rune) bool {
	return 0x3040 <= r && r <= 0x9FFF || 0xAC00 <= r && r <= 0xD7A3
}

// isSpaceless reports whether r belongs to a script that puts no spaces
// between words.
func isSpaceless(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r <= 0x0EFF, // Thai, Lao
		0x3040 <= r && r <= 0x30FF, // Kana
		0x3400 <= r && r <= 0x9FFF, // Han
		0xF900 <= r && r <= 0xFAFF,
		0xFF66 <= r && r <= 0xFF9D,
		0x20000 <= r && r <= 0x3FFFF:
		return true
	}
	return false
}

// isHan reports whether r is a Chinese character.
func isHan(r rune) bool {
	return 0x3400 <= r && r <= 0x9FFF || 0xF900 <= r && r <= 0xFAFF || r == '々' || r >= 0x20000 && r <= 0x3FFFF
}

// isZeroWidth reports whether r takes no room: joiners, marks of direction and
// byte order, soft hyphens.
func isZeroWidth(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x61C, 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E,
		0x2060 <= r && r <= 0x2069, r == 0xFEFF, 0xFE00 <= r && r <= 0xFE0F:
		return true
	}
	return false
}

// isBlank reports whether r is white space or takes no room.
func isBlank(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	if r < 0x1680 {
		return r == 0xA0 || r == 0xAD || r == 0x85 || r == 0x61C
	}
	if 0x3001 <= r && r < 0xFE00 {
		return false
	}
	return unicode.IsSpace(r) || isZeroWidth(r)
}

// trimSpace drops white space and zero-width characters from both ends of s.
func trimSpace(s string) string {
	return trimLeft(trimRight(s))
}

func trimLeft(s string) string {
	if s == "" || s[0] > ' ' && s[0] < utf8.RuneSelf {
		return s
	}
	return s[skipSpace(s, 0):]
}

func trimRight(s string) string {
	for s != "" {
		if c := s[len(s)-1]; c < utf8.RuneSelf {
			if c > ' ' || !isBlank(rune(c)) {
				break
			}
			s = s[:len(s)-1]
			continue
		}
		r, size := utf8.DecodeLastRuneInString(s)
		if !isBlank(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// firstRune returns the first character of s that takes room.
func firstRune(s string) rune {
	if s != "" && s[0] < utf8.RuneSelf {
		return rune(s[0])
	}
	for _, r := range s {
		if !isZeroWidth(r) {
			return r
		}
	}
	return utf8.RuneError
}

// lastRune returns the last character of s and its size.
func lastRune(s string) (rune, int) {
	if s == "" {
		return utf8.RuneError, 0
	}
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRuneInString(s)
}

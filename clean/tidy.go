package clean

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// trim returns the bounds of s without white space at its ends. Unlike tidy it
// keeps invisible characters: they are input that must be accounted for.
func trim(s string) (start, end int) {
	end = len(s)
	for start < end {
		if c := s[start]; c < utf8.RuneSelf {
			if !isSpaceByte(c) {
				break
			}
			start++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for end > start {
		c := s[end-1]
		if c < utf8.RuneSelf {
			if !isSpaceByte(c) {
				break
			}
			end--
			continue
		}
		r, size := utf8.DecodeLastRuneInString(s[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}

func isSpaceByte(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// What isTidy asks of a byte.
const (
	tidy        = iota
	untidy      // a control character
	tidySpace   // a space, fine unless another follows
	tidyPerhaps // the first byte of a character that may be in the way
)

var tidiness = func() (t [256]uint8) {
	for c := range ' ' {
		t[c] = untidy
	}
	t[0x7F], t[' '] = untidy, tidySpace
	for _, c := range [...]byte{0xC2, 0xE1, 0xE2, 0xE3, 0xEF} {
		t[c] = tidyPerhaps
	}
	return t
}()

// isTidy reports whether appendTidy would change nothing in s, which has no
// white space at its ends.
func isTidy(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch tidiness[c] {
		case tidy:
		case tidySpace:
			if s[i+1] == ' ' {
				return false
			}
		case untidy:
			return false
		case tidyPerhaps:
			if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) || isDropped(r) {
				return false
			}
		}
	}
	return true
}

// isDropped reports whether r, no ASCII character, shows nothing and means
// nothing in any script. The control characters from U+0080 on are parts of text
// that was decoded wrongly, which can be put right as long as they are there.
func isDropped(r rune) bool {
	return r == 0xAD || r == 0x180E || r == 0x200B || r >= 0x2060 && r <= 0x2064 || r == 0xFEFF
}

// appendTidy appends s to b with every run of white space as one space and
// without characters that show nothing and mean nothing. Joiners and marks of
// direction stay: scripts need them. White space before the first character
// counts only where b is longer than empty.
func appendTidy(b []byte, empty int, s string) []byte {
	b = slices.Grow(b, len(s))
	space := false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case isSpaceByte(c):
				space = true
			case c < ' ' || c == 0x7F:
			default:
				if space && len(b) > empty && b[len(b)-1] != ' ' {
					b = append(b, ' ')
				}
				space = false
				b = append(b, c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			space = true
		case isDropped(r):
		default:
			if space && len(b) > empty && b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
			space = false
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return b
}

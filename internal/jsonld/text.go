package jsonld

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// where says where a string stands: only in a value is there text that can have
// quotation marks in it.
type where uint8

const (
	inKey where = iota
	inValue
	inSkipped
)

// Limits of the search for the end of a string with quotation marks in it: so
// far is looked for one, and after so many strings without end no longer.
const (
	maxQuoted = 256 << 10
	maxLost   = 16
)

// quoted reads a string and returns it as written, without its quotation marks.
// plain says that it is meant as it is written.
//
// A quotation mark ends the string where what follows goes on with the object
// or list around it; others were meant to be escaped. Where no mark does, the
// first one ends it.
func (r *reader) quoted(mark byte, in where) (raw string, plain bool) {
	r.at++
	from, first := r.at, -1
	plain = true
	for i := from; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '\\':
			plain = false
			i++
		case c == '&' || c < ' ':
			plain = false
		case c == mark:
			if in != inValue || r.lost >= maxLost || r.ends(i+1) {
				r.at = i + 1
				return r.s[from:i], plain
			}
			if first < 0 {
				first = i
			}
		}
		if first >= 0 && i-first > maxQuoted {
			break
		}
	}
	if first >= 0 {
		r.lost++
		r.looks |= looksPerCheck - 1 // the next one looks at the context
		r.at = first + 1
		return r.s[from:first], false
	}
	r.at = len(r.s)
	return r.s[from:], false
}

// ends reports whether what stands at offset i can follow the string of a value.
func (r *reader) ends(i int) bool {
	i, line := r.next(i)
	if i >= len(r.s) {
		return true
	}
	switch r.s[i] {
	case '}', ']':
		i, _ = r.next(i + 1)
		return i >= len(r.s) || strings.IndexByte(`,}]<;/{[-"`, r.s[i]) >= 0
	case ',':
		i, _ = r.next(i + 1)
		return i >= len(r.s) || strings.IndexByte(`"'{[}],/0123456789-`, r.s[i]) >= 0 || r.isWord(i)
	case '/':
		return i+1 < len(r.s) && (r.s[i+1] == '/' || r.s[i+1] == '*')
	case '"', '\'':
		// A comma was forgotten at the end of the line.
		return line
	}
	return false
}

// maxKey is the length of keys that may stand without quotation marks.
const maxKey = 40

// isWord reports whether at offset i stands a key without quotation marks, or
// true, false or null, rather than a word of a sentence.
func (r *reader) isWord(i int) bool {
	end := i
	for end < len(r.s) && end-i < maxKey && (r.s[end]|0x20 >= 'a' && r.s[end]|0x20 <= 'z' || r.s[end] == '@' || r.s[end] == '_') {
		end++
	}
	switch r.s[i:end] {
	case "":
		return false
	case "true", "false", "null":
		return true
	}
	return end < len(r.s) && r.s[end] == ':'
}

// next returns the offset of the first byte from i on that is no white space,
// and whether a line ends before it.
func (r *reader) next(i int) (at int, line bool) {
	for i < len(r.s) {
		switch c := r.s[i]; {
		case c <= ' ':
			line = line || c == '\n' || c == '\r'
			i++
		case c == 0xC2 && strings.HasPrefix(r.s[i:], "\u00a0"):
			i += len("\u00a0")
		default:
			return i, line
		}
	}
	return i, line
}

// meant undoes the escapes of JSON and of HTML in a string as written.
func meant(raw string) string {
	s := raw
	if strings.IndexByte(s, '\\') >= 0 {
		s = unescape(s)
	}
	// Systems that escape what was escaped already are common.
	for range 2 {
		if strings.IndexByte(s, '&') < 0 {
			break
		}
		s = html.UnescapeString(s)
	}
	return strings.TrimSpace(s)
}

// unescape undoes the escapes of JSON (RFC 8259, section 7). A backslash before
// any other character is left out.
func unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 || i+1 >= len(s) {
			b.WriteString(strings.TrimSuffix(s, `\`))
			return b.String()
		}
		b.WriteString(s[:i])
		c := s[i+1]
		s = s[i+2:]
		switch c {
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'b', 'f':
			b.WriteByte(' ')
		case 'u':
			r, size := unicodeEscape(s)
			if size == 0 {
				b.WriteString(`\u`)
				continue
			}
			b.WriteRune(r)
			s = s[size:]
		default:
			b.WriteByte(c)
		}
	}
}

// unicodeEscape reads what follows "\u", with the second half of a pair of
// surrogates. size is 0 where no four hexadecimal digits stand.
func unicodeEscape(s string) (r rune, size int) {
	r, ok := hex4(s)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 4
	}
	if strings.HasPrefix(s[4:], `\u`) {
		if low, ok := hex4(s[6:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return both, 10
			}
		}
	}
	return utf8.RuneError, 4
}

func hex4(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:4], 16, 32)
	return rune(n), err == nil
}

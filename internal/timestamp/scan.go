package timestamp

import "unicode/utf8"

const (
	maxBytes  = 320
	maxRunes  = 120
	maxTokens = 48
	maxStamps = 4
)

type tokenKind uint8

const (
	tokenNone tokenKind = iota // beyond the ends of the line
	tokenMark
	tokenNumber
	tokenWord
)

// token is one number, known phrase or punctuation mark of a line.
type token struct {
	kind   tokenKind
	glued  bool  // nothing stands between it and the token before
	width  uint8 // of a number, in digits
	mark   rune  // of a mark, folded
	value  int32 // of a number
	start  int32
	end    int32
	phrase *phrase // of a word
}

func (t *token) is(k kind) bool     { return t.phrase.is(k) }
func (t *token) isMark(r rune) bool { return t.kind == tokenMark && t.mark == r }

// line is the state of reading one line. It lives on the caller's stack.
type line struct {
	lex    *lexicon
	n      int // tokens
	count  int // stamps
	tokens [maxTokens]token
	stamps [maxStamps]draft

	bare     bool // a word such as "today" that counts from now in company
	relative bool // a part counts from now
	partial  bool // words of time that make no whole date
}

// plausible reports that the line is short and consists of numbers, known
// words and marks alone, with a number or a word that counts from now. It
// stops at the first word that no list holds, for ordinary text nearly always
// the first or second, before the state of a line has to be laid out.
func plausible(s string) bool {
	if len(s) < 2 || len(s) > maxBytes || len(s) > maxRunes && utf8.RuneCountInString(s) > maxRunes {
		return false
	}
	table, lex := folding(), words()
	timely := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		r = fold(table, r)
		if digit(r) >= 0 {
			timely = true
			i += size
			continue
		}
		if r == skipped || r == ' ' {
			i += size
			continue
		}
		if r >= 'a' && r <= 'z' && !lex.openings.May(s[i:]) {
			return false
		}
		p, end := lex.match(table, s, i)
		switch {
		case p != nil:
			timely = timely || p.is(kindAgo) || p.is(kindNow)
			i = end
		case isMark(r):
			i += size
		default:
			return false
		}
	}
	return timely
}

// read scans and parses the line and reports whether it consists of nothing
// but time.
func (l *line) read(s string) bool {
	l.lex = words()
	return l.scan(s) && l.parse()
}

// scan splits the line into tokens.
func (l *line) scan(s string) bool {
	table := folding()
	glued := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		r = fold(table, r)
		if r == skipped {
			i += size
			continue
		}
		if r == ' ' {
			i += size
			glued = false
			continue
		}
		if l.n == maxTokens {
			return false
		}
		t := &l.tokens[l.n]
		*t = token{start: int32(i), glued: glued}
		switch {
		case digit(r) >= 0:
			t.kind = tokenNumber
			for i < len(s) {
				r, size = rune(s[i]), 1
				if r >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(s[i:])
				}
				d := digit(r)
				if d < 0 {
					break
				}
				if t.width == 9 {
					return false
				}
				t.value = t.value*10 + d
				t.width++
				i += size
			}
		default:
			p, end := l.lex.match(table, s, i)
			if p != nil {
				t.kind, t.phrase = tokenWord, p
				i = end
				break
			}
			if !isMark(r) {
				return false
			}
			t.kind, t.mark = tokenMark, r
			i += size
		}
		t.end = int32(i)
		glued = true
		l.n++
	}
	return l.n > 0
}

// isMark reports the punctuation that timestamps contain.
func isMark(r rune) bool {
	switch r {
	case ',', '.', ':', ';', '/', '-', '+', '|', '(', ')', '[', ']', '·', '\'', '~', '*', '#', '@', '>', '<', '»', '«', '›', '‹', '→', '\\', '_':
		return true
	}
	return false
}

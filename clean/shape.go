package clean

import (
	"unicode"
	"unicode/utf8"
)

// Shape is what a line looks like, whatever its words say.
type Shape struct {
	// Words is the number of words. In scripts that do not put spaces between
	// words, two characters count as one.
	Words int
	// Upper is the number of words that begin with an upper-case letter.
	Upper int
	// Letters and Digits count characters of these kinds.
	Letters, Digits int
	// Sentences is the number of sentence ends inside the line and at its end.
	Sentences int
	// Commas is the number of commas, semicolons and dashes.
	Commas int
	// End says how the line ends.
	End End
	// Start says how the line begins.
	Start Start
}

// End says how a line ends, closing quotation marks and brackets aside.
type End uint8

// How a line ends.
const (
	EndOpen     End = iota // with a word or a number
	EndSentence            // with a full stop, exclamation or question mark of any script
	EndColon
	EndComma    // with a comma, semicolon or dash
	EndEllipsis // with three dots or an ellipsis character
)

// Start says how a line begins, opening quotation marks and brackets aside.
type Start uint8

// How a line begins.
const (
	StartOther  Start = iota
	StartUpper        // with an upper-case letter
	StartLower        // with a lower-case letter
	StartLetter       // with a letter of a script without cases
	StartDigit
	StartBullet // with a bullet or a dash and a space
)

// asciiClass sorts ASCII characters for ShapeOf.
const (
	clOther = iota
	clSpace
	clUpper
	clLower
	clDigit
	clStop  // . ! ?
	clClose // quotes and brackets that may follow a sentence's end
	clColon
	clComma
)

var asciiClass = func() (t [128]uint8) {
	for c := range t {
		switch {
		case c == ' ':
			t[c] = clSpace
		case c >= 'A' && c <= 'Z':
			t[c] = clUpper
		case c >= 'a' && c <= 'z':
			t[c] = clLower
		case c >= '0' && c <= '9':
			t[c] = clDigit
		}
	}
	for _, c := range ".!?" {
		t[c] = clStop
	}
	for _, c := range "\"')]}*_" {
		t[c] = clClose
	}
	t[':'] = clColon
	for _, c := range ",;-" {
		t[c] = clComma
	}
	return t
}()

// letterBytes marks the ASCII letters.
var letterBytes = func() (t [256]bool) {
	for c := range asciiClass {
		t[c] = asciiClass[c] == clUpper || asciiClass[c] == clLower
	}
	return t
}()

// ShapeOf returns the shape of a line's text, in one pass over it.
func ShapeOf(text string) Shape {
	var s Shape
	inWord := false
	dense := 0 // characters of scripts without spaces between words
	end := EndOpen
	stops := 0
	started := false
	for i := 0; i < len(text); {
		c := text[i]
		class := uint8(clOther)
		var r rune
		size := 1
		if c < utf8.RuneSelf {
			class = asciiClass[c]
		} else {
			r, size = utf8.DecodeRuneInString(text[i:])
			class = classOf(r)
		}
		switch class {
		case clSpace:
			if end == EndSentence {
				s.Sentences++
			}
			inWord = false
			i += size
			continue
		case clUpper, clLower:
			letters := 1
			if c < utf8.RuneSelf {
				// The rest of a word counts as its first letter does.
				for i+letters < len(text) && letterBytes[text[i+letters]] {
					letters++
				}
				size = letters
			}
			s.Letters += letters
			if !inWord {
				s.Words++
				inWord = true
				if class == clUpper {
					s.Upper++
				}
			}
			if !started {
				started = true
				if class == clUpper {
					s.Start = StartUpper
				} else {
					s.Start = StartLower
				}
			}
			end, stops = EndOpen, 0
		case clLetter:
			s.Letters++
			if !started {
				started = true
				s.Start = StartLetter
			}
			if isDense(r) {
				if end == EndSentence {
					s.Sentences++
				}
				dense++
				inWord = false
			} else if !inWord {
				s.Words++
				inWord = true
			}
			end, stops = EndOpen, 0
		case clDigit:
			s.Digits++
			if !inWord {
				s.Words++
				inWord = true
			}
			if !started {
				started = true
				s.Start = StartDigit
			}
			end, stops = EndOpen, 0
		case clStop:
			stops++
			end = EndSentence
			if stops >= 3 || r == '…' {
				end = EndEllipsis
			}
		case clClose:
			// Keeps the end that stands before it.
		case clColon:
			end, stops = EndColon, 0
		case clComma:
			s.Commas++
			end, stops = EndComma, 0
		default:
			if !started && isBullet(c, r) {
				started = true
				s.Start = StartBullet
			}
			end, stops = EndOpen, 0
		}
		if class == clComma && !started && c == '-' && i+1 < len(text) && text[i+1] == ' ' {
			started = true
			s.Start = StartBullet
		}
		i += size
	}
	if end == EndSentence || end == EndEllipsis {
		s.Sentences++
	}
	s.End = end
	s.Words += (dense + 1) / 2
	return s
}

const clLetter = clComma + 1

func classOf(r rune) uint8 {
	switch {
	case r == '。' || r == '！' || r == '？' || r == '．' || r == '…' || r == '।' || r == '؟' || r == '۔' || r == '॥' || r == '։':
		return clStop
	case r >= 0x2018 && r <= 0x201F, r == '«', r == '»', r == '‹', r == '›',
		r >= 0x300C && r <= 0x3011, r == '）', r == '（', r == '］', r == '［', r == '＂':
		return clClose
	case r == '：':
		return clColon
	case r == '、' || r == '，' || r == '；' || r == '–' || r == '—' || r == '،' || r == '؛':
		return clComma
	case unicode.IsLower(r):
		return clLower
	case unicode.IsUpper(r):
		return clUpper
	case unicode.IsLetter(r), unicode.IsMark(r):
		return clLetter
	case unicode.IsDigit(r):
		return clDigit
	case unicode.IsSpace(r):
		return clSpace
	}
	return clOther
}

// isDense reports whether r belongs to a script written without spaces between
// words.
func isDense(r rune) bool {
	switch {
	case r < 0x0E00:
		return false
	case r <= 0x0EFF, // Thai, Lao
		r >= 0x1000 && r <= 0x109F, // Burmese
		r >= 0x1780 && r <= 0x17FF, // Khmer
		r >= 0x3040 && r <= 0x30FF, // Kana
		r >= 0x3400 && r <= 0x9FFF, // Han
		r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFF66 && r <= 0xFF9F, // half-width Kana
		r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return false
}

func isBullet(c byte, r rune) bool {
	if r == 0 {
		return c == '*'
	}
	switch r {
	case '•', '·', '‣', '◦', '▪', '▶', '►', '■', '□', '●', '○', '◆', '★', '✓', '✔', '➤', '→', '※', '∙', '・':
		return true
	}
	return false
}

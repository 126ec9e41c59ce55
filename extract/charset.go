package extract

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/copydesk-go/copydesk/clean"
)

// decoded is an input in UTF-8 and the way back to its bytes.
type decoded struct {
	text    string
	charset string // name in the Encoding Standard
	input   string
	skip    int               // bytes of the input before the text: a byte order mark
	enc     encoding.Encoding // nil: the text is the input from skip on
}

// decode returns the input's text. charset is its encoding's name, "" when it
// is to be found from the input by detect. A byte order mark goes before both. A
// text of more than limit bytes is a *LimitError.
func decode(ctx context.Context, input, charset string, detect func(input string, valid bool) string, limit int64) (decoded, error) {
	d := decoded{input: input}
	valid := isValid(ctx, input)
	switch {
	case strings.HasPrefix(input, "\xEF\xBB\xBF"):
		charset, d.skip = "utf-8", 3
	case strings.HasPrefix(input, "\xFE\xFF"):
		charset, d.skip = "utf-16be", 2
	case strings.HasPrefix(input, "\xFF\xFE"):
		charset, d.skip = "utf-16le", 2
	case charset == "":
		charset = detect(input, valid)
	}
	enc, err := encodingNamed(charset)
	if err != nil {
		return decoded{}, err
	}
	if d.charset, err = htmlindex.Name(enc); err != nil {
		d.charset = charset
	}
	rest := input[d.skip:]
	if d.charset == "utf-8" && valid {
		d.text = rest
	} else {
		d.enc = enc
		if d.text, err = decodeWithin(ctx, enc, rest, limit); err != nil {
			return decoded{}, err
		}
	}
	if size := int64(len(d.text)); size > limit {
		return decoded{}, &LimitError{Limit: LimitDecodedBytes, Max: limit, Value: size}
	}
	if isBinary(d.text) {
		return decoded{}, ErrBinary
	}
	return d, nil
}

// isValid reports whether s is valid UTF-8; when the context is done it does not
// matter what it says.
func isValid(ctx context.Context, s string) bool {
	for len(s) > decodedAtOnce {
		if ctx.Err() != nil {
			return true
		}
		end := decodedAtOnce
		for end > decodedAtOnce-utf8.UTFMax && !utf8.RuneStart(s[end]) {
			end--
		}
		if !utf8.ValidString(s[:end]) {
			return false
		}
		s = s[end:]
	}
	return utf8.ValidString(s)
}

// decodeWithin decodes s, but no more of it than a byte beyond the limit.
func decodeWithin(ctx context.Context, enc encoding.Encoding, s string, limit int64) (string, error) {
	if int64(len(s))*maxGrowth <= limit && len(s) <= decodedAtOnce {
		return enc.NewDecoder().String(s)
	}
	var b strings.Builder
	b.Grow(int(min(int64(len(s)), limit)))
	_, err := io.Copy(&b, io.LimitReader(enc.NewDecoder().Reader(contextReader{ctx, strings.NewReader(s)}), limit+1))
	if int64(b.Len()) > limit {
		return "", &LimitError{Limit: LimitDecodedBytes, Max: limit}
	}
	return b.String(), err
}

// decodedAtOnce is the size up to which an input is decoded, or checked, without a
// look at the context.
const decodedAtOnce = 1 << 20

// maxGrowth is the most bytes of UTF-8 that a byte of another encoding becomes.
const maxGrowth = 3

// encodingNamed returns the encoding of a name of the Encoding Standard.
func encodingNamed(name string) (encoding.Encoding, error) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, &CharsetError{Name: name}
	}
	if canonical, _ := htmlindex.Name(enc); canonical == "utf-8" {
		return unicode.UTF8, nil
	}
	return enc, nil
}

// binarySample is the number of bytes at a text's start that isBinary looks at.
const binarySample = 16 << 10

// isBinary reports whether text has characters that no text has: more than one
// control character or replacement character in ten.
func isBinary(text string) bool {
	if sample := text[:min(len(text), binarySample)]; !hasControl(sample) && !strings.Contains(sample, "\uFFFD") {
		return false
	}
	odd, all := 0, 0
	for i := 0; i < min(len(text), binarySample); all++ {
		c := text[i]
		if c < utf8.RuneSelf {
			if isControl[c] {
				odd++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError {
			odd++
		}
		i += size
	}
	return odd > 0 && odd*10 > all
}

// hasControl reports whether s has a control character that texts do not have.
func hasControl(s string) bool {
	for len(s) >= 8 {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		// The highest bit of a byte is set in a where it is below a space, in b
		// where it is 0x7F, and perhaps in bytes above one of these.
		a := (w - 0x2020202020202020) & ^w
		b := ((w ^ 0x7F7F7F7F7F7F7F7F) - 0x0101010101010101) & ^(w ^ 0x7F7F7F7F7F7F7F7F)
		if (a|b)&0x8080808080808080 != 0 {
			for i := range 8 {
				if isControl[s[i]] {
					return true
				}
			}
		}
		s = s[8:]
	}
	for i := range len(s) {
		if isControl[s[i]] {
			return true
		}
	}
	return false
}

// isControl holds the control characters that texts do not have.
var isControl = func() (t [256]bool) {
	for c := range byte(' ') {
		t[c] = (c < '\t' || c > '\r') && c != 0x1B
	}
	t[0x7F] = true
	return t
}()

// restoreSpans turns spans into d.text into spans into d.input. Decoding once
// more, from line to line, finds the bytes behind each of them.
func (d *decoded) restoreSpans(ctx context.Context, lines []clean.Line) {
	if d.enc == nil {
		if d.skip > 0 {
			for i := range lines {
				lines[i].Span.Start += d.skip
				lines[i].Span.End += d.skip
			}
		}
		return
	}
	w := walker{dec: d.enc.NewDecoder().Transformer, rest: []byte(d.input[d.skip:]), at: d.skip}
	for i := range lines {
		if i%linesPerCheck == 0 && ctx.Err() != nil {
			return
		}
		span := &lines[i].Span
		span.Start = w.seek(span.Start)
		span.End = w.seek(span.End)
	}
}

// walker goes through an input along with its decoded text.
type walker struct {
	dec  transform.Transformer
	rest []byte // input not yet gone through
	at   int    // offset of rest in the input
	text int    // offset in the decoded text
	buf  [4096]byte
}

// seek goes on to an offset in the decoded text, not before the last one, and
// returns the offset in the input.
func (w *walker) seek(text int) int {
	for w.text < text {
		room := min(text-w.text, len(w.buf))
		dst, src, _ := w.dec.Transform(w.buf[:room], w.rest, true)
		if src == 0 {
			dst, src = w.step(room)
		}
		if src == 0 {
			break
		}
		w.rest = w.rest[src:]
		w.at += src
		w.text += dst
	}
	return w.at
}

// step decodes the most input whose text has no more than room bytes. The UTF-8
// decoder reads no more bytes than it has room for: where a broken character
// would have been longer than its replacement, it does not see that it is
// broken.
func (w *walker) step(room int) (dst, src int) {
	for n := min(len(w.rest), 2*utf8.UTFMax); n > 0; n-- {
		if dst, src, err := w.dec.Transform(w.buf[:], w.rest[:n], true); err == nil && dst <= room {
			return dst, src
		}
	}
	return 0, 0
}

package clean

import (
	"context"
	"strings"
	"unicode/utf8"
)

// TextPage returns the page that a text file holds, whose lines end with any of
// the line ends of Unicode. Lines into which a paragraph was broken are put
// together again, and the marks of Markdown are read, where the text shows that
// it has such. Offsets of its spans are byte offsets into text: a line that was
// put together reaches from its first piece to its last.
func TextPage(text string) *Page { return TextPageWithin(text, Limits{}) }

// TextPageWithin is TextPage within limits. The page says which of them it
// reached.
func TextPageWithin(text string, limits Limits) *Page {
	page, _ := TextPageContext(context.Background(), text, limits) // whose context is never done
	return page
}

// TextPageContext is TextPageWithin that stops when the context is done, and then
// returns the context's error.
func TextPageContext(ctx context.Context, text string, limits Limits) (*Page, error) {
	scan := newLineScanner(ctx, text)
	r := textReader{Builder: *NewBuilderWithin(limits), form: formOf(scan)}
	r.SetContext(ctx)
	r.page.markdown = r.form.markdown
	lines := r.form.lines
	if limits.Lines > 0 {
		lines = min(lines, limits.Lines)
	}
	if cap(r.page.Lines) < lines {
		r.page.Lines = make([]Line, 0, lines)
	}
	r.read(scan)
	r.endLine()
	page := r.Page()
	if err := ctx.Err(); err != nil {
		page.Release()
		return nil, err
	}
	return page, nil
}

// textReader builds the page of a text file.
type textReader struct {
	Builder
	form  textForm
	mark  Label // what the line's marks say that it is
	level int8
	sofar
}

// sofar is what is known of the line that is being put together.
type sofar struct {
	length    int    // bytes of its pieces
	last      string // the last piece
	bracketed bool   // the last piece is the word of a credit in brackets
}

// textForm is what a text shows of how it came to be.
type textForm struct {
	lines    int  // number of lines with text, roughly
	wrap     int  // width in characters to which its paragraphs are wrapped, 0 for none
	pieces   bool // its pieces are parted by blank lines
	markdown bool
}

// rawLine is a line of the file, without white space around it.
type rawLine struct {
	text  string
	start int
	gap   int // blank lines before
	lead  int // bytes of white space before
}

// lineScanner hands out the lines of a file that are not empty, until the context
// is done.
type lineScanner struct {
	ctx   context.Context
	lines int // looked at so far
	text  string
	at    int
	plain bool // lines end with a line feed and nothing else
}

func newLineScanner(ctx context.Context, text string) lineScanner {
	for _, end := range [...]string{"\r", "\v", "\f", "\u0085", "\u2028", "\u2029"} {
		if strings.Contains(text, end) {
			return lineScanner{ctx: ctx, text: text}
		}
		if ctx.Err() != nil {
			return lineScanner{ctx: ctx}
		}
	}
	return lineScanner{ctx: ctx, text: text, plain: true}
}

// next returns the next line that is not blank; ok is false after the last.
func (s *lineScanner) next() (line rawLine, ok bool) {
	for gap := 0; s.at < len(s.text); gap++ {
		if s.lines++; s.lines%linesPerCheck == 0 && s.ctx.Err() != nil {
			return rawLine{}, false
		}
		start := s.at
		end, width := s.lineEnd(start)
		s.at = end + width
		from, to := trim(s.text[start:end])
		if from < to {
			return rawLine{s.text[start+from : start+to], start + from, gap, from}, true
		}
	}
	return rawLine{}, false
}

// lineEnd returns where the line that starts at byte start ends, and the size of
// its end, by the Unicode Standard's section 5.8.
func (s *lineScanner) lineEnd(start int) (end, width int) {
	text := s.text
	if s.plain {
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			return start + i, 1
		}
		return len(text), 0
	}
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c > '\r' && c < 0xC2:
			continue
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i, 2
		case c >= '\n' && c <= '\r':
			return i, 1
		case c == 0xC2 && i+1 < len(text) && text[i+1] == 0x85:
			return i, 2
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9):
			return i, 3
		}
	}
	return len(text), 0
}

// read builds the lines.
func (r *textReader) read(scan lineScanner) {
	line, ok := scan.next()
	next, more := scan.next()
	for range line.gap {
		r.Break()
	}
	for ok && !r.isFull() {
		after, yet := rawLine{}, false
		if more {
			after, yet = scan.next()
		}
		if r.form.markdown {
			r.readMarkdown(line)
		} else {
			r.Text(line.text, line.start)
		}
		r.length += sizeOf(line.text)
		r.last = line.text
		if more && r.joins(next, after) {
			r.join(next)
		} else {
			r.endPieces()
		}
		line, ok, next, more = next, more, after, yet
		for range line.gap {
			if !r.started {
				r.Break()
			}
		}
	}
}

// endPieces ends the line.
func (r *textReader) endPieces() {
	r.endLine()
	r.Break()
	r.sofar = sofar{}
}

// endLine ends the line and says what its marks make of it.
func (r *textReader) endLine() {
	n := len(r.page.Lines)
	r.Builder.endLine()
	if len(r.page.Lines) > n {
		r.page.Lines[n].Form, r.page.Lines[n].Level = r.mark, r.level
	}
	r.mark, r.level = Unlabeled, 0
}

// join parts the line so far from the piece that is to come, by a space where
// there has to be one.
func (r *textReader) join(next rawLine) {
	r.bracketed = opensCredit(r.last, next.text)
	switch {
	case r.bracketed:
	case isClosing(next.text) || isDenseBetween(r.last, next.text):
	case r.form.wrap > 0 && isHyphenated(r.last, next.text):
		r.dropHyphen()
	default:
		r.Text(" ", next.start)
	}
}

// isDenseBetween reports whether characters of scripts without spaces would
// stand on both sides of a space between two pieces.
func isDenseBetween(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return isDense(last) && isDense(first)
}

// dropHyphen takes back the hyphen that the line so far ends with.
func (r *textReader) dropHyphen() {
	if !r.started {
		return // a limit has ended the line
	}
	if r.inArena {
		r.arena = r.arena[:len(r.arena)-1]
	} else {
		r.Builder.text = r.Builder.text[:len(r.Builder.text)-1]
	}
}

// isHyphenated reports whether a hyphen at the end of a wrapped line parts a
// word.
func isHyphenated(line, next string) bool {
	rest, ok := strings.CutSuffix(line, "-")
	if !ok || !startsLower(next) {
		return false
	}
	word := rest[strings.LastIndexByte(rest, ' ')+1:]
	return utf8.RuneCountInString(word) >= 2 && !strings.Contains(word, "-")
}

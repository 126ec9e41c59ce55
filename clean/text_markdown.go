package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain text that was made of HTML often has marks of Markdown
// (https://spec.commonmark.org/0.31.2/): this reads the ones that scrapers write,
// line by line, and leaves all others as they are.

// The kinds of marks that countMarks counts.
const (
	markHeading = iota
	markImage
	markLink
	markItem // indented items of a list, emphasis
)

// countMarks counts the marks of a line of a text that may have links and emphasis.
func countMarks(line rawLine, mayLink, mayStress bool, marks *[4]int) {
	text := line.text
	switch text[0] {
	case '#':
		if level := headingLevel(text); level > 0 {
			marks[markHeading]++
		}
	case '*', '-', '+':
		if line.lead >= 2 && len(text) > 1 && text[1] == ' ' {
			marks[markItem]++
		}
	}
	if i := markAt(text, "](", mayLink); i > 0 {
		at := strings.LastIndexByte(text[:i], '[')
		switch rest := text[i+2:]; {
		case at < 0:
		case at > 0 && text[at-1] == '!':
			marks[markImage]++
		case strings.HasPrefix(rest, "http") || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "#"):
			marks[markLink]++
		}
	}
	if i := markAt(text, "**", mayStress); i >= 0 && strings.Contains(text[i+2:], "**") {
		marks[markItem]++
	}
}

// markAt is strings.Index for a mark that may be in text, and -1 where it may not.
func markAt(text, mark string, may bool) int {
	if !may {
		return -1
	}
	return strings.Index(text, mark)
}

// headingLevel returns the level of a heading in the form "## Text", or 0.
func headingLevel(text string) int {
	n := 0
	for n < len(text) && text[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n < len(text) && text[n] != ' ' {
		return 0
	}
	return n
}

// readMarkdown adds a line, or the lines into which its pictures part it. All
// of it, marks included, is in the spans of these.
func (r *textReader) readMarkdown(line rawLine) {
	first, fresh := len(r.page.Lines), !r.started
	form, level, at := readPrefix(line)
	text := line.text
	if form == Heading {
		text = strings.TrimRight(strings.TrimRight(text, "#"), " ")
		at = min(at, len(text))
		from, to := trimStars(text[at:])
		text, at = text[:at+to], at+from
	}
	r.readInline(text[at:], line.start+at)
	lines := r.page.Lines
	if !r.started && len(lines) == first {
		r.Text(line.text, line.start)
	}
	end := line.start + len(line.text)
	switch {
	case r.started && len(lines) == first:
		if fresh {
			r.span.Start = line.start
		}
		r.span.End = end
	case r.started:
		lines[first].Span.Start = min(lines[first].Span.Start, line.start)
		r.span.End = end
	default:
		if fresh {
			lines[first].Span.Start = line.start
		}
		lines[len(lines)-1].Span.End = end
	}
	if r.started && (fresh || len(lines) > first) {
		r.mark, r.level = form, int8(min(level, 100))
	}
}

// trimStars returns the bounds of s without emphasis around all of it.
func trimStars(s string) (start, end int) {
	end = len(s)
	for start < end && (s[start] == '*' || s[start] == ' ') {
		start++
	}
	for end > start && (s[end-1] == '*' || s[end-1] == ' ') {
		end--
	}
	return start, end
}

// readPrefix reads the marks that a line begins with and returns what they make
// of it and where its text begins.
func readPrefix(line rawLine) (form Label, level, at int) {
	text := line.text
	for at < len(text) {
		rest := text[at:]
		switch c := rest[0]; {
		case c == ' ':
			at++
			continue
		case c == '>' && form == Unlabeled:
			form = Quote
			at++
			continue
		case c == '#':
			if n := headingLevel(rest); n > 0 {
				return Heading, n, at + n
			}
		case (c == '*' || c == '-' || c == '+') && len(rest) > 1 && rest[1] == ' ':
			if isRuler(rest) {
				return form, level, at
			}
			form, level = ListItem, level+1
			if level == 1 {
				level += max(0, line.lead-2) / 2
			}
			at += 2
			continue
		case c >= '0' && c <= '9' && (line.lead >= 2 || form == ListItem):
			n := 1
			for n < len(rest) && n < 4 && rest[n] >= '0' && rest[n] <= '9' {
				n++
			}
			if strings.HasPrefix(rest[n:], ". ") {
				return ListItem, max(level, 1), at + n + 2
			}
		}
		return form, level, at
	}
	return form, level, at
}

// isRuler reports whether a line is a rule: "* * *", "---", "___".
func isRuler(text string) bool {
	if text == "" || !strings.ContainsRune("*-_=~", rune(text[0])) {
		return false
	}
	n := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case ' ':
		case text[0]:
			n++
		default:
			return false
		}
	}
	return n >= 3
}

// isMark marks the bytes at which readInline looks more closely.
var isMark = [256]bool{'\\': true, '!': true, '[': true, '*': true, '_': true, '`': true}

// readInline adds the text of a line without its marks.
func (r *textReader) readInline(s string, start int) {
	from := 0
	for i := 0; i < len(s); i++ {
		if !isMark[s[i]] {
			continue
		}
		skip := 0
		switch c := s[i]; c {
		case '\\':
			if i+1 < len(s) && isASCIIPunct(s[i+1]) {
				r.Text(s[from:i], start+from)
				from = i + 1
				i++
			}
			continue
		case '!':
			size := imageSize(s[i:])
			if size == 0 {
				continue
			}
			r.Text(s[from:i], start+from)
			rest := strings.TrimSpace(s[i+size:])
			if !r.started || rest == "" || imageSize(rest) > 0 {
				r.readImage(s[i:i+size], start+i)
			} else {
				r.Text(" ", start+i+size)
			}
			i += size - 1
			from = i + 1
			continue
		case '[':
			text, size := linkSize(s[i:])
			if size == 0 {
				continue
			}
			r.Text(s[from:i], start+from)
			r.restyle(styleLink, 1)
			r.readInline(s[i+1:i+1+text], start+i+1)
			r.restyle(styleLink, -1)
			i += size - 1
			from = i + 1
			continue
		case '`':
			skip = runOf(s[i:])
		default:
			n := runOf(s[i:])
			if !isDelimiter(s, i, n) {
				i += n - 1
				continue
			}
			skip = n
		}
		r.Text(s[from:i], start+from)
		i += skip - 1
		from = i + 1
	}
	r.Text(s[from:], start+from)
}

// readImage makes a picture a line of its own.
func (r *textReader) readImage(s string, start int) {
	if r.started {
		r.endLine()
	}
	r.Text(s, start)
	r.mark = ImageName
	r.endLine()
}

// runOf returns how often the first byte of s is repeated.
func runOf(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// isDelimiter reports whether n stars or underscores at s[i] begin or end an
// emphasis: text on one side, none on the other.
func isDelimiter(s string, i, n int) bool {
	if n > 3 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	left, right := i > 0 && isWordRune(before), i+n < len(s) && isWordRune(after)
	if s[i] == '_' && left && right {
		return false
	}
	spaceLeft, spaceRight := i == 0 || unicode.IsSpace(before), i+n == len(s) || unicode.IsSpace(after)
	if spaceLeft && spaceRight {
		return n >= 2
	}
	return !left || !right || n >= 2
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

func isASCIIPunct(c byte) bool {
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
}

// The most bytes of a link's text or a picture's alternative text, and of an
// address that is no data.
const (
	maxAlt    = 500
	maxTarget = 3000
)

// imageSize returns the size of the picture that s begins with, 0 if with none.
func imageSize(s string) int {
	if !strings.HasPrefix(s, "![") {
		return 0
	}
	_, size := linkSize(s[1:])
	if size == 0 {
		return 0
	}
	return 1 + size
}

// linkSize returns the size of the link that s begins with, and of its text.
func linkSize(s string) (text, size int) {
	depth := 0
	for i := 0; i < min(len(s), maxAlt); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth > 0 {
				continue
			}
			if i+1 >= len(s) || s[i+1] != '(' {
				return 0, 0
			}
			n := targetSize(s[i+1:])
			if n == 0 {
				return 0, 0
			}
			return i - 1, i + 1 + n
		}
	}
	return 0, 0
}

// targetSize returns the size of a link's target in round brackets, with its
// title, if it has one.
func targetSize(s string) int {
	data := strings.HasPrefix(s, "(data:")
	depth := 0
	quoted := false
	for i := 0; i < len(s) && (data || i < maxTarget); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			quoted = !quoted
		case ' ':
			if !quoted && (i+1 >= len(s) || s[i+1] != '"') && !data {
				return 0
			}
		case '[':
			data = false
		case '(':
			depth++
			data = data && depth == 1
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// CutImage reads a picture in the form of Markdown, "![text](address)", as it
// stands on a line of its own.
func CutImage(line string) (alt, address string, ok bool) {
	if imageSize(line) != len(line) || line == "" {
		return "", "", false
	}
	text, _ := linkSize(line[1:])
	address = line[text+4 : len(line)-1]
	if at := strings.IndexByte(address, ' '); at >= 0 {
		address = address[:at]
	}
	return line[2 : 2+text], address, true
}

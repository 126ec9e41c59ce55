package render

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// ErrNoTrace says that a document was read without extract.WithTrace.
var ErrNoTrace = errors.New("render: the document has no trace")

// Bounds of the table that Trace writes.
const (
	minTraceWidth = 60
	maxNameWidth  = 28 // of the column of rules
)

// lostPrefix stands before the label of a mark that did not win.
const lostPrefix = "· "

// Trace writes how the lines of the page were decided, as a table of at most
// the given number of columns (60 at least): a row a line with its label, the
// rule that decided and how sure it was, and below it what other rules said and
// why they lost. Its error is ErrNoTrace for a document without a trace, or the
// writer's.
func Trace(w io.Writer, d *extract.Document, columns int) error {
	if d.Trace == nil {
		return ErrNoTrace
	}
	t := traceTable{w: bufio.NewWriter(w), columns: max(columns, minTraceWidth)}
	t.measure(d.Trace.Lines)
	t.row("line", "label", "rule", "sure", "text")
	for i := range d.Trace.Lines {
		line := &d.Trace.Lines[i]
		t.row(strconv.Itoa(i+1), line.Label.String(), line.Rule, sureness(line.Confidence), line.Text)
		lost := false
		for k := range line.Marks {
			if m := &line.Marks[k]; m.Outcome != clean.Won {
				lost = lost || m.Outcome != clean.Withheld
				t.row("", lostPrefix+m.Label.String(), m.Rule, sureness(m.Confidence), "  "+fate(m))
			}
		}
		if lost {
			t.row("", "", "", "", "  why: "+line.Why)
		}
	}
	return t.w.Flush()
}

// fate says what came of a mark that did not win.
func fate(m *clean.Mark) string {
	switch m.Outcome {
	case clean.Withheld:
		return "withheld for " + m.By
	case clean.Refused:
		return "refused for " + m.By
	}
	return "overruled by " + m.By
}

func sureness(c float32) string { return fmt.Sprintf("%.2f", c) }

// traceTable writes rows of aligned cells.
type traceTable struct {
	w                   *bufio.Writer
	columns             int
	number, label, rule int // widths of columns
}

// measure sets the widths of the columns.
func (t *traceTable) measure(lines []extract.TraceLine) {
	t.number, t.label, t.rule = max(4, len(strconv.Itoa(len(lines)))), len("label"), len("rule")
	for i := range lines {
		for k := range lines[i].Marks {
			m := &lines[i].Marks[k]
			name := m.Label.String()
			if m.Outcome != clean.Won {
				name = lostPrefix + name
			}
			t.label = max(t.label, columnsOf(name))
			t.rule = max(t.rule, columnsOf(m.Rule))
		}
	}
	t.rule = min(t.rule, maxNameWidth)
}

func (t *traceTable) row(number, label, rule, sure, text string) {
	const gap = "  "
	row := strings.Repeat(" ", max(0, t.number-len(number))) + number + gap + fit(label, t.label) + gap + fit(rule, t.rule) + gap + fit(sure, 4) + gap
	row += cut(text, t.columns-t.number-t.label-t.rule-4-4*len(gap))
	t.w.WriteString(strings.TrimRight(row, " "))
	t.w.WriteByte('\n')
}

// fit returns a text in exactly n columns.
func fit(s string, n int) string {
	s = cut(s, n)
	return s + strings.Repeat(" ", n-columnsOf(s))
}

// cut returns a text in at most n columns, its end an ellipsis where it is
// longer. What a terminal would not show as a character is a question mark.
func cut(s string, n int) string {
	var b strings.Builder
	used, fits := 0, 0
	for _, r := range s {
		if !unicode.IsGraphic(r) {
			r = '?'
		}
		used += columnsOfRune(r)
		if used > n {
			return b.String()[:fits] + "…"
		}
		b.WriteRune(r)
		if used < n {
			fits = b.Len()
		}
	}
	return b.String()
}

// columnsOf returns the number of columns that a terminal takes for a text.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOfRune(r)
	}
	return n
}

// columnsOfRune returns the number of columns of a character (Unicode Standard
// Annex 11, East Asian Width).
func columnsOfRune(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

package extract

import (
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

// markedPseudonym returns what an element around the heading or right behind the body
// has in it that is marked as the author's name by a standard or by the names of
// its classes, though it does not look like one: "newsdesk".
func (m *metadata) markedPseudonym() []string {
	from, to := m.headRange()
	after := m.bodyEnd()
	see := func(e *clean.Element, line, start, end int) []string {
		if (line < from || line > to) && (line < after || line >= after+endReach) || !m.isNameMark(e, line) {
			return nil
		}
		text := m.page.Lines[line].Text[start:end]
		if len(text) > maxByline || endsAsCheck(m.page.Lines[line].Text[:start]) || opensAsCheck(text) {
			return nil
		}
		text = cutDate(strings.TrimSpace(text))
		if strings.Count(text, " ") >= maxPseudonym || isRole(text) || isBylineLabel(text) {
			return nil
		}
		return appendAuthors(nil, text)
	}
	for i := range m.page.Inlines {
		in := &m.page.Inlines[i]
		if names := see(&in.Element, in.Line, in.Start, in.End); len(names) > 0 {
			return names
		}
	}
	for i := range m.page.Blocks {
		if b := &m.page.Blocks[i]; b.Last == b.First+1 {
			if names := see(&b.Element, b.First, 0, len(m.page.Lines[b.First].Text)); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// maxPseudonym is the most words of what is marked as a name and does not look like
// one.
const maxPseudonym = 3

// isNameMark reports whether an element in a line is marked as the name of the author,
// not as anything of theirs.
func (m *metadata) isNameMark(e *clean.Element, line int) bool {
	switch mark := m.authorMark(e); {
	case mark > markByWord:
		return true
	case mark > 0:
		return containsFoldASCII(e.Class, "name")
	}
	return hasWord(e.Class, "name") && m.authorMark(&m.page.Blocks[m.page.Lines[line].Block].Element) > 0
}

// pseudonym returns the one word behind those that open a line as a byline close below
// the heading. It may have no capital, as a user's name has none.
func (m *metadata) pseudonym() []string {
	for text := range m.headBylines() {
		if len(text) > maxByline {
			continue
		}
		rest, _ := clean.CutByline(text)
		rest, _, _ = cutAny(rest, bylineMarks)
		if rest = strings.TrimSpace(cutDate(rest)); strings.Contains(rest, " ") {
			continue
		}
		if name := cleanName(rest); name != "" {
			return []string{name}
		}
	}
	return nil
}

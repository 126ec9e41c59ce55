package extract

import (
	"iter"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

// headBylines yields the lines close below the heading that open as bylines do, but
// for those that say who checked the article.
func (m *metadata) headBylines() iter.Seq[string] {
	return func(yield func(string) bool) {
		title := m.titleLine()
		if title < 0 {
			return
		}
		for i := title + 1; i <= min(title+nearHead, len(m.page.Lines)-1); i++ {
			label := m.decisions[i].Label
			text := withoutChecks(m.page.Lines[i].Text)
			if label.IsPicture() || label.IsBody() && label != clean.Paragraph {
				continue
			}
			if _, ok := clean.CutByline(text); ok && !yield(text) {
				return
			}
		}
	}
}

// shownAuthors returns the names of the first line close below the heading that opens as
// a byline does and names people in full, or else those of the elements there that
// are surely marked as the author's.
func (m *metadata) shownAuthors() []string {
	for text := range m.headBylines() {
		names := slices.DeleteFunc(bylineNames(text), func(name string) bool { return !looksLikeName(name) || m.isOutlet(name) })
		if len(names) > 0 {
			return names
		}
	}
	title := m.titleLine()
	if title < 0 {
		return nil
	}
	return slices.DeleteFunc(m.marked(title+1, title+nearHead, len(m.page.Lines), placeHead+markByWord), func(name string) bool {
		return !isCapitalised(name) || m.isOutlet(name)
	})
}

// corrected returns the names that are shown below the heading, if they have no word in
// common with those that are stated: systems state who saved the article, readers are
// told who wrote it.
func corrected(stated, shown []string) []string {
	for _, name := range stated {
		if slices.ContainsFunc(shown, func(other string) bool { return sharesWord(name, other) }) {
			return stated
		}
	}
	if len(shown) > 0 {
		return shown
	}
	return stated
}

// completed returns the names of a line close below the heading that has all that are
// stated, and more: many systems state only one of several authors.
func (m *metadata) completed(stated []string) []string {
	title := m.titleLine()
	if title < 0 {
		return stated
	}
	for i := title + 1; i <= min(title+nearHead, len(m.page.Lines)-1); i++ {
		text := m.page.Lines[i].Text
		if rest, ok := clean.CutByline(text); ok {
			text = rest
		}
		row := namesInRow(text)
		if len(row) <= len(stated) {
			continue
		}
		if !slices.ContainsFunc(stated, func(name string) bool {
			return !slices.ContainsFunc(row, func(other string) bool { return strings.HasSuffix(other, name) })
		}) {
			return row
		}
	}
	return stated
}

// sharesWord reports whether two names have a word in common.
func sharesWord(a, b string) bool {
	other := titleKey(b)
	for word := range strings.SplitSeq(titleKey(a), " ") {
		if len(word) > 1 && slices.Contains(strings.Fields(other), word) {
			return true
		}
	}
	return false
}

// namesInRow returns the names of a line that has nothing but the full names of some.
func namesInRow(text string) []string {
	if _, checked := cutCheck(text); checked || !strings.ContainsAny(text, ",;") || len(text) > maxByline {
		return nil
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if isRole(part) {
			return nil
		}
	}
	names := appendAuthors(nil, text)
	if slices.ContainsFunc(names, func(name string) bool { return !looksLikeName(name) || !isCapitalised(name) || !hasCase(name) }) {
		return nil
	}
	return names
}

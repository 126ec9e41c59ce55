package extract

import "strings"

// portrayedAuthor returns the name that stands alone in a line at the article's end and opens the
// text below it, which says who that is: "Ada Example", "Ada Example is a …".
func (m *metadata) portrayedAuthor() []string {
	end := m.bodyEnd()
	for i := max(0, end-portraitReach); i < min(end+2*headReach, len(m.page.Lines)-1); i++ {
		name := m.page.Lines[i].Text
		if len(name) > maxNameLabel || !looksLikeName(name) || !isCapitalised(name) || !hasCase(name) || strings.HasPrefix(name, "The ") || m.isOutlet(name) {
			continue
		}
		for k := i + 1; k < min(i+4, len(m.page.Lines)); k++ {
			rest, ok := strings.CutPrefix(m.page.Lines[k].Text, name)
			if ok && len(rest) > 2*len(name) && rest[0] == ' ' && !startsUpper(rest[1:]) {
				return appendAuthors(nil, name)
			}
		}
	}
	return nil
}

// portraitReach is how many lines before the end of a body the portrait of who wrote it
// may stand, which is often taken for a part of it.
const portraitReach = 24

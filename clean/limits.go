package clean

import "unicode/utf8"

// Limits bound what a page may be. A limit of 0 is none.
type Limits struct {
	// Lines is the number of lines after which a page ends: text that comes
	// then is left out.
	Lines int
	// LineBytes is the size of the longest line. Longer ones are broken, between
	// two words where there is a space in the last part.
	LineBytes int
	// Depth is the number of blocks inside one another. Of elements nested more
	// deeply the text is kept, in lines of its own, and what they are is not.
	Depth int
}

// The names of limits that were reached.
const (
	LimitLines     = "lines"
	LimitLineBytes = "line bytes"
	LimitDepth     = "depth"
)

// Truncation says that a page reached a limit and was not read as a whole.
type Truncation struct {
	// Limit names the limit.
	Limit string `json:"limit"`
	// Max is its value.
	Max int64 `json:"max"`
}

// truncated notes once that a limit was reached.
func (p *Page) truncated(limit string, most int) {
	for i := range p.Truncated {
		if p.Truncated[i].Limit == limit {
			return
		}
	}
	p.Truncated = append(p.Truncated, Truncation{limit, int64(most)})
}

// isFull reports whether the page has all lines that it may have, and notes that
// more were to come.
func (b *Builder) isFull() bool {
	if b.limits.Lines == 0 || len(b.page.Lines) < b.limits.Lines {
		return false
	}
	b.page.truncated(LimitLines, b.limits.Lines)
	return true
}

// sizeToCome is the size of the line so far with the space that may follow it.
func (b *Builder) sizeToCome() int {
	if !b.started {
		return 0
	}
	return b.size() + 1
}

// breakText adds text that does not fit into the line so far, piece by piece.
func (b *Builder) breakText(s string, start int) {
	b.page.truncated(LimitLineBytes, b.limits.LineBytes)
	for b.ctx == nil || b.ctx.Err() == nil {
		room := b.limits.LineBytes - b.sizeToCome()
		if len(s) <= room {
			b.addText(s, start)
			return
		}
		cut := borderBefore(s, room)
		if b.started && cut == 0 {
			b.endLine()
			continue
		}
		if cut == 0 {
			_, cut = utf8.DecodeRuneInString(s)
		}
		b.addText(s[:cut], start)
		b.endLine()
		s, start = s[cut:], start+cut
	}
}

// borderBefore returns where s is cut so that no more than room bytes stand
// before: behind the last space of the last quarter, otherwise between two
// characters.
func borderBefore(s string, room int) int {
	if room <= 0 {
		return 0
	}
	for i := room; i > room-room/4; i-- {
		if s[i-1] == ' ' {
			return i
		}
	}
	for room > 0 && !utf8.RuneStart(s[room]) {
		room--
	}
	return room
}

package clean

import (
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
)

// Bounds of the block of a player or of an entry of a playlist.
const (
	playerLines = 14
	playerSize  = 2400 // bytes of text
)

// markPlayers groups the lines of the elements whose attributes describe a film
// or a sound.
func markPlayers(p *Page) {
	if len(p.Media) == 0 {
		return
	}
	findOuters(p)
	for k := range p.Media {
		m := &p.Media[k]
		m.Offered = isOffered(p, m)
		if m.Own && m.Outer == 0 && m.Offered {
			markPlayer(p, k)
		}
	}
}

// findOuters finds the media that stand in another one's block and describe the
// same film.
func findOuters(p *Page) {
	var open []int // media whose blocks are around the next, innermost last
	for k := range p.Media {
		m := &p.Media[k]
		for len(open) > 0 && !p.Within(m.Block, p.Media[open[len(open)-1]].Block) {
			open = open[:len(open)-1]
		}
		if n := len(open); n > 0 {
			outer := &p.Media[open[n-1]]
			if m.ID == "" || outer.ID == "" || m.ID == outer.ID || m.Title == "" && m.Provider == "" {
				m.Outer = open[n-1] + 1
			}
		}
		if m.Own && m.Outer == 0 {
			open = append(open, k)
		}
	}
}

// isOffered reports whether a medium stands where pages show films to readers.
func isOffered(p *Page, m *Media) bool {
	b := &p.Blocks[m.Block]
	if b.Hidden || b.Place&(InNav|InFooter) != 0 {
		return false
	}
	return m.Title != "" || m.ID != "" || m.URL != ""
}

// markPlayer marks and groups the lines of the block that is the module of
// medium k.
func markPlayer(p *Page, k int) {
	m := &p.Media[k]
	b := &p.Blocks[m.Block]
	if b.Last-b.First > playerLines || b.Text > playerSize {
		return
	}
	labels := make([]Label, b.Last-b.First)
	title := -1
	titleKey, descriptionKey := Fold(m.Title), Fold(m.Description)
	source := false // the line before is the word for source
	for i := b.First; i < b.Last; i++ {
		at := &labels[i-b.First]
		text, key := p.Lines[i].Text, p.Key(i)
		wasSource := source
		source = false
		switch {
		case titleKey != "" && key == titleKey:
			*at, title = ClipTitle, i
		case p.Label(i) == ClipMarker:
			*at = ClipMarker
		case isDuration(p, i):
			*at = ClipDuration
		case descriptionKey != "" && (strings.HasPrefix(descriptionKey, key) || strings.HasPrefix(key, descriptionKey)):
			*at = Caption
		case wasSource && isSourceName(text):
			*at = ClipSource
		default:
			if name, ok := p.cutSourceLabel(text); ok && (name == "" || isSourceName(name)) {
				*at = ClipSource
				source = name == ""
			} else if _, ok := caption.ParseCredit(text); ok && len(text) <= maxCreditSize {
				*at = Credit
			}
		}
	}
	if title < 0 && m.Title == "" {
		if m.Duration == 0 && !slices.Contains(labels, ClipDuration) && !slices.Contains(labels, ClipMarker) {
			// An identifier alone is also given to the pictures and teasers
			// that lead to a film.
			return
		}
		if title = playerTitle(p, b.First, labels); title >= 0 {
			labels[title-b.First] = ClipTitle
		}
	}
	group := p.NewGroup()
	for i := b.First; i < b.Last; i++ {
		if label := labels[i-b.First]; label != Unlabeled {
			if p.MarkGroup(i, label, sureBox, group) {
				m.Group = group
			}
		} else if l := p.Label(i); l == Unlabeled || l.IsBody() {
			p.Mark(i, Prompt, sureBox)
		}
	}
}

// playerTitle returns the line among those of a module that can be the film's
// title: a heading, or the longest one that is no interface; -1 for none.
func playerTitle(p *Page, first int, labels []Label) int {
	best := -1
	for n, label := range labels {
		i := first + n
		if label != Unlabeled || p.isInterface(i, false) || p.Shape(i).Words < 2 || len(p.Lines[i].Text) > maxClipTitle {
			continue
		}
		if p.Blocks[p.Lines[i].Block].Level > 0 {
			return i
		}
		if best < 0 || len(p.Lines[i].Text) > len(p.Lines[best].Text) {
			best = i
		}
	}
	return best
}

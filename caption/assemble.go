package caption

import "strings"

// maxPeels is how many credits and status words are taken off one caption.
const maxPeels = 5

// found is what has been taken off a caption, before the result is made of it:
// captions are parsed without allocations and their credits made with two.
type found struct {
	raws   [maxPeels + 1]string
	n      int
	kind   Kind
	notice string
	names  partyList
}

// join adds a credit that stands before those already found. One that names
// nobody new only adds its kind and its notice, and one that names everybody
// found so far and more takes their place.
func (f *found) join(raw string, kind Kind, notice string, names *partyList) {
	f.kind = stronger(f.kind, kind)
	if f.notice == "" {
		f.notice = notice
	}
	switch {
	case names.count == 0 && f.n > 0, f.names.count > 0 && f.names.covers(names):
	case f.names.count == 0, names.covers(&f.names), f.n == len(f.raws):
		f.raws[0], f.n = raw, 1
		f.names = *names
	default:
		copy(f.raws[1:], f.raws[:f.n])
		f.raws[0] = raw
		f.n++
		old := f.names
		f.names = *names
		old.each(func(p party) { f.names.add(p.text, p.person) })
	}
}

// people reports how many persons have been found.
func (f *found) people() int {
	n := 0
	f.names.each(func(p party) {
		if p.person {
			n++
		}
	})
	return n
}

// separateCredits is what stands in Credit.Raw between the credits of a caption
// that has more than one.
const separateCredits = " / "

// credit makes the credit of what has been found. All new text, the joined
// credits and the names in natural case, is made in one piece, and so are both
// lists.
func (sc *scanner) credit(f *found) Credit {
	c := Credit{Kind: f.kind, Notice: f.notice}
	if f.n == 1 {
		c.Raw = f.raws[0]
	}
	people, size := 0, 0
	f.names.each(func(p party) {
		if p.person {
			people++
			if hasShouting(p.text) {
				size += len(p.text) + maxGrowth
			}
		}
	})
	if f.n > 1 {
		size -= len(separateCredits)
		for _, raw := range f.raws[:f.n] {
			size += len(raw) + len(separateCredits)
		}
	}
	var b strings.Builder
	b.Grow(max(size, 0))
	if f.n > 1 {
		for i, raw := range f.raws[:f.n] {
			if i > 0 {
				b.WriteString(separateCredits)
			}
			b.WriteString(raw)
		}
		c.Raw = b.String()
	}
	if f.names.count == 0 {
		return c
	}
	all := make([]string, f.names.count)
	i, j := 0, people
	f.names.each(func(p party) {
		if !p.person {
			all[j] = p.text
			j++
			return
		}
		all[i] = p.text
		if hasShouting(p.text) {
			start := b.Len()
			sc.naturalCase(&b, p.text)
			all[i] = b.String()[start:]
		}
		i++
	})
	if people > 0 {
		c.Creators = all[:people:people]
	}
	if people < len(all) {
		c.Agencies = all[people:]
	}
	return c
}

// maxGrowth is by how many bytes a name grows at most when its case changes.
const maxGrowth = 4

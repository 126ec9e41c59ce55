package clean

import (
	"math/bits"
	"math/rand/v2"
	"strings"
)

// repeats knows which lines of a page say the same, white space aside.
type repeats struct {
	first []int32 // index of the first line of the same content, or of the line itself
	again []bool  // for first lines: there is another
	size  []int32 // bytes that are no white space

	keys  []uint64         // of the lines: see contentKey
	table []int32          // indexes plus 1 of the first lines with their keys, by these; 0 for none
	whole map[uint64]int32 // by contentHash the first lines of those that share their keys
}

// find compares all lines of the page, in one pass over them.
func (r *repeats) find(p *Page) {
	n := len(p.Lines)
	r.first, r.again, r.size, r.keys = resized(r.first, n), resized(r.again, n), resized(r.size, n), resized(r.keys, n)
	r.table = resized(r.table, 1<<bits.Len(uint(2*n)))
	if r.whole == nil {
		r.whole = make(map[uint64]int32)
	}
	clear(r.whole)
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		r.first[i] = int32(i)
		r.keys[i], r.size[i] = contentKey(p.Lines[i].Text)
		if r.size[i] == 0 {
			continue
		}
		at, ok := r.sameKey(i)
		if !ok {
			continue
		}
		// Lines with one key mostly are the same, but pages could be made in
		// which a great many are not.
		if !r.again[at] {
			if hash := contentHash(p.Lines[at].Text); r.whole[hash] == 0 {
				r.whole[hash] = at + 1
			}
		}
		hash := contentHash(p.Lines[i].Text)
		switch at := r.whole[hash] - 1; {
		case at < 0:
			r.whole[hash] = int32(i) + 1
		case sameContent(p, int(at), int(at), i):
			r.first[i] = at
			r.again[at] = true
		}
	}
}

// trim gives up what only find needs.
func (r *repeats) trim() { r.keys, r.table, r.whole = nil, nil, nil }

// sameKey returns the first line with the key of line i, and takes line i for it
// where there is none.
func (r *repeats) sameKey(i int) (first int32, ok bool) {
	mask := len(r.table) - 1
	for at := int(r.keys[i] * tableSeed >> bits.LeadingZeros64(uint64(mask))); ; at = (at + 1) & mask {
		switch first := r.table[at] - 1; {
		case first < 0:
			r.table[at] = int32(i) + 1
			return 0, false
		case r.keys[first] == r.keys[i]:
			return first, true
		}
	}
}

// tableSeed scatters keys over a table in another way each time the program runs,
// so that no page can be made whose keys all meet.
var tableSeed = rand.Uint64() | 1

// contentKey returns a hash over the first and the last bytes of s that are no
// white space and over the number of all of them, and this number.
func contentKey(s string) (key uint64, size int32) {
	size = int32(len(s) - strings.Count(s, " "))
	const reach = 8
	var head, tail uint64
	for i, n := 0, 0; i < len(s) && n < reach; i++ {
		if s[i] != ' ' {
			head = head<<8 | uint64(s[i])
			n++
		}
	}
	for i, n := len(s)-1, 0; i >= 0 && n < reach; i-- {
		if s[i] != ' ' {
			tail = tail<<8 | uint64(s[i])
			n++
		}
	}
	key = (head*hashPrime ^ bits.RotateLeft64(tail, 23)) * hashPrime
	return key ^ uint64(size), size
}

// contentHash returns an FNV-1a hash over the bytes of s that are no white space.
func contentHash(s string) (hash uint64) {
	hash = hashSeed
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != ' ' {
			hash = (hash ^ uint64(c)) * hashPrime
		}
	}
	return hash
}

// Repeated reports whether another line of the page says the same as line i.
func (p *Page) Repeated(i int) bool {
	return p.repeats.first[i] != int32(i) || p.repeats.again[i]
}

// FirstPrinted returns the index of the first line that says the same as line
// i, which is i itself where there is none before it.
func (p *Page) FirstPrinted(i int) int { return int(p.repeats.first[i]) }

// sameContent reports whether lines from to to, put together, are line one,
// white space aside.
func sameContent(p *Page, from, to, one int) bool {
	rest := p.Lines[one].Text
	for i := from; i <= to; i++ {
		part := p.Lines[i].Text
		for {
			part, rest = skipSpace(part), skipSpace(rest)
			if part == "" {
				break
			}
			if rest == "" || part[0] != rest[0] {
				return false
			}
			part, rest = part[1:], rest[1:]
		}
	}
	return skipSpace(rest) == ""
}

func skipSpace(s string) string { return strings.TrimLeft(s, " ") }

// The most lines over which a text may be spread that another line has whole,
// and the shortest such text in bytes: short ones meet by chance.
const (
	spreadLines = 4
	spreadSize  = 40
)

// spreadBefore returns the first and last of the lines shortly before line i
// over which the text of line i is spread; ok is false where there are none.
func (p *Page) spreadBefore(i int) (from, to int, ok bool) {
	size := p.repeats.size
	if size[i] < spreadSize {
		return 0, 0, false
	}
	for to = i - 1; to > 0 && to >= i-3; to-- {
		sum := size[to]
		for from = to - 1; from >= 0 && from > to-spreadLines && sum < size[i]; from-- {
			sum += size[from]
			if sum == size[i] && sameContent(p, from, to, i) {
				return from, to, true
			}
		}
	}
	return 0, 0, false
}

// spreadAfter is spreadBefore for the lines shortly after line i.
func (p *Page) spreadAfter(i int) (from, to int, ok bool) {
	size := p.repeats.size
	if size[i] < spreadSize {
		return 0, 0, false
	}
	for from = i + 1; from < len(size)-1 && from <= i+3; from++ {
		sum := size[from]
		for to = from + 1; to < len(size) && to < from+spreadLines && sum < size[i]; to++ {
			sum += size[to]
			if sum == size[i] && sameContent(p, from, to, i) {
				return from, to, true
			}
		}
	}
	return 0, 0, false
}

package clean

import "strings"

// repeats knows which lines of a page say the same, white space aside.
type repeats struct {
	first []int32 // index of the first line of the same content, or of the line itself
	again []bool  // for first lines: there is another
	size  []int32 // bytes that are no white space
}

// findRepeats compares all lines of the page, in one pass over them.
func findRepeats(p *Page) repeats {
	n := len(p.Lines)
	r := repeats{first: make([]int32, n), again: make([]bool, n), size: make([]int32, n)}
	seen := make(map[uint64]int32, n)
	for i := range p.Lines {
		r.first[i] = int32(i)
		hash, size := contentHash(p.Lines[i].Text)
		r.size[i] = size
		if size == 0 {
			continue
		}
		at, ok := seen[hash]
		switch {
		case !ok:
			seen[hash] = int32(i)
		case sameContent(p, int(at), int(at), i):
			r.first[i] = at
			r.again[at] = true
		}
	}
	return r
}

// contentHash returns an FNV-1a hash over the bytes of s that are no white
// space, and their number.
func contentHash(s string) (hash uint64, size int32) {
	hash = 14695981039346656037
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ' ' {
			continue
		}
		hash = (hash ^ uint64(c)) * 1099511628211
		size++
	}
	return hash, size
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

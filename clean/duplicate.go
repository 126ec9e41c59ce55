package clean

// repeatsWithin reports whether line i says what a line in [from, to] says, or
// what some of these say together.
func repeatsWithin(p *Page, i, from, to int) bool {
	if first := p.FirstPrinted(i); first != i && first >= from && first <= to {
		return true
	}
	start, end, ok := p.spreadBefore(i)
	return ok && start >= from && end <= to
}

// repeatsBefore reports whether line i says again what the lines right before line
// start say, from one that is not before line from: all of them, together or each
// on a line of its own. A headline above a picture's text that is printed below it
// too is none of the picture.
func repeatsBefore(p *Page, i, from, start int) bool {
	if first, last, ok := p.spreadBefore(i); ok {
		return first >= from && last == start-1
	}
	first := p.FirstPrinted(i)
	if first == i || first < from || first >= start {
		return false
	}
	for k := first; k < start; k++ {
		if j := i + k - first; j >= len(p.Lines) || p.FirstPrinted(j) != p.FirstPrinted(k) {
			return false
		}
	}
	return true
}

// markDuplicates marks lines that the page printed before: long ones anywhere,
// and every further printing of a title or of a clip's or picture's lines. What
// the body says again and again, and items of its lists, it means to.
func markDuplicates(p *Page) {
	var printed map[int]int
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		first := p.FirstPrinted(i)
		if first == i || p.Decision(i).Group != 0 {
			continue
		}
		switch l := p.Label(first); {
		case l == Title || l == Caption || l == ImageName:
			p.Mark(i, Duplicate, sureContext+0.02)
		case l == Unlabeled && isRunningText(p, i) && p.Shape(i).Start != StartBullet:
			if printed == nil {
				printed = countPrintings(p)
			}
			if printed[first] <= maxPrintings {
				p.Mark(i, Duplicate, sureContext+0.02)
			}
		}
	}
}

// maxPrintings is the number of times up to which a page prints a paragraph
// by the way it is made, as in a teaser, on a card and in the text.
const maxPrintings = 4

// countPrintings returns how often each line is printed that is printed again.
func countPrintings(p *Page) map[int]int {
	printed := make(map[int]int)
	for i := range p.Lines {
		if first := p.FirstPrinted(i); first != i {
			printed[first] = max(printed[first], 1) + 1
		}
	}
	return printed
}

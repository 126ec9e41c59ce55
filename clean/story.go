package clean

// story is where on a page with blocks the article stands.
type story struct {
	block       int // innermost block around most of the running text
	outer       int // innermost block around that and the title
	title       int // line of the title, -1: none
	first, last int // first and last line of the running text
}

// storyPlace is where something stands beside the article.
type storyPlace uint8

const (
	outsideStory storyPlace = iota
	besideStory             // below its end, but inside the same block
	aboveStory              // between the title and the running text, or right above
	insideStory
)

// findStory returns where the lines stand that have been decided to be the
// article.
func findStory(p *Page) story {
	s := story{title: -1, first: -1, last: -1}
	sums := make([]int, len(p.Lines)+1) // bytes of running text before a line
	for i := range p.Lines {
		sums[i+1] = sums[i]
		l := p.Label(i)
		if l == Title && s.title < 0 {
			s.title = i
		}
		if l.IsBody() && isRunningText(p, i) {
			sums[i+1] += len(p.Lines[i].Text)
			if s.first < 0 {
				s.first = i
			}
			s.last = i
		}
	}
	if s.first < 0 {
		return s
	}
	total := sums[len(p.Lines)]
	b := p.Lines[s.first].Block
	for b > 0 && (sums[p.Blocks[b].Last]-sums[p.Blocks[b].First])*10 < total*8 {
		b = p.Blocks[b].Parent
	}
	s.block = b
	for s.title >= 0 && b > 0 && (s.title < p.Blocks[b].First || s.title >= p.Blocks[b].Last) {
		b = p.Blocks[b].Parent
	}
	s.outer = b
	return s
}

// Numbers of lines above the title and below the running text in which
// pictures still belong to the article.
const (
	storyAbove = 15
	storyBelow = 4
)

// place says where lines [from, to) of a block stand beside the article.
func (s *story) place(p *Page, block, from, to int) storyPlace {
	if s.first < 0 {
		return outsideStory
	}
	head := s.first
	if s.title >= 0 {
		head = min(head, s.title)
	}
	inBlock := p.Within(block, s.block)
	switch {
	case from > s.first && to <= s.last:
		return insideStory
	case from >= head && from <= s.first:
		return aboveStory
	case from < head && (from >= head-storyAbove || inBlock || s.outer > 0 && p.Within(block, s.outer)):
		return aboveStory
	case from > s.last && from <= s.last+storyBelow:
		return insideStory
	case from > s.last && inBlock:
		return besideStory
	}
	return outsideStory
}

package clean

// isStructured reports whether the page's elements are known: there are more
// blocks than the page itself.
func (p *Page) isStructured() bool { return len(p.Blocks) > 1 }

// sureArticle is the confidence of what is said with the whole page in view:
// above that of rules which know a line and its neighbours, below that of
// regular runs of clips.
const sureArticle = 0.96

// markArticle marks the body of an article whose page has blocks.
func markArticle(p *Page) {
	if !p.isStructured() {
		return
	}
	good := make([]int, len(p.Lines)+1)
	for i := range p.Lines {
		good[i+1] = good[i]
		if s := p.Shape(i); s.Words >= 14 && p.Lines[i].Link*3 < len(p.Lines[i].Text) && s.Sentences > 0 {
			good[i+1] += s.Words
		}
	}
	best := 0
	for b := range p.Blocks {
		if blk := &p.Blocks[b]; 2*(good[blk.Last]-good[blk.First]) >= good[len(p.Lines)] {
			best = b
		}
	}
	blk := &p.Blocks[best]
	for i := range p.Lines {
		place := p.Blocks[p.Lines[i].Block].Place
		switch {
		case i < blk.First || i >= blk.Last:
		case good[i+1] > good[i]:
			p.Mark(i, Paragraph, sureArticle)
		case place&InHeading != 0 && p.Label(i) == Unlabeled && i > blk.First:
			p.Mark(i, Heading, sureArticle)
		}
	}
}

// markFurniture names what is left of a page with blocks.
func markFurniture(p *Page) {
	if !p.isStructured() {
		return
	}
	for i := range p.Lines {
		if p.Label(i) != Unlabeled {
			continue
		}
		place := p.Blocks[p.Lines[i].Block].Place
		switch {
		case place&InControl != 0:
			p.Mark(i, Prompt, sureBody)
		case place&(InNav|InHeader|InFooter) != 0:
			p.Mark(i, Navigation, sureBody)
		case place&InFigcaption != 0:
			p.Mark(i, Caption, sureBody)
		default:
			p.Mark(i, Other, sureBody)
		}
	}
}

package clean

// isStructured reports whether the page's elements are known: there are more
// blocks than the page itself.
func (p *Page) isStructured() bool { return len(p.Blocks) > 1 }

// How sure the model is of a line that it just takes for the article, and of
// one that it has no doubt about: more than rules which know a line and its
// neighbours, less than those which know regular runs of clips.
const (
	sureArticle     = 0.91
	sureArticleMost = 0.96
)

// farScore is the score of lines far from all running text.
const farScore = -9

// markArticle marks the lines of the article on a page that has blocks, and its
// title. What it thinks of the other lines waits until other rules have spoken.
func markArticle(p *Page) {
	if !p.isStructured() {
		return
	}
	f := p.facts()
	defer f.release()
	f.beginRows()
	model, moved := articleModel(), bias(p.thresholds.Article, DefaultArticle)
	if moved != 0 {
		model = wholeArticleModel() // its stages decide by the default
	}
	scores := make([]float32, len(p.Lines))
	f.batch.Start(model, scores)
	for i := range scores {
		if p.isStopped() {
			return
		}
		if scores[i] = farScore; !f.far[i] {
			f.fillRow(f.batch.Row(), i)
			f.batch.Add(i)
		}
	}
	f.batch.Flush()
	if moved != 0 {
		for i := range scores {
			if !f.far[i] {
				scores[i] += moved
			}
		}
	}
	taken, again := f.decide(scores)
	p.noise = resized(p.noise, len(p.Lines))
	if f.title >= 0 {
		p.Mark(f.title, Title, sureArticleMost)
	}
	body := f.firstRunning(taken)
	for i, score := range scores {
		if p.isStopped() {
			return
		}
		switch {
		case i == f.title:
		case taken[i]:
			p.Mark(i, f.bodyLabel(i, body), sureArticle+(sureArticleMost-sureArticle)*sigmoid(score))
		case again[i]:
			p.Mark(i, Duplicate, sureArticle)
		default:
			p.noise[i] = f.noiseLabel(i)
		}
	}
}

// sigmoid turns log-odds into a probability, near enough.
func sigmoid(x float32) float32 {
	if x < 0 {
		return 1 - sigmoid(-x)
	}
	return 0.5 + 0.5*x/(1+x)
}

// firstRunning returns the index of the first line of running text among those
// taken for the article, the page's summary aside.
func (f *features) firstRunning(taken []bool) int {
	for i, ok := range taken {
		if ok && f.lines[i].good && f.lines[i].summary == 0 {
			return i
		}
	}
	return len(taken)
}

// bodyLabel says what line i of the article is, whose running text begins with
// line body.
func (f *features) bodyLabel(i, body int) Label {
	b := &f.p.Blocks[f.p.Lines[i].Block]
	line := &f.p.Lines[i]
	isSummary := i < body && f.isSummary(i)
	label := b.textLabel()
	switch {
	case isSummary && f.lines[i].words >= 4 && (b.Level == 0 || b.Level > 1):
		return Summary
	case label != Unlabeled:
		return label
	case b.Place&InCell != 0 && !f.lines[i].good:
		return Table
	case line.Bold == len(line.Text) && !f.lines[i].end && f.lines[i].words <= 12:
		return Heading
	}
	return Paragraph
}

// textLabel returns what kind of text the block's element holds, Unlabeled where
// it does not say.
func (b *Block) textLabel() Label {
	switch {
	case b.Level > 0:
		return Heading
	case b.Place&InList != 0:
		return ListItem
	case b.Place&InQuote != 0:
		return Quote
	case b.Place&InCode != 0:
		return Code
	}
	return Unlabeled
}

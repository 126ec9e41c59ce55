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

// leastArticle is the score, in log-odds, from which a line is taken for the
// article. Lost text costs readers more than a line too many.
const leastArticle = -0.3

// leastAnything is the score down to which the best lines of a page are taken
// when none is better.
const leastAnything = -3.5

// markArticle marks the lines of the article on a page that has blocks, and its
// title. What it thinks of the other lines waits until other rules have spoken.
func markArticle(p *Page) {
	if !p.isStructured() {
		return
	}
	f := newFeatures(p, nil)
	defer f.release()
	f.fill()
	model := articleModel()
	scores := make([]float32, len(p.Lines))
	best := float32(leastAnything)
	for i := range scores {
		scores[i] = model.Score(f.row(i))
		if i != f.title {
			best = max(best, scores[i])
		}
	}
	least := float32(leastArticle)
	if best < least {
		least = best - 0.2
	}
	p.noise = resized(p.noise, len(p.Lines))
	if f.title >= 0 {
		p.Mark(f.title, Title, sureArticleMost)
	}
	body := firstAbove(scores, least, f)
	for i, score := range scores {
		switch {
		case i == f.title:
		case score > least:
			p.Mark(i, f.bodyLabel(i, body), sureArticle+(sureArticleMost-sureArticle)*sigmoid(score))
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

// firstAbove returns the index of the first line of running text that is taken
// for the article.
func firstAbove(scores []float32, least float32, f *features) int {
	for i, score := range scores {
		if score > least && f.lines[i].good && f.row(i)[featureLayout.witness+3] == 0 {
			return i
		}
	}
	return len(scores)
}

// bodyLabel says what line i of the article is, whose running text begins with
// line body.
func (f *features) bodyLabel(i, body int) Label {
	b, bf := &f.p.Blocks[f.p.Lines[i].Block], &f.blocks[f.p.Lines[i].Block]
	line := &f.p.Lines[i]
	isSummary := i < body && (bf.near[groupSummary] <= 1 || f.row(i)[featureLayout.witness+3] > 0)
	switch {
	case isSummary && f.lines[i].words >= 4 && (b.Level == 0 || b.Level > 1):
		return Summary
	case b.Level > 0:
		return Heading
	case b.Place&InList != 0:
		return ListItem
	case b.Place&InQuote != 0:
		return Quote
	case b.Place&InCode != 0:
		return Code
	case b.Place&InCell != 0 && !f.lines[i].good:
		return Table
	case line.Bold == len(line.Text) && !f.lines[i].end && f.lines[i].words <= 12:
		return Heading
	}
	return Paragraph
}

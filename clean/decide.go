package clean

import (
	"strings"

	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// A line is taken for the article from a score, in log-odds, on that the page as a
// whole decides: between these two, and below only where no line is above, down to
// leastAnything.
const (
	mostArticle   = 0
	leastArticle  = -1
	leastAnything = -3.5
)

// isNews reports whether the page says that it is news.
func (f *features) isNews() bool { return typeNumber(f.p.Type) >= newsType }

// leastBetween is the score down to which a heading between two lines of the
// article is taken.
const leastBetween = -1.2

// decide takes lines for the article by their scores, and then together what
// belongs together. It returns which are taken, and which would be but say what
// the page has said before.
func (f *features) decide(scores []float32) (taken, again []bool) {
	n := len(scores)
	taken, again = make([]bool, n), make([]bool, n)
	least := f.threshold(scores)
	for i, score := range scores {
		taken[i] = score > least && i != f.title && (score > mostArticle || f.p.Blocks[f.p.Lines[i].Block].Place&(farPlaces|InForm|InAside) == 0)
	}
	f.takeHeadings(scores, taken)
	f.takeSummary(scores, taken)
	f.dropAgain(taken, again)
	f.dropPullQuotes(taken, again)
	f.dropNotices(taken)
	f.dropKnown(taken)
	f.dropHeadings(taken)
	f.dropStamps(taken)
	return taken, again
}

// maxNotice is the most words of a line that the sign of copyright makes a notice.
const maxNotice = 25

// dropNotices gives up notices of copyright, of pictures or of the text.
func (f *features) dropNotices(taken []bool) {
	for i := range taken {
		if taken[i] && f.lines[i].words <= maxNotice && opensNotice(f.p.Lines[i].Text) {
			taken[i] = false
		}
	}
}

// The fewest words of a line that is noise because a known phrase says so, whatever
// stands around it: shorter ones are entries of lists and headings too. And the most
// words of it, of one that leads elsewhere, and of a notice: longer ones say something
// of their own.
const (
	minKnown = 3
	maxKnown = goodWords - 1
	maxLeads = 20
	maxLegal = 30
)

// dropKnown gives up lines that a known phrase calls noise, but for headings and, as
// they are the writer's, what stands in brackets. Links in the same list as one that
// leads elsewhere do so too.
func (f *features) dropKnown(taken []bool) {
	related := -1 // the list whose links lead elsewhere
	for i := range f.lines {
		switch {
		case !taken[i]:
		case f.isKnownNoise(i):
			taken[i] = false
			if f.p.Label(i) == Related {
				related = f.listOf(i)
			}
		case related >= 0 && f.lines[i].link >= 0.5 && f.listOf(i) == related:
			taken[i] = false
		}
	}
}

// isKnownNoise reports whether a known phrase calls line i noise, and it is by its own
// words or a link. What rules of the caller's say of a line stands without that.
func (f *features) isKnownNoise(i int) bool {
	line, d := &f.lines[i], f.p.Decision(i)
	if d.Confidence != surePhrase || line.words < minKnown || line.heading || f.p.Lines[i].Text[0] == '(' {
		return false
	}
	switch d.Label {
	case Related:
		return line.words <= maxLeads && (line.link >= 0.5 || d.Rule != ruleHeadlineLabel && f.p.isKnown(i))
	case Legal:
		return line.words <= maxLegal && f.p.isKnown(i)
	case Advertisement, Comment, Promotion, Share, Prompt, Navigation:
		return line.words <= maxKnown && (line.link >= 0.5 || f.p.isKnown(i))
	}
	return false
}

// listOf returns the block of the list in which line i is an entry, -1 for none.
func (f *features) listOf(i int) int {
	for b, n := f.p.Lines[i].Block, 0; b > 0 && n < nameReach; b, n = f.p.Blocks[b].Parent, n+1 {
		if f.p.Blocks[b].Element.Tag == "li" {
			return f.p.Blocks[b].Parent
		}
	}
	return -1
}

// opensNotice reports whether a text begins with the sign of copyright, or with the
// word and a year.
func opensNotice(text string) bool {
	const word = "Copyright "
	if len(text) >= len(word)+4 && strings.EqualFold(text[:len(word)], word) && isYear(text[len(word):]) {
		return true
	}
	for _, sign := range [...]string{"©", "(c) ", "Copyright ©", "Copyright (c) "} {
		if len(text) >= len(sign) && strings.EqualFold(text[:len(sign)], sign) {
			return true
		}
	}
	return false
}

// maxStampLine is the most words of a line above the running text that a date in
// it makes a part of the article's head.
const maxStampLine = 16

// dropStamps gives up short lines with a date above the running text, but for the
// standfirst, and bylines there.
func (f *features) dropStamps(taken []bool) {
	for i := range taken {
		if f.p.isStopped() {
			return
		}
		switch l := &f.lines[i]; {
		case !taken[i]:
		case l.good && f.isSummary(i):
		case l.good:
			return
		case !l.end && !l.heading && l.words <= maxStampLine:
			if rest, ok := CutByline(f.p.Lines[i].Text); ok && looksLikeNames(rest) {
				taken[i] = false
			} else if stamps, _ := timestamp.Find(f.p.Lines[i].Text); len(stamps) > 0 && stamps[0].Precision >= timestamp.Day {
				taken[i] = false
			}
		}
	}
}

// thresholdSteps is the number of scores that may become the one from which lines
// are taken, in each unit.
const thresholdSteps = 64

// threshold returns the score above which lines of the page are taken: the one by
// which the article is expected to be most like the truth (see textThreshold).
func (f *features) threshold(scores []float32) float32 {
	var possible, hit, taken float64 // words of the article; of these, and of all, in lines that are taken
	var unsure [(mostArticle - leastArticle) * thresholdSteps]struct{ words, likely float64 }
	best := float32(leastAnything)
	for i, score := range scores {
		if f.p.isStopped() {
			return mostArticle
		}
		if i == f.title || f.far[i] {
			continue
		}
		best = max(best, score)
		words := float64(f.lines[i].words)
		likely := words * probability(score)
		possible += likely
		switch {
		case score > mostArticle:
			hit += likely
			taken += words
		case score > leastArticle:
			step := &unsure[int((mostArticle-score)*thresholdSteps)]
			step.words += words
			step.likely += likely
		}
	}
	if best <= leastArticle {
		return best - 0.5
	}
	least, mean := float32(mostArticle), -1.0
	if taken > 0 {
		mean = 2 * hit / (taken + possible)
	}
	for k, step := range unsure {
		hit += step.likely
		taken += step.words
		if m := 2 * hit / (taken + possible); step.words > 0 && m > mean {
			least, mean = mostArticle-float32(k+1)/thresholdSteps, m
		}
	}
	return least
}

// takeHeadings takes headings whose score is just too low between lines of the
// article that stand in the same block.
func (f *features) takeHeadings(scores []float32, taken []bool) {
	for i := 1; i+1 < len(taken); i++ {
		if f.p.isStopped() {
			return
		}
		if !taken[i] && f.lines[i].heading && scores[i] > leastBetween && i != f.title && taken[i-1] && taken[i+1] &&
			f.lines[i-1].kind == f.lines[i+1].kind {
			taken[i] = true
		}
	}
}

// leastSummary is the score down to which a standfirst is taken on pages that
// say that they are news: there it belongs to the text, where other pages' is as
// often an advertisement of it.
const leastSummary = -2

// leastSummaryWords is the least number of words of a standfirst.
const leastSummaryWords = 4

// takeSummary takes the standfirst of a page of news: what stands between the
// title and the running text, and is named one or is what the page states of
// its article.
func (f *features) takeSummary(scores []float32, taken []bool) {
	if f.title < 0 || !f.isNews() {
		return
	}
	for i := f.title + 1; i < len(taken) && !(taken[i] && f.lines[i].good); i++ {
		if !taken[i] && !f.far[i] && scores[i] > leastSummary && f.lines[i].words >= leastSummaryWords && f.isSummary(i) {
			taken[i] = true
		}
	}
}

// isSummary reports whether line i is named a standfirst, or is what the page
// states of its article.
func (f *features) isSummary(i int) bool {
	return f.blocks[f.p.Lines[i].Block].near[groupSummary] <= 1 || f.lines[i].summary > 0
}

// A pull quote has at least that many words, and stands at most that many lines
// from the line of the article that it is taken from, which has at most that
// many bytes.
const (
	leastPulled   = 8
	pulledFrom    = 12
	maxPulledFrom = 8 << 10
)

// dropPullQuotes gives up quotes that are printed out of the article's own text
// to be seen.
func (f *features) dropPullQuotes(taken, again []bool) {
	for i := range taken {
		if taken[i] && f.lines[i].words >= leastPulled && f.isPulled(taken, i) {
			taken[i], again[i] = false, true
		}
	}
}

func (f *features) isPulled(taken []bool, i int) bool {
	at := f.p.Lines[i].Block
	if f.p.Blocks[at].Place&InQuote == 0 && f.blocks[at].near[groupQuote] > 0 {
		return false
	}
	if len(f.p.Lines[i].Text) > maxPulledFrom {
		return false
	}
	for j := max(0, i-pulledFrom); j < min(len(taken), i+pulledFrom+1); j++ {
		if j == i || !taken[j] || f.lines[j].words <= f.lines[i].words || len(f.p.Lines[j].Text) > maxPulledFrom {
			continue
		}
		if strings.Contains(f.p.Key(j), f.p.Key(i)) {
			return true
		}
	}
	return false
}

// Pages print an article once for each kind of screen. A line that is printed
// again has at least that many words to be told by its text, and what is printed
// again is at least that many such lines.
const (
	leastRepeated      = 8
	leastRepeatedLines = 3
)

// dropAgain gives up lines that an earlier line of the article says, and short
// ones between them.
func (f *features) dropAgain(taken, again []bool) {
	count := 0
	for i := range taken {
		if f.p.isStopped() {
			return
		}
		if f.isRepeated(taken, i) && f.lines[i].words >= leastRepeated {
			count++
		}
	}
	if count < leastRepeatedLines {
		return
	}
	for i := range taken {
		again[i] = f.isRepeated(taken, i) && f.lines[i].words >= leastRepeated
	}
	for i := 1; i < len(taken); i++ {
		again[i] = again[i] || again[i-1] && f.isRepeated(taken, i)
	}
	for i := len(taken) - 2; i >= 0; i-- {
		again[i] = again[i] || again[i+1] && f.isRepeated(taken, i)
	}
	for i := range taken {
		taken[i] = taken[i] && !again[i]
	}
}

func (f *features) isRepeated(taken []bool, i int) bool {
	first := f.p.FirstPrinted(i)
	return taken[i] && first != i && taken[first]
}

// dropHeadings gives up headings at the end that nothing follows.
func (f *features) dropHeadings(taken []bool) {
	for i := len(taken) - 1; i >= 0; i-- {
		if !taken[i] {
			continue
		}
		if !f.lines[i].heading {
			return
		}
		taken[i] = false
	}
}

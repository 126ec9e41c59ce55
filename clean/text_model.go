package clean

import (
	_ "embed"
	"math"
	"sync"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// The models are data, made by the program in clean/train/plain.

//go:embed model/text.bin
var textModelFile []byte

//go:embed model/text-region.bin
var textRegionModelFile []byte

//go:embed model/text-title.bin
var textTitleModelFile []byte

// textModels score lines of plain text in log-odds.
type textModels struct {
	line   *gbdt.Model // that a line is part of the article
	region *gbdt.Model // the same, from the first scores of the page
	title  *gbdt.Model // that a line, or a part of it, is the title
}

// readTextModels reads the models. Files that are none, which the tests rule out,
// give nil, with which nothing is decided.
var readTextModels = sync.OnceValue(func() *textModels {
	var m textModels
	for _, file := range [...]struct {
		data  []byte
		names []string
		model **gbdt.Model
	}{
		{textModelFile, textLayout.names, &m.line},
		{textRegionModelFile, textRegionLayout.names, &m.region},
		{textTitleModelFile, titleLayout.names, &m.title},
	} {
		model, err := gbdt.Parse(file.data)
		if err != nil || model.Features != len(file.names) {
			return nil
		}
		*file.model = model
	}
	return &m
})

// maxRegionLines is the most lines of a page that the second model looks at: what
// it keeps of each is more than the line of a page of so many.
const maxRegionLines = 1 << 16

// ruleText is the name of the rule that the model decides for,
// ruleRelatedHeadline that of one which it does not overrule.
const (
	ruleText            = "text-model"
	ruleRelatedHeadline = "related-headline"
	ruleCaptions        = "captions"
)

// minTextLines is the fewest lines of a page that the model decides: of fewer
// there is nothing to tell them apart by but themselves.
const minTextLines = 8

// leastText is the score, in log-odds, from which a line of plain text is taken
// for the article. Lost text costs readers more than a line too many.
const leastText = -0.5

// leastOverrule is the score from which a line is taken for the article though
// its words are known as something else.
const leastOverrule = 1

// TextFeatures returns what the rule "text-model" knows of the lines of a page
// of plain text: numbers a line, in the order of TextFeatureNames. The weights of
// words, by their hash, in short lines and in long ones, come from weigh; nil
// stands for those that the rule uses. Lines of clips and pictures have none. It
// is called from Rule.Apply.
func (p *Page) TextFeatures(weigh func(hash uint32, short bool) float32) [][]float32 {
	f := newTextFeatures(p, weigh)
	defer f.release()
	rows := make([][]float32, len(p.Lines))
	f.eachRow(func(i int, row []float32) { rows[f.lines[i].at] = append([]float32(nil), row...) })
	return rows
}

// TextFeatureNames names the numbers that Page.TextFeatures gives for a line.
func TextFeatureNames() []string { return append([]string(nil), textLayout.names...) }

// markText decides the lines of a page of plain text. Clips, captions and the
// lines of the head have been found by then; what rules took for noise by its
// words alone is the article's after all where everything else speaks for it.
func markText(p *Page) {
	models := readTextModels()
	if p.isStructured() || models == nil {
		return
	}
	if len(p.Lines) < minTextLines {
		p.keepLoneTitle()
		return
	}
	f := newTextFeatures(p, nil)
	defer f.release()
	if len(f.lines) < minTextLines {
		return
	}
	n := len(f.lines)
	f.scores = resized(f.scores, 2*n)
	scores := f.scores[:n]
	f.score(models.line, scores)
	if p.isStopped() {
		return
	}
	if n <= maxRegionLines {
		first := f.scores[n:]
		copy(first, scores)
		newTextRegions(f, first).score(models.region, scores)
	}
	if moved := bias(p.thresholds.Text, DefaultText); moved != 0 {
		for i := range scores {
			scores[i] += moved
		}
	}
	p.language = f.language()
	if p.isStopped() {
		return
	}
	f.mark(scores, models.title)
}

// maxLoneTitle is the most words of a title that is all there is of a page.
const maxLoneTitle = 20

// keepLoneTitle takes back that the page's only line is its title where it is too
// long for one to stand alone: tools give whole texts on one line.
func (p *Page) keepLoneTitle() {
	if len(p.Lines) == 1 && p.Label(0) == Title && p.Decision(0).Confidence < sureTextTitle && p.Shape(0).Words > maxLoneTitle {
		p.decisions[0] = Decision{}
	}
}

// mark gives the lines their labels by their scores.
func (f *textFeatures) mark(scores []float32, titles *gbdt.Model) {
	p := f.p
	least := f.threshold(scores)
	leastTitle := least.title()
	// Of a few lines running text is the article, whatever stands around it.
	few := len(scores) < fewLines && float64(f.sums.good) > fewGood*float64(f.sums.words)
	if few {
		least = threshold{min(least.plain, fewPlain), leastOverrule}
	}
	body := f.bodyStart(scores, least.plain)
	f.markTextTitle(scores, body, leastTitle, titles)
	for i, score := range scores {
		if p.isStopped() {
			return
		}
		at := int(f.lines[i].at)
		d := p.decisions[at]
		switch {
		case d.Rule == ruleRelatedHeadline:
			// It is told by the paragraphs around it, and only between good ones.
		case d.Rule == ruleCaptions && d.Label == Other:
			// It is the name of an agency and nothing else.
		case d.Label == Timestamp && i > body && score > least.known:
			p.Mark(at, textLabel(p, at), sureArticleMost)
		case d.Label == Unlabeled && isRuler(p.Lines[at].Text) && least.known >= leastOverrule:
			p.Mark(at, Other, sureBody)
		case least.above(d.Label, score):
			if d.Label == Unlabeled {
				// What kind of text it is, its shape says.
				p.Mark(at, textLabel(p, at), sureBody+0.4*(sigmoid(score)-0.5))
			} else if !d.Label.IsBody() && d.Confidence < sureArticleMost {
				p.Mark(at, textLabel(p, at), sureArticleMost)
			}
		case d.Label == Unlabeled && least.plain <= cleanPlain && f.shape(i).Letters+f.shape(i).Digits == 0:
			p.Mark(at, Paragraph, sureBody)
		case few && d.Label == Unlabeled && f.lines[i].flags&flagGood != 0:
			p.Mark(at, textLabel(p, at), sureBody)
		case d.Label == Unlabeled && p.Lines[at].Form == ImageName:
			p.Mark(at, ImageName, sureLine)
		case d.Label == Unlabeled:
			p.Mark(at, f.noiseLabel(i), sureBody+0.4*(sigmoid(-score)-0.5))
		}
	}
	f.markTextCaptions(body)
}

// bodyStart returns the first line of running text that is taken for the
// article, after which more of it follows.
func (f *textFeatures) bodyStart(scores []float32, least float32) int {
	first := -1
	for i, score := range scores {
		if score <= least || f.lines[i].flags&flagGood == 0 {
			continue
		}
		if score > max(least, 1) {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return len(scores)
	}
	return first
}

// LeastTitle returns the score from which a line is taken for the title of a page
// whose lines have these words, labels and scores.
func LeastTitle(words []int, labels []Label, scores []float32) float32 {
	least := textThreshold(scores, func(i int) (int, Label) { return words[i], labels[i] })
	return least.title()
}

// DecideText says which lines of a page are part of its article, by their words,
// labels and scores. A line that is labelled as the title is none.
func DecideText(words []int, labels []Label, scores []float32) []bool {
	least := textThreshold(scores, func(i int) (int, Label) { return words[i], labels[i] })
	taken := make([]bool, len(scores))
	for i, score := range scores {
		taken[i] = least.above(labels[i], score)
	}
	return taken
}

// threshold are the scores above which lines are part of the article: those of
// which nothing is known, and those whose words are known as something else.
type threshold struct{ plain, known float32 }

func (t threshold) above(label Label, score float32) bool {
	switch {
	case label == Unlabeled || label.IsBody():
		return score > t.plain
	case isNeverText(label):
		return false
	case !label.IsNoise() && (label != Timestamp || !t.isClean()):
		return score > max(t.known, leastOverrule)
	}
	return score > t.known
}

// isClean reports whether the page is hardly anything but the article.
func (t threshold) isClean() bool { return t.known <= cleanKnown }

// title returns the score from which a line is the title of such a page.
func (t threshold) title() float32 {
	if t.isClean() {
		return leastTitleOfArticle
	}
	return leastTitle
}

// isNeverText reports whether lines of a label are no text whatever their score:
// what they are for is known better than by that.
func isNeverText(label Label) bool {
	return label == Title || label == Byline || label == Dateline || label == ImageName || label == Credit || label.IsClip()
}

// Of a text that is expected to be the article but for a small share, only lines
// go of which it is certain, and fewer still where no word of it is known as page
// furniture.
const (
	cleanShare   = 0.08
	cleanPlain   = -3
	cleanKnown   = -2
	plainShare   = 0.20 // of a text without any known furniture
	plainPlain   = -4
	plainKnown   = -3
	minCleanSize = 15 // lines
	// On a page of a few lines, most of whose words are running text, each weighs
	// more, and less is known.
	fewLines = 30
	fewGood  = 0.6
	fewPlain = -4
)

// textThreshold returns the scores from which lines are taken, such that the
// article is most like what is expected of it: for scores that are true the
// harmonic mean of precision and recall is greatest where lines are taken whose
// probability is above half of that mean itself (Lipton, Elkan and Naryanaswamy,
// "Optimal Thresholding of Classifiers to Maximize F1 Measure", 2014). So a page
// of which little is certain is not left without an article, and of a page that
// is nothing but the article hardly anything is taken away.
func textThreshold(scores []float32, line func(i int) (words int, label Label)) threshold {
	best := threshold{leastText, leastOverrule}
	var all, expected, possible float64    // words; of the article; of lines that can be taken
	likely := make([]float64, len(scores)) // words of the article
	furniture := 0
	for i, s := range scores {
		words, label := line(i)
		if label.IsNoise() && label != Duplicate {
			furniture++
		}
		w := float64(words)
		likely[i] = w * probability(s)
		all += w
		expected += likely[i]
		if best.above(label, maxScore) && (label == Unlabeled || label.IsBody() || s > leastOverrule) {
			possible += likely[i]
		}
	}
	if len(scores) >= minCleanSize {
		switch {
		case expected > (1-plainShare)*all && furniture == 0:
			return threshold{plainPlain, plainKnown}
		case expected > (1-cleanShare)*all:
			return threshold{cleanPlain, cleanKnown}
		}
	}
	mean := 0.0
	for _, p := range [...]float64{0.02, 0.04, 0.07, 0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.34, 0.38} {
		least := float32(math.Log(p / (1 - p)))
		t := threshold{least, max(least, leastOverrule)}
		var hit, taken float64
		for i, s := range scores {
			if s <= t.plain {
				continue
			}
			if words, label := line(i); t.above(label, s) {
				hit += likely[i]
				taken += float64(words)
			}
		}
		if f := 2 * hit / (taken + possible); taken > 0 && f > mean {
			best, mean = t, f
		}
	}
	return best
}

// maxScore is above all scores.
const maxScore = 99

// probability turns log-odds into a probability.
func probability(score float32) float64 { return 1 / (1 + math.Exp(-float64(score))) }

// textLabel says what kind of text line i of the article is.
func textLabel(p *Page, i int) Label {
	line, s := &p.Lines[i], p.Shape(i)
	switch {
	case line.Form != Unlabeled && line.Form != ImageName:
		return line.Form
	case len(line.Text) > 2 && line.Text[:2] == "> ":
		return Quote
	case s.Start == StartBullet:
		return ListItem
	case s.End == EndOpen && s.Letters > 0 && s.Words <= maxTitleWords && s.Sentences <= 1 && i+1 < len(p.Lines) &&
		isBodyAt(p, i+1) && s.Start != StartLower:
		return Heading
	}
	return Paragraph
}

// noiseLabel names a line outside the article by its shape and by the noise that
// it stands in.
func (f *textFeatures) noiseLabel(i int) Label {
	p, at, s := f.p, int(f.lines[i].at), f.shape(i)
	if f.lines[i].flags&flagSymbol != 0 && s.Words < maxPhraseWords {
		return Legal
	}
	if s.Letters+s.Digits == 0 {
		return Other
	}
	for _, k := range [...]int{-1, 1, -2, 2} {
		if j := at + k; j >= 0 && j < len(p.Lines) && p.Decision(j).Confidence >= surePhrase {
			switch label := p.Label(j); label {
			case Navigation, Share, Comment, Promotion, Legal:
				if s.Words <= maxShort || label != Navigation && s.Words <= maxPromotionWords {
					return label
				}
			}
		}
	}
	switch {
	case s.Words <= maxShort:
		return Navigation
	case isHeadline(p, at):
		return Related
	}
	return Other
}

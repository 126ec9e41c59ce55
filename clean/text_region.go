package clean

import (
	"strconv"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// What a line is, the lines around it say too, once all have a first score: the
// second model sees where the bulk of the article stands, how far a line is from
// it, and what lies between.

// floorRegion is the first score below which lines are not looked at again.
const floorRegion = -4

var textRegionLayout = makeTextRegionLayout()

type textRegionColumns struct {
	columns
	line, near, window, core, run, page int
}

var textRegionLineNames = []string{"score", "words", "good", "label", "end", "start", "weight", "least-weight", "grammar", "topic", "gap",
	"gap-after", "form", "level", "repeated", "asks", "order"}

var textRegionNearNames = []string{"score", "words", "weight"}

// textRegionWindows are the numbers of lines on each side that windows have.
var textRegionWindows = [...]int{3, 8, 20, 50}

var textRegionWindowNames = []string{"share", "score", "taken"}

var textRegionCoreNames = []string{"place", "lines", "words", "bridge", "dip-before", "dip-after", "below-peak", "regain", "mass-before",
	"mass-after", "stamps", "comments", "relateds", "promotions", "least-score", "least-weight", "share-of-mass"}

var textRegionRunNames = []string{"lines", "words", "score", "before", "after", "gap-before", "gap-after", "words-before", "words-after", "topic"}

var textRegionPageNames = []string{"lines", "mass", "share", "sure", "runs", "core-share", "markdown", "gaps", "core-words", "core-score"}

// nearSpan is the number of lines on each side whose first scores a row has.
const nearSpan = 3

func makeTextRegionLayout() *textRegionColumns {
	var l textRegionColumns
	l.line = l.add(textRegionLineNames...)
	for k := -nearSpan; k <= nearSpan; k++ {
		if k != 0 {
			at := l.add(prefixed("line"+strconv.Itoa(k)+"-", textRegionNearNames)...)
			if k == -nearSpan {
				l.near = at
			}
		}
	}
	for i, n := range textRegionWindows {
		at := l.add(prefixed("before"+strconv.Itoa(n)+"-", textRegionWindowNames)...)
		l.add(prefixed("after"+strconv.Itoa(n)+"-", textRegionWindowNames)...)
		if i == 0 {
			l.window = at
		}
	}
	l.core = l.add(prefixed("core-", textRegionCoreNames)...)
	l.run = l.add(prefixed("run-", textRegionRunNames)...)
	l.page = l.add(prefixed("page-", textRegionPageNames)...)
	return &l
}

// textRegions knows of every line of a page what lies between it and the bulk of
// the article.
type textRegions struct {
	f      *textFeatures
	scores []float32
	lines  []regionLine
	runs   []regionRun
	// core is the stretch of lines with most of what is likely to be the article
	// and least of what is not.
	from, to int
	all      regionSums
	row      []float32
}

// regionSums are sums over the lines before one.
type regionSums struct {
	value, mass, words, score              float32 // score: words times score
	stamps, comments, relateds, promotions int32
}

type regionLine struct {
	regionSums
	dipBefore, dipAfter, peak, later float32
	leastScore, leastWeight          float32 // of the lines between it and the core's first
	run                              int32   // the run that it is in, or the one before it, -1: none
	in                               bool    // it is in that run
}

// regionRun is a run of lines that are likely to be the article.
type regionRun struct {
	from, to     int
	words        int
	score, topic float32
}

// worth of a line to the core: words that are the article, up to a bound, and
// the bound of scores.
const (
	regionWords = 40
	regionBase  = 4
	regionScore = 3
)

func clamped(x, bound float32) float32 { return max(-bound, min(bound, x)) }

func newTextRegions(f *textFeatures, scores []float32) *textRegions {
	f.regions = resized(f.regions, len(f.lines)+1)
	r := &textRegions{f: f, scores: scores, lines: f.regions}
	var s regionSums
	best, sum, start := float32(0), float32(0), 0
	for i := range f.lines {
		l := &f.lines[i]
		r.lines[i].regionSums = s
		p := float32(probability(scores[i]))
		w := float32(min(l.words, regionWords))
		value := (2*p - 1) * (regionBase + w)
		s.value += value
		s.mass += p * w
		s.words += w
		s.score += w * clamped(scores[i], regionScore)
		switch l.label {
		case Timestamp, Byline:
			s.stamps++
		case Comment:
			s.comments++
		case Related:
			s.relateds++
		case Promotion:
			s.promotions++
		}
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += value
		if sum > best {
			best, r.from, r.to = sum, start, i+1
		}
		r.lines[i].run = int32(len(r.runs) - 1)
		if scores[i] > 0 {
			if n := len(r.runs); n == 0 || r.runs[n-1].to != i {
				r.runs = append(r.runs, regionRun{from: i, to: i})
			}
			run := &r.runs[len(r.runs)-1]
			run.to = i + 1
			run.words += int(l.words)
			run.score += w * clamped(scores[i], regionScore)
			run.topic += w * share255(l.topic)
			r.lines[i].run, r.lines[i].in = int32(len(r.runs)-1), true
		}
	}
	r.lines[len(f.lines)].regionSums = s
	r.all = s
	r.findDips()
	return r
}

// findDips finds out of every line how much that is none of the article lies
// between it and the core's ends, at once and together.
func (r *textRegions) findDips() {
	n := len(r.f.lines)
	peak, dip := float32(0), float32(0)
	leastScore, leastWeight := float32(regionScore), float32(0)
	for i := r.from; i < n; i++ {
		l := &r.lines[i]
		peak = max(peak, l.value)
		if i == r.from {
			peak = l.value
		}
		dip = max(dip, peak-l.value)
		leastScore = min(leastScore, r.scores[i])
		leastWeight = min(leastWeight, r.f.lines[i].weight)
		l.dipBefore, l.peak, l.leastScore, l.leastWeight = dip, peak-l.value, leastScore, leastWeight
	}
	leastScore, leastWeight = regionScore, 0
	for i := r.from - 1; i >= 0; i-- {
		l := &r.lines[i]
		leastScore = min(leastScore, r.scores[i])
		leastWeight = min(leastWeight, r.f.lines[i].weight)
		l.leastScore, l.leastWeight = leastScore, leastWeight
	}
	top := r.lines[n].value
	for i := n; i >= 0; i-- {
		top = max(top, r.lines[i].value)
		r.lines[i].later = top - r.lines[i].value
	}
	low, dip := r.lines[r.to].value, float32(0)
	for i := r.to; i >= 0; i-- {
		low = min(low, r.lines[i].value)
		dip = max(dip, r.lines[i].value-low)
		r.lines[i].dipAfter = dip
	}
}

// eachRow calls visit with the row of every line that is looked at again, which
// is valid during the call only.
func (r *textRegions) eachRow(visit func(i int, row []float32)) {
	r.row = make([]float32, len(textRegionLayout.names))
	r.fillPage()
	for i, s := range r.scores {
		if s >= floorRegion {
			r.fillRow(i)
			visit(i, r.row)
		}
	}
}

// score scores the lines that are looked at again by a model.
func (r *textRegions) score(model *gbdt.Model, scores []float32) {
	batch := &r.f.batch
	batch.Start(model, scores)
	batch.EachRow(func(row []float32) {
		r.row = row
		r.fillPage()
	})
	for i, s := range r.scores {
		if r.f.p.isStopped() {
			return
		}
		if s >= floorRegion {
			r.row = batch.Row()
			r.fillRow(i)
			batch.Add(i)
		}
	}
	batch.Flush()
}

// fillPage fills the columns that are the same in all rows.
func (r *textRegions) fillPage() {
	page := r.row[textRegionLayout.page:]
	n := len(r.f.lines)
	core := r.between(r.from, r.to)
	page[0] = logOf(n)
	page[1] = logOf(int(r.all.mass))
	page[2] = r.all.mass / max(1, r.all.words)
	page[3] = r.all.score / max(1, r.all.words)
	page[4] = logOf(len(r.runs))
	page[5] = core.mass / max(1, r.all.mass)
	page[6] = 0
	if r.f.p.markdown {
		page[6] = 1
	}
	page[7] = share(r.f.sums.gaps, n)
	page[8] = logOf(int(core.mass))
	page[9] = core.score / max(1, core.words)
}

// fillRow fills the row of line i but for the columns of the page.
func (r *textRegions) fillRow(i int) {
	r.fillLine(i)
	r.fillWindows(i)
	r.fillCore(i)
	r.fillRun(i)
}

// between returns the sums over lines [from, to).
func (r *textRegions) between(from, to int) regionSums {
	a, b := &r.lines[from].regionSums, &r.lines[to].regionSums
	return regionSums{b.value - a.value, b.mass - a.mass, b.words - a.words, b.score - a.score,
		b.stamps - a.stamps, b.comments - a.comments, b.relateds - a.relateds, b.promotions - a.promotions}
}

func (r *textRegions) fillLine(i int) {
	f := r.f
	l, s := &f.lines[i], f.shape(i)
	row := r.row[textRegionLayout.line:]
	row[0] = r.scores[i]
	row[1] = logOf(s.Words)
	row[2] = l.flags.number(flagGood)
	row[3] = float32(l.label)
	row[4] = float32(s.End)
	row[5] = float32(s.Start)
	row[6] = l.weight
	row[7] = l.least
	row[8] = share255(l.grammar)
	row[9] = share255(l.topic)
	row[10] = float32(min(f.line(i).Gap, 5))
	row[11] = 6
	if i+1 < len(f.lines) {
		row[11] = float32(min(f.line(i+1).Gap, 5))
	}
	row[12] = float32(f.line(i).Form)
	row[13] = float32(f.line(i).Level)
	row[14] = l.flags.number(flagRepeated)
	row[15] = l.flags.number(flagAsks)
	row[16] = share(i, len(f.lines))
	at := textRegionLayout.near
	for k := -nearSpan; k <= nearSpan; k++ {
		if k == 0 {
			continue
		}
		near := r.row[at : at+len(textRegionNearNames)]
		at += len(textRegionNearNames)
		j := i + k
		if j < 0 || j >= len(f.lines) {
			near[0], near[1], near[2] = farScore, -1, 0
			continue
		}
		near[0], near[1], near[2] = max(r.scores[j], farScore), logOf(int(f.lines[j].words)), f.lines[j].weight
	}
}

func (r *textRegions) fillWindows(i int) {
	at := textRegionLayout.window
	n := len(r.f.lines)
	for _, size := range textRegionWindows {
		for side := range 2 {
			from, to := max(0, i-size), i
			if side == 1 {
				from, to = i+1, min(n, i+1+size)
			}
			row := r.row[at : at+len(textRegionWindowNames)]
			at += len(textRegionWindowNames)
			if from >= to {
				row[0], row[1], row[2] = -1, -regionScore, -1
				continue
			}
			s := r.between(from, to)
			row[0] = s.mass / max(1, s.words)
			row[1] = s.score / max(1, s.words)
			row[2] = s.mass / float32(to-from)
		}
	}
}

func (r *textRegions) fillCore(i int) {
	row := r.row[textRegionLayout.core:]
	l := &r.lines[i]
	var between regionSums
	switch {
	case i < r.from:
		between = r.between(i, r.from)
		row[0], row[1] = -1, float32(max(i-r.from, -farLines))
	case i >= r.to:
		between = r.between(r.to, i)
		row[0], row[1] = 1, float32(min(i-r.to+1, farLines))
	default:
		row[0], row[1] = 0, 0
	}
	row[2] = logOf(int(between.words))
	row[3] = between.value
	row[4], row[5], row[6], row[7] = l.dipBefore, l.dipAfter, l.peak, l.later
	row[8] = l.mass / max(1, r.all.mass)
	row[9] = logOf(int(r.all.mass - l.mass))
	if i >= r.from {
		between = r.between(r.from, i)
	}
	row[10], row[11] = float32(min(between.stamps, 9)), float32(min(between.comments, 9))
	row[12], row[13] = float32(min(between.relateds, 9)), float32(min(between.promotions, 9))
	row[14], row[15] = l.leastScore, l.leastWeight
	row[16] = logOf(int(l.mass))
}

func (r *textRegions) fillRun(i int) {
	row := r.row[textRegionLayout.run:]
	clear(row[:len(textRegionRunNames)])
	l := &r.lines[i]
	before, after := int(l.run), int(l.run)+1
	if l.in {
		run := &r.runs[l.run]
		row[0] = logOf(run.to - run.from)
		row[1] = logOf(run.words)
		weight := max(1, r.between(run.from, run.to).words)
		row[2] = run.score / weight
		row[3], row[4] = float32(min(i-run.from, farLines)), float32(min(run.to-1-i, farLines))
		row[9] = run.topic / weight
		before--
		row[5], row[6] = farLines, farLines
		if before >= 0 {
			row[5] = float32(min(run.from-r.runs[before].to, farLines))
		}
		if after < len(r.runs) {
			row[6] = float32(min(r.runs[after].from-run.to, farLines))
		}
	} else {
		row[5], row[6] = -farLines, -farLines
		if before >= 0 {
			row[5] = -float32(min(i-r.runs[before].to+1, farLines))
		}
		if after < len(r.runs) {
			row[6] = -float32(min(r.runs[after].from-i, farLines))
		}
	}
	if before >= 0 {
		row[7] = logOf(r.runs[before].words)
	}
	if after < len(r.runs) {
		row[8] = logOf(r.runs[after].words)
	}
}

// TextRegionFeatures returns what the second model of the rule "text-model" knows
// of the lines of a page of plain text by their first scores, in the order of
// TextRegionFeatureNames; nil for lines that it does not look at. It is called
// from Rule.Apply.
func (p *Page) TextRegionFeatures(scores []float32, weigh func(hash uint32, short bool) float32) [][]float32 {
	f := newTextFeatures(p, weigh)
	defer f.release()
	own := make([]float32, len(f.lines))
	for i := range f.lines {
		own[i] = scores[f.lines[i].at]
	}
	rows := make([][]float32, len(p.Lines))
	newTextRegions(f, own).eachRow(func(i int, row []float32) { rows[f.lines[i].at] = append([]float32(nil), row...) })
	return rows
}

// TextRegionFeatureNames names the numbers that Page.TextRegionFeatures gives for
// a line.
func TextRegionFeatureNames() []string { return append([]string(nil), textRegionLayout.names...) }

package clean

import (
	"strconv"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// textLayout names the columns of the rows of plain text.
var textLayout = makeTextLayout()

type textColumns struct {
	columns
	line, around, window, reach, stretch, title, page int
}

var textLineNames = []string{"words", "word-size", "upper", "digits", "letters", "sentences", "end", "start", "commas",
	"grammar", "stems", "topic", "title-share", "titled-share", "label", "repeated", "first-grammar", "last-grammar", "linked",
	"asks", "symbol", "quote", "capitals", "gap", "gap-after", "form", "level", "order", "text-order", "from-top", "from-end",
	"weight", "least-weight", "most-weight", "first-weight", "printed-before"}

var textAroundNames = []string{"words", "end", "grammar", "label", "start", "topic", "gap", "weight"}

var textWindowNames = []string{"good", "words", "short", "noise", "repeated", "stamps", "colons", "weight", "grammar"}

// textWindows are the numbers of lines on each side that windows have.
var textWindows = [...]int{4, 12, 30}

var textReachNames = []string{"good-before", "good-after", "words-before", "words-after", "good-words-before", "good-words-after",
	"run", "run-at", "run-words", "noise-before", "noise-after", "stamp-before", "stamp-after",
	"since-comment", "comments", "until-comment", "since-related", "relateds", "until-related", "since-promotion", "promotions",
	"until-promotion", "since-legal", "legals", "until-legal"}

// reachLabels are the labels that rows give the distances to.
var reachLabels = [...]Label{Comment, Related, Promotion, Legal}

var textStretchNames = []string{"inside", "from-first", "to-last", "share", "lines", "mean", "share-before", "share-after"}

var textTitleNames = []string{"is", "since", "until", "count"}

var textPageNames = []string{"lines", "good", "good-share", "mean", "short", "gaps", "markdown", "noise", "weight", "stretch"}

func makeTextLayout() *textColumns {
	var l textColumns
	l.line = l.add(textLineNames...)
	for i := -aroundSpan; i <= aroundSpan; i++ {
		if i == 0 {
			continue
		}
		at := l.add(prefixed("line"+strconv.Itoa(i)+"-", textAroundNames)...)
		if i == -aroundSpan {
			l.around = at
		}
	}
	for i, n := range textWindows {
		at := l.add(prefixed("before"+strconv.Itoa(n)+"-", textWindowNames)...)
		l.add(prefixed("after"+strconv.Itoa(n)+"-", textWindowNames)...)
		if i == 0 {
			l.window = at
		}
	}
	l.reach = l.add(textReachNames...)
	l.stretch = l.add(prefixed("stretch-", textStretchNames)...)
	l.title = l.add(prefixed("title-", textTitleNames)...)
	l.page = l.add(prefixed("page-", textPageNames)...)
	return &l
}

// eachRow calls visit with the row of each line, which is valid during the call
// only.
func (f *textFeatures) eachRow(visit func(i int, row []float32)) {
	f.row = make([]float32, len(textLayout.names))
	f.fillPage()
	w := f.newWalk()
	for i := range f.lines {
		f.fillRow(i, w)
		visit(i, f.row)
	}
}

// score scores each line by a model.
func (f *textFeatures) score(model *gbdt.Model, scores []float32) {
	f.batch.Start(model, scores)
	f.batch.EachRow(func(row []float32) {
		f.row = row
		f.fillPage()
	})
	w := f.newWalk()
	for i := range f.lines {
		if f.p.isStopped() {
			return
		}
		f.row = f.batch.Row()
		f.fillRow(i, w)
		f.batch.Add(i)
	}
	f.batch.Flush()
}

// fillRow fills the row of line i, to which the walk goes on, but for the columns
// of the page.
func (f *textFeatures) fillRow(i int, w *textWalk) {
	w.step(i)
	f.fillLine(i)
	f.fillAround(i)
	f.fillWindows(i, w)
	f.fillReach(i, w)
}

func share255(v uint8) float32 { return float32(v) / 255 }

func (l lineFlags) number(flag lineFlags) float32 {
	if l&flag != 0 {
		return 1
	}
	return 0
}

// fillPage fills the columns that are the same in all rows.
func (f *textFeatures) fillPage() {
	g := f.row[textLayout.page:]
	g[0] = logOf(len(f.lines))
	g[1] = logOf(f.sums.good)
	g[2] = share(f.sums.good, f.sums.words)
	g[3] = logOf(f.sums.good / max(f.sums.goodLines, 1))
	g[4] = share(f.sums.short, len(f.lines))
	g[5] = share(f.sums.gaps, len(f.lines))
	g[6] = 0
	if f.p.markdown {
		g[6] = 1
	}
	g[7] = share(f.sums.noise, len(f.lines))
	g[8] = f.sums.weight / float32(max(1, f.sums.words))
	g[9] = share(f.wordsBetween(f.from, f.to), f.sums.words)

	s := f.row[textLayout.stretch:]
	inside := f.goodBetween(f.from, f.to)
	s[3] = share(inside, f.sums.good)
	s[4] = logOf(f.to - f.from)
	s[5] = logOf(inside / max(1, f.to-f.from))
	f.row[textLayout.title+3] = float32(min(f.titles, 9))
}

func (f *textFeatures) fillLine(i int) {
	p, l := f.p, &f.lines[i]
	line, s := f.line(i), f.shape(i)
	r := f.row[textLayout.line:]
	r[0] = logOf(s.Words)
	r[1] = share(s.Letters+s.Digits, s.Words)
	r[2] = share(s.Upper, s.Words)
	r[3] = share(s.Digits, s.Letters+s.Digits)
	r[4] = share(s.Letters, len(line.Text))
	r[5] = float32(min(s.Sentences, 20))
	r[6] = float32(s.End)
	r[7] = float32(s.Start)
	r[8] = share(s.Commas, s.Words)
	r[9] = share255(l.grammar)
	r[10] = logOf(len(f.stemsAt(i)))
	r[11] = share255(l.topic)
	r[12] = share255(l.title)
	r[13] = share255(l.titled)
	r[14] = float32(l.label)
	for k, flag := range [...]lineFlags{flagRepeated, flagFirst, flagLast, flagLinked, flagAsks, flagSymbol, flagQuote, flagUpper} {
		r[15+k] = l.flags.number(flag)
	}
	r[23] = float32(min(line.Gap, 5))
	if i+1 < len(f.lines) {
		r[24] = float32(min(f.line(i+1).Gap, 5))
	} else {
		r[24] = 6
	}
	r[25] = float32(line.Form)
	r[26] = float32(line.Level)
	r[27] = share(i, len(f.lines))
	r[28] = share(int(l.allWords), f.sums.words)
	r[29] = logOf(i)
	r[30] = logOf(len(f.lines) - 1 - i)

	r[31], r[32], r[33], r[34] = l.weight, l.least, l.most, l.opening
	r[35] = 0
	if at := int(l.at); p.FirstPrinted(at) != at {
		r[35] = 1
	}
}

func (f *textFeatures) fillAround(i int) {
	at := textLayout.around
	for k := -aroundSpan; k <= aroundSpan; k++ {
		if k == 0 {
			continue
		}
		r := f.row[at : at+len(textAroundNames)]
		at += len(textAroundNames)
		j := i + k
		if j < 0 || j >= len(f.lines) {
			for c := range r {
				r[c] = -1
			}
			continue
		}
		l, s := &f.lines[j], f.shape(j)
		r[0] = logOf(s.Words)
		r[1] = float32(s.End)
		r[2] = share255(l.grammar)
		r[3] = float32(l.label)
		r[4] = float32(s.Start)
		r[5] = share255(l.topic)
		r[6] = float32(min(f.line(j).Gap, 5))
		r[7] = l.weight
	}
}

// textWalk is what is known of the lines before and after the one that a walk
// over the page has come to.
type textWalk struct {
	f                    *textFeatures
	windows              [2 * len(textWindows)]windowSums
	good, next           int // last line of running text before, first after; -1: none
	beforeGood           int // the one before good
	noise, nextNoise     int
	stamp, nextStamp     int
	title, nextTitle     int
	runFrom, runTo, runW int // the run of lines that are no running text
	since, until, counts [len(reachLabels)]int
}

// windowSums counts the lines of a window.
type windowSums struct {
	good, words, short, noise, lines, repeated, stamps, colons, grammar int
	weight                                                              int // in 1/64
}

func (w *windowSums) add(l *textLine, n int) {
	w.lines += n
	w.words += n * int(min(l.words, 80))
	if l.flags&flagGood != 0 {
		w.good += n * int(min(l.words, 80))
	}
	if l.flags&flagShort != 0 {
		w.short += n
	}
	if l.label.IsNoise() {
		w.noise += n
	}
	if l.flags&flagRepeated != 0 {
		w.repeated += n
	}
	if l.label == Timestamp || l.label == Byline {
		w.stamps += n
	}
	if l.flags&flagColon != 0 {
		w.colons += n
	}
	w.grammar += n * int(l.grammar)
	w.weight += n * int(64*l.weight)
}

func (f *textFeatures) newWalk() *textWalk {
	return &textWalk{f: f, good: -1, beforeGood: -1, next: -2, noise: -1, nextNoise: -2, stamp: -1, nextStamp: -2, title: -1, nextTitle: -2, runTo: -1,
		since: [...]int{-1, -1, -1, -1}, until: [...]int{-2, -2, -2, -2}}
}

// step moves the walk to line i, from the line before it.
func (w *textWalk) step(i int) {
	f := w.f
	for k, n := range textWindows {
		before, after := &w.windows[2*k], &w.windows[2*k+1]
		if i == 0 {
			for j := 1; j <= n && j < len(f.lines); j++ {
				after.add(&f.lines[j], 1)
			}
			continue
		}
		before.add(&f.lines[i-1], 1)
		if i-1-n >= 0 {
			before.add(&f.lines[i-1-n], -1)
		}
		after.add(&f.lines[i], -1)
		if i+n < len(f.lines) {
			after.add(&f.lines[i+n], 1)
		}
	}
	if i > 0 {
		l := &f.lines[i-1]
		if l.flags&flagGood != 0 {
			w.beforeGood, w.good = w.good, i-1
		}
		if l.label.IsNoise() {
			w.noise = i - 1
		}
		if l.label == Timestamp || l.label == Byline {
			w.stamp = i - 1
		}
		if l.flags&flagTitle != 0 {
			w.title = i - 1
		}
		for k, label := range reachLabels {
			if l.label == label {
				w.since[k] = i - 1
				w.counts[k]++
			}
		}
	}
	for k, label := range reachLabels {
		w.until[k] = f.nextWith(w.until[k], i, func(l *textLine) bool { return l.label == label })
	}
	w.next = f.nextWith(w.next, i, func(l *textLine) bool { return l.flags&flagGood != 0 })
	w.nextNoise = f.nextWith(w.nextNoise, i, func(l *textLine) bool { return l.label.IsNoise() })
	w.nextStamp = f.nextWith(w.nextStamp, i, func(l *textLine) bool { return l.label == Timestamp || l.label == Byline })
	w.nextTitle = f.nextWith(w.nextTitle, i, func(l *textLine) bool { return l.flags&flagTitle != 0 })
	if i > w.runTo {
		w.runFrom, w.runTo, w.runW = i, i, 0
		good := f.lines[i].flags & flagGood
		for j := i; j < len(f.lines) && f.lines[j].flags&flagGood == good; j++ {
			w.runTo = j
			w.runW += int(f.lines[j].words)
		}
	}
}

// nextWith returns the first line after i that has a property, given the one
// after the line before; -1 where there is none.
func (f *textFeatures) nextWith(next, i int, has func(*textLine) bool) int {
	if next > i || next == -1 {
		return next
	}
	for j := i + 1; j < len(f.lines); j++ {
		if has(&f.lines[j]) {
			return j
		}
	}
	return -1
}

func (f *textFeatures) fillWindows(i int, w *textWalk) {
	at := textLayout.window
	for k := range w.windows {
		s := &w.windows[k]
		r := f.row[at : at+len(textWindowNames)]
		at += len(textWindowNames)
		if s.lines == 0 {
			for c := range r {
				r[c] = -1
			}
			continue
		}
		n := float32(s.lines)
		r[0] = share(s.good, s.words)
		r[1] = float32(s.words) / n
		r[2] = float32(s.short) / n
		r[3] = float32(s.noise) / n
		r[4] = float32(s.repeated) / n
		r[5] = float32(s.stamps) / n
		r[6] = float32(s.colons) / n
		r[7] = float32(s.weight) / 64 / n
		r[8] = float32(s.grammar) / 255 / n
	}
}

func (f *textFeatures) distance(from, to int) float32 {
	if from < 0 || to < 0 {
		return farLines
	}
	return float32(min(to-from, farLines))
}

func (f *textFeatures) fillReach(i int, w *textWalk) {
	r := f.row[textLayout.reach:]
	r[0], r[1] = f.distance(w.good, i), f.distance(i, w.next)
	r[2], r[3], r[4], r[5] = 10, 10, 0, 0
	if w.good >= 0 {
		r[2] = logOf(f.wordsBetween(w.good+1, i))
		r[4] = logOf(int(f.lines[w.good].words))
	}
	if w.next >= 0 {
		r[3] = logOf(f.wordsBetween(i+1, w.next))
		r[5] = logOf(int(f.lines[w.next].words))
	}
	r[6] = logOf(w.runTo - w.runFrom + 1)
	r[7] = float32(min(i-w.runFrom, farLines))
	r[8] = logOf(w.runW)
	r[9], r[10] = f.distance(w.noise, i), f.distance(i, w.nextNoise)
	r[11], r[12] = f.distance(w.stamp, i), f.distance(i, w.nextStamp)

	for k := range reachLabels {
		r[13+3*k], r[14+3*k], r[15+3*k] = f.distance(w.since[k], i), logOf(w.counts[k]), f.distance(i, w.until[k])
	}

	s := f.row[textLayout.stretch:]
	s[0] = 0
	if i >= f.from && i < f.to {
		s[0] = 1
	}
	s[1] = float32(min(max(i-f.from, -farLines), farLines))
	s[2] = float32(min(max(f.to-1-i, -farLines), farLines))
	s[6] = share(f.goodBetween(0, i), f.sums.good)
	s[7] = share(int(f.wordsBetween(f.from, min(max(i, f.from), f.to))), max(1, f.wordsBetween(f.from, f.to)))

	t := f.row[textLayout.title:]
	t[0] = f.lines[i].flags.number(flagTitle)
	t[1], t[2] = f.distance(w.title, i), f.distance(i, w.nextTitle)
}

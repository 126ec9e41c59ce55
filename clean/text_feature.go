package clean

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// textFeatures says in numbers what is known of the lines of a page of plain
// text, those aside that rules know to be parts of clips and pictures: the text
// around these is read as if they were not there. Rows are made one at a time, so that a page needs little memory.
type textFeatures struct {
	p     *Page
	lines []textLine
	stems []uint16 // of all lines, one after the other
	known *stemSets
	votes languageVotes
	sums  textSums // of all lines
	// from and to delimit the best stretch of running text: [from, to).
	from, to int
	// titles are the number of lines that say what the first line does.
	titles int
	batch  gbdt.Batch
	// Buffers of those that read the features.
	scores  []float32
	regions []regionLine
	finder  titleFinder
	row     []float32 // the one that is being filled
	weigh   weigher   // nil for the embedded weights
}

// stemSets are the stems that occur in the running text of the best stretch, once
// or more and twice or more, and those of the first line.
type stemSets struct{ once, again, first stemSet }

// stemSet is a set of stems.
type stemSet [1 << 16 / 64]uint64

func (t *stemSet) add(s uint16) { t[s/64] |= 1 << (s % 64) }

// count is 1 for a stem of the set and 0 for others.
func (t *stemSet) count(s uint16) int { return int(t[s/64] >> (s % 64) & 1) }

func (t *stemSet) has(s uint16) bool { return t.count(s) != 0 }

// textLine is what is known of one line.
type textLine struct {
	at       int32 // index on the page
	words    int32
	stems    int32 // end of its stems among all
	before   int32 // words of running text in the lines before
	allWords int32 // words of all lines before
	grammar  uint8 // share of words of grammar, in 255ths
	topic    uint8 // share of stems that the best stretch has, in 255ths
	title    uint8 // share of stems that the first line has
	titled   uint8 // share of the first line's stems that it has
	label    Label
	flags    lineFlags
	// Weights of its words: mean, least and greatest, and that of the first.
	weight, least, most, opening float32
}

type lineFlags uint16

const (
	flagGood     lineFlags = 1 << iota // running text
	flagShort                          // an entry of a menu, or as short
	flagRepeated                       // printed more than once
	flagFirst                          // begins with a word of grammar
	flagLast                           // ends with one
	flagTitle                          // says what the first line does
	flagLinked                         // has an address, or an arrow
	flagAsks
	flagSymbol // has © or the like
	flagQuote  // begins with a quotation mark
	flagUpper  // all capitals
	flagSentence
	flagColon
)

type textSums struct {
	good, words, goodLines, short, gaps, noise int
	weight                                     float32
}

// What running text is, in words.
const (
	minGoodWords = 10
	minLongWords = 28
	maxShort     = 4
)

var textFeaturesPool = sync.Pool{New: func() any { return new(textFeatures) }}

func newTextFeatures(p *Page, weigh weigher) *textFeatures {
	f := textFeaturesPool.Get().(*textFeatures)
	f.p, f.weigh = p, weigh
	f.lines = resized(f.lines, len(p.Lines))[:0]
	words := 0
	for i := range p.shapes {
		words += p.shapes[i].Words
	}
	f.stems = slices.Grow(f.stems[:0], words)
	f.votes = languageVotes{}
	f.sums = textSums{}
	f.titles = 0
	if f.known == nil {
		f.known = new(stemSets)
	}
	f.read()
	f.findStretch()
	f.findTopic()
	f.findTitles()
	return f
}

// release gives the buffers back, unless a page of unusual size made them large.
func (f *textFeatures) release() {
	*f.known = stemSets{}
	f.p, f.weigh, f.row = nil, nil, nil
	if cap(f.lines) <= maxPooledLines && cap(f.stems) <= 16*maxPooledLines {
		textFeaturesPool.Put(f)
	}
}

// maxPooledLines is the most lines whose buffers are kept.
const maxPooledLines = 1 << 14

func (f *textFeatures) read() {
	g := grammarWords()
	p := f.p
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		if d := &p.decisions[i]; d.Group != 0 || d.Label.IsClip() || d.Label == ImageName {
			continue
		}
		f.lines = append(f.lines, textLine{})
		line, s, l := &p.Lines[i], p.Shape(i), &f.lines[len(f.lines)-1]
		var facts wordFacts
		facts, f.stems = g.scanWords(line.Text, f.stems, &f.votes, s.Words <= maxShortLine, f.weigh)
		*l = textLine{at: int32(i), words: int32(s.Words), stems: int32(len(f.stems)), before: int32(f.sums.good), allWords: int32(f.sums.words)}
		if label := p.Label(i); !label.IsBody() {
			l.label = label
		}
		l.grammar = ratio255(int(facts.grammar), int(facts.words))
		l.weight = facts.sum / float32(max(facts.words, 1))
		l.least, l.most, l.opening = facts.least, facts.most, facts.opening
		if s.Words > 2*int(facts.words)+2 {
			l.grammar = denseGrammarShare(line.Text)
		}
		sentence := s.End == EndSentence || s.Sentences > 0
		flags := lineFlags(0)
		switch {
		case s.Words >= minGoodWords && sentence || s.Words >= minLongWords:
			flags |= flagGood
			f.sums.good += s.Words
			f.sums.goodLines++
		case s.Words <= maxShort:
			flags |= flagShort
			f.sums.short++
		}
		if p.Repeated(i) {
			flags |= flagRepeated
		}
		if facts.first {
			flags |= flagFirst
		}
		if facts.last {
			flags |= flagLast
		}
		if s.End == EndSentence {
			flags |= flagSentence
			if endsAsking(line.Text) {
				flags |= flagAsks
			}
		}
		if s.End == EndColon {
			flags |= flagColon
		}
		if s.Upper > 0 && allUpper(line.Text[:min(len(line.Text), 60)]) {
			flags |= flagUpper
		}
		flags |= symbolsOf(line.Text)
		l.flags = flags
		f.sums.words += s.Words
		f.sums.weight += facts.sum
		if l.label.IsNoise() {
			f.sums.noise++
		}
		if line.Gap > 0 {
			f.sums.gaps++
		}
	}
}

func ratio255(part, whole int) uint8 {
	if whole <= 0 {
		return 0
	}
	return uint8(min(255, 255*part/whole))
}

// denseGrammarShare is the share of characters that stand for grammar in a text
// of a script without spaces, scaled as shares of words are.
func denseGrammarShare(text string) uint8 {
	set := isDenseGrammar()
	n, all := 0, 0
	for i, r := range text {
		if i > 600 {
			break
		}
		if r >= 0x0E00 {
			all++
			if set[r] {
				n++
			}
		}
	}
	return ratio255(n, all)
}

// maySign marks the bytes at which symbolsOf looks more closely.
var maySign = [256]bool{'|': true, '@': true, '>': true, '/': true, 0xC2: true, 0xE2: true}

// symbolsOf looks for signs that sentences do not have.
func symbolsOf(text string) lineFlags {
	var flags lineFlags
	for i := 0; i < min(len(text), 240); i++ {
		if !maySign[text[i]] {
			continue
		}
		switch text[i] {
		case '|', '@', '>':
			flags |= flagLinked
		case '/':
			if strings.HasPrefix(text[i:], "//") {
				flags |= flagLinked
			}
		case 0xC2:
			if c := text[min(i+1, len(text)-1)]; c == 0xA9 || c == 0xAE {
				flags |= flagSymbol
			} else if c == 0xBB {
				flags |= flagLinked
			}
		case 0xE2:
			if rest := text[i:]; strings.HasPrefix(rest, "›") || strings.HasPrefix(rest, "→") {
				flags |= flagLinked
			}
		}
	}
	if r, _ := utf8.DecodeRuneInString(text); r == '"' || r == '“' || r == '„' || r == '«' || r == '»' || r == '「' || r == '‘' {
		flags |= flagQuote
	}
	return flags
}

// line and shape return what the page knows of line i of those that are read.
func (f *textFeatures) line(i int) *Line   { return &f.p.Lines[f.lines[i].at] }
func (f *textFeatures) shape(i int) *Shape { return &f.p.shapes[f.lines[i].at] }

func (f *textFeatures) goodBetween(from, to int) int {
	return f.at(to).before - f.at(from).before
}

func (f *textFeatures) wordsBetween(from, to int) int {
	return f.at(to).all - f.at(from).all
}

type sumsAt struct{ before, all int }

func (f *textFeatures) at(i int) sumsAt {
	if i >= len(f.lines) {
		return sumsAt{f.sums.good, f.sums.words}
	}
	return sumsAt{int(f.lines[i].before), int(f.lines[i].allWords)}
}

// What a line is worth to a stretch of running text: its words up to a bound,
// and what each line costs that is none.
const (
	stretchWorth = 60
	stretchCost  = 6
)

// findStretch finds the stretch of lines with most running text and least other
// lines.
func (f *textFeatures) findStretch() {
	best, sum, start := 0, 0, 0
	f.from, f.to = 0, 0
	for i := range f.lines {
		l := &f.lines[i]
		value := -stretchCost
		if l.flags&flagGood != 0 {
			value = min(int(l.words), stretchWorth)
		} else if l.label.IsNoise() || l.flags&flagShort != 0 {
			value = -stretchCost - 2
		}
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += value
		if sum > best {
			best, f.from, f.to = sum, start, i+1
		}
	}
}

// findTopic counts the stems of the best stretch's running text, and says of all
// lines how much they share with it.
func (f *textFeatures) findTopic() {
	for i := f.from; i < f.to; i++ {
		if f.lines[i].flags&flagGood == 0 {
			continue
		}
		for _, s := range f.stemsAt(i) {
			if f.known.once.has(s) {
				f.known.again.add(s)
			}
			f.known.once.add(s)
		}
	}
	for _, s := range f.stemsAt(0) {
		f.known.first.add(s)
	}
	for i := range f.lines {
		l := &f.lines[i]
		topic := &f.known.once
		if i >= f.from && i < f.to && l.flags&flagGood != 0 {
			topic = &f.known.again // its own aside
		}
		stems := f.stemsAt(i)
		known, titled := 0, 0
		for _, s := range stems {
			known += topic.count(s)
			titled += f.known.first.count(s)
		}
		l.topic = ratio255(known, len(stems))
		l.title = ratio255(titled, len(stems))
		l.titled = ratio255(titled, len(f.stemsAt(0)))
	}
}

func (f *textFeatures) stemsAt(i int) []uint16 {
	if i >= len(f.lines) {
		return nil
	}
	from := int32(0)
	if i > 0 {
		from = f.lines[i-1].stems
	}
	return f.stems[from:f.lines[i].stems]
}

// findTitles finds the lines that say what the first line does.
func (f *textFeatures) findTitles() {
	for i := range f.lines {
		l := &f.lines[i]
		if n := len(f.stemsAt(i)); i == 0 && n >= 2 || i > 0 && n >= 2 && l.title >= 190 && l.titled >= 110 {
			l.flags |= flagTitle
			f.titles++
		}
	}
}

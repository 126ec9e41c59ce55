package clean

import (
	"math/bits"
	"sync"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// features gathers what is known of the lines of one page.
type features struct {
	p         *Page
	weight    func(word []byte) float32 // of words, nil for the model's own
	batch     gbdt.Batch
	lines     []lineFacts
	reach     []reach
	summary   string               // of the page, folded
	grams     *gramSet             // of the story that the page states, nil until one does
	inline    int                  // the first of the page's Inlines of lines that are not filled
	names     map[string]nameFacts // of blocks and inlines, by their classes
	far       []bool               // lines that are far from all running text
	nearLines []int32              // lines before one that are not far
	sums      []sums               // before each line
	blocks    []blockFacts
	hold      [holders]holder
	alike     [2]map[uint32]int32 // index of look-alikes by signature
	kinds     []lookAlikes
	first     int // first and last line of running text in the first holder
	last      int
	title     int // line of the title, -1 for none
	buf       []byte
}

// lineFacts are what other lines want to know of a line.
type lineFacts struct {
	words   int32
	good    bool // running text by its shape
	heading bool
	end     bool // ends as a sentence
	link    float32
	kind    [2]int32 // look-alikes by path and by name
	dialog  bool     // in a consent dialogue
	story   int8
	summary int8 // how much of the page's summary it says
}

// reach is where something stands around a line: the lines of running text before
// and after it, those of the stated story, -1 for none; and how many lines away
// pictures are, noObject for none close by.
type reach struct {
	good, nextGood, story, nextStory int32
	after, before                    uint8 // lines that it stands after a picture, before one
	linked                           bool  // it stands beside one in a link
}

// sums are over the lines before one.
type sums struct{ words, good, goodLines, link, bytes, ends, headings int32 }

// blockFacts are what lines want to know of a block.
type blockFacts struct {
	groups            groups
	own, low, high    float32 // weights of the words of its class and id: mean, least, greatest
	chain, chainLow   float32 // of the blocks around it too
	path, name, alike uint32  // signatures: of the tags down to it, of its tag and class, of these and its parent's
	wider             int32   // the nearest block around it with more words
	words, good       int32
	values            [7]float32
	near              [groupCount]uint8 // steps to the nearest block around it of each group
	child             [holders]int32    // the holder's child that it is in
	below             [holders]float32  // least weight of the names below the holder
	twins             int32             // blocks of the same parent that are named alike
}

type holder struct {
	block int
	good  int32
}

// lookAlikes are the lines with one signature.
type lookAlikes struct {
	lines, words, good, ends, held int32
	link                           float32
}

// goodWords is the least number of words in a line that reads like running
// text by its shape: about 80 characters.
const goodWords = 14

var featurePool = sync.Pool{New: func() any { return new(features) }}

// facts returns what is known of the page's lines and blocks by their shape and
// their names. It is gathered once for all rules that ask.
func (p *Page) facts() *features {
	if p.known == nil {
		p.known = featurePool.Get().(*features)
		p.known.gather(p, nil)
	}
	return p.known
}

// gather reads the page. Names are weighed by weight, nil for the model's own.
func (f *features) gather(p *Page, weight func([]byte) float32) {
	f.p, f.weight = p, weight
	f.lines = resized(f.lines, len(p.Lines))
	f.sums = resized(f.sums, len(p.Lines)+1)
	f.blocks = resized(f.blocks, len(p.Blocks))
	p.far = resized(p.far, len(p.Lines))
	f.far = p.far
	f.nearLines = resized(f.nearLines, len(p.Lines)+1)
	f.kinds = f.kinds[:0]
	for k := range f.alike {
		if f.alike[k] == nil {
			f.alike[k] = make(map[uint32]int32)
		}
		clear(f.alike[k])
	}
	if f.names == nil {
		f.names = make(map[string]nameFacts, 64)
	}
	f.first, f.last, f.title = 0, 0, -1
	f.readLines()
	f.sumBlocks()
	f.findHolders()
	f.findFar()
	f.nameBlocks()
	f.countTwins()
}

// Lines are far from the article when they are links, or stand in a menu or the
// like, and no running text is within so many lines; outside the block that
// holds most of it, and not shortly before or after its part there either.
const (
	nearGood   = 5
	nearBefore = 15
	nearAfter  = 8
)

// farPlaces are where lines may be far from the article.
const farPlaces = InNav | InFooter | InHeader | InControl

// findFar tells the lines that nobody needs to look at closely: menus, lists of
// links, what stands at a page's foot. A third of all lines are far.
func (f *features) findFar() {
	h := &f.p.Blocks[f.hold[0].block]
	some := f.sums[len(f.lines)].good > 0
	before := -farLines
	for i := range f.lines {
		if f.p.isStopped() {
			return
		}
		if f.lines[i].good {
			before = i
		}
		apart := f.lines[i].link > 0.5 || f.p.Blocks[f.p.Lines[i].Block].Place&farPlaces != 0
		f.far[i] = some && apart && (i < h.First || i >= h.Last) && (i < f.first-nearBefore || i > f.last+nearAfter) && i-before > nearGood
	}
	after := len(f.lines) + farLines
	for i := len(f.lines) - 1; i >= 0; i-- {
		if f.lines[i].good {
			after = i
		}
		f.far[i] = f.far[i] && after-i > nearGood
	}
	f.findDialogs()
	for i, far := range f.far {
		f.nearLines[i+1] = f.nearLines[i]
		if !far {
			f.nearLines[i+1]++
		}
	}
}

// isFar reports whether line i is far from all running text of a page with
// blocks.
func (p *Page) isFar(i int) bool {
	if !p.isStructured() {
		return false
	}
	if len(p.far) == 0 {
		p.facts()
	}
	return p.far[i]
}

// release ends the use of f, whose page forgets it.
func (f *features) release() {
	if f.p.known == f {
		f.p.known = nil
	}
	f.p, f.weight, f.far, f.summary = nil, nil, nil, ""
	clear(f.names)
	if len(f.lines) <= maxPooled && len(f.blocks) <= maxPooled {
		featurePool.Put(f)
	}
}

// beginRows looks for what rows are made of. They are then filled in the order of
// the lines.
func (f *features) beginRows() {
	f.findAlike()
	f.findTitle()
	f.readStory()
	f.findReach()
	f.findObjects()
	f.summary = Fold(f.p.Summary)
	f.inline = 0
}

// fillRow computes the row of line i, which is not far.
func (f *features) fillRow(row []float32, i int) {
	clear(row)
	f.fillLine(row, i)
	f.fillPlace(row, i)
	f.fillBlocks(row, i)
	f.fillHolders(row, i)
	f.fillAlike(row, i)
	f.fillAround(row, i)
	f.fillReach(row, i)
	f.fillWitness(row, i)
	f.fillInlines(row, i)
}

func (f *features) readLines() {
	p := f.p
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		line, s, b := &p.Lines[i], p.Shape(i), &p.Blocks[p.Lines[i].Block]
		l := &f.lines[i]
		l.words = int32(s.Words)
		l.link = min(1, share(line.Link, len(line.Text)))
		l.end = s.End == EndSentence || s.End == EndEllipsis
		l.heading = b.Level > 0
		l.good = s.Words >= goodWords && l.link < 1./3 && (s.Sentences > 0 || s.Commas > 0) && s.Letters > 3*s.Digits && !b.Hidden
		next := f.sums[i]
		next.words += l.words
		next.bytes += int32(len(line.Text))
		next.link += int32(min(line.Link, len(line.Text)))
		if l.good {
			next.good += l.words
			next.goodLines++
		}
		if l.end {
			next.ends++
		}
		if l.heading {
			next.headings++
		}
		f.sums[i+1] = next
	}
}

// between returns the sums over the lines in [from, to).
func (f *features) between(from, to int) sums {
	a, b := &f.sums[from], &f.sums[to]
	return sums{b.words - a.words, b.good - a.good, b.goodLines - a.goodLines, b.link - a.link, b.bytes - a.bytes,
		b.ends - a.ends, b.headings - a.headings}
}

const farAway = 15 // steps to a block that there is not

// sumBlocks sums up the lines of the blocks.
func (f *features) sumBlocks() {
	p := f.p
	all := f.sums[len(p.Lines)]
	for at := range p.Blocks {
		if p.isStopped() {
			return
		}
		b, bf := &p.Blocks[at], &f.blocks[at]
		s := f.between(b.First, b.Last)
		bf.words, bf.good = s.words, s.good
		n := b.Last - b.First
		bf.values = [...]float32{
			share(int(s.link), int(s.bytes)), logOf(int(s.words)), share(int(s.good), int(all.good)), logOf(n),
			logOf(int(s.words) / max(n, 1)), logOf(b.Objects), share(int(s.headings), n),
		}
		bf.wider = int32(b.Parent)
		if b.Parent >= 0 {
			if up := &f.blocks[b.Parent]; up.words == bf.words {
				bf.wider = up.wider
			}
		}
	}
}

// nameBlocks reads the names of the blocks that hold lines which are not far.
func (f *features) nameBlocks() {
	p := f.p
	for at := range p.Blocks {
		if p.isStopped() {
			return
		}
		b, bf := &p.Blocks[at], &f.blocks[at]
		if f.nearLines[b.Last] == f.nearLines[b.First] {
			continue
		}
		facts := f.readNames(b.Element)
		bf.groups, bf.own, bf.low, bf.high = facts.groups, facts.mean, facts.low, facts.high
		hash := hashString(hashSeed, b.Element.Tag)
		tag := uint32(hash >> 32)
		bf.name = uint32(hashString(hash, b.Element.Class) >> 32)
		if b.Parent < 0 {
			for g := range bf.near {
				bf.near[g] = farAway
			}
			bf.path, bf.alike = tag, bf.name
			bf.chain, bf.chainLow = bf.own, bf.low
		} else {
			up := &f.blocks[b.Parent]
			bf.path = mix(up.path, tag)
			bf.alike = mix(up.name, bf.name*3)
			for g := range bf.near {
				if bf.near[g] = up.near[g]; bf.near[g] < farAway {
					bf.near[g]++
				}
			}
			bf.chain = bf.own + 0.7*up.chain
			bf.chainLow = min(bf.low, up.chainLow)
		}
		for g := facts.groups; g != 0; g &= g - 1 {
			bf.near[bits.TrailingZeros32(uint32(g))] = 0
		}
		for k := range f.hold {
			if child := bf.child[k]; child >= 0 {
				bf.below[k] = bf.low
				if int(child) != at {
					bf.below[k] = min(f.blocks[b.Parent].below[k], bf.low)
				}
			}
		}
	}
}

// nameFacts are what the words of a class and an id say.
type nameFacts struct {
	groups          groups
	mean, low, high float32
}

func (f *features) readNames(e Element) nameFacts {
	if e.Class == "" && e.ID == "" && e.Role == "" && e.Prop == "" {
		return nameFacts{}
	}
	byClass := e.ID == "" && e.Role == "" && e.Prop == ""
	if byClass {
		if facts, ok := f.names[e.Class]; ok {
			return facts
		}
	}
	var facts nameFacts
	words := nameWords()
	n := float32(0)
	read := func(token []byte) {
		known := words.find(token)
		facts.groups |= known.groups
		w := known.weight
		if f.weight != nil {
			w = f.weight(token)
		}
		facts.mean += w
		n++
		// In place of min and max, which look for numbers that are none.
		if w < facts.low {
			facts.low = w
		} else if w > facts.high {
			facts.high = w
		}
	}
	for _, name := range [...]string{e.Class, e.ID, e.Role, e.Prop} {
		if name != "" {
			f.buf = eachNameToken(name, f.buf, read)
		}
	}
	if n > 0 {
		facts.mean /= n
	}
	if byClass {
		f.names[e.Class] = facts
	}
	return facts
}

// findHolders finds the deepest blocks that hold half, two thirds and nine
// tenths of the running text, and the block whose children and grandchildren
// hold most of it.
func (f *features) findHolders() {
	p := f.p
	good := f.sums[len(p.Lines)].good
	least := [3]int32{(good + 1) / 2, (7*good + 9) / 10, (9*good + 9) / 10}
	for k := range f.hold {
		f.hold[k] = holder{}
	}
	best, score := 0, float32(0)
	points := make([]float32, len(p.Blocks))
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		if !f.lines[i].good {
			continue
		}
		s := 1 + float32(min(f.lines[i].words, 60))/20
		for at, part := p.Blocks[p.Lines[i].Block].Parent, s; at >= 0 && part > s/8; at, part = p.Blocks[at].Parent, part/2 {
			points[at] += part
		}
	}
	for at := range p.Blocks {
		if p.isStopped() {
			return
		}
		for k := range least {
			if f.blocks[at].good >= least[k] && p.Blocks[at].Depth >= p.Blocks[f.hold[k].block].Depth {
				f.hold[k].block = at
			}
		}
		if v := points[at] * (1 - f.blocks[at].values[0]); v > score {
			best, score = at, v
		}
	}
	f.hold[3].block = best
	for k := range f.hold {
		h := &f.hold[k]
		h.good = f.blocks[h.block].good
		for at := range p.Blocks {
			if p.isStopped() {
				return
			}
			parent := p.Blocks[at].Parent
			switch {
			case parent == h.block:
				f.blocks[at].child[k] = int32(at)
			case at <= h.block || parent < 0:
				f.blocks[at].child[k] = -1
			default:
				f.blocks[at].child[k] = f.blocks[parent].child[k]
			}
		}
	}
	b := &p.Blocks[f.hold[0].block]
	f.first, f.last = b.Last, b.First-1
	for i := b.First; i < b.Last; i++ {
		if f.lines[i].good {
			f.first = min(f.first, i)
			f.last = i
		}
	}
}

// countTwins counts for the children of each holder how many of them have the
// same tag and class.
func (f *features) countTwins() {
	twins := make(map[uint32]int32)
	for k := range f.hold {
		clear(twins)
		for _, count := range [2]bool{true, false} {
			h := f.hold[k].block
			for at := h + 1; at < len(f.blocks) && f.p.Blocks[at].First < f.p.Blocks[h].Last && !f.p.isStopped(); at++ {
				switch {
				case f.p.Blocks[at].Parent != h:
				case count:
					twins[f.blocks[at].alike]++
				default:
					f.blocks[at].twins = twins[f.blocks[at].alike]
				}
			}
		}
	}
}

func (f *features) findAlike() {
	p := f.p
	held := &p.Blocks[f.hold[0].block]
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		if f.far[i] {
			f.lines[i].kind = [2]int32{-1, -1}
			continue
		}
		line, l := &p.Lines[i], &f.lines[i]
		b := &f.blocks[line.Block]
		style := uint32(1)
		if l.link > 0.8 {
			style += 2
		}
		if line.Bold*5 > len(line.Text)*4 {
			style += 4
		}
		for k, sig := range [2]uint32{b.path, b.alike} {
			sig = mix(sig, style)
			at, ok := f.alike[k][sig]
			if !ok {
				at = int32(len(f.kinds))
				f.alike[k][sig] = at
				f.kinds = append(f.kinds, lookAlikes{})
			}
			l.kind[k] = at
			a := &f.kinds[at]
			a.lines++
			a.words += l.words
			a.link += l.link
			if l.good {
				a.good++
			}
			if l.end {
				a.ends++
			}
			if i >= held.First && i < held.Last {
				a.held++
			}
		}
	}
}

const (
	hashSeed  = 14695981039346656037
	hashPrime = 1099511628211
)

// hashString adds s to a hash, digits aside: numbered names are alike.
func hashString(h uint64, s string) uint64 {
	for i := 0; i < len(s) && i < maxNameSize; i++ {
		if c := s[i]; c < '0' || c > '9' {
			h = (h ^ uint64(c)) * hashPrime
		}
	}
	return h * hashPrime
}

// mix makes one signature of two.
func mix(a, b uint32) uint32 { return uint32((uint64(a)<<32 | uint64(b)) * saltEqual >> 32) }

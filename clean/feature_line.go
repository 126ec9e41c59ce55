package clean

import (
	"math/bits"
	"strings"
)

func (f *features) fillLine(row []float32, i int) {
	p, l := f.p, &f.lines[i]
	line, s := &p.Lines[i], p.Shape(i)
	b := &p.Blocks[line.Block]
	size := len(line.Text)
	all := &f.sums[len(p.Lines)]
	r := row[featureLayout.line:]
	r[0] = logOf(s.Words)
	r[1] = share(s.Letters+s.Digits, s.Words)
	r[2] = share(s.Upper, s.Words)
	r[3] = share(s.Digits, s.Letters+s.Digits)
	r[4] = share(s.Letters, size)
	r[5] = float32(min(s.Sentences, 20))
	r[6] = float32(s.End)
	r[7] = float32(s.Start)
	r[8] = l.link
	r[9] = min(1, share(line.Bold, size))
	r[10] = min(1, share(line.Italic, size))
	if s.End == EndSentence && endsAsking(line.Text) {
		r[11] = 1
	}
	if hasBar(line.Text[:min(size, 200)]) {
		r[12] = 1
	}
	if p.Repeated(i) {
		r[13] = 1
	}
	r[14] = f.label(i)
	r[15] = share(i, len(p.Lines))
	r[16] = share(int(f.sums[i].words), int(all.words))
	r[17] = float32(min(line.Gap, 5))
	r[18] = tagNumber(b.Element.Tag)
	r[19] = float32(b.Level)
	r[20] = logOf(b.Last - b.First)
	r[21] = float32(min(i-b.First, 20))

	g := row[featureLayout.page:]
	g[0] = logOf(len(p.Lines))
	g[1] = logOf(int(all.good))
	g[2] = share(int(all.good), int(all.words))
	g[3] = logOf(int(all.good) / max(int(all.goodLines), 1))
	g[4] = typeNumber(p.Type)
}

// newsType is the number of types of news.
const newsType = 4

// typeNumber is the higher the more the type that a page states is that of news.
func typeNumber(t string) float32 {
	switch {
	case t == "":
		return 0
	case strings.HasSuffix(t, "NewsArticle"), t == "LiveBlogPosting":
		return newsType
	case t[0] >= 'A' && t[0] <= 'Z':
		return 3
	case t == "article":
		return 2
	}
	return 1
}

// hasBar reports whether s has one of the characters |, ›, » and →, which stand
// between the entries of menus.
func hasBar(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '|':
			return true
		case 0xC2:
			if strings.HasPrefix(s[i:], "»") {
				return true
			}
		case 0xE2:
			if strings.HasPrefix(s[i:], "›") || strings.HasPrefix(s[i:], "→") {
				return true
			}
		}
	}
	return false
}

// label is what rules that know phrases said of a line: labels of noise and of
// the head, but none of the body. What surer rules of callers' say decides their
// lines and no others: a model that was not trained with it cannot weigh it.
func (f *features) label(i int) float32 {
	if d := f.p.Decision(i); !d.Label.IsBody() && d.Confidence <= surePhrase {
		return float32(d.Label)
	}
	return 0
}

// tagNumber puts the tags of blocks into an order in which kinds of a sort
// stand together.
func tagNumber(tag string) float32 {
	switch tag {
	case "p":
		return 1
	case "blockquote":
		return 2
	case "pre":
		return 3
	case "div":
		return 5
	case "section":
		return 6
	case "article":
		return 7
	case "td", "th":
		return 8
	case "li":
		return 10
	case "dt", "dd":
		return 11
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return 13
	case "figcaption", "figure":
		return 15
	case "button", "option", "select":
		return 16
	case "":
		return 17
	}
	return 18
}

func (f *features) fillPlace(row []float32, i int) {
	at := f.p.Lines[i].Block
	b, bf := &f.p.Blocks[at], &f.blocks[at]
	r := row[featureLayout.place:]
	for place := b.Place; place != 0; place &= place - 1 {
		r[bits.TrailingZeros32(uint32(place))] = 1
	}
	if b.Hidden {
		r[len(placeNames)-1] = 1
	}
	n := row[featureLayout.near : featureLayout.near+int(groupCount)]
	for g := range n {
		n[g] = float32(bf.near[g])
	}
	t := row[featureLayout.token:]
	t[0], t[1], t[2] = bf.own, bf.low, bf.high
	if b.Parent >= 0 {
		t[3] = f.blocks[b.Parent].own
	}
	t[4], t[5] = bf.chain, bf.chainLow
}

func (f *features) fillBlocks(row []float32, i int) {
	at := int32(f.p.Lines[i].Block)
	if f.blocks[at].words <= f.lines[i].words {
		at = f.blocks[at].wider
	}
	for k := range nearBlocks {
		r := row[featureLayout.block+k*len(blockNames):]
		if at < 0 {
			for j := range blockNames {
				r[j] = -1
			}
			continue
		}
		bf, b := &f.blocks[at], &f.p.Blocks[at]
		copy(r, bf.values[:])
		r[7] = share(i-b.First, b.Last-b.First)
		at = bf.wider
	}
}

func (f *features) fillHolders(row []float32, i int) {
	at := f.p.Lines[i].Block
	for k := range f.hold {
		r := row[featureLayout.holder+k*len(holderNames):]
		h := &f.p.Blocks[f.hold[k].block]
		r[7] = logOf(h.Last - h.First)
		if i < h.First || i >= h.Last {
			r[1], r[2] = float32(min(max(h.First-i, 0), 60)), float32(min(max(i-h.Last+1, 0), 60))
			r[3], r[4], r[5], r[6] = -1, -1, -1, -1
			r[8], r[13] = -1, -1
			continue
		}
		r[0] = 1
		r[3] = float32(min(f.p.Blocks[at].Depth-h.Depth, 20))
		child := f.blocks[at].child[k]
		if child < 0 { // directly inside
			r[4], r[5], r[6] = share(int(f.lines[i].words), int(f.hold[k].good)), f.lines[i].link, row[0]
			r[12], r[13] = 1, float32(h.Last-h.First)
			continue
		}
		c, cb := &f.blocks[child], &f.p.Blocks[child]
		r[8] = tagNumber(cb.Element.Tag)
		r[9], r[10] = c.own, c.low
		r[11] = float32((cb.Place &^ h.Place) / InArticle)
		r[12] = c.values[3]
		r[13] = logOf(int(c.twins))
		r[14] = f.blocks[at].below[k]
		r[4], r[5], r[6] = share(int(c.good), int(f.hold[k].good)), c.values[0], c.values[4]
	}
}

func (f *features) fillAlike(row []float32, i int) {
	for k, at := range f.lines[i].kind {
		r := row[featureLayout.alike+k*len(alikeNames):]
		a := &f.kinds[at]
		n := float32(a.lines)
		r[0] = logOf(int(a.lines))
		r[1] = float32(a.good) / n
		r[2] = logOf(int(a.words / a.lines))
		r[3] = a.link / n
		r[4] = float32(a.ends) / n
		r[5] = float32(a.held) / n
	}
}

func (f *features) fillAround(row []float32, i int) {
	at := featureLayout.around
	for k := -aroundSpan; k <= aroundSpan; k++ {
		if k == 0 {
			continue
		}
		r := row[at : at+len(aroundNames)]
		at += len(aroundNames)
		j := i + k
		if j < 0 || j >= len(f.lines) {
			for c := range r {
				r[c] = -1
			}
			continue
		}
		l := &f.lines[j]
		r[0] = logOf(int(l.words))
		r[1] = l.link
		r[2] = float32(f.p.Shape(j).End)
		if l.heading {
			r[3] = 1
		}
		if l.kind[1] == f.lines[i].kind[1] {
			r[4] = 1
		}
		r[5] = f.label(j)
		if f.p.Lines[j].Block == f.p.Lines[i].Block {
			r[6] = 1
		}
	}
}

// farLines is the number of lines that distances are given up to.
const farLines = 60

// findReach finds the lines around each that is not far.
func (f *features) findReach() {
	f.reach = resized(f.reach, len(f.lines))
	good, story := int32(-1), int32(-1)
	for i := range f.lines {
		if f.p.isStopped() {
			return
		}
		if f.far[i] {
			continue
		}
		f.reach[i] = reach{good: good, story: story, after: noObject, before: noObject}
		if f.lines[i].good {
			good = int32(i)
		}
		if f.lines[i].isStory() {
			story = int32(i)
		}
	}
	good, story = -1, -1
	for i := len(f.lines) - 1; i >= 0; i-- {
		if f.p.isStopped() {
			return
		}
		if f.far[i] {
			continue
		}
		f.reach[i].nextGood, f.reach[i].nextStory = good, story
		if f.lines[i].good {
			good = int32(i)
		}
		if f.lines[i].isStory() {
			story = int32(i)
		}
	}
}

// isStory reports whether the story that a page states has the line, which is
// long enough not to be there by chance.
func (l *lineFacts) isStory() bool { return l.story == 2 && l.words > 6 }

// noObject stands for a picture that is not close by.
const noObject = 20

// findObjects finds out how far away pictures are.
func (f *features) findObjects() {
	for k := range f.p.Objects {
		if f.p.isStopped() {
			return
		}
		o := &f.p.Objects[k]
		for d := range 4 {
			if i := o.Line + d; i < len(f.lines) && !f.far[i] {
				r := &f.reach[i]
				r.after = min(r.after, uint8(d))
				r.linked = r.linked || o.Linked && d == 0
			}
			if i := o.Line - 1 - d; i >= 0 && i < len(f.lines) && !f.far[i] {
				r := &f.reach[i]
				r.before = min(r.before, uint8(d))
			}
		}
	}
}

// fillReach says how far away running text and pictures are.
func (f *features) fillReach(row []float32, i int) {
	at := &f.reach[i]
	r := row[featureLayout.line:]
	r[22], r[23] = float32(at.after), float32(at.before)
	if at.linked {
		r[24] = 1
	}
	before, after := int(at.good), int(at.nextGood)
	r = row[featureLayout.reach:]
	r[0], r[2] = farLines, 10
	if before >= 0 {
		r[0] = float32(min(i-before, farLines))
		r[2] = logOf(int(f.between(before+1, i).words))
	}
	r[1], r[3] = farLines, 10
	if after >= 0 {
		r[1] = float32(min(after-i, farLines))
		r[3] = logOf(int(f.between(i+1, after).words))
		if before >= 0 && i-before < farLines && f.lines[before].kind == f.lines[after].kind {
			r[7] = 1
		}
	}
	r[4] = float32(min(max(i-f.first, -farLines), farLines))
	r[5] = float32(min(max(f.last-i, -farLines), farLines))
	if f.lines[i].good {
		r[6] = 1
	}
}

// fillInlines adds what the elements say that a line as a whole stands in.
func (f *features) fillInlines(row []float32, i int) {
	inlines := f.p.Inlines
	for f.inline < len(inlines) && inlines[f.inline].Line < i {
		f.inline++
	}
	for ; f.inline < len(inlines) && inlines[f.inline].Line == i && !f.p.isStopped(); f.inline++ {
		in := &inlines[f.inline]
		if in.Start > 0 || in.End*10 < len(f.p.Lines[i].Text)*8 {
			continue
		}
		facts := f.readNames(in.Element)
		row[featureLayout.token+6] += facts.mean
		for g := range groupCount {
			if facts.groups.has(g) {
				row[featureLayout.near+int(g)] = 0
			}
		}
	}
}

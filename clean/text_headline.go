package clean

import (
	"strconv"
	"strings"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

// The title of a page of plain text is looked for among its first lines: a model
// says of each, and of each without a site's name, how likely it is.

// titleForm is a line, or a part of it, that may be the title.
type titleForm struct {
	line     int // of those that are read
	from, to int // bytes of its text
	kind     titleKind
}

// titleKind says what part of a line is taken.
type titleKind uint8

const (
	formWhole titleKind = iota
	formHead            // up to the last mark
	formFirst           // up to the first mark
	formTail            // after the first mark
	formLike            // up to where it differs from the page's first line
)

var titleLayout = makeTitleLayout()

type titleColumns struct {
	columns
	line, form, near, page int
}

var titleLineNames = []string{"order", "to-body", "place", "words", "upper", "end", "digits", "sentences", "commas", "start", "like-first",
	"first-like", "first", "heading", "headings-before", "label", "headline-label", "stamp-after", "stamp-before", "topic", "weight",
	"score", "repeated", "again", "breadcrumb", "capitals", "asks", "symbol", "quote", "grammar", "support", "linked", "good", "gap", "gap-after", "list-item",
	"like", "likest", "like-after", "like-before", "longer-after"}

var titleFormNames = []string{"kind", "words", "cut-words", "in-first", "is-first", "printed", "size", "cut-mark", "topic", "cut-topic", "lead", "cut-lead",
	"cut-support", "cut-printed", "cut-below"}

var titleNearNames = []string{"words", "end", "score", "label"}

var titlePageNames = []string{"lines", "body", "headings", "titled", "markdown", "best-support", "first-words", "longer-before", "best-like"}

func makeTitleLayout() *titleColumns {
	var l titleColumns
	l.line = l.add(titleLineNames...)
	l.form = l.add(prefixed("form-", titleFormNames)...)
	for k := -2; k <= 3; k++ {
		if k != 0 {
			at := l.add(prefixed("line"+strconv.Itoa(k)+"-", titleNearNames)...)
			if k == -2 {
				l.near = at
			}
		}
	}
	l.page = l.add(prefixed("page-", titlePageNames)...)
	return &l
}

// titleMarks part a title from the name of a site or a section.
var titleMarks = [...]string{" | ", " – ", " — ", " - ", " • ", " · ", " :: ", " » ", " / ", " › ", " > ", "｜", " ｜ ", ": ", " ("}

// titleMark is where a mark stands in a line: titleMarks[mark-1], 0 for none.
type titleMark struct{ at, mark int }

// findTitleMarks finds the marks between which a line can be parted: the first of
// those whose first printing is not the line's beginning, and the last of all.
func findTitleMarks(text string) (first, last titleMark) {
	begins := 0 // the mark that the line begins with
	for i := 0; i+1 < len(text); i++ {
		mark := 0
		switch text[i] {
		case ' ':
			if !opensTitleMark[text[i+1]] {
				continue
			}
			mark = titleMarkAt(text[i:])
		case ':', 0xEF: // the first byte of ｜
			mark = titleMarkAt(text[i:])
		}
		if mark == 0 {
			continue
		}
		last = titleMark{i, mark}
		if i == 0 {
			begins = mark
		} else if first.mark == 0 && mark != begins {
			first = last
		}
	}
	return first, last
}

// titleMarkAt returns which of titleMarks a text begins with, counted from 1.
func titleMarkAt(text string) int {
	for k, mark := range titleMarks {
		if strings.HasPrefix(text, mark) {
			return k + 1
		}
	}
	return 0
}

// opensTitleMark marks the bytes that stand after the space of a mark.
var opensTitleMark = func() (t [256]bool) {
	for _, mark := range titleMarks {
		if mark[0] == ' ' {
			t[mark[1]] = true
		}
	}
	return t
}()

// maxTitleLines is the most lines before the body that are looked at, the
// nearest, besides the first ones.
const (
	maxTitleLines      = 150
	maxTitleFirstLines = 12
)

// titleSlots is the most lines that are looked at.
const titleSlots = maxTitleFirstLines + maxTitleLines + titleTail

// titleFinder says in numbers what speaks for a line to be the title. It belongs to
// its textFeatures, which keep it for another page.
type titleFinder struct {
	titleState
	counts [1 << 16]uint8  // of the stems of the lines looked at: how many have them; zeros for the next page
	keys   map[string]int8 // how often lines of this key stand above the body
	below  map[string]int8 // how many of the page's last lines have the key
	lead   stemSet         // of the lines with which the body begins; empty for the next page
	stems  []uint16        // of a part of a line
	found  [maxTitleForms]float32
	forms  []scoredForm
}

// titleState is what a titleFinder knows of one page.
type titleState struct {
	f                        *textFeatures
	scores                   []float32
	body                     int
	from                     int // lines before this one are the page's first
	support                  [titleSlots]float32
	like                     [titleSlots]float32 // how much a line is like the first, of the lines looked at
	likeBefore, likeAfter    [titleSlots]float32 // the most of a line before and after it
	likest                   float32             // the most of any but the first
	longer                   [titleSlots]int16   // lines of some length after a line and before the body
	votes                    languageVotes       // of parts, which nobody asks for
	first                    string              // key of the first line
	row                      []float32
	best                     float32
	headings, headingsBefore int
}

// titleFinder begins to look for the title of a page, of which the body begins with
// line body.
func (f *textFeatures) titleFinder(scores []float32, body int) *titleFinder {
	t := &f.finder
	t.titleState = titleState{f: f, scores: scores, body: body}
	if t.keys == nil {
		t.keys, t.below = make(map[string]int8), make(map[string]int8)
	}
	t.from = max(0, min(body, len(f.lines))-maxTitleLines)
	t.each(func(i int) {
		for _, s := range f.stemsAt(i) {
			if t.counts[s] < 100 {
				t.counts[s]++
			}
		}
		t.keys[f.p.Key(int(f.lines[i].at))]++
		if f.line(i).Form == Heading && f.line(i).Level == 1 {
			t.headings++
		}
	})
	t.each(func(i int) {
		stems := f.stemsAt(i)
		sum := 0
		for _, s := range stems {
			sum += int(min(t.counts[s], 5)) - 1
		}
		t.support[t.slot(i)] = share(sum, len(stems))
		if f.line(i).mayBeTitle(f.shape(i)) && len(stems) > 1 {
			t.best = max(t.best, t.support[t.slot(i)])
		}
	})
	t.each(func(i int) {
		l := &f.lines[i]
		if a, b := share255(l.title), share255(l.titled); i > 0 && a+b > 0 && f.line(i).mayBeTitle(f.shape(i)) {
			t.like[t.slot(i)] = 2 * a * b / (a + b)
			t.likest = max(t.likest, t.like[t.slot(i)])
		}
	})
	t.findLikest()
	t.findLead()
	longer := int16(0)
	for i := min(body, len(f.lines)) - 1; i >= t.from; i-- {
		t.longer[t.slot(i)] = longer
		if f.shape(i).Words >= longTitleWords {
			longer++
		}
	}
	for i := min(t.from, maxTitleFirstLines) - 1; i >= 0; i-- {
		t.longer[i] = longer
	}
	if len(f.lines) > 0 {
		t.first = f.p.Key(int(f.lines[0].at))
	}
	return t
}

// findLikest finds how much the lines before and after a line, and before the body,
// are like the first at most.
func (t *titleFinder) findLikest() {
	from := max(1, t.slot(t.from))
	for at := from + 1; at < titleSlots; at++ {
		t.likeBefore[at] = max(t.likeBefore[at-1], t.like[at-1])
	}
	for at := min(titleSlots, t.slot(t.body)) - 2; at >= 0; at-- {
		t.likeAfter[at] = max(t.likeAfter[at+1], t.like[at+1])
	}
}

// leadLines is the number of lines with which an article begins, maxLeadStems the
// most stems of each that are looked at.
const (
	leadLines    = 4
	maxLeadStems = 400
)

// findLead finds the stems of the lines with which the body begins.
func (t *titleFinder) findLead() {
	for i, n := t.body, 0; i < len(t.f.lines) && i < t.body+5*leadLines && n < leadLines; i++ {
		if t.f.lines[i].flags&flagGood == 0 {
			continue
		}
		n++
		stems := t.f.stemsAt(i)
		for _, s := range stems[:min(len(stems), maxLeadStems)] {
			t.lead.add(s)
		}
	}
}

// footLines is the number of lines at the end of a page in which it names its
// site.
const footLines = 40

// countBelow returns how many of the page's last lines, short ones, have what the
// key stands for: a site's name stands beside its copyright.
func (t *titleFinder) countBelow(key string) int8 {
	if len(key) < 3 {
		return 0
	}
	n, known := t.below[key]
	if !known && len(t.below) < maxTitleForms {
		for i := max(t.body, len(t.f.lines)-footLines); i < len(t.f.lines); i++ {
			if text := t.f.line(i).Text; len(text) <= maxTitleSize && strings.Contains(t.f.p.Key(int(t.f.lines[i].at)), key) && n < 9 {
				n++
			}
		}
		t.below[key] = n
	}
	return n
}

// sharesOfStems returns the shares of stems that the best stretch and the lines
// with which the body begins have; -1 for none.
func (t *titleFinder) sharesOfStems(stems []uint16) (topic, lead float32) {
	if len(stems) == 0 {
		return -1, -1
	}
	inTopic, inLead := 0, 0
	for _, s := range stems {
		inTopic += t.f.known.once.count(s)
		inLead += t.lead.count(s)
	}
	return share(inTopic, len(stems)), share(inLead, len(stems))
}

// longTitleWords is the fewest words of a line that is longer than entries of
// menus.
const longTitleWords = 5

// slot returns where what is known of line i of those that are looked at stands.
func (t *titleFinder) slot(i int) int {
	if i < t.from && i >= maxTitleFirstLines {
		return 0 // it is not looked at
	}
	if i >= t.from && t.from > maxTitleFirstLines {
		return i - t.from + maxTitleFirstLines
	}
	return i
}

// each calls visit with the lines that are looked at.
func (t *titleFinder) each(visit func(i int)) {
	for i := 0; i < min(t.body+titleTail, len(t.f.lines)); i++ {
		if i >= maxTitleFirstLines && i < t.from {
			i = t.from
		}
		visit(i)
	}
}

// eachForm calls visit with what may be the title, after it has filled a row that
// next gives. It is called once: it gives the buffers back.
func (t *titleFinder) eachForm(next func() []float32, visit func(form titleForm)) {
	f := t.f
	longer := 0
	t.headingsBefore = 0
	t.each(func(i int) {
		line, s := f.line(i), f.shape(i)
		if d := &f.p.decisions[f.lines[i].at]; d.Label.IsPicture() || d.Label == Duplicate && d.Rule == ruleCaptions || d.Confidence >= 1 ||
			!line.mayBeTitle(s) {
			return
		}
		text := line.Text
		var whole []float32 // the row of the whole line
		add := func(from, to int, kind titleKind, mark int) {
			for from < to && text[from] == ' ' {
				from++
			}
			for to > from && text[to-1] == ' ' {
				to--
			}
			if from >= to {
				return
			}
			form := titleForm{i, from, to, kind}
			if t.row = next(); whole == nil {
				t.fillLine(i)
				t.row[titleLayout.page+7] = logOf(longer)
				whole = t.row
			} else {
				copy(t.row, whole)
			}
			t.fillForm(form, mark)
			visit(form)
		}
		add(0, len(text), formWhole, 0)
		if first, last := findTitleMarks(text); first.mark > 0 {
			add(0, last.at, formHead, last.mark)
			if first.at < last.at {
				add(0, first.at, formFirst, first.mark)
			}
			add(first.at+len(titleMarks[first.mark-1]), len(text), formTail, first.mark)
		}
		if i > 0 {
			if n := samePrefix(text, f.line(0).Text); n > 0 && n < len(text) {
				add(0, n, formLike, 0)
			}
		}
		if line.Form == Heading && line.Level == 1 {
			t.headingsBefore++
		}
		if s.Words >= longTitleWords {
			longer++
		}
	})
	t.each(func(i int) {
		for _, s := range f.stemsAt(i) {
			t.counts[s] = 0
		}
	})
	t.lead = stemSet{}
	clear(t.keys)
	clear(t.below)
	t.titleState = titleState{}
}

// maxTitleForms is the most forms of a line, and of all lines that are looked at.
const (
	maxLineForms  = 5
	maxTitleForms = maxLineForms * titleSlots
)

// scoredForm is what may be the title, and how likely it is.
type scoredForm struct {
	titleForm
	score float32
}

// score scores what may be the title by a model.
func (t *titleFinder) score(model *gbdt.Model) []scoredForm {
	batch := &t.f.batch
	batch.Start(model, t.found[:])
	t.forms = t.forms[:0]
	t.eachForm(batch.Row, func(form titleForm) {
		batch.Add(len(t.forms))
		t.forms = append(t.forms, scoredForm{titleForm: form})
	})
	batch.Flush()
	for i := range t.forms {
		t.forms[i].score = t.found[i]
	}
	return t.forms
}

// minSamePrefix is the fewest bytes that a line shares with the page's first for
// what they share to be the title.
const minSamePrefix = 16

// samePrefix returns how many bytes of a text, up to the end of a word, another
// begins with; 0 where they are few.
func samePrefix(text, first string) int {
	n := 0
	for n < len(text) && n < len(first) && text[n] == first[n] {
		n++
	}
	for n > 0 && n < len(text) && text[n] != ' ' {
		n--
	}
	rest := first[min(n, len(first)):]
	if n < minSamePrefix || rest != "" && !isSeparated(rest[:min(len(rest), 6)]) {
		return 0
	}
	return n
}

func (t *titleFinder) fillLine(i int) {
	f := t.f
	l, line, s := &f.lines[i], f.line(i), f.shape(i)
	r := t.row[titleLayout.line:]
	r[0] = logOf(i)
	r[1] = logOf(t.body - i)
	if i > t.body {
		r[1] = -float32(i - t.body)
	}
	r[2] = share(i, t.body+1)
	r[3] = float32(min(s.Words, 40))
	r[4] = share(s.Upper, s.Words)
	r[5] = float32(s.End)
	r[6] = share(s.Digits, s.Letters+s.Digits)
	r[7] = float32(min(s.Sentences, 4))
	r[8] = float32(min(s.Commas, 4))
	r[9] = float32(s.Start)
	r[10], r[11] = share255(l.title), share255(l.titled)
	r[12] = 0
	if i == 0 {
		r[12] = 1
	}
	r[13] = 0
	if line.Form == Heading {
		r[13] = float32(7 - line.Level)
	}
	r[14] = float32(min(t.headingsBefore, 9))
	r[15] = float32(l.label)
	r[16] = 0
	if f.p.Decision(int(l.at)).Rule == ruleHeadlineLabel {
		r[16] = 1
	}
	r[17], r[18] = 9, 9
	for k := 1; k <= 8; k++ {
		if i+k < len(f.lines) && r[17] > 8 && isStamp(f.lines[i+k].label) {
			r[17] = float32(k)
		}
		if i-k >= 0 && r[18] > 8 && isStamp(f.lines[i-k].label) {
			r[18] = float32(k)
		}
	}
	r[19], r[20], r[21] = share255(l.topic), l.weight, t.scores[i]
	r[22] = l.flags.number(flagRepeated)
	r[23] = 0
	if at := int(l.at); f.p.FirstPrinted(at) != at {
		r[23] = 1
	}
	r[24] = 0
	if isBreadcrumb(line.Text) {
		r[24] = 1
	}
	for k, flag := range [...]lineFlags{flagUpper, flagAsks, flagSymbol, flagQuote} {
		r[25+k] = l.flags.number(flag)
	}
	r[29], r[30] = share255(l.grammar), t.support[t.slot(i)]
	r[31], r[32] = l.flags.number(flagLinked), l.flags.number(flagGood)
	r[33], r[34] = float32(min(line.Gap, 4)), 5
	if i+1 < len(f.lines) {
		r[34] = float32(min(f.line(i+1).Gap, 4))
	}
	r[35] = 0
	if line.Form == ListItem {
		r[35] = 1
	}
	at := t.slot(i)
	like := r[36:41]
	clear(like)
	like[0] = t.like[at]
	if t.like[at] == t.likest && t.likest > 0 {
		like[1] = 1
	}
	like[2], like[3] = t.likeAfter[at], t.likeBefore[at]
	like[4] = float32(min(t.longer[at], 20))
	at = titleLayout.near
	for k := -2; k <= 3; k++ {
		if k == 0 {
			continue
		}
		near := t.row[at : at+len(titleNearNames)]
		at += len(titleNearNames)
		j := i + k
		if j < 0 || j >= len(f.lines) {
			near[0], near[1], near[2], near[3] = -1, -1, farScore, -1
			continue
		}
		near[0], near[1] = logOf(int(f.lines[j].words)), float32(f.shape(j).End)
		near[2], near[3] = t.scores[j], float32(f.lines[j].label)
	}
	page := t.row[titleLayout.page:]
	page[0], page[1], page[2] = logOf(len(f.lines)), logOf(t.body), float32(min(t.headings, 9))
	page[3], page[4] = float32(min(f.titles, 9)), 0
	if f.p.markdown {
		page[4] = 1
	}
	page[5], page[6], page[8] = t.best, logOf(int(f.lines[0].words)), t.likest
}

func isStamp(label Label) bool { return label == Timestamp || label == Byline }

func (t *titleFinder) fillForm(form titleForm, mark int) {
	f := t.f
	r := t.row[titleLayout.form:]
	text := f.line(form.line).Text
	part := text[form.from:form.to]
	key := f.p.Key(int(f.lines[form.line].at))
	words := f.shape(form.line).Words
	r[0] = float32(form.kind)
	r[1] = float32(min(words, 40))
	r[2] = 0
	if form.kind != formWhole {
		key = Fold(part)
		n := ShapeOf(part).Words
		r[1], r[2] = float32(min(n, 40)), float32(min(words-n, 40))
	}
	r[3], r[4] = 0, 0
	if rest, ok := strings.CutPrefix(t.first, key); ok {
		r[3] = 1
		if rest == "" {
			r[3] = 2
		} else if isSeparated(rest[:min(len(rest), 6)]) {
			r[3] = 3
		}
	} else if strings.HasSuffix(t.first, key) {
		r[3] = -1
	}
	if form.line == 0 {
		r[4] = 1
	}
	r[5] = float32(min(t.keys[key], 9))
	r[6] = logOf(len(part))
	r[7] = float32(mark)
	stems := f.stemsAt(form.line)
	r[9], r[11], r[12], r[13], r[14] = -1, -1, -1, -1, -1
	if form.kind != formWhole {
		cut, rest := stems, text[form.to:]
		_, t.stems = grammarWords().scanWords(part, t.stems[:0], &t.votes, false, nil)
		n := min(len(t.stems), len(stems))
		if form.kind == formTail {
			cut, stems, rest = stems[:len(stems)-n], stems[len(stems)-n:], text[:form.from]
		} else {
			cut, stems = stems[n:], stems[:n]
		}
		r[9], r[11] = t.sharesOfStems(cut)
		sum := 0
		for _, s := range cut {
			sum += int(min(t.counts[s], 9)) - 1
		}
		r[12] = share(sum, len(cut))
		cutKey := Fold(strings.Trim(rest, titleMarkBytes))
		r[13], r[14] = float32(min(t.keys[cutKey], 9)), float32(t.countBelow(cutKey))
	}
	r[8], r[10] = t.sharesOfStems(stems)
}

// titleMarkBytes are the characters of which titleMarks are made.
const titleMarkBytes = " |–—-•·:»/›>｜("

// TitleForm is a line of a page of plain text, or a part of it, that may be its
// title, and what the rule "text-model" knows of it, in the order of
// TitleFeatureNames.
type TitleForm struct {
	Line int
	Text string
	Row  []float32
}

// TitleFeatureNames names the numbers of a TitleForm.
func TitleFeatureNames() []string { return append([]string(nil), titleLayout.names...) }

// TitleForms returns what may be the title of a page of plain text whose lines
// have these scores. It is called from Rule.Apply.
func (p *Page) TitleForms(scores []float32, weigh func(hash uint32, short bool) float32) []TitleForm {
	f := newTextFeatures(p, weigh)
	defer f.release()
	own := make([]float32, len(f.lines))
	for i := range f.lines {
		own[i] = scores[f.lines[i].at]
	}
	body := f.bodyStart(own, f.threshold(own).plain)
	var forms []TitleForm
	var row []float32
	next := func() []float32 {
		row = make([]float32, len(titleLayout.names))
		return row
	}
	f.titleFinder(own, body).eachForm(next, func(form titleForm) {
		forms = append(forms, TitleForm{int(f.lines[form.line].at), f.line(form.line).Text[form.from:form.to], row})
	})
	return forms
}

// threshold returns the scores from which lines of the page are taken.
func (f *textFeatures) threshold(scores []float32) threshold {
	return textThreshold(scores, func(i int) (int, Label) { return int(f.lines[i].words), f.lines[i].label })
}

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

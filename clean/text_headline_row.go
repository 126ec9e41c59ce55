package clean

import "strings"

// What speaks for a part of a line to be the title, in the numbers that the model is
// asked with.

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

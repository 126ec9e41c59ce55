package timestamp

import "time"

// at returns the token at an index, or one that matches nothing.
func (l *line) at(i int) *token {
	if i < 0 || i >= l.n {
		return &noToken
	}
	return &l.tokens[i]
}

var noToken token // never written; a mark that equals no mark

func (t *token) number() bool { return t.kind == tokenNumber }

// draft is a stamp while its parts are being collected.
type draft struct {
	year, month, day     int
	hour, min, sec, nsec int
	offset               int
	zone                 *zone
	weekday              int8
	calendar             calendar
	role                 Role
	labelled             bool // a label stands with it, whatever it says
	clock                Precision
	clockSure            bool // words or marks make the clock a time of day
	zoned                bool
	numeric              bool // the date was written in numbers
	swappable            bool // day and month may be exchanged
	ambiguous            bool
	used                 bool // some part other than labels is set
	start, end           int32
	begun                bool
	time                 time.Time
}

func (d *draft) extend(t *token) {
	if !d.begun {
		d.begun = true
		d.start = t.start
	}
	d.end = t.end
}

func (d *draft) hasDate() bool { return d.year != 0 && d.month != 0 && d.day != 0 }

func (d *draft) stamp() Stamp {
	p := Day
	if d.day == 0 {
		p = Month
	}
	if d.clock != None {
		p = d.clock
	}
	return Stamp{
		Time: d.time, Role: d.role, Precision: p, Zoned: d.zoned,
		Ambiguous: d.ambiguous, Start: int(d.start), End: int(d.end),
	}
}

// parse collects the tokens into stamps.
func (l *line) parse() bool {
	if !l.coherent() {
		return false
	}
	first, last := l.at(0), l.at(l.n-1)
	for i := l.n - 1; last.kind == tokenMark && i > 0; i-- {
		last = l.at(i)
	}
	// "公開 … 更新 …" leads with labels; "… 公開 … 更新" trails them.
	trailing := isLabel(last) && !isLabel(first)
	var d draft
	meridiem := kind(0) // AM or PM that stands before its clock
	for i := 0; i < l.n; {
		t := l.at(i)
		switch t.kind {
		case tokenMark:
			if t.mark == '+' {
				return false
			}
			i++
			continue
		case tokenNumber:
			if n := l.relativeAt(i); n > 0 {
				l.relative = true
				i += n
				continue
			}
			n := l.number(&d, i, meridiem)
			if n == 0 {
				return false
			}
			meridiem = 0
			i += n
			continue
		}
		if n := l.relativeAt(i); n > 0 {
			l.relative = true
			i += n
			continue
		}
		if t.is(kindEra) && l.at(i+1).number() {
			n := l.era(&d, i)
			if n == 0 {
				return false
			}
			i += n
			continue
		}
		switch r := l.choose(i, &d); r.kind {
		case kindMonth, kindJalali:
			c := gregorian
			if r.kind == kindJalali {
				c = jalali
			}
			if d.month != 0 && !(d.month == int(r.value) && d.calendar == c) {
				if !l.close(&d) {
					return false
				}
			}
			d.month, d.calendar, d.used = int(r.value), c, true
			d.extend(t)
		case kindWeekday:
			if d.weekday != 0 && d.weekday != int8(r.value) {
				if !l.close(&d) {
					return false
				}
			}
			d.weekday, d.used = int8(r.value), true
			d.extend(t)
		case kindPublished, kindModified, kindLabel:
			role := Unknown
			switch r.kind {
			case kindPublished:
				role = Published
			case kindModified:
				role = Modified
			}
			if role == Unknown && d.used {
				break // "Date" and "Time" beside their values say nothing new.
			}
			if d.used && !trailing && (d.hasDate() || d.clock != None) && (d.labelled || l.datesFollow(i+1)) && !l.close(&d) {
				return false
			}
			if d.role != Unknown && role != Unknown && d.role != role && d.used {
				return false
			}
			if role != Unknown {
				d.role = role
			}
			d.labelled = true
			d.extend(t)
			if trailing && d.used {
				if !l.close(&d) {
					return false
				}
			}
		case kindAM, kindPM:
			if l.at(i+1).number() || l.at(i+1).kind == tokenWord {
				meridiem = r.kind
				d.extend(t)
			} else {
				return false
			}
		case kindZone:
			z := &l.lex.zones[r.value]
			if d.zone != nil || d.zoned {
				// "GMT+0000 (Coordinated Universal Time)" says it twice.
				if d.zone != z && (d.zone != nil || d.offset != z.offset && (d.offset != z.offset+3600 || z.saving == savingNone)) {
					return false
				}
				d.extend(t)
				i++
				continue
			} else if d.clock == None && !d.hasDate() && !l.at(i+1).number() {
				return false
			}
			d.zone, d.zoned, d.clockSure = z, true, true
			d.extend(t)
			i++
			if n, offset, ok := l.offset(i, true); ok && d.offset == 0 {
				d.offset += offset + z.offset
				d.zone = nil
				d.extend(l.at(i + n - 1))
				i += n
			}
			continue
		case kindNow:
			if !t.phrase.several {
				l.bare = true
			} else {
				l.relative = true
			}
		case kindFiller, kindClockWord, kindYearOf, kindMonthOf, kindDayOf, kindHour, kindMinute, kindSecond, kindOrdinal:
		default:
			return false
		}
		i++
	}
	return l.finish(&d)
}

func isLabel(t *token) bool {
	return t.is(kindPublished) || t.is(kindModified) || t.is(kindLabel)
}

// datesFollow reports a number among the tokens from i on.
func (l *line) datesFollow(i int) bool {
	for ; i < l.n; i++ {
		if l.tokens[i].kind == tokenNumber {
			return true
		}
	}
	return false
}

// close ends the stamp that is being collected and begins the next one, whose
// label it is not to inherit.
func (l *line) close(d *draft) bool {
	if !l.resolve(d) || l.count == maxStamps {
		return false
	}
	l.stamps[l.count] = *d
	l.count++
	*d = draft{}
	return true
}

// finish ends the line.
func (l *line) finish(d *draft) bool {
	// "Now" and "Today" alone are headings; with a label or a clock they are
	// time.
	if l.bare {
		if !d.labelled && d.clock == None && !(d.day != 0 && d.month != 0) && l.count == 0 {
			return false
		}
		l.relative = true
	}
	if !d.begun && !d.used {
		return l.count > 0 || l.relative
	}
	if !d.used {
		// Labels without anything after them belong to the stamp before, or
		// to the part that counts from now.
		if l.count > 0 {
			p := &l.stamps[l.count-1]
			if d.role != Unknown && p.role == Unknown && !l.relative {
				p.role = d.role
				p.end = d.end
				return true
			}
		}
		return l.relative
	}
	if d.hasDate() || d.year != 0 && d.month != 0 && d.labelled && d.clock == None ||
		l.count > 0 && d.labelled && d.clock != None && d.month == 0 && d.day == 0 && d.year == 0 {
		return l.close(d)
	}
	if l.count > 0 {
		return false
	}
	if l.relative {
		// "Today at 10:30", "Yesterday, May 3".
		return d.clock != None && d.year == 0 || d.day != 0 && d.month != 0 || d.weekday != 0
	}
	switch {
	case d.day != 0 && d.month != 0, d.year != 0 && d.month != 0 && d.day == 0 && d.clock == None && !d.numeric:
		l.partial = true
	case d.day == 0 && d.month == 0 && d.year == 0 && d.clock != None:
		l.partial = d.labelled || d.clockSure || d.weekday != 0
	}
	return l.partial
}

// relativeAt returns the number of tokens from i on that count from now, such
// as "2 hours ago" or "vor einer Stunde"; 0 when they do not.
func (l *line) relativeAt(i int) int {
	ago, unit := false, false
	end := i
	for j := i; j < l.n; {
		t := l.at(j)
		switch {
		case t.kind == tokenNumber:
			if t.glued && j > i && !l.at(j-1).number() && l.at(j-1).kind == tokenMark {
				return 0
			}
			u := l.at(j + 1)
			if unit && !ago && u.is(kindAgo) && l.at(j-1).is(kindUnit) {
				return j + 2 - i // "saa 2 zilizopita"
			}
			if !u.is(kindUnit) {
				if unit && ago {
					return end - i
				}
				return 0
			}
			j++
		case t.is(kindUnit) && (j > i || t.is(kindAgo) || l.at(j+1).number() && l.at(j+2).is(kindAgo)):
			unit = true
			if t.is(kindAgo) {
				ago = true
			}
			j++
			end = j
		case t.is(kindAgo):
			if unit || ago {
				if unit {
					return j + 1 - i
				}
				return 0
			}
			ago = true
			j++
		case t.is(kindCount) && (ago || l.at(j+1).is(kindUnit) || l.at(j+1).number() || l.at(j+1).is(kindCount)):
			j++
		case t.isMark(',') && unit && l.at(j-1).is(kindUnit) && l.at(j+1).number() && l.at(j+2).is(kindUnit):
			j++ // "1 day, 3 hours ago"
		case t.isMark('.') && t.glued && j > i && l.at(j-1).is(kindUnit):
			j++
			end = j
		default:
			if unit && ago {
				return end - i
			}
			return 0
		}
	}
	if unit && ago {
		return end - i
	}
	return 0
}

// evidence counts the words of the line that some one language of the set
// knows: the more, the likelier the line is in it.
func (l *line) evidence(set languages) int {
	best := 0
	for bit := languages(1); bit != 0 && bit <= set; bit <<= 1 {
		if set&bit == 0 {
			continue
		}
		n := 0
		for i := range l.n {
			t := &l.tokens[i]
			switch {
			case t.kind == tokenWord:
				for _, r := range t.phrase.readings {
					if r.languages&bit != 0 {
						n += 2
						break
					}
				}
			case t.kind == tokenNumber && l.at(i+1).isMark('.') && l.at(i+2).kind == tokenWord && l.lex.dotted&bit != 0:
				n++
			}
		}
		best = max(best, n)
	}
	return best
}

// only reports that every word of the line is known in the language of the
// bit, and some word is.
func (l *line) only(bit languages) bool {
	some := false
	for i := range l.n {
		t := &l.tokens[i]
		if t.kind != tokenWord {
			continue
		}
		var set languages
		for _, r := range t.phrase.readings {
			if r.kind == kindZone {
				set = ^languages(0)
			}
			set |= r.languages
		}
		if set&bit == 0 {
			return false
		}
		if set == bit || isLabel(t) {
			some = true
		}
	}
	return some
}

// coherent reports that one language knows every word of the line. The labels
// alone may be English in any language, for pages print them so from their
// templates. Words that agree by chance across languages ("Data released in
// May": Italian, English) are no line of time.
func (l *line) coherent() bool {
	all, rest := ^languages(0), ^languages(0)
	for i := range l.n {
		t := &l.tokens[i]
		set := languages(0)
		if t.kind == tokenWord {
			set = t.phrase.languages
		}
		if t.kind != tokenWord || t.is(kindZone) || t.end-t.start == 1 || (t.is(kindAM) || t.is(kindPM)) && set&l.lex.english != 0 {
			continue // Zones, letters such as h and T, AM and PM are everyone's.
		}
		all &= set
		if set&l.lex.english == 0 || !isLabel(t) {
			rest &= set
		}
	}
	return all != 0 || rest != 0
}

// choose picks the reading of the word at i.
func (l *line) choose(i int, d *draft) reading {
	t := l.at(i)
	rs := t.phrase.readings
	if len(rs) == 1 {
		return rs[0]
	}
	best := -1
	bestRank, bestEvidence := -1, -1
	for k := range rs {
		rank := l.rank(i, rs[k].kind, d)
		if rank < 0 || rank < bestRank {
			continue
		}
		e := l.evidence(rs[k].languages)
		if rank > bestRank || e > bestEvidence || e == bestEvidence && l.lex.first(rs[k].languages) < l.lex.first(rs[best].languages) {
			best, bestRank, bestEvidence = k, rank, e
		}
	}
	if best < 0 {
		return rs[0]
	}
	return rs[best]
}

// rank says how well a kind fits the place of the token at i: below 0 not at
// all.
func (l *line) rank(i int, k kind, d *draft) int {
	next := l.at(i + 1)
	switch k {
	case kindMonth, kindJalali:
		// "mar 3 mag": the month is the word that another one cannot replace.
		if d.month != 0 && !d.hasDate() {
			return 0
		}
		if l.monthFollows(i) || l.at(i+2).kind == tokenMark && l.at(i+3).number() && l.at(i+2).mark == l.at(i+4).mark && l.at(i+5).number() {
			return 1 // French "maj 13.05.2019" updates, and Danish "maj" is May
		}
		before := l.at(i - 1)
		if before.kind == tokenMark || before.is(kindFiller) || before.is(kindOrdinal) {
			before = l.at(i - 2)
		}
		if before.number() || next.number() || next.kind == tokenMark && l.at(i+2).number() || d.day != 0 {
			return 6
		}
		return 2
	case kindWeekday:
		return 3
	case kindAM, kindPM:
		if next.number() && d.clock == None && l.clockLike(i+1) {
			return 7
		}
		return -1
	case kindPublished, kindModified:
		return 5
	case kindLabel:
		return 4
	case kindZone:
		if i > 0 && (d.clock != None || d.hasDate()) && !d.zoned {
			return 8
		}
		return -1
	case kindNow:
		return 3
	case kindFiller, kindClockWord:
		return 3
	case kindYearOf, kindMonthOf, kindDayOf:
		return 2
	case kindHour, kindMinute, kindSecond, kindOrdinal:
		return 1
	}
	return -1
}

// monthFollows reports that after the word at i and at most one number comes a
// word that is a month, before any year.
func (l *line) monthFollows(i int) bool {
	numbers := 0
	for j := i + 1; j < l.n && j < i+7; j++ {
		t := l.at(j)
		switch {
		case t.kind == tokenNumber:
			numbers++
			if numbers > 1 || t.width > 2 {
				return false
			}
		case t.kind == tokenWord && (t.is(kindMonth) || t.is(kindJalali)):
			return true
		}
	}
	return false
}

// clockLike reports a number that begins a clock.
func (l *line) clockLike(i int) bool {
	t, next := l.at(i), l.at(i+1)
	return t.number() && t.width <= 2 && t.value <= 24 &&
		(next.isMark(':') || next.isMark('.') || next.is(kindHour))
}

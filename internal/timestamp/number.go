package timestamp

// number reads the parts that begin with the number at i into d, closing it
// first where they belong to a new stamp. It returns how many tokens they
// take, 0 when the number can be nothing.
func (l *line) number(d *draft, i int, meridiem kind) int {
	if n := l.numericDate(d, i); n != 0 {
		return max(n, 0)
	}
	if n := l.clockAt(d, i, meridiem); n != 0 {
		return max(n, 0)
	}
	t, next := l.at(i), l.at(i+1)
	if l.at(i-1).isMark('(') && next.isMark(')') && t.width != 4 {
		return 0 // "January (4)" counts articles.
	}
	switch {
	case t.width == 4 && t.value >= 1000 && t.value <= 2700:
		if d.year != 0 && !l.close(d) {
			return 0
		}
		d.year, d.used = int(t.value), true
		d.extend(t)
		if next.is(kindYearOf) {
			d.extend(next)
			return 2
		}
		return 1
	case t.width <= 2 && t.value >= 1 && next.is(kindMonthOf) && t.value <= 12 && !l.weekdayInParens(i+1):
		if d.month != 0 && !l.close(d) {
			return 0
		}
		d.month, d.used = int(t.value), true
		d.extend(t)
		d.extend(next)
		return 2
	case t.width <= 2 && next.is(kindYearOf) && d.year == 0:
		d.year, d.used = l.shortYear(int(t.value)), true
		d.extend(t)
		d.extend(next)
		return 2
	case t.width <= 2 && t.value >= 1 && t.value <= 31 && d.day == 0 && !(d.month != 0 && l.at(i-1).isMark('\'')):
		d.day, d.used = int(t.value), true
		d.extend(t)
		switch {
		case next.is(kindDayOf), next.is(kindOrdinal):
			d.extend(next)
			return 2
		}
		return 1
	case t.width == 2 && d.year == 0 && d.day != 0 && d.month != 0 && !next.isMark(':'):
		d.year, d.used = l.shortYear(int(t.value)), true
		d.extend(t)
		return 1
	case t.width <= 2 && t.value >= 1 && t.value <= 31 && d.hasDate():
		// A new date begins.
		if !l.close(d) {
			return 0
		}
		d.day, d.used = int(t.value), true
		d.extend(t)
		if next.is(kindDayOf) || next.is(kindOrdinal) {
			d.extend(next)
			return 2
		}
		return 1
	}
	return 0
}

func (l *line) weekdayInParens(i int) bool {
	return l.at(i-1).isMark('(') && l.at(i+1).isMark(')')
}

// era reads a year counted from the beginning of an era: 令和6年.
func (l *line) era(d *draft, i int) int {
	if d.year != 0 && !l.close(d) {
		return 0
	}
	t := l.at(i + 1)
	if t.width > 3 || t.value < 1 {
		return 0
	}
	for _, r := range l.at(i).phrase.readings {
		if r.kind == kindEra {
			d.year = int(r.value) + int(t.value)
		}
	}
	d.used = true
	d.extend(l.at(i))
	d.extend(t)
	if u := l.at(i + 2); u.is(kindYearOf) {
		d.extend(u)
		return 3
	}
	return 2
}

// shortYear completes a year of two digits: 70 to 99 are the last century's,
// and in Thai those of the Buddhist era.
func (l *line) shortYear(y int) int {
	if l.evidence(l.lex.thai) > 0 && l.only(l.lex.thai) {
		return 2500 + y
	}
	if y >= 70 {
		return 1900 + y
	}
	return 2000 + y
}

// numericDate reads a date of three numbers with one separator. It returns the
// number of tokens, 0 for something else, -1 for a date that fails.
func (l *line) numericDate(d *draft, i int) int {
	a, m1, b, m2, c := l.at(i), l.at(i+1), l.at(i+2), l.at(i+3), l.at(i+4)
	if a.width == 8 && l.n > 1 {
		return l.compactDate(d, i)
	}
	if !b.number() || !c.number() || m1.kind != tokenMark || !m2.isMark(m1.mark) {
		return 0
	}
	switch m1.mark {
	case '.':
		if !m1.glued || !m2.glued {
			return 0
		}
	case '/', '-':
		if m1.glued != b.glued || m2.glued != c.glued || m1.glued != m2.glued {
			return 0
		}
	default:
		return 0
	}
	if b.width > 2 || a.width == 3 || a.width > 4 || c.width == 3 || c.width > 4 || a.width == 4 && c.width > 2 {
		return 0
	}
	if a.width <= 2 && c.width == 1 {
		return 0
	}
	after := l.at(i + 5)
	if after.glued && after.kind == tokenMark && (after.mark == m1.mark && after.mark != '-' || after.mark == ':') && l.at(i+6).number() && l.at(i+6).glued {
		return 0 // an address or a clock in between
	}
	if d.year != 0 || d.month != 0 || d.day != 0 {
		if !l.close(d) {
			return -1
		}
	}
	x, y := int(a.value), int(b.value)
	d.numeric, d.used = true, true
	switch {
	case a.width == 4:
		d.year, d.month, d.day = x, y, int(c.value)
	case c.width == 4:
		d.year, d.day, d.month = int(c.value), x, y
		d.swappable = true
	default:
		if a.width == 2 && (x > 31 || l.lex.korean != 0 && l.evidence(l.lex.korean) > 0 && l.only(l.lex.korean)) {
			d.year, d.month, d.day = l.shortYear(x), y, int(c.value)
			break
		}
		if m1.mark == '-' && !d.labelled && d.clock == None && l.n == 5 {
			return -1 // "10-12-14" alone is a score or a code
		}
		d.year, d.day, d.month = l.shortYear(int(c.value)), x, y
		d.swappable = true
	}
	d.extend(a)
	d.extend(c)
	if d.swappable {
		d.swappable = x <= 12 && y <= 12 && x != y
		if x <= 12 && (y > 12 || d.swappable && m1.mark == '/' && l.monthFirst()) {
			d.day, d.month = y, x
		}
	}
	return 5
}

// compactDate reads 20240503, which needs something beside it to be a date.
func (l *line) compactDate(d *draft, i int) int {
	t := l.at(i)
	if d.year != 0 || d.month != 0 || d.day != 0 {
		return -1
	}
	v := int(t.value)
	d.year, d.month, d.day, d.numeric, d.used = v/10000, v/100%100, v%100, true, true
	d.extend(t)
	return 1
}

// monthFirst decides for "5/3/2024" whether the line is written as in the
// United States.
func (l *line) monthFirst() bool {
	us, other := false, false
	for i := range l.n {
		t := l.at(i)
		switch {
		case t.kind == tokenWord:
			for _, r := range t.phrase.readings {
				if r.kind != kindZone {
					continue
				}
				z := &l.lex.zones[r.value]
				if z.us {
					return true
				}
				if z.offset != 0 {
					other = true
				}
			}
			if (t.is(kindAM) || t.is(kindPM)) && l.at(i-1).number() {
				us = true
			}
		case l.clockLike(i) && l.at(i+1).glued && t.value > 12 && !l.at(i-1).isMark(':') && !l.at(i-1).isMark('.'):
			other = true
		}
	}
	if other {
		return false
	}
	return us && (l.lex.english == 0 || l.only(l.lex.english) || l.evidence(l.lex.english) > 0) || l.only(l.lex.english)
}

// clockAt reads a time of day with what follows it: unit, AM or PM, offset. It
// returns the number of tokens, 0 for something else, -1 for a clock that
// fails.
func (l *line) clockAt(d *draft, i int, meridiem kind) int {
	h := l.at(i)
	c := clock{precision: Minute}
	j := i + 1
	m1, m2 := l.at(i+1), l.at(i+2)
	minutes := func(t *token) bool { return t.number() && t.width == 2 && t.value < 60 }
	switch {
	case h.width <= 2 && m1.isMark(':') && m1.glued && minutes(m2):
		c.hour, c.min = int(h.value), int(m2.value)
		j = i + 3
		c.sure = false
		if l.at(j).isMark(':') && l.at(j).glued && minutes(l.at(j+1)) && l.at(j+1).glued {
			c.sec, c.precision = int(l.at(j+1).value), Second
			j += 2
			if p, f := l.at(j), l.at(j+1); (p.isMark('.') || p.isMark(',')) && p.glued && f.number() && f.glued {
				c.nsec, c.precision = fraction(f), Fraction
				j += 2
			}
		}
	case h.width <= 2 && m1.isMark('.') && m1.glued && m2.glued && minutes(m2) && !(l.at(i+3).isMark('.') && l.at(i+4).number()) && l.dotIsClock(d, i):
		c.hour, c.min, c.sure = int(h.value), int(m2.value), true
		j = i + 3
	case h.width <= 2 && m1.is(kindHour) && !(l.at(i + 1).is(kindDayOf)):
		c.hour, c.precision = int(h.value), Hour
		j = i + 2
		if l.at(j).isMark('.') && l.at(j).glued && minutes(l.at(j+1)) {
			j++
		}
		if u := l.at(j); u.number() && u.value < 60 && u.width <= 2 && (u.glued || l.at(j+1).is(kindMinute) || u.width == 2 && !l.dayAt(j)) {
			c.min, c.precision = int(u.value), Minute
			j++
			if l.at(j).is(kindMinute) {
				j++
				if v := l.at(j); v.number() && v.value < 60 && l.at(j+1).is(kindSecond) {
					c.sec, c.precision = int(v.value), Second
					j += 2
				}
			}
		}
	case (h.width == 4 || h.width == 3) && h.value/100 < 24 && h.value%100 < 60 && l.hundredsAt(d, i):
		c.hour, c.min = int(h.value)/100, int(h.value)%100
	case h.width <= 2 && h.value <= 12 && l.meridiemAt(i+1) != 0:
		c.hour, c.precision = int(h.value), Hour
	case h.width <= 2 && meridiem != 0 && h.value <= 12 && d.hasDate():
		c.hour, c.precision = int(h.value), Hour
	default:
		return 0
	}
	if l.at(j).is(kindHour) {
		c.sure = h.width <= 2 && j > i+1
		j++
	}
	if k := l.meridiemAt(j); k != 0 && meridiem == 0 {
		meridiem = k
		j++
		if l.at(j-1).kind == tokenMark {
			j++
		}
	}
	if meridiem != 0 {
		c.sure = true
		// "14:05 pm" and "12:30 noon" are printed too.
		if c.hour > 23 {
			return -1
		}
		switch {
		case meridiem == kindPM && c.hour < 12:
			c.hour += 12
		case meridiem == kindAM && c.hour == 12:
			c.hour = 0
		}
	}
	if c.hour > 24 || c.hour == 24 && (c.min != 0 || c.sec != 0) {
		return -1
	}
	offset, zoned := 0, false
	if n, o, ok := l.offset(j, c.precision >= Second || l.at(i-1).phrase != nil && l.at(i-1).glued && h.glued); ok {
		offset, zoned = o, true
		j += n
	}
	if d.clock != None {
		// "2015 GMT (0415 HKT)" gives the same moment twice.
		if d.zoned && l.zoneAt(j) && !l.datesFollowBeforeLabel(j) {
			d.extend(l.at(j))
			return j + 1 - i
		}
		if d.zoned && l.zoneAt(j) && l.at(i-1).kind == tokenMark && !d.hasDate() {
			return j + 1 - i
		}
		if !l.close(d) {
			return -1
		}
	}
	d.hour, d.min, d.sec, d.nsec, d.clock, d.used = c.hour, c.min, c.sec, c.nsec, c.precision, true
	d.clockSure = d.clockSure || c.sure || l.at(i-1).is(kindClockWord)
	if zoned {
		d.offset, d.zoned, d.clockSure = offset, true, true
	}
	d.extend(h)
	d.extend(l.at(j - 1))
	return j - i
}

type clock struct {
	hour, min, sec, nsec int
	precision            Precision
	sure                 bool
}

func (l *line) zoneAt(i int) bool { return l.at(i).is(kindZone) }

func (l *line) datesFollowBeforeLabel(i int) bool {
	for ; i < l.n && !isLabel(l.at(i)); i++ {
		if l.at(i).number() {
			return true
		}
	}
	return false
}

func fraction(t *token) int {
	v := int(t.value)
	for w := t.width; w < 9; w++ {
		v *= 10
	}
	return v
}

// meridiemAt returns the AM or PM that the word at i is after a clock, or 0.
func (l *line) meridiemAt(i int) kind {
	t := l.at(i)
	am, pm := t.is(kindAM), t.is(kindPM)
	if !am && !pm {
		return 0
	}
	if t.is(kindFiller) || t.is(kindMonth) {
		// German "am" before a day is no AM.
		var here, other languages
		for _, r := range t.phrase.readings {
			if r.kind == kindAM || r.kind == kindPM {
				here |= r.languages
			} else {
				other |= r.languages
			}
		}
		if l.evidence(other) > l.evidence(here) {
			return 0
		}
	}
	if am {
		return kindAM
	}
	return kindPM
}

// dotIsClock reports that "14.05" at i is a clock and no day with its month.
func (l *line) dotIsClock(d *draft, i int) bool {
	after := l.at(i + 3)
	if after.isMark('.') && after.glued {
		after = l.at(i + 4)
		if after.is(kindMonth) {
			return false
		}
	}
	if d.clock == None && d.hasDate() || l.at(i-1).is(kindClockWord) || l.at(i-2).is(kindClockWord) && l.at(i-1).isMark('.') || l.at(i-2).is(kindClockWord) && l.at(i-1).isMark(':') {
		return true
	}
	if after.is(kindHour) || after.is(kindZone) || l.meridiemAt(i+3) != 0 {
		return true
	}
	// A whole date that follows leaves only the clock.
	numbers, months := 0, 0
	for j := i + 3; j < l.n; j++ {
		if l.at(j).number() {
			numbers++
		} else if l.at(j).is(kindMonth) || l.at(j).is(kindJalali) {
			months++
		}
	}
	return d.clock == None && d.day == 0 && (numbers >= 3 || months > 0 && numbers >= 2)
}

// dayAt reports a number that begins a date.
func (l *line) dayAt(i int) bool {
	next := l.at(i + 1)
	if next.isMark(',') || next.isMark('|') || next.isMark(')') {
		return false
	}
	return next.kind == tokenMark || next.is(kindMonth) || next.is(kindOrdinal) || next.is(kindJalali) || next.is(kindMonthOf) || next.is(kindYearOf) || next.is(kindDayOf)
}

// hundredsAt reports that the four digits at i are a clock: a zone or a unit
// follows, and they are not the only year of the line.
func (l *line) hundredsAt(d *draft, i int) bool {
	t, next := l.at(i), l.at(i+1)
	if !(next.is(kindHour) && t.width == 4) && !next.is(kindZone) && l.meridiemAt(i+1) == 0 {
		return false
	}
	if t.width == 3 || t.value < 1900 || d.year != 0 {
		return true
	}
	for j := i + 1; j < l.n; j++ {
		if y := l.at(j); y.width == 4 && y.value >= 1900 && y.value < 2700 {
			return true
		}
	}
	return false
}

// offset reads "+02:00", "-0400", "+5" at i. A minus needs four digits or a
// clock that was exact, for it is a dash as well.
func (l *line) offset(i int, exact bool) (n, seconds int, ok bool) {
	sign, h := l.at(i), l.at(i+1)
	minus := sign.isMark('-')
	if !sign.isMark('+') && !minus || !h.number() || !h.glued {
		return 0, 0, false
	}
	hours, minutes := int(h.value), 0
	n = 2
	switch {
	case h.width == 4:
		hours, minutes = hours/100, hours%100
	case h.width > 2:
		return 0, 0, false
	case minus && !exact:
		return 0, 0, false
	case l.at(i+2).isMark(':') && l.at(i+3).number() && l.at(i+3).width == 2 && l.at(i+3).glued:
		minutes = int(l.at(i + 3).value)
		n = 4
	}
	if hours > 14 || minutes > 59 {
		return 0, 0, false
	}
	seconds = hours*3600 + minutes*60
	if minus {
		seconds = -seconds
	}
	return n, seconds, true
}

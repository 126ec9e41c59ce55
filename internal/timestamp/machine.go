package timestamp

import (
	"strings"
	"time"
)

// Limits of Unix times in seconds: 1980 to 2100, so that other numbers of ten
// digits (most telephone and article numbers) are not taken for one.
const (
	firstUnix = 315532800
	lastUnix  = 4102444800
)

// maxMachine is how much of a text Machine looks at.
const maxMachine = 128

// Machine reads the dates that programs write: RFC 3339 and what comes near it
// (space for T, offset without colon or with a space before it, fractions with
// point or comma, comma for the space, lower case, date alone, month alone,
// year alone, slashes, 20240503T103000Z), RFC 1123, 822 and 850, the dates of C
// and JavaScript ("Fri May 3 10:30:00 2024", "Fri May 03 2024 10:30:00 GMT+0200
// (CEST)"), and Unix time in seconds, milli-, micro- and nanoseconds. White
// space and quotation marks around it, and what follows a whole date after a
// space, comma or bracket, are passed over. Texts that are none of these are
// read as a [Line] that states exactly one stamp.
//
// The time carries the stated offset, and UTC when there is none; zoned is
// false then. Unix times are zoned and in UTC. A zero date ("0000-00-00",
// "0001-01-01T00:00:00Z"), an impossible one and one outside the years 1800 to
// 2199 are not ok.
func Machine(s string) (t time.Time, precision Precision, zoned, ok bool) {
	s = trimMachine(s)
	if len(s) < 4 {
		return time.Time{}, None, false, false
	}
	if len(s) > maxMachine {
		s = s[:maxMachine]
	}
	if t, precision, ok := unixTime(s); ok {
		return t, precision, true, true
	}
	r := isoReader{s: s}
	switch r.read() {
	case isoRead:
		return r.time, r.precision, r.zoned, true
	case isoBad:
		return time.Time{}, None, false, false
	}
	return prose(s)
}

// prose reads the formats with names of months as lines, where what follows
// the stamp may be cut off.
func prose(s string) (time.Time, Precision, bool, bool) {
	stamp, ok := single(s)
	if !ok {
		// "… GMT+0200 (Mitteleuropäische Sommerzeit)"
		cut := strings.IndexAny(s, "(<;")
		if cut < 0 {
			return time.Time{}, None, false, false
		}
		if stamp, ok = single(s[:cut]); !ok {
			return time.Time{}, None, false, false
		}
	}
	return stamp.Time, stamp.Precision, stamp.Zoned, true
}

// single reads a line that states exactly one stamp and nothing relative.
func single(s string) (Stamp, bool) {
	if !plausible(s) {
		return Stamp{}, false
	}
	var l line
	if !l.read(s) || l.count != 1 || l.relative {
		return Stamp{}, false
	}
	return l.stamps[0].stamp(), true
}

func trimMachine(s string) string {
	for len(s) > 0 && (s[0] <= ' ' || s[0] == '"' || s[0] == '\'') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] <= ' ' || s[len(s)-1] == '"' || s[len(s)-1] == '\'') {
		s = s[:len(s)-1]
	}
	return s
}

// unixTime reads seconds since 1970 with or without a fraction, and numbers of
// the finer units, told apart by their size.
func unixTime(s string) (time.Time, Precision, bool) {
	v, i := int64(0), 0
	for ; i < len(s) && isDigit(s[i]); i++ {
		if i == 19 {
			return time.Time{}, None, false
		}
		v = v*10 + int64(s[i]-'0')
	}
	if i < 9 {
		return time.Time{}, None, false
	}
	if i < len(s) {
		// A fraction belongs to seconds alone.
		if s[i] != '.' || i > 10 {
			return time.Time{}, None, false
		}
		for j := i + 1; j < len(s); j++ {
			if !isDigit(s[j]) {
				return time.Time{}, None, false
			}
		}
	}
	unit := int64(1)
	switch {
	case i <= 10:
	case i <= 13:
		unit = 1e3
	case i <= 16:
		unit = 1e6
	default:
		unit = 1e9
	}
	seconds := v / unit
	if seconds < firstUnix || seconds > lastUnix {
		return time.Time{}, None, false
	}
	precision := Second
	if unit > 1 {
		precision = Fraction
	}
	if i == 14 && v/1e12 >= 18 && v/1e12 <= 21 {
		return time.Time{}, None, false // 20240503103000
	}
	return time.Unix(seconds, v%unit*(1e9/unit)).UTC(), precision, true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

type isoResult uint8

const (
	isoNone isoResult = iota // not of this form
	isoBad                   // of this form, but no date
	isoRead
)

// isoReader reads dates that begin with a year of four digits.
type isoReader struct {
	s         string
	i         int
	time      time.Time
	precision Precision
	zoned     bool
}

// digits reads exactly n digits.
func (r *isoReader) digits(n int) (int, bool) {
	if len(r.s)-r.i < n {
		return 0, false
	}
	v := 0
	for k := range n {
		c := r.s[r.i+k]
		if !isDigit(c) {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	r.i += n
	return v, true
}

// upTo2 reads one or two digits.
func (r *isoReader) upTo2() (int, bool) {
	v, ok := r.digits(1)
	if !ok {
		return 0, false
	}
	if r.i < len(r.s) && isDigit(r.s[r.i]) {
		v = v*10 + int(r.s[r.i]-'0')
		r.i++
	}
	return v, true
}

func (r *isoReader) peek() byte {
	if r.i < len(r.s) {
		return r.s[r.i]
	}
	return 0
}

func (r *isoReader) skipSpace() bool {
	from := r.i
	for r.peek() == ' ' || r.peek() == '\t' {
		r.i++
	}
	return r.i > from
}

func (r *isoReader) read() isoResult {
	year, ok := r.digits(4)
	if !ok {
		return isoNone
	}
	month, day := 0, 0
	switch sep := r.peek(); {
	case sep == '-' || sep == '/' || sep == '.' || sep == ':' || sep == ' ':
		r.i++
		if month, ok = r.upTo2(); !ok {
			return isoNone // 2024-May-03
		}
		if isDigit(r.peek()) {
			return isoBad
		}
		if r.peek() == sep {
			at := r.i
			r.i++
			if day, ok = r.upTo2(); !ok {
				r.i = at
				if sep != '.' {
					return isoBad
				}
			}
			if isDigit(r.peek()) {
				return isoBad
			}
		}
	case isDigit(sep):
		var okMonth, okDay bool
		month, okMonth = r.digits(2)
		day, okDay = r.digits(2)
		if !okMonth || !okDay {
			return isoBad
		}
	case sep == 0:
		r.precision = Year
	default:
		return isoNone
	}
	if year < firstYear || year > lastYear {
		return isoNone // other calendars, or nothing
	}
	if r.precision != Year && (month < 1 || month > 12 || day > daysIn(year, month) || day == 0 && r.dayStated()) {
		return isoBad
	}
	switch {
	case r.precision == Year:
		month, day = 1, 1
	case day == 0:
		r.precision = Month
		if r.i < len(r.s) {
			return isoNone
		}
		day = 1
	default:
		r.precision = Day
	}
	r.time = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if r.precision != Day {
		return isoRead
	}
	return r.rest(year, month, day)
}

// dayStated reports that the day was read, as 0.
func (r *isoReader) dayStated() bool { return r.i > 7 }

// rest reads the clock and the offset after a date.
func (r *isoReader) rest(year, month, day int) isoResult {
	if r.peek() == 0 {
		return isoRead
	}
	glue := r.peek()
	date := r.i
	spaced := r.skipSpace()
	switch r.peek() {
	case 'T', 't', '_', ',', '-', '@', '|':
		r.i++
		r.skipSpace()
	case 'Z', 'z', '+':
		// An offset without a clock states the day in that zone.
	default:
		if !spaced {
			return isoNone
		}
	}
	var c [3]int
	nsec, parts, okClock := 0, 0, true
	at := r.i
	if c[0], okClock = r.upTo2(); okClock {
		parts = 1
		colon := r.peek() == ':' || r.peek() == '.' || r.peek() == 'h'
		for parts < 3 {
			mark := r.i
			if colon {
				if r.peek() != ':' && r.peek() != '.' && r.peek() != 'h' {
					break
				}
				r.i++
			}
			v, ok := r.digits(2)
			if !ok {
				r.i = mark
				break
			}
			c[parts] = v
			parts++
		}
		if parts == 1 && glue != 'T' && glue != 't' {
			parts = 0
		}
		if parts == 3 && (r.peek() == '.' || r.peek() == ',' || r.peek() == ':') && r.i+1 < len(r.s) && isDigit(r.s[r.i+1]) {
			r.i++
			scale := 100000000
			for ; isDigit(r.peek()); r.i++ {
				nsec += int(r.peek()-'0') * scale
				scale /= 10
			}
			parts = 4
		}
	}
	if parts == 0 {
		r.i = at
		if r.peek() != 'Z' && r.peek() != 'z' && r.peek() != '+' {
			// What follows is no clock: the date stands alone when a space or
			// comma parts it from the rest, and the line reader may know more
			// ("2024-05-03 8 pm").
			r.i = date
			if glue == ' ' || glue == ',' {
				if _, ok := single(r.s); ok {
					return isoNone
				}
				return isoRead
			}
			return isoNone
		}
	}
	if c[0] > 24 || c[1] > 59 || c[2] > 60 || c[0] == 24 && c[1]+c[2]+nsec > 0 {
		return isoBad
	}
	if parts > 0 {
		r.precision = [...]Precision{None, Hour, Minute, Second, Fraction}[parts]
	}
	// AM or PM and names of zones are read as a line.
	save := r.i
	r.skipSpace()
	offset := 0
	switch p := r.peek(); {
	case p == 0:
	case p == 'Z' || p == 'z':
		r.zoned = true
		r.i++
		if o, ok := r.offset(); ok {
			offset = o
		}
	case p == '+' || p == '-':
		o, ok := r.offset()
		if ok {
			r.zoned = true
			offset = o
		}
	default:
		if isLetter(p) {
			t, precision, zoned, ok := prose(r.s)
			if ok {
				r.time, r.precision, r.zoned = t, precision, zoned
				return isoRead
			}
		}
		r.i = save
	}
	if isDigit(r.peek()) && parts > 0 {
		return isoBad
	}
	wall := time.Date(year, time.Month(month), day, c[0], c[1], c[2], nsec, time.UTC)
	r.time = wall
	if offset != 0 {
		r.time = wall.Add(-time.Duration(offset) * time.Second).In(location(offset))
	}
	return isoRead
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// offset reads "+02:00", "+0200", "+02", "-4" and "+02:00:00".
func (r *isoReader) offset() (int, bool) {
	save := r.i
	sign := 1
	switch r.peek() {
	case '-':
		sign = -1
	case '+':
	default:
		return 0, false
	}
	r.i++
	hours, ok := r.upTo2()
	if !ok {
		r.i = save
		return 0, false
	}
	minutes := 0
	if r.peek() == ':' {
		r.i++
		if v, ok := r.digits(2); ok {
			minutes = v
		}
	} else if v, ok := r.digits(2); ok {
		minutes = v
	}
	if hours > 14 || minutes > 59 {
		r.i = save
		return 0, false
	}
	return sign * (hours*3600 + minutes*60), true
}

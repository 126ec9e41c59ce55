package caption

import (
	"strings"
	"time"
	"unicode/utf8"
)

// dateHit is a date and where it stands in a text.
type dateHit struct {
	date       Date
	start, end int
}

// dateWindow is how many bytes of a caption are searched for dates.
const dateWindow = 2000

// placeAndDate returns where and when a picture was taken, as far as its
// caption says so with certainty: the date has a year and stands where captions
// put it, there is no other one, and the place stands beside it.
func (sc *scanner) placeAndDate(s string) (string, Date) {
	if len(s) > dateWindow {
		s = s[:windowEnd(s, dateWindow)]
	}
	if !hasYear(s) {
		return sc.leadPlace(s), Date{}
	}
	lead := sc.leadPlace(s)
	var hit dateHit
	for at := 0; at < len(s); {
		h, next := sc.dateAt(s, at)
		at = next
		if h.date.IsZero() || !sc.isStated(s, h) {
			continue
		}
		switch {
		case hit.date.IsZero(), refines(h.date, hit.date):
			hit = h
		case h.date == hit.date, refines(hit.date, h.date):
		default:
			return lead, Date{}
		}
	}
	if hit.date.IsZero() {
		return lead, Date{}
	}
	if lead != "" {
		return lead, hit.date
	}
	place := sc.placeBefore(s, hit)
	if place == "" {
		place = sc.placeAfter(s, hit.end)
	}
	return place, hit.date
}

// hasYear reports whether four digits stand together in s.
func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if run++; !isDigit(s[i]) {
			run = 0
		} else if run == 4 {
			return true
		}
	}
	return false
}

// windowEnd returns a position about n bytes into s at which a character
// begins.
func windowEnd(s string, n int) int {
	n = min(n, len(s))
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// refines reports whether a states all that b does and more.
func refines(a, b Date) bool {
	return a.Year == b.Year && (b.Month == 0 || a.Month == b.Month && b.Day == 0) && a != b
}

// dateAt reads a date whose first digit or month stands at or soon behind at,
// and returns where to go on.
func (sc *scanner) dateAt(s string, at int) (dateHit, int) {
	sc.steps++
	r, size := utf8.DecodeRuneInString(s[at:])
	if !isWord(r) {
		return dateHit{}, at + size
	}
	if isDigit(s[at]) {
		if h := sc.numericDate(s, at); h.end > 0 {
			return h, h.end
		}
		_, end := number(s, at)
		if h := sc.dayFirst(s, at); h.end > 0 {
			return h, h.end
		}
		return dateHit{}, max(end, at+1)
	}
	if h := sc.monthFirst(s, at); h.end > 0 {
		return h, h.end
	}
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isWord(r) || isDigit(s[at]) {
			break
		}
		sc.steps++
		at += size
		if isSpaceless(r) {
			break
		}
	}
	return dateHit{}, at
}

// numericDate reads "6.12.2010", "2010-12-06", "30/8/2024" and the forms of
// Chinese, Japanese and Korean. With strokes the day must be above 12, for
// nothing else tells it from the month.
func (sc *scanner) numericDate(s string, at int) dateHit {
	a, end := number(s, at)
	digits := end - at
	if end == len(s) || digits > 4 {
		return dateHit{}
	}
	if digits == 4 {
		if h := yearFirst(s, at, a, end); h.end > 0 {
			return h
		}
	}
	sep := s[end]
	if digits > 2 || sep != '.' && sep != '/' && sep != '-' {
		return dateHit{}
	}
	next := end + 1
	if sep == '.' {
		next = skipSpace(s, next)
	}
	b, end2 := number(s, next)
	if end2 == next || end2-next > 2 || end2 >= len(s) || s[end2] != sep {
		return dateHit{}
	}
	next = end2 + 1
	if sep == '.' {
		next = skipSpace(s, next)
	}
	y, end3 := number(s, next)
	if end3-next != 4 {
		return dateHit{}
	}
	if sep != '.' {
		if a <= 12 && b <= 12 {
			return dateHit{}
		}
		if b > 12 {
			a, b = b, a
		}
	}
	return validHit(Date{y, time.Month(b), a}, at, end3)
}

// yearFirst reads the dates that begin with the year.
func yearFirst(s string, at, year, end int) dateHit {
	if s[end] == '-' {
		m, end2 := number(s, end+1)
		if end2 == end+3 && end2 < len(s) && s[end2] == '-' {
			d, end3 := number(s, end2+1)
			if end3 == end2+3 {
				return validHit(Date{year, time.Month(m), d}, at, end3)
			}
		}
		return dateHit{}
	}
	units := [...][2]string{{"年", "년"}, {"月", "월"}, {"日", "일"}}
	var value [3]int
	value[0] = year
	stop := 0
	for i, unit := range units {
		if i > 0 {
			next := skipSpace(s, stop)
			n, to := number(s, next)
			if to == next || to-next > 2 {
				break
			}
			value[i], end = n, to
		}
		size := 0
		for _, form := range unit {
			if strings.HasPrefix(s[end:], form) {
				size = len(form)
			}
		}
		if size == 0 {
			value[i] = 0
			if i == 0 {
				return dateHit{}
			}
			break
		}
		stop = end + size
	}
	if value[1] == 0 {
		return dateHit{}
	}
	return validHit(Date{value[0], time.Month(value[1]), value[2]}, at, stop)
}

// validHit returns the hit if the calendar has the date and photography had
// been invented.
func validHit(d Date, start, end int) dateHit {
	if d.Year < 1826 || d.Year > 2100 || d.Month == 0 || !d.valid() {
		return dateHit{}
	}
	return dateHit{d, start, end}
}

// dayFirst reads "30 August 2024", "1. Mai 2024", "3 de mayo de 2024".
func (sc *scanner) dayFirst(s string, at int) dateHit {
	day, end := number(s, at)
	if end-at > 2 || end == len(s) {
		return dateHit{}
	}
	next := skipOrdinal(s, end)
	next = sc.skipOf(s, skipSpace(s, next))
	to, e := sc.find(s, next, wordMonth)
	if e.class == 0 || next == end {
		return dateHit{}
	}
	year, yend := sc.yearAt(s, to)
	if yend == 0 {
		return dateHit{}
	}
	return validHit(Date{year, time.Month(e.value), day}, at, yend)
}

// monthFirst reads "Aug. 30, 2024", "August 2024", "agosto de 2024".
func (sc *scanner) monthFirst(s string, at int) dateHit {
	to, e := sc.find(s, at, wordMonth)
	if e.class == 0 {
		return dateHit{}
	}
	next := skipSpace(s, strings.IndexFunc(s[to:], func(r rune) bool { return r != '.' })+to)
	if next < to {
		return dateHit{}
	}
	day, end := number(s, next)
	if end > next && end-next <= 2 {
		end = skipOrdinal(s, end)
		year, yend := sc.yearAt(s, end)
		if yend == 0 {
			return dateHit{}
		}
		return validHit(Date{year, time.Month(e.value), day}, at, yend)
	}
	year, yend := sc.yearAt(s, to)
	if yend == 0 {
		return dateHit{}
	}
	return validHit(Date{Year: year, Month: time.Month(e.value)}, at, yend)
}

// yearAt reads a year behind a day or a month: ", 2024", " de 2024", " 2024".
func (sc *scanner) yearAt(s string, at int) (year, end int) {
	next := skipSpace(s, at)
	if next < len(s) && (s[next] == ',' || s[next] == '.') {
		next = skipSpace(s, next+1)
	}
	next = sc.skipOf(s, next)
	year, end = number(s, next)
	if end-next != 4 || next == at || end < len(s) && (isDigit(s[end]) || s[end] == '-' && end+1 < len(s) && isDigit(s[end+1])) {
		return 0, 0
	}
	return year, end
}

// skipOf skips the preposition that Romance languages put into dates.
func (sc *scanner) skipOf(s string, at int) int {
	for _, of := range [...]string{"de ", "del ", "of ", "d'", "di "} {
		if hasFoldPrefix(s[at:], of) {
			return skipSpace(s, at+len(of))
		}
	}
	return at
}

// skipOrdinal skips what makes a number an ordinal.
func skipOrdinal(s string, at int) int {
	for _, suffix := range [...]string{".", "st", "nd", "rd", "th", "er", "º", "°", "ª"} {
		if strings.HasPrefix(s[at:], suffix) {
			return at + len(suffix)
		}
	}
	return at
}

// isStated reports whether a date stands where captions say when the picture
// was taken, and not in the middle of a sentence about something else.
func (sc *scanner) isStated(s string, h dateHit) bool {
	before := trimRight(s[:h.start])
	if before == "" {
		return true
	}
	r, _ := lastRune(before)
	if strings.ContainsRune(",(（;–—-:＝で|.", r) || isSpaceless(r) || isHangul(r) {
		return h.date.Day != 0 || r != '-'
	}
	word := before[lastWordStart(before):]
	return sc.has(word, wordIn|wordOn|wordWeekday)
}

// leadPlace returns the place of a caption that begins as picture agencies
// begin them: "PARIS, FRANCE - JULY 9: …".
func (sc *scanner) leadPlace(s string) string {
	if len(s) < 6 || 'a' <= s[1] && s[1] <= 'z' || s[1] == ' ' {
		return ""
	}
	head := s[:windowEnd(s, 80)]
	dash := strings.Index(head, " - ")
	size := len(" - ")
	if i := strings.Index(head, " – "); i > 0 && (dash < 0 || i < dash) {
		dash, size = i, len(" – ")
	}
	if dash < 3 || !isShouting(s[:dash]) {
		return ""
	}
	rest := s[dash+size:]
	end, e := sc.find(rest, 0, wordMonth)
	if e.class == 0 {
		return ""
	}
	if next := skipSpace(rest, end); next == len(rest) || !isDigit(rest[next]) {
		return ""
	}
	if !strings.Contains(rest[:windowEnd(rest, 30)], ":") {
		return ""
	}
	return s[:dash]
}

// placeBefore returns the place that stands before a date: "in Windham, N.H.,
// on Monday, Jan. 8, 2024", "(Kundus, 6.12.2010)", "＝東京で2024年…".
func (sc *scanner) placeBefore(s string, h dateHit) string {
	left := trimRight(s[:h.start])
	low := windowStart(left, 90)
	if rest, ok := strings.CutSuffix(left, "で"); ok {
		if at := strings.LastIndex(rest[low:], "＝"); at >= 0 {
			return rest[low+at+len("＝"):]
		}
		return ""
	}
	for range 4 {
		left = strings.TrimRight(trimRight(left), ",")
		at := lastWordStart(left)
		if at <= low || !sc.has(left[at:], wordOn|wordWeekday) {
			break
		}
		left = trimRight(left[:at])
	}
	if open := strings.LastIndexByte(left[low:], '('); open >= 0 && strings.HasSuffix(trimRight(s[:h.start]), ",") {
		if place := left[low+open+1:]; sc.isPlace(place) {
			return place
		}
	}
	for at := len(left); at > low; {
		at = lastWordStart(left[:at])
		end := wordEnd(left, at)
		if at > 0 && sc.has(left[at:end], wordIn) {
			place := strings.TrimRight(trimSpace(left[end:]), ",")
			if sc.isPlace(place) {
				return place
			}
			return ""
		}
		at = len(trimRight(left[:at]))
	}
	return ""
}

// placeAfter returns the place that stands behind a date: "…, 2024, in
// Johnstown, Pa."
func (sc *scanner) placeAfter(s string, at int) string {
	next := skipSpace(s, at)
	if next < len(s) && s[next] == ',' {
		next = skipSpace(s, next+1)
	}
	end, e := sc.find(s, next, wordIn)
	if e.class == 0 || end == len(s) {
		return ""
	}
	start := skipSpace(s, end)
	stop := start
	for stop < len(s) {
		to := wordEnd(s, stop)
		word := s[stop:to]
		if !startsUpper(word) && !sc.has(word, wordParticle) {
			return ""
		}
		stop = skipSpace(s, to)
		r, _ := lastRune(word)
		if r == '.' && (stop == len(s) || !endsWithAbbreviation(word)) || r == ';' || r == ':' || stop == len(s) {
			break
		}
		if r == ',' && !startsUpper(s[stop:]) {
			break
		}
	}
	place := strings.TrimRight(trimSpace(s[start:stop]), ",;:")
	if strings.HasSuffix(place, ".") && !endsWithAbbreviation(place) {
		place = place[:len(place)-1]
	}
	if sc.isPlace(place) {
		return place
	}
	return ""
}

// isPlace reports whether s has the form of a place's name: capitalised words,
// particles between them, and no more than six.
func (sc *scanner) isPlace(s string) bool {
	n := 0
	for at := skipSpace(s, 0); at < len(s); n++ {
		end := wordEnd(s, at)
		word := strings.Trim(s[at:end], ",()")
		if word == "" || n == 0 && !startsUpper(word) || !startsUpper(word) && !sc.has(word, wordParticle) {
			return false
		}
		if !isLetter(firstRune(word)) || sc.has(word, wordMonth|wordWeekday) {
			return false
		}
		at = skipSpace(s, end)
	}
	return n > 0 && n <= 6
}

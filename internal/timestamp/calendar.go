package timestamp

import "time"

type calendar uint8

const (
	gregorian calendar = iota
	jalali
)

// Years that news pages can mean. Earlier ones belong to archives, later ones
// to other calendars.
const (
	firstYear = 1800
	lastYear  = 2199
	// The Buddhist era of Thailand is ahead by 543 years.
	buddhist = 543
)

// resolve turns the parts of a draft into its time, and reports whether they
// are a time.
func (l *line) resolve(d *draft) bool {
	if d.year == 0 && d.month == 0 && d.day == 0 && d.clock != None && d.labelled && l.count > 0 {
		p := &l.stamps[l.count-1]
		if p.day == 0 {
			return false
		}
		d.year, d.month, d.day, d.calendar = p.year, p.month, p.day, p.calendar
		if !d.zoned {
			d.zone, d.offset, d.zoned = p.zone, p.offset, p.zoned
		}
	}
	if d.year == 0 || d.month == 0 || d.day == 0 && !(d.labelled && d.clock == None) {
		return false
	}
	if d.swappable {
		l.orderByWeekday(d)
	}
	year, month, day, ok := civil(d.year, d.month, d.day, d.calendar)
	if !ok {
		return false
	}
	wall := time.Date(year, time.Month(month), max(day, 1), d.hour, d.min, d.sec, d.nsec, time.UTC)
	offset := d.offset
	if d.zone != nil {
		offset = d.zone.at(wall)
	}
	d.time = wall
	if offset != 0 {
		d.time = wall.Add(-time.Duration(offset) * time.Second).In(location(offset))
	}
	return true
}

// orderByWeekday exchanges day and month where the weekday fits only so.
func (l *line) orderByWeekday(d *draft) {
	d.ambiguous = true
	if d.weekday == 0 {
		return
	}
	fits := func(month, day int) bool {
		w := time.Date(d.year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday()
		return int(w+6)%7+1 == int(d.weekday)
	}
	as, swapped := fits(d.month, d.day), fits(d.day, d.month)
	if as != swapped {
		d.ambiguous = false
	}
	if swapped && !as {
		d.day, d.month = d.month, d.day
	}
}

// civil converts a date to the Gregorian calendar and checks it. A day of 0
// stands for none.
func civil(year, month, day int, c calendar) (y, m, d int, ok bool) {
	switch {
	case c == jalali || year >= 1300 && year <= 1450:
		if year < 1200 || year > 1500 {
			return 0, 0, 0, false
		}
		t, ok := fromJalali(year, month, max(day, 1))
		if !ok {
			return 0, 0, 0, false
		}
		return t.Year(), int(t.Month()), t.Day(), true
	case year >= 1900+buddhist && year <= lastYear+buddhist:
		year -= buddhist
	}
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 0 || day > daysIn(year, month) {
		return 0, 0, 0, false
	}
	return year, month, day, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// fromJalali converts a date of the Persian calendar by the rule of 33-year
// cycles (leap years are those with year mod 33 in 1, 5, 9, 13, 17, 22, 26,
// 30), which agrees with the astronomical one from 1178 to 1633.
func fromJalali(year, month, day int) (time.Time, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || month > 6 && day > 30 || month == 12 && day == 30 && !jalaliLeap(year) {
		return time.Time{}, false
	}
	days := 0
	for y := 1300; y < year; y++ {
		days += 365
		if jalaliLeap(y) {
			days++
		}
	}
	for y := year; y < 1300; y++ {
		days -= 365
		if jalaliLeap(y) {
			days--
		}
	}
	days += min(month-1, 6)*31 + max(month-7, 0)*30 + day - 1
	// 1 Farvardin 1300 was 21 March 1921.
	return time.Date(1921, time.March, 21+days, 0, 0, 0, 0, time.UTC), true
}

func jalaliLeap(year int) bool {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}

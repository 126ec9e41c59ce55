package caption

import (
	"math"
	"strings"
	"time"
)

// ParseDuration reads s, as a whole, as the length of a film or a sound:
//
//	0:46  02:00  1:02:03      clock form, the last part in seconds below 60
//	2:43 min  01:05:00 Std.   clock form with a unit
//	8 min  1 h 5 min  90s     numbers with units, largest first
//	8 Minuten 15 Sekunden     the same in words, in every language of the word files
//	PT2M43S  P0DT0H1M53S      ISO 8601
//	T35S  P5M9.49S            ISO 8601 with its P or its T missing
//
// A label ("Duration: 12:30") and a final full stop are ignored. A clock form
// may as well be a time of day; only the place where it stands tells.
//
// The result is between 0 and 1000 hours. It is false for everything else,
// also for ISO 8601 durations of months or years, whose length is not fixed.
func ParseDuration(s string) (time.Duration, bool) {
	s = trimSpace(s)
	if len(s) == 0 || len(s) > 80 {
		return 0, false
	}
	if c := s[0]; c == 'P' || c == 'p' || c == 'T' || c == 't' {
		if d, ok := parseISODuration(s); ok {
			return d, true
		}
	}
	s = trimDurationLabel(s)
	if d, ok := parseClock(s); ok {
		return d, true
	}
	return parseUnits(s)
}

const maxDuration = 1000 * time.Hour

// trimDurationLabel drops a leading label and a final full stop.
func trimDurationLabel(s string) string {
	if end, e := words().trie.find(s, 0, labelDuration); e.class != 0 {
		s = trimSpace(strings.TrimLeft(trimSpace(s[end:]), ":："))
	}
	return s
}

// parseClock reads "M:SS" and "H:MM:SS", each with an optional unit.
func parseClock(s string) (time.Duration, bool) {
	var field [3]int
	n, at := 0, 0
	for {
		value, end := number(s, at)
		digits := end - at
		if digits == 0 || digits > 3 || n > 0 && digits != 2 {
			return 0, false
		}
		field[n] = value
		n++
		at = end
		if at == len(s) || s[at] != ':' || n == len(field) {
			break
		}
		at++
	}
	if n < 2 || field[n-1] > 59 || n == 3 && field[1] > 59 {
		return 0, false
	}
	if rest := trimSpace(s[at:]); rest != "" {
		end, e := words().trie.find(rest, 0, unitAny)
		if e.class == 0 || strings.TrimLeft(rest[end:], ".") != "" {
			return 0, false
		}
		// "1:30 h" counts hours and minutes.
		if e.class&unitHour != 0 && n == 2 {
			return time.Duration(field[0])*time.Hour + time.Duration(field[1])*time.Minute, true
		}
	}
	if n == 2 {
		return time.Duration(field[0])*time.Minute + time.Duration(field[1])*time.Second, true
	}
	return time.Duration(field[0])*time.Hour + time.Duration(field[1])*time.Minute +
		time.Duration(field[2])*time.Second, field[0] < 1000
}

// parseUnits reads numbers that each have a unit: "1 h 5 min".
func parseUnits(s string) (time.Duration, bool) {
	total := time.Duration(0)
	last := time.Duration(math.MaxInt64)
	for s != "" {
		value, end := number(s, 0)
		if end == 0 || end > 5 {
			return 0, false
		}
		s = trimSpace(s[end:])
		next, e := words().trie.find(s, 0, unitAny)
		unit := time.Duration(0)
		switch {
		case e.class&unitHour != 0:
			unit = time.Hour
		case e.class&unitMinute != 0:
			unit = time.Minute
		case e.class&unitSecond != 0:
			unit = time.Second
		}
		if unit == 0 || unit >= last {
			return 0, false
		}
		last = unit
		total += time.Duration(value) * unit
		s = trimSpace(strings.TrimLeft(s[next:], "."))
		s = trimSpace(strings.TrimPrefix(s, ","))
		if end, e := words().trie.find(s, 0, wordAnd); e.class != 0 && total != 0 {
			s = trimSpace(s[end:])
		}
	}
	if last == math.MaxInt64 || total >= maxDuration {
		return 0, false
	}
	return total, true
}

// parseISODuration reads ISO 8601 durations. Players write them without the P
// or without the T, so an M before an S means minutes wherever it stands.
func parseISODuration(s string) (time.Duration, bool) {
	at := 0
	date := false
	if s[at]|0x20 == 'p' {
		date = true
		at++
	}
	if at < len(s) && s[at]|0x20 == 't' {
		date = false
		at++
	}
	seconds := s[len(s)-1]|0x20 == 's'
	total, fields := 0.0, 0
	order := 0
	for at < len(s) {
		if s[at]|0x20 == 't' && date {
			date = false
			at++
			continue
		}
		value, end := decimal(s, at)
		if end == at || end == len(s) || end-at > 24 {
			return 0, false
		}
		unit, rank := 0.0, 0
		switch s[end] | 0x20 {
		case 'w':
			unit, rank = 7*86400, 1
		case 'd':
			unit, rank = 86400, 2
		case 'h':
			unit, rank = 3600, 3
		case 'm':
			unit, rank = 60, 4
			if date && !seconds && value != 0 || date && strings.ContainsAny(s[end+1:], "DdTt") {
				if value != 0 {
					return 0, false
				}
				rank = 0
			}
		case 's':
			unit, rank = 1, 5
		case 'y':
			if value != 0 {
				return 0, false
			}
		default:
			return 0, false
		}
		if rank != 0 {
			if rank <= order {
				return 0, false
			}
			order = rank
		}
		total += value * unit
		fields++
		at = end + 1
	}
	total = math.Round(total*1e3) / 1e3
	if fields == 0 || total >= maxDuration.Seconds() {
		return 0, false
	}
	return time.Duration(math.Round(total*1e3)) * time.Millisecond, true
}

// number reads the decimal digits at at and returns their value and end.
// Values above five digits are cut off there.
func number(s string, at int) (value, end int) {
	for end = at; end < len(s) && end-at < 6 && '0' <= s[end] && s[end] <= '9'; end++ {
		value = value*10 + int(s[end]-'0')
	}
	return value, end
}

// decimal reads digits with an optional fraction after a point or a comma.
func decimal(s string, at int) (value float64, end int) {
	for end = at; end < len(s) && '0' <= s[end] && s[end] <= '9'; end++ {
		value = value*10 + float64(s[end]-'0')
	}
	if end == at || end == len(s) || s[end] != '.' && s[end] != ',' {
		return value, end
	}
	scale := 0.1
	for end++; end < len(s) && '0' <= s[end] && s[end] <= '9'; end++ {
		value += float64(s[end]-'0') * scale
		scale /= 10
	}
	return value, end
}

package timestamp

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// saving is the rule by which a zone's offset changes over the year.
type saving uint8

const (
	savingNone   saving = iota
	savingUS            // United States and Canada
	savingEurope        // European Union and United Kingdom
)

// zone is what a zone name stands for: its offset, or where the name leaves
// summer time open ("ET") its standard offset and the rule.
type zone struct {
	name   string
	offset int // seconds east of UTC in standard time
	saving saving
	us     bool // a zone of the United States, which writes the month first
}

// parseZone reads a line of zones/names.txt: offset, rule or flags, names.
//
//	-0500 us-summer | et | eastern time
func parseZone(l string) (zone, []string, error) {
	head, rest, ok := strings.Cut(l, "|")
	fields := strings.Fields(head)
	if !ok || len(fields) == 0 || len(fields[0]) != 5 {
		return zone{}, nil, fmt.Errorf("timestamp: zones: %q has no offset and name", l)
	}
	v, err := strconv.Atoi(fields[0])
	if err != nil {
		return zone{}, nil, fmt.Errorf("timestamp: zones: %q: %w", l, err)
	}
	z := zone{offset: v/100*3600 + v%100*60}
	for _, f := range fields[1:] {
		switch f {
		case "us":
			z.us = true
		case "us-summer":
			z.us, z.saving = true, savingUS
		case "eu-summer":
			z.saving = savingEurope
		default:
			return zone{}, nil, fmt.Errorf("timestamp: zones: %q: unknown flag %q", l, f)
		}
	}
	names := strings.Split(rest, "|")
	z.name = strings.ToUpper(strings.TrimSpace(names[0]))
	return z, names, nil
}

// at returns the offset in seconds at a wall clock, given as if it were UTC.
func (z *zone) at(wall time.Time) int {
	summer := false
	year := wall.Year()
	switch z.saving {
	case savingUS:
		// Energy Policy Act of 2005 from 2007 on, the Uniform Time Act as
		// amended in 1986 before it.
		from, to := sunday(year, time.March, 2), sunday(year, time.November, 1)
		if year < 2007 {
			from, to = sunday(year, time.April, 1), sunday(year, time.October, -1)
		}
		if year < 1987 {
			from = sunday(year, time.April, -1)
		}
		summer = !wall.Before(from.Add(2*time.Hour)) && wall.Before(to.Add(2*time.Hour))
	case savingEurope:
		// Directive 2000/84/EC: from and to 01:00 UTC of the last Sundays.
		shift := time.Hour + time.Duration(z.offset)*time.Second
		from, to := sunday(year, time.March, -1), sunday(year, time.October, -1)
		summer = !wall.Before(from.Add(shift)) && wall.Before(to.Add(shift+time.Hour))
	}
	if summer {
		return z.offset + 3600
	}
	return z.offset
}

// sunday returns the nth Sunday of a month, the last for -1.
func sunday(year int, month time.Month, n int) time.Time {
	if n < 0 {
		last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -int(last.Weekday()))
	}
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

// location returns the fixed zone of an offset.
func location(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

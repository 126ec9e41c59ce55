package caption

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Date is a day, a month or a year of the Gregorian calendar, as a caption
// states it. The zero Date is "not stated".
type Date struct {
	// Year is 1 to 9999.
	Year int
	// Month is January to December, or 0 when only the year is stated.
	Month time.Month
	// Day is 1 to 31, or 0 when no day is stated.
	Day int
}

var errDate = errors.New("not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")

// IsZero reports whether d states nothing.
func (d Date) IsZero() bool { return d == Date{} }

// String returns d in ISO 8601 form with as many parts as it states:
// "2024-08-30", "2019-05", "2019", and "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalJSON writes d as the string that String returns.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// UnmarshalJSON reads what MarshalJSON writes. Any other form, and a day that
// the calendar does not have, is an error.
func (d *Date) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("date: %w", err)
	}
	parsed, err := parseISODate(s)
	if err != nil {
		return fmt.Errorf("date %q: %w", s, err)
	}
	*d = parsed
	return nil
}

func parseISODate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Date{}, errDate
	}
	var d Date
	var month int
	fields := []*int{&d.Year, &month, &d.Day}
	for i, at := 0, 0; at < len(s); i++ {
		width := 2
		if i == 0 {
			width = 4
		} else {
			if s[at] != '-' {
				return Date{}, errDate
			}
			at++
		}
		n, err := strconv.ParseUint(s[at:at+width], 10, 16)
		if err != nil || n == 0 {
			return Date{}, errDate
		}
		*fields[i] = int(n)
		at += width
	}
	d.Month = time.Month(month)
	if !d.valid() {
		return Date{}, errDate
	}
	return d, nil
}

// valid reports whether the calendar has d. Parts that are not stated are
// valid.
func (d Date) valid() bool {
	if d.Year < 1 || d.Year > 9999 || d.Month < 0 || d.Month > 12 || d.Day < 0 {
		return false
	}
	return d.Day == 0 || d.Month != 0 && d.Day <= daysIn(d.Month, d.Year)
}

func daysIn(m time.Month, year int) int {
	switch m {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}

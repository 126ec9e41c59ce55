package tool

import (
	"strings"
	"time"
)

// dayOf reads a time of publication that a page's markup gives, at least to
// the day; zero when it cannot be read.
func dayOf(s string) time.Time {
	s = strings.TrimSpace(s)
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t
	}
	if len(s) < len(time.DateOnly) {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return time.Time{}
	}
	return t
}

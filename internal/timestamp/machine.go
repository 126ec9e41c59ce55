package timestamp

import "time"

// Machine is replaced below by the reader of machine dates.
func Machine(s string) (t time.Time, precision Precision, zoned, ok bool) {
	stamps, ok := Line(s)
	if !ok || len(stamps) == 0 {
		return time.Time{}, None, false, false
	}
	return stamps[0].Time, stamps[0].Precision, stamps[0].Zoned, true
}

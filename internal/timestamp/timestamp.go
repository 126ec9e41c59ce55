// Package timestamp reads the date and time lines that news pages print, in
// the languages of its word lists, and the dates that machines write into meta
// tags, JSON-LD and time elements.
//
// A page prints a date in a line of its own: a label, a weekday, a date, a
// clock and a zone in any order, and nothing else. [Line] reads such a line
// and refuses every line that says more, so that a sentence with a date in it
// stays a sentence. It never looks at the time now: lines that need it ("2
// hours ago", "yesterday") are recognised by [IsRelative] and not resolved.
//
// What words mean is data: words/<language>.txt for the languages,
// zones/names.txt for the zones. Order of day and month where only numbers
// speak is decided in this order: a value above 12 is no month; a year of four
// digits in front means year, month, day; a weekday that fits only one order;
// dots and dashes mean day first; slashes mean day first unless an English
// label, AM or PM, or a zone of the United States speaks for month first, and
// neither another zone nor a 24-hour clock against it.
package timestamp

import "time"

// Role is what the label beside a stamp says of it.
type Role uint8

// The roles. A stamp without label, or with one that says neither ("Date:",
// "Datum"), is Unknown.
const (
	Unknown Role = iota
	Published
	Modified
)

// String returns the role's name in lower case.
func (r Role) String() string {
	switch r {
	case Published:
		return "published"
	case Modified:
		return "modified"
	}
	return "unknown"
}

// Precision is the smallest unit that a text states. Units below it are zero
// in the time, or one for month and day.
type Precision uint8

// The precisions, from none to the finest.
const (
	None Precision = iota
	Year
	Month
	Day
	Hour
	Minute
	Second
	Fraction
)

// String returns the precision's name in lower case.
func (p Precision) String() string {
	switch p {
	case Year:
		return "year"
	case Month:
		return "month"
	case Day:
		return "day"
	case Hour:
		return "hour"
	case Minute:
		return "minute"
	case Second:
		return "second"
	case Fraction:
		return "fraction"
	}
	return "none"
}

// Stamp is one date, with or without a clock, that a line states.
type Stamp struct {
	// Time carries the offset that the text states, and UTC when it states
	// none; Zoned tells these apart.
	Time time.Time
	Role Role
	// Precision is Month for "Published May 2024", Day for a date without a
	// clock, Hour for "8 pm", Minute, Second or Fraction otherwise.
	Precision Precision
	Zoned     bool
	// Ambiguous is true when the date was written in numbers that could be
	// read with day and month exchanged, and nothing but habit decided.
	Ambiguous bool
	// Start and End are the byte offsets of the stamp in the line, with its
	// label, weekday and zone, without the separators around it.
	Start, End int
}

// Line reads a line that consists of nothing but one or more timestamps with
// their labels, weekdays, zones and separators, in the order of the text. A
// part that counts from now ("2 hours ago") may stand beside a stamp and is
// passed over. A second stamp that states a labelled clock alone lies on the
// date of the stamp before it. Every stamp has at least a year and a month,
// and a day unless a label introduces it.
//
// ok is false, and stamps nil, for every other line. Lines above 120
// characters or 320 bytes are refused unread. The time taken is linear in the
// length of the line, and a refused line costs no allocation.
func Line(s string) (stamps []Stamp, ok bool) {
	stamps, kind := Classify(s)
	return stamps, kind == Absolute
}

// Kind is what a line is.
type Kind uint8

// The kinds of lines, as [Line], [IsRelative] and [IsPartial] tell them.
const (
	Other Kind = iota
	Absolute
	Relative
	Partial
)

// String returns the kind's name in lower case.
func (k Kind) String() string {
	switch k {
	case Absolute:
		return "absolute"
	case Relative:
		return "relative"
	case Partial:
		return "partial"
	}
	return "other"
}

// Classify answers Line, IsRelative and IsPartial in one reading. Only an
// Absolute line has stamps.
func Classify(s string) ([]Stamp, Kind) {
	if !plausible(s) {
		return nil, Other
	}
	return classify(s)
}

// classify is apart from Classify so that the state of a line is not laid out
// for the lines that are turned away.
//
//go:noinline
func classify(s string) ([]Stamp, Kind) {
	var l line
	switch {
	case !l.read(s):
		return nil, Other
	case l.count > 0:
	case l.relative:
		return nil, Relative
	case l.partial:
		return nil, Partial
	default:
		return nil, Other
	}
	stamps := make([]Stamp, l.count)
	for i := range stamps {
		stamps[i] = l.stamps[i].stamp()
	}
	return stamps, Absolute
}

// IsRelative reports a line that consists of nothing but a time counted from
// now, with or without label and clock: "2 hours ago", "vor 3 Stunden", "il y
// a 2 heures", "Updated yesterday at 10:30".
func IsRelative(s string) bool {
	_, kind := Classify(s)
	return kind == Relative
}

// IsPartial reports a line that consists of nothing but words of time and yet
// states no whole date: a day without a year ("Sat, May 3", "5月3日 10:30"), a
// month with its year ("May 2024"), or a clock with a label, a zone, a weekday
// or words that make it one ("Stand: 14:05 Uhr", "8:16 AM EDT"). A bare "1:35"
// is not reported, for it is as often a duration; neither is a year, a month
// or a weekday alone.
func IsPartial(s string) bool {
	_, kind := Classify(s)
	return kind == Partial
}

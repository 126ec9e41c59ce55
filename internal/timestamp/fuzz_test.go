package timestamp

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// checkStamp tests what holds for every stamp of a text.
func checkStamp(t *testing.T, s string, stamp Stamp) {
	t.Helper()
	if year := stamp.Time.Year(); year < firstYear-1 || year > lastYear+1 {
		t.Errorf("%q: year %d", s, year)
	}
	_, offset := stamp.Time.Zone()
	if !stamp.Zoned && offset != 0 {
		t.Errorf("%q: offset %d without a zone", s, offset)
	}
	if stamp.Precision < Month {
		t.Errorf("%q: precision %v", s, stamp.Precision)
	}
	if hour, minute, second := stamp.Time.Clock(); !stamp.Zoned && stamp.Precision <= Day && hour+minute+second != 0 {
		t.Errorf("%q: clock without its precision", s)
	}
}

func FuzzLine(f *testing.F) {
	for _, c := range readCases(f, "lines.txt") {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		stamps, ok := Line(s)
		if ok != (len(stamps) > 0) {
			t.Fatalf("%q: ok %v with %d stamps", s, ok, len(stamps))
		}
		if ok && (IsRelative(s) || IsPartial(s)) || IsRelative(s) && IsPartial(s) {
			t.Errorf("%q is two things at once", s)
		}
		end := 0
		for _, stamp := range stamps {
			checkStamp(t, s, stamp)
			if stamp.Start < end || stamp.End <= stamp.Start || stamp.End > len(s) {
				t.Fatalf("%q: stamp at %d:%d after %d", s, stamp.Start, stamp.End, end)
			}
			end = stamp.End
			if utf8.ValidString(s) && !utf8.ValidString(s[stamp.Start:stamp.End]) {
				t.Errorf("%q: stamp %d:%d cuts a rune", s, stamp.Start, stamp.End)
			}
		}
		if ok && !strings.ContainsFunc(s, func(r rune) bool { return digit(fold(folding(), r)) >= 0 }) {
			t.Errorf("%q: stamps without a digit", s)
		}
		// White space around a line, and letter case in ASCII, change nothing.
		if len(s)+2 <= maxRunes {
			same(t, s, " "+s+" ", 1)
			if isASCII(s) {
				same(t, s, strings.ToUpper(s), 0)
			}
		}
		// A sentence around a line is no line.
		if _, ok := Line(s + " quickly xyzzy"); ok {
			t.Errorf("%q: accepted with other words", s)
		}
	})
}

// same requires that two texts have the same stamps, shifted.
func same(t *testing.T, a, b string, shift int) {
	t.Helper()
	as, okA := Line(a)
	bs, okB := Line(b)
	if okA != okB || len(as) != len(bs) {
		t.Fatalf("%q: %v %v, %q: %v %v", a, as, okA, b, bs, okB)
	}
	for i := range as {
		x, y := as[i], bs[i]
		if !x.Time.Equal(y.Time) || x.Role != y.Role || x.Precision != y.Precision || x.Start+shift != y.Start || x.End+shift != y.End {
			t.Fatalf("%q: %v, %q: %v", a, x, b, y)
		}
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func FuzzMachine(f *testing.F) {
	for _, c := range readCases(f, "machine.txt") {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, precision, zoned, ok := Machine(s)
		if !ok {
			if !at.IsZero() || precision != None || zoned {
				t.Fatalf("%q: values without ok", s)
			}
			return
		}
		if year := at.Year(); year < firstYear-1 || year > lastYear+1 || precision == None {
			t.Errorf("%q: %v %v", s, at, precision)
		}
		// What was read can be written by the standard and read again.
		again, _, zonedAgain, ok := Machine(at.Format(time.RFC3339Nano))
		if y := at.Year(); y >= firstYear && y <= lastYear && (!ok || !again.Equal(at) || !zonedAgain) {
			t.Errorf("%q: %v read again as %v %v", s, at, again, ok)
		}
		// Whatever the standard library reads as RFC 3339 is read alike, but for
		// years so late that they are of the Buddhist era, and for offsets that no
		// place has.
		if std, err := time.Parse(time.RFC3339Nano, s); err == nil && std.Year() < 1900+buddhist && !std.Equal(at) && isOffset(std, s) {
			t.Errorf("%q: %v, the standard library says %v", s, at, std)
		}
	})
}

// isOffset reports whether the offset of a time, of which s is how it was written,
// can be that of a place: the standard library takes 60 minutes and 24 hours too.
func isOffset(at time.Time, s string) bool {
	_, seconds := at.Zone()
	return max(seconds, -seconds) < 15*60*60 && !strings.HasSuffix(s, ":60")
}

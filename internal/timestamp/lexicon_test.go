package timestamp

import (
	"strings"
	"testing"
	"time"

	"github.com/copydesk-go/copydesk/internal/wordlist"
)

// TestLanguages requires of every language what a date line needs.
func TestLanguages(t *testing.T) {
	lists := wordlist.MustRead(files, "words", sections[:]...)
	if want := len(strings.Fields(precedence)); len(lists) != want {
		t.Errorf("%d languages, %d in their order", len(lists), want)
	}
	for _, list := range lists {
		for section, least := range map[string]int{
			"months": 12, "weekdays": 7, "published": 5, "modified": 5, "ago": 1, "unit": 5, "now": 1,
		} {
			if n := len(list.Sections[section]); n < least {
				t.Errorf("%s: %d phrases in %s", list.Language, n, section)
			}
		}
	}
}

// TestMonthNames reads every month, weekday and label of every language in a
// line of that language.
func TestMonthNames(t *testing.T) {
	for _, list := range wordlist.MustRead(files, "words", sections[:]...) {
		for i, names := range list.Sections["months"] {
			_, names, _ = strings.Cut(names, " ")
			for name := range strings.SplitSeq(names, "|") {
				name = strings.TrimSpace(name)
				text := list.Sections["published"][0] + " 13 " + name + " 2019 10:30"
				stamps, ok := Line(text)
				if !ok || len(stamps) != 1 || stamps[0].Role != Published || stamps[0].Time.Day() != 13 {
					t.Errorf("%s: %q: %v %v", list.Language, text, stamps, ok)
				} else if stamps[0].Time.Month() != time.Month(i+1) {
					t.Errorf("%s: %q: %v", list.Language, text, stamps[0].Time.Month())
				}
			}
		}
		for _, label := range list.Sections["modified"] {
			text := label + " 13.05.2019"
			stamps, ok := Line(text)
			if !ok || len(stamps) != 1 || stamps[0].Role != Modified {
				t.Errorf("%s: %q: %v %v", list.Language, text, stamps, ok)
			}
		}
		for _, label := range list.Sections["published"] {
			text := label + " 13.05.2019"
			stamps, ok := Line(text)
			if !ok || len(stamps) != 1 || stamps[0].Role != Published {
				t.Errorf("%s: %q: %v %v", list.Language, text, stamps, ok)
			}
		}
	}
}

func TestZones(t *testing.T) {
	for _, c := range []struct {
		name, wall string
		hours      int
	}{
		{"et", "2024-03-10T01:59", -5}, {"et", "2024-03-10T03:00", -4},
		{"et", "2024-11-03T01:00", -4}, {"et", "2024-11-03T02:00", -5},
		{"et", "2006-03-20T12:00", -5}, {"et", "2006-04-03T12:00", -4},
		{"pt", "1985-04-28T03:00", -7}, {"pt", "1985-04-27T03:00", -8},
		{"heure de paris", "2024-03-31T01:59", 1}, {"heure de paris", "2024-03-31T03:00", 2},
		{"heure de paris", "2024-10-27T02:30", 2}, {"heure de paris", "2024-10-27T03:00", 1},
		{"uk time", "2024-07-01T12:00", 1}, {"uk time", "2024-12-01T12:00", 0},
		{"jst", "2024-07-01T12:00", 9},
	} {
		wall, err := time.Parse("2006-01-02T15:04", c.wall)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := words().match(folding(), c.name, 0)
		if !p.is(kindZone) {
			t.Errorf("%s is no zone", c.name)
			continue
		}
		for _, r := range p.readings {
			if r.kind != kindZone {
				continue
			}
			if got := words().zones[r.value].at(wall); got != c.hours*3600 {
				t.Errorf("%s at %s: %d seconds", c.name, c.wall, got)
			}
		}
	}
}

func TestJalali(t *testing.T) {
	for want, d := range map[string][3]int{
		"2024-03-20": {1403, 1, 1}, "2025-03-20": {1403, 12, 30}, "2025-03-21": {1404, 1, 1},
		"1979-02-11": {1357, 11, 22}, "2000-03-20": {1379, 1, 1}, "2021-03-20": {1399, 12, 30},
	} {
		got, ok := fromJalali(d[0], d[1], d[2])
		if !ok || got.Format(time.DateOnly) != want {
			t.Errorf("%v: %v %v, want %s", d, got, ok, want)
		}
	}
	if _, ok := fromJalali(1402, 12, 30); ok {
		t.Error("30 Esfand of a common year")
	}
}

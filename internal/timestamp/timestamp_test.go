package timestamp

import (
	"testing"
	"time"
)

func TestThin(t *testing.T) {
	for s, want := range map[string]string{
		"Updated 8:16 AM EDT, Sat August 8, 2015": "2015-08-08T08:16:00-04:00",
		"Fri, Aug 30, 2024 at 5:12 p.m. ET":       "2024-08-30T17:12:00-04:00",
		"3 May 2020":                              "2020-05-03T00:00:00Z",
		"2024-05-03T10:30:00+02:00":               "2024-05-03T10:30:00+02:00",
		"Date: 12.03.2024, 14:05":                 "2024-03-12T14:05:00Z",
		"Updated 2015 GMT (0415 HKT) May 8, 2014": "2014-05-08T20:15:00Z",
		"May 3rd, 2024 - 8.16pm":                  "2024-05-03T20:16:00Z",
	} {
		stamps, ok := Line(s)
		if !ok {
			t.Errorf("%q refused", s)
		} else if got := stamps[0].Time.Format(time.RFC3339Nano); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
	stamps, ok := Line("Published 3 May 2020, 09:00 BST | Updated 4 May 2020")
	if !ok || len(stamps) != 2 || stamps[1].Role != Modified {
		t.Error(stamps, ok)
	}
	if !IsRelative("2 hours ago") || !IsRelative("Updated 2h ago") {
		t.Error("relative")
	}
}

package timestamp

import "testing"

func TestMachine(t *testing.T) {
	for _, c := range readCases(t, "machine.txt") {
		t.Run(c.name, func(t *testing.T) {
			got := "no"
			if at, precision, zoned, ok := Machine(c.text); ok {
				got = at.Format(layout(precision, zoned))
			}
			if got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

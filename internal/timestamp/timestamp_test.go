package timestamp

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// textCase is one numbered case of testdata.
type textCase struct {
	name string
	text string
	want string
}

// readCases reads the cases of a file of testdata, after its head.
func readCases(tb testing.TB, name string) []textCase {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	blocks := strings.Split(strings.TrimSpace(string(data)), "\n\n")
	var cases []textCase
	for i, block := range blocks[1:] {
		lines := strings.SplitN(block, "\n", 3)
		number, _, _ := strings.Cut(lines[0], " ")
		if len(lines) != 3 || number != strconv.Itoa(i+1) {
			tb.Fatalf("%s: case %d is malformed: %q", name, i+1, block)
		}
		cases = append(cases, textCase{lines[0], lines[1], lines[2]})
	}
	return cases
}

// describe writes what a line is in the form of the case file.
func describe(s string) string {
	stamps, ok := Line(s)
	switch {
	case ok:
	case IsRelative(s):
		return "relative"
	case IsPartial(s):
		return "partial"
	default:
		return "no"
	}
	var b strings.Builder
	for i, stamp := range stamps {
		if i > 0 {
			b.WriteByte('\n')
		}
		if stamp.Role != Unknown {
			b.WriteString(stamp.Role.String() + " ")
		}
		b.WriteString(stamp.Time.Format(layout(stamp.Precision, stamp.Zoned)))
		if stamp.Ambiguous {
			b.WriteString(" ambiguous")
		}
	}
	return b.String()
}

func layout(p Precision, zoned bool) string {
	l := map[Precision]string{
		Year: "2006", Month: "2006-01", Day: "2006-01-02", Hour: "2006-01-02T15",
		Minute: "2006-01-02T15:04", Second: "2006-01-02T15:04:05", Fraction: "2006-01-02T15:04:05.999999999",
	}[p]
	if zoned {
		l += "-07:00"
	}
	return l
}

func TestLine(t *testing.T) {
	for _, c := range readCases(t, "lines.txt") {
		t.Run(c.name, func(t *testing.T) {
			if got := describe(c.text); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

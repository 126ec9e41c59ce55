package caption

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// minCases is how many cases the file has at least.
const minCases = 600

type parseCase struct {
	number, heading string
	fields          map[string]string
}

// readCases reads testdata/cases.txt: numbered blocks of "field: value" lines
// under "==" headings. "\n" in a value is a line break.
func readCases(t *testing.T) []parseCase {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.txt")
	require.NoError(t, err)
	var cases []parseCase
	heading := ""
	for block := range strings.SplitSeq(string(data), "\n\n") {
		block = strings.Trim(block, "\n")
		if name, ok := strings.CutPrefix(block, "== "); ok {
			heading = name
			continue
		}
		if block == "" || block[0] == '#' {
			continue
		}
		number, rest, ok := strings.Cut(block, "\n")
		require.True(t, ok, block)
		c := parseCase{number, heading, make(map[string]string)}
		for line := range strings.SplitSeq(rest, "\n") {
			name, value, ok := strings.Cut(line, ": ")
			require.True(t, ok, "case %s: %q", number, line)
			c.fields[name] = strings.ReplaceAll(value, `\n`, "\n")
		}
		cases = append(cases, c)
	}
	return cases
}

func TestCases(t *testing.T) {
	cases := readCases(t)
	require.GreaterOrEqual(t, len(cases), minCases)
	for _, c := range cases {
		t.Run(c.number, func(t *testing.T) {
			got := Parse(c.fields["in"])
			want := func(field, value string) {
				t.Helper()
				assert.Equal(t, c.fields[field], value, "%s (%s): %s of %q", c.number, c.heading, field, c.fields["in"])
			}
			want("text", got.Text)
			want("credit", got.Credit.Raw)
			want("creators", strings.Join(got.Credit.Creators, "; "))
			want("agencies", strings.Join(got.Credit.Agencies, "; "))
			want("kind", string(got.Credit.Kind))
			want("notice", got.Credit.Notice)
			want("place", got.Place)
			want("taken", got.Taken.String())
		})
	}
}

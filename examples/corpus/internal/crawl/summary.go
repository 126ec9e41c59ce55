package crawl

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

// Summary says what a run has done. That of a run that was resumed is the same
// as that of one that was not.
type Summary struct {
	// Records were read, and Rows of them written.
	Records int64 `json:"records"`
	Rows    int64 `json:"rows"`
	// Bytes is the size of the pages.
	Bytes int64 `json:"bytes"`
	// Outcomes counts the records by what became of them.
	Outcomes map[step.Outcome]int64 `json:"outcomes"`
	// Found counts paragraphs, captions and clips, Removed the lines that were
	// removed by their label.
	Found   map[string]int64 `json:"found"`
	Removed map[string]int64 `json:"removed"`
	// Errors are the first errors.
	Errors []string `json:"errors,omitempty"`
}

// mostErrors is how many errors a summary lists.
const mostErrors = 10

func newSummary() Summary {
	return Summary{Outcomes: map[step.Outcome]int64{}, Found: map[string]int64{}, Removed: map[string]int64{}}
}

func (s *Summary) add(row *step.Row, outcome step.Outcome) {
	s.Records++
	s.Outcomes[outcome]++
	if !outcome.IsRow() {
		return
	}
	s.Rows++
	s.Bytes += row.Bytes
	for name, n := range map[string]int32{"paragraphs": row.Counts.Paragraphs, "captions": row.Counts.Captions, "clips": row.Counts.Clips} {
		if n > 0 {
			s.Found[name] += int64(n)
		}
	}
	for _, c := range row.Counts.ByLabel {
		s.Removed[c.Label] += int64(c.Lines)
	}
	if outcome.IsError() && len(s.Errors) < mostErrors {
		s.Errors = append(s.Errors, errorLine(row))
	}
}

// longestError is the length in bytes at which an error is cut in a summary.
const longestError = 300

// errorLine returns a row's error in one line that says where it happened.
func errorLine(row *step.Row) string {
	text := strings.Join(strings.Fields(row.Error), " ")
	if !strings.HasPrefix(text, row.Path) {
		text = fmt.Sprintf("%s: at %d: %s", row.Path, row.Offset, text)
	}
	if len(text) > longestError {
		text = strings.ToValidUTF8(text[:longestError], "") + "…"
	}
	return text
}

// slow is a document that took long.
type slow struct {
	path   string
	offset int64
	bytes  int64
	took   time.Duration
}

// slowest keeps the documents that took longest.
type slowest struct{ docs []slow }

const mostSlow = 5

func (s *slowest) add(row *step.Row, took time.Duration) {
	if len(s.docs) == mostSlow && took <= s.docs[mostSlow-1].took {
		return
	}
	s.docs = append(s.docs, slow{row.Path, row.Offset, row.Bytes, took})
	slices.SortStableFunc(s.docs, func(a, b slow) int { return cmp.Compare(b.took, a.took) })
	s.docs = s.docs[:min(len(s.docs), mostSlow)]
}

// Write writes the summary for people.
func (s *Summary) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d records, %d rows, %.1f MB of pages\n", s.Records, s.Rows, float64(s.Bytes)/1e6)
	counts(&b, "outcomes", s.Outcomes)
	counts(&b, "found", s.Found)
	counts(&b, "removed", s.Removed)
	if len(s.Errors) > 0 {
		fmt.Fprintf(&b, "first errors (all are in the column \"error\")\n")
		for _, line := range s.Errors {
			fmt.Fprintf(&b, "  %s\n", line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// counts writes a line a count, the largest first.
func counts[K ~string](b *strings.Builder, heading string, m map[K]int64) {
	if len(m) == 0 {
		return
	}
	names := slices.SortedFunc(maps.Keys(m), func(a, b K) int {
		return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b))
	})
	fmt.Fprintf(b, "%s\n", heading)
	for _, name := range names {
		fmt.Fprintf(b, "  %-28s %12d\n", name, m[name])
	}
}

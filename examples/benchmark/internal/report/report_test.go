package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/report"
)

func article(f1 float64, pages map[string]float64) measure.Score {
	return measure.Score{Measure: "article", Pages: pages, Values: []measure.Value{
		{Key: "f1", Value: f1, Interval: 0.011}, {Key: "precision", Value: 0.9}, {Key: "recall", Value: 0.8}, {Key: "accuracy", Value: 0.1},
	}}
}

func result() measure.Result {
	points := []measure.Point{{Bytes: 32 << 10, Millis: 1.5}, {Bytes: 64 << 10, Millis: 3}}
	run := func(procs int) measure.SpeedRun {
		return measure.SpeedRun{Procs: procs, Tools: []measure.ToolSpeed{
			{Tool: "parse-only", PageMillis: 2, Multiple: 1, MegabytesPerSecond: 100, Points: points},
			{Tool: "peer", PageMillis: 10, Multiple: 5.25, MegabytesPerSecond: 20, Points: points},
		}}
	}
	return measure.Result{
		Schema:  measure.Schema,
		Taken:   time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC),
		Machine: measure.Machine{GoVersion: "go1.26.0", OS: "linux", Arch: "amd64", CPU: "Example CPU", Cores: 2},
		Seconds: 12,
		Tools:   []measure.ToolInfo{{Name: "copydesk"}, {Name: "peer", Module: "example.com/peer", Version: "v1.2.3"}, {Name: "parse-only"}},
		Sets: []measure.SetResult{{
			Name: "news", Kind: "html", Pages: 2,
			Tools: []measure.ToolScore{
				{Tool: "copydesk", Scores: []measure.Score{article(0.97, map[string]float64{"good": 1, "bad": 0.9})}},
				{Tool: "peer", Scores: []measure.Score{article(0.9312, map[string]float64{"good": 1, "bad": 0.25})},
					Failures: []measure.Failure{{Page: "bad", Kind: "panic", Message: "<script>alert(1)</script>\nrest"}}},
				{Tool: "other", Scores: []measure.Score{article(0.8, map[string]float64{"good": 0.9, "bad": 0.7})}},
			},
			Differences: []measure.Difference{{Measure: "article", A: "copydesk", B: "peer", Value: 0.0388, Interval: 0.02}},
		}},
		Speed: []measure.Speed{{Kind: "html", Reference: "parse-only", Pages: 2, Bytes: 96 << 10, Rounds: 3,
			Runs: []measure.SpeedRun{run(1), run(2)}}},
		Memory: []measure.Memory{{Kind: "html", Tool: "peer", Allocations: 1234, AllocatedBytes: 5e6, PeakBytes: 2e6, MaxPeakBytes: 3e6}},
		Growth: []measure.Growth{{Kind: "html", Shape: "long article", Tool: "peer", Points: points, Exponent: 1}},
		Scaling: []measure.Scaling{{Kind: "html", Tool: "peer", Points: []measure.ScalingPoint{
			{Cores: 1, PagesPerSecond: 10, SpeedUp: 1}, {Cores: 2, PagesPerSecond: 18, SpeedUp: 1.8}}}},
	}
}

// row returns the cells of the row of the titled table that begins with the
// given cells.
func row(t *testing.T, tables []report.Table, title string, start ...string) []string {
	t.Helper()
	for _, table := range tables {
		if table.Title != title {
			continue
		}
		for _, r := range table.Rows {
			require.Len(t, r, len(table.Header), "table %s", title)
			if strings.Join(r[:len(start)], "|") == strings.Join(start, "|") {
				return r
			}
		}
	}
	require.Fail(t, "no such row", "%s: %v", title, start)
	return nil
}

func TestTables(t *testing.T) {
	tables := report.Tables(result(), 3)
	assert.Equal(t, []string{"copydesk", "0.970", ""}, row(t, tables, "Overview: HTML pages", "copydesk"))
	assert.Equal(t, []string{"peer", "0.931", "5.25 ×"}, row(t, tables, "Overview: HTML pages", "peer"))
	assert.Equal(t, []string{"news", "peer", "0.931", "0.900", "0.800", "0.100", "0.011", "2"},
		row(t, tables, "Article: 4-gram shingles", "news", "peer"))
	assert.Equal(t, []string{"news", "article", "copydesk − peer", "+0.039", "0.020", "*"}, row(t, tables, "Paired differences", "news"))
	assert.Equal(t, []string{"news", "copydesk", "article", "bad", "0.900"}, row(t, tables, "Worst pages", "news"))
	assert.Equal(t, []string{"news", "peer", "panic", "<script>alert(1)</script> rest", "bad", "1"}, row(t, tables, "Failures", "news"))
	assert.Equal(t, []string{"peer", "10", "5.25", "20.0", "10", "5.25", "20.0"}, row(t, tables, "Time: HTML pages", "peer"))
	assert.Equal(t, []string{"html", "peer", "1234", "5.00", "2.00", "3.00"}, row(t, tables, "Memory for a page", "html"))
	assert.Equal(t, []string{"long article", "peer", "1.00", "1.5", "3"}, row(t, tables, "Growth with the size of a page", "long article"))
	assert.Equal(t, []string{"html", "peer", "10", "1.00", "18", "1.80"}, row(t, tables, "Throughput over cores", "html"))
	assert.Equal(t, "2 March 2026, go1.26.0 on linux/amd64, Example CPU, 2 cores, run time 12 s", report.Heading(result()))
	assert.Equal(t, "example.com/peer v1.2.3", report.Versions(result()))
}

func TestTextIsAligned(t *testing.T) {
	text := report.Text(report.Tables(result(), 3)[:1])
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	var bars []int
	for _, line := range lines {
		if i := strings.IndexRune(line, '│'); i >= 0 {
			bars = append(bars, len([]rune(line[:i])))
		}
	}
	require.Len(t, bars, 4)
	for _, b := range bars {
		assert.Equal(t, bars[0], b)
	}
}

func TestMarkdown(t *testing.T) {
	md := report.Markdown(report.Tables(result(), 3))
	assert.Contains(t, md, "### Overview: HTML pages\n")
	assert.Contains(t, md, "| peer | 0.931 | 5.25 × |\n")
	assert.NotContains(t, md, "Worst pages", "detail is left out")
}

func TestHTMLStandsAlone(t *testing.T) {
	r := result()
	page, err := report.HTML(r, report.Tables(r, 3))
	require.NoError(t, err)
	s := string(page)
	// Quality against speed, time over size, growth and throughput.
	assert.Equal(t, 4, strings.Count(s, "<svg"))
	assert.Contains(t, s, "&lt;script&gt;alert(1)")
	assert.NotContains(t, s, "<script")
	assert.NotContains(t, s, "<?xml")
	for _, reference := range []string{"src=", "<link", "url(", "@import"} {
		assert.NotContains(t, s, reference)
	}
	assert.Contains(t, s, "Growth: long article")
}

func TestChangeTables(t *testing.T) {
	changes := []measure.Change{
		{Set: "news", Measure: "article", Tool: "copydesk", Before: 0.9, After: 0.92, Pages: 4,
			Better: []measure.PageChange{{Page: "a", Before: 0.1, After: 0.9}, {Page: "b", Before: 0.1, After: 0.2}},
			Worse:  []measure.PageChange{{Page: "c", Before: 0.5, After: 0.4}}},
		{Set: "news", Measure: "words", Tool: "copydesk", Before: 0.9, After: 0.9, Pages: 4},
	}
	tables := report.ChangeTables(changes, 1)
	require.Len(t, tables, 2)
	assert.Equal(t, [][]string{{"news", "article", "copydesk", "0.9000", "0.9200", "+0.0200", "2", "1", "4"}}, tables[0].Rows)
	assert.Equal(t, [][]string{
		{"news", "article", "copydesk", "c", "0.500", "0.400", "-0.100"},
		{"news", "article", "copydesk", "a", "0.100", "0.900", "+0.800"},
	}, tables[1].Rows)
	assert.Equal(t, "No page changed in 1 scores.", report.ChangeTables(changes[1:], 1)[0].Note)
}

package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// Heading says in one line when, where and with what a run was made.
func Heading(r measure.Result) string {
	cpu := r.Machine.CPU
	if cpu == "" {
		cpu = r.Machine.Arch
	}
	s := fmt.Sprintf("%s, %s on %s/%s, %s, %d cores", r.Taken.Format("2 January 2006"),
		r.Machine.GoVersion, r.Machine.OS, r.Machine.Arch, cpu, r.Machine.Cores)
	if r.Seconds > 0 {
		s += fmt.Sprintf(", run time %.0f s", r.Seconds)
	}
	return s
}

// Versions lists the tools' modules with their versions.
func Versions(r measure.Result) string {
	var out []string
	for _, t := range r.Tools {
		if entry := t.Module + " " + t.Version; t.Version != "" && !slices.Contains(out, entry) {
			out = append(out, entry)
		}
	}
	return strings.Join(out, ", ")
}

// Tables returns the tables of a run: worst is the number of worst pages to
// list.
func Tables(r measure.Result, worst int) []Table {
	var tables []Table
	for _, kind := range []dataset.Kind{dataset.HTML, dataset.Text} {
		tables = append(tables, overview(r, kind)...)
	}
	for _, m := range measure.Measures() {
		tables = append(tables, scores(r, m)...)
	}
	tables = append(tables, lift(r)...)
	tables = append(tables, differences(r)...)
	tables = append(tables, worstPages(r, worst)...)
	tables = append(tables, failures(r)...)
	tables = append(tables, speed(r)...)
	tables = append(tables, memory(r)...)
	tables = append(tables, growth(r)...)
	return append(tables, scaling(r)...)
}

// overview has a row for every tool, and the main score of every set and
// measure that is about more than metadata, with the time at the end.
func overview(r measure.Result, kind dataset.Kind) []Table {
	type column struct{ set, measure string }
	var columns []column
	var tools []string
	for _, m := range []string{"article", "words", "segments", "captions", "clips"} {
		for _, set := range r.Sets {
			// On text, the word F1 says nothing that the shingles do not.
			if set.Kind != string(kind) || kind == dataset.Text && m == "words" {
				continue
			}
			c := column{set.Name, m}
			for _, t := range set.Tools {
				if _, ok := t.Score(m); ok && !slices.Contains(columns, c) {
					columns = append(columns, c)
				}
				if !slices.Contains(tools, t.Tool) && !behind(t.Tool) {
					tools = append(tools, t.Tool)
				}
			}
		}
	}
	if len(tools) == 0 || len(columns) == 0 {
		return nil
	}
	times, reference := multiples(r, kind)
	t := Table{Title: "Overview: " + kindTitle(kind), Header: []string{"tool"}, Words: 1,
		Note: "F1 of each measure."}
	for _, c := range columns {
		t.Header = append(t.Header, c.measure+" "+c.set)
	}
	if reference != "" {
		t.Header = append(t.Header, "time")
		t.Note = "F1 of each measure; the time is a multiple of " + reference + " on one core."
	}
	for _, name := range tools {
		cells := []string{name}
		for _, c := range columns {
			cells = append(cells, mainCell(r, c.set, c.measure, name))
		}
		if reference != "" {
			cells = append(cells, times[name])
		}
		t.Rows = append(t.Rows, cells)
	}
	return []Table{t}
}

func kindTitle(kind dataset.Kind) string {
	if kind == dataset.Text {
		return "pages that are text already"
	}
	return "HTML pages"
}

// multiples returns the tools' times for a kind, on one core, as cells, and
// the tool that they are multiples of.
func multiples(r measure.Result, kind dataset.Kind) (map[string]string, string) {
	for _, s := range r.Speed {
		if s.Kind != string(kind) || len(s.Runs) == 0 {
			continue
		}
		cells := map[string]string{}
		for _, t := range s.Runs[0].Tools {
			cells[t.Tool] = fmt.Sprintf("%.2f ×", t.Multiple)
		}
		return cells, s.Reference
	}
	return nil, ""
}

func mainCell(r measure.Result, set, measureName, toolName string) string {
	for _, s := range r.Sets {
		if s.Name != set {
			continue
		}
		for _, t := range s.Tools {
			if t.Tool != toolName {
				continue
			}
			if score, ok := t.Score(measureName); ok {
				return fmt.Sprintf("%.3f", score.Main().Value)
			}
		}
	}
	return ""
}

// scores has the columns of one measure for every tool on every set; those of
// copydesk behind a tool are in the table of lifts.
func scores(r measure.Result, m measure.Measure) []Table {
	t := Table{Title: m.Title, Header: []string{"set", "tool"}, Words: 2}
	for _, c := range m.Columns {
		t.Header = append(t.Header, c.Title)
	}
	t.Header = append(t.Header, "± "+m.Columns[0].Title, "pages")
	for _, set := range r.Sets {
		for _, tl := range set.Tools {
			if behind(tl.Tool) {
				continue
			}
			score, ok := tl.Score(m.Name)
			if !ok {
				continue
			}
			cells := []string{set.Name, tl.Tool}
			for i, v := range score.Values {
				if m.Columns[i].Count {
					cells = append(cells, fmt.Sprintf("%.0f", v.Value))
				} else {
					cells = append(cells, fmt.Sprintf("%.3f", v.Value))
				}
			}
			cells = append(cells, fmt.Sprintf("%.3f", score.Main().Interval), fmt.Sprint(len(score.Pages)))
			t.Rows = append(t.Rows, cells)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// subject is the tool of a set that the others are compared with: copydesk, or
// the first that has scores.
func subject(set measure.SetResult) string {
	for _, t := range set.Tools {
		if t.Tool == tool.Copydesk && len(t.Scores) > 0 {
			return t.Tool
		}
	}
	for _, t := range set.Tools {
		if len(t.Scores) > 0 {
			return t.Tool
		}
	}
	return ""
}

// behindTool is how the name of a row ends that is copydesk behind a tool.
const behindTool = " + " + tool.Copydesk

func behind(name string) bool { return strings.HasSuffix(name, behindTool) }

// lift shows what copydesk does to the other tools' texts.
func lift(r measure.Result) []Table {
	t := Table{
		Title:  "Lift: copydesk behind other extractors",
		Note:   "What cleaning a tool's text with copydesk changes; ± is the 95 % interval of the paired bootstrap.",
		Header: []string{"set", "measure", "tool", "alone", "cleaned", "lift", "±"}, Words: 3,
	}
	for _, set := range r.Sets {
		for _, d := range set.Differences {
			if d.B != d.A+behindTool {
				continue
			}
			t.Rows = append(t.Rows, []string{set.Name, d.Measure, d.A, mainCell(r, set.Name, d.Measure, d.A),
				mainCell(r, set.Name, d.Measure, d.B), fmt.Sprintf("%+.4f", -d.Value), fmt.Sprintf("%.4f", d.Interval)})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

func differences(r measure.Result) []Table {
	t := Table{
		Title:  "Paired differences",
		Note:   "Over the same pages; ± is the 95 % interval of the bootstrap, and * marks a difference larger than it.",
		Header: []string{"set", "measure", "tools", "difference", "±", ""}, Words: 3, Detail: true,
	}
	for _, set := range r.Sets {
		for _, d := range set.Differences {
			if d.A != subject(set) && d.B != subject(set) || behind(d.A) || behind(d.B) {
				continue
			}
			mark := ""
			if d.Clear() {
				mark = "*"
			}
			t.Rows = append(t.Rows, []string{set.Name, d.Measure, d.A + " − " + d.B,
				fmt.Sprintf("%+.3f", d.Value), fmt.Sprintf("%.3f", d.Interval), mark})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

func worstPages(r measure.Result, n int) []Table {
	t := Table{Title: "Worst pages", Header: []string{"set", "tool", "measure", "page", "score"}, Words: 4, Detail: true}
	for _, set := range r.Sets {
		for _, tl := range set.Tools {
			if tl.Tool != subject(set) {
				continue
			}
			for _, score := range tl.Scores {
				if !ranked(score.Measure) {
					continue
				}
				for _, page := range score.WorstPages(n) {
					if score.Pages[page] == 1 {
						continue
					}
					t.Rows = append(t.Rows, []string{set.Name, tl.Tool, score.Measure, page,
						fmt.Sprintf("%.3f", score.Pages[page])})
				}
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// ranked reports whether the worst pages of a measure are listed: those of word
// F1 are those of the shingles, and metadata is right or wrong.
func ranked(measureName string) bool {
	return slices.Contains([]string{"article", "segments", "captions", "clips"}, measureName)
}

// failures has a row for every way in which a tool failed on a set.
func failures(r measure.Result) []Table {
	t := Table{
		Title:  "Failures",
		Note:   "Pages on which a tool gave nothing back. Each counts as an empty result.",
		Header: []string{"set", "tool", "kind", "message", "first page", "pages"}, Words: 5,
	}
	for _, set := range r.Sets {
		for _, tl := range set.Tools {
			type way struct{ kind, message string }
			var ways []way
			pages := map[way][]string{}
			for _, f := range tl.Failures {
				w := way{f.Kind, oneLine(f.Message)}
				if pages[w] == nil {
					ways = append(ways, w)
				}
				pages[w] = append(pages[w], f.Page)
			}
			for _, w := range ways {
				t.Rows = append(t.Rows, []string{set.Name, tl.Tool, w.kind, w.message, pages[w][0], fmt.Sprint(len(pages[w]))})
			}
		}
	}
	for _, s := range r.Speed {
		for _, d := range s.Dropped {
			t.Rows = append(t.Rows, []string{"speed sample", d.Tool, "not timed", oneLine(d.Reason), d.Page, "1"})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// messageLength is the most characters of a failure's message in a table.
const messageLength = 80

func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > messageLength {
		return string(runes[:messageLength-1]) + "…"
	}
	return s
}

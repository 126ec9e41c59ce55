package measure

import "time"

// Schema names the form of a Result's JSON.
const Schema = "copydesk-benchmark/1"

// Result is everything that one run found. Its JSON is what -json writes and
// -baseline reads.
type Result struct {
	Schema  string    `json:"schema"`
	Taken   time.Time `json:"taken"`
	Machine Machine   `json:"machine"`
	// Seconds is how long the run took.
	Seconds float64     `json:"seconds"`
	Tools   []ToolInfo  `json:"tools"`
	Sets    []SetResult `json:"sets,omitempty"`
	Speed   []Speed     `json:"speed,omitempty"`
	Memory  []Memory    `json:"memory,omitempty"`
	Growth  []Growth    `json:"growth,omitempty"`
	Scaling []Scaling   `json:"scaling,omitempty"`
}

// Machine is where a run was made.
type Machine struct {
	GoVersion string `json:"go"`
	OS        string `json:"os"`
	Arch      string `json:"arch"`
	// CPU is the processor's own name for itself, where the system tells.
	CPU   string `json:"cpu,omitempty"`
	Cores int    `json:"cores"`
}

// ToolInfo names a tool and the version of the module that it comes from.
type ToolInfo struct {
	Name    string `json:"name"`
	Module  string `json:"module,omitempty"`
	Version string `json:"version,omitempty"`
}

// SetResult is the quality of every tool on one set.
type SetResult struct {
	Name  string      `json:"name"`
	Kind  string      `json:"kind"`
	Pages int         `json:"pages"`
	Tools []ToolScore `json:"tools"`
	// Differences are paired differences of the main scores of two tools.
	Differences []Difference `json:"differences,omitempty"`
}

// ToolScore is the quality of one tool on one set.
type ToolScore struct {
	Tool     string    `json:"tool"`
	Failures []Failure `json:"failures,omitempty"`
	Scores   []Score   `json:"scores,omitempty"`
}

// Failure is a page on which a tool gave nothing back.
type Failure struct {
	Page string `json:"page"`
	// Kind is "error", "panic" or "hang".
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// Score is a tool's score of one measure on one set.
type Score struct {
	Measure string  `json:"measure"`
	Values  []Value `json:"values"`
	// Pages has the score of every page that was scored, by the page's name.
	Pages map[string]float64 `json:"pages"`
}

// Value is one column of a measure.
type Value struct {
	Key   string  `json:"key"`
	Value float64 `json:"value"`
	// Interval is half the width of the value's 95 % interval over the pages.
	Interval float64 `json:"interval"`
}

// Main returns the value that the measure is ranked by.
func (s Score) Main() Value { return s.Values[0] }

// Score returns the tool's score of the named measure.
func (t ToolScore) Score(measure string) (Score, bool) {
	for _, s := range t.Scores {
		if s.Measure == measure {
			return s, true
		}
	}
	return Score{}, false
}

// Difference is A's main score less B's, over the same pages.
type Difference struct {
	Measure  string  `json:"measure"`
	A        string  `json:"a"`
	B        string  `json:"b"`
	Value    float64 `json:"value"`
	Interval float64 `json:"interval"`
}

// Clear reports whether the difference is larger than chance explains.
func (d Difference) Clear() bool {
	return d.Value > d.Interval || d.Value < -d.Interval
}

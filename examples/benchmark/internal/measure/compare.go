package measure

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
)

// pageChange is the change of a page's score from which it counts as better or
// worse; it hides what a reordering of equal matches does.
const pageChange = 0.001

// Change is what became of one tool's score of one measure on one set since an
// earlier run. Both scores are over the pages that both runs have.
type Change struct {
	Set     string  `json:"set"`
	Measure string  `json:"measure"`
	Tool    string  `json:"tool"`
	Before  float64 `json:"before"`
	After   float64 `json:"after"`
	// Pages is the number of pages that both runs have.
	Pages int `json:"pages"`
	// Better and Worse are the pages that changed, the largest change first.
	Better []PageChange `json:"better,omitempty"`
	Worse  []PageChange `json:"worse,omitempty"`
}

// PageChange is the change of one page.
type PageChange struct {
	Page   string  `json:"page"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
}

// ReadResult reads a run that was stored with -json.
func ReadResult(path string) (Result, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Result{}, fmt.Errorf("baseline: %w", err)
	}
	var r Result
	if err := json.Unmarshal(data, &r); err != nil {
		return Result{}, fmt.Errorf("baseline %s: %w", path, err)
	}
	if r.Schema != Schema {
		return Result{}, fmt.Errorf("baseline %s: schema %q, want %q", path, r.Schema, Schema)
	}
	return r, nil
}

// Compare returns the changes from one run to a later one, of everything that
// both scored. Where the runs have the same pages, Before and After are the
// measure's main scores; where they do not, the means of the common pages'
// scores.
func Compare(before, after Result) []Change {
	var changes []Change
	for _, set := range after.Sets {
		i := slices.IndexFunc(before.Sets, func(s SetResult) bool { return s.Name == set.Name })
		if i < 0 {
			continue
		}
		for _, t := range set.Tools {
			j := slices.IndexFunc(before.Sets[i].Tools, func(o ToolScore) bool { return o.Tool == t.Tool })
			if j < 0 {
				continue
			}
			for _, score := range t.Scores {
				old, ok := before.Sets[i].Tools[j].Score(score.Measure)
				if !ok {
					continue
				}
				c := compareScores(old, score)
				if c.Pages == 0 {
					continue
				}
				c.Set, c.Measure, c.Tool = set.Name, score.Measure, t.Tool
				changes = append(changes, c)
			}
		}
	}
	return changes
}

func compareScores(old, now Score) Change {
	var c Change
	for id, after := range now.Pages {
		before, ok := old.Pages[id]
		if !ok {
			continue
		}
		c.Pages++
		c.Before += before
		c.After += after
		change := PageChange{Page: id, Before: before, After: after}
		switch {
		case after-before > pageChange:
			c.Better = append(c.Better, change)
		case before-after > pageChange:
			c.Worse = append(c.Worse, change)
		}
	}
	if c.Pages > 0 {
		c.Before /= float64(c.Pages)
		c.After /= float64(c.Pages)
	}
	if c.Pages == len(now.Pages) && c.Pages == len(old.Pages) {
		c.Before, c.After = old.Main().Value, now.Main().Value
	}
	byChange := func(a, b PageChange) int {
		return cmp.Or(cmp.Compare(math.Abs(b.After-b.Before), math.Abs(a.After-a.Before)), cmp.Compare(a.Page, b.Page))
	}
	slices.SortFunc(c.Better, byChange)
	slices.SortFunc(c.Worse, byChange)
	return c
}

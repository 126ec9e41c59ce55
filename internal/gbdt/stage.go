package gbdt

import (
	"cmp"
	"math"
	"slices"
)

// Stage is a point in the order of the trees. A row whose score is below Floor or
// above Ceiling there has that score.
type Stage struct {
	Trees          int32
	Floor, Ceiling float32
}

// decides reports whether the stage ends the way of a row with the score.
func (s *Stage) decides(score float32) bool { return score < s.Floor || score > s.Ceiling }

// StageParams say where stages decide.
type StageParams struct {
	// Trees are the numbers of trees after which there is a stage.
	Trees []int
	// Lost is the share of the rows whose answer is yes that a stage may give up,
	// and Margin how much lower its floor is than that.
	Lost   float64
	Margin float32
	// Wrong is the share of the rows above a ceiling of which the whole model says
	// no; 0 for no ceilings.
	Wrong float64
}

// SetStages lets the model decide early on rows of which hardly any turns out
// otherwise, by the rows that it was grown from.
func (m *Model) SetStages(d *Data, rows []int32, p StageParams) {
	m.Stages, m.sets = nil, nil
	outcomes := make([]outcome, len(rows))
	for i, row := range rows {
		outcomes[i].no = m.Score(d.row(row)) <= 0
	}
	for _, trees := range p.Trees {
		part := m.First(trees)
		var right []float32 // scores of the rows whose answer is yes
		for i, row := range rows {
			outcomes[i].score = part.Score(d.row(row))
			if d.Labels[row] == 1 {
				right = append(right, outcomes[i].score)
			}
		}
		slices.Sort(right)
		m.Stages = append(m.Stages, Stage{
			Trees:   int32(trees),
			Floor:   right[int(p.Lost*float64(len(right)))] - p.Margin,
			Ceiling: ceiling(slices.Clone(outcomes), p.Wrong),
		})
	}
	m.layOut()
}

// outcome is the score of a row at a stage, and whether the whole model says no.
type outcome struct {
	score float32
	no    bool
}

// ceiling returns the least score such that above it, and above all higher ones,
// at most a share of the rows is wrong.
func ceiling(all []outcome, wrong float64) float32 {
	if wrong <= 0 {
		return math.MaxFloat32
	}
	slices.SortFunc(all, func(a, b outcome) int { return cmp.Compare(b.score, a.score) })
	no := 0
	for i, o := range all {
		if o.no {
			no++
		}
		if float64(no) > wrong*float64(max(i, minAbove)) {
			return o.score
		}
	}
	return math.MaxFloat32
}

// minAbove is the least number of rows that shares are counted of.
const minAbove = 1000

func (d *Data) row(i int32) []float32 { return d.Rows[int(i)*d.Features : (int(i)+1)*d.Features] }

// Whole returns the model without its stages. It shares its memory.
func (m *Model) Whole() *Model {
	whole := &Model{Bias: m.Bias, Features: m.Features, nodes: m.nodes, roots: m.roots}
	whole.layOut()
	return whole
}

package gbdt

import (
	"cmp"
	"slices"
)

// treeSets are trees of a model laid out for a Batch.
type treeSets struct {
	// thresholds are the keys of those of all nodes, each once, in order, feature by
	// feature: from starts[f] up to starts[f+1] those of feature f. A question is
	// the index of one.
	thresholds []int32
	starts     []int32
	first      int // the index of the first of the trees
	trees      []treeSet
	stages     []Stage // that end in these trees
}

// treeSet is a tree: its inner nodes, parents before children, and its leaves.
type treeSet struct {
	forks []fork
	// values are those of the leaves by their numbers, which begin at 1: rows that
	// are not asked about come to number 0, whose value is 0.
	values [maxLeaves]float32
	// nodes are, for each binary digit of the numbers, the leaves that have it, up
	// to the digit's end.
	nodes []uint8
	ends  [leafDigits]uint8
}

const (
	leafDigits = 5
	// maxLeaves is one more than the most leaves of a tree whose rows are scored
	// together.
	maxLeaves = 1 << leafDigits
)

// fork is an inner node. Rows above the threshold go on to the node after next,
// others to next.
type fork struct {
	question   uint16
	node, next uint8
}

// maxThresholds is the most thresholds of a feature of a model whose rows are scored
// together.
const maxThresholds = 255

// layOut lays the model out for a Batch, where it is small enough for one: in two
// parts where it has stages, of which the second is asked about the rows that the
// first has not decided.
func (m *Model) layOut() {
	if m.Features > maxFeatures {
		return
	}
	parts := []treeSets{{stages: m.Stages}}
	if middle := len(m.Stages) / 2; middle > 0 {
		parts = []treeSets{{stages: m.Stages[:middle+1]}, {stages: m.Stages[middle+1:], first: int(m.Stages[middle].Trees)}}
	}
	for i := range parts {
		to := len(m.roots)
		if i+1 < len(parts) {
			to = parts[i+1].first
		}
		if !parts[i].layOut(m, to) {
			return
		}
	}
	m.sets = parts
}

// question is what a node asks of a row.
type question struct {
	feature   uint16
	threshold float32
}

func orderQuestions(a, b question) int {
	return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.threshold, b.threshold))
}

// layOut lays out the model's trees up to tree to, and reports whether that can be
// done.
func (s *treeSets) layOut(m *Model, to int) bool {
	var questions []question
	for t := s.first; t < to; t++ {
		for _, n := range m.tree(t) {
			if n.next != 0 {
				questions = append(questions, question{n.feature, n.threshold})
			}
		}
	}
	slices.SortFunc(questions, orderQuestions)
	questions = slices.Compact(questions)
	if len(questions) > 1<<16 {
		return false
	}
	s.starts = make([]int32, m.Features+1)
	for _, q := range questions {
		s.thresholds = append(s.thresholds, thresholdKey(q.threshold))
		s.starts[q.feature+1]++
	}
	for f := range m.Features {
		if s.starts[f+1] > maxThresholds {
			return false
		}
		s.starts[f+1] += s.starts[f]
	}
	for t := s.first; t < to; t++ {
		nodes := m.tree(t)
		if len(nodes) > maxNodes {
			return false
		}
		var tree treeSet
		var leaves []uint8
		for i, n := range nodes {
			if n.next == 0 {
				leaves = append(leaves, uint8(i))
				if len(leaves) == maxLeaves {
					return false
				}
				tree.values[len(leaves)] = n.threshold
				continue
			}
			at, _ := slices.BinarySearchFunc(questions, question{n.feature, n.threshold}, orderQuestions)
			tree.forks = append(tree.forks, fork{uint16(at), uint8(i), uint8(n.next)})
		}
		for d := range tree.ends {
			for i, leaf := range leaves {
				if (i+1)>>d&1 != 0 {
					tree.nodes = append(tree.nodes, leaf)
				}
			}
			tree.ends[d] = uint8(len(tree.nodes))
		}
		s.trees = append(s.trees, tree)
	}
	return true
}

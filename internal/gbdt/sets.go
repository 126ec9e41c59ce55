package gbdt

import (
	"cmp"
	"slices"
)

// treeSets is a model laid out for a Batch.
type treeSets struct {
	// thresholds are those of all nodes, each once, in order, feature by feature:
	// from starts[f] up to starts[f+1] those of feature f. A question is the index
	// of one.
	thresholds []float32
	starts     []int32
	trees      []treeSet
}

// treeSet is a tree: its inner nodes, parents before children, and its leaves.
type treeSet struct {
	forks  []fork
	leaves []end
}

// fork is an inner node. Rows above the threshold go on to the node after next,
// others to next.
type fork struct {
	question   uint16
	node, next uint8
}

type end struct {
	value float32
	node  uint8
}

// maxThresholds is the most thresholds of a feature of a model whose rows are scored
// together.
const maxThresholds = 255

// layOut lays the model out for a Batch, where it is small enough for one.
func (m *Model) layOut() {
	if m.Features > maxFeatures {
		return
	}
	s := &treeSets{starts: make([]int32, m.Features+1)}
	type question struct {
		feature   uint16
		threshold float32
	}
	var questions []question
	for _, n := range m.nodes {
		if n.next != 0 {
			questions = append(questions, question{n.feature, n.threshold})
		}
	}
	order := func(a, b question) int {
		return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.threshold, b.threshold))
	}
	slices.SortFunc(questions, order)
	questions = slices.Compact(questions)
	for _, q := range questions {
		s.thresholds = append(s.thresholds, q.threshold)
		s.starts[q.feature+1]++
	}
	for f := range m.Features {
		if s.starts[f+1] > maxThresholds {
			return
		}
		s.starts[f+1] += s.starts[f]
	}
	if len(questions) > 1<<16 {
		return
	}
	for t, root := range m.roots {
		nodes := m.nodes[root:]
		if t+1 < len(m.roots) {
			nodes = m.nodes[root:m.roots[t+1]]
		}
		if len(nodes) > maxNodes {
			return
		}
		var tree treeSet
		for i, n := range nodes {
			if n.next == 0 {
				tree.leaves = append(tree.leaves, end{n.threshold, uint8(i)})
				continue
			}
			at, _ := slices.BinarySearchFunc(questions, question{n.feature, n.threshold}, order)
			tree.forks = append(tree.forks, fork{uint16(at), uint8(i), uint8(n.next)})
		}
		s.trees = append(s.trees, tree)
	}
	m.sets = s
}

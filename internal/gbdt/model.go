// Package gbdt grows and evaluates small forests of gradient-boosted decision
// trees for yes-or-no questions.
package gbdt

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Model is a forest. The score of a row is the sum of one leaf a tree, in
// log-odds.
type Model struct {
	// Bias is the score before the first tree.
	Bias float32
	// Features is the number of values of a row.
	Features int
	// Stages end where most rows are decided: see Stage.
	Stages []Stage
	// nodes of all trees, one tree after the other; roots are their indexes.
	nodes []node
	roots []int32
	sets  []treeSets // the same for a Batch, none where it is too large for one
}

// node is an inner node, whose rows go to its left where their value is at most
// the threshold and to the node after that where it is more, or, with next 0, a
// leaf whose value is the threshold.
type node struct {
	threshold float32
	feature   uint16
	next      uint16 // index of the left node relative to the tree's root
}

// Trees returns the number of trees.
func (m *Model) Trees() int { return len(m.roots) }

// First returns the model of the first n trees. It shares their memory.
func (m *Model) First(n int) *Model {
	return &Model{Bias: m.Bias, Features: m.Features, nodes: m.nodes, roots: m.roots[:n]}
}

// Score returns the log-odds of a row.
func (m *Model) Score(row []float32) float32 {
	return m.scoreFrom(m.Bias, row, 0, m.Stages)
}

// scoreFrom adds what the trees from one on say of a row to its score before it,
// up to the stage that decides.
func (m *Model) scoreFrom(score float32, row []float32, from int, stages []Stage) float32 {
	for i := range stages {
		s := &stages[i]
		score = m.sum(score, row, from, int(s.Trees))
		if s.decides(score) {
			return score
		}
		from = int(s.Trees)
	}
	return m.sum(score, row, from, len(m.roots))
}

// tree returns the nodes of tree t.
func (m *Model) tree(t int) []node {
	if t+1 < len(m.roots) {
		return m.nodes[m.roots[t]:m.roots[t+1]]
	}
	return m.nodes[m.roots[t]:]
}

func (m *Model) sum(score float32, row []float32, from, to int) float32 {
	for _, root := range m.roots[from:to] {
		score += leafOf(m.nodes[root:], row)
	}
	return score
}

// leafOf returns the value of the leaf that a row comes to.
func leafOf(tree []node, row []float32) float32 {
	n := tree[0]
	for n.next != 0 {
		// A jump here would be mispredicted half of the time.
		at := int(n.next)
		if row[n.feature] > n.threshold {
			at++
		}
		n = tree[at]
	}
	return n.threshold
}

// AppendBinary appends the model in its binary form: little-endian numbers.
func (m *Model) AppendBinary(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint32(b, math.Float32bits(m.Bias))
	b = le.AppendUint16(b, uint16(m.Features))
	b = le.AppendUint16(b, uint16(len(m.Stages)))
	b = le.AppendUint32(b, uint32(len(m.roots)))
	b = le.AppendUint32(b, uint32(len(m.nodes)))
	for _, s := range m.Stages {
		b = le.AppendUint32(b, uint32(s.Trees))
		b = le.AppendUint32(b, math.Float32bits(s.Floor))
		b = le.AppendUint32(b, math.Float32bits(s.Ceiling))
	}
	for _, r := range m.roots {
		b = le.AppendUint32(b, uint32(r))
	}
	for _, n := range m.nodes {
		b = le.AppendUint32(b, math.Float32bits(n.threshold))
		b = le.AppendUint16(b, n.feature)
		b = le.AppendUint16(b, n.next)
	}
	return b
}

// Parse reads the binary form of a model and checks that scoring a row of its
// number of features ends and stays inside the model.
func Parse(b []byte) (*Model, error) {
	le := binary.LittleEndian
	const header, stageSize = 16, 12
	if len(b) < header {
		return nil, fmt.Errorf("gbdt: %d bytes are no model", len(b))
	}
	m := &Model{Bias: math.Float32frombits(le.Uint32(b)), Features: int(le.Uint16(b[4:]))}
	stages, roots, nodes := int(le.Uint16(b[6:])), int(le.Uint32(b[8:])), int(le.Uint32(b[12:]))
	if want := header + stageSize*stages + 4*roots + 8*nodes; len(b) != want {
		return nil, fmt.Errorf("gbdt: a model of %d bytes should have %d", len(b), want)
	}
	b = b[header:]
	for range stages {
		m.Stages = append(m.Stages, Stage{
			int32(le.Uint32(b)), math.Float32frombits(le.Uint32(b[4:])), math.Float32frombits(le.Uint32(b[8:])),
		})
		b = b[stageSize:]
	}
	for range roots {
		m.roots = append(m.roots, int32(le.Uint32(b)))
		b = b[4:]
	}
	for range nodes {
		m.nodes = append(m.nodes, node{math.Float32frombits(le.Uint32(b)), le.Uint16(b[4:]), le.Uint16(b[6:])})
		b = b[8:]
	}
	if err := m.check(); err != nil {
		return m, err
	}
	m.layOut()
	return m, nil
}

func (m *Model) check() error {
	for t, root := range m.roots {
		end := int32(len(m.nodes))
		if t+1 < len(m.roots) {
			end = m.roots[t+1]
		}
		if root < 0 || root >= end || end > int32(len(m.nodes)) {
			return fmt.Errorf("gbdt: tree %d has no nodes", t)
		}
		for i, n := range m.nodes[root:end] {
			if n.next == 0 {
				continue
			}
			// Children follow their parents, so that every way down ends.
			if int(n.next) <= i || int32(n.next)+1 >= end-root || int(n.feature) >= m.Features {
				return fmt.Errorf("gbdt: node %d of tree %d leads nowhere", i, t)
			}
		}
	}
	from := int32(0)
	for _, s := range m.Stages {
		if s.Trees < from || int(s.Trees) > len(m.roots) {
			return fmt.Errorf("gbdt: a stage ends after tree %d of %d", s.Trees, len(m.roots))
		}
		from = s.Trees
	}
	return nil
}

package gbdt

import "math"

// A Batch scores rows a few at a time: one way down a tree waits at every node
// for what the node before says, and several at once use that time. Its scores
// are those of Model.Score, bit for bit. The zero Batch is ready to be used.
type Batch struct {
	model  *Model
	scores []float32
	rows   [batchRows]row
	at     [batchRows]int32 // the places of the rows' scores
	n      int
}

// batchRows is the number of rows that are scored together: as many as the
// fastest memory holds beside a few trees.
const batchRows = 32

// maxFeatures is the most features, and maxNodes the most nodes of a tree, of a
// model whose rows can be scored together: indexes of a byte and of six bits are
// never outside of arrays of that size.
const (
	maxFeatures = 255
	maxNodes    = 64
)

// row holds the features, and as its last value the least of all.
type row [maxFeatures + 1]float32

// Start begins to score rows by a model of at most 256 features. Their scores go
// into scores.
func (b *Batch) Start(m *Model, scores []float32) { b.model, b.scores, b.n = m, scores, 0 }

// Row returns the row that is to be filled next, of the model's number of features.
// It holds what was last put into it: EachRow sets what all rows share.
func (b *Batch) Row() []float32 { return b.rows[b.n][:b.model.Features] }

// EachRow calls fill with all rows that Row gives out.
func (b *Batch) EachRow(fill func(row []float32)) {
	for k := range b.rows {
		fill(b.rows[k][:b.model.Features])
	}
}

// Add says that Row has been filled and that its score belongs into scores[i],
// where it is after the next Flush at the latest.
func (b *Batch) Add(i int) {
	b.at[b.n] = int32(i)
	if b.n++; b.n == batchRows {
		b.Flush()
	}
}

// Flush scores the rows that have been added since the last.
func (b *Batch) Flush() {
	m, n := b.model, b.n
	b.n = 0
	if m.trees == nil {
		for k := range n {
			b.scores[b.at[k]] = m.Score(b.rows[k][:m.Features])
		}
		return
	}
	var scores [batchRows]float32
	var left [batchRows]uint8 // the rows that have not been given up
	for k := range n {
		b.rows[k][maxFeatures] = least
		scores[k], left[k] = m.Bias, uint8(k)
	}
	from, count := 0, n
	for _, s := range m.Stages {
		b.sum(&scores, left[:count], m.trees[from:s.Trees])
		from = int(s.Trees)
		kept := 0
		for _, k := range left[:count] {
			if !(scores[k] < s.Floor) {
				left[kept] = k
				kept++
			}
		}
		count = kept
	}
	b.sum(&scores, left[:count], m.trees[from:])
	for k := range n {
		b.scores[b.at[k]] = scores[k]
	}
}

var least = float32(math.Inf(-1))

// together is the number of rows that go down a tree at once.
const together = 4

// sum adds the leaves of trees to the scores of some rows.
func (b *Batch) sum(scores *[batchRows]float32, rows []uint8, trees []tree) {
	if len(rows) == 0 {
		return
	}
	for t := range trees {
		tree := &trees[t]
		for k := 0; k < len(rows); k += together {
			// The last rows go down once more where there are no four.
			last := len(rows) - 1
			k0, k1 := rows[k]%batchRows, rows[min(k+1, last)]%batchRows
			k2, k3 := rows[min(k+2, last)]%batchRows, rows[min(k+3, last)]%batchRows
			v0, v1, v2, v3 := tree.leaves(&b.rows[k0], &b.rows[k1], &b.rows[k2], &b.rows[k3])
			// All are read before one is written: rows may be the same.
			scores[k0], scores[k1], scores[k2], scores[k3] = scores[k0]+v0, scores[k1]+v1, scores[k2]+v2, scores[k3]+v3
		}
	}
}

// tree is a tree of a model by its nodes; those behind its last are not read. A way
// down goes from a node to its next where its value is at most the threshold and
// to the node after that where it is more. The threshold of a leaf is its value,
// and a way down stays there: its next is the leaf itself, with leafMark, and the
// value that it asks for is the least of all.
type tree struct {
	threshold     [maxNodes]float32
	feature, next [maxNodes]uint8
}

const leafMark = 1 << 7

// step returns where a row's way down goes on from node at.
func (t *tree) step(at uint, row *row) uint {
	at %= maxNodes
	// A jump here would be mispredicted half of the time.
	above := uint(0)
	if row[t.feature[at]] > t.threshold[at] {
		above = 1
	}
	return uint(t.next[at]) + above
}

// leaves returns the leaves that four rows come to. It is a function of its own so
// that the ways down have all registers.
//
//go:noinline
func (t *tree) leaves(r0, r1, r2, r3 *row) (v0, v1, v2, v3 float32) {
	var a0, a1, a2, a3 uint
	for (a0&a1)&(a2&a3)&leafMark == 0 {
		a0, a1, a2, a3 = t.step(a0, r0), t.step(a1, r1), t.step(a2, r2), t.step(a3, r3)
	}
	return t.threshold[a0%maxNodes], t.threshold[a1%maxNodes], t.threshold[a2%maxNodes], t.threshold[a3%maxNodes]
}

// pack lays the trees out for a Batch, where they are small enough for one.
func (m *Model) pack() {
	if m.Features > maxFeatures {
		return
	}
	trees := make([]tree, len(m.roots))
	for t, root := range m.roots {
		nodes := m.nodes[root:]
		if t+1 < len(m.roots) {
			nodes = m.nodes[root:m.roots[t+1]]
		}
		if len(nodes) > maxNodes {
			return
		}
		for i, n := range nodes {
			trees[t].threshold[i], trees[t].feature[i], trees[t].next[i] = n.threshold, uint8(n.feature), uint8(n.next)
			if n.next == 0 {
				trees[t].feature[i], trees[t].next[i] = maxFeatures, uint8(i)|leafMark
			}
		}
	}
	m.trees = trees
}

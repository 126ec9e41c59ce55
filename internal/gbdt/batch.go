package gbdt

import "math/bits"

// A Batch scores rows many at a time. Where the rows of a batch go in a tree it
// tells for all of them at once, a bit a row: what the nodes ask of a feature is
// found out together, and each node parts the set of the rows that come to it.
// Its scores are those of Model.Score, bit for bit. The zero Batch is ready to be
// used.
type Batch struct {
	model  *Model
	scores []float32
	rows   [batchRows * rowSize]float32
	at     [batchRows]int32 // the places of the rows' scores
	n      int
	above  []uint64 // by question of the model: the rows that are above its threshold
}

const (
	// batchRows is the number of rows that are scored together.
	batchRows = 64
	// maxFeatures is the most features of a model whose rows are scored by a Batch.
	maxFeatures = 256
	// rowSize parts the rows in memory so that the values of one feature do not
	// displace each other.
	rowSize = maxFeatures + 16
	// maxNodes is the most nodes of a tree whose rows are scored together.
	maxNodes = 64
	// fewRows are scored faster one by one.
	fewRows = 6
)

// Start begins to score rows by a model of at most 256 features, none of which is
// NaN. Their scores go into scores.
func (b *Batch) Start(m *Model, scores []float32) { b.model, b.scores, b.n = m, scores, 0 }

// Row returns the row that is to be filled next, of the model's number of features.
// It holds what was last put into it: EachRow sets what all rows share.
func (b *Batch) Row() []float32 { return b.row(b.n) }

func (b *Batch) row(k int) []float32 { return b.rows[k*rowSize:][:b.model.Features] }

// EachRow calls fill with all rows that Row gives out.
func (b *Batch) EachRow(fill func(row []float32)) {
	for k := range batchRows {
		fill(b.row(k))
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
	if n < fewRows || m.sets == nil {
		for k := range n {
			b.scores[b.at[k]] = m.Score(b.row(k))
		}
		return
	}
	b.ask(n)
	var scores [batchRows]float32
	for k := range n {
		scores[k] = m.Bias
	}
	left := ^uint64(0) >> (batchRows - n) // the rows that have not been given up
	from := 0
	for _, s := range m.Stages {
		b.sum(&scores, left, from, int(s.Trees))
		from = int(s.Trees)
		for rest := left; rest != 0; rest &= rest - 1 {
			if k := bits.TrailingZeros64(rest); scores[k] < s.Floor {
				left &^= 1 << k
			}
		}
	}
	b.sum(&scores, left, from, len(m.roots))
	for k := range n {
		b.scores[b.at[k]] = scores[k]
	}
}

// sum adds the leaves of trees [from, to) to the scores of some rows.
func (b *Batch) sum(scores *[batchRows]float32, rows uint64, from, to int) {
	m := b.model
	if bits.OnesCount64(rows) < fewRows {
		for ; rows != 0; rows &= rows - 1 {
			k := bits.TrailingZeros64(rows)
			scores[k] = m.sum(scores[k], b.row(k), from, to)
		}
		return
	}
	var reach [maxNodes]uint64 // by node: the rows that come to it
	for t := range m.sets.trees[from:to] {
		tree := &m.sets.trees[from+t]
		reach[0] = rows
		for _, f := range tree.forks {
			come, above := reach[f.node%maxNodes], b.above[f.question]
			reach[f.next%maxNodes] = come &^ above
			reach[(f.next+1)%maxNodes] = come & above
		}
		for _, l := range tree.leaves {
			for come := reach[l.node%maxNodes]; come != 0; come &= come - 1 {
				scores[bits.TrailingZeros64(come)%batchRows] += l.value
			}
		}
	}
}

// ask finds out which of n rows are above the thresholds of the model.
func (b *Batch) ask(n int) {
	sets := b.model.sets
	if len(b.above) < len(sets.thresholds) {
		b.above = make([]uint64, len(sets.thresholds))
	}
	all := ^uint64(0) >> (batchRows - n)
	for f := range b.model.Features {
		from, to := sets.starts[f], sets.starts[f+1]
		if from == to {
			continue
		}
		thresholds, above := sets.thresholds[from:to], b.above[from:to]
		var column [batchRows]float32
		least, most := b.rows[f], b.rows[f]
		for k := range n {
			v := b.rows[k*rowSize+f]
			column[k] = v
			if v < least {
				least = v
			} else if v > most {
				most = v
			}
		}
		// Of most thresholds all rows are on one side.
		low := 0
		for low < len(thresholds) && thresholds[low] < least {
			above[low] = all
			low++
		}
		high := low
		for high < len(thresholds) && thresholds[high] < most {
			high++
		}
		clear(above[high:])
		if low < high {
			part(column[:n], thresholds[low:high], above[low:high])
		}
	}
}

// fewThresholds are asked about one by one.
const fewThresholds = 4

// part finds out which values of a column are above which thresholds.
func part(column, thresholds []float32, above []uint64) {
	n := len(column)
	if len(thresholds) <= fewThresholds {
		for t, threshold := range thresholds {
			set := uint64(0)
			for _, v := range column {
				set = set>>1 | isAbove(v, threshold)<<63
			}
			above[t] = set >> (batchRows - n)
		}
		return
	}
	// A binary search for all rows at once: what they are looked for next does not
	// wait for each other.
	var counts [batchRows]uint8
	for size := len(thresholds); size > 0; {
		half := (size + 1) / 2
		middle := thresholds[half-1:]
		for k, v := range column {
			count := counts[k%batchRows]
			counts[k%batchRows] = count + uint8(half)&-uint8(isAbove(v, middle[count]))
		}
		size -= half
	}
	// The rows by the number of thresholds that they are above.
	var rows [maxThresholds + 1]uint64
	clear(rows[:len(thresholds)+1])
	for k, count := range counts[:n] {
		rows[count] |= 1 << (k % batchRows)
	}
	set := uint64(0)
	for t := len(thresholds) - 1; t >= 0; t-- {
		set |= rows[t+1]
		above[t] = set
	}
}

// isAbove is 1 for a value above a threshold and 0 for others, without a jump that
// would be mispredicted half of the time.
func isAbove(value, threshold float32) uint64 {
	above := uint64(0)
	if value > threshold {
		above = 1
	}
	return above
}

package gbdt

import (
	"math"
	"math/bits"
)

// A Batch scores rows many at a time. Where the rows of a batch go in a tree it
// tells for all of them at once, a bit a row: what the nodes ask of a feature is
// found out together, and each node parts the set of the rows that come to it.
// Its scores are those of Model.Score, bit for bit. The zero Batch is ready to be
// used.
type Batch struct {
	model  *Model
	scores []float32
	rows   [batchRows * rowSize]float32
	at     [batchRows]int32   // the places of the rows' scores
	so     [batchRows]float32 // the scores of the rows that wait
	wait   int                // the first so many rows wait for the second part of the model
	n      int
	above  []uint64                  // by question of the model: the rows that are above its threshold
	ranks  [maxThresholds + 1]uint64 // what part works with
}

const (
	// batchRows is the number of rows that are scored together.
	batchRows = 64
	// maxFeatures is the most features of a model whose rows are scored by a Batch.
	maxFeatures = 248
	// rowSize parts the rows in memory. It is no power of two, so that the values of
	// one feature do not displace each other.
	rowSize = maxFeatures
	// maxNodes is the most nodes of a tree whose rows are scored together.
	maxNodes = 64
	// fewRows are scored faster one by one.
	fewRows = 6
	// fewPlaces are too few for rows to be added to those that wait.
	fewPlaces = 24
)

// Start begins to score rows by a model of at most 248 features, none of which is
// NaN. Their scores go into scores.
func (b *Batch) Start(m *Model, scores []float32) { b.model, b.scores, b.n, b.wait = m, scores, 0, 0 }

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
		b.begin()
		if batchRows-b.n < fewPlaces {
			b.finish()
		}
	}
}

// Flush scores the rows that have been added since the last.
func (b *Batch) Flush() {
	b.begin()
	b.finish()
}

// begin scores the rows that do not wait. Those that the first part of the model
// does not decide then wait for the second.
func (b *Batch) begin() {
	m := b.model
	from, to := b.wait, b.n
	b.n = from
	if to-from < fewRows || m.sets == nil {
		for k := from; k < to; k++ {
			b.scores[b.at[k]] = m.Score(b.row(k))
		}
		return
	}
	var scores [batchRows]float32
	for k := range to - from {
		scores[k] = m.Bias
	}
	left := b.run(&m.sets[0], from, to, &scores)
	for k, score := range scores[:to-from] {
		if len(m.sets) == 1 || left&(1<<k) == 0 {
			b.scores[b.at[from+k]] = score
			continue
		}
		if b.n != from+k {
			copy(b.row(b.n), b.row(from+k))
		}
		b.at[b.n], b.so[b.n] = b.at[from+k], score
		b.n++
	}
	b.wait = b.n
}

// finish scores the rows that wait.
func (b *Batch) finish() {
	m, n := b.model, b.wait
	b.n, b.wait = 0, 0
	if n == 0 {
		return
	}
	rest := &m.sets[1]
	if n < fewRows {
		for k := range n {
			b.scores[b.at[k]] = m.scoreFrom(b.so[k], b.row(k), rest.first, rest.stages)
		}
		return
	}
	scores := b.so
	b.run(rest, 0, n, &scores)
	for k := range n {
		b.scores[b.at[k]] = scores[k]
	}
}

// run adds what trees say of the rows [from, to) to their scores, and returns
// which of them no stage has decided.
func (b *Batch) run(sets *treeSets, from, to int, scores *[batchRows]float32) (left uint64) {
	rows := b.rows[from*rowSize : to*rowSize]
	b.ask(sets, rows)
	left = ^uint64(0) >> (batchRows - (to - from))
	tree := 0
	for i := range sets.stages {
		s := &sets.stages[i]
		end := int(s.Trees) - sets.first
		b.sum(sets, scores, rows, left, tree, end)
		tree = end
		for rest := left; rest != 0; rest &= rest - 1 {
			if k := bits.TrailingZeros64(rest); s.decides(scores[k]) {
				left &^= 1 << k
			}
		}
	}
	b.sum(sets, scores, rows, left, tree, len(sets.trees))
	return left
}

// sum adds the leaves of trees [from, to) to the scores of some rows.
func (b *Batch) sum(sets *treeSets, scores *[batchRows]float32, values []float32, rows uint64, from, to int) {
	if bits.OnesCount64(rows) < fewRows {
		m := b.model
		for ; rows != 0; rows &= rows - 1 {
			k := bits.TrailingZeros64(rows)
			scores[k] = m.sum(scores[k], values[k*rowSize:][:m.Features], sets.first+from, sets.first+to)
		}
		return
	}
	// Which of its leaves a row comes to nobody foresees: with a loop over the rows of
	// each leaf most of the time went into jumps that were mispredicted.
	var reach [maxNodes]uint64 // by node: the rows that come to it
	for t := range sets.trees[from:to] {
		tree := &sets.trees[from+t]
		reach[0] = rows
		for _, f := range tree.forks {
			come, above := reach[f.node%maxNodes], b.above[f.question]
			reach[f.next%maxNodes] = come &^ above
			reach[(f.next+1)%maxNodes] = come & above
		}
		// The bits of the numbers of the leaves that the rows come to.
		var digits [leafDigits]uint64
		at := 0
		for d, end := range tree.ends {
			set := uint64(0)
			for _, node := range tree.nodes[at:end] {
				set |= reach[node%maxNodes]
			}
			digits[d%leafDigits] = set
			at = int(end)
		}
		for k := 0; k < batchRows; k += 8 {
			if rows>>k&0xFF == 0 {
				continue
			}
			ends := transposed(digits[0]>>k&0xFF | digits[1]>>k&0xFF<<8 | digits[2]>>k&0xFF<<16 | digits[3]>>k&0xFF<<24 | digits[4]>>k&0xFF<<32)
			s := scores[k : k+8 : k+8]
			s[0] += tree.values[ends%maxLeaves]
			s[1] += tree.values[ends>>8%maxLeaves]
			s[2] += tree.values[ends>>16%maxLeaves]
			s[3] += tree.values[ends>>24%maxLeaves]
			s[4] += tree.values[ends>>32%maxLeaves]
			s[5] += tree.values[ends>>40%maxLeaves]
			s[6] += tree.values[ends>>48%maxLeaves]
			s[7] += tree.values[ends>>56%maxLeaves]
		}
	}
}

// transposed returns eight bytes of which byte i has bit j where byte j of x has
// bit i (Warren, Hacker's Delight, 7-3).
func transposed(x uint64) uint64 {
	t := (x ^ x>>7) & 0x00AA00AA00AA00AA
	x ^= t ^ t<<7
	t = (x ^ x>>14) & 0x0000CCCC0000CCCC
	x ^= t ^ t<<14
	t = (x ^ x>>28) & 0x00000000F0F0F0F0
	return x ^ t ^ t<<28
}

// ask finds out which rows are above the thresholds of trees.
func (b *Batch) ask(sets *treeSets, rows []float32) {
	if len(b.above) < len(sets.thresholds) {
		b.above = make([]uint64, len(sets.thresholds))
	}
	n := len(rows) / rowSize
	all := ^uint64(0) >> (batchRows - n)
	for f := range b.model.Features {
		from, to := sets.starts[f], sets.starts[f+1]
		if from == to {
			continue
		}
		thresholds, above := sets.thresholds[from:to], b.above[from:to]
		var column [batchRows]int32
		least := keyOf(rows[f])
		most := least
		for k := range n {
			key := keyOf(rows[k*rowSize+f])
			column[k] = key
			least, most = min(least, key), max(most, key)
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
			b.part(column[:n], thresholds[low:high], above[low:high])
		}
	}
}

// fewThresholds are asked about one by one.
const fewThresholds = 4

// part finds out which values of a column are above which thresholds.
func (b *Batch) part(column, thresholds []int32, above []uint64) {
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
	var counts [batchRows]uint32
	for size := len(thresholds); size > 0; {
		half := (size + 1) / 2
		middle := thresholds[half-1:]
		for k, v := range column {
			count := counts[k%batchRows]
			more := count + uint32(half)
			if v > middle[count] {
				count = more
			}
			counts[k%batchRows] = count
		}
		size -= half
	}
	// The rows by the number of thresholds that they are above.
	rows := b.ranks[:len(thresholds)+1]
	clear(rows)
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
func isAbove(value, threshold int32) uint64 {
	above := uint64(0)
	if value > threshold {
		above = 1
	}
	return above
}

// keyOf returns an integer whose order is that of the values, which are compared
// without jumps.
func keyOf(value float32) int32 {
	key := int32(math.Float32bits(value))
	return key ^ key>>31&math.MaxInt32
}

// thresholdKey returns the key of a threshold, above which neither zero is where
// it is one.
func thresholdKey(threshold float32) int32 { return keyOf(threshold + 0) }

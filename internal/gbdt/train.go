package gbdt

import (
	"math"
	"runtime"
	"slices"
	"sync"
)

// Data is what a model is grown from: rows with answers.
type Data struct {
	// Features is the number of values of a row, and Rows has the rows one
	// after the other.
	Features int
	Rows     []float32
	// Labels are the answers, from 0 to 1, and Weights how much each counts.
	Labels, Weights []float32
}

// Params say how a model is grown.
type Params struct {
	Trees    int
	Leaves   int     // of a tree
	Rate     float64 // share of a tree's answer that counts
	MinHess  float64 // least weight of a leaf
	L2       float64
	ColShare float64 // share of features that a tree looks at
	RowShare float64 // share of rows
	Seed     uint64
}

const maxBins = 255

// Binned is Data sorted into bins, column by column. It serves many Grow calls
// over subsets of its rows.
type Binned struct {
	n     int
	cols  [][]uint8
	edges [][]float32 // edge b is the largest value of bin b
}

// Bin sorts the values of each feature into at most 255 bins of about the same
// number of rows.
func Bin(d *Data) *Binned {
	n := len(d.Labels)
	b := &Binned{n: n, cols: make([][]uint8, d.Features), edges: make([][]float32, d.Features)}
	parallel(d.Features, func(f int) {
		values := make([]float32, 0, 20000)
		step := max(1, n/20000)
		for i := 0; i < n; i += step {
			values = append(values, d.Rows[i*d.Features+f])
		}
		slices.Sort(values)
		var edges []float32
		distinct := slices.Compact(slices.Clone(values))
		if len(distinct) <= maxBins {
			for i := 0; i+1 < len(distinct); i++ {
				edges = append(edges, (distinct[i]+distinct[i+1])/2)
			}
		} else {
			for k := 1; k < maxBins; k++ {
				v := values[k*len(values)/maxBins]
				if len(edges) == 0 || v > edges[len(edges)-1] {
					edges = append(edges, v)
				}
			}
		}
		col := make([]uint8, n)
		for i := range col {
			v := d.Rows[i*d.Features+f]
			at, _ := slices.BinarySearch(edges, v)
			col[i] = uint8(at)
		}
		b.cols[f], b.edges[f] = col, edges
	})
	return b
}

func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	wg.Wait()
}

type hist struct{ g, h [maxBins + 1]float64 }

type split struct {
	gain    float64
	feature int
	bin     int
}

type leaf struct {
	rows  []int32
	hists []hist
	g, h  float64
	best  split
	node  int
}

// Grow grows a model from the given rows of the data.
func Grow(b *Binned, d *Data, rows []int32, p Params) *Model {
	g := &grower{b: b, d: d, p: p, rand: p.Seed*2654435761 + 88172645463325252}
	return g.grow(rows)
}

type grower struct {
	b     *Binned
	d     *Data
	p     Params
	rand  uint64
	score []float64
	grad  []float64
	hess  []float64
	cols  []int
	free  [][]hist
}

func (g *grower) random() float64 {
	g.rand ^= g.rand << 13
	g.rand ^= g.rand >> 7
	g.rand ^= g.rand << 17
	return float64(g.rand>>11) / (1 << 53)
}

func (g *grower) grow(rows []int32) *Model {
	n := g.b.n
	g.score, g.grad, g.hess = make([]float64, n), make([]float64, n), make([]float64, n)
	var yes, all float64
	for _, i := range rows {
		yes += float64(g.d.Labels[i] * g.d.Weights[i])
		all += float64(g.d.Weights[i])
	}
	bias := math.Log((yes + 1) / (all - yes + 1))
	for _, i := range rows {
		g.score[i] = bias
	}
	m := &Model{Bias: float32(bias), Features: g.d.Features}
	sample := make([]int32, 0, len(rows))
	for range g.p.Trees {
		for _, i := range rows {
			p := 1 / (1 + math.Exp(-g.score[i]))
			w := float64(g.d.Weights[i])
			g.grad[i] = w * (p - float64(g.d.Labels[i]))
			g.hess[i] = w * max(p*(1-p), 1e-6)
		}
		sample = sample[:0]
		for _, i := range rows {
			if g.p.RowShare >= 1 || g.random() < g.p.RowShare {
				sample = append(sample, i)
			}
		}
		g.cols = g.cols[:0]
		for f := range g.d.Features {
			if len(g.b.edges[f]) > 0 && g.random() < g.p.ColShare {
				g.cols = append(g.cols, f)
			}
		}
		tree := g.tree(slices.Clone(sample))
		m.roots = append(m.roots, int32(len(m.nodes)))
		m.nodes = append(m.nodes, tree...)
		half := len(rows) / 2
		parallel(2, func(k int) {
			part := rows[:half]
			if k == 1 {
				part = rows[half:]
			}
			for _, i := range part {
				g.score[i] += float64(g.leafOf(tree, int(i)))
			}
		})
	}
	return m
}

func (g *grower) leafOf(tree []node, i int) float32 {
	return leafOf(tree, g.d.Rows[i*g.d.Features:(i+1)*g.d.Features])
}

// tree grows one tree, always at the leaf where it gains most. It reorders
// rows.
func (g *grower) tree(rows []int32) []node {
	nodes := make([]node, 1)
	root := &leaf{rows: rows}
	for _, i := range rows {
		root.g += g.grad[i]
		root.h += g.hess[i]
	}
	g.fill(root)
	leaves := []*leaf{root}
	for len(leaves) < g.p.Leaves {
		at := 0
		for k, l := range leaves {
			if l.best.gain > leaves[at].best.gain {
				at = k
			}
		}
		l := leaves[at]
		if l.best.gain <= 1e-9 {
			break
		}
		left, right := g.divide(l)
		left.node, right.node = len(nodes), len(nodes)+1
		nodes[l.node] = node{g.b.edges[l.best.feature][l.best.bin], uint16(l.best.feature), uint16(left.node)}
		nodes = append(nodes, node{}, node{})
		leaves[at] = left
		leaves = append(leaves, right)
	}
	for _, l := range leaves {
		nodes[l.node].threshold = float32(-l.g / (l.h + g.p.L2) * g.p.Rate)
		g.free = append(g.free, l.hists)
	}
	return nodes
}

// divide splits a leaf at its best split.
func (g *grower) divide(l *leaf) (left, right *leaf) {
	col, bin := g.b.cols[l.best.feature], uint8(l.best.bin)
	left, right = &leaf{}, &leaf{}
	var rest []int32
	kept := l.rows[:0]
	for _, i := range l.rows {
		if col[i] <= bin {
			kept = append(kept, i)
			left.g += g.grad[i]
			left.h += g.hess[i]
		} else {
			rest = append(rest, i)
		}
	}
	left.rows, right.rows = kept, rest
	right.g, right.h = l.g-left.g, l.h-left.h
	small, big := left, right
	if len(small.rows) > len(big.rows) {
		small, big = big, small
	}
	g.fill(small)
	big.hists = l.hists
	parallel(len(g.cols), func(k int) {
		from, sub := &big.hists[k], &small.hists[k]
		for b := range len(g.b.edges[g.cols[k]]) + 1 {
			from.g[b] -= sub.g[b]
			from.h[b] -= sub.h[b]
		}
	})
	g.choose(big)
	return left, right
}

// fill sums up the leaf's rows by bin and finds its best split.
func (g *grower) fill(l *leaf) {
	if n := len(g.free); n > 0 && len(g.free[n-1]) >= len(g.cols) {
		l.hists, g.free = g.free[n-1], g.free[:n-1]
	} else {
		l.hists = make([]hist, g.d.Features)
	}
	parallel(len(g.cols), func(k int) {
		h := &l.hists[k]
		*h = hist{}
		col := g.b.cols[g.cols[k]]
		for _, i := range l.rows {
			b := col[i]
			h.g[b] += g.grad[i]
			h.h[b] += g.hess[i]
		}
	})
	g.choose(l)
}

func (g *grower) choose(l *leaf) {
	best := make([]split, len(g.cols))
	parallel(len(g.cols), func(k int) {
		h := &l.hists[k]
		f := g.cols[k]
		base := l.g * l.g / (l.h + g.p.L2)
		var lg, lh float64
		for b := range g.b.edges[f] {
			lg += h.g[b]
			lh += h.h[b]
			rg, rh := l.g-lg, l.h-lh
			if lh < g.p.MinHess || rh < g.p.MinHess {
				continue
			}
			gain := lg*lg/(lh+g.p.L2) + rg*rg/(rh+g.p.L2) - base
			if gain > best[k].gain {
				best[k] = split{gain, f, b}
			}
		}
	})
	l.best = split{}
	for _, s := range best {
		if s.gain > l.best.gain {
			l.best = s
		}
	}
}

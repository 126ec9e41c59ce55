package gbdt

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ringData are points whose answer is whether they are near the origin, which
// no single split tells.
func ringData(n int) *Data {
	r := rand.New(rand.NewPCG(1, 2))
	d := &Data{Features: 3}
	for range n {
		x, y := r.Float32()*2-1, r.Float32()*2-1
		d.Rows = append(d.Rows, x, y, r.Float32())
		label := float32(0)
		if x*x+y*y < 0.4 {
			label = 1
		}
		d.Labels = append(d.Labels, label)
		d.Weights = append(d.Weights, 1)
	}
	return d
}

func grown(t *testing.T) (*Model, *Data) { return grownWith(t, 8) }

// grownWith grows a model whose trees have at most so many leaves.
func grownWith(t *testing.T, leaves int) (*Model, *Data) {
	d := ringData(4000)
	rows := make([]int32, 3000)
	for i := range rows {
		rows[i] = int32(i)
	}
	m := Grow(Bin(d), d, rows, Params{Trees: 40, Leaves: leaves, Rate: 0.2, MinHess: 1, L2: 1, ColShare: 1, RowShare: 1})
	require.Equal(t, 40, m.Trees())
	return m, d
}

func TestGrowLearns(t *testing.T) {
	m, d := grown(t)
	right := 0
	for i := 3000; i < 4000; i++ {
		if (m.Score(d.Rows[3*i:3*i+3]) > 0) == (d.Labels[i] == 1) {
			right++
		}
	}
	assert.Greater(t, right, 960, "of 1000 rows that were not learnt from")
}

func TestBinaryForm(t *testing.T) {
	m, d := grown(t)
	m.Stages = []Stage{{Trees: 10, Floor: -2, Ceiling: 3}}
	again, err := Parse(m.AppendBinary(nil))
	require.NoError(t, err)
	for i := range 100 {
		assert.Equal(t, m.Score(d.Rows[3*i:3*i+3]), again.Score(d.Rows[3*i:3*i+3]))
	}
}

// assertBatch asserts that a Batch scores the first rows of d as the model does.
func assertBatch(t *testing.T, b *Batch, m *Model, d *Data, rows int) {
	t.Helper()
	scores := make([]float32, rows)
	b.Start(m, scores)
	for i := range rows {
		copy(b.Row(), d.row(int32(i)))
		b.Add(i)
	}
	b.Flush()
	for i, score := range scores {
		assert.Equal(t, m.Score(d.row(int32(i))), score, "row %d of %d", i, rows)
	}
}

func TestBatchScoresAsModel(t *testing.T) {
	m, d := grown(t)
	for _, stages := range [][]Stage{nil, {{Trees: 10, Floor: -0.5, Ceiling: 1}, {Trees: 25, Floor: 0.2, Ceiling: 2}}} {
		m.Stages = stages
		m, err := Parse(m.AppendBinary(nil))
		require.NoError(t, err)
		var b Batch
		for _, n := range []int{0, 1, fewRows, batchRows - 1, batchRows, 2*batchRows + 5, 1000} {
			assertBatch(t, &b, m, d, n)
		}
	}
}

func TestBatchTakesTreesOfAnySize(t *testing.T) {
	for _, leaves := range []int{2, 3, maxLeaves - 1, maxLeaves, maxNodes} {
		m, d := grownWith(t, leaves)
		m, err := Parse(m.AppendBinary(nil))
		require.NoError(t, err)
		assert.Equal(t, leaves < maxLeaves, m.sets != nil, "%d leaves", leaves)
		assertBatch(t, new(Batch), m, d, 100)
	}
}

func TestKeysAreOrderedAsValues(t *testing.T) {
	values := []float32{
		-math.MaxFloat32, -2, -1, -math.SmallestNonzeroFloat32, 0, math.SmallestNonzeroFloat32, 0.5, 1, math.MaxFloat32,
	}
	for _, a := range values {
		for _, b := range values {
			assert.Equal(t, a > b, keyOf(a) > keyOf(b), "%g and %g", a, b)
		}
	}
	// No value of either zero is above a threshold of either.
	negative := float32(math.Copysign(0, -1))
	for _, value := range []float32{0, negative} {
		for _, threshold := range []float32{0, negative} {
			assert.LessOrEqual(t, keyOf(value), thresholdKey(threshold), "%g and %g", value, threshold)
		}
	}
}

func TestBatchTakesModelsOfAnySize(t *testing.T) {
	d := &Data{Features: maxFeatures}
	for i := range 400 {
		row := make([]float32, d.Features)
		row[d.Features-1] = float32(i % 7)
		d.Rows = append(d.Rows, row...)
		d.Labels, d.Weights = append(d.Labels, float32(i%7/4)), append(d.Weights, 1)
	}
	rows := make([]int32, 400)
	for i := range rows {
		rows[i] = int32(i)
	}
	m := Grow(Bin(d), d, rows, Params{Trees: 5, Leaves: 4, Rate: 0.2, MinHess: 1, L2: 1, ColShare: 1, RowShare: 1})
	assertBatch(t, new(Batch), m, d, 7)
}

func TestParseRefuses(t *testing.T) {
	m, _ := grown(t)
	good := m.AppendBinary(nil)
	for name, bad := range map[string][]byte{
		"nothing":                  nil,
		"cut off":                  good[:len(good)-1],
		"too many features":        append([]byte{0, 0, 0, 0, 1}, good[5:]...),
		"a way that leads outside": outside(good),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(bad)
			assert.Error(t, err)
		})
	}
}

// outside returns a model whose first node leads outside its tree.
func outside(good []byte) []byte {
	const header, trees = 16, 40
	bad := append([]byte(nil), good...)
	next := header + 4*trees + 6
	// A node that leads outside its tree could lead back to itself.
	bad[next], bad[next+1] = 0xFF, 0xFF
	return bad
}

// TestStages checks that a row is decided where its score is outside the bounds of
// a stage.
func TestStages(t *testing.T) {
	m, d := grown(t)
	row := d.Rows[:3]
	at, whole := m.First(5).Score(row), m.Score(row)
	m.Stages = []Stage{{Trees: 5, Floor: 1000, Ceiling: 2000}}
	assert.Equal(t, at, m.Score(row))
	m.Stages = []Stage{{Trees: 5, Floor: -2000, Ceiling: -1000}}
	assert.Equal(t, at, m.Score(row))
	m.Stages = []Stage{{Trees: 5, Floor: -1000, Ceiling: 1000}}
	assert.InDelta(t, whole, m.Score(row), 1e-4)
	assert.Equal(t, whole, m.Whole().Score(row))
}

// TestSetStages checks that many rows are decided early, and hardly any of them
// otherwise than by the whole model.
func TestSetStages(t *testing.T) {
	m, d := grown(t)
	rows := make([]int32, 3000)
	for i := range rows {
		rows[i] = int32(i)
	}
	whole := m.Whole()
	m.SetStages(d, rows, StageParams{Trees: []int{5, 12}, Lost: 0.01, Wrong: 0.01})
	require.Len(t, m.Stages, 2)
	early, other := 0, 0
	for i := 3000; i < 4000; i++ {
		row := d.Rows[3*i : 3*i+3]
		a, b := whole.Score(row), m.Score(row)
		if a != b {
			early++
		}
		if (a > 0) != (b > 0) {
			other++
		}
	}
	assert.Greater(t, early, 300)
	assert.Less(t, other, 20)
}

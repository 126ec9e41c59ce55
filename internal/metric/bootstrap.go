package metric

import (
	"math"
	"math/rand/v2"
)

// Bootstrap draws pages with replacement, as often as there are pages, and
// hands out each draw; intervals and paired differences are taken over the
// same draws, so that they are reproducible and comparable.
type Bootstrap struct {
	draws [][]int
}

// NewBootstrap returns the given number of draws from n pages. The same
// arguments give the same draws.
func NewBootstrap(n, draws int) Bootstrap {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	b := Bootstrap{draws: make([][]int, draws)}
	for i := range b.draws {
		b.draws[i] = make([]int, n)
		for j := range b.draws[i] {
			b.draws[i][j] = random.IntN(n)
		}
	}
	return b
}

// Scores returns the score of every draw. score gets the pages of one draw as
// indices and must not keep the slice.
func (b Bootstrap) Scores(score func(pages []int) float64) []float64 {
	out := make([]float64, len(b.draws))
	for i, d := range b.draws {
		out[i] = score(d)
	}
	return out
}

// Interval is half the width of the 95 % interval of values: 1.96 standard
// deviations, as article-extraction-benchmark gives it.
func Interval(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	var mean float64
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	var squares float64
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	return 1.96 * math.Sqrt(squares/float64(len(values)-1))
}

// Differences returns a - b draw by draw.
func Differences(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] - b[i]
	}
	return out
}

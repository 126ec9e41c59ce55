package measure

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestExponent(t *testing.T) {
	curve := func(millis func(size float64) float64) []Point {
		var points []Point
		for size := 1000; size <= 128000; size *= 2 {
			points = append(points, Point{Bytes: size, Millis: millis(float64(size))})
		}
		return points
	}
	assert.InDelta(t, 1, exponent(curve(func(s float64) float64 { return s / 7 })), 1e-9)
	assert.InDelta(t, 2, exponent(curve(func(s float64) float64 { return s * s })), 1e-9)
	// A fixed cost flattens the small sizes, which are not fitted.
	assert.InDelta(t, 2, exponent(curve(func(s float64) float64 { return 1e6 + s*s })), 0.02)
	assert.Zero(t, exponent(curve(func(float64) float64 { return 1 })[:1]))
	assert.Zero(t, exponent(nil))
}

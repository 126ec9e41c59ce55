package clean

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGramSet(t *testing.T) {
	const text = "The ferry to the outer isles left the old quay eleven minutes late, since a crane had let go of its load."
	var g gramSet
	assert.False(t, g.mayHave("The ferry"), "an empty text has none")
	g.read(text)
	for from := range len(text) {
		for to := from; to <= len(text); to++ {
			assert.True(t, g.mayHave(text[from:to]))
		}
	}
	assert.False(t, g.mayHave("The ferry to the inner isles"))
	assert.False(t, g.mayHave(strings.ToUpper(text)))
	g.read("A crane let go.")
	assert.False(t, g.mayHave("The ferry"), "what was read before is forgotten")
}

package timestamp_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/timestamp"
)

func TestFind(t *testing.T) {
	for text, want := range map[string]string{
		"Ada Example ● March 2, 2026 ● Harbour ● 7 comments": "March 2, 2026",
		"By Ada Example · 2 March 2026":                      "2 March 2026",
		"2 March 2026Ada Example":                            "2 March 2026",
		"Von Ada Example, 2. März 2026, 10:30 Uhr | Hafen":   "2. März 2026, 10:30 Uhr",
		"The 12 ferries":                                     "",
		"":                                                   "",
		strings.Repeat("x ", 100) + "2 March 2026":           "",
	} {
		stamps, _ := timestamp.Find(text)
		if want == "" {
			assert.Empty(t, stamps, text)
			continue
		}
		require.Len(t, stamps, 1, text)
		assert.Equal(t, want, text[stamps[0].Start:stamps[0].End])
	}
	_, atEdge := timestamp.Find("Ada Example · 2 March 2026")
	assert.True(t, atEdge)
	_, atEdge = timestamp.Find("Ada Example · 2 March 2026 · Harbour")
	assert.False(t, atEdge)
}

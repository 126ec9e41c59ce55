package caption

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/devdata"
)

// TestFoundingPage reads the longest caption of the page that copydesk began
// with, which has its credit twice.
func TestFoundingPage(t *testing.T) {
	page, err := os.ReadFile(devdata.Path(t, "seed", "page.txt"))
	require.NoError(t, err)
	data, err := os.ReadFile(devdata.Path(t, "seed", "expected.json"))
	require.NoError(t, err)
	var expected struct {
		Clips []struct{ Caption, Credit string }
	}
	require.NoError(t, json.Unmarshal(data, &expected))
	for _, clip := range expected.Clips {
		if clip.Caption == "" {
			continue
		}
		text := string(page)
		start := strings.Index(text, clip.Caption[:40])
		end := start + strings.Index(text[start:], "Photo credit should read")
		end += strings.Index(text[end:], "\n")
		c := Parse(text[start:end])
		assert.Equal(t, clip.Caption, strings.Join(strings.Fields(c.Text), " "))
		assert.Equal(t, clip.Credit, c.Credit.Raw)
		assert.Equal(t, []string{"AFP", "Getty Images"}, c.Credit.Agencies)
		assert.Len(t, c.Credit.Creators, 1)
		assert.Equal(t, strings.ToLower(strings.Split(clip.Credit, "/")[0]), strings.ToLower(c.Credit.Creators[0]))
		assert.Equal(t, Date{2016, 7, 9}, c.Taken)
		return
	}
	t.Fatal("no clip with a caption")
}

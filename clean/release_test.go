package clean_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

// TestReleasedPages labels pages between which memory is handed on.
func TestReleasedPages(t *testing.T) {
	c, err := clean.New()
	require.NoError(t, err)
	build := func(n int) *clean.Page {
		b := clean.NewBuilder()
		for i := range n {
			b.Open(clean.Element{Tag: "p", Class: fmt.Sprint("c", i%3)})
			b.Text(fmt.Sprintf("The ferry crossed the sound %d times on Tuesday, the crew said.", i%11), 0)
			b.Close()
		}
		return b.Page()
	}
	want := make([][]clean.Decision, 50)
	for n := range want {
		want[n] = c.Label(build(n))
	}
	for n := range want {
		for _, n := range [...]int{n, len(want) - 1 - n} {
			page := build(n)
			got := c.Label(page)
			page.Release()
			require.Equal(t, want[n], got)
		}
	}
}

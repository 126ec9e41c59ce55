package clean

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMarkdown(t *testing.T) {
	const text = `# Storm closes the harbour

![A lorry](https://example.com/lorry.jpg) A lorry waits at the quay.

By **Ines Calloway** for _Harbour Watch_

The harbour of [Selmouth](https://example.com/selmouth "A town") was *closed* on Monday\. It costs 5 * 3 pounds, snake_case stays.

## What comes next ##

  * The north quay
    * its crane
  1. The south quay

> Nobody was hurt.

* * *

` + "``" + `
`
	want := []struct {
		text  string
		form  Label
		level int8
	}{
		{"Storm closes the harbour", Heading, 1},
		{"![A lorry](https://example.com/lorry.jpg)", ImageName, 0},
		{"A lorry waits at the quay.", Unlabeled, 0},
		{"By Ines Calloway for Harbour Watch", Unlabeled, 0},
		{"The harbour of Selmouth was closed on Monday. It costs 5 * 3 pounds, snake_case stays.", Unlabeled, 0},
		{"What comes next", Heading, 2},
		{"The north quay", ListItem, 1},
		{"its crane", ListItem, 2},
		{"The south quay", ListItem, 1},
		{"Nobody was hurt.", Quote, 0},
		{"* * *", Unlabeled, 0},
		{"``", Unlabeled, 0},
	}
	p := TextPage(text)
	covered := make([]bool, len(text))
	if assert.Len(t, p.Lines, len(want)) {
		for i, l := range p.Lines {
			assert.Equal(t, want[i].text, l.Text)
			assert.Equal(t, want[i].form, l.Form, l.Text)
			assert.Equal(t, want[i].level, l.Level, l.Text)
			for at := l.Span.Start; at < l.Span.End; at++ {
				assert.False(t, covered[at], "byte %d twice", at)
				covered[at] = true
			}
		}
	}
	for i := range text {
		assert.True(t, covered[i] || strings.ContainsRune(" \n", rune(text[i])), "byte %d, %q, is in no line", i, text[i])
	}
	assert.InDelta(t, len("Selmouth"), p.Lines[4].Link, 1)
}

func TestNoMarkdown(t *testing.T) {
	const text = "He said *this* and _that_.\n# is how numbers are written\nSee [1](2) for more."
	for _, l := range TextPage(text).Lines {
		assert.Equal(t, Unlabeled, l.Form)
		assert.Contains(t, text, l.Text)
	}
}

// TestMarkdownIsLinear reads what makes readers of Markdown slow.
func TestMarkdownIsLinear(t *testing.T) {
	head := strings.Repeat("# A heading\n\n![x](y)\n\n", 4)
	for _, s := range []string{"[", "![", "[a](", "[a](data:", "*", "`", "\\", "> ", "* ", "[a](b \"", "(", "**a"} {
		p := TextPage(head + strings.Repeat(s, 200000/len(s)))
		assert.NotEmpty(t, p.Lines)
	}
}

// A picture begins with an exclamation mark, as what goes on with a line that an
// element broke may do.
func TestMarkdownPictureBelowText(t *testing.T) {
	const picture = "![A lorry](https://example.com/lorry.jpg)"
	text := strings.Repeat("The harbour of Selmouth was closed on Monday.\n\n"+picture+" A lorry waits at the quay.\n\n", 4)
	p := TextPage(text)
	for i := range p.Lines {
		assert.Contains(t, []string{"The harbour of Selmouth was closed on Monday.", picture, "A lorry waits at the quay."}, p.Lines[i].Text)
	}
	assert.Len(t, p.Lines, 12)
}

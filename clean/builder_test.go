package clean_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

// TestBuilderJoins feeds elements that touch inside one line.
func TestBuilderJoins(t *testing.T) {
	type part struct{ tag, class, text string }
	for want, parts := range map[string][]part{
		"Jo Doe Getty Images":        {{"span", "maker", "Jo Doe"}, {"span", "agency", "Getty Images"}},
		"May 4, 2024 9:12 AM":        {{"time", "", "May 4, 2024"}, {"span", "clock", "9:12 AM"}},
		"See it at Osthaven Merrow":  {{"a", "", "See it at Osthaven"}, {"a", "", "Merrow"}},
		"The pier stands. It is old": {{"span", "lead", "The pier stands."}, {"span", "more", "It is old"}},
		"Once upon":                  {{"span", "first", "O"}, {"span", "rest", "nce upon"}},
		"unbelievable":               {{"span", "x", "un"}, {"span", "y", "believable"}},
		"MacArthur":                  {{"span", "s1", "Mac"}, {"span", "s1", "Arthur"}},
		"MacDonald":                  {{"span", "", "Mac"}, {"span", "", "Donald"}},
		"QuayPass":                   {{"b", "x", "Quay"}, {"i", "y", "Pass"}},
		"2024":                       {{"span", "x", "20"}, {"span", "y", "24"}},
		"Jo (Harbour Post)":          {{"span", "x", "Jo ("}, {"span", "y", "Harbour Post"}, {"span", "x", ")"}},
	} {
		b := clean.NewBuilder()
		b.Open(clean.Element{Tag: "p"})
		at := 0
		for _, p := range parts {
			b.Open(clean.Element{Tag: p.tag, Class: p.class})
			b.Text(p.text, at)
			at += len(p.text)
			b.Close()
		}
		b.Close()
		page := b.Page()
		require.Len(t, page.Lines, 1)
		assert.Equal(t, want, page.Lines[0].Text)
		assert.Equal(t, clean.Span{Start: 0, End: at}, page.Lines[0].Span)
	}
}

// TestBuilderKeepsCode feeds the parts of code that a page colours.
func TestBuilderKeepsCode(t *testing.T) {
	b := clean.NewBuilder()
	b.Open(clean.Element{Tag: "pre"})
	for at, word := range []string{"pier.", "Open", "(7)"} {
		b.Open(clean.Element{Tag: "span", Class: "c" + word[:1]})
		b.Text(word, 10*at)
		b.Close()
	}
	b.Close()
	assert.Equal(t, "pier.Open(7)", b.Page().Lines[0].Text)
}

package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const pageToFlatten = `<html><head><title>Ferry late | Selmouth</title><style>p{}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>News</li></ul></nav>
<h1>Ferry <em>late</em></h1><img src="/f.jpg" alt="The  ferry">
<p>The ferry was late (by <b>an hour</b>), the harbour said.</p><script>x()</script>
<blockquote><p>We wait.</p></blockquote><div>One<br>two</div><noscript>No scripts</noscript></body></html>`

func TestFlatteners(t *testing.T) {
	root, err := parseHTML(strings.NewReader(pageToFlatten))
	require.NoError(t, err)
	assert.Equal(t, "Ferry late | Selmouth\nHome\nNews\nFerry\nlate\nThe ferry was late (by\nan hour\n), the harbour said.\n"+
		"We wait.\nOne\ntwo\nNo scripts\n", flattenPieces(root))
	assert.Equal(t, "Ferry late | Selmouth\n\nHome\nNews\n\nFerry late\n\nThe ferry was late (by an hour), the harbour said.\n\n"+
		"We wait.\n\nOne\ntwo\nNo scripts", flattenLayout(root))
	assert.Equal(t, "  * Home\n  * News\n\n# Ferry _late_\n\n![The ferry](/f.jpg)\n\nThe ferry was late (by **an hour**), the harbour said.\n\n"+
		"> We wait.\n\nOne\ntwo\n\nNo scripts\n", flattenMarkdown(root))
}

package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

const tracedPage = `Storm closes the coast road
Share this article
The coast road north of Selmouth was closed on Monday after the sea broke over the wall, the police said.
無断転載を禁じます。記事の著作権は港湾新聞社に帰属します。港湾新聞社の許可なく使用することはできません。
`

func TestTrace(t *testing.T) {
	doc, err := extract.Text(strings.NewReader(tracedPage), extract.WithTrace(), extract.WithRules(
		clean.Equal("hold", clean.Paragraph, []string{"Share this article"}, clean.WithConfidence(0.7))))
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, render.Trace(&b, doc, 60))
	want := `line  label        rule   sure  text
   1  title        title  0.90  Storm closes the coast road
   2  share        share  0.80  Share this article
      · paragraph  hold   0.70    refused for share
                                  why: surer than hold (0.7…
   3  paragraph    body   0.50  The coast road north of Sel…
   4  legal        legal  0.80  無断転載を禁じます。記事の…
`
	assert.Equal(t, want, b.String())
	bare, err := extract.Text(strings.NewReader(tracedPage))
	require.NoError(t, err)
	assert.ErrorIs(t, render.Trace(&b, bare, 100), render.ErrNoTrace)
}

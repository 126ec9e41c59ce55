package clean

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// manyLines is a page of plain text, or of elements, with n paragraphs.
func manyLines(n int, structured bool) *Page {
	const line = "The ferry crossed the sound again on Tuesday, the crew said.\n\n"
	if !structured {
		return TextPage(strings.Repeat(line, n))
	}
	b := NewBuilder()
	for i := range n {
		b.Open(Element{Tag: "p"})
		b.Text(line, i*len(line))
		b.Close()
	}
	return b.Page()
}

// TestStopInsideRules cancels the context while a rule speaks: the others, and
// the loops over lines of built-in ones, do nothing more.
func TestStopInsideRules(t *testing.T) {
	for _, structured := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		c, err := New(
			WithRules(Func("cancel", func(p *Page) {
				cancel()
				for !p.isStopped() {
					time.Sleep(time.Millisecond)
				}
				for _, rule := range builtinRules() {
					switch rule.Name() {
					case "article-model", ruleText, "image-name", "timestamp", "credit", "dateline":
						rule.Apply(p)
					}
				}
				for i := range p.Lines {
					require.Equal(t, Unlabeled, p.Label(i))
				}
			}), Func("after", func(*Page) { t.Error("a rule speaks after the end") })),
		)
		require.NoError(t, err)
		p := manyLines(500, structured)
		decisions, err := c.LabelContext(ctx, p)
		assert.Nil(t, decisions)
		require.ErrorIs(t, err, context.Canceled)
		// The page can be labelled again.
		fresh, err := New()
		require.NoError(t, err)
		assert.Len(t, fresh.Label(p), 500)
	}
}

// BenchmarkStop reports how long after its end a context stops the labelling of
// a page of 50,000 lines.
func BenchmarkStop(b *testing.B) {
	c, err := New()
	require.NoError(b, err)
	for name, structured := range map[string]bool{"text": false, "elements": true} {
		b.Run(name, func(b *testing.B) {
			p := manyLines(50_000, structured)
			began := time.Now()
			c.Label(p)
			whole := time.Since(began)
			var late, worst time.Duration
			n := 0
			for b.Loop() {
				after := whole * time.Duration(1+n%9) / 10
				n++
				ctx, cancel := context.WithTimeout(context.Background(), after)
				began := time.Now()
				if _, err := c.LabelContext(ctx, p); err != nil {
					one := time.Since(began) - after
					late += one
					worst = max(worst, one)
				}
				cancel()
			}
			b.ReportMetric(float64(late.Microseconds())/1000/float64(n), "ms-late")
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-late-at-worst")
		})
	}
}

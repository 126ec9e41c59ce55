package extract_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// randomLabels returns an extractor with rules that say of some lines, whatever
// they are, that they are anything, at each anchor.
func randomLabels(t testing.TB, seed uint64) *extract.Extractor {
	t.Helper()
	rule := func(a clean.Anchor) clean.Rule {
		return clean.Func("random-"+a.String(), func(p *clean.Page) {
			random := rand.New(rand.NewPCG(seed, uint64(a)))
			for i := range p.Lines {
				if random.IntN(8) == 0 {
					label := clean.Label(1 + random.IntN(int(clean.Other)))
					if random.IntN(6) == 0 {
						label = clean.Keep
					}
					p.Mark(i, label, 1)
				}
			}
		}, clean.At(a))
	}
	e, err := extract.New(extract.WithTrace(), extract.WithRules(rule(clean.Early), rule(clean.Standard), rule(clean.Late)))
	require.NoError(t, err)
	return e
}

// obeyed returns what is wrong with a document whose lines callers' rules have
// decided: noise must be noise of that label, and the article's the article's.
func obeyed(doc *extract.Document) error {
	for i, line := range doc.Trace.Lines {
		if line.Confidence < 1 {
			continue
		}
		switch {
		case line.Label.IsNoise() && (line.Of != "noise" || doc.Noise[line.Index].Label != line.Label):
			return fmt.Errorf("line %d %q is %s by %s, but in %s %d", i, line.Text, line.Label, line.Rule, line.Of, line.Index)
		case (line.Label.IsBody() || line.Label.IsHead()) && line.Of != "article":
			return fmt.Errorf("line %d %q is %s by %s, but in %s %d", i, line.Text, line.Label, line.Rule, line.Of, line.Index)
		}
	}
	return nil
}

// TestRulesAreObeyed lets callers' rules decide lines at random: still every
// character of the page is in one part, and the lines are what the rules say.
func TestRulesAreObeyed(t *testing.T) {
	withSeed(t, func(t *testing.T, input []byte) {
		for seed := range uint64(rounds() / 4) {
			doc, err := randomLabels(t, seed).Text(t.Context(), bytes.NewReader(input), extract.Source{})
			if !errors.Is(err, extract.ErrNoArticle) {
				require.NoError(t, err)
			}
			require.NoError(t, conserved(doc, input), "seed %d", seed)
			require.NoError(t, obeyed(doc), "seed %d", seed)
		}
	})
	t.Run("saved pages", func(t *testing.T) {
		pages, err := devdata.Set(devdata.Path(t, "corpus", "fundus-news"))
		require.NoError(t, err)
		for i := range pages[:min(len(pages), rounds())] {
			doc, err := randomLabels(t, uint64(i)).HTML(t.Context(), bytes.NewReader(pages[i].HTML), extract.Source{})
			require.NoError(t, err)
			root, err := html.Parse(bytes.NewReader(pages[i].HTML))
			require.NoError(t, err)
			require.NoError(t, conserved(doc, []byte(extract.PageText(root))), pages[i].ID)
			require.NoError(t, obeyed(doc), pages[i].ID)
		}
	})
}

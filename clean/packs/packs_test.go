package packs_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/clean/cleantest"
	"github.com/copydesk-go/copydesk/clean/packs"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// TestPacks runs the packs' own tests, which make every rule speak.
func TestPacks(t *testing.T) {
	all := append(packs.General(), packs.Sites()...)
	cleantest.Pack(t, all)
	for _, pack := range all {
		result, err := cleantest.CheckPack(pack)
		require.NoError(t, err)
		assert.Empty(t, result.Idle, "rules of %s that no test makes speak", pack.Name)
	}
	_, err := clean.New(clean.WithPacks(all...))
	assert.NoError(t, err, "all packs go together")
}

// TestNothingHarmed reads saved pages with all packs and without any: no line of
// an article goes that its truth has.
func TestNothingHarmed(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the development data")
	}
	bare, err := extract.New()
	require.NoError(t, err)
	ruled, err := extract.New(extract.WithPacks(append(packs.General(), packs.Sites()...)...))
	require.NoError(t, err)
	fewer := 0
	for _, set := range []string{"fundus-news", "wcxb-articles"} {
		pages, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		for _, p := range pages {
			before, err := bare.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{URL: p.URL})
			require.NoError(t, err)
			after, err := ruled.HTML(t.Context(), bytes.NewReader(p.HTML), extract.Source{URL: p.URL})
			require.NoError(t, err)
			kept := make(map[string]bool)
			for _, block := range after.Article.Body {
				kept[block.Text] = true
			}
			for _, block := range before.Article.Body {
				if !kept[block.Text] {
					fewer++
					assert.NotContains(t, p.Text, block.Text, p.ID)
				}
			}
		}
	}
	t.Logf("%d lines fewer", fewer)
}

func TestKinds(t *testing.T) {
	for _, pack := range packs.General() {
		assert.Empty(t, pack.Sites, pack.Name)
	}
	for _, pack := range packs.Sites() {
		assert.NotEmpty(t, pack.Sites, pack.Name)
	}
	assert.Len(t, packs.Names(), len(packs.General())+len(packs.Sites()))
}

func TestNamed(t *testing.T) {
	for _, name := range packs.Names() {
		found, err := packs.Named(name)
		require.NoError(t, err)
		require.Len(t, found, 1)
		assert.Equal(t, name, found[0].Name, "a pack has its file's name")
	}
	_, err := packs.Named("cnn", "selmouth")
	assert.EqualError(t, err, `packs: "selmouth" is none of `+strings.Join(packs.Names(), ", "))
}

package sitenoise

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/pagegen"
	"github.com/copydesk-go/copydesk/extract"
)

// pages lists the lines of made-up pages.
func pages(t *testing.T, sites, n int) []Lines {
	t.Helper()
	g, err := pagegen.New(3, sites)
	require.NoError(t, err)
	l, err := NewLister()
	require.NoError(t, err)
	all := make([]Lines, n)
	for i := range all {
		page, err := g.Page(i)
		require.NoError(t, err)
		all[i], err = l.Lines(context.Background(), archive.Page{URL: page.URL, Kind: extract.KindHTML, Body: []byte(page.HTML)})
		require.NoError(t, err)
	}
	return all
}

// exact counts without bounds.
func exact(all []Lines, opts Options) map[string]bool {
	on, of := map[uint64]int{}, map[string]int{}
	for _, page := range all {
		of[page.Site]++
		for _, line := range page.Lines {
			on[line.Key]++
		}
	}
	noise := map[string]bool{}
	for _, page := range all {
		for _, line := range page.Lines {
			if opts.IsNoise(on[line.Key], of[page.Site]) {
				noise[page.Site+" "+line.Text] = true
			}
		}
	}
	return noise
}

func texts(n Noise) map[string]bool {
	all := map[string]bool{}
	for _, found := range n {
		for _, line := range found.Lines {
			all[found.Site+" "+line.Text] = true
		}
	}
	return all
}

// TestCounter finds what exact counts find, with room for all and with room for
// few lines.
func TestCounter(t *testing.T) {
	all := pages(t, 12, 400)
	want := exact(all, Options{})
	require.NotEmpty(t, want)
	for _, room := range []int{0, 400} {
		c := NewCounter(Options{MostLines: room})
		for _, page := range all {
			c.Add(page)
			if room > 0 {
				require.LessOrEqual(t, c.lines, room)
			}
		}
		assert.Equal(t, want, texts(c.Noise()), "room for %d lines", room)
		count := 0
		for _, s := range c.sites {
			count += len(s.lines)
		}
		assert.Equal(t, count, c.lines)
	}
}

// TestBounds adds pages of more sites than there is room for.
func TestBounds(t *testing.T) {
	c := NewCounter(Options{MostLines: 500, MostSites: 50})
	r := rand.New(rand.NewPCG(1, 1))
	for n := range 20_000 {
		// One site in eight is seen often.
		site := fmt.Sprintf("site-%d.example", r.IntN(1000))
		if n%8 == 0 {
			site = "often.example"
		}
		lines := Lines{Site: site, Story: uint64(n)}
		for k := range 5 {
			lines.Lines = append(lines.Lines, Line{Key(site, fmt.Sprint("menu", k)), fmt.Sprint("menu", k)})
		}
		lines.Lines = append(lines.Lines, Line{Key(site, fmt.Sprint("text", n)), fmt.Sprint("text", n)})
		c.Add(lines)
		require.LessOrEqual(t, len(c.sites), 50)
		require.LessOrEqual(t, c.lines, 500)
	}
	found := texts(c.Noise())
	for k := range 5 {
		assert.True(t, found[fmt.Sprint("often.example menu", k)])
	}
	for text := range found {
		assert.Contains(t, text, "menu")
	}
}

// TestSameStory counts a story that is saved again and again as one page.
func TestSameStory(t *testing.T) {
	c := NewCounter(Options{Pages: 3})
	story := pages(t, 1, 1)[0]
	for range 20 {
		c.Add(story)
	}
	assert.Empty(t, c.Noise())
	assert.Equal(t, 1, c.sites[story.Site].pages)
}

func TestSite(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.Example.org/a": "example.org", "http://news.example.org:8080/": "news.example.org", "example.org/a": "", "": "", "::": ""} {
		assert.Equal(t, want, Site(address), address)
	}
}

// TestForms writes noise and reads it back; its packs load.
func TestForms(t *testing.T) {
	c := NewCounter(Options{})
	for _, page := range pages(t, 3, 60) {
		c.Add(page)
	}
	noise := c.Noise()
	require.Len(t, noise, 3)
	var b bytes.Buffer
	require.NoError(t, noise.Write(&b))
	back, err := Read(&b)
	require.NoError(t, err)
	assert.Equal(t, noise, back)
	_, err = Read(bytes.NewReader([]byte("{")))
	assert.Error(t, err)
	dir := t.TempDir()
	odd := Found{Site: "localhost", Pages: 9, Lines: []FoundLine{{"x", 9}}}
	require.NoError(t, append(noise, odd).SavePacks(dir))
	packs, err := clean.LoadPackFS(os.DirFS(dir))
	require.NoError(t, err)
	require.Len(t, packs, 3)
	assert.Equal(t, []string{noise[0].Site}, packs[0].Sites)
	assert.NoError(t, os.Remove(filepath.Join(dir, noise[0].Site+".json")))
}

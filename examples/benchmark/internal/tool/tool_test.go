package tool_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
	"github.com/copydesk-go/copydesk/internal/metric"
)

func byName(t *testing.T, name string) tool.Tool {
	t.Helper()
	tools, err := tool.Select([]string{name})
	require.NoError(t, err)
	require.Len(t, tools, 1)
	return tools[0]
}

func lighthouse(t *testing.T) dataset.Page {
	t.Helper()
	sets, err := dataset.Open("../../testdata/truthed")
	require.NoError(t, err)
	return sets[0].Pages[1]
}

func TestSelect(t *testing.T) {
	tools, err := tool.Select([]string{"c4", "go-readability"})
	require.NoError(t, err)
	require.Len(t, tools, 2)
	assert.Equal(t, "go-readability", tools[0].Name, "in the order of the report")

	_, err = tool.Select([]string{"c4", "c5"})
	require.Error(t, err)
	assert.Contains(t, err.Error(), `unknown tool "c5": want one of copydesk,`)

	all, err := tool.Select(nil)
	require.NoError(t, err)
	assert.Len(t, all, len(tool.All()))
}

func TestReference(t *testing.T) {
	assert.Equal(t, tool.ParseOnly, tool.Reference(dataset.HTML).Name)
	assert.Equal(t, tool.FieldsOnly, tool.Reference(dataset.Text).Name)
}

// Every peer finds the article of an easy page, and what it says of itself.
func TestPeers(t *testing.T) {
	page := lighthouse(t)
	data, err := page.Read()
	require.NoError(t, err)
	for _, name := range []string{"go-trafilatura", "go-trafilatura-fast", "go-readability", "go-domdistiller"} {
		t.Run(name, func(t *testing.T) {
			out, err := byName(t, name).Funcs[dataset.HTML](data, page.Address())
			require.NoError(t, err)
			assert.Greater(t, metric.WordF1(out.Text, page.Truth.Texts[0]), 0.85)
			assert.NotContains(t, out.Text, "Five harbours")
			assert.Equal(t, "Lighthouse lit again", out.Title)
		})
	}
	out, err := byName(t, "go-trafilatura").Funcs[dataset.HTML](data, page.Address())
	require.NoError(t, err)
	assert.Equal(t, []string{"Ada Example"}, out.Authors)
	assert.True(t, metric.SameDay(out.Published, page.Truth.Published))
}

func TestFigcaptions(t *testing.T) {
	page := lighthouse(t)
	data, err := page.Read()
	require.NoError(t, err)
	out, err := byName(t, "figcaption").Funcs[dataset.HTML](data, page.Address())
	require.NoError(t, err)
	assert.Equal(t, []metric.Caption{{Text: "The lamp of Cape Example turns again. Photo: Ben Sample"}}, out.Captions)
}

func TestCopydeskReadsHTML(t *testing.T) {
	page := lighthouse(t)
	data, err := page.Read()
	require.NoError(t, err)
	out, err := byName(t, tool.Copydesk).Funcs[dataset.HTML](data, page.Address())
	require.NoError(t, err)
	assert.Contains(t, out.Text, "lit again on Monday evening")
}

func TestCopydeskReadsText(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "flattened", "joined", "bridge.txt"))
	require.NoError(t, err)
	out, err := byName(t, tool.Copydesk).Funcs[dataset.Text](data, nil)
	require.NoError(t, err)
	assert.Contains(t, out.Text, "It is two hundred metres long")
}

func TestLineFilters(t *testing.T) {
	for _, tt := range []struct {
		line           string
		c4, refinedWeb bool
	}{
		{"The lamp was lit again on Monday.", true, true},
		{"The lamp was lit again on Monday", false, true},
		{"“The lamp was lit again on Monday”", true, true},
		{"It was lit again!", false, true}, // four words
		{"दीया सोमवार को फिर से जलाया गया।", true, true},
		{"3 likes", false, false},
		{"1.2k comments", false, false},
		{"Home", false, false},
		{"12 345", false, false},
		{"BREAKING NEWS FROM THE COAST TODAY.", true, false},
		{"You can find this in our archive. Read more...", true, false},
		{"Sign-in to see who else was there.", true, false},
		{"2 items in cart", false, false},
		{"", false, false},
	} {
		for name, keeps := range map[string]bool{"c4": tt.c4, "refinedweb": tt.refinedWeb} {
			out, err := byName(t, name).Funcs[dataset.Text]([]byte(tt.line+"\n"), nil)
			require.NoError(t, err)
			want := ""
			if keeps {
				want = tt.line + "\n"
			}
			assert.Equal(t, want, out.Text, "%s on %q", name, tt.line)
		}
	}
	out, err := byName(t, "raw").Funcs[dataset.Text]([]byte("Home\n3 likes"), nil)
	require.NoError(t, err)
	assert.Equal(t, "Home\n3 likes", out.Text)
}

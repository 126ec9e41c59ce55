package extract

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// seedTruth is what the founding page holds.
type seedTruth struct {
	Title          string     `json:"title"`
	Updated        time.Time  `json:"updated"`
	DatelineSource string     `json:"dateline_source"`
	Paragraphs     []string   `json:"paragraphs"`
	Related        []string   `json:"related"`
	Clips          []seedClip `json:"clips"`
}

type seedClip struct {
	Title     string `json:"title"`
	Seconds   int    `json:"duration_seconds"`
	ImageName string `json:"image_name"`
	ImageText string `json:"image_text"`
	Credit    string `json:"credit"`
	Caption   string `json:"caption"`
}

func readSeed(t *testing.T) (page string, truth seedTruth) {
	t.Helper()
	data, err := os.ReadFile(devdata.Path(t, "seed", "page.txt"))
	require.NoError(t, err)
	expected, err := os.ReadFile(devdata.Path(t, "seed", "expected.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(expected, &truth))
	require.Len(t, truth.Clips, 14)
	return string(data), truth
}

func textOf(t *testing.T, page string, opts ...Option) *Document {
	t.Helper()
	doc, err := Text(strings.NewReader(page), opts...)
	if !errors.Is(err, ErrNoArticle) {
		require.NoError(t, err)
	}
	return doc
}

func clipOf(c *Clip) seedClip {
	return seedClip{
		Title: c.Title, Seconds: int(c.Duration / time.Second), ImageName: c.Thumbnail.Name, ImageText: c.Thumbnail.Alt,
		Credit: c.Caption.Credit.Raw, Caption: c.Caption.Text,
	}
}

// checkSeed compares everything that the founding page holds.
func checkSeed(t *testing.T, doc *Document, truth seedTruth) {
	t.Helper()
	a := &doc.Article
	assert.Equal(t, truth.Title, a.Title)
	assert.Equal(t, truth.Updated.Format(time.RFC3339), a.Modified.Format(time.RFC3339))
	assert.Equal(t, truth.DatelineSource, a.Dateline.Source)
	assert.Equal(t, truth.Paragraphs, blockTexts(a))
	assert.Empty(t, doc.Captions, "every caption belongs to a clip")
	var related []string
	for _, n := range doc.Noise {
		if n.Label == clean.Related {
			related = append(related, n.Text)
		}
	}
	assert.Equal(t, truth.Related, related)
	var clips []seedClip
	for i := range doc.Clips {
		clips = append(clips, clipOf(&doc.Clips[i]))
	}
	assert.Equal(t, truth.Clips, clips)
	for i := range doc.Clips {
		if c := &doc.Clips[i].Caption; c.Text != "" {
			assert.Equal(t, "Ahmad Al-Rubaye", strings.Join(c.Credit.Creators, ";"))
			assert.Equal(t, []string{"AFP", "Getty Images"}, c.Credit.Agencies)
			assert.NotContains(t, c.Text, "AFP")
		}
	}
}

func blockTexts(a *Article) []string {
	var texts []string
	for i := range a.Body {
		texts = append(texts, a.Body[i].Text)
	}
	return texts
}

// carousel parts the founding page around its clips.
func carousel(t *testing.T, page string) (head, clips, body string) {
	t.Helper()
	start := strings.Index(page, "isis mass attacks")
	end := strings.Index(page, "(CNN) —")
	require.True(t, 0 < start && start < end)
	return page[:start], page[start:end], page[end:]
}

func TestFoundingPage(t *testing.T) {
	page, truth := readSeed(t)
	head, clips, body := carousel(t, page)
	paragraphs := strings.SplitAfter(body, "\n\n")
	middle := len(paragraphs) / 2
	variants := map[string]string{
		"as it is":               page,
		"blank lines":            strings.ReplaceAll(page, "\n", "\n\n"),
		"CRLF":                   strings.ReplaceAll(page, "\n", "\r\n"),
		"CR":                     strings.ReplaceAll(page, "\n", "\r"),
		"NBSP":                   strings.ReplaceAll(page, " ", "\u00A0"),
		"zero-width spaces":      strings.ReplaceAll(page, " ", " \u200B"),
		"trailing spaces":        strings.ReplaceAll(page, "\n", " \t\n"),
		"no blank lines":         strings.ReplaceAll(page, "\n\n", "\n"),
		"byte order mark":        "\uFEFF" + page,
		"clips below the body":   head + body + "\n\n" + clips,
		"clips in the body":      head + strings.Join(paragraphs[:middle], "") + clips + "\n" + strings.Join(paragraphs[middle:], ""),
		"clips after one block":  head + strings.Join(paragraphs[:2], "") + clips + strings.Join(paragraphs[2:], ""),
		"clips twice":            head + clips + body + "\n\n" + clips,
		"decomposed characters":  strings.ReplaceAll(page, "neighbourhood", "neighbourhood"),
		"menu line before title": "\n\n" + page,
	}
	for name, variant := range variants {
		t.Run(name, func(t *testing.T) { checkSeed(t, textOf(t, variant), truth) })
	}
}

// TestFoundingPageCut cuts the founding page after each of its lines: nothing
// is lost, and the clips that are whole come out as from the whole page.
func TestFoundingPageCut(t *testing.T) {
	page, truth := readSeed(t)
	lines := strings.SplitAfter(page, "\n")
	for n := 1; n < len(lines); n++ {
		cut := strings.Join(lines[:n], "")
		doc := textOf(t, cut)
		checkParts(t, cut, doc)
		whole := 0
		for whole < len(truth.Clips) && strings.Contains(cut, "\n"+truth.Clips[whole].Title+"\n") {
			whole++
		}
		require.GreaterOrEqual(t, len(doc.Clips), whole, "after line %d", n)
		require.LessOrEqual(t, len(doc.Clips), whole+1, "after line %d", n)
		for i := range whole {
			require.Equal(t, truth.Clips[i], clipOf(&doc.Clips[i]), "after line %d", n)
		}
		// What begins a clip that the cut took away is told by nothing.
		known := slices.Concat(truth.Paragraphs, truth.Related, lastTexts(lines[:n], 3))
		for i := range doc.Article.Body {
			require.Contains(t, known, doc.Article.Body[i].Text, "after line %d", n)
		}
	}
}

// lastTexts returns the last n lines that are not blank.
func lastTexts(lines []string, n int) []string {
	var texts []string
	for i := len(lines) - 1; i >= 0 && len(texts) < n; i-- {
		if text := strings.TrimSpace(lines[i]); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// checkParts checks that the parts of a document of UTF-8 text do not overlap
// and leave nothing of the page but white space.
func checkParts(t testing.TB, page string, doc *Document) {
	t.Helper()
	at := len(page) - len(strings.TrimPrefix(page, "\uFEFF"))
	for _, part := range doc.Parts() {
		require.LessOrEqual(t, at, part.Span.Start, "%v overlaps what is before it", part)
		require.Less(t, part.Span.Start, part.Span.End, "%v is empty", part)
		require.LessOrEqual(t, part.Span.End, len(page), "%v ends behind the page", part)
		require.Empty(t, strings.TrimSpace(page[at:part.Span.Start]), "lost before %v", part)
		at = part.Span.End
	}
	require.Empty(t, strings.TrimSpace(page[at:]), "lost at the end")
}

// TestClipPages checks the clips of pages that print the title first.
func TestClipPages(t *testing.T) {
	var truth map[string]struct {
		Title string
		Clips []struct {
			Title   string
			Source  string
			Seconds float64 `json:"duration_seconds"`
		}
		Captions []struct{ Text, Credit string }
	}
	data, err := os.ReadFile(devdata.Path(t, "corpus", "cnn", "truth.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &truth))
	for name, want := range truth {
		t.Run(name, func(t *testing.T) {
			page := flatten(t, devdata.Path(t, "corpus", "cnn", "html", name+".html.gz"))
			doc := textOf(t, page)
			checkParts(t, page, doc)
			assert.Equal(t, want.Title, doc.Article.Title)
			have := make(map[string]bool)
			for _, c := range doc.Clips {
				have[fmt.Sprint(c.Title, c.Duration.Seconds(), c.Source)] = true
			}
			for _, c := range want.Clips {
				assert.True(t, have[fmt.Sprint(c.Title, c.Seconds, c.Source)], "clip %q, %v s, of %s", c.Title, c.Seconds, c.Source)
			}
			// One clip stands a second time under another title.
			assert.LessOrEqual(t, len(doc.Clips), len(want.Clips)+1)
			var captions []struct{ Text, Credit string }
			for _, c := range doc.Captions {
				captions = append(captions, struct{ Text, Credit string }{c.Text, c.Credit.Raw})
			}
			assert.ElementsMatch(t, want.Captions, captions)
		})
	}
}

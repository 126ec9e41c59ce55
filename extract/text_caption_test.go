package extract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
)

// TestCaptionsOfText reads captions and credits as they come out of flattened pages.
func TestCaptionsOfText(t *testing.T) {
	for name, c := range map[string]struct {
		lines        []string
		text, credit string
	}{
		"labels on lines of their own": {[]string{"Image source,", "Bo Lens", "Image caption,", "Goats wait on the quay of Osthaven"}, "Goats wait on the quay of Osthaven", "Bo Lens"},
		"labels before them":           {[]string{"Image source, Bo Lens", "Image caption, Goats wait on the quay of Osthaven"}, "Goats wait on the quay of Osthaven", "Bo Lens"},
		"labels glued to them":         {[]string{"Image copyrightBo Lens", "Image captionGoats wait on the quay of Osthaven"}, "Goats wait on the quay of Osthaven", "Bo Lens"},
		"credit behind dots":           {[]string{"Image", "Goats wait on the quay of Osthaven.", "Credit...", "Bo Lens for The Harbour Post"}, "Goats wait on the quay of Osthaven.", "Bo Lens for The Harbour Post"},
		"names of fields":              {[]string{"Image", "Caption", "Goats wait on the quay of Osthaven.", "Credit", "Bo Lens"}, "Goats wait on the quay of Osthaven.", "Bo Lens"},
		"label without a colon":        {[]string{"Goats wait on the quay of Osthaven. Photo by Bo Lens"}, "Goats wait on the quay of Osthaven.", "Bo Lens"},
		"label in a sentence":          {[]string{"Goats wait on the quay of Osthaven. Photo by Bo Lens."}, "Goats wait on the quay of Osthaven.", "Bo Lens"},
		"shortened label":              {[]string{"Kozy czekają na nabrzeżu w Osthaven, fot. Bo Lens"}, "Kozy czekają na nabrzeżu w Osthaven", "Bo Lens"},
		"Chinese":                      {[]string{"山羊在码头等候。 新华社记者 李明 摄"}, "山羊在码头等候。", "新华社记者 李明 摄"},
		"Japanese":                     {[]string{"岸壁で船を待つヤギ＝2024年5月4日午前10時、横浜市、山田太郎撮影"}, "岸壁で船を待つヤギ＝2024年5月4日午前10時、横浜市", "山田太郎撮影"},
		"shortcode":                    {[]string{`[caption id="attachment_1" width="640"]<img src="q.jpg" /> Goats wait on the quay of Osthaven.[/caption]`}, "Goats wait on the quay of Osthaven.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines := append([]string{"Ferry to Merrow runs again", ""}, paragraphs[:2]...)
			lines = append(append(lines, c.lines...), paragraphs[2:]...)
			doc, err := extract.Text(strings.NewReader(strings.Join(lines, "\n")))
			require.NoError(t, err)
			require.Len(t, doc.Captions, 1)
			assert.Equal(t, c.text, doc.Captions[0].Text)
			assert.Equal(t, c.credit, doc.Captions[0].Credit.Raw)
			for _, p := range paragraphs {
				assert.Contains(t, doc.Article.Text(), p)
			}
		})
	}
}

// TestNoCaptionsOfText reads lines that look like labels and credits and are none of
// a picture.
func TestNoCaptionsOfText(t *testing.T) {
	for name, lines := range map[string][]string{
		"report's end":    {"(dpa/abc)"},
		"heading":         {"Credit", "The ferry was paid for by the harbour board, which borrowed the money from the island's only bank in spring."},
		"picture's place": {"Image", "The ferry was paid for by the harbour board, which borrowed the money from the island's only bank in spring."},
	} {
		t.Run(name, func(t *testing.T) {
			all := append(append([]string{"Ferry to Merrow runs again", ""}, paragraphs...), lines...)
			doc, err := extract.Text(strings.NewReader(strings.Join(all, "\n")))
			require.NoError(t, err)
			assert.Empty(t, doc.Captions)
			for _, p := range paragraphs {
				assert.Contains(t, doc.Article.Text(), p)
			}
		})
	}
}

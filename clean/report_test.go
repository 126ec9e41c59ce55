package clean

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/gbdt"
)

func TestTextModelsFit(t *testing.T) {
	for _, m := range []struct {
		file  []byte
		names []string
	}{
		{textModelFile, TextFeatureNames()}, {textRegionModelFile, TextRegionFeatureNames()}, {textTitleModelFile, TitleFeatureNames()},
	} {
		model, err := gbdt.Parse(m.file)
		require.NoError(t, err)
		assert.Equal(t, len(m.names), model.Features, "train it again: see clean/train/plain")
	}
}

// TestHeadline cuts the site's name off the page's first line.
func TestHeadline(t *testing.T) {
	c, err := New()
	require.NoError(t, err)
	p := TextPage(pageOf)
	c.Label(p)
	assert.Equal(t, "Storm closes the harbour of Selmouth", p.Headline())
}

// TestLoneTitle keeps the only line of a text as its article.
func TestLoneTitle(t *testing.T) {
	c, err := New()
	require.NoError(t, err)
	p := TextPage("The harbour of Selmouth, where two boats were lost on Monday when the sea broke over the wall, stays closed until Thursday\n")
	assert.Equal(t, Paragraph, c.Label(p)[0].Label)
}

// pageOf is a flattened page: a menu, an article, a list of other stories.
const pageOf = `Storm closes the harbour of Selmouth | Harbour Watch
Skip to content
Home
News
Sport
Weather
Sign in
Storm closes the harbour of Selmouth
By Ines Calloway
3 February 2026
The harbour of Selmouth was closed on Monday after the sea broke over the wall and took two boats with it.
Nobody was hurt, the harbour master said, but the quays will not be used for a week and the ferry to
Merrow
stays on the other side.
“I have been here for thirty years and I have never seen the wall move,” said a fisherman who lives behind it.
The city wants to decide on Thursday whether the wall can be repaired at all or has to be built anew.
Read more
Bridge to Merrow opens in May
Council argues about goats
Share this article
Sign up for our newsletter
About us
Contact
Privacy policy
© 2026 Harbour Watch. All rights reserved.
`

func TestTextModel(t *testing.T) {
	c, err := New()
	require.NoError(t, err)
	p := TextPage(pageOf)
	decisions := c.Label(p)
	var body []string
	for i, d := range decisions {
		text := p.Lines[i].Text
		if d.Label.IsBody() {
			body = append(body, text)
		}
		switch text {
		case "Storm closes the harbour of Selmouth":
			assert.Equal(t, Title, d.Label)
		case "Home", "News", "Skip to content":
			assert.Equal(t, Navigation, d.Label, text)
		}
	}
	require.Len(t, body, 4)
	assert.True(t, strings.HasSuffix(body[1], "the ferry to Merrow stays on the other side."))
	assert.Equal(t, "en", p.Language())
}

func TestReport(t *testing.T) {
	c, err := New()
	require.NoError(t, err)
	r := c.Report(pageOf)
	assert.True(t, r.HasArticle())
	assert.Equal(t, "en", r.Language)
	assert.Greater(t, r.Kept, 0.5)
	assert.Less(t, r.Kept, 0.9)
	assert.Greater(t, r.Confidence, 0.5)
	lines := 0
	for _, n := range r.Labels {
		lines += n
	}
	assert.Equal(t, r.Lines, lines)
	assert.Equal(t, Report{Labels: map[Label]int{}}, c.Report(""))
}

func TestLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"de": "Der Hafen von Selmouth wurde am Montag geschlossen, nachdem das Meer über die Mauer kam und zwei Boote mit sich nahm.",
		"fr": "Le port de Selmouth a été fermé lundi après que la mer est passée par-dessus le mur et a emporté deux bateaux avec elle.",
		"es": "El puerto de Selmouth se cerró el lunes después de que el mar pasó por encima del muro y se llevó dos barcos.",
		"ru": "Порт Селмута закрыли в понедельник после того, как море перешло через стену и унесло с собой две лодки, но никто не пострадал.",
		"ja": "セルマスの港は月曜日、海が壁を越えて二隻の船をさらったため閉鎖されたと市の当局は発表した。",
		"ko": "셀머스 항구는 월요일 바다가 방파제를 넘어 배 두 척을 쓸어간 뒤 폐쇄되었다고 시 당국이 밝혔다.",
		"zh": "塞尔茅斯港口星期一关闭，因为海水越过了墙壁，带走了两艘船，但没有人受伤，市政府表示。",
		"pl": "Port w Selmouth został zamknięty w poniedziałek po tym, jak morze przelało się przez mur i zabrało ze sobą dwie łodzie.",
	} {
		c, err := New()
		require.NoError(t, err)
		assert.Equal(t, want, c.Report(strings.Repeat(text+"\n\n", 10)).Language)
	}
}

func TestCutSite(t *testing.T) {
	for title, want := range map[string]string{
		"Storm closes the harbour | Harbour Watch":        "Storm closes the harbour",
		"Storm closes the harbour - Selmouth - The Watch": "Storm closes the harbour",
		"Harbour Watch | News":                            "Harbour Watch | News",
		"Storm – the harbour of Selmouth is closed today": "Storm – the harbour of Selmouth is closed today",
	} {
		assert.Equal(t, want, CutSite(title))
	}
}

package clean

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTextPageLines(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		gaps       []int
	}{
		{"empty", "", nil, nil},
		{"blank", " \n\t\r\n\u00A0\n", nil, nil},
		{"one line", "one", []string{"one"}, []int{0}},
		{"line ends", "a\nb\r\nc\rd\u2028e\u2029f\u0085g\vh\fi", strings.Split("abcdefghi", ""), []int{0, 0, 0, 0, 0, 0, 0, 0, 0}},
		{"gaps", "\n\na\n\nb\n \n\t\nc\r\n\r\nd", []string{"a", "b", "c", "d"}, []int{1, 1, 2, 1}},
		{"white space", "  a\t\tb \u00A0 c\u3000d  ", []string{"a b c d"}, []int{0}},
		{"invisible characters", "so\u00ADft\u200B hy\uFEFFphen\x00", []string{"soft hyphen"}, []int{0}},
		{"wrongly decoded characters stay", "the seaâ\u0080\u0099s edge", []string{"the seaâ\u0080\u0099s edge"}, []int{0}},
		{"joiners stay", "می\u200Cخواهم 👩\u200D🚒", []string{"می\u200Cخواهم 👩\u200D🚒"}, []int{0}},
		{"only invisible", "a\n\u200B\nb", []string{"a", "", "b"}, []int{0, 0, 0}},
		{"invalid UTF-8", "a\xFFb\n\xC2", []string{"a\xFFb", "\xC2"}, []int{0, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := TextPage(tt.text)
			require.Len(t, p.Lines, len(tt.want))
			for i, line := range p.Lines {
				assert.Equal(t, tt.want[i], line.Text)
				assert.Equal(t, tt.gaps[i], line.Gap, "gap before %q", line.Text)
				cut := tt.text[line.Span.Start:line.Span.End]
				assert.Equal(t, strings.TrimSpace(cut), cut, "spans have no white space at their ends")
			}
			require.Len(t, p.Blocks, 1)
			assert.Equal(t, len(tt.want), p.Blocks[0].Last)
		})
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{" Read  More: » ", "read more"},
		{"© 2026 Selmouth", "2026 selmouth"},
		{"DON’T “MISS” IT", "don't \"miss\" it"},
		{"Cafe\u0301 – Straße", "café - straße"},
		{"ＰＨＯＴＯ：ＡＰ", "photo:ap"},
		{"こちらも\u200B読む…", "こちらも読む"},
		{"---", ""},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Fold(tt.text), "%q", tt.text)
		assert.Equal(t, tt.want, Fold(Fold(tt.text)), "folding twice changes nothing: %q", tt.text)
	}
}

func TestShapeOf(t *testing.T) {
	tests := []struct {
		text string
		want Shape
	}{
		{"", Shape{}},
		{"Storm closes the road", Shape{Words: 4, Upper: 1, Letters: 18, Start: StartUpper}},
		{"The road was closed. Nobody was hurt.", Shape{Words: 7, Upper: 2, Letters: 29, Sentences: 2, End: EndSentence, Start: StartUpper}},
		{"“Was it?” he asked.", Shape{Words: 4, Upper: 1, Letters: 12, Sentences: 2, End: EndSentence, Start: StartUpper}},
		{"and so on...", Shape{Words: 3, Letters: 7, Sentences: 1, End: EndEllipsis, Start: StartLower}},
		{"02:15", Shape{Words: 1, Digits: 4, Start: StartDigit}},
		{"• one,", Shape{Words: 1, Letters: 3, End: EndComma, Start: StartBullet}},
		{"- one:", Shape{Words: 1, Letters: 3, End: EndColon, Start: StartBullet}},
		{"川があふれた。", Shape{Words: 3, Letters: 6, Sentences: 1, End: EndSentence, Start: StartLetter}},
		{"강이 넘쳤다.", Shape{Words: 2, Letters: 5, Sentences: 1, End: EndSentence, Start: StartLetter}},
	}
	for _, tt := range tests {
		got := ShapeOf(tt.text)
		got.Commas = 0
		assert.Equal(t, tt.want, got, "%q", tt.text)
	}
}

func TestRepeats(t *testing.T) {
	const (
		first  = "The coast road was closed on Monday after the sea broke over the wall."
		second = "Two cars were washed into the bay."
	)
	p := TextPage(strings.Join([]string{"a b", first, second, "PHOTO: X", first + "  " + second, "ab", "c"}, "\n"))
	p.begin()
	assert.True(t, p.Repeated(0))
	assert.True(t, p.Repeated(5))
	assert.Equal(t, 0, p.FirstPrinted(5))
	assert.False(t, p.Repeated(6))
	from, to, ok := p.spreadBefore(4)
	assert.True(t, ok)
	assert.Equal(t, []int{1, 2}, []int{from, to})
	_, _, ok = p.spreadBefore(5)
	assert.False(t, ok)
	p = TextPage(strings.Join([]string{first + " " + second, "PHOTO: X", first, second}, "\n"))
	p.begin()
	from, to, ok = p.spreadAfter(0)
	assert.True(t, ok)
	assert.Equal(t, []int{2, 3}, []int{from, to})
}

func TestCutDateline(t *testing.T) {
	tests := []struct {
		text, place, source, rest string
		ok                        bool
	}{
		{"(CNN) —", "", "CNN", "", true},
		{"(CNN) — The road", "", "CNN", "The road", true},
		{"PARIS (AP) — The road", "PARIS", "AP", "The road", true},
		{"SAN FRANCISCO, Calif. (AP) — The road", "SAN FRANCISCO, Calif.", "AP", "The road", true},
		{"LONDON, Reuters - The road", "LONDON", "Reuters", "The road", true},
		{"NEW DELHI, Aug 8 (Reuters) - The road", "NEW DELHI", "Reuters", "The road", true},
		{"Berlin (dpa) – Die Straße", "Berlin", "dpa", "Die Straße", true},
		{"МОСКВА (РИА Новости) — Дорога", "МОСКВА", "РИА Новости", "Дорога", true},
		{"ROME — The road was closed again", "ROME", "", "The road was closed again", true},
		{"WASHINGTON -- The road was closed again", "WASHINGTON", "", "The road was closed again", true},
		{"ESSEX — KENT 2:1", "", "", "", false},
		{"The road — and the sea", "", "", "", false},
		{"He paused - then left", "", "", "", false},
		{"A well-known road", "", "", "", false},
		{"The road (which was closed on Monday after the storm) — and the sea", "", "", "", false},
		{"", "", "", "", false},
	}
	for _, tt := range tests {
		place, source, rest, ok := CutDateline(tt.text)
		if assert.Equal(t, tt.ok, ok, "%q", tt.text) && ok {
			assert.Equal(t, [...]string{tt.place, tt.source, tt.rest}, [...]string{place, source, rest}, "%q", tt.text)
		}
	}
}

func TestCutByline(t *testing.T) {
	tests := []struct {
		text, rest string
		ok         bool
	}{
		{"By Ann Quill", "Ann Quill", true},
		{"by: Ann Quill", "Ann Quill", true},
		{"Von Jana Brück", "Jana Brück", true},
		{"Par Luc Fontenay", "Luc Fontenay", true},
		{"Ann Quill", "", false},
		{"By", "", false},
		{"Byron Bay", "", false},
	}
	for _, tt := range tests {
		rest, ok := CutByline(tt.text)
		assert.Equal(t, tt.ok, ok, tt.text)
		assert.Equal(t, tt.rest, rest, tt.text)
	}
}

func TestLabelNames(t *testing.T) {
	for l := Unlabeled + 1; l < labelCount; l++ {
		parsed, err := ParseLabel(l.String())
		require.NoError(t, err)
		assert.Equal(t, l, parsed)
		kinds := 0
		for _, is := range []bool{l.IsHead(), l.IsBody(), l.IsPicture(), l.IsClip(), l.IsNoise()} {
			if is {
				kinds++
			}
		}
		assert.Equal(t, 1, kinds, "%v is of one kind", l)
	}
	_, err := ParseLabel("headline")
	assert.EqualError(t, err, `clean: unknown label "headline"`)
	_, err = ParseLabel("")
	assert.Error(t, err)
	assert.Equal(t, "label(200)", Label(200).String())
}

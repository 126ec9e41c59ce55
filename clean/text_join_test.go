package clean

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func linesOf(text string) []string {
	var lines []string
	for _, l := range TextPage(text).Lines {
		lines = append(lines, l.Text)
	}
	return lines
}

func TestBrokenLines(t *testing.T) {
	const long = "The harbour of Selmouth was closed on Monday to all lorries"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a link inside a sentence", long + ", as the\nharbour board\nhad said it would be.\nA second paragraph follows it here.",
			[]string{long + ", as the harbour board had said it would be.", "A second paragraph follows it here."}},
		{"punctuation after a link", long + " of the\nharbour board\n, which owns them\n.",
			[]string{long + " of the harbour board, which owns them."}},
		{"a sentence that begins with a link", "Selmouth\nhas been without its harbour since the storm of last winter.",
			[]string{"Selmouth has been without its harbour since the storm of last winter."}},
		{"a link with a capital", long + " owned by\nHarbour Holdings\nin the north of the country.",
			[]string{long + " owned by Harbour Holdings in the north of the country."}},
		{"a menu", "Home\nnews\nsport\nAbout us\nmore", []string{"Home", "news", "sport", "About us", "more"}},
		{"two paragraphs", long + ".\n" + long + ".", []string{long + ".", long + "."}},
		{"a headline and a byline in lower case", "Storm closes the harbour of Selmouth for most of the week\nvon Anna Berg\nDer Hafen ist zu.",
			[]string{"Storm closes the harbour of Selmouth for most of the week", "von Anna Berg", "Der Hafen ist zu."}},
		{"a headline and a time", "Sturm schließt den Hafen von Selmouth für den Rest der Woche\nvor 3 Stunden",
			[]string{"Sturm schließt den Hafen von Selmouth für den Rest der Woche", "vor 3 Stunden"}},
		{"a headline and a picture's name", "Storm closes the harbour of Selmouth for most of the week\nharbour lorry ban pkg_00001217.jpg",
			[]string{"Storm closes the harbour of Selmouth for most of the week", "harbour lorry ban pkg_00001217.jpg"}},
		{"a list", long + ":\n- the north quay\n- the south quay", []string{long + ":", "- the north quay", "- the south quay"}},
		{"Japanese particles", "港は月曜日から閉鎖されると市の当局が昨日の夜に発表した\nセルマス港湾局\nは声明で述べた。", []string{"港は月曜日から閉鎖されると市の当局が昨日の夜に発表したセルマス港湾局は声明で述べた。"}},
		{"a quotation that opens with a closing mark", "Der Hafen bleibt vorerst zu, teilte die Hafenverwaltung von Altwerder mit.\n»Der Sturm war stärker als der Kai.«",
			[]string{"Der Hafen bleibt vorerst zu, teilte die Hafenverwaltung von Altwerder mit.", "»Der Sturm war stärker als der Kai.«"}},
		{"a quotation that closes around a link", long + " by the “Harbour\nHoldings\n” company of the town.",
			[]string{long + " by the “Harbour Holdings” company of the town."}},
		{"a program", "ferry.Board(\n\"Selmouth\",\nlorries,\n)", []string{"ferry.Board(", "\"Selmouth\",", "lorries,", ")"}},
		{"a list of a program", "\"quays\": [\n\"north\"\n],", []string{"\"quays\": [", "\"north\"", "],"}},
		{"a blank line parts", long + ",\n\nand so on it goes.", []string{long + ",", "and so on it goes."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, linesOf(tt.text)) })
	}
}

func TestPiecesPartedByBlankLines(t *testing.T) {
	text := "The board of\n\nSelmouth\n\n, said on Monday.\n\nIt met\n\n, of all days, on Sunday.\n\nNobody came\n\n."
	assert.Equal(t, []string{"The board of", "Selmouth, said on Monday.", "It met, of all days, on Sunday.", "Nobody came."}, linesOf(text))
}

// wrap breaks text into lines of at most width characters.
func wrap(text string, width int) string {
	var b strings.Builder
	at := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case at+1+len(word) > width:
			b.WriteByte('\n')
			at = 0
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	return b.String()
}

func TestWrappedLines(t *testing.T) {
	const one = "The harbour of Selmouth will be closed to lorries from the first of April, because the quays can no longer carry " +
		"them and repairs are expected to take two years, the council of the city said on Tuesday after a meeting behind closed doors."
	const two = "Traffic will be sent around the city on the ring road, which was built in the last century for a third of the cars that " +
		"use it now, and the people who live along it have asked for a limit of thirty miles an hour since the spring of last year."
	for _, width := range []int{60, 72, 78} {
		text := wrap(one, width) + "\n\n" + wrap(two, width) + "\n"
		p := TextPage(text)
		assert.Equal(t, []string{one, two}, linesOf(text), "width %d", width)
		assert.Equal(t, Span{Start: 0, End: len(wrap(one, width))}, p.Lines[0].Span)
	}
	hyphened := strings.Replace(wrap(one, 72)+"\n\n"+wrap(two, 72), "because the quays", "because the qu-\nays", 1)
	assert.Contains(t, strings.Join(linesOf(hyphened), "\n"), "the quays")
}

func TestPoemsAreNotWrapped(t *testing.T) {
	text := "The sea came over the wall\nAnd took the boats away\nAnd nobody at all\nHad anything to say\nBut by the break of day\nThe wind had died away"
	assert.Len(t, linesOf(text), 6)
}

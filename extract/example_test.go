package extract_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

const page = `Old harbour to close to lorries from spring
By Ines Calloway
Updated 6:42 PM EST, Tue February 3, 2026
harbour lorry ban calloway pkg_00001217.jpg
PHOTO: Harbour Watch
Now playing
01:36
Why the quays cannot carry lorries any more
SELMOUTH (AP) —
The old harbour of Selmouth will be closed to lorries from the first of April.
A lorry waits at the north quay on Monday. (AP Photo/Mara Lindqvist)
Repairs are expected to take two years, the council of the city said on Tuesday.
Advertisement
`

func ExampleText() {
	doc, err := extract.Text(strings.NewReader(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("title:", doc.Article.Title)
	fmt.Println("by:", strings.Join(doc.Article.Authors, ", "))
	fmt.Println("updated:", doc.Article.Modified)
	fmt.Println("filed:", doc.Article.Dateline.Place, doc.Article.Dateline.Source)
	fmt.Println(doc.Article.Text())
	for _, c := range doc.Captions {
		fmt.Println("caption:", c.Text, c.Credit.Creators, c.Credit.Agencies)
	}
	for _, c := range doc.Clips {
		fmt.Println("clip:", c.Title, c.Duration, c.Thumbnail.Name, c.Caption.Credit.Agencies)
	}
	for _, n := range doc.Noise {
		fmt.Println("noise:", n.Label, n.Text)
	}
	// Output:
	// title: Old harbour to close to lorries from spring
	// by: Ines Calloway
	// updated: 2026-02-03 18:42:00 -0500 -0500
	// filed: SELMOUTH AP
	// The old harbour of Selmouth will be closed to lorries from the first of April.
	//
	// Repairs are expected to take two years, the council of the city said on Tuesday.
	// caption: A lorry waits at the north quay on Monday. [Mara Lindqvist] [AP]
	// clip: Why the quays cannot carry lorries any more 1m36s harbour lorry ban calloway pkg_00001217.jpg [Harbour Watch]
	// noise: advertisement Advertisement
}

// One extractor serves many pages, from any number of goroutines.
func ExampleExtractor_Text() {
	e, err := extract.New(extract.WithMaxBytes(1 << 20))
	if err != nil {
		fmt.Println(err)
		return
	}
	pages := map[string]string{"a.txt": page, "b.txt": " \n"}
	for _, name := range []string{"a.txt", "b.txt"} {
		doc, err := e.Text(context.Background(), strings.NewReader(pages[name]), extract.Source{Path: name})
		switch {
		case errors.Is(err, extract.ErrEmpty):
			fmt.Println("skipped:", err)
		case err != nil:
			fmt.Println(err)
		default:
			fmt.Println(doc.Article.Title)
		}
	}
	// Output:
	// Old harbour to close to lorries from spring
	// skipped: extract: b.txt: no text in the input
}

// A rule of one's own goes before the built-in ones.
func ExampleWithRules() {
	doc, err := extract.Text(strings.NewReader(page), extract.WithRules(
		clean.Prefix("repairs", clean.Promotion, []string{"Repairs are expected"}),
	))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range doc.Noise {
		fmt.Println(n.Rule, n.Label, n.Text)
	}
	// Output:
	// repairs promotion Repairs are expected to take two years, the council of the city said on Tuesday.
	// advertisement advertisement Advertisement
}

// Parts tells for every stretch of the page where it went.
func ExampleDocument_Parts() {
	doc, err := extract.Text(strings.NewReader(page))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, part := range doc.Parts() {
		text := page[part.Span.Start:part.Span.End]
		fmt.Printf("%-8s %.40q\n", part.Of, text)
	}
	// Output:
	// article  "Old harbour to close to lorries from spr"
	// article  "By Ines Calloway"
	// article  "Updated 6:42 PM EST, Tue February 3, 202"
	// clip     "harbour lorry ban calloway pkg_00001217."
	// article  "SELMOUTH (AP) —"
	// article  "The old harbour of Selmouth will be clos"
	// caption  "A lorry waits at the north quay on Monda"
	// article  "Repairs are expected to take two years, "
	// noise    "Advertisement"
}

func ExampleDocument_json() {
	doc, err := extract.Text(strings.NewReader("Storm closes the coast road\n\nThe coast road north of Selmouth was closed on Monday after the sea broke over the wall.\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := render.JSON(os.Stdout, doc); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "schema": "copydesk/1",
	//   "source": {
	//     "kind": "text",
	//     "charset": "utf-8",
	//     "bytes": 118
	//   },
	//   "article": {
	//     "title": "Storm closes the coast road",
	//     "head": [
	//       {
	//         "label": "title",
	//         "text": "Storm closes the coast road",
	//         "span": [0, 27]
	//       }
	//     ],
	//     "blocks": [
	//       {
	//         "kind": "paragraph",
	//         "text": "The coast road north of Selmouth was closed on Monday after the sea broke over the wall.",
	//         "span": [29, 117]
	//       }
	//     ],
	//     "text": "The coast road north of Selmouth was closed on Monday after the sea broke over the wall."
	//   }
	// }
}

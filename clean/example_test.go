package clean_test

import (
	"fmt"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

func ExampleCleaner_Text() {
	cleaner, err := clean.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(cleaner.Text(`Storm closes the coast road
Share this article
The coast road north of Selmouth was closed on Monday after the sea broke over the wall.
Waves at the sea wall of Selmouth
PHOTO: Harbour Watch
Nobody was hurt, the police said, but two cars were washed into the bay.
Sign up for our newsletter
`))
	// Output:
	// The coast road north of Selmouth was closed on Monday after the sea broke over the wall.
	//
	// Nobody was hurt, the police said, but two cars were washed into the bay.
}

func ExampleCleaner_Label() {
	cleaner, err := clean.New(clean.WithRules(
		clean.Equal("tides", clean.Other, []string{"Tide tables"}),
	))
	if err != nil {
		fmt.Println(err)
		return
	}
	page := clean.TextPage("Storm closes the coast road\nTIDE TABLES:\nNobody was hurt, the police said, but two cars were washed into the bay.\n")
	for i, d := range cleaner.Label(page) {
		fmt.Printf("%s by %s: %.30s\n", d.Label, d.Rule, page.Lines[i].Text)
	}
	// Output:
	// title by title: Storm closes the coast road
	// other by tides: TIDE TABLES:
	// paragraph by body: Nobody was hurt, the police sa
}

func ExampleNew_mistake() {
	_, err := clean.New(clean.WithRules(
		clean.Pattern("slogan", clean.Promotion, "best (news"),
	))
	fmt.Println(err)
	// Output:
	// clean: rule "slogan": pattern is not valid: error parsing regexp: missing closing ): `best (news`
}

func ExampleCutDateline() {
	place, source, rest, ok := clean.CutDateline("NEW DELHI, Aug 8 (Reuters) - Rain fell on the capital.")
	fmt.Println(place, "|", source, "|", rest, "|", ok)
	// Output:
	// NEW DELHI | Reuters | Rain fell on the capital. | true
}

// Conditions on neighbours see what has been decided before: here the headlines
// below a word list's "Related stories".
func ExampleAfter() {
	cleaner, err := clean.New(clean.WithRules(
		clean.Every("more", clean.Related, clean.After(clean.Related), clean.MaxWords(9)),
	))
	if err != nil {
		fmt.Println(err)
		return
	}
	page := clean.TextPage("Storm closes the coast road\nRelated stories\nHarbour master to retire in May\nFerry fares rise\nThe coast road was closed on Monday after the sea broke over the wall.\n")
	for i, d := range cleaner.Label(page) {
		fmt.Printf("%-9s %.30s\n", d.Label, page.Lines[i].Text)
	}
	// Output:
	// title     Storm closes the coast road
	// related   Related stories
	// related   Harbour master to retire in Ma
	// related   Ferry fares rise
	// paragraph The coast road was closed on M
}

func ExampleLoadPack_mistake() {
	_, err := clean.LoadPack(strings.NewReader(`{
  "schema": "copydesk-pack/1",
  "name": "gazette",
  "doc": "House style of the Selmouth Gazette.",
  "rules": [
    {"name": "app", "label": "promotion", "prefix": ["The Gazette app"]},
    {"name": "app-again", "label": "share", "equal": ["The Gazette app is here"]}
  ]
}`))
	fmt.Println(err)
	// Output:
	// clean: pack:7:5: rule "app-again": rule can never fire: rule "gazette/app" speaks of the same lines before
}

func ExampleWithWords() {
	cleaner, err := clean.New(clean.WithWords("eo", map[string][]string{"share": {"Kunhavigu …"}}))
	if err != nil {
		fmt.Println(err)
		return
	}
	page := clean.TextPage("Ŝtormo fermas la vojon\nKunhavigu ĉi tiun artikolon\nLa vojo estis fermita lunde, post kiam la maro rompis la muron.\n")
	fmt.Println(cleaner.Label(page)[1].Label)
	// Output:
	// share
}

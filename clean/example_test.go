package clean_test

import (
	"fmt"

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

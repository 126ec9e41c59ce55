package extract_test

import (
	"fmt"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

const gazette = `<html lang="en"><link rel="canonical" href="https://www.selmouth-gazette.example/news/storm">
<h1>Storm closes the coast road</h1>
<p>The coast road north of Selmouth was closed on Monday after the sea broke over the wall, the police said.</p>
<div class="gz-7"><p>The Gazette takes its readers to the lighthouse on Sunday, with coffee on deck and a captain who knows the rocks.</p></div>
<p>Nobody was hurt, but two cars were washed into the bay, and the ferry stayed in the harbour until noon.</p>
<p class="meta">High water: 6.40 and 19.05</p>
<p>The council will meet on Thursday to decide whether a new wall is to be built before the winter comes.</p>
<p>mq/ib</p>
</html>`

// The first rules for a newspaper: look at what each line of a page is and why,
// say otherwise, look again.
func Example_firstRule() {
	show := func(opts ...extract.Option) {
		doc, err := extract.HTML(strings.NewReader(gazette), append(opts, extract.WithTrace())...)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, line := range doc.Trace.Lines {
			fmt.Printf("%-9s %-14s %.24s…\n", line.Label, line.Rule, line.Text)
		}
	}
	fmt.Println("before:")
	show()
	fmt.Println("after:")
	show(extract.WithRules(
		clean.Selector("house-ads", clean.Promotion, ".gz-7"),
		clean.Pattern("sign-off", clean.Byline, `^[a-z]{2,3}/[a-z]{2,3}$`, clean.InLast(5)),
		clean.Prefix("tides", clean.Keep, []string{"High water:"}),
	))
	// Output:
	// before:
	// title     article-model  Storm closes the coast r…
	// paragraph article-model  The coast road north of …
	// paragraph article-model  The Gazette takes its re…
	// paragraph article-model  Nobody was hurt, but two…
	// other     page-furniture High water: 6.40 and 19.…
	// paragraph article-model  The council will meet on…
	// paragraph article-model  mq/ib…
	// after:
	// title     article-model  Storm closes the coast r…
	// paragraph article-model  The coast road north of …
	// promotion house-ads      The Gazette takes its re…
	// paragraph article-model  Nobody was hurt, but two…
	// paragraph tides          High water: 6.40 and 19.…
	// paragraph article-model  The council will meet on…
	// byline    sign-off       mq/ib…
}

// A pack is the same in a file, which people without a compiler can write.
func ExampleWithPacks() {
	pack, err := clean.LoadPack(strings.NewReader(`{
		"schema": "copydesk-pack/1",
		"name": "gazette",
		"doc": "House style of the Selmouth Gazette.",
		"sites": ["selmouth-gazette.example"],
		"rules": [{"name": "house-ads", "label": "promotion", "selector": ".gz-7"}]
	}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := extract.HTML(strings.NewReader(gazette), extract.WithPacks(pack))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range doc.Noise {
		if strings.HasPrefix(n.Rule, "gazette/") {
			fmt.Printf("%s: %.24s…\n", n.Rule, n.Text)
		}
	}
	// Output:
	// gazette/house-ads: The Gazette takes its re…
}

// Explain tells of any part of a document how its lines were decided.
func ExampleDocument_Explain() {
	doc, err := extract.HTML(strings.NewReader(gazette), extract.WithTrace(), extract.WithRules(
		clean.Selector("house-ads", clean.Promotion, ".gz-7"),
		clean.Prefix("tour", clean.Promotion, []string{"The Gazette takes"}, clean.MaxWords(6)),
	))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range doc.Explain(doc.Noise[0].Span) {
		fmt.Println(line.Label, "in", line.Path)
		for _, m := range line.Marks {
			fmt.Printf("  %s says %s: %s (%s)\n", m.Rule, m.Label, m.Outcome, m.By)
		}
	}
	// Output:
	// promotion in div.gz-7 > p
	//   house-ads says promotion: won ()
	//   tour says promotion: withheld (max_words 6)
	//   article-model says paragraph: refused (house-ads)
}

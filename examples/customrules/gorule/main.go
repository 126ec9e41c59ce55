// Gorule takes a page of an invented newspaper apart without and with rules that
// know the paper's house style, and prints both.
package main

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

//go:embed gazette.html
var page string

// houseStyle are rules for pages of the Selmouth Gazette.
func houseStyle() []clean.Rule {
	onSite := clean.OnSites("selmouth-gazette.example")
	return []clean.Rule{
		// The paper's own advertisements stand in boxes of a class.
		clean.Selector("house-ads", clean.Promotion, ".gz-7", onSite),
		// Reports end with the initials of those who wrote them.
		clean.Pattern("sign-off", clean.Byline, `^[a-z]{2,3}/[a-z]{2,3}$`, clean.InLast(5), onSite),
		// The tides stand in a class that elsewhere is that of captions.
		clean.Prefix("tides", clean.Keep, []string{"High water:"}, clean.MaxWords(8), onSite),
		// A function can look at the whole page: all between two lines of stars
		// is a riddle for children.
		clean.Func("riddle", func(p *clean.Page) {
			inside := false
			for i := range p.Lines {
				stars := p.Lines[i].Text == "* * *"
				if inside || stars {
					p.Mark(i, clean.Other, 1)
				}
				inside = inside != stars
			}
		}, onSite),
	}
}

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gorule:", err)
		os.Exit(1)
	}
}

func run(w io.Writer) error {
	fmt.Fprintln(w, "without rules:")
	if err := show(w); err != nil {
		return err
	}
	fmt.Fprintln(w, "with rules:")
	return show(w, extract.WithRules(houseStyle()...))
}

// show prints the lines of the page and what each is.
func show(w io.Writer, opts ...extract.Option) error {
	doc, err := extract.HTML(strings.NewReader(page), append(opts, extract.WithTrace())...)
	if err != nil {
		return err
	}
	for _, line := range doc.Trace.Lines {
		fmt.Fprintf(w, "  %-11s %.52s…\n", line.Label, line.Text)
	}
	return nil
}

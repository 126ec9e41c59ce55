// Cliplanguage takes a page in Esperanto apart, in which a video player prints
// its clips. copydesk knows the words of players in many languages, and this is
// none of them: it prints what it makes of the page before and after it is told.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

const page = `Ŝtormo fermas la bordan vojon

Verkis Ina Kalovej

La borda vojo norde de Selmoŭto estis fermita lunde, post kiam la maro rompis la muron, diris la polico.

Nun ludas
01:36
Kial la kajoj ne plu portas kamionojn
Fonto: Haveno Televido
Nun ludas
02:12
Nokto kun la fiŝistoj de Selmoŭto
Fonto: Haveno Televido

Neniu estis vundita, diris la polico, sed du aŭtoj estis lavitaj en la golfon.
`

// words are what players and bylines say in Esperanto.
var words = map[string][]string{
	"clip-marker": {"Nun ludas", "Sekvas"},
	"clip-source": {"Fonto"},
	"byline":      {"Verkis …"},
}

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "cliplanguage:", err)
		os.Exit(1)
	}
}

func run(w io.Writer) error {
	fmt.Fprintln(w, "before:")
	if err := show(w); err != nil {
		return err
	}
	fmt.Fprintln(w, "after:")
	return show(w, extract.WithCleaning(clean.WithWords("eo", words)))
}

func show(w io.Writer, opts ...extract.Option) error {
	doc, err := extract.Text(strings.NewReader(page), opts...)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "  authors: %q\n", doc.Article.Authors)
	for _, b := range doc.Article.Body {
		fmt.Fprintf(w, "  %s: %.60s\n", b.Kind, b.Text)
	}
	for _, c := range doc.Clips {
		fmt.Fprintf(w, "  clip: %s (%s, %s)\n", c.Title, c.Duration, c.Source)
	}
	return nil
}

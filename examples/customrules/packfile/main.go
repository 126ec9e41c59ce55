// Packfile takes a page apart without and with the rules of a pack, and prints
// what the pack has taken out of the article, and what it has kept in it.
//
//	go run ./examples/customrules/packfile [PACK.json PAGE.html]
package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

//go:embed gazette.json gazette.html
var own embed.FS

func main() {
	var files fs.FS = own
	pack, page := "gazette.json", "gazette.html"
	if len(os.Args) == 3 {
		files, pack, page = openFS{}, os.Args[1], os.Args[2]
	}
	if err := run(os.Stdout, files, pack, page); err != nil {
		fmt.Fprintln(os.Stderr, "packfile:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, files fs.FS, packName, pageName string) error {
	file, err := files.Open(packName)
	if err != nil {
		return err
	}
	defer file.Close()
	pack, err := clean.LoadPack(file)
	if err != nil {
		return err
	}
	before, err := read(files, pageName)
	if err != nil {
		return err
	}
	after, err := read(files, pageName, extract.WithPacks(pack))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "without the pack %q the article has %d blocks:\n", pack.Name, len(before.Article.Body))
	show(w, before, after, "-")
	fmt.Fprintf(w, "with it %d:\n", len(after.Article.Body))
	show(w, after, before, "+")
	for _, n := range after.Noise {
		fmt.Fprintf(w, "removed by %s as %s: %.50s…\n", n.Rule, n.Label, n.Text)
	}
	return nil
}

func read(files fs.FS, name string, opts ...extract.Option) (*extract.Document, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return extract.HTML(file, append(opts, extract.WithPath(name))...)
}

// show prints the blocks of an article and marks those that the other document's
// does not have.
func show(w io.Writer, doc, other *extract.Document, mark string) {
	for _, b := range doc.Article.Body {
		sign := " "
		if !slices.ContainsFunc(other.Article.Body, func(o extract.Block) bool { return o.Text == b.Text }) {
			sign = mark
		}
		fmt.Fprintf(w, "  %s %.52s…\n", sign, b.Text)
	}
}

// openFS opens files by any path.
type openFS struct{}

func (openFS) Open(name string) (fs.File, error) { return os.Open(name) }

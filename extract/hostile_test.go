package extract_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/hostile"
)

// readHostile reads a page of a hostile kind, which may fail only as the front
// ends say.
func readHostile(e *extract.Extractor, p *hostile.Page, page string) error {
	read := e.Text
	if p.HTML {
		read = e.HTML
	}
	_, err := read(context.Background(), strings.NewReader(page), extract.Source{Charset: "utf-8"})
	if err != nil && !errors.Is(err, extract.ErrNoArticle) && !expectedError(err) {
		return err
	}
	return nil
}

// BenchmarkHostile reports the time for pages of half a megabyte; the cost test
// of internal/cost checks that it grows no faster than they do.
func BenchmarkHostile(b *testing.B) {
	e, _ := newTools(b)
	for _, p := range hostile.Pages() {
		page := p.Make(512 << 10)
		b.Run(p.Name, func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				if err := readHostile(e, &p, page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

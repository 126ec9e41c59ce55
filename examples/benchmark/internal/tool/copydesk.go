package tool

import (
	"bytes"
	"context"
	"net/url"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/extract"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// copydeskFuncs returns copydesk with its default settings, one extractor for
// all pages. An error of setting it up is that of every page.
func copydeskFuncs() map[dataset.Kind]Func {
	extractor, setUp := extract.New()
	read := func(data []byte, source extract.Source, kind dataset.Kind) (Output, error) {
		if setUp != nil {
			return Output{}, setUp
		}
		front := extractor.HTML
		if kind == dataset.Text {
			front = extractor.Text
		}
		doc, err := front(context.Background(), bytes.NewReader(data), source)
		if err != nil {
			return Output{}, err
		}
		return copydeskOutput(doc), nil
	}
	return map[dataset.Kind]Func{
		dataset.HTML: func(data []byte, address *url.URL) (Output, error) {
			return read(data, extract.Source{URL: address.String()}, dataset.HTML)
		},
		dataset.Text: func(data []byte, _ *url.URL) (Output, error) {
			return read(data, extract.Source{}, dataset.Text)
		},
	}
}

func copydeskOutput(doc *extract.Document) Output {
	out := Output{
		Text:      doc.Article.Text(),
		Title:     doc.Article.Title,
		Authors:   doc.Article.Authors,
		Published: doc.Article.Published,
	}
	for _, c := range doc.Captions {
		out.Captions = append(out.Captions, metric.Caption{Text: c.Text, Credit: creditText(c.Credit)})
	}
	for _, c := range doc.Clips {
		out.Clips = append(out.Clips, metric.Clip{Title: c.Title, Duration: c.Duration})
	}
	return out
}

// creditText is a credit as the page writes it, or its names where it was put
// together from several places.
func creditText(c caption.Credit) string {
	if c.Raw != "" {
		return c.Raw
	}
	return strings.Join(append(c.Creators[:len(c.Creators):len(c.Creators)], c.Agencies...), "/")
}

package tool

import (
	"bytes"
	"net/url"

	"codeberg.org/readeck/go-readability"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/internal/metric"
)

const trafilaturaModule = "github.com/markusmobius/go-trafilatura"

// trafilaturaWith returns go-trafilatura as its documentation recommends it,
// with the fallback to other extractors, or without it, which is faster.
func trafilaturaWith(fallback bool) Func {
	return func(data []byte, address *url.URL) (Output, error) {
		result, err := trafilatura.Extract(bytes.NewReader(data), trafilatura.Options{
			OriginalURL:     address,
			EnableFallback:  fallback,
			ExcludeComments: true,
		})
		if err != nil {
			return Output{}, err
		}
		return Output{
			Text:      result.ContentText,
			Title:     result.Metadata.Title,
			Authors:   metric.SplitByline(result.Metadata.Author),
			Published: result.Metadata.Date,
		}, nil
	}
}

func runReadability(data []byte, address *url.URL) (Output, error) {
	article, err := readability.FromReader(bytes.NewReader(data), address)
	if err != nil {
		return Output{}, err
	}
	out := Output{
		Text:    article.TextContent,
		Title:   article.Title,
		Authors: metric.SplitByline(article.Byline),
	}
	if article.PublishedTime != nil {
		out.Published = *article.PublishedTime
	}
	return out, nil
}

func runDistiller(data []byte, address *url.URL) (Output, error) {
	result, err := distiller.ApplyForReader(bytes.NewReader(data), &distiller.Options{
		OriginalURL:    address,
		SkipPagination: true,
	})
	if err != nil {
		return Output{}, err
	}
	out := Output{
		Text:    result.Text,
		Title:   result.Title,
		Authors: metric.SplitByline(result.MarkupInfo.Author),
	}
	if t := result.MarkupInfo.Article.PublishedTime; t != "" {
		out.Published = dayOf(t)
	}
	return out, nil
}

// parseOnly does what every extractor must: it builds the page's tree.
func parseOnly(data []byte, _ *url.URL) (Output, error) {
	_, err := html.Parse(bytes.NewReader(data))
	return Output{}, err
}

// fieldsOnly does what every reader of text must: it looks at every byte once.
func fieldsOnly(data []byte, _ *url.URL) (Output, error) {
	bytes.Fields(data)
	return Output{}, nil
}

package devdata

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/internal/metric"
)

// Page is a saved page and what its makers say is in it.
type Page struct {
	// ID is the page's name in its set, URL its address where the set has it.
	ID, URL string
	// HTML is the page as saved.
	HTML []byte
	// Text is the article's text, where the set states it.
	Text string
	// Title, Authors and Date are what the page says of the article, where the
	// set states it. Date begins with the day as the page has it, in the form
	// of ISO 8601.
	Title   string
	Authors []string
	Date    string
	// Captions are those of the page's pictures that the set states, HasCaptions
	// whether it states any pictures at all.
	Captions    []metric.Caption
	HasCaptions bool
	// Clips are the page's clips, where the set states them.
	Clips []Clip
	// With and Without are texts that the article must and must not have.
	With, Without []string
}

// Clip is what a set states of a clip.
type Clip struct {
	Title       string
	Seconds     float64 `json:"duration_seconds"`
	ID          string
	Source      string
	Description string
	Thumbnail   string
}

// Set reads a set of saved pages: the folder holds truth.json and html/ID.html.gz.
// Pages come in the order of their names.
func Set(dir string) ([]Page, error) {
	data, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		return nil, err
	}
	var truths map[string]struct {
		URL, Text, Title, Author, Date string
		Authors                        []string
		With, Without                  []string
		Images                         []struct {
			Caption string
			Authors []string
		}
		Captions []metric.Caption
		Clips    []Clip
	}
	if err := json.Unmarshal(data, &truths); err != nil {
		return nil, fmt.Errorf("%s: truth.json: %w", dir, err)
	}
	pages := make([]Page, 0, len(truths))
	for id, t := range truths {
		html, err := readGzip(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			return nil, err
		}
		if t.Author != "" {
			t.Authors = metric.SplitByline(t.Author)
		}
		captions := t.Captions
		for _, i := range t.Images {
			captions = append(captions, metric.Caption{Text: i.Caption, Credit: strings.Join(i.Authors, ", ")})
		}
		pages = append(pages, Page{
			Captions: captions, HasCaptions: len(t.Images) > 0 || t.Captions != nil, Clips: t.Clips,
			ID: id, URL: t.URL, HTML: html, Text: t.Text, Title: t.Title, Authors: t.Authors, Date: t.Date, With: t.With, Without: t.Without,
		})
	}
	slices.SortFunc(pages, func(a, b Page) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return pages, nil
}

func readGzip(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return data, nil
}

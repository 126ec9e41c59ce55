package dataset

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/internal/metric"
)

// truthed is an entry of truth.json, keyed by page. Every field is optional.
type truthed struct {
	URL     string   `json:"url"`
	Type    string   `json:"type"`
	Text    string   `json:"text"`
	Title   string   `json:"title"`
	Author  string   `json:"author"`
	Authors []string `json:"authors"`
	Date    string   `json:"date"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	// Images are the page's pictures; Authors is the credit, split at commas,
	// bars and semicolons.
	Images []struct {
		Caption string   `json:"caption"`
		Authors []string `json:"authors"`
	} `json:"images"`
	Captions []struct {
		Text   string `json:"text"`
		Credit string `json:"credit"`
	} `json:"captions"`
	Clips []struct {
		Title   string  `json:"title"`
		Seconds float64 `json:"duration_seconds"`
	} `json:"clips"`
	// Tools are the flatteners that the page's text is there of.
	Tools []string `json:"tools"`
}

// page returns the entry as a page that has no file yet.
func (e truthed) page() Page {
	t := Truth{
		With:      e.With,
		Without:   e.Without,
		Title:     e.Title,
		Authors:   e.Authors,
		Published: parseTime(e.Date),
	}
	if e.Text != "" {
		t.Texts = []string{e.Text}
	}
	if e.Author != "" {
		t.Authors = metric.SplitByline(e.Author)
	}
	if e.Images != nil || e.Captions != nil {
		t.Captions = []metric.Caption{}
	}
	for _, i := range e.Images {
		t.Captions = append(t.Captions, metric.Caption{Text: i.Caption, Credit: strings.Join(i.Authors, ", ")})
	}
	for _, c := range e.Captions {
		t.Captions = append(t.Captions, metric.Caption(c))
	}
	if e.Clips != nil {
		t.Clips = []metric.Clip{}
	}
	for _, c := range e.Clips {
		t.Clips = append(t.Clips, metric.Clip{
			Title:    c.Title,
			Duration: time.Duration(c.Seconds * float64(time.Second)),
		})
	}
	return Page{URL: e.URL, Type: e.Type, Truth: t}
}

func readTruths(dir string) (map[string]truthed, error) {
	path := filepath.Join(dir, "truth.json")
	var entries map[string]truthed
	if err := readJSON(path, &entries); err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("truth %s: no entries", path)
	}
	return entries, nil
}

// readTruthed reads html/ID.html[.gz] with truth.json, the layout of the
// project's development data.
func readTruthed(dir, name string) (Set, error) {
	entries, err := readTruths(dir)
	if err != nil {
		return Set{}, err
	}
	truths := make(map[string]Page, len(entries))
	for id, e := range entries {
		truths[id] = e.page()
	}
	pages, err := pagesIn(filepath.Join(dir, "html"), htmlFiles, truths)
	return Set{Name: name, Kind: HTML, Pages: pages}, err
}

// readFlattened reads FLATTENER/ID.txt[.gz] with truth.json: what several
// programs that turn HTML into text made of the same pages. Each flattener is
// a set of its own.
func readFlattened(dir, name string) ([]Set, error) {
	entries, err := readTruths(dir)
	if err != nil {
		return nil, err
	}
	byFlattener := map[string]map[string]Page{}
	for id, e := range entries {
		if len(e.Tools) == 0 {
			return nil, fmt.Errorf("truth %s: entry %q: no tools that the page's text is there of",
				filepath.Join(dir, "truth.json"), id)
		}
		for _, flattener := range e.Tools {
			if byFlattener[flattener] == nil {
				byFlattener[flattener] = map[string]Page{}
			}
			// Only the article's text can be asked of flattened text.
			page := e.page()
			page.Truth = Truth{Texts: page.Truth.Texts, Title: page.Truth.Title}
			byFlattener[flattener][id] = page
		}
	}
	var sets []Set
	for _, flattener := range slices.Sorted(maps.Keys(byFlattener)) {
		folder := filepath.Join(dir, flattener)
		if _, err := os.Stat(folder); err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		pages, err := pagesIn(folder, textFiles, byFlattener[flattener])
		if err != nil {
			return nil, err
		}
		sets = append(sets, Set{Name: name + "/" + flattener, Kind: Text, Pages: pages})
	}
	return sets, nil
}

package dataset

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/copydesk-go/copydesk/internal/metric"
)

// readArticleBench reads html/ID.html.gz with ground-truth.json, the layout of
// https://github.com/scrapinghub/article-extraction-benchmark.
func readArticleBench(dir, name string) (Set, error) {
	var entries map[string]struct {
		Body *string `json:"articleBody"`
		URL  string  `json:"url"`
	}
	path := filepath.Join(dir, "ground-truth.json")
	if err := readJSON(path, &entries); err != nil {
		return Set{}, err
	}
	truths := make(map[string]Page, len(entries))
	for id, e := range entries {
		if e.Body == nil {
			return Set{}, fmt.Errorf("truth %s: entry %q: no articleBody", path, id)
		}
		truths[id] = Page{URL: e.URL, Truth: Truth{Texts: []string{*e.Body}}}
	}
	pages, err := pagesIn(filepath.Join(dir, "html"), htmlFiles, truths)
	return Set{Name: name, Kind: HTML, Pages: pages}, err
}

// maxReadings limits the accepted readings of one article: each optional
// paragraph doubles them.
const maxReadings = 64

// readFundusEvaluation reads html/ID.html[.gz] with ground_truth.json, the
// layout of https://github.com/dobbersc/fundus-evaluation: the body is a list
// of paragraphs, of which those in square brackets are optional.
func readFundusEvaluation(dir, name string) (Set, error) {
	var entries map[string]struct {
		URL  string   `json:"url"`
		Body []string `json:"body"`
	}
	path := filepath.Join(dir, "ground_truth.json")
	if err := readJSON(path, &entries); err != nil {
		return Set{}, err
	}
	truths := make(map[string]Page, len(entries))
	for id, e := range entries {
		if len(e.Body) == 0 {
			return Set{}, fmt.Errorf("truth %s: entry %q: no body", path, id)
		}
		// The data set's own identifiers may carry the file's extension.
		if base, ok := pageID(id, htmlFiles); ok {
			id = base
		}
		truths[id] = Page{URL: e.URL, Truth: Truth{Texts: readings(e.Body)}}
	}
	pages, err := pagesIn(filepath.Join(dir, "html"), htmlFiles, truths)
	return Set{Name: name, Kind: HTML, Pages: pages}, err
}

// readings returns the texts that a body with optional paragraphs may have,
// the one with all of them first.
func readings(body []string) []string {
	texts := [][]string{nil}
	for _, paragraph := range body {
		inner, optional := strings.CutPrefix(paragraph, "[")
		inner, closed := strings.CutSuffix(inner, "]")
		if !optional || !closed {
			inner = paragraph
		}
		n := len(texts)
		for i := range n {
			without := texts[i]
			texts[i] = append(without[:len(without):len(without)], inner)
			if optional && closed && 2*n <= maxReadings {
				texts = append(texts, without)
			}
		}
	}
	out := make([]string, len(texts))
	for i, paragraphs := range texts {
		out[i] = strings.Join(paragraphs, "\n\n")
	}
	return out
}

// readWCXB reads html/ID.html.gz with ground-truth/ID.json, one split of WCXB
// (https://arxiv.org/abs/2605.21097, schema version 2.0).
func readWCXB(dir, name string) (Set, error) {
	folder := filepath.Join(dir, "ground-truth")
	entries, err := os.ReadDir(folder)
	if err != nil {
		return Set{}, fmt.Errorf("truth: %w", err)
	}
	truths := make(map[string]Page, len(entries))
	for _, entry := range entries {
		id, ok := strings.CutSuffix(entry.Name(), ".json")
		if !ok || entry.IsDir() {
			continue
		}
		page, err := readWCXBTruth(filepath.Join(folder, entry.Name()))
		if err != nil {
			return Set{}, err
		}
		truths[id] = page
	}
	pages, err := pagesIn(filepath.Join(dir, "html"), htmlFiles, truths)
	return Set{Name: name, Kind: HTML, Pages: pages}, err
}

func readWCXBTruth(path string) (Page, error) {
	var entry struct {
		URL      string `json:"url"`
		Internal struct {
			PageType struct {
				Primary string `json:"primary"`
			} `json:"page_type"`
		} `json:"_internal"`
		Truth *struct {
			Title   string   `json:"title"`
			Author  string   `json:"author"`
			Date    string   `json:"publish_date"`
			Content string   `json:"main_content"`
			With    []string `json:"with"`
			Without []string `json:"without"`
		} `json:"ground_truth"`
	}
	if err := readJSON(path, &entry); err != nil {
		return Page{}, err
	}
	t := entry.Truth
	if t == nil {
		return Page{}, fmt.Errorf("truth %s: no ground_truth", path)
	}
	return Page{
		URL:  entry.URL,
		Type: entry.Internal.PageType.Primary,
		Truth: Truth{
			Texts:     []string{t.Content},
			With:      t.With,
			Without:   t.Without,
			Title:     t.Title,
			Authors:   metric.SplitByline(t.Author),
			Published: parseTime(t.Date),
		},
	}, nil
}

// readWCXBSplits reads the splits that a copy of WCXB has, each as a set.
func readWCXBSplits(dir, name string) ([]Set, error) {
	var sets []Set
	for _, split := range []string{"dev", "test"} {
		folder := filepath.Join(dir, split)
		if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
			continue
		}
		set, err := readWCXB(folder, name+"/"+split)
		if err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	return sets, nil
}

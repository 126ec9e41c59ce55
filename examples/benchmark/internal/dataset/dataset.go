// Package dataset reads benchmark sets: folders of saved pages with a truth
// for each, in the layouts of the public benchmarks.
package dataset

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/internal/metric"
)

// Kind is what the pages of a set are.
type Kind string

// The kinds of pages.
const (
	HTML Kind = "html"
	Text Kind = "text"
)

// Set is a folder of pages of one kind with their truths.
type Set struct {
	Name  string
	Kind  Kind
	Pages []Page
}

// Page is one saved page.
type Page struct {
	// ID names the page within its set.
	ID string
	// Path is the page's file, compressed where its name ends in ".gz".
	Path string
	// URL is where the page was found, as the truth has it; may be empty.
	URL string
	// Type is the page type of data sets that tell types apart ("article").
	Type  string
	Truth Truth
}

// Truth is what a perfect extractor gives back. A set has only part of it:
// what is absent is not scored.
type Truth struct {
	// Texts are the accepted readings of the article, the fullest first.
	Texts []string
	// With and Without are text segments that the article must and must not
	// contain.
	With, Without []string
	Title         string
	Authors       []string
	Published     time.Time
	// Captions and Clips are nil where the truth does not speak of them, and
	// empty where the page has none.
	Captions []metric.Caption
	Clips    []metric.Clip
}

// fixedURL stands for a page's address where the truth has none, or a broken
// one; extractors resolve links against it.
const fixedURL = "https://www.example.com/article.html"

// Address returns the page's address as a URL.
func (p Page) Address() *url.URL {
	if u, err := url.Parse(p.URL); err == nil && u.Scheme != "" && u.Host != "" {
		return u
	}
	u, err := url.Parse(fixedURL)
	if err != nil {
		panic(err)
	}
	return u
}

// Read returns the page's bytes, decompressed but not decoded.
func (p Page) Read() ([]byte, error) {
	f, err := os.Open(p.Path)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", p.ID, err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(p.Path, ".gz") {
		unzipped, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("page %s: %s: %w", p.ID, p.Path, err)
		}
		r = unzipped
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("page %s: %s: %w", p.ID, p.Path, err)
	}
	return data, nil
}

// errNotASet says that a folder has none of the known layouts.
var errNotASet = errors.New("not a benchmark set: it has neither truth.json, ground-truth.json nor ground_truth.json" +
	" beside html/, nor html/ and ground-truth/, nor a folder that has")

// Open reads the sets in dir: dir itself when it has one of the layouts, or
// else every set in the folders right below it, in order of name. Truth and
// pages must match one to one.
func Open(dir string) ([]Set, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("set %s: %w", dir, err)
	}
	sets, err := open(dir, filepath.Base(abs))
	if !errors.Is(err, errNotASet) {
		return sets, err
	}
	entries, readErr := os.ReadDir(dir)
	if readErr != nil {
		return nil, fmt.Errorf("set %s: %w", dir, readErr)
	}
	for _, entry := range entries {
		if !entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		below, openErr := open(filepath.Join(dir, entry.Name()), entry.Name())
		if errors.Is(openErr, errNotASet) {
			continue
		}
		if openErr != nil {
			return nil, openErr
		}
		sets = append(sets, below...)
	}
	if len(sets) == 0 {
		return nil, err
	}
	return sets, nil
}

// open reads dir as one of the layouts, naming its sets after name.
func open(dir, name string) ([]Set, error) {
	has := func(elem ...string) bool {
		_, err := os.Stat(filepath.Join(append([]string{dir}, elem...)...))
		return err == nil
	}
	one := func(s Set, err error) ([]Set, error) {
		if err != nil {
			return nil, err
		}
		return []Set{s}, nil
	}
	switch {
	case has("truth.json") && has("html"):
		return one(readTruthed(dir, name))
	case has("truth.json"):
		return readFlattened(dir, name)
	case has("ground-truth.json") && has("html"):
		return one(readArticleBench(dir, name))
	case has("ground_truth.json") && has("html"):
		return one(readFundusEvaluation(dir, name))
	case has("dataset", "ground_truth.json"):
		return one(readFundusEvaluation(filepath.Join(dir, "dataset"), name))
	case has("ground-truth") && has("html"):
		return one(readWCXB(dir, name))
	case has("dev", "ground-truth") || has("test", "ground-truth"):
		return readWCXBSplits(dir, name)
	case has("html"):
		return nil, fmt.Errorf("set %s: no truth file: want truth.json, ground-truth.json, ground_truth.json or ground-truth/ beside html/", dir)
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("set: %w", err)
	}
	return nil, fmt.Errorf("set %s: %w", dir, errNotASet)
}

// readJSON reads the file at path into value.
func readJSON(path string, value any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("truth: %w", err)
	}
	if err := json.Unmarshal(data, value); err != nil {
		return fmt.Errorf("truth %s: %w", path, err)
	}
	return nil
}

// pagesIn pairs the files of dir with truths by their names without
// extension. A page without truth is an error, and so is the reverse.
func pagesIn(dir string, extensions []string, truths map[string]Page) ([]Page, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	var pages []Page
	found := make(map[string]string, len(truths))
	for _, entry := range entries {
		id, ok := pageID(entry.Name(), extensions)
		if !ok || entry.IsDir() {
			continue
		}
		path := filepath.Join(dir, entry.Name())
		page, ok := truths[id]
		if !ok {
			return nil, fmt.Errorf("page %s has no truth: no entry %q", path, id)
		}
		if other, ok := found[id]; ok {
			return nil, fmt.Errorf("page %s is there twice: also as %s", path, other)
		}
		found[id] = path
		page.ID, page.Path = id, path
		pages = append(pages, page)
	}
	if len(pages) == 0 {
		return nil, fmt.Errorf("no pages in %s: want *%s", dir, strings.Join(extensions, " or *"))
	}
	var missing []string
	for id := range truths {
		if found[id] == "" {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		return nil, fmt.Errorf("%d truths have no page in %s, %q first", len(missing), dir, missing[0])
	}
	return pages, nil
}

func pageID(file string, extensions []string) (string, bool) {
	for _, ext := range extensions {
		if id, ok := strings.CutSuffix(file, ext); ok && id != "" {
			return id, true
		}
	}
	return "", false
}

var (
	htmlFiles = []string{".html.gz", ".html"}
	textFiles = []string{".txt.gz", ".txt"}
)

// timeLayouts are the forms in which truths write times of publication.
var timeLayouts = []string{
	time.RFC3339,
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05",
	"2006-01-02T15:04:05",
	time.DateOnly,
}

// parseTime reads a truth's time of publication. One that is not given to the
// day is no truth.
func parseTime(s string) time.Time {
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t
		}
	}
	return time.Time{}
}

// OfType returns the set with only the pages of a type. Pages without a type
// stay, and so do all when pageType is empty.
func (s Set) OfType(pageType string) Set {
	if pageType == "" {
		return s
	}
	s.Pages = slices.DeleteFunc(slices.Clone(s.Pages), func(p Page) bool { return p.Type != "" && p.Type != pageType })
	return s
}

// Spread returns the set with n pages that are spread evenly over it; all when
// n is 0 or more than there are.
func (s Set) Spread(n int) Set {
	if n == 0 || n >= len(s.Pages) {
		return s
	}
	pages := make([]Page, n)
	for i := range pages {
		pages[i] = s.Pages[i*len(s.Pages)/n]
	}
	s.Pages = pages
	return s
}

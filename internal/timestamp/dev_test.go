package timestamp

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/copydesk-go/copydesk/internal/devdata"
)

// truthFile is what the tests read of a page's truth.
type truthFile map[string]struct {
	Text string `json:"text"`
	Date string `json:"date"`
}

func readTruth(tb testing.TB, elem ...string) truthFile {
	tb.Helper()
	data, err := os.ReadFile(devdata.Path(tb, elem...))
	if err != nil {
		tb.Fatal(err)
	}
	var truth truthFile
	if err := json.Unmarshal(data, &truth); err != nil {
		tb.Fatal(err)
	}
	return truth
}

// TestTruthText bounds the share of lines of clean article text that are taken
// for timestamps: the few that are one there are real dates.
func TestTruthText(t *testing.T) {
	lines, accepted := 0, 0
	for _, set := range []string{"wcxb-articles", "fundus-news"} {
		for name, page := range readTruth(t, "corpus", set, "truth.json") {
			for text := range strings.Lines(page.Text) {
				text = strings.TrimSpace(text)
				if text == "" {
					continue
				}
				lines++
				got := describe(text)
				if got == "no" {
					continue
				}
				accepted++
				if testing.Verbose() {
					t.Logf("%s %s: %q: %s", set, name, text, got)
				}
			}
		}
	}
	t.Logf("%d of %d lines accepted", accepted, lines)
	if accepted*1000 > lines*3 {
		t.Errorf("%d of %d lines of article text taken for timestamps", accepted, lines)
	}
}

// eachPlainLine calls f with every line of the scraped pages.
func eachPlainLine(tb testing.TB, f func(tool, page, text string)) {
	tb.Helper()
	root := devdata.Path(tb, "corpus", "plain-text")
	names, err := filepath.Glob(filepath.Join(root, "*", "*.txt.gz"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			tb.Fatal(err)
		}
		z, err := gzip.NewReader(file)
		if err != nil {
			tb.Fatal(err)
		}
		sc := bufio.NewScanner(z)
		sc.Buffer(nil, 1<<24)
		for sc.Scan() {
			f(filepath.Base(filepath.Dir(name)), filepath.Base(name), strings.TrimSpace(sc.Text()))
		}
		if err := sc.Err(); err != nil {
			tb.Fatal(err)
		}
		file.Close()
	}
}

// TestTruthDates bounds from below on how many scraped pages a line states the
// day that the truth gives. Not every page prints it in a line of its own.
func TestTruthDates(t *testing.T) {
	want := make(map[string]string)
	for _, set := range []string{"wcxb-articles", "fundus-news"} {
		for name, page := range readTruth(t, "corpus", set, "truth.json") {
			if len(page.Date) >= len("2006-01-02") {
				want[name+".txt.gz"] = page.Date[:len("2006-01-02")]
			}
		}
	}
	pages, stated := make(map[string]bool), make(map[string]bool)
	eachPlainLine(t, func(tool, page, text string) {
		if tool != "bs4" || want[page] == "" {
			return
		}
		pages[page] = true
		stamps, _ := Line(text)
		for _, stamp := range stamps {
			if stamp.Time.Format("2006-01-02") == want[page] {
				stated[page] = true
			}
		}
	})
	t.Logf("%d of %d pages", len(stated), len(pages))
	if len(stated)*100 < len(pages)*75 {
		t.Errorf("the date was read on %d of %d pages", len(stated), len(pages))
	}
}

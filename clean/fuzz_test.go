package clean_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/clean"
)

func FuzzCleanerText(f *testing.F) {
	paths, err := filepath.Glob("../testdata/pages/*.txt")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no pages to begin with: %v", err)
	}
	for _, path := range paths {
		input, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(input))
	}
	f.Add("Harbour opens\n\nNow playing\n0:46\nFerry returns\n\nThe harbour opened on Monday.")
	f.Add("A text\nPhoto: Ana Sá / AP\nA text")
	cleaner, err := clean.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := cleaner.Text(text)
		if twice := cleaner.Text(once); twice != once {
			t.Fatalf("cleaning again gives\n%q\nin place of\n%q", twice, once)
		}
		if !utf8.ValidString(once) {
			t.Fatalf("not UTF-8: %q", once)
		}
		// What is left are lines of the text, in its order.
		page := clean.TextPage(strings.ToValidUTF8(text, "\uFFFD"))
		at := 0
		for line := range strings.SplitSeq(once, "\n\n") {
			for once != "" && (at == len(page.Lines) || page.Lines[at].Text != line) {
				if at == len(page.Lines) {
					t.Fatalf("%q is no line of %q", line, text)
				}
				at++
			}
			at++
		}
		for i, d := range cleaner.Label(page) {
			if !d.Label.Valid() || d.Rule == "" || !(d.Confidence > 0 && d.Confidence <= 1) {
				t.Fatalf("line %d is decided as %+v", i, d)
			}
		}
	})
}

package clean_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
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
	f.Add("The seaâ\u0080\u0099s edge\u0085\n\u0080\n\u0081 The ferry ran.")
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
		text = strings.ToValidUTF8(text, "\uFFFD")
		if rest := notIn(once, text); rest != "" {
			t.Fatalf("%q is not in %q", rest, text)
		}
		page := clean.TextPage(text)
		for i, d := range cleaner.Label(page) {
			if !d.Label.Valid() || d.Rule == "" || !(d.Confidence > 0 && d.Confidence <= 1) {
				t.Fatalf("line %d is decided as %+v", i, d)
			}
		}
	})
}

// notIn returns what is left of part from the first character on that does not
// follow in whole, white space aside.
func notIn(part, whole string) string {
	next := []rune(whole)
	for at, r := range part {
		if unicode.IsSpace(r) {
			continue
		}
		found := slices.Index(next, r)
		if found < 0 {
			return part[at:]
		}
		next = next[found+1:]
	}
	return ""
}

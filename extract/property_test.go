package extract_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// conserved returns what is wrong with the parts of a document read from input:
// they must be in order, apart from each other, within the input, and between
// them cover every character of it that is not white space.
func conserved(doc *extract.Document, input []byte) error {
	parts := doc.Parts()
	end := 0
	covered := make([]bool, len(input))
	for i, part := range parts {
		span := part.Span
		switch {
		case span.Start < 0 || span.End > len(input) || span.Start >= span.End:
			return fmt.Errorf("part %d (%s %d) has the span %v of %d bytes", i, part.Of, part.Index, span, len(input))
		case span.Start < end:
			return fmt.Errorf("part %d (%s %d) at %v begins before byte %d, where the one before it ends", i, part.Of, part.Index, span, end)
		}
		end = span.End
		if doc.Source.Charset == "utf-8" && utf8.Valid(input) {
			if !utf8.RuneStart(input[span.Start]) || span.End < len(input) && !utf8.RuneStart(input[span.End]) {
				return fmt.Errorf("part %d (%s %d) at %v cuts a character", i, part.Of, part.Index, span)
			}
		}
		for at := span.Start; at < span.End; at++ {
			covered[at] = true
		}
	}
	return eachCharacter(doc.Source.Charset, input, func(at, size int, r rune) error {
		if unicode.IsSpace(r) {
			return nil
		}
		for i := at; i < at+size; i++ {
			if !covered[i] {
				return fmt.Errorf("byte %d, of %q after %q, is in no part", i, r, tail(input[:at], 40))
			}
		}
		return nil
	})
}

// eachCharacter calls f with the characters of input and where they stand. A
// byte order mark is none.
func eachCharacter(charset string, input []byte, f func(at, size int, r rune) error) error {
	at := 0
	switch {
	case bytes.HasPrefix(input, []byte("\xEF\xBB\xBF")):
		at = 3
	case bytes.HasPrefix(input, []byte("\xFE\xFF")), bytes.HasPrefix(input, []byte("\xFF\xFE")):
		at = 2
	}
	for at < len(input) {
		r, size := rune(utf8.RuneError), 1
		switch charset {
		case "utf-8":
			r, size = utf8.DecodeRune(input[at:])
		case "utf-16le", "utf-16be":
			if size = min(2, len(input)-at); size == 2 {
				r = rune(input[at]) | rune(input[at+1])<<8
				if charset == "utf-16be" {
					r = rune(input[at+1]) | rune(input[at])<<8
				}
			}
		default:
			r, size = decodeCharacter(charset, input[at:])
		}
		if err := f(at, size, r); err != nil {
			return err
		}
		at += size
	}
	return nil
}

// decodeCharacter returns the first character of input in the given encoding
// and its size: the fewest bytes that are a character.
func decodeCharacter(charset string, input []byte) (rune, int) {
	if input[0] < utf8.RuneSelf {
		return rune(input[0]), 1
	}
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return utf8.RuneError, 1
	}
	for size := 1; size <= min(4, len(input)); size++ {
		text, err := enc.NewDecoder().Bytes(input[:size])
		if r, n := utf8.DecodeRune(text); err == nil && r != utf8.RuneError && n == len(text) {
			return r, size
		}
	}
	return utf8.RuneError, 1
}

func tail(b []byte, n int) []byte { return b[max(0, len(b)-n):] }

// expectedError reports whether err is one that the input may cause.
func expectedError(err error) bool {
	return errors.Is(err, extract.ErrEmpty) || errors.Is(err, extract.ErrBinary)
}

// checkText reads input and returns what is wrong with the document: its parts
// must be conserved, and reading again must give the same.
func checkText(e *extract.Extractor, input []byte) error {
	doc, err := e.Text(context.Background(), bytes.NewReader(input), extract.Source{})
	if err != nil && !errors.Is(err, extract.ErrNoArticle) {
		if expectedError(err) {
			return nil
		}
		return err
	}
	if err := conserved(doc, input); err != nil {
		return err
	}
	again, err := e.Text(context.Background(), bytes.NewReader(input), extract.Source{})
	if err != nil && !errors.Is(err, extract.ErrNoArticle) {
		return fmt.Errorf("the second time: %w", err)
	}
	first, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	second, err := json.Marshal(again)
	if err != nil {
		return err
	}
	if !bytes.Equal(first, second) {
		return errors.New("reading again gives another document")
	}
	return nil
}

// checkIdempotent returns an error when cleaning what the cleaner left changes
// it once more.
func checkIdempotent(c *clean.Cleaner, text string) error {
	once := c.Text(text)
	if twice := c.Text(once); twice != once {
		a, b := strings.Split(once, "\n\n"), strings.Split(twice, "\n\n")
		for i, line := range a {
			if i >= len(b) || b[i] != line {
				return fmt.Errorf("cleaning again changes line %d of %d: %q", i, len(a), line)
			}
		}
		return errors.New("cleaning again changes the text")
	}
	return nil
}

// samplePages returns the pages of the test data and, where it is present, the
// page of the development data, by name.
func samplePages(t testing.TB) map[string][]byte {
	t.Helper()
	pages := make(map[string][]byte)
	paths, err := filepath.Glob("../testdata/pages/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		input, err := os.ReadFile(path)
		require.NoError(t, err)
		pages[filepath.Base(path)] = input
	}
	return pages
}

func withSeed(t *testing.T, check func(t *testing.T, input []byte)) {
	for name, input := range samplePages(t) {
		t.Run(name, func(t *testing.T) { check(t, input) })
	}
	t.Run("development page", func(t *testing.T) {
		input, err := os.ReadFile(devdata.Path(t, "seed", "page.txt"))
		require.NoError(t, err)
		check(t, input)
	})
}

// newTools returns what the properties below are about.
func newTools(t testing.TB) (*extract.Extractor, *clean.Cleaner) {
	t.Helper()
	e, err := extract.New()
	require.NoError(t, err)
	c, err := clean.New()
	require.NoError(t, err)
	return e, c
}

// rounds is the number of random changes of each kind to each page.
func rounds() int {
	if testing.Short() {
		return 10
	}
	return 200
}

func TestNothingLost(t *testing.T) {
	extractor, cleaner := newTools(t)
	check := func(input []byte) error {
		return cmp.Or(checkText(extractor, input), checkIdempotent(cleaner, string(input)))
	}
	withSeed(t, func(t *testing.T, input []byte) {
		require.NoError(t, check(input))
		t.Run("cut after a line", func(t *testing.T) {
			for at, b := range input {
				if b == '\n' {
					require.NoError(t, check(input[:at+1]), "cut at byte %d", at+1)
				}
			}
		})
		t.Run("cut anywhere", func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, uint64(len(input))))
			for range rounds() {
				from, to := rng.IntN(len(input)), rng.IntN(len(input)+1)
				if rng.IntN(2) == 0 {
					from = 0
				}
				if from > to {
					from, to = to, from
				}
				require.NoError(t, check(input[from:to]), "bytes %d to %d", from, to)
			}
		})
		for _, change := range lineChanges {
			t.Run(change.name, func(t *testing.T) {
				lines := bytes.SplitAfter(input, []byte("\n"))
				for seed := range uint64(rounds()) {
					changed := bytes.Join(change.apply(slices.Clone(lines), rand.New(rand.NewPCG(seed, 7))), nil)
					require.NoError(t, check(changed), "seed %d", seed)
				}
			})
		}
	})
}

// lineChanges are ways in which a page's lines may come otherwise than they
// were printed.
var lineChanges = []struct {
	name  string
	apply func(lines [][]byte, rng *rand.Rand) [][]byte
}{
	{"shuffled", func(lines [][]byte, rng *rand.Rand) [][]byte {
		rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		return lines
	}},
	{"lines deleted", func(lines [][]byte, rng *rand.Rand) [][]byte {
		share := 1 + rng.IntN(9)
		return slices.DeleteFunc(lines, func([]byte) bool { return rng.IntN(10) < share })
	}},
	{"lines twice", func(lines [][]byte, rng *rand.Rand) [][]byte {
		for range 1 + rng.IntN(len(lines)) {
			at := rng.IntN(len(lines))
			lines = slices.Insert(lines, rng.IntN(len(lines)), lines[at])
		}
		return lines
	}},
	{"a stretch moved", func(lines [][]byte, rng *rand.Rand) [][]byte {
		from := rng.IntN(len(lines))
		to := from + rng.IntN(len(lines)-from)
		moved := slices.Clone(lines[from:to])
		lines = slices.Delete(lines, from, to)
		return slices.Insert(lines, rng.IntN(len(lines)+1), moved...)
	}},
}

// TestCleanTextIsKept cleans texts that hold nothing but the article.
func TestCleanTextIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole development data")
	}
	data, err := os.ReadFile(devdata.Path(t, "corpus", "plain-text", "truth.json"))
	require.NoError(t, err)
	var truths map[string]struct{ Text string }
	require.NoError(t, json.Unmarshal(data, &truths))
	extractor, cleaner := newTools(t)
	words, kept, whole := 0, 0, 0
	for name, truth := range truths {
		once := cleaner.Text(truth.Text)
		before, after := len(strings.Fields(truth.Text)), len(strings.Fields(once))
		words += before
		kept += after
		if before == after {
			whole++
		}
		assert.NoError(t, checkIdempotent(cleaner, truth.Text), name)
		assert.NoError(t, checkText(extractor, []byte(truth.Text)), name)
	}
	t.Logf("%d texts: %.3f %% of %d words kept, %.1f %% of the texts untouched",
		len(truths), 100*float64(kept)/float64(words), words, 100*float64(whole)/float64(len(truths)))
	assert.GreaterOrEqual(t, float64(kept)/float64(words), 0.995)
	assert.GreaterOrEqual(t, float64(whole)/float64(len(truths)), 0.98)
}

func FuzzText(f *testing.F) {
	for _, input := range samplePages(f) {
		f.Add(input)
		f.Add(tail(input, 400))
		f.Add(input[:min(len(input), 400)])
	}
	f.Add([]byte("\xEF\xBB\xBFA title\r\n\r\nNow playing\r\n0:46\r\nA clip"))
	f.Add([]byte("\xFF\xFEA\x00\n\x00b\x00"))
	extractor, _ := newTools(f)
	f.Fuzz(func(t *testing.T, input []byte) {
		if err := checkText(extractor, input); err != nil {
			t.Fatal(err)
		}
	})
}

package extract_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// savedPage is a saved page of either kind.
type savedPage struct {
	name   string
	isHTML bool
	input  []byte
}

func (p *savedPage) read(e *extract.Extractor) (*extract.Document, error) {
	read := e.Text
	if p.isHTML {
		read = e.HTML
	}
	return read(context.Background(), bytes.NewReader(p.input), extract.Source{})
}

// result is the hash of everything that comes of a page.
func (p *savedPage) result(e *extract.Extractor) ([sha256.Size]byte, error) {
	doc, err := p.read(e)
	data, jsonErr := json.Marshal(doc)
	if jsonErr != nil {
		return [sha256.Size]byte{}, jsonErr
	}
	return sha256.Sum256(fmt.Append(data, err)), nil
}

func ownPages(t *testing.T) []savedPage {
	var pages []savedPage
	for name, input := range samplePages(t) {
		pages = append(pages, savedPage{name, false, input})
	}
	for i, input := range htmlPages {
		pages = append(pages, savedPage{fmt.Sprintf("page %d", i), true, []byte(input)})
	}
	return pages
}

// savedPages returns pages of the development data, every so manieth.
func savedPages(t *testing.T, every int) []savedPage {
	var pages []savedPage
	for _, set := range []string{"wcxb-articles", "fundus-news", "trafilatura-segments"} {
		saved, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		for i, p := range saved {
			if i%every == 0 {
				pages = append(pages, savedPage{set + " " + p.ID, true, p.HTML})
			}
		}
	}
	paths, err := filepath.Glob(filepath.Join(devdata.Path(t, "corpus", "plain-text"), "*", "*.txt.gz"))
	require.NoError(t, err)
	for i, path := range paths {
		if i%every == 0 {
			pages = append(pages, savedPage{path, false, readGzip(t, path)})
		}
	}
	return pages
}

// goroutines is the number that share an Extractor in the tests below.
const goroutines = 64

// TestSameFromAllGoroutines reads pages a hundred times with one Extractor, in
// all orders on many goroutines at once: what comes of them is what came of them
// the first time, one after the other.
func TestSameFromAllGoroutines(t *testing.T) {
	times := 100
	if testing.Short() {
		times = 5
	}
	sameFromAllGoroutines(t, ownPages(t), times)
}

// every says which pages of the development data are read on many goroutines:
// all of them where it is 1, which takes minutes, and far longer under -race.
var every = flag.Int("every", 10, "read every so manieth saved `page`")

func TestSameFromAllGoroutinesOnSavedPages(t *testing.T) {
	n := *every
	if testing.Short() {
		n *= 5
	}
	sameFromAllGoroutines(t, savedPages(t, n), 1)
}

func sameFromAllGoroutines(t *testing.T, pages []savedPage, times int) {
	e, _ := newTools(t)
	want := make([][sha256.Size]byte, len(pages))
	jobs := make([]int, 0, len(pages)*times)
	for i := range pages {
		var err error
		want[i], err = pages[i].result(e)
		require.NoError(t, err)
		for range times {
			jobs = append(jobs, i)
		}
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(jobs), func(i, j int) { jobs[i], jobs[j] = jobs[j], jobs[i] })
	queue := make(chan int)
	var group sync.WaitGroup
	for range goroutines {
		group.Go(func() {
			for i := range queue {
				got, err := pages[i].result(e)
				assert.NoError(t, err)
				assert.Equal(t, want[i], got, pages[i].name)
			}
		})
	}
	for _, i := range jobs {
		queue <- i
	}
	close(queue)
	group.Wait()
	t.Logf("%d pages, %d times each, by %d goroutines", len(pages), times, goroutines)
}

// TestNoGoroutineStays reads pages, also such that fail or are stopped, and
// counts the goroutines after.
func TestNoGoroutineStays(t *testing.T) {
	e, cleaner := newTools(t)
	before := runtime.NumGoroutine()
	for _, p := range ownPages(t) {
		_, _ = p.read(e)
		cleaner.Text(string(p.input))
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, read := range []reading{e.HTML, e.Text} {
		_, err := read(cancelled, strings.NewReader("<p>text"), extract.Source{})
		require.ErrorIs(t, err, context.Canceled)
		_, err = read(context.Background(), iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("<p>text"))), extract.Source{})
		require.ErrorIs(t, err, iotest.ErrTimeout)
		soon, stop := context.WithTimeout(context.Background(), time.Millisecond)
		_, _ = read(soon, strings.NewReader(strings.Repeat("<p>The river rose at dawn.</p>\n", 20_000)), extract.Source{})
		stop()
	}
	// Timers of contexts that are over end on their own.
	for wait := time.Millisecond; runtime.NumGoroutine() > before && wait < time.Minute; wait *= 2 {
		time.Sleep(wait)
	}
	assert.LessOrEqual(t, runtime.NumGoroutine(), before)
}

// agreement is the least median, over saved pages, of the F1 between the article
// of a page's HTML and that of its text as a scraper leaves it.
const agreement = 0.9

// TestFrontEndsAgree compares the article of pages of HTML with that of the same
// pages flattened.
func TestFrontEndsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages of the development data")
	}
	e, _ := newTools(t)
	pages := make(map[string][]byte)
	for _, set := range []string{"wcxb-articles", "fundus-news"} {
		saved, err := devdata.Set(devdata.Path(t, "corpus", set))
		require.NoError(t, err)
		for _, p := range saved {
			pages[p.ID] = p.HTML
		}
	}
	for _, tool := range []string{"html-text", "bs4"} {
		var scores []float64
		for id := range textTruths(t) {
			input, ok := pages[id]
			if !ok {
				continue
			}
			whole, err := e.HTML(t.Context(), bytes.NewReader(input), extract.Source{})
			require.NoError(t, err)
			text := readGzip(t, devdata.Path(t, "corpus", "plain-text", tool, id+".txt.gz"))
			flat, err := e.Text(t.Context(), bytes.NewReader(text), extract.Source{})
			if flat == nil {
				require.NoError(t, err)
			}
			scores = append(scores, metric.CompareShingles(flat.Article.Text(), whole.Article.Text()).F1())
		}
		require.NotEmpty(t, scores)
		slices.Sort(scores)
		median := scores[len(scores)/2]
		t.Logf("%s: %d pages, median F1 %.3f, a tenth below %.3f", tool, len(scores), median, scores[len(scores)/10])
		assert.GreaterOrEqual(t, median, agreement, tool)
	}
}

package extract_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// reusePages are pages of all sizes and kinds, one after the other so that what
// a page leaves behind would be seen on the next.
func reusePages() [][]byte {
	var pages [][]byte
	for n := range 40 {
		pages = append(pages, []byte(manyKinds(n*n%97)), []byte(manyKinds(n)))
	}
	for _, page := range htmlPages {
		pages = append(pages, []byte(page))
	}
	return pages
}

// manyKinds is a page with n of everything that a page can have.
func manyKinds(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<html lang="en"><title>Ferry number %d</title><h1>Ferry number %d runs again</h1>`, n, n)
	for i := range n {
		fmt.Fprintf(&b, `<div class="c%d"><p>The ferry crossed the sound for the %d. time on Tuesday, the <b>crew</b> <i>of %d</i> said, `+
			`and the harbour was open.</p><figure><img src="%d.jpg"><figcaption>Ferry %d <span class="credit">Photo: Ana Sá / AP</span>`+
			`</figcaption></figure><ul><li><a href="/">Link %d</a></ul></div>`, i%7, i, n, i, i, i%5)
		if i%4 == 0 {
			fmt.Fprintf(&b, `<div data-video-id="v%d" data-video-title="The ferry in the storm"><span>The ferry in the storm</span> 1:0%d</div>`, i, i%10)
		}
	}
	return b.String()
}

func readAgain(e *extract.Extractor, page []byte) (string, error) {
	doc, err := e.HTML(context.Background(), bytes.NewReader(page), extract.Source{})
	if err != nil && !expectedError(err) {
		return "", err
	}
	out, jsonErr := json.Marshal(doc)
	return fmt.Sprint(string(out), err), jsonErr
}

// TestReuse reads pages with one Extractor again and again, in every order and on
// many goroutines: what is read of a page depends on no other.
func TestReuse(t *testing.T) { testReuse(t, reusePages()) }

// TestReuseOnSavedPages is TestReuse with some of the development data.
func TestReuseOnSavedPages(t *testing.T) {
	saved, err := devdata.Set(devdata.Path(t, "corpus", "fundus-news"))
	require.NoError(t, err)
	every := 6
	if testing.Short() {
		every = 30
	}
	var pages [][]byte
	for i, p := range saved {
		if i%every == 0 {
			pages = append(pages, p.HTML)
		}
	}
	testReuse(t, pages)
}

func testReuse(t *testing.T, pages [][]byte) {
	want := make([]string, len(pages))
	for i, page := range pages {
		// Rules of the caller's make another Cleaner, not other memory.
		e, err := extract.New(extract.WithRules(clean.Func("nothing", func(*clean.Page) {})))
		require.NoError(t, err)
		want[i], err = readAgain(e, page)
		require.NoError(t, err)
	}
	e, err := extract.New()
	require.NoError(t, err)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for k := range pages {
				i := (k*(2*worker+1) + worker) % len(pages)
				got, err := readAgain(e, pages[i])
				assert.NoError(t, err)
				if got != want[i] {
					assert.Equal(t, want[i], got, "page %d", i)
					return
				}
			}
		})
	}
	group.Wait()
}

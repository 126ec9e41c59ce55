package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

// vectorDir has attempts to run a script, and pages with places for them.
const vectorDir = root + "/extract/render/testdata/xss"

func readVectors(t *testing.T) (vectors []string) {
	t.Helper()
	f, err := os.Open(filepath.Join(vectorDir, "vectors.jsonl"))
	require.NoError(t, err)
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var v struct{ Vector string }
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v))
		vectors = append(vectors, v.Vector)
	}
	require.NotEmpty(t, vectors)
	return vectors
}

// fill puts a vector into the places of a page.
func fill(page, vector string) string {
	asJSON := quoted(vector)
	return strings.NewReplacer("@RAW@", vector, "@TEXT@", html.EscapeString(vector), "@JSON@", asJSON[1:len(asJSON)-1]).Replace(page)
}

// alarm tells the test of every script that ran: it stands for what the vectors
// call.
const alarm = `for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch']) {
	Object.defineProperty(window, name, {value: (...args) => ran(name + ' ' + args.join(' ') + ' in ' + location.pathname)});
}`

// provoke does to the pages in frames what a reader might: to elements with a
// handler of their own everything, to links that lead nowhere on the web and to
// a line of a report a click.
const provoke = `(() => {
	let count = 0;
	for (const frame of document.querySelectorAll('iframe')) {
		const inside = frame.contentDocument;
		if (!inside) continue;
		for (const e of inside.querySelectorAll('*')) {
			const handled = e.getAttributeNames().filter(name => name.startsWith('on'));
			for (const name of handled) e.dispatchEvent(new Event(name.slice(2), {cancelable: true}));
			if (e.href && !/^(https?|file):/.test(e.href.baseVal ?? e.href)) e.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
			count += handled.length;
		}
		const lines = inside.querySelectorAll('#lines li[value]');
		lines[lines.length >> 1]?.click();
	}
	return count;
})()`

// batch is how many pages are loaded at once, in frames.
const batch = 40

// loadFramed loads pages in frames, batch by batch, does with each what a reader
// might, and calls check with what was reported of a batch.
func loadFramed(b *tab, contents []string, check func(base string, requests []request, messages []string)) {
	b.t.Helper()
	pages := make(map[string]string, len(contents)+1)
	for i, content := range contents {
		pages[fmt.Sprintf("/%d", i)] = content
	}
	for from := 0; from < len(contents); from += batch {
		var frames strings.Builder
		for i := from; i < min(from+batch, len(contents)); i++ {
			fmt.Fprintf(&frames, `<iframe src="/%d"></iframe>`, i)
		}
		pages[fmt.Sprintf("/from/%d", from)] = `<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><title>frames</title>` + frames.String()
	}
	base := serve(b.t, pages)
	for from := 0; from < len(contents); from += batch {
		b.load(fmt.Sprintf("%s/from/%d", base, from))
		eval[int](b, provoke)
		// What was begun comes to its end: timers, animations, failing pictures.
		eval[any](b, `new Promise(done => setTimeout(done, 150))`)
		requests, messages := b.reported()
		check(base, requests, messages)
	}
}

// watched starts a browser in which every script that a vector would run raises
// the alarm. Policies of pages do not count in it: what is inert there is so by
// its markup alone.
func watched(t *testing.T) *tab {
	b := open(t)
	call(b, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
	call(b, runtime.AddBinding, runtime.AddBindingParams{Name: "ran"})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: alarm})
	return b
}

// TestAlarm loads the vectors as they are: the alarm that the tests below rely on
// goes off.
func TestAlarm(t *testing.T) {
	b := watched(t)
	var pages []string
	for _, v := range readVectors(t) {
		pages = append(pages, "<!DOCTYPE html><meta charset=utf-8><body>"+v)
	}
	ran := make(map[string]bool)
	// Some run after a while only, for which there may not have been the time.
	for deadline := time.Now().Add(patience); len(ran) <= len(pages)/4 && time.Now().Before(deadline); {
		loadFramed(b, pages, func(_ string, _ []request, messages []string) {
			for _, m := range messages {
				if at := strings.LastIndex(m, " in /"); at > 0 && strings.HasPrefix(m, "ran: ") {
					ran[m[at:]] = true
				}
			}
		})
	}
	t.Logf("%d of %d vectors ran a script", len(ran), len(pages))
	assert.Greater(t, len(ran), len(pages)/4)
}

var all = flag.Bool("all", false, "load the report of every vector in every page, not in one page each")

// TestVectorsInBrowser loads what is written of pages with attempts to run a
// script: nothing runs, and nothing but pictures of articles is asked for.
func TestVectorsInBrowser(t *testing.T) {
	b := watched(t)
	pages, err := filepath.Glob(filepath.Join(vectorDir, "*.[ht]*t*"))
	require.NoError(t, err)
	e, err := extract.New(extract.WithTrace())
	require.NoError(t, err)
	vectors := readVectors(t)
	if testing.Short() {
		vectors = vectors[:batch]
	}
	for at, path := range pages {
		read := e.HTML
		if filepath.Ext(path) == ".txt" {
			read = e.Text
		}
		hostile, err := os.ReadFile(path)
		require.NoError(t, err)
		var articles, reports []string
		for i, v := range vectors {
			doc, err := read(context.Background(), strings.NewReader(fill(string(hostile), v)), extract.Source{Charset: "utf-8", Path: v})
			if err != nil && !errors.Is(err, extract.ErrNoArticle) {
				require.ErrorIs(t, err, extract.ErrEmpty)
				continue
			}
			var article strings.Builder
			require.NoError(t, render.HTML(&article, doc))
			articles = append(articles, article.String())
			if *all || i%len(pages) == at {
				reports = append(reports, report(t, doc))
			}
		}
		name := filepath.Base(path)
		t.Run("HTML of "+name, func(t *testing.T) { checkQuiet(t, b, articles, true) })
		t.Run("report of "+name, func(t *testing.T) { checkQuiet(t, b, reports, false) })
		t.Logf("%s: %d articles, %d reports", name, len(articles), len(reports))
	}
}

// checkQuiet loads pages and checks that no script ran and that nothing was
// loaded, but pictures where these are allowed.
func checkQuiet(t *testing.T, b *tab, pages []string, pictures bool) {
	require.NotEmpty(t, pages)
	loadFramed(b, pages, func(base string, requests []request, messages []string) {
		for _, r := range requests {
			own := strings.HasPrefix(r.url, base+"/") && r.kind == network.ResourceTypeDocument || r.url == "data:,"
			assert.True(t, own || pictures && r.kind == network.ResourceTypeImage, "%s: %s", r.kind, r.url)
		}
		for _, m := range messages {
			// That a picture of an invented site cannot be had is said too.
			assert.True(t, pictures && strings.HasPrefix(m, "network: Failed to load resource"), m)
		}
	})
}

// TestPolicy puts scripts, styles and handlers into a report as if escaping had
// failed: its policy runs none of them, and its own script still runs.
func TestPolicy(t *testing.T) {
	b := open(t)
	call(b, runtime.AddBinding, runtime.AddBindingParams{Name: "ran"})
	whole := report(t, readPage(t, harbour))
	const place = `<p class="note" id="hint"`
	require.Contains(t, whole, place)
	injected := []string{
		`<script>ran('script')</script>`, `<img src=x onerror="ran('onerror')">`, `<svg onload="ran('onload')"></svg>`,
		`<script src="data:text/javascript,ran('data')"></script>`, `<iframe srcdoc="<script>parent.ran('srcdoc')</script>"></iframe>`,
		`<iframe src="javascript:parent.ran('address')"></iframe>`, `<object data="data:text/html,<script>ran(1)</script>"></object>`,
		`<link rel="stylesheet" href="https://attacker.example/a.css">`, `<style>@import "https://attacker.example/b.css";</style>`,
		`<form action="https://attacker.example/" id="f"><button id="send">x</button></form>`, `<base href="https://attacker.example/">`,
		`<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><script>ran('second policy')</script>`,
	}
	pages := make(map[string]string)
	for i, s := range injected {
		pages[fmt.Sprintf("/%d", i)] = strings.Replace(whole, place, s+place, 1)
	}
	base := serve(t, pages)
	for i, s := range injected {
		b.load(fmt.Sprintf("%s/%d", base, i))
		eval[any](b, `document.getElementById('send')?.click(), new Promise(done => setTimeout(done, 100))`)
		assert.True(t, eval[bool](b, `document.getElementById('bar').checkVisibility()`), s)
		requests, messages := b.reported()
		for _, r := range requests {
			own := strings.HasPrefix(r.url, base+"/") || strings.HasPrefix(r.url, "about:")
			assert.True(t, own, "%s: %s", s, r.url)
		}
		for _, m := range messages {
			assert.False(t, strings.HasPrefix(m, "ran: "), "%s: %s", s, m)
		}
	}
}

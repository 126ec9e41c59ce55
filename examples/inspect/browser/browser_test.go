package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/extract/render"
)

// root is the project's root as seen from this package.
const root = "../../.."

// chromium returns the path of an installed Chromium.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "headless-shell", "chromium-headless-shell", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed (Debian: apt-get install chromium)")
	return ""
}

// tab is a tab of a browser and what it has reported.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []request
	messages []string // of the console, exceptions and dialogs
}

type request struct {
	id   network.RequestID
	url  string
	kind network.ResourceType
}

// patience is how long anything that a test waits for may take: this machine may
// have much else to do.
const patience = 3 * time.Minute

// open starts a browser with one tab, in which no name has an address but this
// machine's.
func open(t *testing.T) *tab {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none"),
		chromedp.WSURLReadTimeout(patience))
	// What it leaves in the folder for temporary files goes with the test.
	temporary, err := os.MkdirTemp("", "browser-")
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(temporary) })
	opts = append(opts, chromedp.Env("TMPDIR="+temporary))
	if os.Geteuid() == 0 {
		// Chromium's sandbox does not work for root. What is loaded is ours.
		opts = append(opts, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	require.NoError(t, chromedp.Do(ctx))
	require.NoError(t, chromedp.Listen(ctx, b.listen))
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	b.size(1280, 900)
	return b
}

func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	require.NoError(b.t, err)
	return result
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, request{e.RequestID, e.Request.URL, e.Type})
	case *network.EventLoadingFailed:
		// What the page's policy has stopped was not asked for.
		if e.BlockedReason != "" {
			b.requests = slices.DeleteFunc(b.requests, func(r request) bool { return r.id == e.RequestID })
		}
	case *runtime.EventConsoleAPICalled:
		b.messages = append(b.messages, fmt.Sprintf("console.%s: %s", e.Type, arguments(e.Args)))
	case *runtime.EventExceptionThrown:
		b.messages = append(b.messages, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventBindingCalled:
		b.messages = append(b.messages, e.Name+": "+e.Payload)
	case *log.EventEntryAdded:
		b.messages = append(b.messages, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
	case *page.EventJavascriptDialogOpening:
		b.messages = append(b.messages, "dialog: "+e.Message)
	}
}

func arguments(args []*runtime.RemoteObject) string {
	var b strings.Builder
	for _, a := range args {
		b.WriteString(string(a.Value) + a.Description + " ")
	}
	return b.String()
}

// reported returns what the tab has reported, and forgets it.
func (b *tab) reported() (requests []request, messages []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	requests, messages = b.requests, b.messages
	b.requests, b.messages = nil, nil
	return requests, messages
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	require.NoError(b.t, chromedp.Do(b.ctx, actions...))
}

func (b *tab) load(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate(url))
}

func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// scheme sets the colours that the user prefers: "light" or "dark".
func (b *tab) scheme(value string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// eval returns what an expression has for a value.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	require.NoError(b.t, err, expression)
	return value
}

// until waits for a condition on the page.
func (b *tab) until(condition string) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		// The page may be between two documents.
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`Boolean(`+condition+`)`)); err == nil && ok {
			return
		}
		if time.Now().After(deadline) {
			_, messages := b.reported()
			require.FailNow(b.t, "never held: "+condition, "%q", messages)
		}
	}
}

// press presses keys, one after the other.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.do(chromedp.KeyEvent(key))
	}
}

// quoted returns a string as JavaScript writes it.
func quoted(s string) string {
	q, _ := json.Marshal(s)
	return string(q)
}

// readPage reads a page of the project for a report.
func readPage(t *testing.T, path string, opts ...extract.Option) *extract.Document {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	read := extract.Text
	if strings.HasSuffix(path, ".html") {
		read = extract.HTML
	}
	doc, err := read(f, append(opts, extract.WithTrace(), extract.WithPath(strings.TrimPrefix(path, root+"/")))...)
	if !errors.Is(err, extract.ErrNoArticle) {
		require.NoError(t, err)
	}
	return doc
}

func report(t *testing.T, doc *extract.Document) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.Report(&b, doc))
	return b.String()
}

// serve serves pages of HTML by their paths.
func serve(t *testing.T, pages map[string]string) (base string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(content))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

const harbour = root + "/examples/savedpage/testdata/harbour.txt"

// loadReport writes the report of a page to a file and loads that.
func loadReport(t *testing.T, b *tab, path string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	require.NoError(t, os.WriteFile(file, []byte(report(t, readPage(t, path))), 0o644))
	b.load("file://" + file)
}

// shown is an expression for the number of lines that are shown, all or those
// that a selector matches.
func shown(selector string) string {
	return `[...document.querySelectorAll('#lines li[value]` + selector + `')].filter(li => li.checkVisibility()).length`
}

// TestReportIsQuiet loads reports as files: nothing else is loaded, nothing is
// said on the console, and nothing is wider than the window.
func TestReportIsQuiet(t *testing.T) {
	b := open(t)
	pages, err := filepath.Glob(root + "/testdata/pages/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, pages)
	for _, path := range append(pages[:min(len(pages), 12):12], harbour) {
		for _, width := range []int64{360, 1024, 1920} {
			b.size(width, 800)
			loadReport(t, b, path)
			assert.LessOrEqual(t, eval[int64](b, `document.documentElement.scrollWidth`), width, path)
			eval[bool](b, `document.querySelector('#lines li[value]').click(), true`)
			assert.True(t, eval[bool](b, `document.getElementById('panel').checkVisibility()`))
			assert.LessOrEqual(t, eval[int64](b, `document.documentElement.scrollWidth`), width, path)
			requests, messages := b.reported()
			require.Len(t, requests, 1, "%v", requests)
			assert.True(t, strings.HasPrefix(requests[0].url, "file://"))
			assert.Empty(t, messages, path)
		}
	}
}

// contrasts finds texts whose contrast with what is behind them is below the
// 4.5:1 that WCAG 2.2 asks for (success criterion 1.4.3).
const contrasts = `(() => {
	const context = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const rgba = color => {
		context.clearRect(0, 0, 1, 1);
		context.fillStyle = color;
		context.fillRect(0, 0, 1, 1);
		return [...context.getImageData(0, 0, 1, 1).data];
	};
	const luminance = ([r, g, b]) => {
		const [R, G, B] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * R + 0.7152 * G + 0.0722 * B;
	};
	const behind = e => {
		for (; e; e = e.parentElement) {
			const color = rgba(getComputedStyle(e).backgroundColor);
			if (color[3] === 255) return color;
		}
		return [255, 255, 255];
	};
	const low = new Set();
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let count = 0;
	for (let node; node = walker.nextNode();) {
		const e = node.parentElement;
		if (!node.data.trim() || !e.checkVisibility({opacityProperty: true}) || e.matches('option, optgroup, script, style') || e.closest(':disabled')) continue;
		count++;
		const [a, b] = [luminance(rgba(getComputedStyle(e).color)), luminance(behind(e))];
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) low.add(ratio.toFixed(2) + ' ' + e.tagName + '.' + e.className + ' ' + node.data.trim().slice(0, 30));
	}
	return {count, low: [...low]};
})()`

// everyLabel gives each line of the page another label, and every other one the
// look of a line that was removed.
const everyLabel = `(() => {
	const names = [...document.querySelectorAll('#give option')].map(o => o.value).filter(v => v !== 'keep');
	const lines = [...document.querySelectorAll('#lines > section > ol > li')];
	for (let i = 0; i < 2 * names.length; i++) {
		const li = lines[i % lines.length].cloneNode(true);
		li.className = names[i % names.length] + (i < names.length ? '' : ' out');
		li.querySelector('b').textContent = names[i % names.length];
		if (i % 3 === 0) li.setAttribute('aria-current', 'true');
		lines[0].parentElement.append(li);
	}
	return names.length;
})()`

func TestContrast(t *testing.T) {
	b := open(t)
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		loadReport(t, b, harbour)
		assert.Equal(t, 29-1, eval[int](b, everyLabel))
		eval[bool](b, `document.querySelector('#lines li.out').click(), document.getElementById('keys').showModal(), true`)
		found := eval[struct {
			Count int
			Low   []string
		}](b, contrasts)
		assert.Greater(t, found.Count, 100)
		assert.Empty(t, found.Low, scheme)
	}
}

// TestNames checks that whatever takes the focus has a name.
func TestNames(t *testing.T) {
	b := open(t)
	loadReport(t, b, harbour)
	eval[bool](b, `document.querySelector('#lines li[value]').click(), true`)
	nameless := eval[[]string](b, `[...document.querySelectorAll('button, input, select, summary, a, dialog, aside, pre, svg')]
		.filter(e => !(e.ariaLabel || e.ariaHidden || e.textContent.trim() || (e.labels && [...e.labels].some(l => l.textContent.trim())) || e.getAttribute('aria-labelledby')))
		.map(e => e.outerHTML)`)
	assert.Empty(t, nameless)
	assert.Equal(t, 1, eval[int](b, `document.querySelectorAll('#lines [tabindex="0"]').length`), "one stop of the Tab key among the lines")
}

func TestFilters(t *testing.T) {
	b := open(t)
	loadReport(t, b, harbour)
	all := eval[int](b, shown(""))
	removed := eval[int](b, shown(".out"))
	related := eval[int](b, shown(".related"))
	require.Greater(t, removed, related)
	require.Greater(t, related, 0)

	b.do(chromedp.Click(`#filter input[value="related"]`))
	assert.Equal(t, 0, eval[int](b, shown(".related")))
	assert.Equal(t, all-related, eval[int](b, shown("")))
	assert.Contains(t, eval[string](b, `document.getElementById('status').textContent`), "lines shown")
	b.do(chromedp.Click(`#filter input[value="related"]`))
	assert.Equal(t, all, eval[int](b, shown("")))

	b.do(chromedp.Click(`#filter input[value="removed"]`))
	assert.Equal(t, removed, eval[int](b, shown("")))
	assert.Equal(t, 0, eval[int](b, `[...document.querySelectorAll('article.card')].filter(c => c.checkVisibility() && !c.querySelector('li:not([hidden])')).length`))
	b.do(chromedp.Click(`#filter input[value="kept"]`))
	assert.Equal(t, all-removed, eval[int](b, shown("")))
	b.do(chromedp.Click(`#filter input[value="all"]`))

	// The search looks at texts, labels and rules.
	b.do(chromedp.Click("#search"))
	b.press("LORRIES")
	lorries := eval[int](b, `[...document.querySelectorAll('#lines li[value] > p')].filter(p => p.textContent.toLowerCase().includes('lorries')).length`)
	assert.Less(t, lorries, 10)
	b.until(fmt.Sprintf("%s === %d", shown(""), lorries))
	assert.Greater(t, eval[int](b, `CSS.highlights.get('found').size`), 1)
	b.press(kb.Enter)
	assert.Equal(t, "LI", eval[string](b, `document.activeElement.tagName`))
	b.press("/")
	eval[bool](b, `document.activeElement.select(), true`)
	b.press("no such words")
	b.until(`document.getElementById('nothing').checkVisibility()`)
	b.do(chromedp.Click("#reset"))
	assert.Equal(t, all, eval[int](b, shown("")))

	// Loading again keeps what is shown.
	b.do(chromedp.Click(`#filter input[value="related"]`))
	b.press("n")
	at := eval[string](b, `location.hash`)
	eval[bool](b, `window.before = true, location.reload(), true`)
	b.until(`!window.before && document.readyState === 'complete' && document.querySelector('[aria-current]')`)
	assert.Equal(t, all-related, eval[int](b, shown("")))
	assert.Equal(t, at, eval[string](b, `'#' + document.querySelector('[aria-current]').value`))
	_, messages := b.reported()
	assert.Empty(t, messages)
}

func TestKeys(t *testing.T) {
	b := open(t)
	b.scheme("light")
	loadReport(t, b, harbour)
	out := eval[[]int](b, `[...document.querySelectorAll('#lines li.out')].map(li => li.value)`)
	require.Greater(t, len(out), 2)
	current := func() int { return eval[int](b, `document.activeElement.value ?? 0`) }
	// What comes into view is laid out then, which may move it once more.
	const inView = `(() => { const r = document.activeElement.getBoundingClientRect();
		return r.top >= document.getElementById('bar').getBoundingClientRect().bottom && r.bottom <= innerHeight; })()`
	for _, want := range out {
		b.press("n")
		assert.Equal(t, want, current())
		b.until(inView)
	}
	b.press("n")
	assert.Equal(t, out[len(out)-1], current(), "there is no next one")
	b.press("p", "p")
	assert.Equal(t, out[len(out)-3], current())
	b.until(inView)
	assert.Contains(t, eval[string](b, `document.getElementById('position').textContent`), "removed ")
	b.press(kb.ArrowDown)
	assert.Equal(t, out[len(out)-3]+1, current())
	b.press(kb.ArrowUp, kb.ArrowUp)
	assert.Equal(t, out[len(out)-3]-1, current())

	// Rule and confidence are to be seen on focus.
	assert.Equal(t, "1", eval[string](b, `getComputedStyle(document.activeElement.querySelector('small')).opacity`))
	b.press(kb.Enter)
	assert.True(t, eval[bool](b, `document.getElementById('panel').checkVisibility()`))
	b.press(kb.Escape)
	assert.False(t, eval[bool](b, `document.getElementById('panel').checkVisibility()`))
	b.press("?")
	assert.True(t, eval[bool](b, `document.getElementById('keys').open`))
	b.do(chromedp.Click("#letters"))
	b.press(kb.Escape)
	assert.False(t, eval[bool](b, `document.getElementById('keys').open`))
	at := eval[int](b, `document.querySelector('[aria-current]').value`)
	b.press("n")
	assert.Equal(t, at, eval[int](b, `document.querySelector('[aria-current]').value`), "letters are switched off")
	b.press("/")
	assert.NotEqual(t, "search", eval[string](b, `document.activeElement.id`))
	_, messages := b.reported()
	assert.Empty(t, messages)
}

// TestMarks reads in the panel what the rules said of a line.
func TestMarks(t *testing.T) {
	b := open(t)
	loadReport(t, b, harbour)
	doc := readPage(t, harbour)
	count := 0
	for i, l := range doc.Trace.Lines {
		if len(l.Marks) < 2 {
			continue
		}
		count++
		eval[bool](b, fmt.Sprintf(`document.querySelector('#lines li[value="%d"]').click(), true`, i+1))
		rows := eval[[]string](b, `[...document.querySelectorAll('#why tbody tr')].map(tr => [...tr.cells].map(td => td.textContent).join(' '))`)
		require.Len(t, rows, len(l.Marks))
		for k, m := range l.Marks {
			assert.True(t, strings.HasPrefix(rows[k], fmt.Sprintf("%s %s %.2f %s", m.Rule, m.Label, m.Confidence, m.Outcome)), rows[k])
			assert.Equal(t, m.Outcome == clean.Won, rows[k] == eval[string](b, `[...document.querySelector('#why tr.won').cells].map(td => td.textContent).join(' ')`))
		}
		assert.Contains(t, eval[string](b, `document.getElementById('why').textContent`), l.Why)
	}
	assert.Positive(t, count)
}

// TestWithoutScripts checks that a report can be read where scripts are off.
func TestWithoutScripts(t *testing.T) {
	b := open(t)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	loadReport(t, b, harbour)
	// innerText leaves out what the browser has not laid out yet
	// (content-visibility: auto), so that the lines are asked one by one.
	text := eval[string](b, `document.body.innerText`)
	assert.Contains(t, text, "Without scripts")
	assert.Equal(t, len(readPage(t, harbour).Trace.Lines), eval[int](b, shown("")))
	assert.Contains(t, eval[string](b, `document.getElementById('lines').textContent`), "Sign up for our morning newsletter")
	assert.NotContains(t, text, "Make a rule of it")
	assert.False(t, eval[bool](b, `document.getElementById('bar').checkVisibility()`))
}

package browser

import (
	"bufio"
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

var update = flag.Bool("update", false, "make the picture of the README anew")

// inspect builds the program and runs it until the test ends. It returns the
// address that it serves.
func inspect(t *testing.T, args ...string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "inspect")
	build := exec.Command("go", "build", "-o", program, "./examples/inspect")
	build.Dir = root
	said, err := build.CombinedOutput()
	require.NoError(t, err, "%s", said)
	run := exec.Command(program, append(args, "-addr", "localhost:0")...)
	out, err := run.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, run.Start())
	t.Cleanup(func() {
		run.Process.Signal(os.Interrupt)
		assert.NoError(t, run.Wait())
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	base, _, _ := strings.Cut(line, " ")
	return base
}

// inFrame is an expression over the report's document and its window.
func inFrame(expression string) string {
	return `(({document, location}) => ` + expression + `)(document.getElementById('report').contentWindow)`
}

// clickInFrame clicks on the middle of an element of the report.
func clickInFrame(b *tab, selector string) {
	b.t.Helper()
	// What comes into view is laid out then (content-visibility: auto), which moves
	// the element: it has to stay where it is for a frame, and be what is seen there.
	at := eval[[]float64](b, inFrame(`(async () => {
		const frame = document.defaultView.frameElement.getBoundingClientRect();
		for (let before;;) {
			const e = document.querySelector(`+quoted(selector)+`);
			e.scrollIntoView({block: 'center'});
			await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
			const r = e.getBoundingClientRect();
			const x = r.x + Math.min(r.width / 2, 300), y = r.y + r.height / 2;
			const stays = before?.x === x && before.y === y;
			before = {x, y};
			if (stays && e.contains(document.elementFromPoint(x, y))) return [frame.x + x, frame.y + y];
		}
	})()`))
	b.do(chromedp.MouseClickXY(at[0], at[1]))
}

// line is an expression for the line of the report that has a text.
func line(text string) string {
	return `[...document.querySelectorAll('#lines li[value]')].find(li => li.querySelector('p')?.textContent === ` + quoted(text) + `)`
}

const pageHTML = `<!DOCTYPE html><html lang="en"><head><title>Storm closes the coast road</title>
<link rel="canonical" href="https://www.selmouth-gazette.example/storm"></head><body>
<nav class="menu"><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Storm closes the coast road</h1>
<p>The coast road north of Selmouth was closed on Monday after the sea broke over the wall, the police said.</p>
<p>Nobody was hurt, said the head of the harbour office, who had watched the water rise since the early morning.</p>
<p class="tides">High water today is at 14.20, and again at 2.45 in the night, says the table of the harbour office.</p>
<p>Lorries were sent around by the old bridge, which took them an hour longer than on other days of the week.</p>
<p>The council will meet on Thursday to hear how soon the wall can be mended and what that will cost the town.</p>
</article>
<div class="teaser"><a href="/ferry">Ferry runs again after six years</a></div>
</body></html>`

// TestRule clicks on lines, puts the rules that are offered into the pack and
// sees the labels change.
func TestRule(t *testing.T) {
	b := open(t)
	dir := t.TempDir()
	saved, rules := filepath.Join(dir, "storm.html"), filepath.Join(dir, "rules.json")
	require.NoError(t, os.WriteFile(saved, []byte(pageHTML), 0o644))
	base := inspect(t, saved, "-rules", rules)
	b.load(base)
	b.until(inFrame(`document.getElementById('bar')?.checkVisibility()`))
	b.until(`document.getElementById('packs').textContent.includes('there is no such file yet')`)

	const tides = "High water today is at 14.20, and again at 2.45 in the night, says the table of the harbour office."
	const teaser = "Ferry runs again after six years"
	labelOf := func(text string) string { return inFrame(line(text) + `.classList[0]`) }
	choose := func(text string) {
		t.Helper()
		number := eval[string](b, inFrame(line(text)+`.getAttribute('value')`))
		clickInFrame(b, `#lines li[value="`+number+`"]`)
		b.until(inFrame(`document.getElementById('panel-title').textContent === 'Line ` + number + `'`))
	}
	set := func(id, value string) {
		t.Helper()
		require.True(t, eval[bool](b, inFrame(`(() => {
			const e = document.getElementById(`+quoted(id)+`);
			const option = [...e.options].find(o => o.text === `+quoted(value)+`);
			if (!option) return false;
			e.value = option.value;
			e.dispatchEvent(new Event('change', {bubbles: true}));
			return true;
		})()`)), "%s: %s", id, value)
	}
	offered := func() string { return eval[string](b, inFrame(`document.getElementById('rule').textContent`)) }
	put := func(pack string) {
		t.Helper()
		_, err := clean.LoadPack(strings.NewReader(pack))
		require.NoError(t, err, pack)
		require.NoError(t, os.WriteFile(rules+".part", []byte(pack), 0o644))
		require.NoError(t, os.Rename(rules+".part", rules))
	}
	remove := func(text, label string) {
		t.Helper()
		require.NoError(t, os.Remove(rules))
		b.until(labelOf(text) + ` === ` + quoted(label))
	}

	ways := []struct{ name, want string }{
		{"this text", `"equal": ["High water`},
		{"its first words", `"prefix": ["High water today is at 14.20"]`},
		{"this text, any numbers", `"pattern": "^High water today is at [0-9]+\\.[0-9]+,`},
		{"its element", `"selector": "p.tides"`},
	}
	for _, way := range ways {
		require.Equal(t, "paragraph", eval[string](b, labelOf(tides)))
		choose(tides)
		set("match", way.name)
		set("give", "promotion")
		pack := offered()
		assert.Contains(t, pack, way.want)
		assert.Contains(t, pack, `"label": "promotion"`)
		assert.Equal(t, "Of this page it knows this line alone.", eval[string](b, inFrame(`document.getElementById('reach').textContent`)))
		put(pack)
		b.until(labelOf(tides) + ` === 'promotion'`)
		assert.True(t, eval[bool](b, inFrame(line(tides)+`.classList.contains('out')`)))
		assert.Contains(t, eval[string](b, inFrame(line(tides)+`.querySelector('small').textContent`)), "my-rules/promotion-high-water-today-is-at 1.00")
		// The line that was chosen still is.
		b.until(inFrame(`document.querySelector('[aria-current] p')?.textContent === ` + quoted(tides)))
		assert.Contains(t, eval[string](b, `document.getElementById('packs').textContent`), "1 rule")
		remove(tides, "paragraph")
	}

	// A line that was removed is kept, on this site only.
	require.True(t, eval[bool](b, inFrame(line(teaser)+`.classList.contains('out')`)))
	label := eval[string](b, labelOf(teaser))
	choose(teaser)
	clickInFrame(b, "#only")
	pack := offered()
	assert.Contains(t, pack, `"sites": ["selmouth-gazette.example"]`)
	assert.Contains(t, pack, `"label": "keep"`)

	// What is copied is what is shown.
	_, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted})
	require.NoError(t, err)
	clickInFrame(b, "#copy")
	b.until(inFrame(`document.getElementById('copied').textContent === 'Copied.'`))
	copied := eval[string](b, inFrame(`document.defaultView.navigator.clipboard.readText()`))
	assert.Equal(t, pack, copied)
	put(copied)
	b.until(inFrame(`!` + line(teaser) + `.classList.contains('out')`))

	// A pack with a mistake is named, and the rules before stay.
	require.NoError(t, os.WriteFile(rules, []byte(strings.Replace(pack, `"keep"`, `"kept"`, 1)), 0o644))
	b.until(`document.getElementById('packs').textContent.includes('label "kept" is not a label')`)
	b.until(inFrame(line(teaser) + `?.classList.contains('out') === false`))
	remove(teaser, label)

	// The page is read again too.
	require.NoError(t, os.WriteFile(saved, []byte(strings.Replace(pageHTML, "Nobody was hurt", "Two people were hurt", 1)), 0o644))
	b.until(inFrame(`document.body.textContent.includes('Two people were hurt')`))

	requests, messages := b.reported()
	assert.Empty(t, messages)
	for _, r := range requests {
		assert.True(t, strings.HasPrefix(r.url, base), r.url)
	}
}

// The picture of the README.
const (
	picture        = "../screenshot.png"
	pictureWidth   = 1120
	pictureHeight  = 700
	maxPictureSize = 150_000
)

// TestPicture checks the picture of the README, and makes it anew with -update.
func TestPicture(t *testing.T) {
	if *update {
		b := open(t)
		b.scheme("light")
		b.size(pictureWidth, pictureHeight)
		loadReport(t, b, harbour)
		eval[bool](b, `(`+line("Market hall drivers to protest against the ban on morning vans")+`).click(), true`)
		eval[bool](b, `scrollBy(0, document.activeElement.getBoundingClientRect().bottom + 60 - innerHeight), true`)
		shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(picture, inFewColours(t, shot), 0o644))
	}
	data, err := os.ReadFile(picture)
	require.NoError(t, err)
	assert.LessOrEqual(t, len(data), maxPictureSize)
	config, err := png.DecodeConfig(bytes.NewReader(data))
	require.NoError(t, err)
	assert.Equal(t, []int{pictureWidth, pictureHeight}, []int{config.Width, config.Height})
}

// inFewColours returns a picture in its 256 most frequent colours, which is a
// third of the size and looks the same.
func inFewColours(t *testing.T, shot []byte) []byte {
	t.Helper()
	whole, err := png.Decode(bytes.NewReader(shot))
	require.NoError(t, err)
	bounds := whole.Bounds()
	counts := make(map[color.Color]int)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[whole.At(x, y)]++
		}
	}
	frequent := slices.SortedFunc(maps.Keys(counts), func(a, b color.Color) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	few := image.NewPaletted(bounds, frequent[:min(len(frequent), 256)])
	draw.Draw(few, bounds, whole, bounds.Min, draw.Src)
	var b bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, few))
	return b.Bytes()
}

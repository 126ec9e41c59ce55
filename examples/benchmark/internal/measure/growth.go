package measure

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// Growth is how one tool's time grows with the size of a made-up page.
type Growth struct {
	Kind string `json:"kind"`
	// Shape says what grows.
	Shape  string  `json:"shape"`
	Tool   string  `json:"tool"`
	Points []Point `json:"points"`
	// Exponent is the k of time ~ size^k, fitted to the four largest
	// sizes: 1 is linear, 2 quadratic.
	Exponent float64 `json:"exponent"`
	// Stopped says why there is no time for the larger sizes, if so.
	Stopped string `json:"stopped,omitempty"`
}

// growthSizes are the sizes of the made-up pages in bytes, about.
func growthSizes() []int {
	var sizes []int
	for size := 32 << 10; size <= 4<<20; size *= 2 {
		sizes = append(sizes, size)
	}
	return sizes
}

// shape makes pages of one kind of any size.
type shape struct {
	name string
	kind dataset.Kind
	page func(size int) string
}

func shapes() []shape {
	return []shape{
		{"long article", dataset.HTML, func(size int) string { return madePage(size, madeParagraph) }},
		{"many links", dataset.HTML, func(size int) string { return madePage(size, madeLinks) }},
		{"long text", dataset.Text, madeText},
	}
}

// GrowthSteps is the number of times that MeasureGrowth calls step for a kind.
func GrowthSteps(kind dataset.Kind) int {
	var n int
	for _, sh := range shapes() {
		if sh.kind == kind {
			n += len(growthSizes())
		}
	}
	return n
}

// growthRounds is the number of times that a size is taken, for the median.
const growthRounds = 3

// MeasureGrowth times the tools on made-up pages of growing size. A tool's
// curve ends after a size that took longer than enough: what it shows is clear,
// and a tool whose time grows faster than the page would soon take as long as
// all others together. It also ends where the tool panics, or takes longer than
// limit.
func MeasureGrowth(kind dataset.Kind, tools []tool.Tool, enough, limit time.Duration, step func()) []Growth {
	var out []Growth
	address := dataset.Page{}.Address()
	for _, sh := range shapes() {
		if sh.kind != kind {
			continue
		}
		curves := make([]Growth, len(tools))
		for _, size := range growthSizes() {
			data := []byte(sh.page(size))
			for t, tl := range tools {
				if curves[t].Stopped == "" {
					curves[t].measure(tl.Funcs[kind], data, address, enough, limit)
				}
			}
			step()
		}
		for t, tl := range tools {
			curves[t].Kind, curves[t].Shape, curves[t].Tool = string(kind), sh.name, tl.Name
			curves[t].Exponent = exponent(curves[t].Points)
			out = append(out, curves[t])
		}
	}
	return out
}

func (g *Growth) measure(f tool.Func, data []byte, address *url.URL, enough, limit time.Duration) {
	var times []float64
	for range growthRounds {
		start := time.Now()
		_, err := guarded(f, data, address, limit)
		if errors.Is(err, errPanic) || errors.Is(err, errHang) {
			g.Stopped = fmt.Sprintf("%d bytes: %v", len(data), err)
			return
		}
		taken := time.Since(start)
		times = append(times, float64(taken)/float64(time.Millisecond))
		if taken > enough {
			g.Stopped = fmt.Sprintf("%d bytes took more than %v", len(data), enough)
			break
		}
	}
	g.Points = append(g.Points, Point{Bytes: len(data), Millis: median(times)})
}

// exponentPoints is the number of the largest sizes that an exponent is fitted
// to.
const exponentPoints = 4

// exponent is the slope of the straight line through the largest points in
// logarithms; 0 for fewer than two points.
func exponent(points []Point) float64 {
	points = points[max(0, len(points)-exponentPoints):]
	var n, sx, sy, sxx, sxy float64
	for _, p := range points {
		x, y := math.Log(float64(p.Bytes)), math.Log(p.Millis)
		n++
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	if n < 2 || n*sxx == sx*sx {
		return 0
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// madePage is an HTML page with a menu, a headline, as many blocks as the size
// asks for, and a footer.
func madePage(size int, block func(i int) string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour opens its gates</title></head><body>` +
		`<header><nav><ul>`)
	for i := range 12 {
		fmt.Fprintf(&b, `<li><a href="/section/%d">Section %d</a></li>`, i, i)
	}
	b.WriteString(`</ul></nav></header><main><article><h1>Harbour opens its gates</h1><p class="byline">By Ada Example</p>`)
	for i := 0; b.Len() < size; i++ {
		b.WriteString(block(i))
	}
	b.WriteString(`</article></main><footer><p>Copyright Example News. All rights reserved.</p></footer></body></html>`)
	return b.String()
}

// madeParagraph is a paragraph with a link, and a figure after every eighth.
func madeParagraph(i int) string {
	p := fmt.Sprintf(`<p>%s <a href="/topic/%d">The council</a> said that more would follow.</p>`+"\n", madeSentences(i, 4), i)
	if i%8 == 7 {
		p += fmt.Sprintf(`<figure><img src="/pictures/%d.jpg" alt="A ship"><figcaption>Ship number %d enters the harbour. `+
			`<span class="credit">Photo: Ada Example</span></figcaption></figure>`+"\n", i, i)
	}
	return p
}

// madeLinks is a box of links to other stories with one sentence between.
func madeLinks(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<p>%s</p><div class="related"><ul>`, madeSentences(i, 1))
	for j := range 6 {
		fmt.Fprintf(&b, `<li><a href="/story/%d-%d"><img src="/t/%d.jpg" alt=""><span>Story %d on harbour %d</span></a></li>`, i, j, j, j, i)
	}
	b.WriteString("</ul></div>\n")
	return b.String()
}

func madeText(size int) string {
	var b strings.Builder
	b.WriteString("Home\nNews\nSport\nHarbour opens its gates\nBy Ada Example\n")
	for i := 0; b.Len() < size; i++ {
		b.WriteString(madeSentences(i, 4))
		b.WriteByte('\n')
		if i%8 == 7 {
			fmt.Fprintf(&b, "Ship number %d enters the harbour. Photo: Ada Example\nRead more\n", i)
		}
	}
	return b.String()
}

// madeSentences returns n sentences that differ with i, so that no extractor
// takes them for repeats.
func madeSentences(i, n int) string {
	subjects := []string{"The harbour", "A council of elders", "The old lighthouse", "Every fishing boat", "The new bridge", "A ferry from the island", "The night market"}
	verbs := []string{"opened again", "was painted", "was measured twice", "drew a crowd", "stood empty", "made way for another", "was counted"}
	places := []string{"before the storm came", "on the northern shore", "beneath the bridge", "in front of the town hall", "when the tide went out"}
	var out []string
	for j := range n {
		k := i*n + j
		out = append(out, fmt.Sprintf("%s %s %s, as %d visitors noted.",
			subjects[k%len(subjects)], verbs[(k/len(subjects))%len(verbs)], places[(k/3)%len(places)], k))
	}
	return strings.Join(out, " ")
}

package report

import (
	"bytes"
	"fmt"
	"html/template"
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
)

// Chart is a drawing of a report.
type Chart struct {
	Title string
	// SVG is the drawing, to be put into an HTML page as it is.
	SVG template.HTML
}

const (
	chartWidth  = 18 * vg.Centimeter
	chartHeight = 11 * vg.Centimeter
)

// Charts draws what a run measured: quality against speed, the time over the
// size of pages, growth, and throughput over cores.
func Charts(r measure.Result) ([]Chart, error) {
	var charts []Chart
	for _, d := range []func(measure.Result) ([]Chart, error){qualityAgainstSpeed, timeOverSize, growthCurves, scalingCurves} {
		drawn, err := d(r)
		if err != nil {
			return nil, err
		}
		charts = append(charts, drawn...)
	}
	return charts, nil
}

// toolColor returns the colour of the i-th tool: the eight of Okabe and Ito,
// which people with colour blindness can tell apart.
func toolColor(i int) color.Color {
	palette := []color.RGBA{
		{213, 94, 0, 255}, {0, 114, 178, 255}, {86, 180, 233, 255}, {0, 158, 115, 255},
		{204, 121, 167, 255}, {230, 159, 0, 255}, {0, 0, 0, 255}, {150, 150, 150, 255},
	}
	return palette[i%len(palette)]
}

// colorOf gives every tool of a run its own colour in all charts.
func colorOf(r measure.Result, name string) color.Color {
	return toolColor(max(0, slices.IndexFunc(r.Tools, func(t measure.ToolInfo) bool { return t.Name == name })))
}

func newPlot(title, x, y string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	for _, style := range []*draw.TextStyle{
		&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle,
		&p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle,
	} {
		style.Font.Typeface, style.Font.Variant = "Liberation", "Sans"
	}
	p.Title.Padding = vg.Points(8)
	p.Legend.TextStyle.Font.Size = vg.Points(9)
	p.Legend.Padding = vg.Points(3)
	p.Legend.Top, p.Legend.Left = true, true
	p.Add(plotter.NewGrid())
	return p
}

func logAxis(a *plot.Axis) {
	a.Scale = plot.LogScale{}
	a.Tick.Marker = plot.LogTicks{Prec: -1}
}

// render returns the plot as an SVG element.
func render(p *plot.Plot) (template.HTML, error) {
	canvas := vgsvg.New(chartWidth, chartHeight)
	p.Draw(draw.New(canvas))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return "", fmt.Errorf("chart %q: %w", p.Title.Text, err)
	}
	svg := b.Bytes()
	if i := bytes.Index(svg, []byte("<svg")); i > 0 {
		svg = svg[i:]
	}
	// The drawing is made of this program's numbers and names, which the
	// library escapes.
	return template.HTML(svg), nil
}

func qualityAgainstSpeed(r measure.Result) ([]Chart, error) {
	var charts []Chart
	for _, s := range r.Speed {
		if len(s.Runs) == 0 {
			continue
		}
		for _, set := range r.Sets {
			if set.Kind != s.Kind {
				continue
			}
			title := fmt.Sprintf("Quality against speed: %s", set.Name)
			p := newPlot(title, "time as a multiple of "+s.Reference+", on one core", "")
			logAxis(&p.X)
			var points int
			for _, t := range set.Tools {
				name, f1, ok := mainScore(t)
				i := slices.IndexFunc(s.Runs[0].Tools, func(v measure.ToolSpeed) bool { return v.Tool == t.Tool })
				if !ok || i < 0 {
					continue
				}
				p.Y.Label.Text = name + " F1"
				if err := addPoint(p, colorOf(r, t.Tool), t.Tool, s.Runs[0].Tools[i].Multiple, f1); err != nil {
					return nil, err
				}
				points++
			}
			if points == 0 {
				continue
			}
			p.X.Min, p.X.Max = min(1, p.X.Min), max(10, p.X.Max*2)
			p.Y.Min, p.Y.Max = max(0, p.Y.Min-0.02), min(1.02, p.Y.Max+0.02)
			svg, err := render(p)
			if err != nil {
				return nil, err
			}
			charts = append(charts, Chart{Title: title, SVG: svg})
		}
	}
	return charts, nil
}

// mainScore returns what a tool's quality is drawn by: the article's F1, or
// that of the segments where the set has nothing else.
func mainScore(t measure.ToolScore) (name string, f1 float64, ok bool) {
	for _, m := range []string{"article", "segments"} {
		if s, ok := t.Score(m); ok {
			return m, s.Main().Value, true
		}
	}
	return "", 0, false
}

func addPoint(p *plot.Plot, c color.Color, label string, x, y float64) error {
	at := plotter.XYs{{X: x, Y: y}}
	dot, err := plotter.NewScatter(at)
	if err != nil {
		return fmt.Errorf("chart %q: %w", p.Title.Text, err)
	}
	dot.GlyphStyle = draw.GlyphStyle{Color: c, Radius: vg.Points(4), Shape: draw.CircleGlyph{}}
	labels, err := plotter.NewLabels(plotter.XYLabels{XYs: at, Labels: []string{label}})
	if err != nil {
		return fmt.Errorf("chart %q: %w", p.Title.Text, err)
	}
	labels.Offset = vg.Point{X: vg.Points(6), Y: vg.Points(3)}
	for i := range labels.TextStyle {
		labels.TextStyle[i].Font = font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Points(10)}
		labels.TextStyle[i].Color = c
	}
	p.Add(dot, labels)
	return nil
}

func timeOverSize(r measure.Result) ([]Chart, error) {
	var charts []Chart
	for _, s := range r.Speed {
		if len(s.Runs) == 0 || s.Pages == 0 {
			continue
		}
		title := "Time over the size of a page: " + kindTitle(dataset.Kind(s.Kind))
		p := newPlot(title, "KB", "ms")
		logAxis(&p.X)
		logAxis(&p.Y)
		for _, t := range s.Runs[0].Tools {
			points := xys(t.Points, 1e3)
			if len(points) == 0 {
				continue
			}
			dots, err := plotter.NewScatter(points)
			if err != nil {
				return nil, fmt.Errorf("chart %q: %w", title, err)
			}
			dots.GlyphStyle = draw.GlyphStyle{Color: colorOf(r, t.Tool), Radius: vg.Points(1.5), Shape: draw.CircleGlyph{}}
			p.Add(dots)
			p.Legend.Add(t.Tool, dots)
		}
		svg, err := render(p)
		if err != nil {
			return nil, err
		}
		charts = append(charts, Chart{Title: title, SVG: svg})
	}
	return charts, nil
}

// xys returns points with their sizes in units of the given number of bytes.
// Points that a logarithmic axis cannot show are left out.
func xys(points []measure.Point, unit float64) plotter.XYs {
	var out plotter.XYs
	for _, p := range points {
		if p.Bytes > 0 && p.Millis > 0 {
			out = append(out, plotter.XY{X: float64(p.Bytes) / unit, Y: p.Millis})
		}
	}
	return out
}

func growthCurves(r measure.Result) ([]Chart, error) {
	var shapes []string
	for _, g := range r.Growth {
		if !slices.Contains(shapes, g.Shape) {
			shapes = append(shapes, g.Shape)
		}
	}
	var charts []Chart
	for _, shape := range shapes {
		title := "Growth: " + shape
		p := newPlot(title, "KiB", "ms")
		logAxis(&p.X)
		logAxis(&p.Y)
		for _, g := range r.Growth {
			if g.Shape != shape {
				continue
			}
			if err := addCurve(p, colorOf(r, g.Tool), fmt.Sprintf("%s (%.2f)", g.Tool, g.Exponent), xys(g.Points, 1024)); err != nil {
				return nil, err
			}
		}
		svg, err := render(p)
		if err != nil {
			return nil, err
		}
		charts = append(charts, Chart{Title: title, SVG: svg})
	}
	return charts, nil
}

func scalingCurves(r measure.Result) ([]Chart, error) {
	var charts []Chart
	for _, kind := range []dataset.Kind{dataset.HTML, dataset.Text} {
		title := "Throughput over cores: " + kindTitle(kind)
		p := newPlot(title, "cores", "multiple of one core's pages a second")
		var curves int
		for _, s := range r.Scaling {
			if s.Kind != string(kind) || len(s.Points) < 2 {
				continue
			}
			var points plotter.XYs
			for _, v := range s.Points {
				points = append(points, plotter.XY{X: float64(v.Cores), Y: v.SpeedUp})
			}
			if err := addCurve(p, colorOf(r, s.Tool), s.Tool, points); err != nil {
				return nil, err
			}
			curves++
		}
		if curves == 0 {
			continue
		}
		svg, err := render(p)
		if err != nil {
			return nil, err
		}
		charts = append(charts, Chart{Title: title, SVG: svg})
	}
	return charts, nil
}

func addCurve(p *plot.Plot, c color.Color, label string, points plotter.XYs) error {
	if len(points) == 0 {
		return nil
	}
	line, dots, err := plotter.NewLinePoints(points)
	if err != nil {
		return fmt.Errorf("chart %q: %w", p.Title.Text, err)
	}
	line.LineStyle = draw.LineStyle{Color: c, Width: vg.Points(1.5)}
	dots.GlyphStyle = draw.GlyphStyle{Color: c, Radius: vg.Points(2), Shape: draw.CircleGlyph{}}
	p.Add(line, dots)
	p.Legend.Add(label, line, dots)
	return nil
}

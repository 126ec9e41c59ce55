package measure_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
	"github.com/copydesk-go/copydesk/internal/metric"
)

func truthed(t *testing.T) dataset.Set {
	t.Helper()
	sets, err := dataset.Open("../../testdata/truthed")
	require.NoError(t, err)
	return sets[0]
}

// fake is a tool for HTML that fills everything.
func fake(name string, f tool.Func) tool.Tool {
	return tool.Tool{
		Name:   name,
		Fields: tool.Fields{Text: true, Metadata: true, Captions: true, Clips: true},
		Funcs:  map[dataset.Kind]tool.Func{dataset.HTML: f},
	}
}

// oracle knows the truth of every page of a set by its bytes.
func oracle(t *testing.T, set dataset.Set) tool.Func {
	t.Helper()
	truths := map[string]dataset.Truth{}
	for _, p := range set.Pages {
		data, err := p.Read()
		require.NoError(t, err)
		truths[string(data)] = p.Truth
	}
	return func(data []byte, _ *url.URL) (tool.Output, error) {
		truth := truths[string(data)]
		return tool.Output{
			Text: truth.Texts[0], Title: truth.Title, Authors: truth.Authors, Published: truth.Published,
			Captions: truth.Captions, Clips: truth.Clips,
		}, nil
	}
}

func TestQuality(t *testing.T) { synctest.Test(t, testQuality) }

func testQuality(t *testing.T) {
	set := truthed(t)
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	var steps atomic.Int32
	result, err := measure.Quality{
		Tools: []tool.Tool{
			fake("oracle", oracle(t, set)),
			fake("silent", func([]byte, *url.URL) (tool.Output, error) { return tool.Output{}, nil }),
			fake("failing", func([]byte, *url.URL) (tool.Output, error) { return tool.Output{}, errors.New("no article") }),
			fake("panicking", func([]byte, *url.URL) (tool.Output, error) { panic("index out of range") }),
			fake("hanging", func([]byte, *url.URL) (tool.Output, error) { <-hang; return tool.Output{}, nil }),
			{Name: "of text", Fields: tool.Fields{Text: true}, Funcs: map[dataset.Kind]tool.Func{dataset.Text: nil}},
		},
		Measures: measure.Measures(),
		Limit:    50 * time.Millisecond,
		Workers:  2,
		Step:     func() { steps.Add(1) },
	}.Set(set)
	require.NoError(t, err)
	assert.EqualValues(t, 2, steps.Load())
	assert.Equal(t, 2, result.Pages)
	require.Len(t, result.Tools, 5, "only tools that read HTML")

	best, silent := result.Tools[0], result.Tools[1]
	for _, m := range measure.Measures() {
		score, ok := best.Score(m.Name)
		require.True(t, ok, m.Name)
		assert.InDelta(t, 1, score.Main().Value, 1e-12, m.Name)
		assert.Len(t, score.Values, len(m.Columns), m.Name)
		score, ok = silent.Score(m.Name)
		require.True(t, ok, m.Name)
		assert.InDelta(t, 0, score.Main().Value, 1e-12, m.Name)
	}
	captions, _ := best.Score("captions")
	assert.Len(t, captions.Pages, 1, "the other page's truth does not speak of captions")
	clips, _ := best.Score("clips")
	assert.Equal(t, map[string]float64{"bridge": 1}, clips.Pages)

	for i, kind := range []string{"error", "panic", "hang"} {
		failed := result.Tools[2+i]
		require.Len(t, failed.Failures, 2, kind)
		assert.Equal(t, kind, failed.Failures[0].Kind)
		score, ok := failed.Score("article")
		require.True(t, ok)
		assert.Zero(t, score.Main().Value, "a failure counts as nothing found")
	}
	assert.Contains(t, result.Tools[3].Failures[0].Message, "index out of range")
	assert.Contains(t, result.Tools[4].Failures[0].Message, "no result after 50ms")

	var found bool
	for _, d := range result.Differences {
		if d.Measure == "article" && d.A == "oracle" && d.B == "silent" {
			found = true
			assert.InDelta(t, 1, d.Value, 1e-12)
			assert.InDelta(t, 0, d.Interval, 1e-12, "every page differs by the same")
			assert.True(t, d.Clear())
		}
	}
	assert.True(t, found)
}

func TestQualityTakesTheReadingThatFits(t *testing.T) {
	set := truthed(t)
	full := set.Pages[0].Truth.Texts[0]
	short := strings.TrimSpace(full[:strings.LastIndex(full, "\n\n")])
	set.Pages = set.Pages[:1]
	set.Pages[0].Truth.Texts = []string{full, short}
	for _, text := range []string{full, short} {
		result, err := measure.Quality{
			Tools:    []tool.Tool{fake("either", func([]byte, *url.URL) (tool.Output, error) { return tool.Output{Text: text}, nil })},
			Measures: measure.SelectMeasures([]string{"article", "words"}),
			Limit:    time.Second,
		}.Set(set)
		require.NoError(t, err)
		for _, s := range result.Tools[0].Scores {
			assert.InDelta(t, 1, s.Main().Value, 1e-12, s.Measure)
		}
	}
}

func TestQualityWithCleaner(t *testing.T) {
	set := truthed(t)
	noisy := fake("noisy", func(data []byte, address *url.URL) (tool.Output, error) {
		out, err := oracle(t, set)(data, address)
		out.Text += "\nMost read"
		return out, err
	})
	cleaner := tool.Tool{Name: "cleaner", Fields: tool.Fields{Text: true}, Funcs: map[dataset.Kind]tool.Func{
		dataset.Text: func(data []byte, _ *url.URL) (tool.Output, error) {
			return tool.Output{Text: strings.TrimSuffix(string(data), "Most read")}, nil
		},
	}}
	silent := fake("silent", func([]byte, *url.URL) (tool.Output, error) { return tool.Output{}, nil })
	result, err := measure.Quality{
		Tools: []tool.Tool{cleaner, noisy, silent}, Cleaner: cleaner,
		Measures: measure.SelectMeasures([]string{"article", "titles"}), Limit: time.Second,
	}.Set(set)
	require.NoError(t, err)
	require.Len(t, result.Tools, 4, "the cleaner itself does not read HTML")
	alone, _ := result.Tools[0].Score("article")
	assert.Less(t, alone.Main().Value, 0.99)
	assert.Equal(t, "noisy + cleaner", result.Tools[1].Tool)
	cleaned, _ := result.Tools[1].Score("article")
	assert.InDelta(t, 1, cleaned.Main().Value, 1e-12)
	_, ok := result.Tools[1].Score("titles")
	assert.False(t, ok, "a cleaner gives text only")
	assert.Empty(t, result.Tools[3].Failures, "there is nothing to clean of nothing")
}

func TestQualityStopsAtAnUnreadablePage(t *testing.T) {
	set := truthed(t)
	set.Pages[1].Path = filepath.Join(t.TempDir(), "gone.html")
	_, err := measure.Quality{Measures: measure.Measures(), Limit: time.Second, Workers: 3}.Set(set)
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestWorstPages(t *testing.T) {
	s := measure.Score{Pages: map[string]float64{"a": 0.5, "b": 0.1, "c": 0.5, "d": 1}}
	assert.Equal(t, []string{"b", "a", "c"}, s.WorstPages(3))
	assert.Len(t, s.WorstPages(9), 4)
}

func run(pages map[string]float64, main float64) measure.Result {
	return measure.Result{Schema: measure.Schema, Sets: []measure.SetResult{{
		Name: "news",
		Tools: []measure.ToolScore{{Tool: "copydesk", Scores: []measure.Score{{
			Measure: "article", Pages: pages, Values: []measure.Value{{Key: "f1", Value: main}},
		}}}},
	}}}
}

func TestCompare(t *testing.T) {
	before := run(map[string]float64{"a": 0.5, "b": 0.9, "c": 0.7, "d": 0.4}, 0.61)
	after := run(map[string]float64{"a": 0.6, "b": 0.8, "c": 0.7004, "d": 0.9}, 0.74)
	assert.Equal(t, []measure.Change{{
		Set: "news", Measure: "article", Tool: "copydesk", Before: 0.61, After: 0.74, Pages: 4,
		Better: []measure.PageChange{{Page: "d", Before: 0.4, After: 0.9}, {Page: "a", Before: 0.5, After: 0.6}},
		Worse:  []measure.PageChange{{Page: "b", Before: 0.9, After: 0.8}},
	}}, measure.Compare(before, after))

	// With other pages the common ones are compared.
	fewer := measure.Compare(run(map[string]float64{"a": 0.5, "b": 0.9, "x": 1}, 0.8), after)
	require.Len(t, fewer, 1)
	assert.Equal(t, 2, fewer[0].Pages)
	assert.InDelta(t, 0.7, fewer[0].Before, 1e-12)
	assert.InDelta(t, 0.7, fewer[0].After, 1e-12)

	assert.Empty(t, measure.Compare(measure.Result{}, after))
}

func TestReadResult(t *testing.T) {
	path := filepath.Join(t.TempDir(), "run.json")
	want := run(map[string]float64{"a": 0.5}, 0.5)
	data, err := json.Marshal(want)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, data, 0o644))
	got, err := measure.ReadResult(path)
	require.NoError(t, err)
	assert.Equal(t, want, got)

	for content, message := range map[string]string{`{`: "unexpected end", `{}`: `schema ""`} {
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
		_, err := measure.ReadResult(path)
		require.Error(t, err)
		assert.Contains(t, err.Error(), message)
	}
}

// busy is a tool that takes a time, by the size of the page.
func busy(name string, f func(size int) time.Duration) tool.Tool {
	return fake(name, func(data []byte, _ *url.URL) (tool.Output, error) {
		time.Sleep(f(len(data)))
		return tool.Output{}, nil
	})
}

// TestCosts takes times in a bubble, where a clock goes on only while tools
// sleep: what they are is known.
func TestCosts(t *testing.T) { synctest.Test(t, testCosts) }

func testCosts(t *testing.T) {
	set := truthed(t)
	sample, err := measure.NewSample([]dataset.Set{set}, dataset.HTML, 10)
	require.NoError(t, err)
	require.Equal(t, 2, sample.Len())

	broken := fake("broken", func(data []byte, _ *url.URL) (tool.Output, error) {
		if strings.Contains(string(data), "Bridge") {
			panic("bridge")
		}
		return tool.Output{}, errors.New("no article")
	})
	untimed := fake("untimed", oracle(t, set))
	untimed.Untimed = true
	slow := busy("slow", func(int) time.Duration { return 12 * time.Millisecond })
	sample, tools, dropped := sample.Ready([]tool.Tool{broken, untimed, slow}, time.Second, func() {})
	assert.Equal(t, 1, sample.Len(), "the page that a tool panics on is not timed")
	require.Len(t, dropped, 1)
	assert.Equal(t, measure.Dropped{Page: "truthed/bridge", Tool: "broken", Reason: "panic: bridge"}, dropped[0])
	require.Len(t, tools, 3)
	assert.Equal(t, tool.ParseOnly, tools[0].Name, "the reference comes first")
	tools[0] = busy(tool.ParseOnly, func(int) time.Duration { return 4 * time.Millisecond })
	tools[1] = busy("broken", func(int) time.Duration { return 6 * time.Millisecond })

	var steps int
	runs := measure.MeasureSpeed(sample, tools, []int{1, 2}, 3, func() { steps++ })
	assert.Equal(t, 2*3, steps)
	require.Len(t, runs, 2)
	for _, r := range runs {
		require.Len(t, r.Tools, 3)
		for i, multiple := range []float64{1, 1.5, 3} {
			speed := r.Tools[i]
			assert.InDelta(t, multiple, speed.Multiple, 1e-9)
			assert.InDelta(t, 4*multiple, speed.PageMillis, 1e-9)
			assert.Equal(t, []measure.Point{{Bytes: sample.Bytes(), Millis: speed.PageMillis}}, speed.Points)
			assert.InDelta(t, float64(sample.Bytes())/1e6/(speed.PageMillis/1e3), speed.MegabytesPerSecond, 1e-9)
		}
	}

	hungry := fake("hungry", func([]byte, *url.URL) (tool.Output, error) {
		block := make([]byte, 8<<20)
		time.Sleep(5 * time.Millisecond)
		return tool.Output{Text: string(block[:1])}, nil
	})
	memory := measure.MeasureMemory(sample, []tool.Tool{hungry}, func() {})
	require.Len(t, memory, 1)
	assert.InDelta(t, 8<<20, memory[0].AllocatedBytes, 1<<20)
	assert.GreaterOrEqual(t, memory[0].MaxPeakBytes, float64(7<<20))

	// A pass over the one page takes a tool that sleeps no less for a second core.
	scaling := measure.MeasureScaling(sample, []tool.Tool{slow}, 2, func() {})
	require.Len(t, scaling, 1)
	require.Len(t, scaling[0].Points, 2)
	for n, p := range scaling[0].Points {
		assert.Equal(t, n+1, p.Cores)
		assert.InDelta(t, float64(n+1)*1000/12, p.PagesPerSecond, 0.5)
		assert.InDelta(t, n+1, p.SpeedUp, 0.01)
	}
}

// TestGrowth takes times in a bubble, as TestCosts does.
func TestGrowth(t *testing.T) { synctest.Test(t, testGrowth) }

func testGrowth(t *testing.T) {
	const enough = 20 * time.Millisecond
	hang := make(chan struct{})
	defer close(hang)
	tools := []tool.Tool{
		busy("quick", func(size int) time.Duration { return time.Duration(size) }),
		busy("steep", func(size int) time.Duration { return time.Duration(size/1000*size/1000) * 100 }),
		fake("panicking", func([]byte, *url.URL) (tool.Output, error) { panic("large page") }),
		fake("hanging", func([]byte, *url.URL) (tool.Output, error) { <-hang; return tool.Output{}, nil }),
	}
	var steps int
	curves := measure.MeasureGrowth(dataset.HTML, tools, enough, time.Minute, func() { steps++ })
	assert.Equal(t, measure.GrowthSteps(dataset.HTML), steps)
	require.Len(t, curves, 2*len(tools), "two shapes of HTML page")
	quick, steep, panicking, hanging := curves[0], curves[1], curves[2], curves[3]
	assert.Equal(t, "quick", quick.Tool)
	require.Len(t, quick.Points, 8)
	assert.InDelta(t, 4<<20, quick.Points[7].Bytes, 1<<10, "the last page is of 4 MiB")
	assert.InDelta(t, 1, quick.Exponent, 0.01)
	assert.Empty(t, quick.Stopped)
	// 512 KiB take 27 ms.
	require.Len(t, steep.Points, 5)
	assert.InDelta(t, 2, steep.Exponent, 0.01)
	assert.Regexp(t, `^52\d{4} bytes took more than 20ms$`, steep.Stopped)
	assert.Contains(t, panicking.Stopped, "panic: large page")
	assert.Empty(t, panicking.Points)
	assert.Contains(t, hanging.Stopped, "hang: no result after 1m0s")
	assert.Empty(t, hanging.Points)
}

func TestMeasuresNameTheirColumns(t *testing.T) {
	assert.NoError(t, measure.CheckNames("metric", []string{"a"}, []string{"a", "b"}))
	assert.EqualError(t, measure.CheckNames("metric", []string{"c"}, []string{"a", "b"}), `unknown metric "c": want one of a, b`)
	assert.Len(t, measure.SelectMeasures([]string{"clips", "article"}), 2)
	assert.Equal(t, "article", measure.SelectMeasures([]string{"clips", "article"})[0].Name)
	assert.InDelta(t, 0.5, metric.Share(1, 2), 1e-12)
}

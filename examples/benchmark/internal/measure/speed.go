package measure

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// Speed is the time that the tools need for the pages of one kind.
type Speed struct {
	Kind      string     `json:"kind"`
	Reference string     `json:"reference"`
	Pages     int        `json:"pages"`
	Bytes     int        `json:"bytes"`
	Rounds    int        `json:"rounds"`
	Dropped   []Dropped  `json:"dropped,omitempty"`
	Runs      []SpeedRun `json:"runs"`
}

// SpeedRun is the time under one setting of GOMAXPROCS.
type SpeedRun struct {
	Procs int         `json:"procs"`
	Tools []ToolSpeed `json:"tools"`
}

// ToolSpeed is the time of one tool.
type ToolSpeed struct {
	Tool string `json:"tool"`
	// PageMillis is the mean time for a page in milliseconds, of the median
	// round.
	PageMillis float64 `json:"page_ms"`
	// Multiple is the time as a multiple of the reference's in the same round,
	// the median of all rounds.
	Multiple float64 `json:"multiple"`
	// MegabytesPerSecond is the input read in a second, in units of 10^6 bytes.
	MegabytesPerSecond float64 `json:"mb_per_s"`
	// Points are the pages' sizes and times, of the median round of each page.
	Points []Point `json:"points"`
}

// Point is the time for one page.
type Point struct {
	Bytes  int     `json:"bytes"`
	Millis float64 `json:"ms"`
}

// MeasureSpeed times the tools, of which the first is the reference, over the
// sample. All tools take a page in turn before the next page comes, and begin
// with another one each time, so that what disturbs the machine disturbs them
// alike. A round's time is summed over all pages before medians are taken:
// the collection of garbage falls on few pages, and must not be lost as their
// outliers.
func MeasureSpeed(s Sample, tools []tool.Tool, procs []int, rounds int, step func()) []SpeedRun {
	var runs []SpeedRun
	for _, n := range procs {
		previous := runtime.GOMAXPROCS(n)
		runs = append(runs, SpeedRun{Procs: n, Tools: s.rounds(tools, rounds, step)})
		runtime.GOMAXPROCS(previous)
	}
	return runs
}

func (s Sample) rounds(tools []tool.Tool, rounds int, step func()) []ToolSpeed {
	// times[t][p][r] is the time of tool t for page p in round r.
	times := make([][][]float64, len(tools))
	for t := range tools {
		times[t] = make([][]float64, len(s.pages))
		for p := range s.pages {
			times[t][p] = make([]float64, rounds)
		}
	}
	for r := range rounds {
		runtime.GC()
		for p, page := range s.pages {
			for i := range tools {
				t := (i + p + r) % len(tools)
				start := time.Now()
				s.run(tools[t], page)
				times[t][p][r] = float64(time.Since(start)) / float64(time.Millisecond)
			}
			step()
		}
	}
	sum := func(t, r int) float64 {
		var total float64
		for p := range s.pages {
			total += times[t][p][r]
		}
		return total
	}
	out := make([]ToolSpeed, len(tools))
	for t := range tools {
		var totals, multiples []float64
		for r := range rounds {
			totals = append(totals, sum(t, r))
			multiples = append(multiples, sum(t, r)/sum(0, r))
		}
		total := median(totals)
		speed := ToolSpeed{
			Tool:               tools[t].Name,
			PageMillis:         total / float64(len(s.pages)),
			Multiple:           median(multiples),
			MegabytesPerSecond: float64(s.Bytes()) / 1e3 / total,
		}
		for p, page := range s.pages {
			speed.Points = append(speed.Points, Point{Bytes: len(page.data), Millis: median(times[t][p])})
		}
		out[t] = speed
	}
	return out
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// Scaling is the throughput of one tool over the number of cores.
type Scaling struct {
	Kind   string         `json:"kind"`
	Tool   string         `json:"tool"`
	Points []ScalingPoint `json:"points"`
}

// ScalingPoint is the throughput with as many workers as cores.
type ScalingPoint struct {
	Cores          int     `json:"cores"`
	PagesPerSecond float64 `json:"pages_per_s"`
	// SpeedUp is the throughput as a multiple of that on one core.
	SpeedUp float64 `json:"speed_up"`
}

// throughputTime is about the time that a throughput on one core is taken over.
const throughputTime = time.Second

// MeasureScaling takes the throughput of every tool on 1 to cores cores.
func MeasureScaling(s Sample, tools []tool.Tool, cores int, step func()) []Scaling {
	out := make([]Scaling, len(tools))
	for t, tl := range tools {
		out[t] = Scaling{Kind: string(s.Kind), Tool: tl.Name}
		passes := 1 + int(throughputTime/s.throughputPass(tl, 1, 1))
		for n := 1; n <= cores; n++ {
			previous := runtime.GOMAXPROCS(n)
			taken := s.throughputPass(tl, n, passes)
			runtime.GOMAXPROCS(previous)
			rate := float64(passes*len(s.pages)) / taken.Seconds()
			point := ScalingPoint{Cores: n, PagesPerSecond: rate, SpeedUp: 1}
			if n > 1 {
				point.SpeedUp = rate / out[t].Points[0].PagesPerSecond
			}
			out[t].Points = append(out[t].Points, point)
			step()
		}
	}
	return out
}

// throughputPass returns the time that workers need for the given number of
// passes over the sample, whose pages they take one after the other.
func (s Sample) throughputPass(t tool.Tool, workers, passes int) time.Duration {
	var next atomic.Int64
	var wait sync.WaitGroup
	runtime.GC()
	start := time.Now()
	for range workers {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= passes*len(s.pages) {
					return
				}
				s.run(t, s.pages[i%len(s.pages)])
			}
		})
	}
	wait.Wait()
	return time.Since(start)
}

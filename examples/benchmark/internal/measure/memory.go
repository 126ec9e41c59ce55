package measure

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// Memory is what one tool takes of the heap for a page.
type Memory struct {
	Kind string `json:"kind"`
	Tool string `json:"tool"`
	// Allocations and AllocatedBytes are means over the pages.
	Allocations    float64 `json:"allocations"`
	AllocatedBytes float64 `json:"allocated_bytes"`
	// PeakBytes is how far the heap grew over what it was before the page, the
	// mean over the pages, and MaxPeakBytes the most for any page.
	PeakBytes    float64 `json:"peak_bytes"`
	MaxPeakBytes float64 `json:"max_peak_bytes"`
}

// collectEvery is the growth of the heap at which the collector starts while
// memory is measured. It is what Go does in a small process; the benchmark's
// own heap is large, and would let the garbage of a whole page pile up.
const collectEvery = 4 << 20

// heapMetric is the size of live objects and of garbage not yet swept.
const heapMetric = "/memory/classes/heap/objects:bytes"

// heapPoll is the time between two looks at the size of the heap.
const heapPoll = 100 * time.Microsecond

// MeasureMemory runs the tools over the sample, one page at a time.
func MeasureMemory(s Sample, tools []tool.Tool, step func()) []Memory {
	out := make([]Memory, len(tools))
	for t, tl := range tools {
		out[t] = Memory{Kind: string(s.Kind), Tool: tl.Name}
	}
	for _, page := range s.pages {
		for t, tl := range tools {
			out[t].add(s, tl, page)
		}
		step()
	}
	for t := range out {
		n := float64(len(s.pages))
		out[t].Allocations /= n
		out[t].AllocatedBytes /= n
		out[t].PeakBytes /= n
	}
	return out
}

func (m *Memory) add(s Sample, t tool.Tool, page samplePage) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	percent := debug.SetGCPercent(max(1, int(100*collectEvery/before.HeapAlloc)))
	defer debug.SetGCPercent(percent)

	peak := watchHeap(func() { s.run(t, page) })
	runtime.ReadMemStats(&after)

	m.Allocations += float64(after.Mallocs - before.Mallocs)
	m.AllocatedBytes += float64(after.TotalAlloc - before.TotalAlloc)
	grown := float64(max(peak, after.HeapAlloc) - before.HeapAlloc)
	m.PeakBytes += grown
	m.MaxPeakBytes = max(m.MaxPeakBytes, grown)
}

// watchHeap returns the largest size of the heap that was seen while do ran.
func watchHeap(do func()) uint64 {
	sample := []metrics.Sample{{Name: heapMetric}}
	metrics.Read(sample)
	peak := sample[0].Value.Uint64()
	stop := make(chan struct{})
	var wait sync.WaitGroup
	wait.Go(func() {
		ticker := time.NewTicker(heapPoll)
		defer ticker.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticker.C:
				metrics.Read(sample)
				peak = max(peak, sample[0].Value.Uint64())
			}
		}
	})
	do()
	close(stop)
	wait.Wait()
	return peak
}

package main

import (
	"context"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/sdf"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/rtrackers/offsetrange"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/sitenoise"
)

// registerTypes tells Beam of everything that travels to workers. It must be
// called before beam.Init, by the program that submits and by every worker.
func registerTypes() {
	for _, v := range []any{Task{}, File{}, PageLines{}, LineCount{}} {
		beam.RegisterType(reflect.TypeOf(v))
	}
	register.DoFn3x1[context.Context, []byte, func(Task), error](&listFn{})
	register.DoFn4x1[context.Context, *sdf.LockRTracker, Task, func(int64), error](&cleanFn{})
	register.DoFn5x1[context.Context, *sdf.LockRTracker, Task, func(*int64) bool, func(int64), error](&cleanNoiseFn{})
	register.DoFn4x1[context.Context, *sdf.LockRTracker, Task, func(int64, PageLines), error](&linesFn{})
	register.DoFn3x0[int64, PageLines, func(int64, LineCount)](&countFn{})
	register.DoFn3x0[int64, LineCount, func(int64, int64)](&sitesFn{})
	register.DoFn5x0[context.Context, int64, LineCount, func(*int64, *int64) bool, func(int64)](&judgeFn{})
	register.Emitter1[Task]()
	register.Emitter1[int64]()
	register.Emitter2[int64, PageLines]()
	register.Emitter2[int64, LineCount]()
	register.Emitter2[int64, int64]()
	register.Iter1[int64]()
	register.Iter2[int64, int64]()
	register.Function2x1(firstPage)
	register.Function2x1(addCounts)
	register.Function2x1(addRows)
}

// pipeline builds the whole of the work. Pages never leave the worker that reads
// them: what goes from step to step are tasks and hashes.
//
//	inputs -> tasks ------------------------------------------> clean -> shards
//	            \                                              /  (side input)
//	             -> lines -> first page -> count -> judge ----
//	                         of a story    of lines
func pipeline(s beam.Scope, c Config, in archive.Inputs) {
	tasks := beam.ParDo(s.Scope("list"), &listFn{Inputs: in}, beam.Impulse(s))
	var rows beam.PCollection
	if c.SiteNoise == nil {
		rows = beam.ParDo(s.Scope("clean"), &cleanFn{Cleaner{Config: c}}, tasks)
	} else {
		keys := siteNoise(s.Scope("site-noise"), c, tasks)
		rows = beam.ParDo(s.Scope("clean"), &cleanNoiseFn{Cleaner{Config: c}}, tasks, beam.SideInput{Input: keys})
	}
	// Nobody reads the sum. But Prism waits in a busy loop for bundles that have no
	// output, which takes as much of the processor as the work itself.
	beam.Combine(s.Scope("rows"), addRows, rows)
}

func addRows(a, b int64) int64 { return a + b }

// listFn lists the tasks. It does so on a worker: a job has a size that engines
// limit, and a crawl has 100,000 files.
type listFn struct{ Inputs archive.Inputs }

func (fn *listFn) ProcessElement(ctx context.Context, _ []byte, emit func(Task)) error {
	return eachTask(ctx, fn.Inputs, emit)
}

// perTask makes a DoFn splittable, between tasks and not inside one: engines give
// tasks of a splittable DoFn to other workers, which for a plain one takes a
// shuffle.
type perTask struct{}

func (perTask) CreateInitialRestriction(Task) offsetrange.Restriction {
	return offsetrange.Restriction{Start: 0, End: 1}
}

func (perTask) SplitRestriction(_ Task, r offsetrange.Restriction) []offsetrange.Restriction {
	return []offsetrange.Restriction{r}
}

// RestrictionSize is the size in bytes.
func (perTask) RestrictionSize(t Task, r offsetrange.Restriction) float64 {
	return r.Size() * float64(t.Bytes)
}

func (perTask) CreateTracker(r offsetrange.Restriction) *sdf.LockRTracker {
	return sdf.NewLockRTracker(offsetrange.NewTracker(r))
}

// cleanFn writes the shard of a task and tells its number of rows.
type cleanFn struct{ Cleaner }

func (fn *cleanFn) ProcessElement(ctx context.Context, claim *sdf.LockRTracker, t Task, emit func(int64)) error {
	if !claim.TryClaim(int64(0)) {
		return nil
	}
	rows, err := fn.clean(ctx, t, nil)
	emit(rows)
	return err
}

// cleanNoiseFn does so with the noise of sites.
type cleanNoiseFn struct{ Cleaner }

func (fn *cleanNoiseFn) ProcessElement(ctx context.Context, claim *sdf.LockRTracker, t Task, keys func(*int64) bool,
	emit func(int64)) error {
	if !claim.TryClaim(int64(0)) {
		return nil
	}
	rows, err := fn.clean(ctx, t, func() sitenoise.Keys {
		set := make(sitenoise.Keys)
		for key := int64(0); keys(&key); {
			set[uint64(key)] = true
		}
		return set
	})
	emit(rows)
	return err
}

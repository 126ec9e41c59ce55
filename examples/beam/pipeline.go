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
	register.DoFn3x1[context.Context, *sdf.LockRTracker, Task, error](&cleanFn{})
	register.DoFn4x1[context.Context, *sdf.LockRTracker, Task, func(*int64) bool, error](&cleanNoiseFn{})
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
	if c.SiteNoise == nil {
		beam.ParDo0(s.Scope("clean"), &cleanFn{Cleaner{Config: c}}, tasks)
		return
	}
	keys := siteNoise(s.Scope("site-noise"), c, tasks)
	beam.ParDo0(s.Scope("clean"), &cleanNoiseFn{Cleaner{Config: c}}, tasks, beam.SideInput{Input: keys})
}

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

// cleanFn writes the shard of a task.
type cleanFn struct{ Cleaner }

func (fn *cleanFn) ProcessElement(ctx context.Context, claim *sdf.LockRTracker, t Task) error {
	if !claim.TryClaim(int64(0)) {
		return nil
	}
	return fn.clean(ctx, t, nil)
}

// cleanNoiseFn does so with the noise of sites.
type cleanNoiseFn struct{ Cleaner }

func (fn *cleanNoiseFn) ProcessElement(ctx context.Context, claim *sdf.LockRTracker, t Task, keys func(*int64) bool) error {
	if !claim.TryClaim(int64(0)) {
		return nil
	}
	return fn.clean(ctx, t, func() sitenoise.Keys {
		set := make(sitenoise.Keys)
		for key := int64(0); keys(&key); {
			set[uint64(key)] = true
		}
		return set
	})
}

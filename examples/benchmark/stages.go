package main

import (
	"fmt"
	"runtime"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// memoryPages is the most pages that memory is measured on.
const memoryPages = 40

// growthEnough is the time for one page after which a curve of growth ends.
const growthEnough = 2 * time.Second

// measureAll does what was asked for. The error is that of a page that could
// not be read.
func measureAll(o options, p progress) (measure.Result, error) {
	r := measure.Result{
		Schema:  measure.Schema,
		Machine: measure.ThisMachine(),
		Tools:   measure.Describe(o.tools),
	}
	quality := measure.Quality{
		Tools:    o.tools,
		Measures: measure.SelectMeasures(o.metrics),
		Limit:    o.limit,
		Workers:  o.workers,
	}
	if o.textsPath != "" {
		quality.Keep = func(tool, page, text string) error { return keepText(o.textsPath, tool, page, text) }
	}
	if o.wants(metricLift) {
		cleaner, err := tool.Select([]string{tool.Copydesk})
		if err != nil {
			return measure.Result{}, err
		}
		quality.Cleaner = cleaner[0]
	}
	if len(quality.Measures) > 0 {
		for _, set := range o.sets {
			step, done := p.stage("quality: "+set.Name, len(set.Pages))
			quality.Step = step
			scored, err := quality.Set(set)
			done()
			if err != nil {
				return measure.Result{}, fmt.Errorf("set %s: %w", set.Name, err)
			}
			r.Sets = append(r.Sets, scored)
		}
	}
	for _, kind := range []dataset.Kind{dataset.HTML, dataset.Text} {
		if err := measureCosts(o, p, kind, &r); err != nil {
			return measure.Result{}, err
		}
	}
	return r, nil
}

// measureCosts takes time, memory, growth and scaling of the tools that read a
// kind of page, and adds them to r.
func measureCosts(o options, p progress, kind dataset.Kind, r *measure.Result) error {
	if !o.wants(metricSpeed) && !o.wants(metricMemory) && !o.wants(metricGrowth) && !o.wants(metricScaling) {
		return nil
	}
	sample, err := measure.NewSample(o.sets, kind, o.speedPages)
	if err != nil {
		return err
	}
	if sample.Len() == 0 {
		return nil
	}
	step, done := p.stage(fmt.Sprintf("trial: %s", kind), sample.Len())
	sample, tools, dropped := sample.Ready(o.tools, o.limit, step)
	done()

	cores := runtime.NumCPU()
	if o.wants(metricSpeed) && sample.Len() > 0 {
		procs := []int{1}
		if cores > 1 {
			procs = append(procs, cores)
		}
		step, done := p.stage(fmt.Sprintf("speed: %s", kind), len(procs)*o.rounds*sample.Len())
		r.Speed = append(r.Speed, measure.Speed{
			Kind: string(kind), Reference: tools[0].Name,
			Pages: sample.Len(), Bytes: sample.Bytes(), Rounds: o.rounds,
			Dropped: dropped,
			Runs:    measure.MeasureSpeed(sample, tools, procs, o.rounds, step),
		})
		done()
	}
	if o.wants(metricMemory) && sample.Len() > 0 {
		fewer := sample.Spread(memoryPages)
		step, done := p.stage(fmt.Sprintf("memory: %s", kind), fewer.Len())
		r.Memory = append(r.Memory, measure.MeasureMemory(fewer, tools, step)...)
		done()
	}
	if o.wants(metricGrowth) {
		step, done := p.stage(fmt.Sprintf("growth: %s", kind), measure.GrowthSteps(kind))
		r.Growth = append(r.Growth, measure.MeasureGrowth(kind, tools, growthEnough, o.limit, step)...)
		done()
	}
	if o.wants(metricScaling) && sample.Len() > 0 {
		step, done := p.stage(fmt.Sprintf("scaling: %s", kind), cores*len(tools))
		r.Scaling = append(r.Scaling, measure.MeasureScaling(sample, tools, cores, step)...)
		done()
	}
	return nil
}

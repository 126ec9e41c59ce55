package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// The metrics that are not measures of quality.
const (
	metricSpeed   = "speed"
	metricMemory  = "memory"
	metricGrowth  = "growth"
	metricScaling = "scaling"
	// metricLift is the quality of copydesk behind every other tool.
	metricLift = "lift"
)

// options is what a run was asked for, checked as far as is possible before
// the run.
type options struct {
	sets     []dataset.Set
	tools    []tool.Tool
	metrics  []string
	baseline *measure.Result

	jsonPath, markdownPath, htmlPath string

	// textsPath is the folder that the tools' texts are kept in, "" for none.
	textsPath string

	worst      int
	limit      time.Duration
	workers    int
	rounds     int
	speedPages int
}

// wants reports whether a metric was asked for.
func (o options) wants(metric string) bool {
	for _, m := range o.metrics {
		if m == metric {
			return true
		}
	}
	return false
}

const usage = `Usage: go run . -set DIR[,DIR] [flags]

Compares copydesk with other extractors, for quality, speed, memory and growth.
DIR is a set, or a folder of sets: html/ with truth.json, or a copy of
article-extraction-benchmark, WCXB or fundus-evaluation.

`

// metricNames returns the measures of quality, and with them every other name
// that -metric takes but all and quality.
func metricNames() (quality, all []string) {
	for _, m := range measure.Measures() {
		quality = append(quality, m.Name)
	}
	return quality, append(quality[:len(quality):len(quality)], metricLift, metricSpeed, metricMemory, metricGrowth, metricScaling)
}

// parseOptions reads the command line and opens everything that it names. Help
// goes to help.
func parseOptions(args []string, help io.Writer) (options, error) {
	var toolNames []string
	for _, t := range tool.All() {
		toolNames = append(toolNames, t.Name)
	}
	quality, metrics := metricNames()

	flags := flag.NewFlagSet("benchmark", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	var o options
	set := flags.String("set", "", "`DIR[,DIR]`: the sets to run over")
	tools := flags.String("tools", "", "`names`: the tools to run, all when empty: "+strings.Join(toolNames, ","))
	metric := flags.String("metric", "all", "`names`: what to measure: all, quality (all scores), or some of "+strings.Join(metrics, ","))
	flags.StringVar(&o.jsonPath, "json", "", "write everything as JSON to this `file`")
	flags.StringVar(&o.markdownPath, "markdown", "", "write the tables as Markdown to this `file`")
	flags.StringVar(&o.htmlPath, "html", "", "write tables and charts as an HTML page to this `file`")
	flags.StringVar(&o.textsPath, "texts", "", "keep what every tool makes of the pages in this `folder`, as TOOL/PAGE.txt.gz")
	baseline := flags.String("baseline", "", "compare with the run that an earlier -json wrote to this `file`")
	flags.IntVar(&o.worst, "worst", 5, "list this `number` of worst and of changed pages")
	pages := flags.Int("pages", 0, "take only this `number` of pages of every set, spread over it; 0 for all")
	pageType := flags.String("type", "", "take only pages of this `type` of sets that have types (WCXB: article, forum, …)")
	flags.DurationVar(&o.limit, "timeout", 30*time.Second, "the `time` that a tool has for one page")
	flags.IntVar(&o.workers, "workers", runtime.NumCPU(), "the `number` of pages under way at once while quality is measured")
	flags.IntVar(&o.rounds, "rounds", 5, "the `number` of rounds that speed is the median of")
	flags.IntVar(&o.speedPages, "speed-pages", 120, "the `number` of pages that speed is measured on")

	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(help, usage)
			flags.SetOutput(help)
			flags.PrintDefaults()
		}
		return options{}, err
	}
	if flags.NArg() > 0 {
		return options{}, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if *set == "" {
		return options{}, errors.New("no set: give one with -set DIR")
	}
	for name, value := range map[string]int{"-worst": o.worst, "-pages": *pages} {
		if value < 0 {
			return options{}, fmt.Errorf("%s %d: want no less than 0", name, value)
		}
	}
	for name, value := range map[string]int{"-workers": o.workers, "-rounds": o.rounds, "-speed-pages": o.speedPages} {
		if value < 1 {
			return options{}, fmt.Errorf("%s %d: want at least 1", name, value)
		}
	}
	if o.limit <= 0 {
		return options{}, fmt.Errorf("-timeout %v: want more than 0", o.limit)
	}

	var err error
	if o.tools, err = tool.Select(list(*tools)); err != nil {
		return options{}, err
	}
	for _, name := range list(*metric) {
		switch name {
		case "all":
			o.metrics = append(o.metrics, metrics...)
		case "quality":
			o.metrics = append(o.metrics, quality...)
		default:
			if err := measure.CheckNames("metric", []string{name}, append([]string{"all", "quality"}, metrics...)); err != nil {
				return options{}, err
			}
			o.metrics = append(o.metrics, name)
		}
	}
	for _, path := range []string{o.jsonPath, o.markdownPath, o.htmlPath} {
		if err := checkOutput(path); err != nil {
			return options{}, err
		}
	}
	if *baseline != "" {
		r, err := measure.ReadResult(*baseline)
		if err != nil {
			return options{}, err
		}
		o.baseline = &r
	}
	o.sets, err = openSets(list(*set), *pageType, *pages)
	return o, err
}

// openSets reads the sets in every folder. Two sets of one name cannot be told
// apart in the report, and are an error.
func openSets(dirs []string, pageType string, pages int) ([]dataset.Set, error) {
	var sets []dataset.Set
	names := map[string]bool{}
	for _, dir := range dirs {
		opened, err := dataset.Open(dir)
		if err != nil {
			return nil, err
		}
		for _, set := range opened {
			if names[set.Name] {
				return nil, fmt.Errorf("set %s: a second set named %s", dir, set.Name)
			}
			names[set.Name] = true
			if set = set.OfType(pageType).Spread(pages); len(set.Pages) > 0 {
				sets = append(sets, set)
			}
		}
	}
	if len(sets) == 0 {
		return nil, fmt.Errorf("no page of type %q in any set", pageType)
	}
	return sets, nil
}

// checkOutput makes sure that a file can be written before the work is done.
func checkOutput(path string) error {
	if path == "" {
		return nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("output %s: is a folder", path)
	}
	info, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("output: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("output %s: %s is not a folder", path, filepath.Dir(path))
	}
	return nil
}

// list splits a comma-separated list and drops empty parts.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

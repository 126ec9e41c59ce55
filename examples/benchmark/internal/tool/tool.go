// Package tool runs the extractors and line filters that the benchmark
// compares, each behind the same function.
package tool

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/dataset"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// Output is what a tool gives back of a page.
type Output struct {
	Text      string
	Title     string
	Authors   []string
	Published time.Time
	Captions  []metric.Caption
	Clips     []metric.Clip
}

// Fields are the parts of an Output that a tool fills; it is not scored on the
// others.
type Fields struct {
	Text, Metadata, Captions, Clips bool
}

// Func extracts one page. It must be safe for concurrent use and must not
// change data.
type Func func(data []byte, address *url.URL) (Output, error)

// Tool is one row of the benchmark.
type Tool struct {
	Name string
	// Module is the path of the Go module that the tool comes from; its
	// version is reported. Empty for the benchmark's own baselines.
	Module string
	Fields Fields
	// Untimed says that the tool is there for its quality only.
	Untimed bool
	// Funcs has the function for every kind of page that the tool reads.
	Funcs map[dataset.Kind]Func
}

// The tools that do the least that every tool must do with a page: build its
// tree, or find its words. The others' times are given as multiples of theirs.
const (
	ParseOnly  = "parse-only"
	FieldsOnly = "fields-only"
)

// Reference returns the tool that the times for pages of a kind are multiples
// of.
func Reference(kind dataset.Kind) Tool {
	name := ParseOnly
	if kind == dataset.Text {
		name = FieldsOnly
	}
	all := All()
	return all[slices.IndexFunc(all, func(t Tool) bool { return t.Name == name })]
}

// Copydesk is the name of the tool that the others are compared with.
const Copydesk = "copydesk"

// All returns every tool, in the order of the report's rows.
func All() []Tool {
	html := func(f Func) map[dataset.Kind]Func { return map[dataset.Kind]Func{dataset.HTML: f} }
	text := func(f func(string) string) map[dataset.Kind]Func {
		return map[dataset.Kind]Func{dataset.Text: func(data []byte, _ *url.URL) (Output, error) {
			return Output{Text: f(string(data))}, nil
		}}
	}
	article := Fields{Text: true, Metadata: true}
	return []Tool{
		{Name: Copydesk, Module: "github.com/copydesk-go/copydesk",
			Fields: Fields{Text: true, Metadata: true, Captions: true, Clips: true},
			Funcs:  copydeskFuncs()},
		{Name: "go-trafilatura", Module: trafilaturaModule, Fields: article, Funcs: html(trafilaturaWith(true))},
		{Name: "go-trafilatura-fast", Module: trafilaturaModule, Fields: article, Funcs: html(trafilaturaWith(false))},
		{Name: "go-readability", Module: "codeberg.org/readeck/go-readability", Fields: article, Funcs: html(runReadability)},
		{Name: "go-domdistiller", Module: "github.com/markusmobius/go-domdistiller", Fields: article, Funcs: html(runDistiller)},
		{Name: "figcaption", Untimed: true, Fields: Fields{Captions: true}, Funcs: html(figcaptions)},
		{Name: ParseOnly, Module: "golang.org/x/net", Funcs: html(parseOnly)},
		{Name: FieldsOnly, Funcs: map[dataset.Kind]Func{dataset.Text: fieldsOnly}},
		{Name: "raw", Untimed: true, Fields: Fields{Text: true}, Funcs: text(keepAll)},
		{Name: "c4", Fields: Fields{Text: true}, Funcs: text(filterLines(c4Keeps))},
		{Name: "refinedweb", Fields: Fields{Text: true}, Funcs: text(filterLines(refinedWebKeeps))},
	}
}

// Select returns the tools with the given names, in the order of All; every
// tool when names is empty. A name that no tool has is an error.
func Select(names []string) ([]Tool, error) {
	all := All()
	if len(names) == 0 {
		return all, nil
	}
	var known []string
	for _, t := range all {
		known = append(known, t.Name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("unknown tool %q: want one of %s", name, strings.Join(known, ", "))
		}
	}
	return slices.DeleteFunc(all, func(t Tool) bool { return !slices.Contains(names, t.Name) }), nil
}

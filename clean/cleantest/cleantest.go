// Package cleantest tests rules against pages whose lines have the expected
// labels written beside them.
//
//	func TestHouseRules(t *testing.T) {
//		cleantest.Run(t, "testdata/*", clean.WithRules(houseRules()...))
//	}
//
// A fixture of plain text ends in .txt. Each of its lines has what is expected
// of it, a bar, and the text; a blank line is one of the page:
//
//	title                   | Storm closes the coast road
//	byline by byline        | By Ann Quill
//	                        | a line of any label
//	promotion by house/app  | The Gazette app has the tides
//
// "label" asks for a label, "by rule" for the rule that decides. A line "url |"
// or "lang |" states the page's address or language. A file may hold several
// pages, each below a line "## name"; what stands before the first is a comment.
//
// A fixture of HTML ends in .html and has what is expected of a line in a comment
// right after the line's text; lines without are not tested:
//
//	<p>The Gazette app has the tides<!-- want promotion by house/app --></p>
//
// A comment "url …" states the address. The packs of package clean bring tests
// of their own, which Pack runs.
package cleantest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

// T is the part of testing.TB that the package uses.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Run reads the fixtures that a file name or a pattern of filepath.Glob names and
// reports every line that a Cleaner with the options decides otherwise. It is
// fatal when there is no fixture, or one that expects nothing or cannot be read,
// or when the options are wrong.
func Run(t T, pattern string, opts ...clean.Option) {
	t.Helper()
	cleaner, err := clean.New(opts...)
	if err != nil {
		t.Fatalf("%v", err)
		return
	}
	paths, err := filepath.Glob(pattern)
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("%s: %w", pattern, fs.ErrNotExist)
	}
	if err != nil {
		t.Fatalf("cleantest: %v", err)
		return
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("cleantest: %v", err)
			return
		}
		fixtures, err := Parse(path, string(data))
		if err != nil {
			t.Fatalf("cleantest: %v", err)
			return
		}
		for _, f := range fixtures {
			report(t, f.Check(cleaner))
		}
	}
}

// Pack runs the tests of packs, each with a Cleaner of its own, to which the
// options are given too. It is fatal when the options are wrong, or a pack has no
// test.
func Pack(t T, packs []clean.Pack, opts ...clean.Option) {
	t.Helper()
	for _, pack := range packs {
		if len(pack.Tests) == 0 {
			t.Fatalf("cleantest: pack %q has no tests", pack.Name)
			return
		}
		result, err := CheckPack(pack, opts...)
		if err != nil {
			t.Fatalf("cleantest: pack %q: %v", pack.Name, err)
			return
		}
		report(t, result.Failures)
	}
}

func report(t T, failures []Failure) {
	t.Helper()
	for _, f := range failures {
		t.Errorf("%s", f)
	}
}

// PackResult is what became of a pack's tests.
type PackResult struct {
	// Failures are the lines that were not decided as expected.
	Failures []Failure
	// Idle are the names of the pack's rules that decided no line of any test.
	Idle []string
}

// CheckPack runs the tests of a pack with a Cleaner that has the pack and the
// options. Its error is that of clean.New.
func CheckPack(pack clean.Pack, opts ...clean.Option) (PackResult, error) {
	cleaner, err := clean.New(append([]clean.Option{clean.WithPacks(pack)}, opts...)...)
	if err != nil {
		return PackResult{}, err
	}
	var result PackResult
	spoke := make(map[string]bool)
	for _, test := range pack.Tests {
		f, err := packFixture(pack, test)
		if err != nil {
			result.Failures = append(result.Failures, Failure{Where: pack.Name + ": " + test.Name, Problem: err.Error()})
			continue
		}
		result.Failures = append(result.Failures, f.check(cleaner, spoke)...)
	}
	for _, rule := range pack.Rules() {
		if !spoke[rule.Name()] {
			result.Idle = append(result.Idle, rule.Name())
		}
	}
	return result, nil
}

// Failure is a line that was not decided as expected.
type Failure struct {
	// Where names the fixture: file and line, or pack and test.
	Where string
	// Text is the line.
	Text string
	// Want is what was expected, Got what was decided.
	Want, Got string
	// Marks are what the rules said of the line.
	Marks []clean.Mark
	// Problem is set where the line could not be looked at.
	Problem string
}

// String returns the failure over some lines: what was expected, what was
// decided, and what every rule said.
func (f Failure) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", f.Where)
	if f.Problem != "" {
		b.WriteString(f.Problem)
		return b.String()
	}
	fmt.Fprintf(&b, "%.80q\n    want %s\n    got  %s", f.Text, f.Want, f.Got)
	for _, m := range f.Marks {
		fmt.Fprintf(&b, "\n         · %s by %s (%.2f): %s", m.Label, m.Rule, m.Confidence, m.Outcome)
		switch m.Outcome {
		case clean.Withheld:
			fmt.Fprintf(&b, " for %s", m.By)
		case clean.Won:
		default:
			fmt.Fprintf(&b, " by %s", m.By)
		}
	}
	return b.String()
}

// Check labels the fixture's page and returns the lines that are not as
// expected.
func (f *Fixture) Check(cleaner *clean.Cleaner) []Failure { return f.check(cleaner, nil) }

// check is Check that notes the rules that decided a line in spoke, where that
// is not nil.
func (f *Fixture) check(cleaner *clean.Cleaner, spoke map[string]bool) []Failure {
	explanations, err := cleaner.Explain(context.Background(), f.page)
	if err != nil {
		return []Failure{{Where: f.Name, Problem: err.Error()}}
	}
	if spoke != nil {
		for i := range explanations {
			spoke[explanations[i].Decision.Rule] = true
		}
	}
	var failures []Failure
	for _, w := range f.wants {
		x := &explanations[w.line]
		if (w.label == clean.Unlabeled || w.label == x.Decision.Label) && (w.rule == "" || w.rule == x.Decision.Rule) {
			continue
		}
		failures = append(failures, Failure{
			Where: w.where, Text: f.page.Lines[w.line].Text, Want: w.String(),
			Got:   fmt.Sprintf("%s by %s (%.2f)", x.Decision.Label, x.Decision.Rule, x.Decision.Confidence),
			Marks: x.Marks,
		})
	}
	return failures
}

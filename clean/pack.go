package clean

import (
	"fmt"
	"io"
	"io/fs"
	"slices"

	_ "embed"
)

// PackSchemaName is the name of the form of rule packs, which each states as
// its "schema".
const PackSchemaName = "copydesk-pack/1"

//go:embed pack.schema.json
var packSchema string

// PackSchema returns the JSON Schema (draft 2020-12) of rule packs. LoadPack
// checks more: that rules can fire, that patterns and selectors are valid.
func PackSchema() string { return packSchema }

// Pack is a set of rules that was read from JSON, with tests of its own. It is
// made by LoadPack, and used with WithPacks.
type Pack struct {
	// Name identifies the pack. Its rules are called "name/rule".
	Name string
	// Doc says in a sentence or two what the pack is for.
	Doc string
	// Sites are the sites of whose pages the pack speaks, as for OnSites; none
	// for those of every site. Languages are those of InLanguages.
	Sites, Languages []string
	// Tests are pages and what the pack makes of them.
	Tests []PackTest

	rules []Rule
}

// Rules returns the pack's rules, which speak of the pack's sites and languages
// only.
func (p Pack) Rules() []Rule { return slices.Clone(p.rules) }

// PackTest is a page and the labels that its lines get from a Cleaner with the
// pack. Package cleantest runs it.
type PackTest struct {
	// Name says what is tested.
	Name string
	// URL is the page's address.
	URL string
	// HTML is the page. Where it is empty, the page is the plain text of the
	// lines.
	HTML string
	// Lines are lines of the page in its order, with their labels.
	Lines []PackLine
}

// PackLine is a line of a page and what is expected of it.
type PackLine struct {
	Text string
	// Label is the label that the line must get; Unlabeled stands for any.
	Label Label
	// Rule is the name of the rule that must decide it, without the pack's;
	// "" stands for any.
	Rule string
}

// PackLimits bound what LoadPack reads. A field below 1 stands for its default.
type PackLimits struct {
	// Bytes is the size of the file; the default is 1 MiB.
	Bytes int64
	// Rules, Texts and Selectors count those of the pack; the defaults are
	// 10,000, 50,000 and 1,000.
	Rules, Texts, Selectors int
	// Patterns is the size of all patterns together, in instructions into which
	// package regexp compiles them; the default is 100,000, about a thousand
	// patterns of an ordinary size.
	Patterns int
}

// DefaultPackLimits returns the limits that hold unless WithPackLimits says
// otherwise.
func DefaultPackLimits() PackLimits {
	return PackLimits{Bytes: 1 << 20, Rules: 10_000, Texts: 50_000, Selectors: 1_000, Patterns: 100_000}
}

// PackOption changes how LoadPack reads.
type PackOption func(*PackLimits)

// WithPackLimits sets limits.
func WithPackLimits(l PackLimits) PackOption {
	return func(have *PackLimits) {
		if l.Bytes > 0 {
			have.Bytes = l.Bytes
		}
		for _, f := range [...]struct{ to, from *int }{
			{&have.Rules, &l.Rules}, {&have.Texts, &l.Texts}, {&have.Selectors, &l.Selectors}, {&have.Patterns, &l.Patterns},
		} {
			if *f.from > 0 {
				*f.to = *f.from
			}
		}
	}
}

// PackError says what is wrong with a pack, and where.
type PackError struct {
	// File names the file, where it is known.
	File string
	// Line and Column say where in the file, from 1 on; the column counts
	// bytes. They are 0 where the file as a whole is wrong.
	Line, Column int
	// Rule is the name of the rule that is wrong, "" where it is the pack.
	Rule string
	// Problem says what is wrong.
	Problem string
	// Err is the cause, where there is one: a *RuleError for a rule that New
	// would refuse.
	Err error
}

// Error returns the error in one line: "house.json:12:18: rule "ads": …".
func (e *PackError) Error() string {
	s := "clean: "
	switch {
	case e.File != "":
		s += e.File
	default:
		s += "pack"
	}
	if e.Line > 0 {
		s += fmt.Sprintf(":%d:%d", e.Line, e.Column)
	}
	s += ": "
	if e.Rule != "" {
		s += "rule " + quote(e.Rule) + ": "
	}
	return oneLine(s + e.Problem)
}

// Unwrap returns the cause.
func (e *PackError) Unwrap() error { return e.Err }

// LoadPack reads a pack. It is strict: a field that it does not know, a rule
// that New would refuse or that can never fire, a test without a line is an
// error, a *PackError that says where. Nothing of a pack with an error is used.
//
// A pack is a JSON object; PackSchema describes it:
//
//	{
//	  "schema": "copydesk-pack/1",
//	  "name": "selmouth-gazette",
//	  "doc": "House advertisements of the Selmouth Gazette.",
//	  "sites": ["selmouth-gazette.example"],
//	  "languages": ["en"],
//	  "rules": [
//	    {"name": "app", "label": "promotion", "prefix": ["The Gazette app"], "max_words": 12},
//	    {"name": "tides", "label": "keep", "equal": ["Tide tables"], "after": ["heading"]}
//	  ],
//	  "tests": [
//	    {"name": "app", "url": "https://selmouth-gazette.example/a", "lines": [
//	      {"text": "The Gazette app has the tides", "label": "promotion", "rule": "app"}
//	    ]}
//	  ]
//	}
//
// A rule has a name, a label (or "keep") and what it knows lines by: one of
// "equal", "prefix", "phrases" (lists of texts) and "pattern", or a "selector",
// or conditions alone, which are "selector", "in_class", "after", "before" (with
// "reach"), "first", "last" and "max_words". It may have "anchor" ("early",
// "standard", "late"), "confidence", "sites" and "languages" of its own. The
// functions of the same names say what each means.
func LoadPack(r io.Reader, opts ...PackOption) (Pack, error) {
	name := ""
	if named, ok := r.(interface{ Name() string }); ok {
		name = named.Name()
	}
	return loadPack(r, name, opts)
}

// LoadPackFS reads the packs in files of a file system, in the order of the
// patterns, which are those of fs.Glob, and of names. Without a pattern it reads
// every file that ends in ".json" in the root. A pattern that matches no file is
// an error. Where one pack is wrong, none is returned.
func LoadPackFS(fsys fs.FS, patterns ...string) ([]Pack, error) {
	if len(patterns) == 0 {
		patterns = []string{"*.json"}
	}
	var packs []Pack
	read := make(map[string]string) // files by the name of their pack
	for _, pattern := range patterns {
		paths, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, &PackError{File: pattern, Problem: "is not a pattern of file names", Err: err}
		}
		if len(paths) == 0 {
			return nil, &PackError{File: pattern, Problem: "there is no such file", Err: fs.ErrNotExist}
		}
		for _, path := range paths {
			f, err := fsys.Open(path)
			if err != nil {
				return nil, &PackError{File: path, Problem: "cannot be opened: " + err.Error(), Err: err}
			}
			pack, err := loadPack(f, path, nil)
			f.Close()
			if err != nil {
				return nil, err
			}
			if other, ok := read[pack.Name]; ok {
				if other == path {
					continue
				}
				return nil, &PackError{File: path, Problem: "the pack " + quote(pack.Name) + " is in " + other + " too"}
			}
			read[pack.Name] = path
			packs = append(packs, pack)
		}
	}
	return packs, nil
}

func loadPack(r io.Reader, file string, opts []PackOption) (Pack, error) {
	limits := DefaultPackLimits()
	for _, opt := range opts {
		if opt != nil {
			opt(&limits)
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return Pack{}, &PackError{File: file, Problem: "cannot be read: " + err.Error(), Err: err}
	}
	if int64(len(data)) > limits.Bytes {
		return Pack{}, &PackError{File: file, Problem: fmt.Sprintf("more than %d bytes", limits.Bytes)}
	}
	d := packDecoder{file: file, data: data, limits: limits}
	pack, err := d.decode()
	if err != nil {
		return Pack{}, err
	}
	return pack, nil
}

package cost_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/devdata"
)

const module = "github.com/copydesk-go/copydesk"

// counted are the packages whose steps are counted.
var counted = []string{"caption", "clean", "extract", "internal/gbdt", "internal/jsonld", "internal/timestamp"}

// replaced maps functions to those of package cost that count.
var replaced = func() map[string]string {
	names := make(map[string]string)
	for _, name := range strings.Fields(`Index IndexByte IndexRune IndexAny Contains ContainsRune ContainsAny LastIndex LastIndexByte
		LastIndexAny IndexFunc ContainsFunc Cut Count EqualFold TrimSpace Trim TrimLeft TrimRight TrimFunc TrimLeftFunc TrimRightFunc
		Fields FieldsFunc Split SplitN SplitAfter ToLower ToUpper ToValidUTF8 Replace ReplaceAll Map Clone Repeat Join FieldsSeq
		FieldsFuncSeq SplitSeq Lines`) {
		names["strings."+name] = name
	}
	for _, name := range strings.Fields("Index Contains Insert Delete Clone Reverse") {
		names["slices."+name] = "Slice" + name
	}
	names["utf8.ValidString"], names["utf8.RuneCountInString"] = "ValidString", "RuneCountInString"
	return names
}()

// instrument returns a source with the counting put in, by the given package.
func instrument(name, counter string, source []byte) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	type edit struct {
		at, end int
		text    string
	}
	var edits []edit
	offset := func(p token.Pos) int { return files.Position(p).Offset }
	used := make(map[string]bool)
	step := func(body *ast.BlockStmt) {
		if body != nil {
			edits = append(edits, edit{offset(body.Lbrace) + 1, offset(body.Lbrace) + 1, "copydeskcost.Steps++;"})
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			step(n.Body)
			if n.Name.Name == "isStopped" {
				edits = append(edits, edit{offset(n.Body.Lbrace) + 1, offset(n.Body.Lbrace) + 1, "copydeskcost.Check();"})
			}
		case *ast.FuncLit:
			step(n.Body)
		case *ast.ForStmt:
			step(n.Body)
		case *ast.RangeStmt:
			step(n.Body)
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				if name, ok := replaced[x.Name+"."+n.Sel.Name]; ok {
					edits = append(edits, edit{offset(n.Pos()), offset(n.End()), "copydeskcost." + name})
					used[x.Name] = true
				}
			}
		}
		return true
	})
	edits = append(edits, edit{offset(file.Name.End()), offset(file.Name.End()), `; import copydeskcost "` + counter + `"`})
	slices.SortStableFunc(edits, func(a, b edit) int { return a.at - b.at })
	var out bytes.Buffer
	last := 0
	for _, e := range edits {
		out.Write(source[last:e.at])
		out.WriteString(e.text)
		last = e.end
	}
	out.Write(source[last:])
	// Imports may have nothing left to do.
	out.WriteString("\nvar _ = copydeskcost.Steps\n")
	for pkg := range used {
		out.WriteString(map[string]string{
			"strings": "var _ strings.Builder\n", "slices": "var _ = slices.Sort[[]int]\n", "utf8": "const _ = utf8.RuneError\n",
		}[pkg])
	}
	return out.Bytes(), nil
}

// build makes the program that measures from instrumented sources, the parser's
// included, and returns its path.
func build(t *testing.T) string {
	t.Helper()
	root, err := devdata.Root()
	require.NoError(t, err)
	dir := t.TempDir()
	overlay := make(map[string]string)
	add := func(path, counter, to string) {
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		changed, err := instrument(path, counter, source)
		require.NoError(t, err, path)
		require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o755))
		require.NoError(t, os.WriteFile(to, changed, 0o644))
	}
	for _, pkg := range counted {
		for _, path := range sources(t, filepath.Join(root, pkg)) {
			to := filepath.Join(dir, "overlay", pkg, filepath.Base(path))
			add(path, module+"/internal/cost", to)
			overlay[path] = to
		}
	}
	// Modules cannot be overlaid, but replaced. The parser's counts in a package
	// of its own.
	const parserCost = "golang.org/x/net/html/cost"
	net := filepath.Join(dir, "net")
	original := output(t, root, "go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/net")
	require.NoError(t, os.CopyFS(net, os.DirFS(original)))
	require.NoError(t, exec.Command("chmod", "-R", "u+w", net).Run())
	for _, path := range sources(t, filepath.Join(net, "html")) {
		add(path, parserCost, path)
	}
	require.NoError(t, os.Mkdir(filepath.Join(net, "html", "cost"), 0o755))
	for _, name := range []string{"cost.go", "total.go"} {
		data, err := os.ReadFile(filepath.Join(root, "internal", "cost", name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(net, "html", "cost", name), data, 0o644))
	}
	total := filepath.Join(dir, "total.go")
	require.NoError(t, os.WriteFile(total, []byte(bothTotals), 0o644))
	overlay[filepath.Join(root, "internal", "cost", "total.go")] = total
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		if name == "go.mod" {
			data = fmt.Appendf(data, "\nreplace golang.org/x/net => %s\n", net)
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o644))
	}
	data, err := json.Marshal(map[string]any{"Replace": overlay})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), data, 0o644))
	program := filepath.Join(dir, "measure")
	output(t, root, "go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-modfile", filepath.Join(dir, "go.mod"),
		"-o", program, "./internal/cost/measure")
	return program
}

// bothTotals takes the place of total.go.
const bothTotals = `package cost

import parser "golang.org/x/net/html/cost"

func Total() (steps, bytes int64) {
	steps, bytes = parser.Total()
	steps, bytes = steps+Steps, bytes+Bytes
	Steps, Bytes = 0, 0
	return steps, bytes
}
`

// sources returns the sources of a package without its tests.
func sources(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	return slices.DeleteFunc(paths, func(path string) bool { return strings.HasSuffix(path, "_test.go") })
}

func output(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	require.NoError(t, err, "%s", &errs)
	return strings.TrimSpace(string(out))
}

// Bounds of what reading hostile pages may cost.
const (
	// growth is how many times more a page may cost than its part of the size of
	// another: five times for one that is four times as large.
	growth = 1.25
	// stepsPerByte and bytesPerByte are the most steps, and bytes looked at, for
	// a byte of the page.
	stepsPerByte, bytesPerByte = 2000, 2000
	// unchecked is how much may be done of one of the pages between two looks at
	// the context, which takes some milliseconds.
	unchecked = 4 << 20
	// rounds is how many times more cleaning may cost, which reads what is left of
	// a page until nothing changes.
	rounds = 64
)

// TestCostGrowsWithSize checks that what reading a page costs, counted in steps,
// in bytes looked at and in bytes allocated, grows as the page does, and that a
// context that is done would be seen soon all the way.
func TestCostGrowsWithSize(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the library anew")
	}
	program := build(t)
	var steps, looks, late result // that cost the most for a byte, and between two looks at the context
	kinds, steep := 0, make(map[string][]string)
	for _, pair := range measure(t, program) {
		small, r := pair[0], pair[1]
		kinds++
		most := 1.0
		if strings.HasSuffix(r.Name, "cleaned") {
			// One page takes a single round, the next of its kind many.
			most = rounds
		} else {
			steep[r.Name] = r.growsFrom(&small)
			assert.LessOrEqual(t, r.Unchecked, float64(unchecked), "%s: steps before %s", r.Name, r.At)
			if r.Unchecked > late.Unchecked {
				late = r
			}
		}
		assert.LessOrEqual(t, r.Steps/r.Size, most*stepsPerByte, "%s: steps a byte", r.Name)
		assert.LessOrEqual(t, r.Bytes/r.Size, most*bytesPerByte, "%s: bytes looked at for a byte", r.Name)
		if r.Steps/r.Size > steps.Steps/max(1, steps.Size) {
			steps = r
		}
		if r.Bytes/r.Size > looks.Bytes/max(1, looks.Size) {
			looks = r
		}
	}
	// What a line costs depends on what it is taken for: a page may take its lines
	// for something dearer than a smaller one of its kind, once. What grows faster
	// than the page does so further.
	for name, why := range steep {
		if len(why) == 0 {
			continue
		}
		t.Logf("measured again: %s", why)
		pairs := measure(t, program, "-only", name, "-exact", "-sizes", "65536,1048576")
		require.Len(t, pairs, 1, name)
		assert.Empty(t, pairs[0][1].growsFrom(&pairs[0][0]))
	}
	t.Logf("at most %.0f steps between two looks at the context (%s, before %s)", late.Unchecked, late.Name, late.At)
	t.Logf("%d kinds of pages; for a byte at most %.0f steps (%s) and %.0f bytes looked at (%s)",
		kinds, steps.Steps/steps.Size, steps.Name, looks.Bytes/looks.Size, looks.Name)
}

// result is what reading a page cost, see measure.Result.
type result struct {
	Name                      string
	Size, Steps, Bytes, Alloc float64
	Unchecked                 float64
	At                        string
}

// growsFrom returns in which respects reading a page cost more than a smaller one
// of its kind by more than growth.
func (r *result) growsFrom(small *result) (why []string) {
	const slack = 1 << 20 // what does not depend on the size
	times := r.Size / small.Size * growth
	for _, of := range []struct {
		what               string
		cost, small, slack float64
	}{{"steps", r.Steps, small.Steps, slack}, {"bytes looked at", r.Bytes, small.Bytes, slack}, {"bytes allocated", r.Alloc, small.Alloc, 8 * slack}} {
		if of.cost > of.small*times+of.slack {
			why = append(why, fmt.Sprintf("%s: %.0f %s for %.0f bytes, %.0f for %.0f", r.Name, of.small, of.what, small.Size, of.cost, r.Size))
		}
	}
	return why
}

// measure runs the program and returns what it says of each kind of page, of two
// sizes.
func measure(t *testing.T, program string, args ...string) (pairs [][2]result) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(output(t, ".", program, args...)))
	var all []result
	for {
		var r result
		err := decoder.Decode(&r)
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		all = append(all, r)
	}
	for pair := range slices.Chunk(all, 2) {
		require.Len(t, pair, 2)
		require.Equal(t, pair[0].Name, pair[1].Name)
		pairs = append(pairs, [2]result(pair))
	}
	return pairs
}

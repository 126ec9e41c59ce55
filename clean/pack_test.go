package clean_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
)

const goodPack = `{
  "$schema": "https://example.org/pack.schema.json",
  "schema": "copydesk-pack/1",
  "name": "gazette",
  "doc": "House advertisements of the Selmouth Gazette.",
  "sites": ["gazette.example"],
  "languages": ["en"],
  "rules": [
    {"name": "app", "doc": "The app's box.", "label": "promotion", "prefix": ["The Gazette app"], "max_words": 12},
    {"name": "tides", "label": "keep", "equal": ["Tide tables"], "anchor": "early"},
    {"name": "sign-off", "label": "byline", "pattern": "^[a-z]{2,3}/[a-z]{2,3}$", "last": 3, "confidence": 0.95},
    {"name": "box", "label": "related", "selector": "aside.more", "sites": ["www.gazette.example"]},
    {"name": "after-share", "label": "prompt", "after": ["share"], "before": ["promotion"], "reach": 2, "in_class": ["bar"], "first": 20},
    {"name": "rights", "label": "legal", "phrases": ["… all rights are the Gazette's"], "languages": ["en-GB"]}
  ],
  "tests": [
    {"name": "app", "url": "https://gazette.example/a", "lines": [
      {"text": "Storm closes the coast road"},
      {"text": "The Gazette app has the tides", "label": "promotion", "rule": "app"}
    ]},
    {"name": "box", "html": "<aside class=more>x</aside>", "lines": [{"text": "x", "label": "related"}]}
  ]
}`

func TestLoadPack(t *testing.T) {
	pack, err := clean.LoadPack(strings.NewReader(goodPack))
	require.NoError(t, err)
	assert.Equal(t, "gazette", pack.Name)
	assert.Equal(t, "House advertisements of the Selmouth Gazette.", pack.Doc)
	assert.Equal(t, []string{"gazette.example"}, pack.Sites)
	assert.Equal(t, []string{"en"}, pack.Languages)
	var names []string
	for _, rule := range pack.Rules() {
		names = append(names, rule.Name())
	}
	assert.Equal(t, []string{"gazette/app", "gazette/tides", "gazette/sign-off", "gazette/box", "gazette/after-share", "gazette/rights"}, names)
	require.Len(t, pack.Tests, 2)
	assert.Equal(t, clean.PackTest{Name: "app", URL: "https://gazette.example/a", Lines: []clean.PackLine{
		{Text: "Storm closes the coast road"}, {Text: "The Gazette app has the tides", Label: clean.Promotion, Rule: "app"},
	}}, pack.Tests[0])

	text := "Storm closes the coast road\nThe Gazette app has the tides\nTide tables\nThe coast road was closed on Monday.\nmq/ib\nCopyright 2026: all rights are the Gazette's"
	for _, tt := range []struct{ url, lang, want string }{
		{"https://www.gazette.example/a", "en-GB", "gazette/app gazette/tides gazette/sign-off gazette/rights"},
		{"https://www.gazette.example/a", "en-US", "gazette/app gazette/tides gazette/sign-off"},
		{"https://www.gazette.example/a", "de", ""},
		{"https://other.example/a", "en-GB", ""},
		{"", "en-GB", ""},
	} {
		page := clean.TextPage(text)
		page.URL, page.Lang = tt.url, tt.lang
		var got []string
		for _, line := range decided(t, page, clean.WithPacks(pack)) {
			if _, rule, _ := strings.Cut(line, " by "); strings.HasPrefix(rule, "gazette/") {
				got = append(got, rule)
			}
		}
		assert.Equal(t, tt.want, strings.Join(got, " "), "%s %s", tt.url, tt.lang)
	}
	_, err = clean.New(clean.WithPacks(pack, pack))
	assert.EqualError(t, err, `clean: rule "gazette/app": name is given twice, or is a built-in rule's`)
}

// brokenPack is a pack with one thing wrong in it.
type brokenPack struct{ content, want string }

// rule returns a pack with one rule of the given fields, which begins at line 2,
// column 12.
func ruleOf(fields string) string {
	return `{"schema": "copydesk-pack/1", "name": "p", "doc": "d",` + "\n" + `"rules": [ {"name": "r", ` + fields + `} ]}`
}

func packOf(fields string) string { return `{"schema": "copydesk-pack/1", ` + fields + `}` }

const (
	oneRule = `"rules": [{"name": "r", "label": "legal", "equal": ["x y"]}]`
	never   = "the rule can never fire"
)

func testOf(fields string) string {
	return packOf(`"name": "p", "doc": "d", ` + oneRule + `, ` + "\n" + `"tests": [` + fields + `]`)
}

var brokenPacks = map[string]brokenPack{
	// The JSON.
	"empty":                  {"", `1:1: the text ends before the pack does`},
	"white space":            {"\n  \n", `3:1: the text ends before the pack does`},
	"cut off":                {`{"schema": "copydesk-pack/1",` + "\n" + `"na`, `2:4: the text ends before the pack does`},
	"no end":                 {"{\"schema\": \"copydesk-pack/1\"\n", `2:1: the text ends before the pack does`},
	"not JSON":               {"name: p", `1:2: not JSON: invalid character 'a' in literal null (expecting 'u')`},
	"comment":                {"{\n  // the pack\n}", `2:3: not JSON: invalid character '/' looking for beginning of object key string`},
	"trailing comma":         {"{\"name\": \"p\",\n}", `2:1: not JSON: invalid character '}' looking for beginning of object key string`},
	"single quotes":          {"{'name': 'p'}", `1:2: not JSON: invalid character '\'' looking for beginning of object key string`},
	"line end in a string":   {"{\"name\": \"p\nq\"}", `1:12: not JSON: invalid character '\n' in string literal`},
	"more text":              {packOf(`"name": "p", "doc": "d", `+oneRule) + "\n{}", `2:1: not JSON: invalid character '{' after top-level value`},
	"not UTF-8":              {"{\"name\": \"caf\xE9\"}", `1:14: not UTF-8`},
	"byte order mark":        {"\uFEFF{}", `1:1: not JSON: invalid character 'ï' looking for beginning of value`},
	"a list":                 {"[]", `1:1: the pack is a list, not an object`},
	"nested too deeply":      {strings.Repeat("[", 20) + strings.Repeat("]", 20), `1:17: nested more than 16 deep`},
	"field twice":            {packOf(`"name": "p",` + "\n" + `"name": "q"`), `2:1: field "name" is given twice`},
	"unknown field":          {packOf(`"Name": "p"`), `1:31: unknown field "Name"; is it "name"?`},
	"unknown field, no hint": {packOf(`"author": "p"`), `1:31: unknown field "author"`},

	// The pack.
	"no schema":         {`{"name": "p", "doc": "d", ` + oneRule + `}`, `1:1: the pack has no schema`},
	"other schema":      {`{"schema": "copydesk-pack/2", "name": "p", "doc": "d", ` + oneRule + `}`, `1:12: schema "copydesk-pack/2" is not "copydesk-pack/1"`},
	"no name":           {packOf(`"doc": "d", ` + oneRule), `1:1: the pack has no name`},
	"no doc":            {packOf(`"name": "p", ` + oneRule), `1:1: the pack has no doc`},
	"no rules":          {packOf(`"name": "p", "doc": "d"`), `1:1: the pack has no rules`},
	"empty rules":       {packOf(`"name": "p", "doc": "d", "rules": []`), `1:65: rules are empty`},
	"rules an object":   {packOf(`"name": "p", "doc": "d", "rules": {}`), `1:65: rules are an object, not a list`},
	"name a number":     {packOf(`"name": 7, "doc": "d", ` + oneRule), `1:39: name is a number, not a string`},
	"name with a space": {packOf(`"name": "my pack", "doc": "d", ` + oneRule), `1:39: name "my pack" is not 1 to 64 small letters, digits and hyphens`},
	"empty name":        {packOf(`"name": "", "doc": "d", ` + oneRule), `1:39: name "" is not 1 to 64 small letters, digits and hyphens`},
	"doc null":          {packOf(`"name": "p", "doc": null, ` + oneRule), `1:51: doc is null, not a string`},
	"sites a string":    {packOf(`"name": "p", "doc": "d", "sites": "a.example", ` + oneRule), `1:65: sites is a string, not a list of strings`},
	"no sites":          {packOf(`"name": "p", "doc": "d", "sites": [], ` + oneRule), `1:65: sites is empty`},
	"site an address":   {packOf(`"name": "p", "doc": "d", "sites": ["a.example", "https://b.example/"], ` + oneRule), `1:79: sites have "https://b.example/", which is not a host name alone`},
	"site of all":       {packOf(`"name": "p", "doc": "d", "sites": ["*"], ` + oneRule), `1:66: sites have "*", which stands for too many sites`},
	"site a number":     {packOf(`"name": "p", "doc": "d", "sites": [4], ` + oneRule), `1:66: sites has a number, not a string`},
	"language":          {packOf(`"name": "p", "doc": "d", "languages": ["English"], ` + oneRule), `1:70: languages have "English", which is not a language tag`},

	// A rule.
	"rule a string":       {packOf(`"name": "p", "doc": "d", "rules": ["x"]`), `1:66: rule 1 is a string, not an object`},
	"rule without a name": {packOf(`"name": "p", "doc": "d", "rules": [{"label": "legal", "equal": ["x"]}]`), `1:66: rule 1 has no name`},
	"rule without label":  {ruleOf(`"equal": ["x"]`), `2:12: rule "r": rule 1 has no label`},
	"rule's name":         {packOf(`"name": "p", "doc": "d", "rules": [{"name": "R", "label": "legal"}]`), `1:75: rule 1's name "R" is not 1 to 64 small letters, digits and hyphens`},
	"same name":           {packOf(`"name": "p", "doc": "d", "rules": [{"name": "r", "label": "legal", "equal": ["x"]}, {"name": "r", "label": "legal", "equal": ["y"]}]`), `1:124: rule "r": name is given twice`},
	"unknown rule field":  {ruleOf(`"label": "legal", "equals": ["x"]`), `2:44: rule "r": unknown field "equals"; is it "equal"?`},
	"hyphen for underscore": {ruleOf(`"label": "legal", "equal": ["x"], "max-words": 3`),
		`2:60: rule "r": unknown field "max-words"; is it "max_words"?`},
	"unknown label":   {ruleOf(`"label": "promo", "equal": ["x"]`), `2:35: rule "r": label "promo" is not a label`},
	"empty label":     {ruleOf(`"label": "", "equal": ["x"]`), `2:35: rule "r": label is empty`},
	"label a list":    {ruleOf(`"label": ["legal"], "equal": ["x"]`), `2:35: rule "r": label is a list, not a string`},
	"empty rule":      {ruleOf(`"label": "legal"`), `2:12: rule "r": rule is empty: it has neither a text nor a condition`},
	"text not a list": {ruleOf(`"label": "legal", "equal": "x"`), `2:53: rule "r": equal is a string, not a list of strings`},
	"no texts":        {ruleOf(`"label": "legal", "equal": []`), `2:53: rule "r": equal is empty`},
	"empty text":      {ruleOf(`"label": "legal", "prefix": ["x", " "]`), `2:60: rule "r": prefix has an empty string`},
	"text of signs":   {ruleOf(`"label": "legal", "phrases": ["…"]`), `2:55: rule "r": text "…" has no letter or digit`},
	"text too long": {ruleOf(`"label": "legal", "equal": ["` + strings.Repeat("tide ", 60) + `"]`),
		`2:53: rule "r": text "tide tide tide tide "… has more than 240 bytes: it can never match`},
	"two texts":            {ruleOf(`"label": "legal", "equal": ["x"], "pattern": "y"`), `2:71: rule "r": has both "equal" and "pattern"`},
	"bad pattern":          {ruleOf(`"label": "legal", "pattern": "best (news"`), "2:55: rule \"r\": pattern is not valid: error parsing regexp: missing closing ): `best (news`"},
	"lookahead":            {ruleOf(`"label": "legal", "pattern": "a(?=b)"`), "2:55: rule \"r\": pattern is not valid: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"},
	"pattern of two lines": {ruleOf(`"label": "legal", "pattern": "(\\n\\n"`), "2:55: rule \"r\": pattern is not valid: error parsing regexp: missing closing ): `(\\n\\n`"},
	"empty pattern":        {ruleOf(`"label": "legal", "pattern": ""`), `2:55: rule "r": pattern is empty`},
	"pattern of all":       {ruleOf(`"label": "legal", "pattern": ".*"`), `2:55: rule "r": pattern matches every line`},
	"impossible pattern":   {ruleOf(`"label": "legal", "pattern": "a$b"`), `2:55: rule "r": pattern matches no line: ` + never},
	"nested repetition":    {ruleOf(`"label": "legal", "pattern": "((((a{9}){9}){9}){9}){9}"`), "2:55: rule \"r\": pattern is not valid: error parsing regexp: invalid repeat count: `{9}`"},
	"huge pattern":         {ruleOf(`"label": "legal", "pattern": "` + strings.Repeat("a{999}", 20) + `"`), `2:55: rule "r": pattern is too large: more than 10000 instructions`},
	"bad selector":         {ruleOf(`"label": "legal", "selector": "p..x"`), `2:56: rule "r": selector is not valid: expected identifier, found . instead`},
	"unsupported selector": {ruleOf(`"label": "legal", "selector": "p:contains(ad)"`), `2:56: rule "r": selector has ":contains", which is not supported`},
	"selector of scripts":  {ruleOf(`"label": "legal", "selector": "script"`), `2:56: rule "r": selector matches "script", which holds no lines: ` + never},
	"neighbour's label":    {ruleOf(`"label": "legal", "after": ["share", "ads"]`), `2:63: rule "r": after has "ads", which is not a label`},
	"neighbour to keep":    {ruleOf(`"label": "legal", "before": ["keep"]`), `2:55: rule "r": before has "keep", which is not a label`},
	"neighbour to come":    {ruleOf(`"label": "legal", "after": ["caption"]`), `2:53: rule "r": after asks for caption, which no rule before this one gives: ` + never + `, unless its anchor is late`},
	"no neighbours":        {ruleOf(`"label": "legal", "after": []`), `2:53: rule "r": after is empty`},
	"reach alone":          {ruleOf(`"label": "legal", "equal": ["x"], "reach": 2`), `2:69: rule "r": reach without "after" or "before"`},
	"reach too far":        {ruleOf(`"label": "legal", "after": ["share"], "reach": 1000`), `2:73: rule "r": reach 1000 is outside [1, 100]`},
	"first zero":           {ruleOf(`"label": "legal", "first": 0`), `2:53: rule "r": first 0 is below 1: ` + never},
	"last a fraction":      {ruleOf(`"label": "legal", "last": 1.5`), `2:52: rule "r": last 1.5 is not a whole number`},
	"words a string":       {ruleOf(`"label": "legal", "max_words": "3"`), `2:57: rule "r": max_words is a string, not a number`},
	"too few words":        {ruleOf(`"label": "legal", "equal": ["two words"], "max_words": 1`), `2:81: rule "r": max_words 1 is less than every text has: ` + never},
	"words overflow":       {ruleOf(`"label": "legal", "max_words": 99999999999999999999`), `2:57: rule "r": max_words 99999999999999999999 is not a whole number`},
	"class with a space":   {ruleOf(`"label": "legal", "in_class": ["a b"]`), `2:56: rule "r": in_class "a b" is not one name: ` + never},
	"anchor":               {ruleOf(`"label": "legal", "equal": ["x"], "anchor": "first"`), `2:70: rule "r": anchor "first" is none of early, standard, late`},
	"confidence zero":      {ruleOf(`"label": "legal", "equal": ["x"], "confidence": 0`), `2:74: rule "r": confidence is outside (0, 1]`},
	"confidence huge":      {ruleOf(`"label": "legal", "equal": ["x"], "confidence": 1e999`), `2:74: rule "r": confidence 1e999 is not a number of that size`},
	"rule's site":          {ruleOf(`"label": "legal", "equal": ["x"], "sites": ["example"]`), `2:69: rule "r": sites have "example", which stands for too many sites`},
	"rule's language":      {ruleOf(`"label": "legal", "equal": ["x"], "languages": ["e"]`), `2:73: rule "r": languages have "e", which is not a language tag`},
	"covered": {packOf(`"name": "p", "doc": "d", "rules": [` + "\n" + `{"name": "a", "label": "legal", "prefix": ["tide"]},` + "\n" + `{"name": "b", "label": "share", "equal": ["Tide tables!"]}]`),
		`3:1: rule "b": rule can never fire: rule "p/a" speaks of the same lines before`},

	// A test.
	"tests a string":        {packOf(`"name": "p", "doc": "d", ` + oneRule + `, "tests": "x"`), `1:127: tests are a string, not a list`},
	"test without lines":    {testOf(`{"name": "t"}`), `2:11: test 1 has no lines`},
	"test with no line":     {testOf(`{"name": "t", "lines": []}`), `2:34: test 1's lines are not a list with lines`},
	"test without a name":   {testOf(`{"lines": [{"text": "x", "label": "legal"}]}`), `2:11: test 1 has no name`},
	"test's name twice":     {testOf(`{"name": "t", "lines": [{"text": "x", "label": "legal"}]}, {"name": "t", "lines": [{"text": "x", "label": "legal"}]}`), `2:79: test 2's name is empty or given twice`},
	"test expects nothing":  {testOf(`{"name": "t", "lines": [{"text": "x"}]}`), `2:34: test 1 expects nothing: no line has a label`},
	"test's address":        {testOf(`{"name": "t", "url": "gazette", "lines": [{"text": "x", "label": "legal"}]}`), `2:32: test 1's url "gazette" is not an address`},
	"test line's label":     {testOf(`{"name": "t", "lines": [{"text": "x", "label": "keep"}]}`), `2:58: line 1 of test 1's label "keep" is not a label`},
	"test line's rule":      {testOf(`{"name": "t", "lines": [{"text": "x", "label": "legal", "rule": "s"}]}`), `2:75: line 1 of test 1's rule "s" is not one of the pack's`},
	"test line of two":      {testOf(`{"name": "t", "lines": [{"text": "x\ny", "label": "legal"}]}`), `2:44: line 1 of test 1's text is not one line`},
	"test line without":     {testOf(`{"name": "t", "lines": [{"label": "legal"}]}`), `2:35: line 1 of test 1 has no text`},
	"test's unknown fields": {testOf(`{"name": "t", "page": "x"}`), `2:25: unknown field "page"`},
}

// TestBrokenPacks loads packs with mistakes: each gives one error of one line,
// and nothing of the pack.
func TestBrokenPacks(t *testing.T) {
	require.GreaterOrEqual(t, len(brokenPacks), 40)
	for name, tt := range brokenPacks {
		t.Run(name, func(t *testing.T) {
			pack, err := clean.LoadPack(strings.NewReader(tt.content))
			var packError *clean.PackError
			require.ErrorAs(t, err, &packError)
			assert.EqualError(t, err, "clean: pack:"+tt.want)
			assert.NotContains(t, err.Error(), "\n")
			assert.Positive(t, packError.Line)
			assert.Equal(t, clean.Pack{}, pack)

			files := fstest.MapFS{"a.json": {Data: []byte(goodPack)}, "b.json": {Data: []byte(tt.content)}}
			packs, err := clean.LoadPackFS(files)
			assert.EqualError(t, err, "clean: b.json:"+tt.want)
			assert.Nil(t, packs)
		})
	}
}

func TestLoadPackErrors(t *testing.T) {
	_, err := clean.LoadPack(iotest.ErrReader(io.ErrClosedPipe))
	assert.ErrorIs(t, err, io.ErrClosedPipe)
	assert.EqualError(t, err, "clean: pack: cannot be read: io: read/write on closed pipe")

	_, err = clean.LoadPack(strings.NewReader(ruleOf(`"label": "legal", "pattern": "("`)))
	var ruleError *clean.RuleError
	require.ErrorAs(t, err, &ruleError, "the cause is what New would say")
	assert.Equal(t, "pattern", ruleError.Field)

	path := filepath.Join(t.TempDir(), "house.json")
	require.NoError(t, os.WriteFile(path, []byte("{"), 0o644))
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	_, err = clean.LoadPack(f)
	assert.EqualError(t, err, "clean: "+path+":1:2: the text ends before the pack does", "a file's name is in its errors")

	files := fstest.MapFS{"a.json": {Data: []byte(goodPack)}, "b/a.json": {Data: []byte(goodPack)}, "c": {Mode: fs.ModeDir}}
	_, err = clean.LoadPackFS(files, "a.json", "b/*.json")
	assert.EqualError(t, err, `clean: b/a.json: the pack "gazette" is in a.json too`)
	_, err = clean.LoadPackFS(files, "d.json")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.EqualError(t, err, "clean: d.json: there is no such file")
	_, err = clean.LoadPackFS(files, "[")
	assert.EqualError(t, err, "clean: [: is not a pattern of file names")
	_, err = clean.LoadPackFS(files, "c")
	assert.ErrorContains(t, err, "clean: c: cannot be read: ")
	packs, err := clean.LoadPackFS(files, "*.json", "a.json")
	require.NoError(t, err)
	assert.Len(t, packs, 1, "a file that two patterns name is read once")
}

// manyRules returns a pack with n rules of the given fields, in which %d is the
// rule's number.
func manyRules(n int, fields string) string {
	var b strings.Builder
	b.WriteString(`{"schema": "copydesk-pack/1", "name": "p", "doc": "d", "rules": [`)
	for i := range n {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, `{"name": "r%d", "label": "legal", `, i)
		b.WriteString(strings.ReplaceAll(fields, "%d", fmt.Sprint(i)) + "}")
	}
	return b.String() + "]}"
}

func TestPackLimits(t *testing.T) {
	load := func(content string, limits clean.PackLimits) error {
		_, err := clean.LoadPack(strings.NewReader(content), clean.WithPackLimits(limits))
		return err
	}
	none := clean.PackLimits{}
	text := manyRules(5, `"equal": ["tide table %d"]`)
	require.NoError(t, load(text, none))
	assert.EqualError(t, load(text, clean.PackLimits{Bytes: 100}), "clean: pack: more than 100 bytes")
	assert.EqualError(t, load(text, clean.PackLimits{Rules: 4}), "clean: pack:5:1: more than 4 rules")
	assert.EqualError(t, load(text, clean.PackLimits{Texts: 3}), `clean: pack:4:1: rule "r3": more than 3 texts`)
	assert.EqualError(t, load(manyRules(5, `"selector": "p.c%d"`), clean.PackLimits{Selectors: 2}), `clean: pack:3:1: rule "r2": more than 2 selectors`)
	assert.EqualError(t, load(manyRules(5, `"pattern": "a%d{100}"`), clean.PackLimits{Patterns: 250}), `clean: pack:3:1: rule "r2": more than 250 instructions in patterns`)
	assert.ErrorContains(t, load(manyRules(10_001, `"equal": ["tide table %d"]`), none), "more than 10000 rules")
	assert.ErrorContains(t, load(manyRules(1_001, `"selector": "p.c%d"`), none), "more than 1000 selectors")
	assert.ErrorContains(t, load(manyRules(200, `"pattern": "a%d{999}"`), none), "more than 100000 instructions in patterns")
}

// TestHostilePack loads packs that are made to cost much: they are refused
// without much memory, or work in proportion to their size.
func TestHostilePack(t *testing.T) {
	huge := strings.Repeat(`{"name": "r", "label": "legal", "equal": ["tide tables"]},`, 200_000)
	for name, content := range map[string]string{
		"10 MB":                `{"rules": [` + huge,
		"10 MB of brackets":    strings.Repeat("[", 10<<20),
		"10 MB of white space": strings.Repeat(" ", 10<<20),
		"10 MB in a string":    `{"doc": "` + strings.Repeat("x", 10<<20),
		"100,000 rules":        manyRules(100_000, `"equal": ["%d"]`),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := clean.LoadPack(strings.NewReader(content))
		runtime.ReadMemStats(&after)
		assert.EqualError(t, err, "clean: pack: more than 1048576 bytes", name)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20), name)
	}
	if testing.Short() {
		return
	}
	limits := clean.PackLimits{Bytes: 64 << 20, Rules: 200_000, Texts: 200_000}
	pack, err := clean.LoadPack(strings.NewReader(manyRules(100_000, `"equal": ["tide table %d"]`)), clean.WithPackLimits(limits))
	require.NoError(t, err)
	c, err := clean.New(clean.WithPacks(pack))
	require.NoError(t, err)
	d := c.Label(clean.TextPage(strings.Repeat("Tide table 99999\nA line that is none of them, and that has some words more.\n", 500)))
	assert.Equal(t, "p/r99999", d[0].Rule)
	assert.NotContains(t, d[1].Rule, "p/")
	// Patterns whose matching would take exponential time elsewhere.
	pack, err = clean.LoadPack(strings.NewReader(ruleOf(`"label": "legal", "pattern": "^(a+)+(a|aa)+$"`)))
	require.NoError(t, err)
	c, err = clean.New(clean.WithPacks(pack))
	require.NoError(t, err)
	d = c.Label(clean.TextPage(strings.Repeat("a", 100_000) + "b"))
	assert.NotEqual(t, "p/r", d[0].Rule)
}

func FuzzLoadPack(f *testing.F) {
	f.Add(goodPack)
	for _, tt := range brokenPacks {
		f.Add(tt.content)
	}
	f.Fuzz(func(t *testing.T, content string) {
		pack, err := clean.LoadPack(strings.NewReader(content))
		if err != nil {
			var packError *clean.PackError
			if !errors.As(err, &packError) || strings.Contains(err.Error(), "\n") || len(pack.Rules()) > 0 {
				t.Fatalf("%q gives %v", content, err)
			}
			return
		}
		// What LoadPack takes, New takes too, and no page makes it fail.
		c, err := clean.New(clean.WithPacks(pack))
		if err != nil {
			t.Fatalf("%q: %v", content, err)
		}
		page := htmlPage(t, selectorPage)
		if len(pack.Sites) > 0 {
			page.URL = "https://" + strings.ReplaceAll(pack.Sites[0], "*", "x")
		}
		c.Label(page)
		c.Text(stormText)
	})
}

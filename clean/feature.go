package clean

import (
	"math"
	"strconv"
)

// A feature is a number that says something of a line: what it looks like, what
// it stands in and what stands around it. Numbers of words and lines are given
// as logarithms, shares from 0 to 1; -1 stands for what is not there.

// columns hands out the columns of the feature matrix and names them.
type columns struct{ names []string }

func (c *columns) add(names ...string) (first int) {
	first = len(c.names)
	c.names = append(c.names, names...)
	return first
}

// The columns, by subject.
type layout struct {
	columns
	line, place, near, token, block, holder, alike, around, reach, witness, page int
}

// Sizes of what is looked at.
const (
	nearBlocks = 4 // blocks around a line, each with more text than the last
	holders    = 4 // blocks that hold most of the page's running text
	aroundSpan = 3 // lines before and after
)

var lineNames = []string{"words", "word-size", "upper", "digits", "letters", "sentences", "end", "start", "link", "bold",
	"italic", "asks", "bar", "repeated", "label", "order", "text-order", "gap", "tag", "level", "own-lines", "own-at",
	"picture-before", "picture-after", "linked-picture"}

var placeNames = []string{"paragraph", "heading", "list", "quote", "code", "cell", "term", "article", "main", "header",
	"footer", "aside", "nav", "figure", "figcaption", "form", "control", "details", "address", "hidden"}

var tokenNames = []string{"token-own", "token-low", "token-high", "token-parent", "token-chain", "token-chain-low",
	"token-inline"}

var blockNames = []string{"link", "words", "good-share", "lines", "mean", "objects", "headings", "at"}

var holderNames = []string{"inside", "before", "after", "steps", "child-share", "child-link", "child-mean", "size",
	"child-tag", "child-name", "child-low", "child-place", "child-lines", "child-alike", "path-low"}

var alikeNames = []string{"count", "good", "mean", "link", "sentences", "in-holder"}

var aroundNames = []string{"words", "link", "end", "heading", "alike", "label", "same-block"}

var reachNames = []string{"good-before", "good-after", "words-before", "words-after", "from-first", "to-last", "good-side",
	"between-alike"}

var witnessNames = []string{"title", "title-before", "title-after", "summary", "story", "story-known", "story-before",
	"story-after"}

var pageNames = []string{"page-lines", "page-good", "page-share", "page-mean", "page-type"}

func makeLayout() *layout {
	var l layout
	l.line = l.add(lineNames...)
	l.place = l.add(placeNames...)
	l.near = l.add(prefixed("near-", groupNames[:])...)
	l.token = l.add(tokenNames...)
	for i := range nearBlocks {
		at := l.add(prefixed("block"+strconv.Itoa(i+1)+"-", blockNames)...)
		if i == 0 {
			l.block = at
		}
	}
	for i := range holders {
		at := l.add(prefixed("holder"+strconv.Itoa(i+1)+"-", holderNames)...)
		if i == 0 {
			l.holder = at
		}
	}
	l.alike = l.add(prefixed("path-", alikeNames)...)
	l.add(prefixed("name-", alikeNames)...)
	for i := -aroundSpan; i <= aroundSpan; i++ {
		if i == 0 {
			continue
		}
		at := l.add(prefixed("line"+strconv.Itoa(i)+"-", aroundNames)...)
		if i == -aroundSpan {
			l.around = at
		}
	}
	l.reach = l.add(reachNames...)
	l.witness = l.add(witnessNames...)
	l.page = l.add(pageNames...)
	return &l
}

func prefixed(prefix string, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = prefix + name
	}
	return out
}

// feature columns are fixed at compile time by the lists above.
var featureLayout = makeLayout()

// FeatureNames returns the names of the numbers that Features.Row gives for a line.
func FeatureNames() []string { return append([]string(nil), featureLayout.names...) }

// Features is what the rule "article-model" knows of a page's lines. It is made
// for programs that train a model of their own.
type Features struct {
	f    *features
	rows []float32
}

// Features returns what is known of the page's lines, after other rules have
// spoken. The page must have been labelled. The weight of a word in a class or
// id attribute, above 0 for words that articles have and below for others,
// comes from weight; nil stands for the weights that the rule uses.
func (p *Page) Features(weight func(word []byte) float32) Features {
	f := Features{new(features), make([]float32, len(p.Lines)*len(featureLayout.names))}
	f.f.gather(p, weight)
	f.f.beginRows()
	for i := range p.Lines {
		if !f.Far(i) {
			f.f.fillRow(f.Row(i), i)
		}
	}
	return f
}

// Far reports whether line i is far from all running text of the page. Such
// lines have no numbers, and are not taken for the article.
func (f Features) Far(i int) bool { return f.f.far[i] }

// Row returns the numbers of line i, in the order of FeatureNames: zeros for far
// lines. They belong to the Features.
func (f Features) Row(i int) []float32 {
	width := len(featureLayout.names)
	return f.rows[i*width : (i+1)*width : (i+1)*width]
}

// Decide says which lines are taken for the article, given a score a line in
// log-odds.
func (f Features) Decide(scores []float32) []bool {
	taken, _ := f.f.decide(scores)
	return taken
}

// logOf is the logarithm under which counts are given.
func logOf(n int) float32 {
	if n < len(logs) {
		return logs[max(n, 0)]
	}
	return float32(math.Log1p(float64(n)))
}

var logs = func() (t [1024]float32) {
	for n := range t {
		t[n] = float32(math.Log1p(float64(n)))
	}
	return t
}()

func share(part, whole int) float32 {
	if whole <= 0 {
		return 0
	}
	return float32(part) / float32(whole)
}

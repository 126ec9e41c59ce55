package clean

import (
	"slices"

	"golang.org/x/net/html"
)

// ownState is what callers' rules know of a page.
type ownState struct {
	nodes    []*html.Node         // the front end's elements, by Ref
	hits     []hit                // lines that rules of the batch know by their words
	selected map[*selector][]bool // lines inside elements that selectors match
	scopes   map[*scope]bool      // whether the page is in a scope
	language *string              // the page's, as scopes ask for it
	speaking bool                 // a caller's rule is speaking
}

// SetNodes tells the page of which nodes of a parsed tree its elements were
// made: that of an Element whose Ref is r is nodes[r-1]. Rules with selectors
// need it. The tree is not changed.
func (p *Page) SetNodes(nodes []*html.Node) { p.own.nodes = nodes }

// keptLabel returns the label of the article's text that line i looks like.
func (p *Page) keptLabel(i int) Label {
	if label := p.Label(i); label.IsBody() {
		return label
	}
	b := &p.Blocks[p.Lines[i].Block]
	label := b.textLabel()
	switch {
	case label != Unlabeled:
		return label
	case b.Place&InCell != 0:
		return Table
	case p.isStructured():
		return Paragraph
	}
	return textLabel(p, i)
}

// settlePictures takes from what is known of pictures the lines that callers'
// rules have given to something else.
func (p *Page) settlePictures() {
	for group, picture := range p.pictures {
		lost := func(i int) bool { return p.decisions[i].Group != group }
		x := picture.box
		if !slices.ContainsFunc(x.texts, lost) && !slices.ContainsFunc(x.credits, lost) {
			continue
		}
		x.texts = slices.DeleteFunc(slices.Clone(x.texts), lost)
		x.credits = slices.DeleteFunc(slices.Clone(x.credits), lost)
		p.pictures[group] = p.pictureOf(&x)
	}
}

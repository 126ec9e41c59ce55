package jsonld

import (
	"slices"
	"strings"
)

// Node is an object of a page's linked data. All methods of a nil *Node give
// nothing, so that calls can be chained.
type Node struct {
	graph   *Graph
	parent  *Node
	key     string
	entries []entry
}

// entry is one value of a key. A list has one entry for every value in it.
type entry struct {
	key   string
	value value
}

// value is a string as written, another scalar as written, or a node.
type value struct {
	raw    string
	node   *Node
	quoted bool
	plain  bool // raw is what is meant: no escapes, no entities
}

// text returns a scalar as it is meant.
func (v *value) text() string {
	switch {
	case v.node != nil:
		return v.node.String("@value")
	case v.plain:
		return v.raw
	case v.quoted:
		return meant(v.raw)
	case v.raw == "null":
		return ""
	}
	return v.raw
}

// Parent returns the node that n stands in and the key under which it stands
// there; nil for a node that stands in no other. A node of an @graph stands in
// the node that has the @graph.
func (n *Node) Parent() (parent *Node, key string) {
	if n == nil {
		return nil, ""
	}
	return n.parent, n.key
}

// Type returns the first type, without schema.org's address or prefix.
func (n *Node) Type() string {
	for _, t := range n.Types() {
		return t
	}
	return ""
}

// Types returns all types, without schema.org's address or prefix.
func (n *Node) Types() []string {
	types := n.Strings("@type")
	for i := range types {
		types[i] = localName(types[i])
	}
	return types
}

// Is reports whether the node has one of the types, whose letters' case does
// not matter.
func (n *Node) Is(types ...string) bool {
	if n == nil {
		return false
	}
	for i := range n.entries {
		e := &n.entries[i]
		if e.key != "@type" || e.value.node != nil {
			continue
		}
		own := localName(e.value.text())
		if slices.ContainsFunc(types, func(t string) bool { return strings.EqualFold(own, t) }) {
			return true
		}
	}
	return false
}

// ID returns the node's @id.
func (n *Node) ID() string { return n.String("@id") }

// Has reports whether the node has the key, whatever its value.
func (n *Node) Has(key string) bool {
	if n == nil {
		return false
	}
	for i := range n.entries {
		if n.entries[i].is(key) {
			return true
		}
	}
	return false
}

// Keys returns the node's keys in the order in which they stand, each once.
func (n *Node) Keys() []string {
	if n == nil {
		return nil
	}
	var keys []string
	for i := range n.entries {
		if key := n.entries[i].key; !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// String returns the first string of the key that is not empty, or "". See
// Strings.
func (n *Node) String(key string) string {
	if n == nil {
		return ""
	}
	for i := range n.entries {
		if n.entries[i].is(key) {
			if s := n.entries[i].value.text(); s != "" {
				return s
			}
		}
	}
	return ""
}

// Strings returns the strings of the key that are not empty, of lists inside
// lists too. Numbers and truth values are given as they are written, null and
// nodes are left out, but for nodes that are a @value. Escapes of JSON and HTML
// are undone, white space around is cut off, markup is left as it is.
func (n *Node) Strings(key string) []string {
	if n == nil {
		return nil
	}
	var all []string
	for i := range n.entries {
		if n.entries[i].is(key) {
			if s := n.entries[i].value.text(); s != "" {
				all = append(all, s)
			}
		}
	}
	return all
}

// Names is Strings, with the nodes of the key given by their name, or else by
// their headline, title or caption.
func (n *Node) Names(key string) []string {
	if n == nil {
		return nil
	}
	var all []string
	for i := range n.entries {
		e := &n.entries[i]
		if !e.is(key) {
			continue
		}
		s := e.value.text()
		if node := e.value.node.resolve(); s == "" && node != nil {
			for _, key := range [...]string{"name", "headline", "title", "caption"} {
				if s = node.String(key); s != "" {
					break
				}
			}
		}
		if s != "" {
			all = append(all, s)
		}
	}
	return all
}

// Name returns the first of Names, or "".
func (n *Node) Name(key string) string {
	for _, name := range n.Names(key) {
		return name
	}
	return ""
}

// URLs is Strings, with the nodes of the key given by their url, or else by
// their contentUrl or @id.
func (n *Node) URLs(key string) []string {
	if n == nil {
		return nil
	}
	var all []string
	for i := range n.entries {
		e := &n.entries[i]
		if !e.is(key) {
			continue
		}
		s := e.value.text()
		if node := e.value.node.resolve(); s == "" && node != nil {
			for _, key := range [...]string{"url", "contentUrl", "@id"} {
				if s = node.String(key); s != "" {
					break
				}
			}
		}
		if s != "" {
			all = append(all, s)
		}
	}
	return all
}

// Nodes returns the nodes of the key, of lists inside lists too. A node that
// says no more than the @id of another is given as that other. Callers who go
// from node to node may therefore come round in a circle; Graph.Nodes does not.
func (n *Node) Nodes(key string) []*Node {
	if n == nil {
		return nil
	}
	var all []*Node
	for i := range n.entries {
		if e := &n.entries[i]; e.value.node != nil && e.is(key) {
			all = append(all, e.value.node.resolve())
		}
	}
	return all
}

// Node returns the first of Nodes, or nil.
func (n *Node) Node(key string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.entries {
		if e := &n.entries[i]; e.value.node != nil && e.is(key) {
			return e.value.node.resolve()
		}
	}
	return nil
}

// resolve returns the node that n refers to, or n.
func (n *Node) resolve() *Node {
	if n == nil || len(n.entries) > 2 {
		return n
	}
	id := ""
	for i := range n.entries {
		switch n.entries[i].key {
		case "@id":
			id = n.entries[i].value.text()
		case "@type":
		default:
			return n
		}
	}
	if id == "" {
		return n
	}
	if other := n.graph.byID(id); other != nil {
		return other
	}
	return n
}

// is reports whether the entry has the key, whose letters' case does not matter.
func (e *entry) is(key string) bool {
	return e.key == key || len(e.key) == len(key) && strings.EqualFold(e.key, key)
}

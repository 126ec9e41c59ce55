package jsonld

import (
	"context"
	"iter"
	"strings"
)

// Limits of what is read of one page. What lies beyond is left out.
const (
	// MaxBytes is the size of all scripts of a page together.
	MaxBytes = 16 << 20
	// MaxDepth is the number of objects and arrays inside one another.
	MaxDepth = 64
	// MaxNodes is the number of objects.
	MaxNodes = 1 << 16
)

// Graph is the linked data of one page. The zero Graph is empty and ready for
// use, by one goroutine at a time.
type Graph struct {
	nodes []*Node
	chunk []Node           // room for nodes to come
	ids   map[string]*Node // nodes by their @id, once asked for
	size  int              // bytes read
	stack []entry          // entries of the objects being read

	// Context ends the reading of scripts when it is done; nil for none.
	Context context.Context
}

// Nodes returns all nodes in the order in which they begin on the page, those
// inside others included.
func (g *Graph) Nodes() []*Node { return g.nodes }

// Find returns the nodes that have one of the types, those inside others
// included, in the order in which they begin. See Node.Is.
func (g *Graph) Find(types ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, n := range g.nodes {
			if n.Is(types...) && !yield(n) {
				return
			}
		}
	}
}

// First returns the first node that has one of the types, or nil.
func (g *Graph) First(types ...string) *Node {
	for n := range g.Find(types...) {
		return n
	}
	return nil
}

// String returns the first string that any node has for the key, or "".
func (g *Graph) String(key string) string {
	for _, n := range g.nodes {
		if s := n.String(key); s != "" {
			return s
		}
	}
	return ""
}

// byID returns the node with the identifier that says the most, or nil.
func (g *Graph) byID(id string) *Node {
	if g.ids == nil {
		g.ids = make(map[string]*Node)
		for _, n := range g.nodes {
			own := n.ID()
			if own == "" {
				continue
			}
			if have := g.ids[own]; have == nil || len(n.entries) > len(have.entries) {
				g.ids[own] = n
			}
		}
	}
	return g.ids[id]
}

// newNode adds a node; nil when there are too many.
func (g *Graph) newNode(parent *Node, key string) *Node {
	if len(g.nodes) >= MaxNodes {
		return nil
	}
	if len(g.chunk) == 0 {
		g.chunk = make([]Node, 32)
	}
	n := &g.chunk[0]
	g.chunk = g.chunk[1:]
	n.graph, n.parent, n.key = g, parent, key
	g.nodes = append(g.nodes, n)
	return n
}

// localName returns a type or key without schema.org's address or prefix.
func localName(s string) string {
	if i := strings.LastIndexAny(s, "/#:"); i >= 0 && i+1 < len(s) {
		return s[i+1:]
	}
	return s
}

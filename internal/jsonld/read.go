package jsonld

import (
	"html"
	"strings"
)

// Read adds what a script says to the graph.
func (g *Graph) Read(script string) {
	if room := MaxBytes - g.size; len(script) > room {
		script = script[:room]
	}
	g.size += len(script)
	g.ids = nil
	if strings.IndexByte(script, '"') < 0 && strings.IndexByte(script, '&') >= 0 {
		// Some pages escape scripts as if they were text.
		script = html.UnescapeString(script)
	}
	r := reader{graph: g, s: script}
	for {
		i := strings.IndexAny(r.s[r.at:], "{[")
		if i < 0 {
			return
		}
		r.at += i
		if strings.HasPrefix(r.s[r.at:], "[CDATA[") {
			r.at += len("[CDATA[")
			continue
		}
		g.stack = g.stack[:0]
		r.value(nil, "", 0)
	}
}

// reader reads one script. Whatever comes, every step goes forward.
type reader struct {
	graph *Graph
	s     string
	at    int
	// lost counts strings whose end was looked for in vain.
	lost  int
	looks int // at what may be space
}

// looksPerCheck is the number of keys, values and marks after which reading looks
// at its context.
const looksPerCheck = 64

// value reads one value and pushes it, or those of a list, onto the stack as
// entries of the key.
func (r *reader) value(parent *Node, key string, depth int) {
	r.space()
	if r.at >= len(r.s) {
		return
	}
	switch c := r.s[r.at]; {
	case (c == '{' || c == '[') && depth >= MaxDepth:
		r.skip()
	case c == '{':
		if n := r.object(parent, key, depth); n != nil {
			r.push(key, value{node: n})
		}
	case c == '[':
		r.list(parent, key, depth)
	case c == '"' || c == '\'':
		raw, plain := r.quoted(c, inValue)
		if plain {
			raw = strings.TrimSpace(raw)
		}
		r.push(key, value{raw: raw, quoted: true, plain: plain})
	default:
		if raw := r.bare(); raw != "" {
			r.push(key, value{raw: raw})
		}
	}
}

func (r *reader) push(key string, v value) {
	r.graph.stack = append(r.graph.stack, entry{key, v})
}

// object reads an object. It is nil where there are too many.
func (r *reader) object(parent *Node, key string, depth int) *Node {
	if len(r.graph.nodes) >= MaxNodes {
		r.skip()
		return nil
	}
	n := r.graph.newNode(parent, key)
	base := len(r.graph.stack)
	r.at++
	for {
		r.space()
		if r.at >= len(r.s) {
			break
		}
		c := r.s[r.at]
		if c == '}' {
			r.at++
			break
		}
		var key string
		switch c {
		case ',', ';', ':', ']':
			r.at++
			continue
		case '"', '\'':
			raw, plain := r.quoted(c, inKey)
			if key = raw; !plain {
				key = meant(raw)
			}
		case '{', '[':
			// A value without key.
			r.skip()
			continue
		default:
			before := r.at
			if key = r.bare(); key == "" {
				if r.at == before {
					r.at++
				}
				continue
			}
		}
		r.space()
		if r.at >= len(r.s) || r.s[r.at] != ':' {
			continue
		}
		r.at++
		r.value(n, keyName(key), depth+1)
	}
	own := r.graph.stack[base:]
	n.entries = append(make([]entry, 0, len(own)), own...)
	r.graph.stack = r.graph.stack[:base]
	return n
}

// keyName returns a key without schema.org's address or prefix.
func keyName(key string) string {
	key = strings.TrimSpace(key)
	if strings.HasPrefix(key, "schema:") || strings.HasPrefix(key, "http") {
		return localName(key)
	}
	return key
}

func (r *reader) list(parent *Node, key string, depth int) {
	r.at++
	for {
		r.space()
		if r.at >= len(r.s) {
			return
		}
		switch r.s[r.at] {
		case ']':
			r.at++
			return
		case '}':
			// The list was never closed; the object around it is.
			return
		case ',', ';', ':':
			r.at++
		default:
			before := r.at
			r.value(parent, key, depth+1)
			if r.at == before {
				r.at++
			}
		}
	}
}

// skip leaves out an object or list with all that is in it.
func (r *reader) skip() {
	depth := 0
	for r.at < len(r.s) {
		i := strings.IndexAny(r.s[r.at:], `"{}[]`)
		if i < 0 {
			r.at = len(r.s)
			return
		}
		r.at += i
		switch r.s[r.at] {
		case '"':
			r.quoted('"', inSkipped)
			continue
		case '{', '[':
			depth++
		default:
			depth--
		}
		r.at++
		if depth <= 0 {
			return
		}
	}
}

// bare reads a number, a word or what else stands without quotes, up to a mark
// of JSON or the line's end.
func (r *reader) bare() string {
	from := r.at
	for r.at < len(r.s) {
		switch r.s[r.at] {
		case ',', ':', ';', '{', '}', '[', ']', '"', '\n', '\r':
			return strings.TrimSpace(r.s[from:r.at])
		}
		r.at++
	}
	return strings.TrimSpace(r.s[from:r.at])
}

// space skips white space, control characters, comments and marks of CDATA.
func (r *reader) space() {
	if r.looks++; r.looks%looksPerCheck == 0 && r.graph.Context != nil && r.graph.Context.Err() != nil {
		r.at = len(r.s)
	}
	for r.at < len(r.s) {
		switch c := r.s[r.at]; {
		case c <= ' ':
			r.at++
		case c == '/' && r.has("/*"):
			r.skipPast("*/")
		case c == '/' && r.has("//"):
			r.skipPast("\n")
		case c == '<' && r.has("<!--"):
			r.at += len("<!--")
		case c == '-' && r.has("-->"):
			r.at += len("-->")
		case c == '<' && r.has("<![CDATA["):
			r.at += len("<![CDATA[")
		case c == ']' && r.has("]]>"):
			r.at += len("]]>")
		case c == 0xC2 && r.has("\u00a0"):
			r.at += len("\u00a0")
		case c == 0xEF && r.has("\ufeff"):
			r.at += len("\ufeff")
		default:
			return
		}
	}
}

func (r *reader) has(prefix string) bool { return strings.HasPrefix(r.s[r.at:], prefix) }

func (r *reader) skipPast(mark string) {
	if i := strings.Index(r.s[r.at:], mark); i >= 0 {
		r.at += i + len(mark)
	} else {
		r.at = len(r.s)
	}
}

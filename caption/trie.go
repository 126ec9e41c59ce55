package caption

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// entry is what the data says about one phrase.
type entry struct {
	class class
	// value is the number of a month or the index of an agency.
	value int32
}

// trie finds phrases in text without regard to case, width and zero-width
// characters. Its nodes stand in breadth-first order, so that the children of
// a node are adjacent and sorted.
type trie struct {
	nodes []trieNode
	// labels holds the byte that leads to each node.
	labels []byte
	root   [256]int32
	// pairs holds the nodes under two small letters of ASCII, with which
	// nearly all searches begin.
	pairs [26 * 26]int32
}

type trieNode struct {
	child    int32
	children uint16
	class    class
	// below holds the classes of the node and of all nodes under it, so that a
	// search ends where nothing that it looks for is left.
	below class
	value int32
}

type trieBuilder struct {
	phrases map[string]entry
}

func (b *trieBuilder) add(phrase string, e entry) {
	if b.phrases == nil {
		b.phrases = make(map[string]entry)
	}
	key := fold(phrase)
	old, ok := b.phrases[key]
	if ok {
		// An agency's or month's value wins over the values of classes
		// that have none; the first agency wins over later ones.
		if old.class&(agencyAny|wordMonth) != 0 {
			e.value = old.value
		}
		e.class |= old.class
	}
	b.phrases[key] = e
}

func (b *trieBuilder) build() trie {
	keys := make([]string, 0, len(b.phrases))
	for key := range b.phrases {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	type span struct{ node, from, to, depth int }
	t := trie{nodes: make([]trieNode, 1), labels: make([]byte, 1)}
	queue := []span{{0, 0, len(keys), 0}}
	for len(queue) > 0 {
		q := queue[0]
		queue = queue[1:]
		from := q.from
		if from < q.to && len(keys[from]) == q.depth {
			e := b.phrases[keys[from]]
			t.nodes[q.node].class, t.nodes[q.node].value = e.class, e.value
			from++
		}
		t.nodes[q.node].child = int32(len(t.nodes))
		for from < q.to {
			label := keys[from][q.depth]
			to := from + 1
			for to < q.to && keys[to][q.depth] == label {
				to++
			}
			queue = append(queue, span{len(t.nodes), from, to, q.depth + 1})
			t.nodes = append(t.nodes, trieNode{})
			t.labels = append(t.labels, label)
			t.nodes[q.node].children++
			from = to
		}
	}
	for i := len(t.nodes) - 1; i >= 0; i-- {
		n := &t.nodes[i]
		n.below = n.class
		for at := n.child; at < n.child+int32(n.children); at++ {
			n.below |= t.nodes[at].below
		}
	}
	for i := range t.nodes[0].children {
		at := t.nodes[0].child + int32(i)
		t.root[t.labels[at]] = at
	}
	for i := range t.pairs {
		if first := t.root['a'+i/26]; first != 0 {
			t.pairs[i] = t.step(first, byte('a'+i%26))
		}
	}
	return t
}

// step returns the child of node under label, or 0.
func (t *trie) step(node int32, label byte) int32 {
	if node == 0 {
		return t.root[label]
	}
	n := &t.nodes[node]
	at, end := n.child, n.child+int32(n.children)
	for end-at > 16 {
		if mid := at + (end-at)/2; t.labels[mid] <= label {
			at = mid
		} else {
			end = mid
		}
	}
	for i, l := range t.labels[at:end] {
		if l >= label {
			if l == label {
				return at + int32(i)
			}
			break
		}
	}
	return 0
}

// stepRune returns what step does for the bytes of r.
func (t *trie) stepRune(node int32, r rune) int32 {
	if r < utf8.RuneSelf {
		return t.step(node, byte(r))
	}
	var buf [utf8.UTFMax]byte
	for _, b := range buf[:utf8.EncodeRune(buf[:], r)] {
		if node = t.step(node, b); node == 0 {
			break
		}
	}
	return node
}

// fold returns s as the trie spells it.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r = foldRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldRune returns r in lower case and normal width, or -1 for a character
// that has none.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	case r >= 0xFF01 && r <= 0xFF5E:
		return foldRune(r - 0xFF01 + '!')
	case isZeroWidth(r):
		return -1
	}
	if 0x3041 <= r && r < 0xFF00 || 0x430 <= r && r <= 0x45F {
		return r
	}
	if 0x410 <= r && r <= 0x42F {
		return r + 0x20
	}
	switch r {
	case '\u00A0', '\u2007', '\u2009', '\u202F', '\u3000':
		return ' '
	case '’', '‘', '´', 'ʼ', '`':
		return '\''
	case '‐', '‑':
		return '-'
	case 'İ':
		return 'i'
	}
	return unicode.ToLower(r)
}

// alternatives yields the forms that "|" separates.
func alternatives(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for form := range strings.SplitSeq(s, "|") {
			if form = strings.TrimSpace(form); form != "" && !yield(form) {
				return
			}
		}
	}
}

func reverse(s string) string {
	runes := []rune(s)
	slices.Reverse(runes)
	return string(runes)
}

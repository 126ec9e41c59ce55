package timestamp

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/internal/opening"
	"github.com/copydesk-go/copydesk/internal/wordlist"
)

//go:embed words/*.txt zones/*.txt
var files embed.FS

// kind is what a phrase can be in a line.
type kind uint8

const (
	kindMonth     kind = iota // value 1 to 12
	kindJalali                // month of the Persian calendar, value 1 to 12
	kindWeekday               // value 1, Monday, to 7
	kindPublished             // label
	kindModified              // label
	kindLabel                 // label that says neither
	kindFiller                // word that joins parts and says nothing
	kindClockWord             // filler that a clock follows: "at", "um", "kl"
	kindAM
	kindPM
	kindOrdinal // after a day: "th", "er"
	kindHour    // unit between hour and minute or after the clock: "h", "Uhr"
	kindMinute  // unit
	kindSecond  // unit
	kindYearOf  // unit after a year: "年", "г"
	kindMonthOf // unit after a month's number: "月"
	kindDayOf   // unit after a day: "日"
	kindEra     // before a year, value to add to it
	kindAgo     // "ago", "vor", "il y a"
	kindUnit    // what ago counts: "hours"
	kindCount   // a number in a word before a unit: "an", "einer"
	kindNow     // "just now", "yesterday"
	kindZone    // value is an index into lexicon.zones
	kindCount_  // number of kinds
)

// sections names the sections of a language's file. Those of numbered kinds
// hold lines "3 march | mar": the value, then the phrases for it.
var sections = [kindCount_]string{
	kindMonth:     "months",
	kindJalali:    "months-persian",
	kindWeekday:   "weekdays",
	kindPublished: "published",
	kindModified:  "modified",
	kindLabel:     "label",
	kindFiller:    "filler",
	kindClockWord: "before-clock",
	kindAM:        "am",
	kindPM:        "pm",
	kindOrdinal:   "ordinal",
	kindHour:      "hour",
	kindMinute:    "minute",
	kindSecond:    "second",
	kindYearOf:    "year",
	kindMonthOf:   "month",
	kindDayOf:     "day",
	kindEra:       "era",
	kindAgo:       "ago",
	kindUnit:      "unit",
	kindCount:     "count",
	kindNow:       "now",
	kindZone:      "zones",
}

// languages is a set of languages, a bit each in the order of the files.
type languages uint64

// reading is one thing that a phrase can be, in some languages.
type reading struct {
	kind      kind
	value     int16
	languages languages
}

// phrase is what the lexicon knows of one folded phrase.
type phrase struct {
	kinds     uint32    // a bit for every kind among readings
	languages languages // all that have a reading
	several   bool      // more than one word, or of a script without spaces
	readings  []reading
}

func (p *phrase) is(k kind) bool { return p != nil && p.kinds&(1<<k) != 0 }

// node of the trie of folded phrases. Its edges are edges[first:first+n] of
// the lexicon, ordered by rune.
type node struct {
	first  int32
	n      int32
	phrase *phrase
}

type edge struct {
	r  rune
	to int32
}

// lexicon is all word lists in one trie: a line is matched against every
// language at once, because a page's language is often not known.
type lexicon struct {
	nodes []node
	edges []edge
	ascii [128]int32 // the root's edges for ASCII runes; 0 for none
	// openings turns away most words that begin no phrase.
	openings *opening.Set
	names    []string // languages by bit
	english  languages
	thai     languages
	korean   languages
	order    []uint8 // by bit: the language's place in precedence
	// dotted holds the languages that write a dot after the day's number.
	dotted languages
	zones  []zone
}

// precedence orders languages by the news that is printed in them. Where two
// give a word different meanings ("listopada" is November in Poland and
// October in Croatia) and nothing in the line decides, the earlier one wins.
const precedence = "en zh es ru de ja fr pt ar it ko tr pl vi id nl fa uk hi bn th cs el ro hu sv he da nb fi bg sr sk hr ms is sw zu "

// first returns the place of the first language of a set.
func (lex *lexicon) first(set languages) int {
	best := len(precedence)
	for bit, place := range lex.order {
		if set&(1<<bit) != 0 {
			best = min(best, int(place))
		}
	}
	return best
}

var words = sync.OnceValue(func() *lexicon {
	lex, err := newLexicon()
	if err != nil {
		panic(err) // The files are embedded and tested.
	}
	return lex
})

func newLexicon() (*lexicon, error) {
	lists, err := wordlist.Read(files, "words", sections[:]...)
	if err != nil {
		return nil, err
	}
	names, err := wordlist.Read(files, "zones", sections[kindZone])
	if err != nil {
		return nil, err
	}
	if len(lists) > 64 {
		return nil, fmt.Errorf("timestamp: %d languages, 64 fit", len(lists))
	}
	lex := &lexicon{}
	phrases := make(map[string]*phrase)
	for i, list := range lists {
		lex.names = append(lex.names, list.Language)
		bit := languages(1) << i
		place := strings.Index(precedence, list.Language+" ")
		if place < 0 {
			return nil, fmt.Errorf("timestamp: words/%s.txt: no place in the order of languages", list.Language)
		}
		lex.order = append(lex.order, uint8(place))
		switch list.Language {
		case "en":
			lex.english = bit
		case "th":
			lex.thai = bit
		case "ko":
			lex.korean = bit
		}
		if err := lex.addList(phrases, list, bit); err != nil {
			return nil, err
		}
	}
	for _, list := range names {
		for _, l := range list.Sections[sections[kindZone]] {
			z, names, err := parseZone(l)
			if err != nil {
				return nil, err
			}
			lex.zones = append(lex.zones, z)
			for _, name := range names {
				add(phrases, name, reading{kindZone, int16(len(lex.zones) - 1), 0})
			}
		}
	}
	lex.build(phrases)
	return lex, nil
}

func (lex *lexicon) addList(phrases map[string]*phrase, list wordlist.List, bit languages) error {
	for k, section := range sections {
		for _, l := range list.Sections[section] {
			value := 0
			alternatives := []string{l}
			switch kind(k) {
			case kindMonth, kindJalali, kindWeekday, kindEra:
				number, rest, ok := strings.Cut(l, " ")
				v, err := strconv.Atoi(number)
				top := 12
				switch kind(k) {
				case kindWeekday:
					top = 7
				case kindEra:
					top = 3000
				}
				if !ok || err != nil || v < 1 || v > top {
					return fmt.Errorf("timestamp: words/%s.txt: %q in %s has no number", list.Language, l, section)
				}
				value = v
				alternatives = strings.Split(rest, "|")
			case kindOrdinal:
				if l == "." {
					lex.dotted |= bit
					continue
				}
			}
			for _, a := range alternatives {
				if add(phrases, a, reading{kind(k), int16(value), bit}) == "" {
					return fmt.Errorf("timestamp: words/%s.txt: %q in %s has an empty phrase", list.Language, l, section)
				}
			}
		}
	}
	return nil
}

// add puts a reading under the folded form of a phrase and returns that form.
// A full stop at its end is left away, since a dot may follow every word.
func add(phrases map[string]*phrase, text string, r reading) string {
	key := strings.TrimSuffix(foldString(strings.TrimSpace(text)), ".")
	if key == "" {
		return ""
	}
	p := phrases[key]
	if p == nil {
		last, _ := utf8.DecodeLastRuneInString(key)
		p = &phrase{several: strings.Contains(key, " ") || !spaced(last)}
		phrases[key] = p
	}
	p.kinds |= 1 << r.kind
	p.languages |= r.languages
	for i := range p.readings {
		if p.readings[i].kind == r.kind && p.readings[i].value == r.value {
			p.readings[i].languages |= r.languages
			return key
		}
	}
	p.readings = append(p.readings, r)
	return key
}

func foldString(s string) string {
	table := folding()
	var b strings.Builder
	for _, r := range s {
		if f := fold(table, r); f != skipped {
			b.WriteRune(f)
		}
	}
	return b.String()
}

// build lays the trie out level by level, so that the edges of a node lie
// together.
func (lex *lexicon) build(phrases map[string]*phrase) {
	type pending struct {
		from, to int // range of keys below the node
		depth    int // bytes of the keys that lead to it
	}
	keys := make([]string, 0, len(phrases))
	for key := range phrases {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	lex.openings = opening.NewSet(keys)
	queue := []pending{{0, len(keys), 0}}
	lex.nodes = make([]node, 1, 4*len(keys))
	for at := 0; at < len(queue); at++ {
		p := queue[at]
		n := &lex.nodes[at]
		n.first = int32(len(lex.edges))
		if p.from < p.to && len(keys[p.from]) == p.depth {
			n.phrase = phrases[keys[p.from]]
			p.from++
		}
		children := 0
		for i := p.from; i < p.to; {
			r, size := utf8.DecodeRuneInString(keys[i][p.depth:])
			end := i + 1
			for end < p.to && strings.HasPrefix(keys[end][p.depth:], keys[i][p.depth:p.depth+size]) {
				end++
			}
			lex.edges = append(lex.edges, edge{r, int32(len(queue))})
			queue = append(queue, pending{i, end, p.depth + size})
			children++
			i = end
		}
		lex.nodes[at].n = int32(children)
		for range children {
			lex.nodes = append(lex.nodes, node{})
		}
	}
	root := lex.nodes[0]
	for _, e := range lex.edges[root.first : root.first+root.n] {
		if e.r < 128 {
			lex.ascii[e.r] = e.to
		}
	}
}

// next follows the edge r from a node; 0, the root, means there is none.
func (lex *lexicon) next(at int32, r rune) int32 {
	if at == 0 && r < 128 {
		return lex.ascii[r]
	}
	n := &lex.nodes[at]
	edges := lex.edges[n.first : n.first+n.n]
	for len(edges) > 8 {
		half := len(edges) / 2
		if edges[half].r <= r {
			edges = edges[half:]
		} else {
			edges = edges[:half]
		}
	}
	for i := range edges {
		if edges[i].r == r {
			return edges[i].to
		}
	}
	return 0
}

// match returns the longest phrase that starts at s[at:] and ends where a word
// can end, and the offset of its end; nil when there is none.
func (lex *lexicon) match(table *[0x2100]rune, s string, at int) (*phrase, int) {
	var found *phrase
	foundEnd := at
	var state int32
	var previous rune // last rune of the text that was matched
	for i := at; ; {
		r, size := rune(utf8.RuneError), 1
		end := i >= len(s)
		if !end {
			r = rune(s[i])
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			f := fold(table, r)
			if f == skipped {
				i += size
				continue
			}
			r = f
		}
		if state != 0 {
			if p := lex.nodes[state].phrase; p != nil && (end || wordEnds(previous, r)) {
				found, foundEnd = p, i
			}
		}
		if end {
			return found, foundEnd
		}
		if r == ' ' && previous == ' ' {
			i += size
			continue
		}
		state = lex.next(state, r)
		if state == 0 {
			return found, foundEnd
		}
		previous = r
		i += size
	}
}

// wordEnds reports whether a word may end between two runes.
func wordEnds(last, next rune) bool {
	if spaced(last) {
		return !spaced(next)
	}
	return digit(last) < 0 || digit(next) < 0
}

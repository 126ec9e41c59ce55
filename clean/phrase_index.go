package clean

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// phraseIndex serves any number of phrase rules with one look at each line. In
// one pass over a line it hashes its words and the pairs of its words, and finds
// by these the few phrases that the line may match.
type phraseIndex struct {
	rules   []*phraseRule
	filter  bloomFilter // of the hashes of entries
	inside  bloomFilter // of the first words of those that may stand anywhere
	entries []entry     // by their hashes
	starts  []int32     // of the entries by the first bits of their hashes
	shift   uint        // leaves as many bits of a hash
	// Phrases of scripts without spaces that may stand at the beginning or
	// inside, by their first characters, and at the end, by their last.
	dense, denseEnd map[rune][]entry
	near            bool // no rule speaks of long lines, and of those far from all running text
}

// entry is a phrase of a rule.
type entry struct {
	hash   uint64
	phrase string
	rule   int32
	words  int32 // most words of the line
	first  int32 // size of its first word
	match  match
}

func newPhraseIndex(rules []*phraseRule) *phraseIndex {
	x := &phraseIndex{rules: rules, dense: make(map[rune][]entry), denseEnd: make(map[rune][]entry), near: true}
	for number, rule := range rules {
		x.near = x.near && rule.near
		for _, text := range rule.phrases {
			folded, m := rule.read(text)
			e := entry{phrase: folded, match: m, rule: int32(number), words: math.MaxInt32, first: int32(wordEnd(folded))}
			if rule.perWord > 0 && !endsInMark(folded) {
				e.words = int32(rule.perWord * ShapeOf(folded).Words)
			}
			if m != matchEqual && strings.ContainsFunc(folded, isDense) {
				if m == matchSuffix {
					last, _ := utf8.DecodeLastRuneInString(folded)
					x.denseEnd[last] = append(x.denseEnd[last], e)
				} else {
					first, _ := utf8.DecodeRuneInString(folded)
					x.dense[first] = append(x.dense[first], e)
				}
				continue
			}
			var ok bool
			if e.hash, ok = phraseHash(folded, m); ok {
				x.entries = append(x.entries, e)
			}
		}
	}
	slices.SortStableFunc(x.entries, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	inside := 0
	for i := range x.entries {
		if x.entries[i].match == matchInside {
			inside++
		}
	}
	x.filter, x.inside = newBloomFilter(len(x.entries)), newBloomFilter(8*inside)
	size := bits.Len(uint(len(x.entries)))
	x.starts, x.shift = make([]int32, 1<<size), uint(64-size)
	at := 0
	for bits := range x.starts {
		for at < len(x.entries) && x.entries[at].hash>>x.shift < uint64(bits) {
			at++
		}
		x.starts[bits] = int32(at)
	}
	for i := range x.entries {
		x.filter.add(x.entries[i].hash)
		if e := &x.entries[i]; e.match == matchInside {
			x.inside.add(hashWord(firstWord(e.phrase)).full)
		}
	}
	return x
}

// firstWord returns the part of a folded phrase up to its first space.
func firstWord(phrase string) string {
	word, _, _ := strings.Cut(phrase, " ")
	return word
}

// endsInMark reports whether a folded phrase ends with punctuation, which makes
// it a label of what follows.
func endsInMark(phrase string) bool {
	r, _ := utf8.DecodeLastRuneInString(phrase)
	return isEdge(r)
}

// Apply lets the rules speak, in their order, of the lines that match.
func (x *phraseIndex) Apply(p *Page) {
	var hits []int32
	for i := range p.Lines {
		if p.isStopped() {
			return
		}
		if x.near && (p.Shape(i).Words > p.phraseWords() || p.isFar(i)) {
			continue
		}
		hits = x.find(p, i, hits[:0])
		slices.Sort(hits)
		for _, at := range slices.Compact(hits) {
			p.rule = x.rules[at].name
			x.rules[at].mark(p, i)
		}
	}
}

// linePart is the part of a line that phrases are looked for in.
type linePart uint8

const (
	partAll linePart = iota
	partHead
	partTail
)

// find appends the rules that know line i to hits.
func (x *phraseIndex) find(p *Page, i int, hits []int32) []int32 {
	text := p.Lines[i].Text
	words := int32(p.Shape(i).Words)
	if len(text) <= phraseReach {
		return x.findIn(text, partAll, words, hits)
	}
	hits = x.findIn(cutBefore(text, phraseReach), partHead, words, hits)
	return x.findIn(cutAfter(text, len(text)-phraseReach), partTail, words, hits)
}

// findIn is find for a part of a line with so many words.
func (x *phraseIndex) findIn(text string, part linePart, words int32, hits []int32) []int32 {
	var space [16]int32
	found, ok := x.candidates(text, part, false, space[:0])
	if ok && len(found) == 0 {
		return hits
	}
	var buf [phraseReach + utf8.UTFMax]byte
	key := appendFold(buf[:0], text)
	if !ok {
		found, _ = x.candidates(string(key), part, true, space[:0])
	}
	for _, at := range found {
		if e := &x.entries[at]; words <= e.words && e.matches(key) {
			hits = append(hits, e.rule)
		}
	}
	if !ok && hasDense(key) {
		hits = x.findDense(string(key), part, words, hits)
	}
	return hits
}

// candidates appends to found the entries whose hashes are those of words of the
// text, which is in the form of Fold where folded says so. Where it is not, ok
// is false for texts that have to be folded first.
func (x *phraseIndex) candidates(text string, part linePart, folded bool, found []int32) (candidates []int32, ok bool) {
	table := hashForms()
	var first, last uint64           // the two words read last
	var n int                        // words read
	opened := false                  // the last may be the first of a phrase inside
	whole := uint64(hashSeed)        // of the text so far
	var trimmed uint64               // and to its last letter or digit
	for i := 0; i < len(text); i++ { // words, and the space after each
		var w wordHashes
		hash := uint64(hashSeed)
		for i < len(text) && text[i] != ' ' {
			var form uint32
			if c := text[i]; c < utf8.RuneSelf && !folded {
				form = table.low[c]
				i++
			} else {
				r, size := utf8.DecodeRuneInString(text[i:])
				i += size
				if folded {
					form = formOfFolded(r)
				} else {
					form = table.of(r)
				}
			}
			r := uint64(form &^ formEdge)
			if form&formEdge != 0 {
				switch {
				case form == formUnread:
					return found, false
				case w.full == 0:
					if trimmed != 0 {
						whole = (whole ^ r) * hashPrime
					}
					continue
				case w.lead == 0:
					w.lead = hash
				}
				hash = (hash ^ r) * hashPrime
				whole = (whole ^ r) * hashPrime
				continue
			}
			hash = (hash ^ r) * hashPrime
			whole = (whole ^ r) * hashPrime
			w.full, trimmed = hash, whole
		}
		if trimmed != 0 && (i+1 >= len(text) || text[i+1] != ' ') {
			whole = (whole ^ ' ') * hashPrime
		}
		if w.full == 0 {
			continue
		}
		if w.lead == 0 {
			w.lead = w.full
		}
		if opened && n > 0 {
			found = x.collect(pairHash(last, w.lead)^saltInside, found)
		}
		if opened = x.inside.has(w.full); opened {
			found = x.collect(w.full^saltInside, found)
		}
		if n < 2 && part != partTail {
			if n == 0 {
				found = x.collect(w.full^saltPrefix, found)
			} else {
				found = x.collect(pairHash(last, w.lead)^saltPrefix, found)
			}
		}
		first, last = last, w.full
		n++
	}
	if trimmed != 0 && part == partAll {
		found = x.collect(trimmed^saltEqual, found)
	}
	if n > 0 && part != partHead {
		found = x.collect(last^saltSuffix, found)
		if n > 1 {
			found = x.collect(pairHash(first, last)^saltSuffix, found)
		}
	}
	return found, true
}

// collect appends the entries with a hash to found.
func (x *phraseIndex) collect(hash uint64, found []int32) []int32 {
	if !x.filter.has(hash) {
		return found
	}
	for at := x.starts[hash>>x.shift]; at < int32(len(x.entries)) && x.entries[at].hash <= hash; at++ {
		if x.entries[at].hash == hash && !slices.Contains(found, at) {
			found = append(found, at)
		}
	}
	return found
}

// matches reports whether a folded text matches an entry.
func (e *entry) matches(key []byte) bool {
	size := len(e.phrase)
	if len(key) < size {
		return false
	}
	switch e.match {
	case matchEqual:
		return string(key) == e.phrase
	case matchSuffix:
		at := len(key) - size
		return string(key[at:]) == e.phrase && (at == 0 || startsPhrase(key, at) && (key[at-1] == ' ' || strings.IndexByte(e.phrase, ' ') >= 0))
	case matchPrefix:
		return e.matchesAt(key, 0)
	}
	for at := 0; at+size <= len(key); {
		if e.matchesAt(key, at) {
			return true
		}
		at += wordEnd(key[at:])
		for at < len(key) && !startsWord(key, at) {
			at++
		}
	}
	return false
}

// matchesAt reports whether the phrase stands at the word that begins at key[at:].
func (e *entry) matchesAt(key []byte, at int) bool {
	rest := key[at:]
	return len(rest) >= len(e.phrase) && string(rest[:len(e.phrase)]) == e.phrase && wordEnd(rest) == int(e.first) && endsPhrase(key, at+len(e.phrase))
}

// findDense appends the rules with phrases of scripts without spaces in a folded
// text to hits.
func (x *phraseIndex) findDense(key string, part linePart, words int32, hits []int32) []int32 {
	for at, r := range key {
		for _, e := range x.dense[r] {
			if words <= e.words && (at == 0 && part != partTail || e.match == matchInside) && strings.HasPrefix(key[at:], e.phrase) {
				hits = append(hits, e.rule)
			}
		}
	}
	if part == partHead {
		return hits
	}
	last, _ := utf8.DecodeLastRuneInString(key)
	for _, e := range x.denseEnd[last] {
		if words <= e.words && strings.HasSuffix(key, e.phrase) {
			hits = append(hits, e.rule)
		}
	}
	return hits
}

// hasDense reports whether s may hold characters of a script without spaces;
// Thai and all that follow it take three bytes, the first of them 0xE0 or more.
func hasDense(s []byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0xE0 {
			return true
		}
	}
	return false
}

// wordEnd returns the index in the folded text s at which its first word ends.
func wordEnd[T []byte | string](s T) int {
	end := len(s)
	for i := range len(s) {
		if s[i] == ' ' {
			end = i
			break
		}
	}
	for end > 0 {
		r, size := rune(s[end-1]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeLastRune([]byte(s[max(0, end-utf8.UTFMax):end]))
		}
		if !isEdge(r) {
			break
		}
		end -= size
	}
	return end
}

// endsPhrase reports whether a phrase in the folded text s, of at least one
// character, can end at index i: after its punctuation, or where a word ends.
func endsPhrase(s []byte, i int) bool {
	if i >= len(s) {
		return true
	}
	before, _ := utf8.DecodeLastRune(s[:i])
	r, _ := utf8.DecodeRune(s[i:])
	return isEdge(before) || isEdge(r)
}

// startsPhrase reports whether a phrase in the folded text s can start at index
// i: with its punctuation, or after a space.
func startsPhrase(s []byte, i int) bool {
	r, _ := utf8.DecodeRune(s[i:])
	return s[i-1] == ' ' || isEdge(r)
}

// startsWord reports whether a word of the folded text s starts at index i.
func startsWord(s []byte, i int) bool {
	if !utf8.RuneStart(s[i]) {
		return false
	}
	r, _ := utf8.DecodeRune(s[i:])
	if isEdge(r) {
		return false
	}
	before, _ := utf8.DecodeLastRune(s[:i])
	return isEdge(before)
}

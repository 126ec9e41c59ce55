package clean

// gramSize is the number of bytes that a gramSet looks at together.
const gramSize = 8

// gramSet remembers which runs of eight bytes a text has, so that most of what the
// text does not contain is told without going through it. The zero gramSet is that
// of an empty text.
type gramSet struct {
	places [1 << (gramBits - 6)]uint64
}

const (
	// gramBits is the binary logarithm of the number of places: of a text of 20 kB
	// a quarter of them are taken.
	gramBits = 16
	// maxGramText is the size in bytes of a text of which hardly a place is left.
	maxGramText = 4 << gramBits
)

// read forgets what the set has and reads a text.
func (g *gramSet) read(text string) {
	clear(g.places[:])
	gram := uint64(0)
	for i := range len(text) {
		gram = gram>>8 | uint64(text[i])<<56
		if i >= gramSize-1 {
			place := gramPlace(gram)
			g.places[place>>6] |= 1 << (place & 63)
		}
	}
}

// mayHave reports false for what the text does not contain; true says nothing.
func (g *gramSet) mayHave(part string) bool {
	for ; len(part) >= gramSize; part = part[gramSize:] {
		gram := uint64(0)
		for i := range gramSize {
			gram |= uint64(part[i]) << (8 * i)
		}
		if place := gramPlace(gram); g.places[place>>6]>>(place&63)&1 == 0 {
			return false
		}
	}
	return true
}

// gramPlace scatters grams by the golden ratio (Knuth, The Art of Computer
// Programming, 6.4).
func gramPlace(gram uint64) uint64 { return gram * 0x9E3779B97F4A7C15 >> (64 - gramBits) }

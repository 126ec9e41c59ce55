package extract

import (
	"strings"
	"unicode/utf8"
)

// detectSample is the number of bytes at an input's start from which its
// encoding is found.
const detectSample = 64 << 10

// detectCharset names the encoding of an input without byte order mark: UTF-8
// where that fits, UTF-16 by its zero bytes, one of the East Asian and Cyrillic
// encodings where decoding gives the characters that such texts consist of, and
// windows-1252 otherwise, as the Encoding Standard has it. valid says whether the
// input is valid UTF-8.
func detectCharset(input string, valid bool) string {
	sample := input[:min(len(input), detectSample)]
	if name := detectUTF16(sample); name != "" {
		return name
	}
	if valid || isMostlyUTF8(sample) {
		return "utf-8"
	}
	best, bestShare := "windows-1252", 0.0
	if isNearlyASCII(sample) {
		return best
	}
	for _, c := range candidates {
		if share := c.share(sample); share > bestShare {
			best, bestShare = c.name, share
		}
	}
	return best
}

// detectUTF16 tells UTF-16 of a text with some ASCII characters in it.
func detectUTF16(sample string) string {
	even, odd := 0, 0
	for i := 0; i < len(sample); i++ {
		if sample[i] == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	switch half := len(sample) / 2; {
	case odd*5 > half && even*20 < odd:
		return "utf-16le"
	case even*5 > half && odd*20 < even:
		return "utf-16be"
	}
	return ""
}

// isMostlyUTF8 reports whether far more of the sample's wider characters are
// whole than broken, as in a text cut off or with a stray byte.
func isMostlyUTF8(sample string) bool {
	whole, broken := 0, 0
	for i := 0; i < len(sample); {
		r, size := utf8.DecodeRuneInString(sample[i:])
		switch {
		case size > 1:
			whole++
		case r == utf8.RuneError:
			broken++
		}
		i += size
	}
	return whole > 4*broken || broken == 1 && whole == 0 && len(sample) < 4
}

// isFew reports whether there are so few characters beyond ASCII in a text of
// Latin letters that they decode to anything, as accented letters do.
func isFew(wide, latin int) bool { return wide*4 < latin && wide < 200 }

// isNearlyASCII reports whether isFew holds whatever the encoding: the second byte
// of a character may look like a letter.
func isNearlyASCII(sample string) bool {
	wide, latin := 0, 0
	for i := range len(sample) {
		switch c := sample[i]; {
		case c >= utf8.RuneSelf:
			wide++
		case c >= 'a' && c <= 'z':
			latin++
		}
	}
	return isFew(wide, latin-wide)
}

// candidate is an encoding and what the characters beyond ASCII are in texts
// that use it.
type candidate struct {
	name string
	// typical reports whether a character beyond ASCII is one of those that
	// such texts mainly consist of.
	typical func(rune) bool
	// least is the share of typical characters that a text of it reaches.
	least float64
}

var candidates = []candidate{
	{"shift_jis", isJapanese, 0.9},
	{"euc-jp", isJapanese, 0.9},
	{"euc-kr", func(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 || r >= 0x2010 && r <= 0x3011 }, 0.9},
	{"gb18030", isCommonHan, 0.1},
	{"big5", isCommonHan, 0.1},
	{"windows-1251", isLowerCyrillic, 0.7},
	{"koi8-r", isLowerCyrillic, 0.7},
}

// share decodes the sample and returns the share of typical characters beyond
// ASCII, 0 when the encoding does not fit.
func (c candidate) share(sample string) float64 {
	enc, err := encodingNamed(c.name)
	if err != nil {
		return 0
	}
	text, err := enc.NewDecoder().String(sample)
	if err != nil {
		return 0
	}
	typical, wide, latin, kana := 0, 0, 0, 0
	for i, r := range text {
		switch {
		case r == utf8.RuneError:
			if len(text)-i > utf8.UTFMax {
				return 0
			}
		case r >= utf8.RuneSelf:
			wide++
			if c.typical(r) {
				typical++
			}
			if r >= 0x3040 && r <= 0x30FF {
				kana++
			}
		case r >= 'a' && r <= 'z':
			latin++
		}
	}
	share := float64(typical) / float64(max(wide, 1))
	switch {
	case share < c.least:
		return 0
	case isFew(wide, latin):
		return 0
	case strings.HasSuffix(c.name, "jp") || c.name == "shift_jis":
		if kana*5 < wide {
			return 0
		}
	}
	return share
}

func isJapanese(r rune) bool {
	return r >= 0x3000 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF || r >= 0xFF01 && r <= 0xFF5E
}

// commonHan are characters of which every Chinese text of some length is full,
// in the simplified and the traditional script.
const commonHan = "的一是不了人在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里" +
	"這個們來為國說時會對於著過發後裡，。"

func isCommonHan(r rune) bool { return strings.ContainsRune(commonHan, r) }

func isLowerCyrillic(r rune) bool { return r >= 'а' && r <= 'ё' }

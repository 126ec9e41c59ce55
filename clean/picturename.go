package clean

import (
	_ "embed"
	"strings"
	"sync"
)

// pictureName is a set of what the class and id attributes in and around a
// picture call an element.
type pictureName uint8

const (
	namedCaption pictureName = 1 << iota
	namedCredit
	namedPicture
	namedRefuse // what holds pictures that have no captions: teasers, portraits, banners
	namedDescription
	namedMaker
)

//go:embed names/picture.txt
var pictureNameFile string

// pictureWords maps the words of class and id attributes to what they say near
// pictures.
var pictureWords = sync.OnceValue(func() map[string]pictureName {
	words := make(map[string]pictureName)
	section := pictureName(0)
	for line := range strings.Lines(pictureNameFile) {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = max(section<<1, 1)
		default:
			for word := range strings.FieldsSeq(line) {
				words[word] |= section
			}
		}
	}
	return words
})

// nameOf returns what an element's attributes call it.
func nameOf(e *Element) pictureName {
	set := namesIn(e.Class) | namesIn(e.ID)
	switch e.Prop {
	case "caption", "description":
		set |= namedCaption
	case "creditText", "copyrightHolder", "copyrightNotice", "author", "creator":
		set |= namedCredit
	}
	return set
}

// namesIn returns what the words of a class or id attribute say.
func namesIn(attribute string) pictureName {
	if len(attribute) > maxNameSize {
		attribute = attribute[:maxNameSize]
	}
	if attribute == "" {
		return 0
	}
	attribute = withoutHashes(attribute)
	words := pictureWords()
	var all, set pictureName
	see := func(token []byte) { set |= words[string(token)] }
	var space [64]byte
	for word := range strings.FieldsSeq(attribute) {
		set = 0
		eachNameToken(word, space[:0], see)
		if set&namedPicture != 0 {
			// "image-author", "picture__description"
			if set&namedMaker != 0 {
				set |= namedCredit
			}
			if set&namedDescription != 0 {
				set |= namedCaption
			}
		}
		if set&namedCaption != 0 && set&namedMaker != 0 {
			set |= namedCredit
		}
		if set&namedCredit != 0 {
			// The credit of a caption is called after both: "caption__credit".
			set &^= namedCaption
		}
		all |= set
	}
	return all
}

// withoutHashes blanks the letters between digits: in generated names they form
// short words by chance.
func withoutHashes(name string) string {
	var b []byte
	for i := 1; i < len(name); i++ {
		if !isDigit(name[i-1]) || !isNameLetter(name[i]) {
			continue
		}
		end := i
		for end < len(name) && isNameLetter(name[end]) {
			end++
		}
		if end-i > maxHashWord || end == len(name) || !isDigit(name[end]) {
			continue
		}
		if b == nil {
			b = []byte(name)
		}
		for k := i; k < end; k++ {
			b[k] = '-'
		}
	}
	if b == nil {
		return name
	}
	return string(b)
}

// maxHashWord is the length up to which letters between digits mean nothing.
const maxHashWord = 4

func isDigit(c byte) bool      { return c >= '0' && c <= '9' }
func isNameLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

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
	var set pictureName
	words := pictureWords()
	see := func(token []byte) { set |= words[string(token)] }
	var space [64]byte
	if e.Class != "" {
		eachNameToken(e.Class, space[:0], see)
	}
	if e.ID != "" {
		eachNameToken(e.ID, space[:0], see)
	}
	switch e.Prop {
	case "caption", "description":
		set |= namedCaption
	case "creditText", "copyrightHolder", "copyrightNotice", "author", "creator":
		set |= namedCredit
	}
	return set
}

package clean

import (
	_ "embed"
	"strings"
	"sync"
)

// group is a kind of thing that class and id attributes name.
type group uint8

// The groups, in the order of names/groups.txt.
const (
	groupArticle group = iota
	groupBody
	groupComment
	groupRelated
	groupList
	groupSocial
	groupFooter
	groupNavigation
	groupSide
	groupCaption
	groupCredit
	groupPicture
	groupVideo
	groupByline
	groupMeta
	groupPromotion
	groupConsent
	groupAdvertisement
	groupTags
	groupSummary
	groupTitle
	groupQuote
	groupBox
	groupHidden
	groupInterface
	groupBuilder
	groupCount
)

var groupNames = [groupCount]string{"article", "body", "comment", "related", "list", "social", "footer", "navigation",
	"side", "caption", "credit", "picture", "video", "byline", "meta", "promotion", "consent", "advertisement", "tags",
	"summary", "title", "quote", "box", "hidden", "interface", "builder"}

// groups is a set of groups.
type groups uint32

func (g groups) has(one group) bool { return g&(1<<one) != 0 }

//go:embed names/groups.txt
var groupFile string

// groupWords maps the words of class and id attributes to their groups.
var groupWords = sync.OnceValue(func() map[string]groups {
	words := make(map[string]groups)
	at := -1
	for line := range strings.Lines(groupFile) {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			at++
		default:
			for word := range strings.FieldsSeq(line) {
				words[word] |= 1 << at
			}
		}
	}
	return words
})

// maxNameSize is the number of bytes of a class or id attribute that are read.
// Generated ones can be of any length and say nothing more.
const maxNameSize = 400

// eachNameToken calls f with the words that a class or id attribute consists
// of, in lower case: it is split at whatever is no letter, and between a lower-
// and an upper-case letter. Words of a letter are left out. The words are valid
// during the call only.
func eachNameToken(name string, buf []byte, f func(token []byte)) []byte {
	name = name[:min(len(name), maxNameSize)]
	buf = buf[:0]
	lower := false
	for i := 0; i <= len(name); i++ {
		c := byte(' ')
		if i < len(name) {
			c = name[i]
		}
		switch {
		case c >= 'a' && c <= 'z' || c >= 0x80:
			buf = append(buf, c)
			lower = true
			continue
		case c >= 'A' && c <= 'Z':
			if lower && len(buf) > 1 {
				f(buf)
				buf = buf[:0]
			}
			buf = append(buf, c|0x20)
			lower = false
			continue
		}
		if len(buf) > 1 {
			f(buf)
		}
		buf = buf[:0]
		lower = false
	}
	return buf
}

// NameTokens calls f with the words that a class or id attribute consists of,
// as Page.Features weighs them. The words are valid during the call only.
func NameTokens(name string, f func(token []byte)) { eachNameToken(name, nil, f) }

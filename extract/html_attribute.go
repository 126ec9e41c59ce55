package extract

import "strings"

// Of the attributes of an element the parser is given those that are read: by
// itself, by the walk, or by who looks for pictures, players, times and authors.
// Each attribute costs it several allocations.

// markupElement is an element whose inside or whose attributes are not read like
// those of most.
type markupElement struct {
	name       string
	inside     insideKind
	attributes attributeKind
	costs      bool // its tags may cost more than their size tells: see costScan
}

// insideKind is how what follows the start tag of an element is read. (HTML
// Living Standard, 13.2.6.4: raw text, RCDATA, script data, foreign content.)
type insideKind uint8

const (
	insideMarkup  insideKind = iota // as usual
	insideText                      // as text to the end tag
	insideUnread                    // and nobody reads it
	insidePlain                     // or only for a picture
	insideScript                    // as a script
	insideDrawing                   // as a drawing
	insideUnknown                   // it takes the parser to tell
)

// attributeKind says which attributes of an element are read.
type attributeKind uint8

const (
	attributesOfText    attributeKind = iota // those of elements that hold text: see tag.isUnread
	attributesAll                            // all
	attributesNone                           // none
	attributesInput                          // the type
	attributesLink                           // all, but only of links that isReadLink
	attributesMeta                           // all, but only under metaNames
	attributesPicture                        // pictureAttributes
	attributesCandidate                      // candidate attributes and those of a film's address
)

// textElement stands for all elements that are not markupElements, customElement
// for those of them that a page defines: some are players.
var (
	textElement   markupElement
	customElement = markupElement{attributes: attributesAll}
)

// markupElements are parted by the first letter of their names. All attributes are
// left to formatting elements, which the parser compares by them, but for a, of
// which one is open at a time. (HTML Living Standard, 13.2.4.3.)
var markupElements = func() (t [32][]*markupElement) {
	for _, e := range [...]markupElement{
		{name: "script", inside: insideScript, attributes: attributesNone},
		{name: "style", inside: insideUnread, attributes: attributesNone},
		{name: "svg", inside: insideDrawing, attributes: attributesNone},
		{name: "math", inside: insideUnknown, attributes: attributesAll},
		{name: "plaintext", inside: insideUnknown, attributes: attributesAll},
		{name: "iframe", inside: insideUnread, attributes: attributesAll},
		{name: "noembed", inside: insideUnread, attributes: attributesNone},
		{name: "noframes", inside: insideUnread, attributes: attributesNone},
		{name: "noscript", inside: insidePlain, attributes: attributesNone},
		{name: "textarea", inside: insideText, attributes: attributesOfText},
		{name: "title", inside: insideText, attributes: attributesOfText},
		{name: "xmp", inside: insideText, attributes: attributesOfText},
		{name: "link", attributes: attributesLink},
		{name: "meta", attributes: attributesMeta},
		{name: "input", attributes: attributesInput},
		{name: "img", attributes: attributesPicture},
		{name: "source", attributes: attributesCandidate},
	} {
		t[e.name[0]&0x1F] = append(t[e.name[0]&0x1F], &e)
	}
	for _, name := range [...]string{"html", "body", "base", "time", "relative-time", "image", "amp-img", "track",
		"video", "audio", "embed", "object", "param", "canvas", "applet",
		"b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"} {
		t[name[0]&0x1F] = append(t[name[0]&0x1F], &markupElement{name: name, attributes: attributesAll, costs: isRoot(name) || isFormatting(name)})
	}
	return t
}()

// markupElementOf returns what is special about the element of a name.
func markupElementOf(name string) *markupElement {
	for _, e := range markupElements[name[0]&0x1F] {
		if len(e.name) == len(name) && strings.EqualFold(e.name, name) {
			return e
		}
	}
	if isCustom(name) {
		return &customElement
	}
	return &textElement
}

// nameSet is a set of names in lower case, by their length and last letter.
type nameSet [64][]string

func newNameSet(lists ...[]string) *nameSet {
	var set nameSet
	for _, list := range lists {
		for _, name := range list {
			set[nameSlot(name)] = append(set[nameSlot(name)], name)
		}
	}
	return &set
}

func nameSlot(name string) int { return (len(name) + int(name[len(name)-1]&0x1F)<<2) & 63 }

// has reports whether a name is in the set, in whatever case.
func (set *nameSet) has(name string) bool {
	for _, known := range set[nameSlot(name)] {
		if len(known) == len(name) && strings.EqualFold(known, name) {
			return true
		}
	}
	return false
}

// pictureAttributes are the attributes of pictures that are read, and
// candidateNames those of their other candidates and of films.
var (
	pictureAttributes = newNameSet([]string{"class", "id", "role", "itemprop", "hidden", "alt", "width", "height", "title", "data-caption"},
		sourceAttributes, candidateAttributes, creditAttributes)
	candidateNames = newNameSet([]string{"src", "width", "height"}, candidateAttributes)
)

// isTagSpace and isTagBreak are the characters that separate the parts of a tag,
// and those that end its name.
var isTagSpace = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true}
var isTagBreak = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true, '/': true, '>': true}

// tag is a start or end tag as it is written.
type tag struct {
	name    string
	element *markupElement
	size    int  // bytes up to its end, 0 where it does not end
	closed  bool // it ends with a solidus
	unsure  bool // it depends on its attributes whether that is a value's

	keep  bool // all attributes are left
	slash bool // there is a solidus between attributes or at the end of one
	rel   bool // the attribute rel is left out, and href, and style: another
	href  bool // one would count if there is one
	style bool
	cuts  [][2]int // what is left out
	at    int      // index of the tag's name, from which cuts are counted
}

// tagAttribute is an attribute in a tag, which begins, with the white space before
// it, at byte gap of the tag.
type tagAttribute struct {
	gap, key, keyEnd, end int
	value                 string
}

// readTag reads a tag from the first letter of its name on.
func readTag(s string) tag {
	t := tag{keep: true}
	t.read(s)
	return t
}

// read reads a tag from the first letter of its name on, and looks for attributes
// that nobody reads.
func (t *tag) read(s string) {
	i := 1
	for i < len(s) && !isTagBreak[s[i]] {
		i++
	}
	t.name = s[:i]
	t.element = markupElementOf(t.name)
	t.keep = t.keep || t.element.attributes == attributesAll
	value := -1 // end of the last value without quotation marks
	for {
		gap := i
		for i < len(s) && isTagSpace[s[i]] {
			i++
		}
		if i == len(s) {
			return
		}
		if s[i] == '>' {
			t.size = i + 1
			if s[i-1] == '/' {
				t.unsure = value == i
				t.closed = !t.unsure
			}
			t.keep = t.keep || t.unsure || t.element.attributes == attributesLink && isReadLink(s[:i])
			return
		}
		key := i
		for i < len(s) && !isTagBreak[s[i]] && (s[i] != '=' || i == key) {
			i++
		}
		a := tagAttribute{gap: gap, key: key, keyEnd: i, end: i}
		for i < len(s) && isTagSpace[s[i]] {
			i++
		}
		if i == len(s) {
			return
		}
		if s[i] == '/' {
			if !t.keep && a.key < a.keyEnd {
				t.isUnread(s[a.key:a.keyEnd], "") // it is left, but others may be read because of it
			}
			t.slash = true
			i++
			continue
		}
		if s[i] != '=' {
			t.cut(s, a)
			i = a.end
			continue
		}
		for i++; i < len(s) && isTagSpace[s[i]]; i++ {
		}
		if i == len(s) {
			return
		}
		switch quote := s[i]; quote {
		case '>':
		case '"', '\'':
			end := strings.IndexByte(s[i+1:], quote)
			if end < 0 {
				return
			}
			a.value = s[i+1 : i+1+end]
			i += end + 2
			a.end = i
			t.cut(s, a)
		default:
			from := i
			for i < len(s) && s[i] != '>' && !isTagSpace[s[i]] {
				i++
			}
			value = i
			a.value, a.end = s[from:i], i
			t.slash = t.slash || s[i-1] == '/'
			t.cut(s, a)
		}
	}
}

// cut leaves out an attribute if nobody reads it.
func (t *tag) cut(s string, a tagAttribute) {
	if t.keep || !t.isUnread(s[a.key:a.keyEnd], a.value) || a.gap == a.key {
		return
	}
	next := a.end
	for next < len(s) && isTagSpace[s[next]] {
		next++
	}
	from := a.key
	switch {
	case next == len(s) || t.slash && s[a.end-1] == '/':
		return
	case s[next] == '=':
		t.keep = true // or it would give the attribute before a value
		return
	case !t.slash && (next > a.end || s[next] == '>'):
		from = a.gap
	}
	t.cuts = appendCut(t.cuts, t.at+from, t.at+a.end)
}

// isUnread reports whether nobody reads an attribute of the tag. It sets keep
// where others are then read.
func (t *tag) isUnread(key, value string) bool {
	switch t.element.attributes {
	case attributesNone, attributesLink:
		return true
	case attributesMeta:
		switch len(key) {
		case len("name"), len("property"), len("http-equiv"):
			t.keep = t.keep || strings.IndexByte(value, '&') >= 0 || isMetaName(strings.TrimSpace(value))
		}
		return true
	case attributesInput:
		return !strings.EqualFold(key, "type")
	case attributesCandidate:
		return !candidateNames.has(key)
	case attributesPicture:
		if strings.EqualFold(key, "style") {
			return t.isUnreadStyle(value)
		}
		return !pictureAttributes.has(key)
	}
	switch len(key) {
	case 2:
		return !strings.EqualFold(key, "id")
	case 3:
		if !strings.EqualFold(key, "rel") || len(t.name) > 1 || t.name[0]|0x20 != 'a' {
			return true
		}
		t.keep = t.keep || t.rel
		t.rel = true
		return strings.IndexByte(value, '&') < 0 && !containsFoldASCII(value, "author")
	case 4:
		if strings.EqualFold(key, "href") && len(t.name) == 1 && t.name[0]|0x20 == 'a' {
			t.keep = t.keep || t.href
			t.href = true
			return strings.IndexByte(withoutQuery(value), '&') < 0 && !isAuthorAddress(value)
		}
		return !strings.EqualFold(key, "role")
	case 5:
		if strings.EqualFold(key, "style") {
			return t.isUnreadStyle(value)
		}
		t.keep = t.keep || holdsEmbed(t.name) && mayNameEmbed(value)
		return !strings.EqualFold(key, "class")
	case 6:
		return !strings.EqualFold(key, "hidden")
	case 8:
		if strings.EqualFold(key, "itemprop") {
			t.keep = true // it may be a time
			return false
		}
		if strings.EqualFold(key, "itemtype") && isFilmType(value) {
			t.keep = true
			return false
		}
	}
	t.keep = t.keep || isFilmKey(strings.ToLower(key))
	return true
}

// isUnreadStyle reports whether a style does not hide its element.
func (t *tag) isUnreadStyle(value string) bool {
	t.keep = t.keep || t.style
	t.style = true
	return strings.IndexByte(value, '&') < 0 && !styleHides(value)
}

// isReadLink reports whether a link may be that to the page's own address, or to a
// film that microdata describes.
func isReadLink(link string) bool {
	return strings.IndexByte(link, '&') >= 0 || containsFoldASCII(link, "canonical") || containsFoldASCII(link, "itemprop")
}

package extract

import (
	_ "embed"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// mediaField is a property of a film or sound that attributes state.
type mediaField uint8

const (
	mediaID mediaField = iota
	mediaTitle
	mediaDescription
	mediaDuration
	mediaMillis
	mediaSource
	mediaThumbnail
	mediaURL
	mediaFields
)

//go:embed names/media.txt
var mediaNameFile string

// mediaName is the property that a name stands for and its place among the
// names of the property: lower ones count first.
type mediaName struct {
	field mediaField
	rank  uint8
}

var mediaNames = sync.OnceValue(func() map[string]mediaName {
	names := make(map[string]mediaName)
	field, rank := -1, 0
	for line := range strings.Lines(mediaNameFile) {
		switch line = strings.TrimSpace(line); {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			field, rank = field+1, 0
		default:
			for name := range strings.FieldsSeq(line) {
				names[name] = mediaName{mediaField(field), uint8(rank)}
				rank++
			}
		}
	}
	return names
})

// filmWord is a word in the name of an attribute that says that it is about a
// film or sound.
type filmWord struct {
	word string
	kind clean.MediaKind
}

// mediaWord is a film word that is as common for pictures.
const mediaWord = "media"

// filmWords are parted by their first letters.
var filmWords = func() (t [32][]filmWord) {
	for _, w := range [...]filmWord{
		{"video", clean.Video}, {"clip", clean.Video}, {"youtube", clean.Video}, {"yt", clean.Video}, {"vimeo", clean.Video},
		{"dailymotion", clean.Video}, {"dm", clean.Video}, {"brightcove", clean.Video}, {"bc", clean.Video}, {"jwplayer", clean.Video},
		{"jw", clean.Video}, {"kaltura", clean.Video}, {"wistia", clean.Video}, {"player", clean.Video}, {"film", clean.Video}, {mediaWord, clean.Video},
		{"audio", clean.Audio}, {"podcast", clean.Audio}, {"episode", clean.Audio}, {"sound", clean.Audio},
	} {
		t[w.word[0]&0x1F] = append(t[w.word[0]&0x1F], w)
	}
	return t
}()

// cutFilmWord parts the name of an attribute from the word at its start that
// says that a film or sound is meant: "data-video-title" is "title".
func cutFilmWord(key string) (name string, kind clean.MediaKind, ok bool) {
	key, data := strings.CutPrefix(key, "data-")
	if key == "" {
		return key, clean.Video, false
	}
	for _, w := range filmWords[key[0]&0x1F] {
		rest, found := strings.CutPrefix(key, w.word)
		switch {
		case !found:
		case rest == "":
			return key, w.kind, data
		case rest[0] == '-' || rest[0] == '_':
			return rest[1:], w.kind, true
		case rest == "id" || rest == "url" || rest == "src" || rest == "msid":
			return rest, w.kind, true
		}
	}
	return key, clean.Video, false
}

// isFilmKey reports whether an attribute of that name says that its element is a
// player or an entry of a playlist.
func isFilmKey(key string) bool {
	if len(key) <= 6 || key[0] != 'd' && key[0] != 'v' {
		return false
	}
	name, _, ok := cutFilmWord(key)
	return ok && isStrongName(name)
}

// filmKey returns the first attribute that says that its element is a player or an
// entry of a playlist, "" for none; one that pictures have too only where there is no
// other.
func filmKey(attrs []html.Attribute) string {
	weak := ""
	for i := range attrs {
		switch key := attrs[i].Key; {
		case attrs[i].Val == "" || !isFilmKey(key):
		case !strings.HasPrefix(key, "data-"+mediaWord):
			return key
		case weak == "":
			weak = key
		}
	}
	return weak
}

// media reads the attributes of an element that may be a player's or an entry's
// of a playlist.
func (w *walk) media(n *html.Node, ref int) {
	e, film := findEmbed(n)
	key, isFilm := filmKey(n.Attr), isFilmType(attribute(n.Attr, "itemtype"))
	if key == "" && film == "" && !isFilm {
		return
	}
	m := clean.Media{Kind: e.kind, Provider: e.provider, Ref: ref, Player: film != "" || isPlayerTag(n.Data)}
	r := mediaReader{m: &m}
	if film != "" {
		r.read("url", film)
		r.read("id", numberIn(film))
	} else if key != "" {
		var name string
		name, m.Kind, _ = cutFilmWord(key)
		r.read(name, attribute(n.Attr, key))
	}
	for i := range n.Attr {
		name, _, _ := cutFilmWord(n.Attr[i].Key)
		r.read(name, n.Attr[i].Val)
	}
	if isFilm {
		r.readMicrodata(n)
	}
	switch {
	case film == "" && !isFilm && m.Duration == 0 && strings.HasPrefix(key, "data-"+mediaWord):
		return
	case film == "":
		m.Provider = hostOf(n.Attr, &m)
	case m.URL == "" && e.address != "":
		m.URL = e.address + m.ID
	}
	if m.Kind == clean.Video && isAudioClass(attribute(n.Attr, "class")) {
		m.Kind = clean.Audio
	}
	if w.finish(&m) {
		w.builder.Media(m)
	}
}

// isStrongName reports whether an attribute of that name about a film describes
// one: others ("data-video-autoplay") only set up a player.
func isStrongName(name string) bool {
	known, ok := mediaNames()[name]
	return ok && known.field != mediaSource && known.field != mediaThumbnail && name != "label" && name != "key"
}

func isAudioClass(class string) bool {
	return (strings.Contains(class, "audio") || strings.Contains(class, "podcast")) && !strings.Contains(class, "video")
}

// mediaReader fills in a medium from names and values.
type mediaReader struct {
	m     *clean.Media
	ranks [mediaFields]uint8 // of the name that each property is from, plus 1
}

const maxMediaText = 2000 // bytes

func (r *mediaReader) read(name, value string) {
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	if value[0] == '{' && len(value) < 1<<16 {
		r.readObject(name, value)
		return
	}
	known, ok := mediaNames()[name]
	if !ok || r.ranks[known.field] != 0 && r.ranks[known.field] <= known.rank+1 || len(value) > maxMediaText {
		return
	}
	if r.set(known.field, value) {
		r.ranks[known.field] = known.rank + 1
	}
}

// readObject reads an attribute that is an object of JSON.
func (r *mediaReader) readObject(name, value string) {
	var object map[string]any
	if json.Unmarshal([]byte(value), &object) != nil {
		return
	}
	if known, ok := mediaNames()[name]; ok && known.field == mediaThumbnail {
		if address := firstAddress(object); address != "" {
			r.read(name, address)
		}
		return
	}
	r.readMap(object, 2)
}

func (r *mediaReader) readMap(object map[string]any, depth int) {
	keys := slices.Sorted(maps.Keys(object))
	for _, key := range keys {
		name, _, _ := cutFilmWord(strings.ToLower(key))
		switch v := object[key].(type) {
		case string:
			r.read(name, v)
		case float64:
			r.read(name, strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
	for _, key := range keys {
		if inner, ok := object[key].(map[string]any); ok && depth > 0 {
			r.readMap(inner, depth-1)
		}
	}
}

// firstAddress returns the address that an object of several sizes of a picture
// gives for the largest it names.
func firstAddress(object map[string]any) string {
	for _, key := range [...]string{"big", "large", "full", "original", "medium", "default", "small", "uri", "url", "src"} {
		switch v := object[key].(type) {
		case string:
			return v
		case map[string]any:
			if address := firstAddress(v); address != "" {
				return address
			}
		}
	}
	return ""
}

// set takes a property and reports whether the value can be one.
func (r *mediaReader) set(field mediaField, value string) bool {
	switch field {
	case mediaID:
		if strings.ContainsAny(value, " <") || len(value) > 200 {
			return false
		}
		if isAddress(value) {
			return r.m.URL == "" && r.set(mediaURL, value)
		}
		r.m.ID = value
	case mediaTitle:
		if value = filmTitle(plainText(value)); !strings.ContainsRune(value, ' ') && len(value) < 4 || isAddress(value) {
			return false
		}
		r.m.Title = value
	case mediaDescription:
		if isFileTitle(value) {
			return false
		}
		r.m.Description = value
	case mediaDuration:
		d, ok := statedDuration(value)
		if !ok {
			return false
		}
		r.m.Duration = d
	case mediaMillis:
		n, err := strconv.Atoi(value)
		if err != nil || n <= 0 || n > int(maxClip/time.Millisecond) {
			return false
		}
		r.m.Duration = time.Duration(n) * time.Millisecond
	case mediaSource:
		value = plainText(value)
		if name := clean.CutClipSource(value); name != "" {
			value = name
		}
		value = strings.TrimSpace(strings.TrimLeft(value, "-–—: "))
		if value == "" || isAddress(value) || len(value) > 80 || strings.Trim(value, "0123456789") == "" {
			return false
		}
		r.m.Source = value
	case mediaThumbnail:
		if !isAddress(value) && value[0] != '/' {
			return false
		}
		r.m.Thumbnail = value
	case mediaURL:
		if !isAddress(value) && value[0] != '/' {
			return false
		}
		r.m.URL = value
	}
	return true
}

// maxClip is the longest that a clip is believed to be: streams without an end
// state one second less than a day.
const maxClip = 24*time.Hour - time.Minute

// endless is the number of seconds up to which streams without an end state their
// length.
const endless = 24 * 60 * 60

// statedDuration reads a duration as attributes and linked data give it: a
// clock, ISO 8601, seconds, or milliseconds where those would be more than a day.
func statedDuration(value string) (d time.Duration, ok bool) {
	if n, err := strconv.ParseFloat(value, 64); err == nil && n < maxClip.Seconds() {
		d, ok = time.Duration(n*float64(time.Second)), true
	} else if err == nil && n > endless && n == math.Trunc(n) && n < float64(maxClip/time.Millisecond) {
		d, ok = time.Duration(n)*time.Millisecond, true // no film is that long
	} else {
		d, ok = caption.ParseDuration(value)
	}
	if !ok || d <= 0 || d >= maxClip {
		return 0, false
	}
	return d, true
}

func isAddress(s string) bool {
	return hasPrefixFold(s, "http://") || hasPrefixFold(s, "https://") || strings.HasPrefix(s, "//")
}

// plainText returns a text without its markup.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<") {
		return collapse(s)
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return collapse(b.String())
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}

// finish completes what is known of a medium by its address, and reports whether
// it is known well enough to be one.
func (w *walk) finish(m *clean.Media) bool {
	if p, id := findPlayer(m.URL); p != nil {
		m.Kind, m.Provider = p.kind, p.name
		if m.ID == "" {
			m.ID = id
		}
	}
	m.Title, m.Description = collapse(m.Title), strings.TrimSpace(m.Description)
	return m.ID != "" || m.URL != "" || m.Title != "" && m.Duration > 0
}

package extract

import (
	"cmp"
	"sort"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// addClip adds the clip that the lines of one group make up.
func (a *assembler) addClip(lines []int, done []bool) {
	var c Clip
	group := a.decisions[lines[0]].Group
	media, isMedia := a.groups[group]
	for _, i := range lines {
		done[i] = true
		line := &a.page.Lines[i]
		switch a.decisions[i].Label {
		case clean.ClipTitle:
			c.Title = line.Text
		case clean.ClipDuration:
			c.Duration, _ = caption.ParseDuration(line.Text)
		case clean.ClipSource:
			if name := a.page.CutClipSource(line.Text); name != "" {
				c.Source = name
			}
		}
		if n := len(c.Spans); n > 0 && i > 0 && c.Spans[n-1].End == a.page.Lines[i-1].Span.End {
			c.Spans[n-1].End = line.Span.End
		} else {
			c.Spans = append(c.Spans, line.Span)
		}
	}
	c.Caption = a.readPicture(lines)
	c.Thumbnail = c.Caption.Image
	c.Caption.Image = caption.Image{}
	if isThumbnailText(c.Caption.Text) {
		c.Thumbnail.Alt, c.Caption.Text = c.Caption.Text, ""
	}
	if isMedia {
		a.describeClip(&c, media)
	}
	at := a.keepClip(&c)
	if isMedia {
		a.films[media] = at
	}
}

// describeClip adds to a clip what the attributes of its player state, and those
// of the players inside that.
func (a *assembler) describeClip(c *Clip, media int) {
	m := &a.page.Media[media]
	a.addMedia(c, m)
	for k := media + 1; k < len(a.page.Media) && a.page.Media[k].Outer > 0; k++ {
		if a.page.Media[k].Outer == media+1 {
			a.addMedia(c, &a.page.Media[k])
		}
	}
	if m.Own {
		a.addStill(c, m)
	}
	if c.Caption.Text != "" && c.Description != "" && strings.HasPrefix(clean.Fold(c.Description), clean.Fold(c.Caption.Text)) {
		c.Caption.Text = ""
	}
}

func (a *assembler) addMedia(c *Clip, m *clean.Media) {
	if m.Kind == clean.Audio {
		c.Kind = ClipAudio
	}
	if m.Title != "" && c.Title == "" {
		c.Title = m.Title
	}
	if m.Duration != 0 {
		c.Duration = m.Duration
	}
	c.ID = cmp.Or(c.ID, m.ID)
	c.Description = cmp.Or(c.Description, m.Description)
	c.Source = cmp.Or(c.Source, m.Source)
	if c.URL == "" {
		c.URL = a.absolute(m.URL)
	}
	if c.Thumbnail.URL == "" {
		c.Thumbnail.URL = a.absolute(m.Thumbnail)
		if c.Thumbnail.Name == "" {
			c.Thumbnail.Name = fileName(c.Thumbnail.URL)
		}
	}
}

// maxModuleLines is the most lines of a block whose picture is its film's.
const maxModuleLines = 14

// addStill adds the picture in a module's block to its clip.
func (a *assembler) addStill(c *Clip, m *clean.Media) {
	b := &a.page.Blocks[m.Block]
	if b.Last-b.First > maxModuleLines {
		return
	}
	objects := a.page.Objects
	for k := sort.Search(len(objects), func(k int) bool { return objects[k].Line >= b.First }); k < len(objects); k++ {
		o := &objects[k]
		if o.Line > b.Last {
			return
		}
		if o.Small || !a.page.Within(o.Block, m.Block) {
			continue
		}
		var still caption.Caption
		if a.walk != nil {
			a.walk.describePicture(&still, o, a.page.URL)
		}
		if still.Image.URL != "" || still.Image.Alt != "" {
			c.Thumbnail.Alt = cmp.Or(c.Thumbnail.Alt, still.Image.Alt)
			if c.Thumbnail.URL == "" {
				c.Thumbnail.URL, c.Thumbnail.Name = still.Image.URL, still.Image.Name
			}
			return
		}
	}
}

func (a *assembler) absolute(ref string) string {
	if ref == "" || a.walk == nil {
		return ref
	}
	return a.walk.head.absolute(ref, a.page.URL)
}

// addMediaBefore adds the media that stand before line i, or in it, and have no
// lines of their own.
func (a *assembler) addMediaBefore(i int) {
	for ; a.media < len(a.page.Media) && a.page.Media[a.media].Line <= i; a.media++ {
		a.filmOf(a.media)
	}
}

// filmOf returns the index of a medium's clip, which it adds where the medium
// has no lines; -1 where there is none.
func (a *assembler) filmOf(media int) int {
	m := &a.page.Media[media]
	if m.Outer > 0 {
		return a.filmOf(m.Outer - 1)
	}
	if at, ok := a.films[media]; ok {
		return at
	}
	if m.Group != 0 || !m.Offered || m.Title == "" && m.Provider == "" && m.URL == "" && m.Duration == 0 && !m.Player {
		return -1
	}
	if m.Silent && (m.Line <= a.bodyFrom || m.Line > a.bodyTo) {
		return -1 // the moving background of a page's head or foot
	}
	var c Clip
	a.describeClip(&c, media)
	at := a.keepClip(&c)
	a.films[media] = at
	return at
}

// keepClip adds a clip, or what it says anew to the one that is the same, and
// returns the clip's index.
func (a *assembler) keepClip(c *Clip) int {
	if at := a.clips.find(a.doc.Clips, c); at >= 0 {
		a.doc.Clips[at].merge(c)
		a.clips.add(&a.doc.Clips[at], at)
		return at
	}
	a.doc.Clips = append(a.doc.Clips, *c)
	at := len(a.doc.Clips) - 1
	a.clips.add(c, at)
	return at
}

// clipIndex finds a clip that a page shows in a player and again in a playlist.
type clipIndex struct {
	ids, urls map[string]int
	titles    map[clipKey]int
	said      map[clipKey]int // by description and duration: players and playlists give a film different titles
}

type clipKey struct {
	title    string
	duration time.Duration
}

// anyDuration stands for whatever duration the first clip of a title has.
const anyDuration = -1

func newClipIndex() clipIndex {
	return clipIndex{make(map[string]int), make(map[string]int), make(map[clipKey]int), make(map[clipKey]int)}
}

func (x *clipIndex) find(clips []Clip, c *Clip) int {
	if c.ID != "" {
		if at, ok := x.ids[c.ID]; ok {
			return at
		}
	}
	if c.URL != "" {
		if at, ok := x.urls[c.URL]; ok && (c.ID == "" || clips[at].ID == "") {
			return at
		}
	}
	if c.Description != "" {
		if at, ok := x.said[c.said()]; ok && (c.ID == "" || clips[at].ID == "") {
			return at
		}
	}
	if c.Title == "" {
		return -1
	}
	// Linked data often leaves out what the page shows, or the other way round.
	for _, d := range [...]time.Duration{c.Duration.Round(time.Second), 0} {
		if at, ok := x.titles[clipKey{clean.Fold(c.Title), d}]; ok && (c.ID == "" || clips[at].ID == "" || d == 0 && c.Duration == 0) &&
			(c.Duration != 0 || d == 0) {
			return at
		}
	}
	if c.Duration == 0 {
		if at, ok := x.titles[clipKey{clean.Fold(c.Title), anyDuration}]; ok && (c.ID == "" || clips[at].ID == "" || c.ID == clips[at].ID) {
			return at
		}
	}
	return -1
}

func (x *clipIndex) add(c *Clip, at int) {
	if c.ID != "" {
		x.ids[c.ID] = at
	}
	if c.URL != "" {
		x.urls[c.URL] = at
	}
	if len(c.Description) >= minSaid {
		if _, ok := x.said[c.said()]; !ok {
			x.said[c.said()] = at
		}
	}
	if c.Title != "" {
		key := clipKey{clean.Fold(c.Title), c.Duration.Round(time.Second)}
		for _, d := range [...]time.Duration{key.duration, anyDuration} {
			key.duration = d
			if _, ok := x.titles[key]; !ok {
				x.titles[key] = at
			}
		}
	}
}

// minSaid is the length in bytes from which two descriptions are the same by no
// chance.
const minSaid = 40

// said is what a clip is described as, with its duration.
func (c *Clip) said() clipKey {
	return clipKey{clean.Fold(plainText(c.Description)), c.Duration.Round(time.Second)}
}

// merge adds to c where the same clip stands again, and what is said of it
// only there.
func (c *Clip) merge(again *Clip) {
	c.Spans = append(c.Spans, again.Spans...)
	c.Title = cmp.Or(c.Title, again.Title)
	c.Duration = cmp.Or(c.Duration, again.Duration)
	c.ID = cmp.Or(c.ID, again.ID)
	c.URL = cmp.Or(c.URL, again.URL)
	c.Description = cmp.Or(c.Description, again.Description)
	c.Source = cmp.Or(c.Source, again.Source)
	c.Thumbnail = cmp.Or(c.Thumbnail, again.Thumbnail)
	if c.Caption.Text == "" {
		c.Caption.Text = again.Caption.Text
	}
	c.Caption.Credit = mergeCredits(c.Caption.Credit, again.Caption.Credit)
}

// isThumbnailText reports whether a thumbnail's text is a label for it rather
// than a caption, which is a sentence.
func isThumbnailText(text string) bool {
	return text != "" && clean.ShapeOf(text).Sentences == 0
}

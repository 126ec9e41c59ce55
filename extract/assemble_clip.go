package extract

import (
	"cmp"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// addClip adds the clip that the lines of one group make up.
func (a *assembler) addClip(lines []int, done []bool) {
	var c Clip
	for _, i := range lines {
		done[i] = true
		line := &a.page.Lines[i]
		switch a.decisions[i].Label {
		case clean.ClipTitle:
			c.Title = line.Text
		case clean.ClipDuration:
			c.Duration, _ = caption.ParseDuration(line.Text)
		case clean.ClipSource:
			if name := clean.CutClipSource(line.Text); name != "" {
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
	// A page shows one clip in a player and again in its playlist.
	if c.Title != "" && c.Duration != 0 {
		key := clipKey{c.Title, c.Duration}
		if at, ok := a.clips[key]; ok {
			a.doc.Clips[at].merge(&c)
			return
		}
		a.clips[key] = len(a.doc.Clips)
	}
	a.doc.Clips = append(a.doc.Clips, c)
}

// merge adds to c where the same clip stands again, and what is said of it
// only there.
func (c *Clip) merge(again *Clip) {
	c.Spans = append(c.Spans, again.Spans...)
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

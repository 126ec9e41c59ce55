package extract

import (
	"cmp"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// assemble makes a document of a page whose lines have been decided.
func assemble(page *clean.Page, decisions []clean.Decision) *Document {
	a := assembler{page: page, decisions: decisions, doc: &Document{}, clips: make(map[clipKey]int)}
	a.doc.Article.URL = page.URL
	done := make([]bool, len(decisions))
	groups := groupLines(decisions)
	for i := range decisions {
		if done[i] {
			continue
		}
		d := decisions[i]
		switch {
		case d.Label == clean.Dateline && d.Group != 0:
			a.addSplitDateline(groups[d.Group], done)
		case d.Group != 0 && a.isClip(groups[d.Group]):
			a.addClip(groups[d.Group], done)
		case d.Group != 0:
			a.addCaption(groups[d.Group], done)
		case d.Label.IsPicture():
			a.addCaption([]int{i}, done)
		case d.Label.IsHead():
			a.addHead(i)
		case d.Label.IsBody():
			a.addBlock(i)
		default:
			a.addNoise(i)
		}
	}
	a.readDateline()
	return a.doc
}

type assembler struct {
	page      *clean.Page
	decisions []clean.Decision
	doc       *Document
	clips     map[clipKey]int // index of the clip of this title and duration
}

type clipKey struct {
	title    string
	duration time.Duration
}

// groupLines returns the lines of each group, in page order.
func groupLines(decisions []clean.Decision) map[int][]int {
	groups := make(map[int][]int)
	for i, d := range decisions {
		if d.Group != 0 {
			groups[d.Group] = append(groups[d.Group], i)
		}
	}
	return groups
}

func (a *assembler) isClip(lines []int) bool {
	for _, i := range lines {
		if a.decisions[i].Label.IsClip() {
			return true
		}
	}
	return false
}

func (a *assembler) addNoise(i int) {
	line := &a.page.Lines[i]
	d := a.decisions[i]
	a.doc.Noise = append(a.doc.Noise, Noise{Text: line.Text, Label: d.Label, Rule: d.Rule, Span: line.Span})
}

func (a *assembler) addBlock(i int) {
	line := &a.page.Lines[i]
	label := a.decisions[i].Label
	if label == clean.Summary && a.doc.Article.Subtitle == "" {
		a.doc.Article.Subtitle = line.Text
	}
	a.doc.Article.Body = append(a.doc.Article.Body, Block{Kind: label, Text: line.Text, Span: line.Span})
}

func (a *assembler) addHead(i int) {
	line := &a.page.Lines[i]
	label := a.decisions[i].Label
	article := &a.doc.Article
	article.Head = append(article.Head, HeadLine{Label: label, Text: line.Text, Span: line.Span})
	switch label {
	case clean.Title:
		// A page prints its title with and without the site's name.
		if article.Title == "" || len(line.Text) < len(article.Title) {
			article.Title = line.Text
		}
	case clean.Byline:
		rest, ok := clean.CutByline(line.Text)
		if !ok {
			rest = line.Text
		}
		article.Authors = appendNames(article.Authors, rest)
	case clean.Dateline:
		if article.Dateline == (Dateline{}) {
			place, source, _, _ := clean.CutDateline(line.Text)
			article.Dateline = Dateline{place, source}
		}
	case clean.Timestamp:
		stamps, _ := timestamp.Line(line.Text)
		for _, s := range stamps {
			switch {
			case s.Role == timestamp.Modified && article.Modified.IsZero():
				article.Modified = s.Time
			case s.Role != timestamp.Modified && article.Published.IsZero():
				article.Published = s.Time
			}
		}
	}
}

// addSplitDateline adds the dateline whose dash, source and, where there are
// three, place stand on lines of their own.
func (a *assembler) addSplitDateline(lines []int, done []bool) {
	for _, i := range lines {
		done[i] = true
		line := &a.page.Lines[i]
		a.doc.Article.Head = append(a.doc.Article.Head, HeadLine{Label: clean.Dateline, Text: line.Text, Span: line.Span})
	}
	if n := len(lines); n > 1 && a.doc.Article.Dateline == (Dateline{}) {
		a.doc.Article.Dateline.Source = a.page.Lines[lines[n-2]].Text
		if n > 2 {
			a.doc.Article.Dateline.Place = a.page.Lines[lines[0]].Text
		}
	}
}

// readDateline reads the dateline that stands at the start of the first
// paragraph, where it stays part of the text.
func (a *assembler) readDateline() {
	article := &a.doc.Article
	if article.Dateline != (Dateline{}) {
		return
	}
	for i := range article.Body {
		if b := &article.Body[i]; b.Kind == clean.Paragraph {
			if place, source, rest, ok := clean.CutDateline(b.Text); ok && rest != "" {
				article.Dateline = Dateline{place, source}
			}
			return
		}
	}
}

// addCaption adds the caption that the lines of one group make up. Lines
// between them, which print again what they say, are inside its span.
func (a *assembler) addCaption(lines []int, done []bool) {
	c := a.readPicture(lines)
	first, last := lines[0], lines[len(lines)-1]
	c.Span = caption.Span{Start: a.page.Lines[first].Span.Start, End: a.page.Lines[last].Span.End}
	for i := first; i <= last; i++ {
		done[i] = true
	}
	a.doc.Captions = append(a.doc.Captions, c)
}

// readPicture reads the picture lines among the given lines as one caption.
func (a *assembler) readPicture(lines []int) caption.Caption {
	var c caption.Caption
	var texts []string
	for _, i := range lines {
		text := a.page.Lines[i].Text
		switch a.decisions[i].Label {
		case clean.ImageName:
			if c.Image.Name == "" {
				c.Image.Name = text
			}
		case clean.Credit:
			if credit, ok := caption.ParseCredit(text); ok {
				c.Credit = mergeCredits(c.Credit, credit)
			} else {
				c.Credit = mergeCredits(c.Credit, caption.Credit{Raw: text})
			}
		case clean.Caption:
			texts = append(texts, text)
		}
	}
	if len(texts) > 0 {
		image, own := c.Image, c.Credit
		c = caption.Parse(strings.Join(texts, " "))
		c.Image = image
		c.Credit = mergeCredits(own, c.Credit)
	}
	return c
}

// mergeCredits adds to a credit what another credit of the same picture names
// besides.
func mergeCredits(c, more caption.Credit) caption.Credit {
	if c.Raw == "" {
		return more
	}
	c.Creators = appendNew(c.Creators, more.Creators)
	c.Agencies = appendNew(c.Agencies, more.Agencies)
	if c.Kind == "" {
		c.Kind = more.Kind
	}
	if c.Notice == "" {
		c.Notice = more.Notice
	}
	return c
}

func appendNew(list, more []string) []string {
	for _, s := range more {
		if !containsFold(list, s) {
			list = append(list, s)
		}
	}
	return list
}

func containsFold(list []string, s string) bool {
	for _, have := range list {
		if strings.EqualFold(have, s) {
			return true
		}
	}
	return false
}

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

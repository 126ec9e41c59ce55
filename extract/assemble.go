package extract

import (
	"context"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/timestamp"
)

// linesPerCheck is the number of lines after which assembling looks at its
// context.
const linesPerCheck = 256

// assemble makes a document of a page whose lines have been decided, or a part of
// it when the context is done. w is the walk that the page comes from, nil for
// plain text.
func assemble(ctx context.Context, page *clean.Page, decisions []clean.Decision, w *walk) *Document {
	a := assembler{ctx: ctx, page: page, decisions: decisions, walk: w, doc: &Document{}, clips: newClipIndex(), films: make(map[int]int), groups: make(map[int]int)}
	a.doc.Article.URL = page.URL
	a.makeRoom()
	done := make([]bool, len(decisions))
	groups := groupLines(decisions)
	for k := range page.Media {
		if group := page.Media[k].Group; group != 0 {
			a.groups[group] = k
		}
	}
	for i := range decisions {
		if i%linesPerCheck == 0 && ctx.Err() != nil {
			return a.doc
		}
		a.addMediaBefore(i)
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
	a.addMediaBefore(len(decisions))
	a.addStatedClips()
	a.addStatedCredits()
	a.readDateline()
	return a.doc
}

type assembler struct {
	ctx       context.Context
	page      *clean.Page
	decisions []clean.Decision
	walk      *walk
	doc       *Document
	clips     clipIndex
	media     int         // media of the page before this one have been added
	films     map[int]int // clips of the media, by index
	groups    map[int]int // media by the group of their lines
	bodyFrom  int         // the first line of the body
	bodyTo    int         // the line behind its last
	titleSure float32     // confidence of the title
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
	if _, ok := a.groups[a.decisions[lines[0]].Group]; ok {
		return true
	}
	for _, i := range lines {
		if a.decisions[i].Label.IsClip() {
			return true
		}
	}
	return false
}

// makeRoom makes room for the blocks of the body and for the noise, and notes where
// the body begins and ends.
func (a *assembler) makeRoom() {
	body, noise := 0, 0
	for i, d := range a.decisions {
		switch {
		case d.Group != 0 || d.Label.IsPicture() || d.Label.IsHead():
		case d.Label.IsBody():
			if body == 0 {
				a.bodyFrom = i
			}
			a.bodyTo = i + 1
			body++
		default:
			noise++
		}
	}
	if body > 0 {
		a.doc.Article.Body = make([]Block, 0, body)
	}
	if noise > 0 {
		a.doc.Noise = make([]Noise, 0, noise)
	}
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
		sure := a.decisions[i].Confidence
		if sure > a.titleSure || sure == a.titleSure && len(line.Text) < len(article.Title) {
			article.Title, a.titleSure = line.Text, sure
		}
	case clean.Byline:
		rest, ok := a.page.CutByline(line.Text)
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

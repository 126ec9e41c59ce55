package extract

import (
	"strings"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// addCaption adds the caption that the lines of one group make up. Lines
// between them, which print again what they say, are inside its span.
func (a *assembler) addCaption(lines []int, done []bool) {
	if a.addToFilm(lines, done) {
		return
	}
	first, last := lines[0], lines[len(lines)-1]
	if at := a.interrupted(lines); at > 0 {
		// What stands on both sides of a line that is something else is read
		// line by line, as a caption each.
		for _, part := range [...][]int{lines[:at], lines[at:]} {
			for _, i := range part {
				a.decisions[i].Group = 0
			}
			a.addCaption(part, done)
		}
		return
	}
	c := a.readPicture(lines)
	c.Span = caption.Span{Start: a.page.Lines[first].Span.Start, End: a.page.Lines[last].Span.End}
	for i := first; i <= last; i++ {
		done[i] = true
	}
	a.doc.Captions = append(a.doc.Captions, c)
}

// interrupted returns the index in lines of the first before which a line stands
// that a caller's rule has made something else, 0 where there is none.
func (a *assembler) interrupted(lines []int) int {
	for k := 1; k < len(lines); k++ {
		for i := lines[k-1] + 1; i < lines[k]; i++ {
			if a.decisions[i].Confidence >= 1 {
				return k
			}
		}
	}
	return 0
}

// addToFilm adds the caption that the lines of one group make up to the film
// that it stands beside, if it does.
func (a *assembler) addToFilm(lines []int, done []bool) bool {
	picture, ok := a.page.Picture(a.decisions[lines[0]].Group)
	if !ok || picture.Media < 0 {
		return false
	}
	at := a.filmOf(picture.Media)
	if at < 0 {
		return false
	}
	c := &a.doc.Clips[at]
	for _, i := range lines {
		done[i] = true
		c.Spans = append(c.Spans, a.page.Lines[i].Span)
	}
	if said := a.readBox(&picture); c.Caption.Text == "" {
		said.Image = caption.Image{}
		c.Caption = said
	}
	return true
}

// readPicture reads the picture lines among the given lines as one caption.
func (a *assembler) readPicture(lines []int) caption.Caption {
	if picture, ok := a.page.Picture(a.decisions[lines[0]].Group); ok {
		return a.readBox(&picture)
	}
	var c caption.Caption
	var texts []string
	for _, i := range lines {
		text, _ := clean.CutPictureLabel(a.page.Lines[i].Text)
		switch a.decisions[i].Label {
		case clean.ImageName:
			if c.Image == (caption.Image{}) {
				c.Image = imageOf(text)
			}
		case clean.Credit:
			c.Credit = mergeCredits(c.Credit, readCredit(text))
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

// readBox reads what the page's elements tell apart of a picture's caption.
func (a *assembler) readBox(picture *clean.Picture) caption.Caption {
	c, credits := parseWithLabel(picture.Text, picture.Credits)
	c.Text = collapse(c.Text)
	if name, ok := caption.CutSource(c.Text); ok && c.Credit.Raw == "" && len(strings.Fields(name)) <= maxSourceWords {
		// Beside a picture this says whose it is, whoever that may be.
		c.Text, c.Credit = "", readCredit(name)
	}
	if c.Credit.Raw == "" && len(credits) == 0 && isSlashedCredit(c.Text) {
		c.Text, c.Credit = "", readCredit(c.Text)
	}
	var own caption.Credit
	for _, text := range credits {
		text = withoutMail(text)
		if strings.IndexByte(text, '@') > 0 && (own.Raw != "" || c.Credit.Raw != "") {
			continue // nothing but an address
		}
		if said := caption.Parse(text); said.Text != "" && isLabelledBehind(text, &said) {
			// The page says that it is a credit and also says what there is to see.
			own = joinCredits(own, said.Credit)
			if c.Text == "" {
				c.Text = collapse(strings.TrimLeft(said.Text, ".,;-–—| "))
			}
			continue
		}
		own = joinCredits(own, readCredit(text))
	}
	c.Credit = mergeCredits(own, c.Credit)
	if a.walk != nil && picture.Object >= 0 {
		a.walk.describePicture(&c, &a.page.Objects[picture.Object], a.page.URL)
	}
	return c
}

// withoutMail returns a credit without the addresses to which the maker can be
// written, and as it is where nothing else is in it.
func withoutMail(text string) string {
	if strings.IndexByte(text, '@') <= 0 {
		return text
	}
	words := strings.Fields(text)
	kept := words[:0]
	for _, word := range words {
		name, host, ok := strings.Cut(word, "@")
		if ok && name != "" && strings.Contains(host, ".") {
			if word = name[:strings.LastIndexAny(name, "/|(<,")+1]; word == "" {
				continue
			}
			word = word[:len(word)-1]
		}
		kept = append(kept, word)
	}
	if rest := strings.TrimSpace(strings.Join(kept, " ")); rest != "" {
		return rest
	}
	return text
}

// maxSlashedWords is the most words of a maker and an outlet with a solidus between.
const maxSlashedWords = 6

// isSlashedCredit reports whether all that a page says of a picture is somebody
// and an outlet with a solidus between: "Jo Doe/Harbour Post".
func isSlashedCredit(text string) bool {
	maker, outlet, ok := strings.Cut(text, "/")
	if !ok || maker == "" || outlet == "" || maker[len(maker)-1] == ' ' || outlet[0] == ' ' || len(strings.Fields(text)) > maxSlashedWords ||
		strings.ContainsAny(text, ".,0123456789") {
		return false
	}
	credit, ok := caption.ParseCredit("© " + text)
	return ok && len(credit.Creators) > 0 && strings.EqualFold(credit.Creators[0], maker)
}

// maxSourceWords is the most words of a source's name.
const maxSourceWords = 6

// parseWithLabel reads a caption whose credits the page's elements tell apart.
// Where the text ends with the label of the first of them ("… Photo:", "… Photo
// by"), the two are read together and the other credits are returned.
func parseWithLabel(text string, credits []string) (caption.Caption, []string) {
	if label := strings.TrimSpace(text); len(credits) > 0 && label != "" {
		colon := strings.HasSuffix(label, ":") || strings.HasSuffix(label, "：")
		if c := caption.Parse(label + " " + credits[0]); c.Credit.Raw != "" && len(c.Text) < len(label) && (colon || isCutLabel(label, credits[0], &c)) {
			return c, credits[1:]
		}
	}
	return caption.Parse(text), credits
}

// maxLabelWords is the most words of a label before a credit.
const maxLabelWords = 3

// isCutLabel reports whether a caption, read of a text and the credit behind it,
// lacks nothing of the text but the label at its end.
func isCutLabel(text, behind string, c *caption.Caption) bool {
	label, ok := strings.CutPrefix(text, c.Text)
	if words := len(strings.Fields(label)); !ok || words == 0 || words > maxLabelWords || !strings.Contains(behind, c.Credit.Raw) {
		return false
	}
	const maker = "Getty Images"
	credit, ok := caption.ParseCredit(strings.Trim(label, " (-–—|") + " " + maker)
	return ok && credit.Raw == maker
}

// isLabelledBehind reports whether a text was parted at a label or a sign before
// its credit.
func isLabelledBehind(text string, c *caption.Caption) bool {
	rest, ok := strings.CutPrefix(text, c.Text)
	label, _, found := strings.Cut(rest, c.Credit.Raw)
	return ok && found && c.Credit.Raw != "" && strings.ContainsAny(label, ":：©")
}

// readCredit reads a text that the page says is a credit.
func readCredit(text string) caption.Credit {
	if credit, ok := caption.ParseCredit(text); ok {
		return credit
	}
	// A caption parser finds labels and brackets that a credit alone may not
	// have after it.
	if c := caption.Parse("\n" + text); c.Text == "" && c.Credit.Raw != "" {
		return c.Credit
	}
	// A name needs something that says it is a picture's maker's. The page has
	// said so.
	if credit, ok := caption.ParseCredit("© " + text); ok {
		return credit
	}
	return caption.Credit{Raw: collapse(text)}
}

// joinCredits is mergeCredits for a credit that stands in the page behind another.
// It is as written in both where it names somebody new.
func joinCredits(c, more caption.Credit) caption.Credit {
	raw, named := c.Raw, len(c.Creators)+len(c.Agencies)
	c = mergeCredits(c, more)
	if raw != "" && len(c.Creators)+len(c.Agencies) > named && !strings.Contains(raw, more.Raw) {
		c.Raw = raw + " / " + more.Raw
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

// imageOf returns the picture that a line names, or shows in Markdown.
func imageOf(text string) caption.Image {
	alt, address, ok := clean.CutImage(text)
	switch {
	case !ok:
		return caption.Image{Name: text}
	case strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "javascript:"):
		return caption.Image{Alt: alt}
	}
	return caption.Image{URL: address, Name: fileName(address), Alt: alt}
}

package clean

import (
	"slices"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
)

// Picture is what a group of lines says of one picture of a page with blocks.
type Picture struct {
	// Object is the index of the picture in Page.Objects, -1 where the page
	// shows it by other means.
	Object int
	// Media is the index in Page.Media of the film whose still picture it is,
	// -1 for a picture of its own.
	Media int
	// Text is the caption as written, without the credits below.
	Text string
	// Credits are the parts that stand in an element or on a line of their
	// own, as written.
	Credits []string

	box box // that the picture was read from
}

// Picture returns what the lines of a group say of a picture; ok is false for
// groups that are none of a page with blocks.
func (p *Page) Picture(group int) (picture Picture, ok bool) {
	picture, ok = p.pictures[group]
	return picture, ok
}

// pictureOf puts together what the lines of a box say.
func (p *Page) pictureOf(x *box) Picture {
	picture := Picture{Object: x.object, Media: x.media, box: *x}
	var texts []string
	isCredit := make(map[int]bool, len(x.credits))
	for _, i := range x.credits {
		isCredit[i] = true
	}
	lines := slices.Concat(x.texts, x.credits)
	slices.Sort(lines)
	open, label := "", ""
	for n, i := range lines {
		line := p.Lines[i].Text
		switch {
		case open != "":
			// A bracket that one element opens and another closes.
			open += " " + line
			if strings.ContainsAny(line, ")）]") {
				picture.Credits, open = append(picture.Credits, open), ""
			}
			continue
		case label == "" && n+1 < len(lines) && p.Shape(i).Words <= 2 && p.Shape(i).End == EndColon:
			label = line
			continue
		case label == "" && n+1 < len(lines) && isCreditWord(line):
			label = line + ":"
			continue
		case label != "":
			line, label = label+" "+line, ""
			if _, ok := caption.ParseCredit(line); ok {
				picture.Credits = append(picture.Credits, line)
			} else {
				texts = append(texts, line)
			}
			continue
		case isCredit[i]:
			picture.Credits = append(picture.Credits, line)
			continue
		}
		text, credits := p.partsOf(i)
		if n := len(credits) - 1; n >= 0 && strings.Trim(credits[n], "([（ ") == "" {
			open, credits = credits[n], credits[:n]
		}
		picture.Credits = append(picture.Credits, credits...)
		if last := len(text) - 1; last > 0 && (text[last] == '(' || text[last] == '[') && n+1 < len(lines) {
			open = text[last:]
			text = strings.TrimRight(text[:last], " ")
		}
		if n > 0 && n == len(lines)-1 && len(picture.Credits) == 0 && isMakerName(text) {
			picture.Credits = append(picture.Credits, text)
			continue
		}
		texts = append(texts, text)
	}
	if open != "" {
		picture.Credits = append(picture.Credits, open)
	}
	picture.Text = strings.Join(texts, "\n")
	return picture
}

// isCreditWord reports whether a text is nothing but the label of a credit that
// stands elsewhere, or leads elsewhere: "Photo Credit", "(Image Source)".
func isCreditWord(text string) bool {
	if len(text) > maxCreditLabel || strings.Count(text, " ") > 2 {
		return false
	}
	if _, ok := caption.ParseCredit(text); ok {
		return false // "Supplied"
	}
	const maker = "Getty Images"
	credit, ok := caption.ParseCredit(strings.Trim(text, "()[]（）: ") + ": " + maker)
	return ok && credit.Raw == maker && (credit.Kind == "" || credit.Kind == caption.KindPhoto)
}

// isMakerName reports whether a text beside a caption can be nothing but the
// name of who made the picture.
func isMakerName(text string) bool {
	s := ShapeOf(text)
	return s.Words <= 5 && s.Sentences == 0 && s.End == EndOpen && s.Start == StartUpper && s.Upper*3 >= s.Words*2 && s.Digits == 0
}

// partsOf parts a line of a caption from the credits in it, by the elements
// inside the line.
func (p *Page) partsOf(i int) (text string, credits []string) {
	line := p.Lines[i].Text
	runs := p.runsOf(i)
	if len(runs) == 1 {
		return line, nil
	}
	if areMakerNames(line, runs) {
		return "", []string{line}
	}
	end := len(line)
	for k := 1; k < len(runs); k++ {
		tail := strings.TrimSpace(line[runs[k].start:])
		if len(tail) > maxCreditSize {
			continue
		}
		named := runs[k].name&(namedCredit|namedMaker) != 0 && runs[k].name&namedCaption == 0
		_, ok := caption.ParseCredit(tail)
		if ok && !isInSentence(line[:runs[k].start]) || named && allNamed(runs[k:]) ||
			runs[k-1].own && isMakerName(tail) && !isInSentence(line[:runs[k].start]) {
			end = runs[k].start
			credits = append(credits, tail)
			break
		}
	}
	start := 0
	for k := 0; k < len(runs) && runs[k].end <= end; k++ {
		head := strings.TrimSpace(line[start:runs[k].end])
		if runs[k].end == end && len(credits) > 0 {
			break
		}
		named := runs[k].name&(namedCredit|namedMaker) != 0 && runs[k].name&namedCaption == 0
		_, ok := caption.ParseCredit(head)
		if len(head) > maxCreditSize || !(named || ok && runs[k].own) {
			break
		}
		credits = append(credits, head)
		start = runs[k].end
	}
	text = strings.TrimSpace(line[start:end])
	if end < len(line) {
		text = strings.TrimRight(text, " -–—|/·")
	}
	return text, credits
}

// areMakerNames reports whether each run of a line is called the maker of a picture
// and can be the name of one.
func areMakerNames(line string, runs []run) bool {
	return !slices.ContainsFunc(runs, func(r run) bool {
		return r.name&(namedCredit|namedMaker) == 0 || r.name&namedCaption != 0 || !isMakerName(strings.TrimSpace(line[r.start:r.end]))
	})
}

func allNamed(runs []run) bool {
	for _, r := range runs {
		if r.name&(namedCredit|namedMaker) == 0 && r.end-r.start > 12 {
			return false
		}
	}
	return true
}

// isInSentence reports whether a text stops in the middle of a sentence.
func isInSentence(text string) bool {
	trimmed := strings.TrimRight(text, " ")
	if len(trimmed) == len(text) || trimmed == "" {
		return false
	}
	switch ShapeOf(trimmed).End {
	case EndSentence, EndColon:
		return false
	}
	last := trimmed[len(trimmed)-1]
	return last == ',' || last >= 'a' && last <= 'z'
}

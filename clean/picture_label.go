package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/copydesk-go/copydesk/caption"
)

// pictureLabel says what follows the words that pages put before a picture's caption
// and credit for those who hear them.
type pictureLabel uint8

const (
	noPictureLabel pictureLabel = iota
	labelOfPicture              // "Image": its caption, if a credit comes after that
	labelOfCaption              // "Image caption"
	labelOfCredit               // "Image source", "Credit..."
)

// pictureLabels are such words in lower case.
var pictureLabels = map[string]pictureLabel{
	"image": labelOfPicture, "photo": labelOfPicture, "picture": labelOfPicture,
	"image caption": labelOfCaption, "media caption": labelOfCaption, "photo caption": labelOfCaption, "picture caption": labelOfCaption,
	"caption":      labelOfCaption,
	"image source": labelOfCredit, "image copyright": labelOfCredit, "image credit": labelOfCredit, "photo credit": labelOfCredit,
	"picture credit": labelOfCredit, "credit": labelOfCredit, "credits": labelOfCredit, "crédit": labelOfCredit, "crédits": labelOfCredit,
}

// maxPictureLabel is the most bytes of such words, with the marks behind them.
const maxPictureLabel = 20

// mayOpenLabel marks the first letters of such words.
var mayOpenLabel = [256]bool{'i': true, 'p': true, 'm': true, 'c': true}

// pictureLabelOf returns what a text is the label of that is nothing else.
func pictureLabelOf(text string) pictureLabel {
	if text == "" || len(text) > maxPictureLabel || !mayOpenLabel[text[0]|0x20] {
		return noPictureLabel
	}
	return pictureLabels[strings.ToLower(strings.TrimRight(text, " :,.…"))]
}

// CutPictureLabel returns a text without the words before it that say that it is the
// caption or the credit of a picture ("Image caption, …", "Image source, …"), and
// whether there are such words. They may be glued to it.
func CutPictureLabel(text string) (rest string, ok bool) {
	_, rest, ok = cutPictureLabel(text)
	return rest, ok
}

func cutPictureLabel(text string) (label pictureLabel, rest string, ok bool) {
	if text == "" || !mayOpenLabel[text[0]|0x20] {
		return 0, text, false
	}
	first := strings.IndexByte(text[:min(len(text), maxPictureLabel)], ' ')
	end := first + 1
	if first < 0 || end == len(text) || text[end]|0x20 != 'c' && text[end]|0x20 != 's' {
		return 0, text, false // caption, credit, copyright, source
	}
	for end < len(text) && end < maxPictureLabel && 'a' <= text[end] && text[end] <= 'z' {
		end++
	}
	label = pictureLabels[strings.ToLower(text[:end])]
	if label != labelOfCaption && label != labelOfCredit || end == len(text) {
		return 0, text, false
	}
	rest = text[end:]
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(r) {
		if rest = strings.TrimLeft(rest, ",:"); len(rest) == len(text)-end || !strings.HasPrefix(rest, " ") {
			return 0, text, false
		}
	}
	rest = strings.TrimSpace(rest)
	return label, rest, rest != ""
}

// maxLabelledName is the most words of who made a picture behind a label.
const maxLabelledName = 9

// markLabelledPictures groups the lines of captions and credits that labels say to be
// such.
func markLabelledPictures(p *Page) {
	for i := 0; i < len(p.Lines); i++ {
		if p.isStopped() {
			return
		}
		if text := p.Lines[i].Text; text == "" || !mayOpenLabel[text[0]|0x20] || p.Decision(i).Group != 0 {
			continue
		}
		if l := readLabelled(p, i); l.end > i && l.text >= 0 {
			l.mark(p, i)
			i = l.end - 1
		}
	}
}

// labelled is a picture that labels tell of: the lines of its caption and of its
// credit, -1 for none, and that behind its last.
type labelled struct{ text, credit, end int }

// readLabelled reads the lines from line i on that are labels of a picture, and what
// they label.
func readLabelled(p *Page, i int) labelled {
	l := labelled{-1, -1, i}
	isPicture := false
	for j := i; j < len(p.Lines) && p.Decision(j).Group == 0; {
		text := p.Lines[j].Text
		label := pictureLabelOf(text)
		inline, _, isInline := cutPictureLabel(text)
		switch {
		case isInline && inline == labelOfCaption && l.text < 0:
			l.text = j
			j++
		case isInline && inline == labelOfCredit && l.credit < 0 && p.Shape(j).Words <= maxLabelledName+2:
			l.credit = j
			j++
		case label == labelOfPicture && j == i:
			isPicture = true
			j++
			continue
		case label == labelOfCaption && l.text < 0 && p.isLabelledText(j+1):
			l.text = j + 1
			j += 2
		case label == labelOfCredit && l.credit < 0 && p.isLabelledName(j+1):
			l.credit = j + 1
			j += 2
		case isPicture && j == i+1 && p.isLabelledText(j) && j+1 < len(p.Lines) && pictureLabelOf(p.Lines[j+1].Text) == labelOfCredit && p.isLabelledName(j+2):
			l.text = j
			j++
		default:
			return l
		}
		l.end = j
	}
	return l
}

// isLabelledText reports whether line i can be a caption behind a label.
func (p *Page) isLabelledText(i int) bool {
	return i < len(p.Lines) && p.Decision(i).Group == 0 && mayBeCaptionText(p, i) && pictureLabelOf(p.Lines[i].Text) == noPictureLabel
}

// isLabelledName reports whether line i can be who made a picture, behind a label.
func (p *Page) isLabelledName(i int) bool {
	if i >= len(p.Lines) || p.Decision(i).Group != 0 || len(p.Lines[i].Text) > maxCreditSize || pictureLabelOf(p.Lines[i].Text) != noPictureLabel {
		return false
	}
	s := p.Shape(i)
	if s.Words > maxLabelledName || s.End == EndSentence || s.Sentences > 1 || s.Letters == 0 {
		return false
	}
	_, ok := caption.ParseCredit("© " + p.Lines[i].Text)
	return ok
}

// mark marks the lines of a labelled picture that begins at line i.
func (l *labelled) mark(p *Page, i int) {
	group := p.NewGroup()
	for ; i < l.end; i++ {
		switch i {
		case l.text:
			p.MarkGroup(i, Caption, sureContext+0.01, group)
		case l.credit:
			p.MarkGroup(i, Credit, sureContext+0.01, group)
		default:
			p.Mark(i, Prompt, sureContext)
		}
	}
}

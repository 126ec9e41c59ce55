package clean

import (
	"fmt"
	"slices"

	"github.com/copydesk-go/copydesk/caption"
)

// Span is a half-open range of byte offsets into the input that was read.
type Span = caption.Span

// Label says what a line of a page is. The zero Label is Unlabeled, which no
// line has once a Cleaner has been over the page.
type Label uint8

// The labels. Their text forms (see Label.String) are the ones of the JSON
// document.
const (
	Unlabeled Label = iota

	// Of the article's head.
	Title     // the headline of the page's own story
	Byline    // who wrote it
	Timestamp // when it was published or changed
	Dateline  // place and source that a report opens with, on a line of their own

	// Of the article's body.
	Summary   // standfirst or key points that stand before the body
	Heading   // heading inside the body
	Paragraph // running text
	ListItem
	Quote
	Code
	Table

	// Of pictures.
	Caption   // what is said of a picture; a clip's thumbnail text too
	Credit    // who made or distributed a picture, on a line of its own
	ImageName // a picture's file name or frame-grab slug

	// Of video clips.
	ClipMarker   // the player's state: "Now playing"
	ClipDuration // "02:00"
	ClipTitle
	ClipSource // "Source: CNN"

	// Noise.
	Related       // links to other stories, their headings
	Promotion     // newsletters, apps, subscriptions, social accounts
	Share         // share bars
	Navigation    // menus, paging, page chrome
	Advertisement // advertisements and their labels
	Legal         // copyright and licence lines
	Comment       // reader comments and their prompts
	Prompt        // other words of the page's interface
	Duplicate     // what the page printed before
	Other         // noise of no better-known kind

	labelCount
)

// Keep can be given to rules and to Page.Mark in the place of a label: the line
// is part of the article, as the heading, list item or paragraph that it looks
// like. No decision has it.
const Keep Label = 0xFF

var labelNames = [labelCount]string{
	Unlabeled: "", Title: "title", Byline: "byline", Timestamp: "timestamp", Dateline: "dateline",
	Summary: "summary", Heading: "heading", Paragraph: "paragraph", ListItem: "list-item", Quote: "quote",
	Code: "code", Table: "table",
	Caption: "caption", Credit: "credit", ImageName: "image-name",
	ClipMarker: "clip-marker", ClipDuration: "clip-duration", ClipTitle: "clip-title", ClipSource: "clip-source",
	Related: "related", Promotion: "promotion", Share: "share", Navigation: "navigation",
	Advertisement: "advertisement", Legal: "legal", Comment: "comment", Prompt: "prompt",
	Duplicate: "duplicate", Other: "other",
}

// String returns the label's name in the JSON document, such as "list-item".
func (l Label) String() string {
	if l == Keep {
		return "keep"
	}
	if l >= labelCount {
		return fmt.Sprintf("label(%d)", uint8(l))
	}
	return labelNames[l]
}

// ParseLabel returns the label of the given name.
func ParseLabel(name string) (Label, error) {
	if i := slices.Index(labelNames[:], name); i > 0 {
		return Label(i), nil
	}
	return Unlabeled, fmt.Errorf("clean: unknown label %q", name)
}

// Valid reports whether l is one of the labels above other than Unlabeled.
func (l Label) Valid() bool { return l > Unlabeled && l < labelCount }

// IsHead reports whether l is a label of the article's head.
func (l Label) IsHead() bool { return l >= Title && l <= Dateline }

// IsBody reports whether lines of label l make up the article's text.
func (l Label) IsBody() bool { return l >= Summary && l <= Table }

// IsPicture reports whether l is a label of pictures.
func (l Label) IsPicture() bool { return l >= Caption && l <= ImageName }

// IsClip reports whether l is a label of video clips.
func (l Label) IsClip() bool { return l >= ClipMarker && l <= ClipSource }

// IsNoise reports whether lines of label l belong to nothing the page tells.
func (l Label) IsNoise() bool { return l >= Related && l < labelCount }

// MarshalText returns the label's name.
func (l Label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads a label's name; the empty name is Unlabeled.
func (l *Label) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*l = Unlabeled
		return nil
	}
	parsed, err := ParseLabel(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}

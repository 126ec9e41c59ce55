package extract

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
)

// Schema is the name of the JSON form of a Document.
const Schema = "copydesk/1"

// Document is everything that one saved page holds, taken apart. Every
// character of the page that is not white space belongs to exactly one of its
// article, captions, clips and noise: see Document.Parts.
type Document struct {
	// Source is where the page came from.
	Source Source
	// Article is the story that the page is about.
	Article Article
	// Captions are the captions of the page's pictures, in page order, without
	// those that belong to a clip.
	Captions []caption.Caption
	// Clips are the video clips that the page offers, in page order.
	Clips []Clip
	// Noise is what belongs to none of these, line by line, in page order.
	Noise []Noise
	// Truncated says which limits ended the reading of the page or simplified it:
	// see Limits. It is empty where the page was read as a whole. Text behind the
	// end is in no part of the document.
	Truncated []Truncation
	// Trace says how the lines were decided, where the page was read with
	// WithTrace; nil otherwise. It is no part of the JSON form.
	Trace *Trace
	// Err says why the page could not be read. Extractors return errors and
	// leave it nil; programs that print a document for every page set it.
	Err error
}

// Kind is the form in which a page was saved.
type Kind string

// The kinds of pages.
const (
	KindHTML Kind = "html"
	KindText Kind = "text"
)

// Source says where a page came from. Callers of an Extractor fill in what they
// know: Path, URL and Charset.
type Source struct {
	// Path names the file the page was read from.
	Path string `json:"path,omitempty"`
	// URL is the page's address.
	URL string `json:"url,omitempty"`
	// Kind is the form of the page.
	Kind Kind `json:"kind,omitempty"`
	// Charset is the page's character encoding by its name in the WHATWG
	// Encoding Standard. Given by the caller, it is believed; otherwise it is
	// found from the page.
	Charset string `json:"charset,omitempty"`
	// Bytes is the size of the page.
	Bytes int `json:"bytes,omitempty"`
}

// Article is the story of a page. Its fields are named as those of schema.org's
// NewsArticle.
type Article struct {
	// Title is the headline, without the site's name.
	Title string `json:"title,omitempty"`
	// Subtitle is the standfirst.
	Subtitle string `json:"subtitle,omitempty"`
	// Authors are the people of the byline, by their names alone; agencies and
	// outlets where the page names them as such, or names nobody else.
	Authors []string `json:"authors,omitempty"`
	// Published and Modified are zero when the page does not state them. Their
	// location is the offset the page states, UTC when it states none. Where a
	// page states only when it was last changed, both are that.
	Published time.Time `json:"published,omitzero"`
	Modified  time.Time `json:"modified,omitzero"`
	// Dateline says where the report was filed, and by whom.
	Dateline Dateline `json:"dateline,omitzero"`
	// Language is a BCP 47 tag.
	Language string `json:"language,omitempty"`
	// Site is the name of the outlet, or the host of the page's address.
	Site string `json:"site,omitempty"`
	// URL is the canonical address, or the one that the page was read from.
	URL string `json:"url,omitempty"`
	// Section is the part of the outlet in which the article stands.
	Section string `json:"section,omitempty"`
	// Tags are keywords, each once, 64 at most.
	Tags []string `json:"tags,omitempty"`
	// Image is the picture that stands for the article where it is linked to.
	Image caption.Image `json:"image,omitzero"`
	// Head are the lines of the page from which title, authors, times and
	// dateline were read, in page order.
	Head []HeadLine `json:"head,omitempty"`
	// Body is the text, block by block.
	Body []Block `json:"blocks,omitempty"`
}

// Dateline is the opening of a report.
type Dateline struct {
	// Place is where the report was filed, as written.
	Place string `json:"place,omitempty"`
	// Source is the agency or outlet that filed it, as written.
	Source string `json:"source,omitempty"`
}

// HeadLine is a line above or below the body that says something of the
// article: Title, Byline, Timestamp or Dateline.
type HeadLine struct {
	Label clean.Label  `json:"label"`
	Text  string       `json:"text"`
	Span  caption.Span `json:"span"`
}

// Block is a paragraph, heading, list item or the like of the body.
type Block struct {
	// Kind is one of the labels for which clean.Label.IsBody holds.
	Kind clean.Label `json:"kind"`
	// Level is the depth of a heading or list item from 1 on, 0 where unknown.
	Level int `json:"level,omitempty"`
	// Text is the block's text, white space collapsed.
	Text string `json:"text"`
	// Span is where the block stands in the page.
	Span caption.Span `json:"span"`
}

// Text returns the body as plain text, a blank line between blocks.
func (a *Article) Text() string {
	n := 0
	for i := range a.Body {
		n += len(a.Body[i].Text) + 2
	}
	var b strings.Builder
	b.Grow(n)
	for i := range a.Body {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(a.Body[i].Text)
	}
	return b.String()
}

// articleFields is Article without its methods.
type articleFields Article

// MarshalJSON writes the article's fields and, as "text", what Text returns.
func (a Article) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		articleFields
		Text string `json:"text,omitempty"`
	}{articleFields(a), a.Text()})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *Article) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, (*articleFields)(a))
}

// Clip is a video clip, or a sound. Its fields are named as those of
// schema.org's VideoObject.
type Clip struct {
	// Kind is empty for a film and ClipAudio for a sound.
	Kind  ClipKind
	Title string
	// Duration is zero when the page does not state it.
	Duration    time.Duration
	ID          string
	URL         string
	Description string
	// Source is the outlet that the clip is from.
	Source string
	// Thumbnail is the clip's still picture. Text of it that a page prints
	// beside the clip, other than a caption, is its Alt.
	Thumbnail caption.Image
	// Caption is what the page says of the thumbnail, and its credit.
	Caption caption.Caption
	// Spans are where the clip's lines stand in the page, in page order. A clip
	// that the page names in its markup only has none.
	Spans []caption.Span
}

// ClipKind says what a clip is.
type ClipKind string

// ClipAudio is the kind of clips that are sounds: podcasts, read-out articles.
const ClipAudio ClipKind = "audio"

type clipJSON struct {
	Kind        ClipKind        `json:"kind,omitempty"`
	Title       string          `json:"title,omitempty"`
	Seconds     float64         `json:"duration_seconds,omitempty"`
	ID          string          `json:"id,omitempty"`
	URL         string          `json:"url,omitempty"`
	Description string          `json:"description,omitempty"`
	Source      string          `json:"source,omitempty"`
	Thumbnail   caption.Image   `json:"thumbnail,omitzero"`
	Caption     caption.Caption `json:"caption,omitzero"`
	Spans       []caption.Span  `json:"spans,omitempty"`
}

// MarshalJSON writes the clip, its duration as "duration_seconds".
func (c Clip) MarshalJSON() ([]byte, error) {
	return json.Marshal(clipJSON{c.Kind, c.Title, c.Duration.Seconds(), c.ID, c.URL, c.Description, c.Source, c.Thumbnail, c.Caption, c.Spans})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Clip) UnmarshalJSON(data []byte) error {
	var j clipJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	duration := time.Duration(j.Seconds * float64(time.Second)).Round(time.Millisecond)
	*c = Clip{j.Kind, j.Title, duration, j.ID, j.URL, j.Description, j.Source, j.Thumbnail, j.Caption, j.Spans}
	return nil
}

// Noise is a line that belongs to nothing the page tells, and why it was
// removed.
type Noise struct {
	Text  string      `json:"text"`
	Label clean.Label `json:"label"`
	// Rule is the name of the rule that decided.
	Rule string       `json:"rule,omitempty"`
	Span caption.Span `json:"span"`
}

type documentJSON struct {
	Schema   string            `json:"schema"`
	Source   Source            `json:"source"`
	Article  Article           `json:"article,omitzero"`
	Captions []caption.Caption `json:"captions,omitempty"`
	Clips    []Clip            `json:"clips,omitempty"`
	Noise    []Noise           `json:"noise,omitempty"`
	Cut      []Truncation      `json:"truncated,omitempty"`
	Error    string            `json:"error,omitempty"`
}

// IsZero reports whether nothing is known of the article.
func (a Article) IsZero() bool {
	return a.Title == "" && a.Subtitle == "" && len(a.Authors) == 0 && a.Published.IsZero() && a.Modified.IsZero() &&
		a.Dateline == Dateline{} && a.Language == "" && a.Site == "" && a.URL == "" && a.Section == "" &&
		len(a.Tags) == 0 && a.Image == caption.Image{} && len(a.Head) == 0 && len(a.Body) == 0
}

// MarshalJSON writes the document in the form "copydesk/1".
func (d Document) MarshalJSON() ([]byte, error) {
	j := documentJSON{Schema: Schema, Source: d.Source, Article: d.Article, Captions: d.Captions, Clips: d.Clips, Noise: d.Noise, Cut: d.Truncated}
	if d.Err != nil {
		j.Error = d.Err.Error()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads a document of the form "copydesk/1". Another form is a
// *SchemaError.
func (d *Document) UnmarshalJSON(data []byte) error {
	var j documentJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	if j.Schema != Schema {
		return &SchemaError{Schema: j.Schema}
	}
	*d = Document{Source: j.Source, Article: j.Article, Captions: j.Captions, Clips: j.Clips, Noise: j.Noise, Truncated: j.Cut}
	if j.Error != "" {
		d.Err = pageError(j.Error)
	}
	return nil
}

// Part is a stretch of the page and the part of the document that has it.
type Part struct {
	Span caption.Span
	// Of is "article", "caption", "clip" or "noise".
	Of string
	// Index is the index of the block, caption, clip or noise line, or for the
	// article's head lines -1 minus their index.
	Index int
}

// Parts returns all stretches of the page in page order. They do not overlap,
// and between them the page has nothing but white space.
func (d *Document) Parts() []Part {
	var parts []Part
	for i := range d.Article.Head {
		parts = append(parts, Part{d.Article.Head[i].Span, "article", -1 - i})
	}
	for i := range d.Article.Body {
		parts = append(parts, Part{d.Article.Body[i].Span, "article", i})
	}
	for i := range d.Captions {
		parts = append(parts, Part{d.Captions[i].Span, "caption", i})
	}
	for i := range d.Clips {
		for _, span := range d.Clips[i].Spans {
			parts = append(parts, Part{span, "clip", i})
		}
	}
	for i := range d.Noise {
		parts = append(parts, Part{d.Noise[i].Span, "noise", i})
	}
	slices.SortStableFunc(parts, func(a, b Part) int { return a.Span.Start - b.Span.Start })
	return parts
}

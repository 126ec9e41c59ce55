package step

import (
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// Row is one document of the output: a line of JSON, or a row of Parquet with
// the same names. Empty fields are left out of JSON and null in Parquet.
type Row struct {
	// Path and Offset say where the page was read: see archive.Record.
	Path   string `json:"path" parquet:"path,dict"`
	Offset int64  `json:"offset" parquet:"offset"`
	// ID, URL and Crawled are what the archive states.
	ID      string    `json:"id,omitempty" parquet:"id,optional"`
	URL     string    `json:"url,omitempty" parquet:"url,optional"`
	Crawled time.Time `json:"crawled,omitzero" parquet:"crawled,optional,timestamp(millisecond)"`
	// Kind is "html" or "text", Charset the encoding by its name in the WHATWG
	// Encoding Standard, Bytes the size of the page.
	Kind    string `json:"kind,omitempty" parquet:"kind,optional,dict"`
	Charset string `json:"charset,omitempty" parquet:"charset,optional,dict"`
	Bytes   int64  `json:"bytes,omitempty" parquet:"bytes"`

	Title    string   `json:"title,omitempty" parquet:"title,optional"`
	Subtitle string   `json:"subtitle,omitempty" parquet:"subtitle,optional"`
	Authors  []string `json:"authors,omitempty" parquet:"authors,list"`
	// Published and Modified have the page's own offset from UTC in JSON;
	// Parquet holds the instant.
	Published      time.Time `json:"published,omitzero" parquet:"published,optional,timestamp(millisecond)"`
	Modified       time.Time `json:"modified,omitzero" parquet:"modified,optional,timestamp(millisecond)"`
	DatelinePlace  string    `json:"dateline_place,omitempty" parquet:"dateline_place,optional"`
	DatelineSource string    `json:"dateline_source,omitempty" parquet:"dateline_source,optional"`
	Language       string    `json:"language,omitempty" parquet:"language,optional,dict"`
	Site           string    `json:"site,omitempty" parquet:"site,optional,dict"`
	CanonicalURL   string    `json:"canonical_url,omitempty" parquet:"canonical_url,optional"`
	Section        string    `json:"section,omitempty" parquet:"section,optional"`
	Tags           []string  `json:"tags,omitempty" parquet:"tags,list"`
	Image          string    `json:"image,omitempty" parquet:"image,optional"`
	// Text is the article, a blank line between blocks.
	Text string `json:"text,omitempty" parquet:"text,optional"`

	Captions []Caption `json:"captions,omitempty" parquet:"captions,list"`
	Clips    []Clip    `json:"clips,omitempty" parquet:"clips,list"`
	// Noise is what was removed, and why. It is empty unless asked for.
	Noise []Noise `json:"noise,omitempty" parquet:"noise,list"`
	// Counts are always there.
	Counts Counts `json:"counts" parquet:"counts"`
	// Truncated names the limits at which the reading of the page ended, or that
	// simplified it: see extract.Limits.
	Truncated []string `json:"truncated,omitempty" parquet:"truncated,list"`
	// Error says why the page could not be read, or that it has no article.
	Error string `json:"error,omitempty" parquet:"error,optional"`
}

// Caption is what a page says of a picture.
type Caption struct {
	Text string `json:"text,omitempty" parquet:"text,optional"`
	// Credit is the credit line as written, Creators and Agencies whom it names,
	// Kind what the picture is: "photo", "illustration" …
	Credit    string   `json:"credit,omitempty" parquet:"credit,optional"`
	Creators  []string `json:"creators,omitempty" parquet:"creators,list"`
	Agencies  []string `json:"agencies,omitempty" parquet:"agencies,list"`
	Kind      string   `json:"kind,omitempty" parquet:"kind,optional"`
	Place     string   `json:"place,omitempty" parquet:"place,optional"`
	Taken     string   `json:"taken,omitempty" parquet:"taken,optional"`
	ImageURL  string   `json:"image_url,omitempty" parquet:"image_url,optional"`
	ImageName string   `json:"image_name,omitempty" parquet:"image_name,optional"`
	ImageAlt  string   `json:"image_alt,omitempty" parquet:"image_alt,optional"`
}

// IsZero reports whether the page says nothing.
func (c Caption) IsZero() bool {
	return c.Text == "" && c.Credit == "" && len(c.Creators) == 0 && len(c.Agencies) == 0 && c.Kind == "" && c.Place == "" &&
		c.Taken == "" && c.ImageURL == "" && c.ImageName == "" && c.ImageAlt == ""
}

// Clip is a video clip, or a sound where Kind is "audio".
type Clip struct {
	Kind        string  `json:"kind,omitempty" parquet:"kind,optional"`
	Title       string  `json:"title,omitempty" parquet:"title,optional"`
	Seconds     float64 `json:"duration_seconds,omitempty" parquet:"duration_seconds,optional"`
	ID          string  `json:"id,omitempty" parquet:"id,optional"`
	URL         string  `json:"url,omitempty" parquet:"url,optional"`
	Description string  `json:"description,omitempty" parquet:"description,optional"`
	Source      string  `json:"source,omitempty" parquet:"source,optional"`
	// Caption is what the page says of the clip's still picture.
	Caption Caption `json:"caption,omitzero" parquet:"caption"`
}

// Noise is a line that was removed.
type Noise struct {
	Text  string `json:"text" parquet:"text"`
	Label string `json:"label" parquet:"label,dict"`
	Rule  string `json:"rule,omitempty" parquet:"rule,optional,dict"`
}

// Counts says how much of what a page holds.
type Counts struct {
	// Words are the runs of the article's text between white space.
	Words      int32 `json:"words" parquet:"words"`
	Paragraphs int32 `json:"paragraphs" parquet:"paragraphs"`
	Captions   int32 `json:"captions" parquet:"captions"`
	Clips      int32 `json:"clips" parquet:"clips"`
	// Noise are the lines that were removed, and NoiseBytes their text.
	Noise      int32 `json:"noise" parquet:"noise"`
	NoiseBytes int32 `json:"noise_bytes" parquet:"noise_bytes"`
	// ByLabel has the lines that were removed by what they are, in the order of
	// the labels.
	ByLabel []LabelCount `json:"by_label,omitempty" parquet:"by_label,list"`
}

// LabelCount is a number of lines.
type LabelCount struct {
	Label string `json:"label" parquet:"label,dict"`
	Lines int32  `json:"lines" parquet:"lines"`
}

// fill puts a document into a row.
func (r *Row) fill(doc *extract.Document, withNoise bool) {
	r.Kind, r.Charset, r.Bytes = string(doc.Source.Kind), doc.Source.Charset, int64(doc.Source.Bytes)
	a := &doc.Article
	r.Title, r.Subtitle, r.Authors = a.Title, a.Subtitle, a.Authors
	r.Published, r.Modified = a.Published, a.Modified
	r.DatelinePlace, r.DatelineSource = a.Dateline.Place, a.Dateline.Source
	r.Language, r.Site, r.CanonicalURL, r.Section, r.Tags = a.Language, a.Site, a.URL, a.Section, a.Tags
	r.Image = a.Image.URL
	r.Text = a.Text()
	for i := range doc.Captions {
		r.Captions = append(r.Captions, captionOf(&doc.Captions[i]))
	}
	for i := range doc.Clips {
		c := &doc.Clips[i]
		still := captionOf(&c.Caption)
		if still.ImageURL == "" && still.ImageName == "" && still.ImageAlt == "" {
			still.ImageURL, still.ImageName, still.ImageAlt = c.Thumbnail.URL, c.Thumbnail.Name, c.Thumbnail.Alt
		}
		r.Clips = append(r.Clips, Clip{string(c.Kind), c.Title, c.Duration.Seconds(), c.ID, c.URL, c.Description, c.Source, still})
	}
	for _, t := range doc.Truncated {
		r.Truncated = append(r.Truncated, t.Limit)
	}
	r.count(doc)
	if withNoise {
		for _, n := range doc.Noise {
			r.Noise = append(r.Noise, Noise{n.Text, n.Label.String(), n.Rule})
		}
	}
}

func captionOf(c *caption.Caption) Caption {
	return Caption{c.Text, c.Credit.Raw, c.Credit.Creators, c.Credit.Agencies, string(c.Credit.Kind), c.Place, c.Taken.String(),
		c.Image.URL, c.Image.Name, c.Image.Alt}
}

func (r *Row) count(doc *extract.Document) {
	c := &r.Counts
	c.Words = int32(countWords(r.Text))
	c.Paragraphs = int32(len(doc.Article.Body))
	c.Captions, c.Clips, c.Noise = int32(len(doc.Captions)), int32(len(doc.Clips)), int32(len(doc.Noise))
	byLabel := make(map[clean.Label]int32)
	for _, n := range doc.Noise {
		c.NoiseBytes += int32(len(n.Text))
		byLabel[n.Label]++
	}
	for label := clean.Related; label.Valid(); label++ {
		if n := byLabel[label]; n > 0 {
			c.ByLabel = append(c.ByLabel, LabelCount{label.String(), n})
		}
	}
}

// countWords is len(strings.Fields(text)) without the fields. The text's white
// space is single spaces and blank lines.
func countWords(text string) int {
	words, inside := 0, false
	for i := range len(text) {
		space := text[i] == ' ' || text[i] == '\n'
		if inside = inside && !space; !inside && !space {
			words++
			inside = true
		}
	}
	return words
}

package render

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/extract"
)

// JSONLD writes the document as JSON-LD in the vocabulary of schema.org: a
// NewsArticle with its pictures as ImageObject, its clips as VideoObject and
// its sounds as AudioObject. Letters that could end a script element are
// escaped, so that it may be put into one.
func JSONLD(w io.Writer, d *extract.Document) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(newsArticle(d))
}

// thing is a person, an organisation or a page by its name or address.
type thing struct {
	Type string `json:"@type,omitempty"`
	ID   string `json:"@id,omitempty"`
	Name string `json:"name,omitempty"`
}

type article struct {
	Context             string                `json:"@context"`
	Type                string                `json:"@type"`
	Headline            string                `json:"headline,omitempty"`
	AlternativeHeadline string                `json:"alternativeHeadline,omitempty"`
	Author              []thing               `json:"author,omitempty"`
	DatePublished       time.Time             `json:"datePublished,omitzero"`
	DateModified        time.Time             `json:"dateModified,omitzero"`
	Dateline            string                `json:"dateline,omitempty"`
	InLanguage          string                `json:"inLanguage,omitempty"`
	URL                 string                `json:"url,omitempty"`
	MainEntityOfPage    *thing                `json:"mainEntityOfPage,omitempty"`
	Publisher           *thing                `json:"publisher,omitempty"`
	ArticleSection      string                `json:"articleSection,omitempty"`
	Keywords            []string              `json:"keywords,omitempty"`
	ThumbnailURL        string                `json:"thumbnailUrl,omitempty"`
	ArticleBody         string                `json:"articleBody,omitempty"`
	Image               []caption.ImageObject `json:"image,omitempty"`
	Video               []mediaObject         `json:"video,omitempty"`
	Audio               []mediaObject         `json:"audio,omitempty"`
}

type mediaObject struct {
	Type         string               `json:"@type"`
	Name         string               `json:"name,omitempty"`
	Description  string               `json:"description,omitempty"`
	Duration     string               `json:"duration,omitempty"`
	Identifier   string               `json:"identifier,omitempty"`
	URL          string               `json:"url,omitempty"`
	ThumbnailURL string               `json:"thumbnailUrl,omitempty"`
	Thumbnail    *caption.ImageObject `json:"thumbnail,omitempty"`
	Publisher    *thing               `json:"publisher,omitempty"`
}

func newsArticle(d *extract.Document) article {
	a := &d.Article
	o := article{
		Context:             "https://schema.org",
		Type:                "NewsArticle",
		Headline:            a.Title,
		AlternativeHeadline: a.Subtitle,
		DatePublished:       a.Published,
		DateModified:        a.Modified,
		Dateline:            dateline(&a.Dateline),
		InLanguage:          a.Language,
		URL:                 safeURL(a.URL),
		ArticleSection:      a.Section,
		Keywords:            a.Tags,
		ThumbnailURL:        safeURL(a.Image.URL),
		ArticleBody:         a.Text(),
	}
	for _, name := range a.Authors {
		o.Author = append(o.Author, thing{Type: "Person", Name: name})
	}
	if o.URL != "" {
		o.MainEntityOfPage = &thing{Type: "WebPage", ID: o.URL}
	}
	if a.Site != "" {
		o.Publisher = &thing{Type: "Organization", Name: a.Site}
	}
	for i := range d.Captions {
		image := d.Captions[i].SchemaOrg()
		image.ContentURL = safeURL(image.ContentURL)
		o.Image = append(o.Image, image)
	}
	for i := range d.Clips {
		if c := &d.Clips[i]; c.Kind == extract.ClipAudio {
			o.Audio = append(o.Audio, schemaOrg(c, "AudioObject"))
		} else {
			o.Video = append(o.Video, schemaOrg(c, "VideoObject"))
		}
	}
	return o
}

func schemaOrg(c *extract.Clip, kind string) mediaObject {
	o := mediaObject{
		Type:         kind,
		Name:         c.Title,
		Description:  c.Description,
		Identifier:   c.ID,
		URL:          safeURL(c.URL),
		ThumbnailURL: safeURL(c.Thumbnail.URL),
	}
	if c.Duration > 0 {
		o.Duration = isoDuration(c.Duration)
	}
	if c.Source != "" {
		o.Publisher = &thing{Type: "Organization", Name: c.Source}
	}
	if c.Caption.Text != "" || c.Caption.Credit.Raw != "" {
		still := c.Caption
		still.Image = c.Thumbnail
		image := still.SchemaOrg()
		image.ContentURL = safeURL(image.ContentURL)
		o.Thumbnail = &image
	}
	return o
}

func dateline(d *extract.Dateline) string {
	parts := make([]string, 0, 2)
	for _, s := range [...]string{d.Place, d.Source} {
		if s = strings.TrimSpace(s); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// isoDuration returns a duration as ISO 8601 and schema.org's Duration write it:
// PT1H2M3S, PT1M46.607S.
func isoDuration(d time.Duration) string {
	var b strings.Builder
	b.WriteString("PT")
	if h := d / time.Hour; h > 0 {
		b.WriteString(strconv.Itoa(int(h)) + "H")
	}
	if m := d % time.Hour / time.Minute; m > 0 {
		b.WriteString(strconv.Itoa(int(m)) + "M")
	}
	if s := d % time.Minute; s > 0 || d < time.Minute {
		b.WriteString(strconv.FormatFloat(s.Round(time.Millisecond).Seconds(), 'f', -1, 64) + "S")
	}
	return b.String()
}

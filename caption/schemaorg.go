package caption

import "encoding/json"

// ImageObject is a caption in the vocabulary of schema.org. It marshals to
// JSON-LD.
type ImageObject struct {
	// ContentURL is the picture's address.
	ContentURL string
	// Name is the picture's file name.
	Name string
	// Caption is the caption's text without its credit.
	Caption string
	// CreditText is the credit as written.
	CreditText string
	// Creators are the people who made the picture.
	Creators []string
	// Providers are the agencies, outlets and libraries it came from.
	Providers []string
	// CopyrightNotice is the rights notice as written.
	CopyrightNotice string
	// DateCreated is when the picture was taken.
	DateCreated Date
	// ContentLocation is where it was taken.
	ContentLocation string
}

// SchemaOrg returns c in the vocabulary of schema.org.
func (c Caption) SchemaOrg() ImageObject {
	return ImageObject{
		ContentURL:      c.Image.URL,
		Name:            c.Image.Name,
		Caption:         c.Text,
		CreditText:      c.Credit.Raw,
		Creators:        c.Credit.Creators,
		Providers:       c.Credit.Agencies,
		CopyrightNotice: c.Credit.Notice,
		DateCreated:     c.Taken,
		ContentLocation: c.Place,
	}
}

type schemaThing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// MarshalJSON writes o as a JSON-LD object of the type ImageObject. What o does
// not state is left out.
func (o ImageObject) MarshalJSON() ([]byte, error) {
	object := struct {
		Context         string        `json:"@context"`
		Type            string        `json:"@type"`
		ContentURL      string        `json:"contentUrl,omitempty"`
		Name            string        `json:"name,omitempty"`
		Caption         string        `json:"caption,omitempty"`
		CreditText      string        `json:"creditText,omitempty"`
		Creator         []schemaThing `json:"creator,omitempty"`
		Provider        []schemaThing `json:"provider,omitempty"`
		CopyrightNotice string        `json:"copyrightNotice,omitempty"`
		DateCreated     string        `json:"dateCreated,omitempty"`
		ContentLocation *schemaThing  `json:"contentLocation,omitempty"`
	}{
		Context:         "https://schema.org",
		Type:            "ImageObject",
		ContentURL:      o.ContentURL,
		Name:            o.Name,
		Caption:         o.Caption,
		CreditText:      o.CreditText,
		Creator:         schemaThings("Person", o.Creators),
		Provider:        schemaThings("Organization", o.Providers),
		CopyrightNotice: o.CopyrightNotice,
		DateCreated:     o.DateCreated.String(),
	}
	if o.ContentLocation != "" {
		object.ContentLocation = &schemaThing{"Place", o.ContentLocation}
	}
	return json.Marshal(object)
}

func schemaThings(kind string, names []string) []schemaThing {
	if len(names) == 0 {
		return nil
	}
	things := make([]schemaThing, len(names))
	for i, name := range names {
		things[i] = schemaThing{kind, name}
	}
	return things
}

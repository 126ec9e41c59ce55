package caption

// Caption is what a page says below or beside one picture.
type Caption struct {
	// Text is the caption without its credit, status labels and page furniture.
	Text string `json:"text,omitempty"`
	// Credit says who made and who distributed the picture.
	Credit Credit `json:"credit,omitzero"`
	// Place is where the picture was taken, when the text states it certainly.
	Place string `json:"place,omitempty"`
	// Taken is the day, month or year the picture was taken, when the text
	// states it certainly.
	Taken Date `json:"taken,omitzero"`
	// Image is the picture that the caption belongs to.
	Image Image `json:"image,omitzero"`
	// Span is where the caption, with its credit and image name, stands in the
	// page it was read from. Parse leaves it zero.
	Span Span `json:"span,omitzero"`
}

// Credit is the line that names a picture's makers and distributors. The zero
// Credit is "none given".
type Credit struct {
	// Raw is the credit as written, without its label ("Photo:", "©") and
	// without the brackets around the whole of it. Where a caption has several
	// credits apart from each other ("… (Jo Doe/AP) Foto: Al Roe/dpa"), Raw has
	// all that name somebody new, in the order of the text and joined by " / ";
	// it is then no part of the text that was read. Several in one piece
	// ("Foto: Jo Doe | Video: Al Roe") stand in Raw as they are written.
	Raw string `json:"raw,omitempty"`
	// Creators are the people named, in natural case and order
	// (IPTC Photo Metadata: Creator).
	Creators []string `json:"creators,omitempty"`
	// Agencies are the agencies, outlets, libraries and other organisations
	// named, each by its canonical name (IPTC: Credit Line and Source).
	Agencies []string `json:"agencies,omitempty"`
	// Kind says what the credit calls the picture.
	Kind Kind `json:"kind,omitempty"`
	// Notice is the rights notice ("All rights reserved"), as written
	// (IPTC: Copyright Notice, Instructions).
	Notice string `json:"notice,omitempty"`
}

// Image identifies a picture in a page.
type Image struct {
	// URL is the picture's address, absolute where the page's address is known.
	URL string `json:"url,omitempty"`
	// Name is the picture's file name or frame-grab slug as the page prints it,
	// or the file name that its address ends with.
	Name string `json:"name,omitempty"`
	// Alt is the picture's alternative text.
	Alt string `json:"alt,omitempty"`
	// Width and Height are the size in CSS pixels at which the page shows the
	// picture, 0 where it does not say.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
}

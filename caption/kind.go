package caption

// Kind is what a credit or a status label calls the picture. The zero Kind is
// "not stated": a line that says only "Image:" or names nobody but an agency
// does not tell what the picture is.
type Kind string

// The kinds, from the one that says least to the one that says most. Where a
// line calls the picture two things ("AFP handout file photo"), Parse reports
// the later one of this list.
const (
	// KindPhoto is a photograph ("Photo: …", "Foto: …").
	KindPhoto Kind = "photo"
	// KindVideo is moving pictures or a still of them ("Vídeo: …").
	KindVideo Kind = "video"
	// KindHandout was given to the outlet by somebody else: handouts,
	// courtesies, readers' and private pictures ("Supplied", "Privat").
	KindHandout Kind = "handout"
	// KindFile is a picture from the archive ("FILE - …", "Archivbild").
	KindFile Kind = "file"
	// KindSymbol shows the matter in general and not the event of the text
	// ("Symbolbild", "stock photo").
	KindSymbol Kind = "symbol"
	// KindGraphic is a chart, a map or an infographic.
	KindGraphic Kind = "graphic"
	// KindIllustration is drawn or painted.
	KindIllustration Kind = "illustration"
	// KindScreenshot was taken from a screen or a film ("Capture d'écran").
	KindScreenshot Kind = "screenshot"
	// KindComposite was put together from several pictures ("Montage").
	KindComposite Kind = "composite"
	// KindAI was made by a generative model.
	KindAI Kind = "ai"
)

// rank orders the kinds by how much they say about the picture.
func (k Kind) rank() int {
	switch k {
	case KindPhoto:
		return 1
	case KindVideo:
		return 2
	case KindHandout:
		return 3
	case KindFile:
		return 4
	case KindSymbol:
		return 5
	case KindGraphic:
		return 6
	case KindIllustration:
		return 7
	case KindScreenshot:
		return 8
	case KindComposite:
		return 9
	case KindAI:
		return 10
	}
	return 0
}

// stronger returns the one of a and b that says more.
func stronger(a, b Kind) Kind {
	if b.rank() > a.rank() {
		return b
	}
	return a
}

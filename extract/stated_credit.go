package extract

import (
	"path"
	"strings"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/jsonld"
)

// addStatedCredits gives captions without a credit the one that the page states
// in its linked data for the same picture: of the same file, or of the same
// caption.
func (a *assembler) addStatedCredits() {
	if a.walk == nil {
		return
	}
	without := 0
	for i := range a.doc.Captions {
		if a.doc.Captions[i].Credit.Raw == "" {
			without++
		}
	}
	if without == 0 {
		return
	}
	credits := make(map[string]caption.Credit)
	for n := range a.walk.head.graph.Find("ImageObject") {
		if a.ctx.Err() != nil {
			return
		}
		credit := imageCredit(n)
		if credit.Raw == "" {
			continue
		}
		for _, key := range [...]string{"contentUrl", "url", "@id"} {
			for _, address := range n.URLs(key) {
				if name := pictureKey(address); name != "" {
					credits[name] = credit
				}
			}
		}
		if said := clean.Fold(plainText(n.String("caption"))); len(said) >= minSaid {
			credits[said] = credit
		}
	}
	if len(credits) == 0 {
		return
	}
	for i := range a.doc.Captions {
		c := &a.doc.Captions[i]
		if c.Credit.Raw != "" {
			continue
		}
		credit, ok := credits[pictureKey(c.Image.URL)]
		if !ok {
			credit = credits[clean.Fold(c.Text)]
		}
		c.Credit = credit
	}
}

// pictureKey is what the addresses of one picture in several sizes share: the
// name of the file.
func pictureKey(address string) string {
	address, _, _ = strings.Cut(address, "?")
	if name := path.Base(address); len(name) > 8 && strings.Contains(address, "/") {
		return name
	}
	return ""
}

// imageCredit returns the credit that an ImageObject states: what is to be
// printed as such, or else who holds the rights.
func imageCredit(n *jsonld.Node) caption.Credit {
	for _, key := range [...]string{"creditText", "copyrightHolder", "copyrightNotice", "creator"} {
		for _, text := range n.Names(key) {
			if text = plainText(text); text == "" || len(text) > maxStatedCredit || isAddress(text) {
				continue
			}
			credit := readCredit(text)
			credit.Raw = strings.TrimFunc(credit.Raw, func(r rune) bool { return r == '\u200B' || r == ' ' })
			return credit
		}
	}
	return caption.Credit{}
}

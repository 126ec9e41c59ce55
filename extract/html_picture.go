package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/copydesk-go/copydesk/clean"
)

// iconSize is the width or height in CSS pixels up to which a picture is an
// icon, a tracking pixel or a portrait beside a name.
const iconSize = 64

// picture adds a picture.
func (w *walk) picture(n *html.Node) {
	o := clean.Object{Element: w.element(n)}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "alt":
			o.Alt = a.Val
		case "width", "height":
			if px, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(a.Val), "px")); err == nil && px > 0 && px <= iconSize {
				// Placeholders of pictures that scripts load are as small.
				o.Small = o.Small || px > 1
			}
		}
	}
	w.builder.Object(o)
}

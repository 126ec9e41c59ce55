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
	drawn := false
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "alt":
			o.Alt = a.Val
		case "width", "height":
			if px, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(a.Val), "px")); err == nil && px > 0 && px <= iconSize {
				// Placeholders of pictures that scripts load are as small.
				o.Small = o.Small || px > 1
			}
		case "src":
			drawn = isDrawing(a.Val)
		}
	}
	// Scripts put pictures in the place of some drawings.
	o.Small = o.Small || drawn && isDrawing(imageSource(n))
	w.builder.Object(o)
}

// isDrawing reports whether an address ends with the name of a vector graphic,
// which icons and logos are. Those that are shown as pictures have a figcaption.
func isDrawing(address string) bool {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address = address[:i]
	}
	const suffix = ".svg"
	return len(address) > len(suffix) && strings.EqualFold(address[len(address)-len(suffix):], suffix)
}

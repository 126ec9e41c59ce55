package caption

import (
	"strings"
	"sync"
)

// NameSource says what gave an image file its name.
type NameSource string

const (
	// NameCamera is a camera's or a telephone's counter: "IMG_0042.JPG".
	NameCamera NameSource = "camera"
	// NameCMS is a name that a picture desk, a stock library, an agency or a
	// content management system gave: "GettyImages-1234567890".
	NameCMS NameSource = "cms"
	// NameFrameGrab is a still taken from a film at a frame number:
	// "market reopens walk pkg_00001006.jpg".
	NameFrameGrab NameSource = "frame-grab"
)

// ImageName is the file name of an image that a page prints as text.
type ImageName struct {
	// Name is the name as written.
	Name string `json:"name"`
	// Source says what gave the name.
	Source NameSource `json:"source"`
	// Stem is the name without extension, counter and library prefix where
	// something readable is left: "market reopens walk pkg".
	Stem string `json:"stem,omitempty"`
	// Frame is the number of the frame, for frame grabs.
	Frame int `json:"frame,omitempty"`
}

// The lengths in bytes between which a line can be a file name.
const (
	minImageName = 5
	maxImageName = 255
)

// ParseImageName reads s, as a whole, as the file name of an image or as the
// slug of a frame grab. It is strict: a line needs the extension of an image
// format, a frame counter of eight digits, or the pattern of a camera or of a
// library. Ordinary words, even when they are such a file's name without its
// counter, are not enough.
func ParseImageName(s string) (ImageName, bool) {
	s = trimSpace(s)
	if len(s) < minImageName || len(s) > maxImageName || !mayBeImageName(s) {
		return ImageName{}, false
	}
	return readImageName(s)
}

// readImageName is ParseImageName for a text of the size of a name.
func readImageName(s string) (ImageName, bool) {
	if strings.ContainsAny(s, "\n\r\t<>\"") {
		return ImageName{}, false
	}
	stem, ext := cutImageExtension(s)
	if stem == "" {
		return ImageName{}, false
	}
	name := ImageName{Name: s, Stem: stem}
	switch {
	case name.readFrame(ext):
		name.Source = NameFrameGrab
	case name.readPrefix(cameraPrefixes):
		name.Source = NameCamera
	case isTimestampName(stem, ext):
		name.Source, name.Stem = NameCamera, ""
	case name.readPrefix(libraryPrefixes):
		name.Source = NameCMS
	case ext && isFileStem(stem):
		name.Source = NameCMS
	default:
		return ImageName{}, false
	}
	return name, true
}

// mayBeImageName turns most texts away that ParseImageName would: those that end
// neither with a digit nor with what can be an extension, and do not begin as
// the names of one source do.
func mayBeImageName(s string) bool {
	// Extensions have three or four bytes.
	if n := len(s); isDigit(s[n-1]) || isDigit(s[0]) || s[n-4] == '.' || s[n-5] == '.' {
		return true
	}
	for _, p := range namePrefixes()[foldByte(s[0])&0x1F] {
		if foldByte(s[1]) == foldByte(p.prefix[1]) && hasFoldPrefix(s, p.prefix) {
			return true
		}
	}
	return strings.IndexByte(s, '?') > 0
}

// namePrefixes are those of grabbers, cameras and libraries, by the last bits of
// their first byte.
var namePrefixes = sync.OnceValue(func() *[32][]namePrefix {
	byFirst := new([32][]namePrefix)
	for _, list := range [...][]namePrefix{framePrefixes, cameraPrefixes, libraryPrefixes} {
		for _, p := range list {
			at := foldByte(p.prefix[0]) & 0x1F
			byFirst[at] = append(byFirst[at], p)
		}
	}
	return byFirst
})

func foldByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// imageExtensions are those of the formats that browsers and cameras write.
var imageExtensions = [...]string{
	"jpg", "jpeg", "png", "gif", "webp", "avif", "tif", "tiff", "bmp", "heic", "heif", "svg", "jfif", "cr2", "nef", "psd", "eps",
}

// cutImageExtension splits the extension, with a query string behind it, off s.
func cutImageExtension(s string) (stem string, ok bool) {
	name := s
	if q := strings.IndexByte(name, '?'); q > 0 && !strings.ContainsRune(name[q:], ' ') {
		name = name[:q]
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 1 {
		return s, false
	}
	for _, ext := range imageExtensions {
		if strings.EqualFold(name[dot+1:], ext) {
			return name[:dot], true
		}
	}
	return s, false
}

// readFrame reads the frame number that grabbers put at the end of a slug: an
// underscore and eight digits. Without an extension the slug must have a
// letter.
func (n *ImageName) readFrame(ext bool) bool {
	const digits = 8
	for _, p := range framePrefixes {
		if hasFoldPrefix(n.Stem, p.prefix) && len(n.Stem) > len(p.prefix) && isDigit(n.Stem[len(p.prefix)]) {
			n.Stem = ""
			return true
		}
	}
	at := len(n.Stem) - digits
	if at < 2 || n.Stem[at-1] != '_' || at >= 2 && isDigit(n.Stem[at-2]) && !ext {
		return false
	}
	frame := 0
	for _, c := range []byte(n.Stem[at:]) {
		if !isDigit(c) {
			return false
		}
		frame = frame*10 + int(c-'0')
	}
	// A grabber counts frames, so the number of a film of hours has leading
	// zeros; a date such as 20240830 has none.
	if n.Stem[at] != '0' {
		return false
	}
	if strings.ContainsAny(n.Stem[:at-1], ".!?;") && !ext {
		return false
	}
	n.Frame = frame
	n.Stem = trimSpace(n.Stem[:at-1])
	return true
}

// namePrefix is what stands before the number in the names of one source, and
// how many digits the number has at least.
type namePrefix struct {
	prefix string
	digits int
}

var framePrefixes = []namePrefix{{"vlcsnap-", 1}, {"mpv-shot", 1}, {"frame_", 1}, {"frame-", 1}, {"snapshot_", 1}}

var cameraPrefixes = []namePrefix{
	{"DSC_", 4}, {"_DSC", 4}, {"DSC", 4}, {"DSCN", 4}, {"DSCF", 4}, {"DSC-", 4}, {"IMG_", 4}, {"IMG-", 4}, {"_MG_", 4},
	{"IMGP", 4}, {"IMG", 4}, {"MVI_", 4}, {"MVIMG_", 8}, {"PXL_", 8}, {"GOPR", 4}, {"GH01", 4}, {"DJI_", 4}, {"DCIM", 4},
	{"PIC_", 4}, {"CIMG", 4}, {"SAM_", 4}, {"HPIM", 4}, {"KIMG", 4}, {"PANO_", 4}, {"_R", 6}, {"L100", 4}, {"P10", 5}, {"P11", 5},
	{"R00", 5}, {"SNAPSEED", 0}, {"WhatsApp Image 20", 2}, {"Photo_20", 6}, {"Screenshot_20", 6}, {"Screenshot 20", 2}, {"Screen Shot 20", 2},
	{"Bildschirmfoto 20", 2}, {"Bildschirmfoto-20", 2}, {"Screenshot-20", 2}, {"Capture d’écran 20", 2}, {"Capture d'écran 20", 2},
	{"Captura de pantalla 20", 2}, {"FullSizeRender", 0}, {"received_", 8}, {"FB_IMG_", 8}, {"Snapchat-", 6}, {"signal-20", 2},
}

var libraryPrefixes = []namePrefix{
	{"GettyImages-", 6}, {"GettyImages_", 6}, {"Getty_", 6}, {"shutterstock_", 6}, {"shutterstock-", 6}, {"iStock-", 6}, {"iStock_", 6},
	{"AdobeStock_", 6}, {"AdobeStock-", 6}, {"depositphotos_", 5}, {"Depositphotos_", 5}, {"dreamstime_", 4}, {"fotolia_", 5}, {"Fotolia_", 5},
	{"123rf-", 5}, {"imago0", 6}, {"imago-", 5}, {"imago images ", 5}, {"alamy-", 5}, {"pexels-", 0}, {"unsplash-", 0}, {"pixabay-", 3}, {"AP2", 8}, {"AP1", 8},
	{"AP_", 8}, {"AFP__20", 6}, {"AFP_", 5}, {"afp-20", 6}, {"RTR", 5}, {"RTX", 5}, {"RTS", 5}, {"REU-", 0}, {"RC2", 4}, {"NTB_", 6}, {"EPA-", 6}, {"epa", 8},
	{"urn-newsml-dpa-com-20", 6}, {"urn:newsml:", 0}, {"dpa-", 6}, {"PA-", 6}, {"AA-20", 6}, {"TASS_", 6}, {"PAP_", 5}, {"IMAGO_", 5}, {"SEI_", 6}, {"MJ", 6},
	{"SIPA_", 6}, {"ZUMA", 6}, {"CP", 8}, {"tass-", 5},
}

// readPrefix reports whether the stem is one of the prefixes, its digits and
// nothing else but what counters, sizes and copies add.
func (n *ImageName) readPrefix(prefixes []namePrefix) bool {
	for _, p := range prefixes {
		if !hasFoldPrefix(n.Stem, p.prefix) {
			continue
		}
		rest := n.Stem[len(p.prefix):]
		digits := 0
		for digits < len(rest) && isDigit(rest[digits]) {
			digits++
		}
		if digits < p.digits || digits == 0 && rest == "" && p.digits > 0 {
			continue
		}
		rest = rest[digits:]
		// With no extension, words behind the number make it a sentence.
		if len(n.Stem) == len(n.Name) && !isCounterTail(rest) {
			continue
		}
		if p.digits == 0 && rest == "" && digits == 0 {
			continue
		}
		n.Stem = readableTail(rest)
		return true
	}
	return false
}

// isCounterTail reports whether s is what cameras and systems put behind the
// number: "_1", "-1200x675", " (2)", "-WA0003", "_123456", " at 10.15.02 AM".
func isCounterTail(s string) bool {
	letters := 0
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			letters = 0
		case strings.IndexByte("_-.~ ():", c) >= 0:
			letters = 0
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			if letters++; letters > 4 && !strings.Contains(s, "_") {
				return false
			}
		default:
			return false
		}
	}
	if strings.IndexByte(s, ' ') < 0 {
		return true
	}
	for field := range strings.FieldsSeq(s) {
		if !strings.ContainsAny(field, "0123456789") && field != "at" && field != "um" && field != "à" && field != "AM" && field != "PM" {
			return false
		}
	}
	return true
}

// readableTail returns the words behind a number, or "".
func readableTail(s string) string {
	s = strings.Trim(s, "_- .()")
	letters := 0
	for i := range len(s) {
		if c := s[i]; 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 {
			letters++
		}
	}
	if letters < 6 {
		return ""
	}
	return s
}

// isTimestampName reports whether stem is a day and a time, as telephones name
// pictures: "20240830_101502".
func isTimestampName(stem string, ext bool) bool {
	if len(stem) < 15 || stem[8] != '_' && stem[8] != '-' || !strings.HasPrefix(stem, "20") && !strings.HasPrefix(stem, "19") {
		return false
	}
	for i, c := range []byte(stem[:15]) {
		if i != 8 && !isDigit(c) {
			return false
		}
	}
	return len(stem) == 15 || stem[15] == '_' || stem[15] == '-' || ext
}

// isFileStem reports whether stem, which an image extension follows, is a name
// and not the end of a sentence that speaks of a file.
func isFileStem(stem string) bool {
	if strings.IndexByte(stem, ' ') < 0 {
		return true
	}
	if strings.ContainsAny(stem, ":;?!„“”") || strings.Contains(stem, ". ") {
		return false
	}
	last := stem[strings.LastIndexByte(stem, ' ')+1:]
	if strings.ContainsAny(last, "_0123456789") {
		return true
	}
	lex := words()
	fields := 0
	for field := range strings.FieldsSeq(stem) {
		fields++
		if lex.trie.exact(field, wordFunction).class != 0 {
			return false
		}
	}
	return fields <= 8
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// hasFoldPrefix reports whether s begins with prefix, in any case.
func hasFoldPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

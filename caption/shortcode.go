package caption

import "strings"

// CutShortcode returns what stands inside the shortcode in which WordPress stores
// captions, where a page shows it as it is: "[caption id=… width=…] The quay.
// [/caption]". It is a part of s. (developer.wordpress.org: caption shortcode.)
func CutShortcode(s string) (inner string, ok bool) {
	s = trimSpace(s)
	head, rest, ok := strings.Cut(s, "]")
	if !ok || !isShortcodeHead(head) {
		return s, false
	}
	for _, end := range [...]string{"[/caption]", "[/wp_caption]"} {
		inside, behind, closed := strings.Cut(rest, end)
		if closed && trimSpace(behind) != "" {
			return s, false // a text that begins with a caption
		}
		rest = inside
	}
	rest = trimSpace(rest)
	for strings.HasPrefix(rest, "<") {
		_, behind, ok := strings.Cut(rest, ">")
		if !ok {
			break
		}
		rest = trimSpace(behind) // the picture, and what it links to
	}
	if rest != "" {
		return rest, true
	}
	// Old posts have the text in an attribute.
	if _, quoted, ok := strings.Cut(head, ` caption="`); ok {
		quoted, _, _ = strings.Cut(quoted, `"`)
		return trimSpace(quoted), true
	}
	return "", true
}

// isShortcodeHead reports whether a text up to its first bracket that closes opens
// a caption's shortcode.
func isShortcodeHead(head string) bool {
	rest, ok := strings.CutPrefix(head, "[caption")
	if !ok {
		rest, ok = strings.CutPrefix(head, "[wp_caption")
	}
	return ok && strings.HasPrefix(rest, " ") && strings.Contains(rest, "=")
}

package extract

import (
	"path"
	"strings"
)

// frameTitle returns the title of a film or sound that the title of a frame
// gives, without what players put before it: "Spotify Embed: …".
func frameTitle(title string, p *player) string {
	title = filmTitle(collapse(title))
	if before, after, ok := strings.Cut(title, ": "); ok && strings.EqualFold(before, p.name+" embed") {
		title = after
	}
	return title
}

// isPlayerTitle reports whether the title of a frame names the player rather
// than the film: "YouTube video player", "YouTube Video".
func isPlayerTitle(title string, p *player) bool {
	if hasPrefixFold(title, p.name) && len(strings.Fields(title[len(p.name):])) < 2 {
		return true
	}
	return len(title) < 4 || strings.Contains(strings.ToLower(title), "player") || len(strings.Fields(title)) < 2
}

// filmTitle returns what is a title of a text given as one: nothing of the name
// of a file or an identifier, and the rest before a file's ending.
func filmTitle(title string) string {
	if isFileTitle(title) {
		return ""
	}
	if ext := path.Ext(title); filmFiles[strings.ToLower(ext)] {
		title = strings.TrimSpace(strings.TrimSuffix(title, ext))
	}
	return title
}

// isFileTitle reports whether a text given as a title is the name of a file or an
// identifier.
func isFileTitle(title string) bool {
	if strings.ContainsRune(title, ' ') {
		return false
	}
	return filmFiles[strings.ToLower(path.Ext(title))] || len(title) >= minIdentifier && strings.Trim(title, "0123456789abcdefABCDEF-_") == "" &&
		strings.ContainsAny(title, "0123456789")
}

// minIdentifier is the length from which a word of hexadecimal digits is an
// identifier rather than a word or a year.
const minIdentifier = 12

// filmFiles are the endings of the names of files that hold films and sounds.
var filmFiles = map[string]bool{".mp4": true, ".m4v": true, ".mov": true, ".webm": true, ".avi": true, ".mpg": true, ".wmv": true, ".flv": true,
	".m3u8": true, ".mp3": true, ".m4a": true, ".wav": true, ".ogg": true}

package extract

import "strings"

// maxSavedHead is how far into a page, in bytes, a program that saved it says so.
const maxSavedHead = 8 << 10

// savedFrom returns the address from which a page says that it was saved, "" where
// it does not: browsers, SingleFile and HTTrack leave a comment.
func savedFrom(page string) string {
	page = page[:min(len(page), maxSavedHead)]
	for {
		_, rest, ok := strings.Cut(page, "<!--")
		if !ok {
			return ""
		}
		comment, after, ok := strings.Cut(rest, "-->")
		if address := addressIn(comment); address != "" {
			return address
		}
		if !ok {
			return ""
		}
		page = after
	}
}

// addressIn returns the address in a comment of a program that saves pages.
func addressIn(comment string) string {
	comment = strings.TrimSpace(comment)
	switch {
	case strings.HasPrefix(comment, "saved from url=("):
		// saved from url=(0032)https://harbour.example/news/42/
		_, address, _ := strings.Cut(comment, ")")
		return webAddress(address)
	case strings.HasPrefix(comment, "Page saved with SingleFile"):
		_, address, _ := strings.Cut(comment, "url: ")
		return webAddress(address)
	case strings.HasPrefix(comment, "Mirrored from "):
		address, _, ok := strings.Cut(comment[len("Mirrored from "):], " by HTTrack")
		if !ok {
			return ""
		}
		return webAddress("http://" + address)
	}
	return ""
}

// webAddress returns the address of the web that a text begins with, "" for none.
func webAddress(text string) string {
	address, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	address = strings.TrimSpace(address)
	if !hasPrefixFold(address, "http") || !isAddress(address) || len(address) > maxAddress || strings.ContainsAny(address, " <>\"") {
		return ""
	}
	return address
}

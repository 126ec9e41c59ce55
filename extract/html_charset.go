package extract

import (
	"strings"

	"golang.org/x/net/html/charset"
)

// htmlCharset names the encoding of a page without byte order mark: what its
// meta element states, unless the characters tell otherwise. valid says whether
// the page is valid UTF-8.
func htmlCharset(input string, valid bool) string {
	if valid {
		// Tools that save pages turn them into UTF-8 and leave the meta element
		// as it was; text of another encoding is hardly ever valid UTF-8.
		head := input[:min(len(input), statedWithin)]
		if !strings.Contains(head, "2022") && !strings.Contains(head, "16") && !containsFoldASCII(head, "ucs-2") &&
			!containsFoldASCII(head, "unicode") {
			return "utf-8" // none of these can be named there
		}
		if name := statedCharset(input); name == "iso-2022-jp" || name == "utf-16le" || name == "utf-16be" {
			return detectCharset(input, valid)
		}
		return "utf-8"
	}
	name := statedCharset(input)
	if name == "" || name == "utf-8" {
		return detectCharset(input, valid)
	}
	return name
}

// statedWithin is the number of bytes at the start of a page in which it names its
// encoding. (HTML Living Standard, 13.2.3.2.)
const statedWithin = 1024

// statedCharset returns the encoding that the start of a page names, "" for
// none.
func statedCharset(input string) string {
	_, name, certain := charset.DetermineEncoding([]byte(input[:min(len(input), statedWithin)]), "")
	if !certain {
		return ""
	}
	return name
}

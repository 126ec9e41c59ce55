package timestamp

import "strings"

// maxStampWords is the most words that a stamp and its label have: "Last updated
// on Friday, December 19, 2025 at 8:00 PM EST".
const maxStampWords = 11

// Find returns the stamps that a short line has among other words ("By Ann Smith
// · 3 May 2024 · 4 min read"), each as long as it can be read. atEdge says
// whether one is at the line's start or end. Lines above 200 bytes have none.
func Find(text string) (stamps []Stamp, atEdge bool) {
	if len(text) > maxMixed || !strings.ContainsAny(text, "0123456789") {
		return nil, false
	}
	words := stampWords(text)
next:
	for i := 0; i < len(words); i++ {
		for j := min(i+maxStampWords, len(words)); j > i; j-- {
			part := text[words[i][0]:words[j-1][1]]
			if len(part) < 6 || !strings.ContainsAny(part, "0123456789") {
				break
			}
			if found, ok := Line(part); ok {
				for _, s := range found {
					s.Start += words[i][0]
					s.End += words[i][0]
					stamps = append(stamps, s)
				}
				atEdge = atEdge || i == 0 || j == len(words)
				i = j - 1
				continue next
			}
		}
	}
	return stamps, atEdge
}

// maxMixed is the length in bytes above which a line is not searched.
const maxMixed = 200

// stampWords returns where the words of a line start and end. Where an
// element's end left no space, words end too: "HarbourMAY 19, 2024Ada Example".
func stampWords(text string) [][2]int {
	words := make([][2]int, 0, 16)
	start := -1
	for i, r := range text {
		switch {
		case r == ' ' || r == '|' || r == '·' || r == '•' || r == '●' || r == '⋅':
			if start >= 0 {
				words = append(words, [2]int{start, i})
				start = -1
			}
		case start < 0:
			start = i
		case r >= 'A' && r <= 'Z' && (text[i-1] >= 'a' && text[i-1] <= 'z' || text[i-1] >= '0' && text[i-1] <= '9' && i-start >= 4):
			words = append(words, [2]int{start, i})
			start = i
		}
	}
	if start >= 0 {
		words = append(words, [2]int{start, len(text)})
	}
	return words
}

package clean

import (
	"embed"
	"sync"

	"github.com/copydesk-go/copydesk/internal/wordlist"
)

//go:embed words/*.txt
var wordFiles embed.FS

// wordSections are the sections that the word lists may have.
var wordSections = []string{
	"clip-marker", "clip-furniture", "clip-source", "byline", "related", "promotion", "share", "navigation",
	"advertisement", "legal", "comment", "prompt", "image-furniture", "summary-heading", "headline-label",
}

// words holds the phrases of all languages by section.
var words = sync.OnceValue(func() map[string][]string {
	merged := make(map[string][]string)
	seen := make(map[string]bool)
	for _, list := range wordlist.MustRead(wordFiles, "words", wordSections...) {
		for _, section := range wordSections {
			for _, phrase := range list.Sections[section] {
				if key := section + "\x00" + phrase; !seen[key] {
					seen[key] = true
					merged[section] = append(merged[section], phrase)
				}
			}
		}
	}
	return merged
})

package clean

import (
	"slices"
	"strings"
)

// WithWords adds phrases of a language to the word lists that the built-in rules
// read, by section: WordSections names them, and clean/words has the lists. A
// phrase is the whole line, save that an ellipsis character stands for anything
// that may follow, come before or both, as for Phrases. The language is a BCP 47
// tag by which errors name the words; the phrases hold on pages of any language,
// as those of the built-in lists do.
func WithWords(language string, sections map[string][]string) Option {
	return func(c *config) { c.words = append(c.words, addedWords{language, sections}) }
}

// WordSections returns the names of the sections that WithWords knows.
func WordSections() []string {
	return append(phraseSections(), sectionByline, sectionSource)
}

// Sections that no rule of phrases reads.
const (
	sectionByline = "byline"      // what opens a byline: "By …"
	sectionSource = "clip-source" // what stands before a clip's source: "Source"
)

// phraseSections returns the sections of which a built-in rule of phrases has
// the name.
func phraseSections() []string {
	var names []string
	for _, rule := range builtinRules() {
		if _, ok := rule.(*phraseRule); ok {
			names = append(names, rule.Name())
		}
	}
	return names
}

type addedWords struct {
	language string
	sections map[string][]string
}

// lexicon is what a Cleaner knows besides the built-in word lists.
type lexicon struct {
	byline, source map[string]bool // folded
	phrases        []Rule
}

// newLexicon reads added words; without any it returns nil.
func newLexicon(added []addedWords) (*lexicon, error) {
	if len(added) == 0 {
		return nil, nil
	}
	x := &lexicon{byline: make(map[string]bool), source: make(map[string]bool)}
	known := WordSections()
	merged := make(map[string][]string)
	for _, words := range added {
		wrong := func(field, problem string) error {
			return &RuleError{Rule: "words of " + words.language, Field: field, Problem: problem}
		}
		if _, problem := readLanguage(words.language); problem != "" {
			return nil, wrong("language", problem)
		}
		if len(words.sections) == 0 {
			return nil, wrong("sections", "are empty")
		}
		for section, phrases := range words.sections {
			if !slices.Contains(known, section) {
				return nil, wrong("section", quote(section)+" is none of "+strings.Join(known, ", "))
			}
			if len(phrases) == 0 {
				return nil, wrong("section", quote(section)+" is empty")
			}
			for _, phrase := range phrases {
				folded := Fold(phrase)
				if folded == "" {
					return nil, wrong("section", quote(section)+" has "+quote(phrase)+", which has no letter or digit")
				}
				switch section {
				case sectionByline:
					x.byline[folded] = true
				case sectionSource:
					x.source[folded] = true
				default:
					merged[section] = append(merged[section], phrase)
				}
			}
		}
	}
	for _, rule := range builtinRules() {
		if r, ok := rule.(*phraseRule); ok && len(merged[r.name]) > 0 {
			more := *r
			more.phrases = merged[r.name]
			x.phrases = append(x.phrases, &more)
		}
	}
	return x, nil
}

// rules returns the rules of the added phrases, as they run.
func (x *lexicon) rules() []Rule {
	if x == nil || len(x.phrases) == 0 {
		return nil
	}
	return shareIndex(x.phrases)
}

// CutByline is the function CutByline with the words that the page's Cleaner was
// given besides.
func (p *Page) CutByline(text string) (rest string, ok bool) {
	if rest, ok = CutByline(text); ok || p.words == nil || len(p.words.byline) == 0 {
		return rest, ok
	}
	return cutOpening(text, p.words.byline)
}

// CutClipSource is the function CutClipSource with the words that the page's
// Cleaner was given besides.
func (p *Page) CutClipSource(text string) string {
	if name, ok := p.cutSourceLabel(text); ok {
		return name
	}
	return text
}

func (p *Page) cutSourceLabel(text string) (name string, ok bool) {
	if name, ok = cutSourceLabel(text); ok || p.words == nil || len(p.words.source) == 0 {
		return name, ok
	}
	return cutLabel(text, p.words.source)
}

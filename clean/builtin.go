package clean

import "strings"

// How sure built-in rules are. Later rules see more of the page and speak with
// more confidence where it should count more.
const (
	surePhrase     = 0.80 // the line is a known phrase
	sureLine       = 0.85 // the line alone says what it is
	sureContext    = 0.90 // its neighbours agree
	sureClip       = 0.97 // it is part of a regular run of clips
	sureNeighbours = 0.60 // nothing but its neighbours says so
	sureBody       = 0.50 // nothing says that it is not the body
	sureHint       = 0.30 // it may be, should its neighbours agree
)

// Rules that other rules ask about by name.
const (
	ruleClipFurniture = "clip-furniture"
	ruleHeadlineLabel = "headline-label"
	ruleRelated       = "related"
)

// builtinRules returns the built-in rules in the order in which they speak.
// They are made with the constructors that callers have.
func builtinRules() []Rule {
	short := When(func(p *Page, i int) bool { return p.Shape(i).Words <= p.phraseWords() })
	phrases := func(name string, label Label, opts ...RuleOption) Rule {
		rule := Phrases(name, label, words()[name], append(opts, WithConfidence(surePhrase), short)...).(*phraseRule)
		rule.perWord, rule.near = maxWordsPerWord, true
		return rule
	}
	return []Rule{
		phrases("advertisement", Advertisement),
		phrases("legal", Legal),
		phrases("promotion", Promotion),
		phrases(ruleRelated, Related),
		phrases(ruleHeadlineLabel, Related, When(isNoFact)),
		phrases("share", Share),
		phrases("comment", Comment),
		phrases("navigation", Navigation),
		phrases("prompt", Prompt),
		phrases("image-furniture", Prompt),
		phrases(ruleClipFurniture, Prompt),
		phrases("clip-marker", ClipMarker),
		Func("article-model", markArticle),
		Func("players", markPlayers),
		Func("picture-boxes", markPictures),
		Func("image-name", markImageNames),
		Func("timestamp", markTimestamps),
		Func("credit", markCredits),
		Func("title", markTitle),
		Func("byline", markBylines),
		Func("dateline", markDatelines),
		Func("clips", markClips),
		Func(ruleCaptions, markCaptions),
		Func("duplicate", markDuplicates),
		Func("related-headline", markRelatedHeadlines),
		Func("promotion-box", markPromotionBoxes),
		Func(ruleText, markText),
		Func("page-furniture", markFurniture),
		Func("body", markBody),
	}
}

// maxPhraseWords is the most words that a line of page furniture has. Longer
// lines that begin like one are sentences more often than not.
const maxPhraseWords = 40

// isNoFact reports whether line i is none of a list of facts ("Price: …",
// "Video: …"), whose names are those before headlines too. What precedes it is
// no such headline itself.
func isNoFact(p *Page, i int) bool {
	return i == 0 || i+1 >= len(p.Lines) || p.Label(i-1) != Unlabeled || !isNamedFact(p.Lines[i-1].Text) || !isNamedFact(p.Lines[i+1].Text)
}

// maxFactName is the most bytes of what stands before the colon of a fact.
const maxFactName = 30

// isNamedFact reports whether a text has a name and a colon before it.
func isNamedFact(text string) bool {
	at := strings.Index(text[:min(len(text), maxFactName)], ": ")
	return at > 0 && !strings.ContainsAny(text[:at], ".,")
}

// maxWordsPerWord is the most words that a line of page furniture has for each
// word of the phrase that it begins or ends with. One word alone, of any of many
// languages, opens too many sentences.
const maxWordsPerWord = 10

package caption

import (
	"embed"
	"sync"

	"github.com/copydesk-go/copydesk/internal/opening"
	"github.com/copydesk-go/copydesk/internal/wordlist"
)

//go:embed words/*.txt
var wordFiles embed.FS

//go:embed names/*.txt
var nameFiles embed.FS

//go:embed agencies/*.txt
var agencyFiles embed.FS

// class is a set of meanings that a phrase can have in a credit.
type class uint64

const (
	labelPhoto         class = 1 << iota // "Photo:", says that it is a photograph
	labelPicture                         // "Image:", "Credit:", says only that a credit follows
	labelVideo                           // "Video:"
	labelSource                          // "Source:"
	statusFile                           // "Archiv": a label or a part of its own, as all status words
	statusSymbol                         // "Symbolbild"
	statusGraphic                        // "Infografik"
	statusIllustration                   // "Illustration"
	statusScreenshot                     // "Screenshot"
	statusComposite                      // "Montage"
	statusAI                             // "AI generated"
	statusHandout                        // "Handout", "Supplied"
	leadFile                             // "FILE" before a dash
	wordBy                               // "by": joins a label and a name
	wordCourtesy                         // "courtesy of"
	wordVia                              // "via"
	wordFor                              // "for", between a maker and a client
	wordAnd                              // "and"
	wordRole                             // "Pool", "Staff": says how, not who
	suffixPhoto                          // "撮影": says at the end that the party took the picture
	suffixHandout                        // "提供": says at the end that the party gave it
	suffixPerson                         // "기자": says at the end that the party is a person
	wordRights                           // "All rights reserved"
	wordCopyright                        // "Copyright"
	furnitureLead                        // "Image caption", before the caption
	furnitureTail                        // "hide caption", after it
	wordOrganisation                     // "Police": the name is not a person's
	endOrganisation                      // "-ministerium", as the end of a word
	wordParticle                         // "van": written small inside a name
	wordTitle                            // "president": a name behind it belongs to it
	wordDeterminer                       // "the": a noun follows
	clauseEnd                            // "worden": ends its clause, so that nothing behind it belongs to it
	wordFunction                         // "the": an agency after it is part of a sentence
	wordIn                               // "in": a place follows
	wordOn                               // "on": a date follows
	wordMonth                            // month, whose number is the entry's value
	wordWeekday                          // "Friday"
	unitHour
	unitMinute
	unitSecond
	labelDuration // "Duration:"
	nameGiven     // given name
	nameFamily    // family name, of the scripts that write it first and without a space
	agencyKnown   // agency whose bare name is a credit; its index is the entry's value
	agencyOutlet  // outlet or organisation whose bare name is no credit yet
)

const (
	labelAny  = labelPhoto | labelPicture | labelVideo | labelSource
	statusAny = statusFile | statusSymbol | statusGraphic | statusIllustration |
		statusScreenshot | statusComposite | statusAI | statusHandout
	agencyAny = agencyKnown | agencyOutlet
	// tailClasses are those of the phrases that tailPhrase finds.
	tailClasses = furnitureTail | statusAny | suffixPhoto | suffixHandout | suffixPerson
	unitAny     = unitHour | unitMinute | unitSecond
)

// sections names the sections of the word files.
var sections = map[string]class{
	"photo": labelPhoto, "picture": labelPicture, "video": labelVideo, "source": labelSource,
	"file": statusFile, "symbol": statusSymbol, "graphic": statusGraphic,
	"illustration": statusIllustration, "screenshot": statusScreenshot,
	"composite": statusComposite, "ai": statusAI, "handout": statusHandout, "file-lead": leadFile,
	"by": wordBy, "courtesy": wordCourtesy, "via": wordVia, "for": wordFor, "and": wordAnd,
	"role": wordRole, "photo-suffix": suffixPhoto, "handout-suffix": suffixHandout,
	"person-suffix": suffixPerson, "rights": wordRights, "copyright": wordCopyright,
	"furniture-lead": furnitureLead, "furniture-tail": furnitureTail,
	"organisation": wordOrganisation, "organisation-end": endOrganisation,
	"particle": wordParticle, "function": wordFunction,
	"title": wordTitle, "determiner": wordDeterminer, "clause-end": clauseEnd, "in": wordIn, "on": wordOn,
	"month": wordMonth, "weekday": wordWeekday,
	"hour": unitHour, "minute": unitMinute, "second": unitSecond, "duration": labelDuration,
	"given": nameGiven, "family": nameFamily,
	"agency": agencyKnown, "outlet": agencyOutlet,
}

// lexicon is everything that the data files say.
type lexicon struct {
	trie trie
	// ends holds the ends of words that mean an organisation.
	ends trie
	// tails holds the phrases that stand at the end of a caption or of a part
	// of a credit, from their last character to their first.
	tails trie
	// hints tell texts without a label, an agency or a status.
	hints *opening.Set
	// agencies holds the canonical names that the entries' values index.
	agencies []string
}

// words returns the lexicon. It is read once, at the first use.
var words = sync.OnceValue(func() *lexicon {
	known := make([]string, 0, len(sections))
	for name := range sections {
		known = append(known, name)
	}
	var all, ends, tails trieBuilder
	var lex lexicon
	for _, list := range wordlist.MustRead(wordFiles, "words", known...) {
		for name, phrases := range list.Sections {
			for i, phrase := range phrases {
				switch c := sections[name]; c {
				case wordMonth:
					for form := range alternatives(phrase) {
						all.add(form, entry{class: c, value: int32(i + 1)})
					}
				case endOrganisation:
					ends.add(reverse(phrase), entry{class: c})
				default:
					all.add(phrase, entry{class: c})
					if c&tailClasses != 0 {
						tails.add(reverse(phrase), entry{class: c})
					}
				}
			}
		}
	}
	for _, list := range wordlist.MustRead(nameFiles, "names", "given", "family") {
		for name, phrases := range list.Sections {
			for _, phrase := range phrases {
				for form := range alternatives(phrase) {
					all.add(form, entry{class: sections[name]})
				}
			}
		}
	}
	for _, list := range wordlist.MustRead(agencyFiles, "agencies", "agency", "outlet") {
		for name, phrases := range list.Sections {
			for _, phrase := range phrases {
				index := int32(len(lex.agencies))
				canonical := ""
				for form := range alternatives(phrase) {
					if canonical == "" {
						canonical = form
					}
					all.add(form, entry{class: sections[name], value: index})
				}
				lex.agencies = append(lex.agencies, canonical)
			}
		}
	}
	lex.trie = all.build()
	lex.ends = ends.build()
	lex.tails = tails.build()
	lex.hints = all.makeHints()
	return &lex
})

// Package clean tells the lines of a saved news page apart: which are the
// article, which belong to pictures and video clips, and which are noise.
//
// A [Page] is a flat run of [Line] values and a flat tree of [Block] values,
// made by [TextPage] from plain text or by a [Builder] from a page's events. A
// [Cleaner] lets its rules speak and gives every line exactly one [Decision]: a
// [Label], the name of the rule that decided, and how sure it was.
//
//	cleaner, err := clean.New()
//	…
//	text := cleaner.Text(scraped) // the article's text alone
//
// # Rules
//
// A [Rule] looks at the page and marks lines with [Page.Mark]. The most
// confident mark wins, and of equal ones the first. Rules made by callers speak
// before the built-in ones and with confidence 1, unless they say otherwise;
// built-in rules stay below 1. The constructors cover the common cases:
//
//   - [Equal], [Prefix], [Phrases]: what the line says, in the form of [Fold]
//   - [Pattern]: a regular expression over the line
//   - [Func]: a function over the page
//
// [When] adds a condition, [WithConfidence] lets other rules overrule. New
// reports every mistake in a rule as a [RuleError]; rules of a Cleaner that New
// returned do not fail.
//
// What page furniture is called in each language is data: words/<language>.txt.
package clean

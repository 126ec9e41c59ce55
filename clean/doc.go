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
// confident mark wins, and of equal ones the first. Rules made by callers have
// confidence 1, unless they say otherwise; built-in rules stay below 1. The
// constructors cover the common cases:
//
//   - [Equal], [Prefix], [Phrases]: what the line says, in the form of [Fold]
//   - [Pattern]: a regular expression over the line
//   - [Selector]: a CSS selector over the elements of an HTML page
//   - [Every]: conditions alone
//   - [Func]: a function over the page
//
// Options add conditions: on neighbours ([After], [Before], [WithReach]), on the
// place ([InClass], [In], [InFirst], [InLast]), on the line ([MaxWords], [When]),
// on the page ([OnSites], [InLanguages]). [At] says when the rule speaks,
// [WithConfidence] lets other rules overrule it. The label [Keep] leaves lines in
// the article.
//
//	cleaner, err := clean.New(clean.WithRules(
//		clean.Prefix("house-ads", clean.Promotion, []string{"The Gazette app"}, clean.MaxWords(12)),
//		clean.Every("after-ads", clean.Promotion, clean.After(clean.Promotion), clean.InClass("box")),
//	))
//
// New reports every mistake in a rule, and rules that can never fire, as a
// [RuleError]; rules of a Cleaner that New returned do not fail. Cleaner.Explain
// tells what every rule said of a line, package cleantest tests rules.
//
// A [Pack] is a set of rules in a JSON file, with the sites whose pages it is for
// and tests of its own: see [LoadPack]. Package packs has some.
//
// Of the built-in rules, [WithoutRules] and [WithoutGroups] leave out some,
// [WithWords] adds to the word lists they read, [WithThresholds] changes how much
// they keep. What page furniture is called in each language is data:
// words/<language>.txt.
package clean

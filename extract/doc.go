// Package extract takes saved news pages apart: into the article, the captions
// of its pictures with their credits, its video clips, and everything else,
// named, as noise.
//
//	doc, err := extract.Text(file)
//	if err != nil { … }
//	fmt.Println(doc.Article.Title)
//	fmt.Println(doc.Article.Text())
//	for _, c := range doc.Captions {
//		fmt.Println(c.Text, c.Credit.Creators, c.Credit.Agencies)
//	}
//	for _, c := range doc.Clips {
//		fmt.Println(c.Title, c.Duration)
//	}
//	for _, n := range doc.Noise {
//		fmt.Println(n.Label, n.Rule, n.Text)
//	}
//
// Programs that read many pages make one [Extractor] with [New] and use it from
// any number of goroutines.
//
// Nothing of a page is lost: every character that is not white space lies in
// exactly one of the parts that [Document.Parts] returns, and their spans do
// not overlap. The same page gives the same document, always.
//
// Rules of the caller's, in Go ([WithRules]) or from files ([WithPacks]), say what
// lines are or that they are to be kept; [WithTrace] and [Document.Explain] tell
// what every rule said of a line.
//
// A [Document] marshals to JSON in the form "copydesk/1", which [JSONSchema]
// describes. Package render writes it in other forms.
package extract

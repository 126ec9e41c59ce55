package clean

import "context"

// Report says what a Cleaner made of a page.
type Report struct {
	// Lines and Words are the numbers of the page's lines and words; Shape says
	// what counts as a word.
	Lines, Words int
	// Kept is the share of the words that the article's body has, from 0 to 1.
	Kept float64
	// Labels is the number of lines of each label that the page has lines of.
	Labels map[Label]int
	// Confidence is how sure the decisions are, the mean over the page's words,
	// from 0 to 1.
	Confidence float64
	// Language is the language of the text as a BCP 47 tag, "" where it is not
	// known.
	Language string
}

// HasArticle reports whether any line of the page is the body of an article.
func (r Report) HasArticle() bool {
	for label := range r.Labels {
		if label.IsBody() {
			return true
		}
	}
	return false
}

// Report says what has been decided of the page's lines.
func (p *Page) Report() Report {
	r := Report{Lines: len(p.Lines), Labels: make(map[Label]int), Language: p.language}
	kept, sure := 0, 0.0
	for i, d := range p.decisions {
		words := p.shapes[i].Words
		r.Words += words
		if d.Label.IsBody() {
			kept += words
		}
		sure += float64(words) * float64(d.Confidence)
		r.Labels[d.Label]++
	}
	if r.Words > 0 {
		r.Kept = float64(kept) / float64(r.Words)
		r.Confidence = sure / float64(r.Words)
	}
	return r
}

// Report says what the Cleaner makes of scraped text, as Text does.
func (c *Cleaner) Report(text string) Report {
	p := TextPage(text)
	defer p.Release()
	_ = c.decide(context.Background(), p, nil) // whose context is never done
	return p.Report()
}

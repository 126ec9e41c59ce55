package clean

import (
	"context"
	"fmt"
)

// Mark is what one rule said of one line, and what came of it.
type Mark struct {
	// Rule is the rule's name.
	Rule string `json:"rule"`
	// Label, Confidence and Group are what it said: see Decision.
	Label      Label   `json:"label"`
	Confidence float32 `json:"confidence"`
	Group      int     `json:"group,omitempty"`
	// Outcome is what came of it.
	Outcome Outcome `json:"outcome"`
	// By is the rule that overruled or refused it, or the condition for which
	// it was withheld; "" for a mark that won.
	By string `json:"by,omitempty"`
}

// Outcome says what came of a mark.
type Outcome uint8

// The outcomes.
const (
	// Won: the mark is the decision.
	Won Outcome = iota
	// Overruled: it was the decision until another rule was surer, or took it
	// back.
	Overruled
	// Refused: a rule at least as sure had spoken before.
	Refused
	// Withheld: the rule knows the line, but a condition of the rule does not
	// hold.
	Withheld

	outcomeCount
)

var outcomeNames = [outcomeCount]string{Won: "won", Overruled: "overruled", Refused: "refused", Withheld: "withheld"}

// String returns "won", "overruled", "refused" or "withheld".
func (o Outcome) String() string {
	if o >= outcomeCount {
		return fmt.Sprintf("outcome(%d)", uint8(o))
	}
	return outcomeNames[o]
}

// MarshalText returns the outcome's name.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads an outcome's name.
func (o *Outcome) UnmarshalText(text []byte) error {
	for i, name := range outcomeNames {
		if name == string(text) {
			*o = Outcome(i)
			return nil
		}
	}
	return fmt.Errorf("clean: unknown outcome %q", text)
}

// Explanation is everything that a Cleaner's rules said of one line.
type Explanation struct {
	// Decision is the one of Cleaner.Label.
	Decision Decision
	// Marks are what the rules said, in the order in which they spoke. The one
	// that won is among them.
	Marks []Mark
}

// Why says in a few words why the mark that won did so.
func (e *Explanation) Why() string {
	const none = "no other rule spoke"
	won := -1
	for i := range e.Marks {
		if e.Marks[i].Outcome == Won {
			won = i
		}
	}
	if won < 0 {
		return none
	}
	mark := &e.Marks[won]
	most := -1
	for i := range e.Marks {
		m := &e.Marks[i]
		if i == won || m.Outcome == Withheld {
			continue
		}
		if m.Outcome == Overruled && m.Confidence >= mark.Confidence {
			return fmt.Sprintf("it took back what %s said (%.2f)", m.Rule, m.Confidence)
		}
		if most < 0 || m.Confidence > e.Marks[most].Confidence {
			most = i
		}
	}
	switch {
	case most < 0:
		return none
	case e.Marks[most].Confidence == mark.Confidence:
		return fmt.Sprintf("as sure as %s (%.2f), and spoke before", e.Marks[most].Rule, mark.Confidence)
	}
	return fmt.Sprintf("surer than %s (%.2f)", e.Marks[most].Rule, e.Marks[most].Confidence)
}

// Explain is LabelContext that tells for every line what each rule said of it.
// It decides the same and takes longer.
func (c *Cleaner) Explain(ctx context.Context, p *Page) ([]Explanation, error) {
	t := &trace{marks: make([][]Mark, len(p.Lines))}
	decisions, err := c.label(ctx, p, t)
	p.trace = nil
	if err != nil {
		return nil, err
	}
	explanations := make([]Explanation, len(decisions))
	for i, d := range decisions {
		explanations[i] = Explanation{Decision: d, Marks: settle(t.marks[i])}
	}
	return explanations, nil
}

// trace records the marks of a page's lines.
type trace struct{ marks [][]Mark }

// add records a mark. One that won is, until another one does, the decision.
func (t *trace) add(i int, m Mark) { t.marks[i] = append(t.marks[i], m) }

// settle leaves one mark that won, the last, and says of the others that it
// overruled who did.
func settle(marks []Mark) []Mark {
	by := ""
	for i := len(marks) - 1; i >= 0; i-- {
		if m := &marks[i]; m.Outcome == Won {
			if by != "" {
				m.Outcome, m.By = Overruled, by
			}
			by = m.Rule
		}
	}
	return marks
}

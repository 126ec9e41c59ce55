package clean

import "fmt"

// Anchor says when a rule of a caller's speaks. Rules of one anchor speak in
// the order in which they were given.
type Anchor uint8

const (
	// Standard rules speak after the built-in word lists and before the
	// built-in rules that look at the whole page, which build on what they say.
	// It is the anchor of rules that name none.
	Standard Anchor = iota
	// Early rules speak before all built-in rules.
	Early
	// Late rules speak after all built-in rules, when every line has a label.
	Late

	anchorCount
)

var anchorNames = [anchorCount]string{Standard: "standard", Early: "early", Late: "late"}

// String returns "early", "standard" or "late".
func (a Anchor) String() string {
	if a >= anchorCount {
		return fmt.Sprintf("anchor(%d)", uint8(a))
	}
	return anchorNames[a]
}

// anchored is a rule that says when it speaks.
type anchored interface{ Anchor() Anchor }

// anchorOf returns the anchor of a rule of the caller's.
func anchorOf(r Rule) Anchor {
	if a, ok := r.(anchored); ok {
		return a.Anchor()
	}
	return Standard
}

package clean

import "time"

// Media is a film or a sound as the attributes of one element describe it. All
// texts are as written.
type Media struct {
	// Kind says whether it is a film or a sound.
	Kind MediaKind
	// Block is the index of the innermost block around the element that holds
	// lines, or of the element itself where Own is set: then the lines of the
	// block are those of the module.
	Block int
	Own   bool
	// Line is the index of the line that the element stands before or in.
	Line int
	// Ref is the front end's number for the element: see Element.Ref.
	Ref int

	// ID is the film's identifier at its provider, Provider the provider's
	// name as far as the address of an embedded player tells it.
	ID, Provider string
	Title        string
	Description  string
	// Source is the outlet that it is from.
	Source string
	// Duration is zero where it is not stated.
	Duration time.Duration
	// URL is the address of the film or of its page, Thumbnail that of its
	// still picture; both as far as the front end could resolve them.
	URL, Thumbnail string

	// Player says that its element is a player, rather than one that may as well
	// lead to a film.
	Player bool

	// Silent says that it is a moving picture: it goes on and on without a sound.
	Silent bool

	// Group is the group of the lines that belong to it, as rules have found
	// them; 0 where there are none.
	Group int
	// Outer is the index plus 1 of the medium whose block this one stands in
	// and which describes the same film: a player's frame inside its module.
	// Rules set it; 0 for a medium of its own.
	Outer int
	// Offered says that rules take it for one that the page offers its
	// readers, as opposed to a film of an advertisement or of the page's head.
	Offered bool
}

// MediaKind says what a Media is.
type MediaKind uint8

// The kinds of media.
const (
	Video MediaKind = iota
	Audio
)

package extract

import (
	"errors"
	"fmt"
)

// Errors that every front end returns, wrapped with what was being read. Test
// for them with errors.Is.
var (
	// ErrEmpty says that the input has no text: no byte, or white space only.
	ErrEmpty = errors.New("no text in the input")
	// ErrBinary says that the input is not text in any encoding.
	ErrBinary = errors.New("the input is binary data, not text")
	// ErrTooLarge says that one of the Limits was exceeded that refuse a page; the
	// error is a *LimitError.
	ErrTooLarge = errors.New("limit exceeded")
	// ErrCharset says that an encoding's name is not known; the error is a
	// *CharsetError.
	ErrCharset = errors.New("unknown character encoding")
	// ErrNoArticle says that no line of the page is the body of an article. The
	// document beside it has everything else.
	ErrNoArticle = errors.New("no article in the input")
	// ErrSchema says that JSON is not of the form "copydesk/1"; the error is a
	// *SchemaError.
	ErrSchema = errors.New("not a " + Schema + " document")
)

// CharsetError says which encoding's name is not known. It is ErrCharset.
type CharsetError struct {
	Name string
}

// Error returns the error in one line.
func (e *CharsetError) Error() string { return fmt.Sprintf("unknown character encoding %q", e.Name) }

// Is reports whether target is ErrCharset.
func (e *CharsetError) Is(target error) bool { return target == ErrCharset }

// SchemaError says which schema JSON named instead of "copydesk/1". It is
// ErrSchema.
type SchemaError struct {
	Schema string
}

// Error returns the error in one line.
func (e *SchemaError) Error() string {
	return fmt.Sprintf("not a %s document: its schema is %q", Schema, e.Schema)
}

// Is reports whether target is ErrSchema.
func (e *SchemaError) Is(target error) bool { return target == ErrSchema }

// pageError is the error of a document that was read from JSON.
type pageError string

func (e pageError) Error() string { return string(e) }

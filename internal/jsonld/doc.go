// Package jsonld reads the linked data that pages carry in script elements of
// type application/ld+json, as far as it goes: what is written on real pages is
// often not JSON.
//
// It forgives commas too many or missing, line breaks and other control
// characters in strings, quotation marks in strings that nobody escaped,
// comments of JavaScript and HTML and CDATA marks around and inside, keys and
// strings in single quotes or none, several roots after one another, text that
// was escaped as HTML as a whole, and ends that were cut off. It knows nothing
// of contexts: types and keys are those of schema.org, with or without its
// address or prefix.
//
// Reading is linear in the size of the text and bounded in depth and in the
// number of values, and nothing that is read can make it fail.
package jsonld

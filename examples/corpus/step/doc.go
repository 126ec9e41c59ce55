// Package step is the work on one page of a corpus: a record of an archive in, a
// Row of the output out. Every program that cleans a corpus, on one machine or
// on many, does the same step.
package step

// Package crawl runs the step over all records of its inputs: read in order by
// one goroutine, worked on by many, written in order by another.
//
// Between reading and writing no more than a fixed number of bytes is held, so
// that a slow disk or a slow page holds up the reading and not the memory.
package crawl

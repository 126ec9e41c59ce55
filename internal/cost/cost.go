// Package cost counts what reading a page costs: the steps of the program, and
// the bytes that it has the standard library look at. Nothing of the library
// uses it: its test builds the library anew, from sources into which the counting
// has been put, and without that nothing is counted and nothing slower.
//
// In these sources every function and every turn of a loop begins with Steps++,
// functions named isStopped call Check,
// and functions of the packages strings, slices and utf8 are replaced by those of
// the same name here, which add to Bytes what the original looks at.
package cost

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Steps is the number of functions called and of turns of loops, Bytes that of
// bytes looked at, or of elements of slices. One goroutine at a time counts.
var Steps, Bytes int64

// Check is called where the library looks whether it is to stop, in a build that
// counts: a program that wants to know of it sets another.
var Check = func() {}

// found counts a search in s that ended at byte i, or in vain.
func found(s string, i, size int) int {
	if i < 0 {
		Bytes += int64(len(s))
	} else {
		Bytes += int64(i + size)
	}
	return i
}

// foundLast counts a search from the end.
func foundLast(s string, i int) int {
	Bytes += int64(len(s) - max(i, 0))
	return i
}

// trimmed counts what was cut off.
func trimmed(s, rest string) string {
	Bytes += int64(len(s)-len(rest)) + 1
	return rest
}

func Index(s, sub string) int            { return found(s, strings.Index(s, sub), len(sub)) }
func IndexByte(s string, c byte) int     { return found(s, strings.IndexByte(s, c), 1) }
func IndexRune(s string, r rune) int     { return found(s, strings.IndexRune(s, r), 1) }
func IndexAny(s, chars string) int       { return found(s, strings.IndexAny(s, chars), 1) }
func Contains(s, sub string) bool        { return Index(s, sub) >= 0 }
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }
func ContainsAny(s, chars string) bool   { return IndexAny(s, chars) >= 0 }
func LastIndex(s, sub string) int        { return foundLast(s, strings.LastIndex(s, sub)) }
func LastIndexByte(s string, c byte) int { return foundLast(s, strings.LastIndexByte(s, c)) }
func LastIndexAny(s, chars string) int   { return foundLast(s, strings.LastIndexAny(s, chars)) }

func IndexFunc(s string, f func(rune) bool) int {
	return found(s, strings.IndexFunc(s, f), 1)
}

func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

func Cut(s, sep string) (before, after string, ok bool) {
	Index(s, sep)
	return strings.Cut(s, sep)
}

func Count(s, sub string) int {
	Bytes += int64(len(s))
	return strings.Count(s, sub)
}

func EqualFold(s, t string) bool {
	Bytes += int64(min(len(s), len(t)))
	return strings.EqualFold(s, t)
}

func TrimSpace(s string) string                       { return trimmed(s, strings.TrimSpace(s)) }
func Trim(s, cutset string) string                    { return trimmed(s, strings.Trim(s, cutset)) }
func TrimLeft(s, cutset string) string                { return trimmed(s, strings.TrimLeft(s, cutset)) }
func TrimRight(s, cutset string) string               { return trimmed(s, strings.TrimRight(s, cutset)) }
func TrimFunc(s string, f func(rune) bool) string     { return trimmed(s, strings.TrimFunc(s, f)) }
func TrimLeftFunc(s string, f func(rune) bool) string { return trimmed(s, strings.TrimLeftFunc(s, f)) }
func TrimRightFunc(s string, f func(rune) bool) string {
	return trimmed(s, strings.TrimRightFunc(s, f))
}

// whole counts all of s.
func whole(s string) string {
	Bytes += int64(len(s))
	return s
}

func Fields(s string) []string                        { return strings.Fields(whole(s)) }
func FieldsFunc(s string, f func(rune) bool) []string { return strings.FieldsFunc(whole(s), f) }
func Split(s, sep string) []string                    { return strings.Split(whole(s), sep) }
func SplitN(s, sep string, n int) []string            { return strings.SplitN(whole(s), sep, n) }
func SplitAfter(s, sep string) []string               { return strings.SplitAfter(whole(s), sep) }
func ToLower(s string) string                         { return strings.ToLower(whole(s)) }
func ToUpper(s string) string                         { return strings.ToUpper(whole(s)) }
func ToValidUTF8(s, replacement string) string        { return strings.ToValidUTF8(whole(s), replacement) }
func Replace(s, before, after string, n int) string {
	return strings.Replace(whole(s), before, after, n)
}
func ReplaceAll(s, before, after string) string { return strings.ReplaceAll(whole(s), before, after) }
func Map(f func(rune) rune, s string) string    { return strings.Map(f, whole(s)) }
func Clone(s string) string                     { return strings.Clone(whole(s)) }
func ValidString(s string) bool                 { return utf8.ValidString(whole(s)) }
func RuneCountInString(s string) int            { return utf8.RuneCountInString(whole(s)) }
func Repeat(s string, n int) string             { return whole(strings.Repeat(s, n)) }
func Join(parts []string, sep string) string    { return whole(strings.Join(parts, sep)) }

// eachPiece counts the pieces of s as they are asked for.
func eachPiece(pieces iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for piece := range pieces {
			Bytes += int64(len(piece)) + 1
			if !yield(piece) {
				return
			}
		}
	}
}

func FieldsSeq(s string) iter.Seq[string] { return eachPiece(strings.FieldsSeq(s)) }
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return eachPiece(strings.FieldsFuncSeq(s, f))
}
func SplitSeq(s, sep string) iter.Seq[string] { return eachPiece(strings.SplitSeq(s, sep)) }
func Lines(s string) iter.Seq[string]         { return eachPiece(strings.Lines(s)) }

// elements counts all of a slice.
func elements[S ~[]E, E any](s S) S {
	Bytes += int64(len(s))
	return s
}

// SliceIndex is slices.Index.
func SliceIndex[S ~[]E, E comparable](s S, v E) int {
	i := slices.Index(s, v)
	if i < 0 {
		elements(s)
	} else {
		Bytes += int64(i) + 1
	}
	return i
}

// SliceContains is slices.Contains.
func SliceContains[S ~[]E, E comparable](s S, v E) bool { return SliceIndex(s, v) >= 0 }

// SliceInsert is slices.Insert.
func SliceInsert[S ~[]E, E any](s S, i int, v ...E) S { return slices.Insert(elements(s), i, v...) }

// SliceDelete is slices.Delete.
func SliceDelete[S ~[]E, E any](s S, i, j int) S { return slices.Delete(elements(s), i, j) }

// SliceClone is slices.Clone.
func SliceClone[S ~[]E, E any](s S) S { return slices.Clone(elements(s)) }

// SliceReverse is slices.Reverse.
func SliceReverse[S ~[]E, E any](s S) { slices.Reverse(elements(s)) }

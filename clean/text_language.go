package clean

import (
	"unicode"
	"unicode/utf8"
)

// Language returns the language of the page's text as a BCP 47 tag, told by its
// script and by words of grammar once a page of plain text has been labelled;
// "" where it is not known.
func (p *Page) Language() string { return p.language }

// languageSample is the number of bytes of running text by which a script is
// told.
const languageSample = 4000

// language returns the language of the running text of the best stretch.
func (f *textFeatures) language() string {
	var kana, han, hangul, thai, other, letters int
	size := 0
	for i := f.from; i < f.to && size < languageSample; i++ {
		text := f.line(i).Text
		size += len(text)
		for at := 0; at < min(len(text), languageSample); {
			r, n := utf8.DecodeRuneInString(text[at:])
			at += n
			switch {
			case !unicode.IsLetter(r):
				continue
			case r < 0x0E00:
				other++
			case unicode.In(r, unicode.Hiragana, unicode.Katakana):
				kana++
			case unicode.Is(unicode.Han, r):
				han++
			case unicode.Is(unicode.Hangul, r):
				hangul++
			case unicode.Is(unicode.Thai, r):
				thai++
			default:
				other++
			}
			letters++
		}
	}
	switch half := letters / 2; {
	case letters == 0:
	case kana*10 > letters:
		return "ja"
	case hangul*3 > letters:
		return "ko"
	case han > half:
		return "zh"
	case thai > half:
		return "th"
	}
	return grammarWords().language(&f.votes)
}

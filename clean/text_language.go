package clean

import "unicode"

// Language returns the language of the page's text as a BCP 47 tag, told by its
// script and by words of grammar once a page of plain text has been labelled;
// "" where it is not known.
func (p *Page) Language() string { return p.language }

// languageSample is the number of bytes of running text by which a script is
// told.
const languageSample = 4000

// language returns the language of the running text of the best stretch.
func (f *textFeatures) language() string {
	var script scriptCount
	size := 0
	for i := f.from; i < f.to && size < languageSample; i++ {
		text := f.line(i).Text
		size += len(text)
		script.add(cutBefore(text, languageSample))
	}
	if tag := script.language(); tag != "" {
		return tag
	}
	return grammarWords().language(&f.votes)
}

// scriptCount counts letters by script.
type scriptCount struct{ kana, han, hangul, thai, letters int }

func (c *scriptCount) add(text string) {
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
			continue
		case r < 0x0E00:
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			c.kana++
		case unicode.Is(unicode.Han, r):
			c.han++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
		case unicode.Is(unicode.Thai, r):
			c.thai++
		}
		c.letters++
	}
}

// language returns the language that the script alone tells, "" where it does
// not.
func (c *scriptCount) language() string {
	switch half := c.letters / 2; {
	case c.letters == 0:
	case c.kana*10 > c.letters:
		return "ja"
	case c.hangul*3 > c.letters:
		return "ko"
	case c.han > half:
		return "zh"
	case c.thai > half:
		return "th"
	}
	return ""
}

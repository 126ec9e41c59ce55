package clean

import "strings"

// What a page states of its article outside its lines, its title, summary and
// story, is a witness of which lines are the article.

// leastFarTitle is the least number of words of a title far from the running text.
const leastFarTitle = 4

// findTitle finds the line that prints the page's title: the last such line
// before the running text, or else its first heading of the first level.
func (f *features) findTitle() {
	p := f.p
	title := ""
	if len(p.Title) <= 4*maxTitleSize {
		title = Fold(p.Title) // a longer text is no title
	}
	end := min(len(p.Lines), f.first+2)
	first := -1
	for i := 0; i < end; i++ {
		if p.isStopped() {
			return
		}
		if f.lines[i].words > maxTitleWords || f.lines[i].words == 0 {
			continue
		}
		level := p.Blocks[p.Lines[i].Block].Level
		if f.far[i] && level == 0 && f.lines[i].words < leastFarTitle {
			continue // an entry of a menu
		}
		if isTitleEcho(title, p.Key(i)) && (level > 0 || f.title < 0 || p.Blocks[p.Lines[f.title].Block].Level == 0) {
			f.title = i
		}
		if level == 1 {
			first = i
		}
	}
	if f.title < 0 {
		f.title = first
	}
}

// isTitleEcho reports whether a line says what the title of its page says, the
// name of the site aside.
func isTitleEcho(title, key string) bool {
	if len(key) < 8 || len(title) < 8 {
		return key != "" && key == title
	}
	if key == title || isTitleWithSite(title, key) {
		return true
	}
	// Titles are cut and changed a little where a site's name follows.
	n := 0
	for n < len(key) && n < len(title) && key[n] == title[n] {
		n++
	}
	return n > 24 && 5*n > 4*min(len(key), len(title)) && 2*n > len(key)
}

// storyReach is the number of bytes of a line that are looked for in the story
// that a page states.
const storyReach = 48

// Lines are looked for in a story until so many bytes of it have been gone
// through, which no page that people read comes near: a long story on a page of
// many lines would take time for each byte of one for every line of the other.
const (
	storyBytes = 32 << 20
	storyTimes = 128
)

func (f *features) readStory() {
	story := Fold(f.p.Story)
	if len(story) < 200 {
		return
	}
	short := len(story) <= maxGramText
	if short {
		if f.grams == nil {
			f.grams = new(gramSet)
		}
		f.grams.read(story)
	}
	left := storyBytes + storyTimes*len(story)
	for i := range f.p.Lines {
		if f.p.isStopped() {
			return
		}
		l := &f.lines[i]
		l.story = 1
		if l.words < 3 || f.far[i] {
			continue
		}
		key := ""
		if text := f.p.Lines[i].Text; len(text) > phraseReach {
			key = Fold(cutBefore(text, 2*storyReach))
		} else {
			key = f.p.Key(i)
		}
		if left <= 0 {
			continue
		}
		head := headOf(key, storyReach)
		if short && !f.grams.mayHave(head) {
			continue
		}
		if at := strings.Index(story, head); at >= 0 {
			l.story = 2
			left -= at
		} else {
			left -= len(story)
		}
	}
}

// headOf returns the first n bytes of s or a little less, all of it when it is
// shorter.
func headOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return cutBefore(s, n)
}

// fillWitness says what is stated of the article outside the lines.
func (f *features) fillWitness(row []float32, i int) {
	l, at := &f.lines[i], &f.reach[i]
	r := row[featureLayout.witness:]
	r[1], r[2] = -1, -1
	if f.title >= 0 {
		r[1], r[2] = float32(min(max(f.title-i, 0), farLines)), float32(min(max(i-f.title, 0), farLines))
		if i == f.title {
			r[0] = 1
		}
	}
	l.summary = f.saysSummary(i)
	r[3] = float32(l.summary)
	r[6] = -1
	if l.story > 0 {
		r[4] = float32(l.story - 1)
		r[5] = 1
		if at.story >= 0 {
			r[6] = float32(min(i-int(at.story), farLines))
		}
	}
	r[7] = -1
	if at.nextStory >= 0 {
		r[7] = float32(min(int(at.nextStory)-i, farLines))
	}
}

// saysSummary says how much of the page's summary a line says: 2 for its
// beginning, 1 for another part, 0 for none.
func (f *features) saysSummary(i int) int8 {
	if f.lines[i].words < 4 || len(f.summary) <= 20 || i >= f.first+8 {
		return 0
	}
	key := ""
	if text := f.p.Lines[i].Text; len(text) > phraseReach {
		key = Fold(cutBefore(text, 2*storyReach))
	} else {
		key = f.p.Key(i)
	}
	switch {
	case strings.HasPrefix(key, headOf(f.summary, storyReach)),
		len(key) > 20 && strings.HasPrefix(f.summary, headOf(key, storyReach)):
		return 2
	case len(key) > 20 && strings.Contains(f.summary, headOf(key, storyReach)):
		return 1
	}
	return 0
}

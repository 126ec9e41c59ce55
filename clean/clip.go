package clean

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/copydesk-go/copydesk/caption"
)

// Players and playlists print each clip as a handful of lines: the thumbnail's
// text or file name, its credit, a state ("Now playing"), a duration, a title,
// a source. The order differs from site to site, and flattened text has
// nothing else to tell where one clip ends. So every place is tried in which
// the title can stand, and the arrangement is taken that explains most lines
// of the run.

// titlePlace is where a clip's title stands.
type titlePlace uint8

const (
	titleAfter   titlePlace = iota // after state and duration
	titleBefore                    // before them
	titleBetween                   // between them: told by the clip alone
)

// core is the state and duration of one clip, the lines by which it is known.
type core struct {
	first, last int // lines of the core
	marker      int // -1: none
	duration    int // -1: none
	title       int // -1: none inside the core
}

// clip is a core with the lines around it that belong to the same clip.
type clip struct {
	core
	from, to int   // first and last of its lines
	title    int   // -1: none
	thumb    []int // texts, names and credits of its thumbnail
	again    []int // further printings of these
	source   []int
}

// markClips finds the clips of the page and marks and groups their lines.
func markClips(p *Page) {
	cores := findCores(p)
	if len(cores) == 0 {
		return
	}
	runs := splitRuns(p, cores)
	total := 0
	scores := make([]int, len(runs))
	for i, run := range runs {
		_, after := explain(p, run, titleAfter)
		_, before := explain(p, run, titleBefore)
		scores[i] = after - before
		total += scores[i]
	}
	for i, run := range runs {
		place := titleAfter
		if score := scores[i]; score < 0 || score == 0 && total < 0 {
			place = titleBefore
		}
		clips, _ := explain(p, run, place)
		for _, c := range clips {
			markClip(p, c)
		}
		if len(clips) > 1 {
			markPlaylistHead(p, clips[0].from-1, len(clips))
		}
	}
}

// markPlaylistHead marks the count that stands above the clips of a playlist
// ("4 videos"), and the playlist's name above the count. last is the line right
// above the first clip.
func markPlaylistHead(p *Page, last, clips int) {
	for last > 0 && isPlayerWords(p, last) {
		last--
	}
	if last < 0 || p.Label(last) != Unlabeled {
		return
	}
	number, _, _ := strings.Cut(p.Lines[last].Text, " ")
	if n, err := strconv.Atoi(number); err != nil || n < clips || p.Shape(last).Words != 2 {
		return
	}
	p.Mark(last, Prompt, sureContext)
	if name := last - 1; name >= 0 && p.Label(name) == Unlabeled {
		if s := p.Shape(name); s.Words <= maxPlaylistWords && s.End == EndOpen {
			p.Mark(name, Prompt, sureContext)
		}
	}
}

// maxPlaylistWords is the most words of a playlist's name.
const maxPlaylistWords = 8

// findCores returns the cores of the page's clips in page order. A duration
// counts with a state, a source or the words of a player beside it. Alone it
// looks like a clock time, and a state alone is printed on cards that play
// nothing: either counts only near a whole core.
func findCores(p *Page) []core {
	const reach = 2
	var cores []core
	used := make(map[int]bool)
	var lone []int
	for d := range p.Lines {
		if p.isStopped() {
			return nil
		}
		if p.Decision(d).Group != 0 || !isDuration(p, d) {
			continue
		}
		c := core{first: d, last: d, marker: -1, duration: d, title: -1}
		for _, at := range [...]int{-1, -reach, 1, reach} {
			m := d + at
			if m < 0 || m >= len(p.Lines) || used[m] || p.Label(m) != ClipMarker || p.Decision(m).Group != 0 {
				continue
			}
			if at == reach || at == -reach {
				if c.title = d + at/reach; !isTitleText(p, c.title) {
					c.title = -1
					continue
				}
			}
			c.marker, c.first, c.last = m, min(m, d), max(m, d)
			used[m] = true
			break
		}
		if c.marker < 0 && !isBesidePlayer(p, d) {
			lone = append(lone, d)
			continue
		}
		cores = append(cores, c)
	}
	if len(cores) == 0 {
		return nil
	}
	return addLoneCores(p, cores, used, lone)
}

// isBesidePlayer reports whether a source's label stands right after line i, or
// the words of a video player within two lines of it.
func isBesidePlayer(p *Page, i int) bool {
	if i+1 < len(p.Lines) {
		if _, ok := p.cutSourceLabel(p.Lines[i+1].Text); ok {
			return true
		}
	}
	for j := max(0, i-2); j <= min(i+2, len(p.Lines)-1); j++ {
		if p.Decision(j).Rule == ruleClipFurniture {
			return true
		}
	}
	return false
}

// loneReach is the number of lines from the nearest whole core within which a
// state or duration alone is taken for a clip.
const loneReach = 8

func addLoneCores(p *Page, cores []core, used map[int]bool, durations []int) []core {
	first, last := cores[0].first, cores[len(cores)-1].last
	for _, d := range durations {
		if d > first-loneReach && d < last+loneReach && len(cores) > 1 {
			cores = append(cores, core{first: d, last: d, marker: -1, duration: d, title: -1})
		}
	}
	for m := max(0, first-loneReach); m < min(len(p.Lines), last+loneReach); m++ {
		if p.Label(m) == ClipMarker && !used[m] && p.Decision(m).Group == 0 {
			cores = append(cores, core{first: m, last: m, marker: m, duration: -1, title: -1})
		}
	}
	slices.SortFunc(cores, func(a, b core) int { return a.first - b.first })
	return cores
}

func isDuration(p *Page, i int) bool {
	s := p.Shape(i)
	text := p.Lines[i].Text
	if s.Digits == 0 || len(text) > 40 || s.Words > 6 {
		return false
	}
	_, ok := caption.ParseDuration(text)
	return ok
}

// splitRuns parts the cores where running text that no clip can own stands
// between them.
func splitRuns(p *Page, cores []core) [][]core {
	var runs [][]core
	start := 0
	for k := 1; k <= len(cores); k++ {
		if k == len(cores) || hasForeignText(p, cores[k-1].last+1, cores[k].first) {
			runs = append(runs, cores[start:k])
			start = k
		}
	}
	return runs
}

func hasForeignText(p *Page, from, to int) bool {
	for i := from; i < to; i++ {
		switch p.Label(i) {
		case Title, Byline, Timestamp, Dateline:
			return true
		case Unlabeled:
			if isRunningText(p, i) && !isPictureText(p, i, from, to) {
				return true
			}
		}
	}
	return false
}

// isPictureText reports whether line i, of the lines [from, to) between two
// cores, is text of a thumbnail: it is printed twice there, or is a caption by
// its own credit.
func isPictureText(p *Page, i, from, to int) bool {
	return isRepeatedIn(p, i, from, to) || endsWithCredit(p, i)
}

// thumbReach is the number of lines within which a clip prints the text of its
// thumbnail again.
const thumbReach = 8

// isRepeatedIn reports whether the lines [from, to) say twice what line i says,
// or what a text says of which line i is one paragraph, close to it.
func isRepeatedIn(p *Page, i, from, to int) bool {
	from, to = max(from, i-thumbReach), min(to, i+thumbReach+1)
	if !p.Repeated(i) && p.repeats.size[i] < spreadSize/spreadLines {
		return false
	}
	if p.Repeated(i) {
		for j := from; j < to; j++ {
			if j != i && p.FirstPrinted(j) == p.FirstPrinted(i) {
				return true
			}
		}
	}
	for j := from; j < to; j++ {
		if start, end, ok := p.spreadBefore(j); ok && start >= from && (j == i || start <= i && i <= end) {
			return true
		}
		if start, end, ok := p.spreadAfter(j); ok && end < to && (j == i || start <= i && i <= end) {
			return true
		}
	}
	return false
}

// explain reads a run of cores with the titles in the given place and returns
// the clips and how well they account for the run's lines.
func explain(p *Page, run []core, place titlePlace) (clips []clip, score int) {
	floor := 0 // first line that the next clip may own
	beside := 0
	for k, c := range run {
		next := len(p.Lines)
		if k+1 < len(run) {
			next = run[k+1].first
		}
		inner := k > 0
		cl := clip{core: c, from: c.first, to: c.last, title: c.title}
		where := place
		if c.title >= 0 {
			where = titleBetween
		}
		if where == titleBefore {
			cl.takeTitleBefore(p, floor)
		}
		cl.takeThumbnail(p, floor, inner && where == titleAfter)
		if where == titleAfter {
			cl.takeTitleAfter(p, next, k+1 < len(run))
		}
		cl.takeSource(p, next)
		score += cl.score(p)
		if cl.isTitleBesideDuration() {
			beside++
		}
		if inner {
			score -= cl.from - floor
		}
		floor = cl.to + 1
		clips = append(clips, cl)
	}
	// The state is an overlay on the picture, the title mostly not.
	if 2*beside > len(clips) {
		score++
	}
	if i := leftOver(clips, place); isTitleText(p, i) && p.Label(i) == Unlabeled && (p.Shape(i).End == EndOpen || endsAsking(p.Lines[i].Text)) {
		score -= 2
	}
	return clips, score
}

// leftOver returns the line at the end of a run that would be a title were the
// titles on the other side of their clips.
func leftOver(clips []clip, place titlePlace) int {
	if place == titleBefore {
		return clips[len(clips)-1].to + 1
	}
	return clips[0].from - 1
}

// score counts the lines that the clip accounts for. A title counts more.
func (c *clip) score(p *Page) int {
	score := len(c.thumb) + len(c.again) + len(c.source)
	if c.title < 0 {
		return score - 2
	}
	score += 2
	if s := p.Shape(c.title); s.End == EndSentence && !endsAsking(p.Lines[c.title].Text) {
		score -= 2
	}
	return score
}

func (c *clip) isTitleBesideDuration() bool {
	return c.title >= 0 && c.duration >= 0 && (c.title == c.duration+1 || c.title == c.duration-1)
}

// maxClipTitle is the length in bytes up to which a line can be a clip's title.
const maxClipTitle = 220

// isTitleText reports whether line i can be the title of a clip.
func isTitleText(p *Page, i int) bool {
	if i < 0 || i >= len(p.Lines) || p.Lines[i].Text == "" {
		return false
	}
	s := p.Shape(i)
	switch p.Label(i) {
	case Unlabeled, Related, Other:
		return s.Words <= maxTitleWords && len(p.Lines[i].Text) <= maxClipTitle && s.Letters > 0 && !isDuration(p, i) &&
			!(s.Sentences > 1 && isRunningText(p, i))
	}
	return false
}

func isPlayerWords(p *Page, i int) bool {
	l := p.Label(i)
	return l == Prompt || l == Advertisement
}

// takeTitleAfter takes the title after the clip. The last clip of a run may
// have none; then a link to another story is just that.
func (c *clip) takeTitleAfter(p *Page, next int, inner bool) {
	i := c.last + 1
	for i < next && isPlayerWords(p, i) && i <= c.last+2 {
		i++
	}
	if i >= next || !isTitleText(p, i) || isRepeatedIn(p, i, i, next) || !inner && p.Label(i) == Related {
		return
	}
	c.title, c.to = i, i
}

func (c *clip) takeTitleBefore(p *Page, floor int) {
	i := c.first - 1
	for i > floor && isPlayerWords(p, i) && i >= c.first-2 {
		i--
	}
	if i < floor || !isTitleText(p, i) {
		return
	}
	c.title, c.from = i, i
}

// takeThumbnail takes the lines right before the clip that show its picture.
// inner says that the lines down to floor lie between two clips of a run, so
// that a text without further evidence is more likely the clip's than the
// page's.
func (c *clip) takeThumbnail(p *Page, floor int, inner bool) {
	last := c.from - 1
	for i := last; i >= floor; i-- {
		switch l := p.Label(i); {
		case l == ImageName || l == Credit:
		case l == Unlabeled && (isRepeatedIn(p, i, floor, last+1) || endsWithCredit(p, i)):
		case l == Unlabeled && mayBeCaptionText(p, i) && c.besideCredit(p, i) && (inner || isLoneCaption(p, i)):
		case l == Unlabeled && inner && i == floor && i == last && isTitleText(p, i):
		default:
			return
		}
		if repeatsWithin(p, i, floor, i-1) {
			c.again = append(c.again, i)
		} else {
			c.thumb = append(c.thumb, i)
		}
		c.from = i
	}
}

// minLoneCaption is the number of words from which a line before the credit of
// a run's first clip is its caption rather than a heading above the run.
const minLoneCaption = 8

func isLoneCaption(p *Page, i int) bool {
	return p.Shape(i).Words >= minLoneCaption && !isRunningText(p, i)
}

// besideCredit reports whether line i stands before or after a credit of the
// clip.
func (c *clip) besideCredit(p *Page, i int) bool {
	return i+1 < c.first && p.Label(i+1) == Credit || i > 0 && p.Label(i-1) == Credit && i+1 == c.first
}

// takeSource takes the lines right after the clip that name where it is from.
func (c *clip) takeSource(p *Page, next int) {
	i := c.to + 1
	if i >= next || p.Decision(i).Group != 0 {
		return
	}
	name, ok := p.cutSourceLabel(p.Lines[i].Text)
	if !ok || name != "" && !isSourceName(name) {
		return
	}
	c.source = append(c.source, i)
	c.to = i
	if name == "" && i+1 < next && isFree(p, i+1) && isSourceName(p.Lines[i+1].Text) {
		c.source = append(c.source, i+1)
		c.to = i + 1
	}
}

// markClip marks and groups the lines of a clip. A core with nothing beside it
// is left as it is.
func markClip(p *Page, c clip) {
	if c.duration < 0 && c.title < 0 && len(c.thumb) == 0 {
		return
	}
	group := p.NewGroup()
	p.MarkGroup(c.marker, ClipMarker, sureClip, group)
	p.MarkGroup(c.duration, ClipDuration, sureClip, group)
	p.MarkGroup(c.title, ClipTitle, sureClip, group)
	for _, i := range c.source {
		p.MarkGroup(i, ClipSource, sureClip, group)
	}
	for _, i := range c.thumb {
		label := p.Label(i)
		if label == Unlabeled {
			label = Caption
		}
		p.MarkGroup(i, label, sureClip, group)
	}
	for _, i := range c.again {
		p.Mark(i, Duplicate, sureClip)
	}
}

// CutClipSource returns the outlet that a line of a clip names: "- Source: CNN"
// and "CNN" give "CNN", "Source:" gives "".
func CutClipSource(text string) string {
	if name, ok := cutSourceLabel(text); ok {
		return name
	}
	return text
}

// cutSourceLabel returns what stands after the word for source in some
// language; ok is false where the line does not begin with one.
func cutSourceLabel(text string) (name string, ok bool) { return cutLabel(text, sourceLabels()) }

// cutLabel returns what stands after one of the folded labels.
func cutLabel(text string, labels map[string]bool) (name string, ok bool) {
	if len(text) > maxClipTitle {
		return "", false
	}
	if labels[Fold(text)] {
		return "", true
	}
	colon := strings.IndexAny(text, ":：")
	if colon < 0 || !labels[Fold(text[:colon])] {
		return "", false
	}
	return strings.TrimLeft(text[colon:], ":： "), true
}

// sourceLabels holds the folded words that stand before a clip's source.
var sourceLabels = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool)
	for _, phrase := range words()["clip-source"] {
		set[Fold(phrase)] = true
	}
	return set
})

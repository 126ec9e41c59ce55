package clean

import "strings"

// noiseLabel says what a line outside the article is, by what stands around it.
func (f *features) noiseLabel(i int) Label {
	line, l := &f.p.Lines[i], &f.lines[i]
	b, bf := &f.p.Blocks[line.Block], &f.blocks[line.Block]
	switch {
	case b.Hidden:
		return Other
	case b.Place&InControl != 0, l.dialog:
		return Prompt
	case strings.Contains(line.Text, "©") && l.words < 40:
		return Legal
	}
	if !f.far[i] {
		if label := f.groupLabel(bf); label != Unlabeled {
			return label
		}
	}
	switch {
	case b.Place&(InNav|InFooter) != 0:
		return Navigation
	case b.Place&InForm != 0:
		return Prompt
	case l.link > 0.8 && (l.words >= 5 || b.Level > 0):
		return Related
	case b.Place&InHeader != 0 || l.link > 0.8:
		return Navigation
	}
	return Other
}

// noiseGroups are the groups that say what kind of noise a line is, the plainer
// ones first.
var noiseGroups = [...]struct {
	group group
	label Label
}{
	{groupAdvertisement, Advertisement},
	{groupComment, Comment},
	{groupRelated, Related},
	{groupSocial, Share},
	{groupConsent, Prompt},
	{groupPromotion, Promotion},
	{groupNavigation, Navigation},
	{groupFooter, Navigation},
	{groupTags, Navigation},
	{groupInterface, Prompt},
	{groupHidden, Prompt},
}

// noiseReach is the number of blocks up to which a group says what a line is.
const noiseReach = 3

// groupLabel returns the label of the nearest group around a block that names
// noise.
func (f *features) groupLabel(bf *blockFacts) Label {
	label, near := Unlabeled, uint8(noiseReach+1)
	for _, n := range noiseGroups {
		if d := bf.near[n.group]; d < near {
			label, near = n.label, d
		}
	}
	return label
}

// markFurniture names what no other rule has named on a page with blocks.
func markFurniture(p *Page) {
	if !p.isStructured() {
		return
	}
	for i := range p.Lines {
		if p.Label(i) == Unlabeled {
			label := Other
			if i < len(p.noise) && p.noise[i] != Unlabeled {
				label = p.noise[i]
			}
			p.Mark(i, label, sureBody)
		}
	}
}

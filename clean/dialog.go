package clean

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names/dialogs.txt
var dialogFile string

// dialogNames are the starts of the names that consent dialogues have, by their
// first letter.
var dialogNames = sync.OnceValue(func() *[26]dialogStarts {
	var names [26]dialogStarts
	for line := range strings.Lines(dialogFile) {
		if name := strings.TrimSpace(line); name != "" && name[0] != '#' {
			starts := &names[name[0]-'a']
			starts.names = append(starts.names, name)
			starts.second |= 1 << (name[1] & 0x1F)
		}
	}
	return &names
})

// dialogStarts are the names with one first letter, and the set of the last bits
// of their second letters.
type dialogStarts struct {
	names  []string
	second uint32
}

// maxDialog is the share of a page's text above which a block is no dialogue,
// whatever its name: scripts put a dialogue's name on what it covers too.
const maxDialog = 0.5

// findDialogs marks the lines of dialogues, most of which ask for consent, as far:
// what the model knows of running text does not hold for them. They are often most of the text of
// short pages, in paragraphs that read like any other.
func (f *features) findDialogs() {
	names := dialogNames()
	blocks := f.p.Blocks
	if len(blocks) == 0 {
		return
	}
	total := float64(blocks[0].Text)
	for end, at := 0, 0; at < len(blocks); at++ {
		b := &blocks[at]
		e := &b.Element
		if b.First < end || b.First == b.Last || e.Class == "" && e.ID == "" && e.Role == "" || float64(b.Text) > maxDialog*total {
			continue
		}
		switch e.Tag {
		case "body", "html", "main", "article":
			continue
		}
		if e.Role != "dialog" && e.Role != "alertdialog" && !isDialogName(e.ID, names) && !isDialogName(e.Class, names) {
			continue
		}
		for i := b.First; i < b.Last; i++ {
			f.far[i], f.lines[i].dialog = true, true
		}
		end = b.Last
	}
}

// isDialogName reports whether a word of a class or id attribute begins as the
// names of dialogues do.
func isDialogName(attr string, names *[26]dialogStarts) bool {
	attr = attr[:min(len(attr), maxNameSize)]
	for len(attr) > 1 {
		if c := attr[0] | 0x20; c >= 'a' && c <= 'z' && names[c-'a'].second>>(attr[1]&0x1F)&1 != 0 {
			for _, name := range names[c-'a'].names {
				if len(attr) >= len(name) && strings.EqualFold(attr[:len(name)], name) {
					return true
				}
			}
		}
		i := 0
		for i < len(attr) && attr[i] > ' ' {
			i++
		}
		attr = attr[min(i+1, len(attr)):]
	}
	return false
}

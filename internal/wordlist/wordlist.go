// Package wordlist reads the word lists that the floors of copydesk embed:
// one text file a language, named by its BCP 47 tag ("de.txt", "zh-Hant.txt"),
// in sections.
//
//	# A comment line starts with "# ".
//	[clip-marker]
//	now playing
//	up next
//
// Blank lines are ignored. A phrase stands on its own line exactly as written,
// without white space at its ends.
package wordlist

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// List is the content of one file.
type List struct {
	// Language is the file's name without its extension, a BCP 47 tag.
	Language string
	// Sections maps a section's name to its phrases in file order.
	Sections map[string][]string
}

// Read parses every .txt file directly under dir, in name order. A section
// that known does not contain, a phrase before the first section, a phrase
// given twice in a section or a section given twice in a file is an error that
// names file and line.
func Read(fsys fs.FS, dir string, known ...string) ([]List, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	lists := make([]List, 0, len(names))
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		list, err := parse(name, string(data), known)
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

// MustRead is Read for embedded files, whose validity the tests establish.
func MustRead(fsys fs.FS, dir string, known ...string) []List {
	lists, err := Read(fsys, dir, known...)
	if err != nil {
		panic(err)
	}
	return lists
}

func parse(name, data string, known []string) (List, error) {
	list := List{
		Language: strings.TrimSuffix(path.Base(name), ".txt"),
		Sections: make(map[string][]string),
	}
	section := ""
	seen := make(map[string]bool)
	number := 0
	for line := range strings.Lines(data) {
		number++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line == "#" || strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = line[1 : len(line)-1]
			if !slices.Contains(known, section) {
				return List{}, fmt.Errorf("%s:%d: unknown section %q", name, number, section)
			}
			if _, ok := list.Sections[section]; ok {
				return List{}, fmt.Errorf("%s:%d: section %q given twice", name, number, section)
			}
			list.Sections[section] = nil
		case section == "":
			return List{}, fmt.Errorf("%s:%d: phrase before the first section", name, number)
		case seen[section+"\x00"+line]:
			return List{}, fmt.Errorf("%s:%d: %q given twice in section %q", name, number, line, section)
		default:
			seen[section+"\x00"+line] = true
			list.Sections[section] = append(list.Sections[section], line)
		}
	}
	return list, nil
}

// Package packs holds rule packs that come with copydesk. None is used unless it
// is asked for:
//
//	e, err := extract.New(extract.WithPacks(packs.General()...))
//
// General packs hold on pages of every site; those of sites speak of the pages of
// the sites that they name, by the page's address or canonical link. Each pack is
// a file in general or sites, with tests of its own, and can be copied as the
// beginning of another.
package packs

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

//go:embed general/*.json sites/*.json
var files embed.FS

// FS returns the files of the packs: general/NAME.json and sites/NAME.json.
func FS() fs.FS { return files }

// General returns the packs that name no site.
func General() []clean.Pack { return load("general") }

// Sites returns the packs that name sites.
func Sites() []clean.Pack { return load("sites") }

// Names returns the names of all packs, those of sites after the others.
func Names() []string {
	var names []string
	for _, dir := range [...]string{"general", "sites"} {
		paths, _ := fs.Glob(files, dir+"/*.json")
		for _, p := range paths {
			names = append(names, strings.TrimSuffix(path.Base(p), ".json"))
		}
	}
	return names
}

// Named returns the packs of the given names. A name that no pack has is an
// error.
func Named(names ...string) ([]clean.Pack, error) {
	all := append(General(), Sites()...)
	var found []clean.Pack
	for _, name := range names {
		n := len(found)
		for _, pack := range all {
			if pack.Name == name {
				found = append(found, pack)
			}
		}
		if len(found) == n {
			return nil, fmt.Errorf("packs: %q is none of %s", name, strings.Join(Names(), ", "))
		}
	}
	return found, nil
}

// load reads the packs in a folder, whose validity the tests establish.
func load(dir string) []clean.Pack {
	found, err := clean.LoadPackFS(files, dir+"/*.json")
	if err != nil {
		panic(err)
	}
	return found
}

package sitenoise

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/copydesk-go/copydesk/clean"
)

// RuleName is the name of the rule that removes noise of sites.
const RuleName = "site-noise"

// Noise is what was found, site by site.
type Noise []Found

// Found are the lines of one site that are noise.
type Found struct {
	Site string `json:"site"`
	// Pages is the number of pages that were counted.
	Pages int         `json:"pages"`
	Lines []FoundLine `json:"lines"`
}

// FoundLine is a line that is noise.
type FoundLine struct {
	Text string `json:"text"`
	// On is the number of pages that it stands on.
	On int `json:"on"`
}

// Count returns the number of lines.
func (n Noise) Count() int {
	count := 0
	for _, found := range n {
		count += len(found.Lines)
	}
	return count
}

// Rule returns a rule that removes the lines where they would otherwise be a
// part of the article. What other rules know of lines stays.
func (n Noise) Rule() clean.Rule { return n.Keys().Rule() }

// Keys returns what Rule needs to know of the lines.
func (n Noise) Keys() Keys {
	keys := make(Keys, n.Count()+len(n))
	for _, found := range n {
		keys[SiteKey(found.Site)] = true
		for _, line := range found.Lines {
			keys[Key(found.Site, line.Text)] = true
		}
	}
	return keys
}

// Keys are lines that are noise without their texts: the Key of each, and the
// SiteKey of each site that has such lines.
type Keys map[uint64]bool

// SiteKey returns a number for a site, which is that of none of its lines.
func SiteKey(site string) uint64 { return keyOf(site, "") }

// Rule returns the rule of the Noise that has these keys.
func (k Keys) Rule() clean.Rule {
	return clean.Func(RuleName, func(p *clean.Page) {
		site := siteOf(p)
		if !k[SiteKey(site)] {
			return
		}
		for i := range p.Lines {
			if p.Label(i).IsBody() && isLine(p, i) && k[keyOf(site, p.Key(i))] {
				p.Mark(i, clean.Other, 1)
			}
		}
	}, clean.At(clean.Late))
}

// sureNoise is how sure rules of packs are: more than the built-in ones of lines
// of the article, less than those of clips.
const sureNoise = 0.965

// WritePack writes the lines of a site as a rule pack, which does for pages of
// that site what Rule does, without counting again.
func (f Found) WritePack(w io.Writer) error {
	type rule struct {
		Name       string   `json:"name"`
		Label      string   `json:"label"`
		Anchor     string   `json:"anchor"`
		Confidence float64  `json:"confidence"`
		Equal      []string `json:"equal"`
	}
	pack := struct {
		Schema string   `json:"schema"`
		Name   string   `json:"name"`
		Doc    string   `json:"doc"`
		Sites  []string `json:"sites"`
		Rules  []rule   `json:"rules"`
	}{clean.PackSchemaName, f.packName(), fmt.Sprintf("Lines that stand on most of %d pages of the site.", f.Pages), []string{f.Site}, nil}
	r := rule{Name: "line", Label: clean.Other.String(), Anchor: clean.Late.String(), Confidence: sureNoise}
	for _, line := range f.Lines {
		r.Equal = append(r.Equal, line.Text)
	}
	pack.Rules = append(pack.Rules, r)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(pack)
}

// packName returns the site's name as packs may be called.
func (f Found) packName() string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, f.Site)
	// Two sites may come out the same.
	return fmt.Sprintf("site-%.46s-%08x", plain, uint32(SiteKey(f.Site)))
}

// SavePacks writes a pack for each site into a folder, as SITE.json. Hosts that
// no pack can be for, such as those without a domain, are left out.
func (n Noise) SavePacks(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, found := range n {
		var b bytes.Buffer
		if err := found.WritePack(&b); err != nil {
			return err
		}
		if _, err := clean.LoadPack(bytes.NewReader(b.Bytes())); err != nil || found.Site != filepath.Base(found.Site) {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, found.Site+".json"), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Write writes the noise as JSON lines, a site each.
func (n Noise) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	for _, found := range n {
		if err := e.Encode(found); err != nil {
			return err
		}
	}
	return b.Flush()
}

// Read reads what Write wrote.
func Read(r io.Reader) (Noise, error) {
	var n Noise
	for d := json.NewDecoder(r); ; {
		var found Found
		err := d.Decode(&found)
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return nil, fmt.Errorf("sitenoise: %w", err)
		}
		n = append(n, found)
	}
}

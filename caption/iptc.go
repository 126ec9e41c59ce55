package caption

import "strings"

// IPTC returns the fields of c under their names in the IPTC Photo Metadata
// Standard. Fields that c does not state are absent; several creators are
// joined with "; ".
func (c Credit) IPTC() map[string]string {
	m := make(map[string]string)
	set := func(name, value string) {
		if value != "" {
			m[name] = value
		}
	}
	set("Creator", strings.Join(c.Creators, "; "))
	set("Credit Line", c.Raw)
	set("Source", strings.Join(c.Agencies, "; "))
	set("Copyright Notice", c.Notice)
	set("Digital Source Type", c.Kind.digitalSource())
	return m
}

// IPTC returns the fields of c, and of its credit, under their names in the
// IPTC Photo Metadata Standard. Fields that c does not state are absent.
func (c Caption) IPTC() map[string]string {
	m := c.Credit.IPTC()
	if c.Text != "" {
		m["Description"] = c.Text
	}
	if c.Place != "" {
		m["Location Created"] = c.Place
	}
	if !c.Taken.IsZero() {
		m["Date Created"] = c.Taken.String()
	}
	if c.Image.Alt != "" {
		m["Alt Text (Accessibility)"] = c.Image.Alt
	}
	return m
}

// digitalSource returns the IPTC NewsCode for how the picture came to be, for
// the kinds that have one.
func (k Kind) digitalSource() string {
	const scheme = "http://cv.iptc.org/newscodes/digitalsourcetype/"
	switch k {
	case KindAI:
		return scheme + "trainedAlgorithmicMedia"
	case KindComposite:
		return scheme + "composite"
	case KindScreenshot:
		return scheme + "screenCapture"
	}
	return ""
}

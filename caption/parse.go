package caption

import "strings"

// Parse takes a caption apart.
func Parse(s string) Caption {
	text := trimSpace(s)
	var c Caption
	for range 4 {
		if cr, ok := ParseCredit(text); ok {
			if c.Credit.Raw == "" {
				c.Credit = cr
			}
			return c
		}
		at := strings.LastIndexAny(text, "(（")
		if at > 0 && strings.HasSuffix(text, ")") {
			if cr, ok := ParseCredit(text[at:]); ok {
				if c.Credit.Raw == "" {
					c.Credit = cr
				}
				text = trimSpace(text[:at])
				continue
			}
		}
		if at := strings.Index(text, " / "); at > 0 {
			if cr, ok := ParseCredit(text[at+3:]); ok {
				if c.Credit.Raw == "" {
					c.Credit = cr
				}
				text = trimSpace(text[:at])
				continue
			}
		}
		break
	}
	c.Text = text
	return c
}

// ParseCredit reads s, as a whole, as a credit line.
func ParseCredit(s string) (Credit, bool) {
	s = trimSpace(s)
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = trimSpace(s[1 : len(s)-1])
	}
	lex := words()
	labelled := strings.HasPrefix(s, "©")
	if labelled {
		s = trimSpace(s[len("©"):])
	}
	var c Credit
	for {
		end, e := lex.trie.find(s, 0, labelAny)
		if e.class == 0 {
			break
		}
		if rest := trimLeft(s[end:]); strings.HasPrefix(rest, ":") {
			s = trimLeft(rest[1:])
		} else if by, e := lex.trie.find(rest, 0, wordBy); e.class != 0 {
			s = trimLeft(rest[by:])
		} else if strings.HasSuffix(s[:end], "read") {
			s = rest
		} else {
			break
		}
		labelled = true
		if e.class&labelPhoto != 0 {
			c.Kind = KindPhoto
		}
	}
	if s == "" || len(s) > 120 {
		return Credit{}, false
	}
	c.Raw = s
	known := false
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '/' || r == '|' }) {
		part = trimSpace(part)
		if e := lex.trie.exact(part, agencyAny); e.class != 0 {
			c.Agencies = append(c.Agencies, lex.agencies[e.value])
			known = true
		} else if strings.Contains(part, " ") {
			c.Creators = append(c.Creators, part)
		} else {
			c.Agencies = append(c.Agencies, part)
		}
	}
	if !labelled && !known || len(strings.Fields(s)) > 10 {
		return Credit{}, false
	}
	return c, true
}

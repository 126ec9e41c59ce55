package caption

import "strings"

// Parse takes a caption apart: the text, the credit, and where and when the
// picture was taken if the text says so with certainty.
//
// Text is a part of s, cut at its ends and otherwise as written; a caption that
// is nothing but a credit has none. Credits are looked for at the end of s, in
// and out of brackets, behind labels, separators and the last full stop, and at
// its start on a line of their own. What could as well be the end of the
// sentence stays in the text, what stands around the inside of a caption's
// shortcode (see CutShortcode) does not. The Image and the Span of the result are zero.
func Parse(s string) Caption {
	sc := scanner{lex: words()}
	return sc.parse(s)
}

func (sc *scanner) parse(s string) Caption {
	inner, _ := CutShortcode(s)
	p := peeler{sc: scanner{lex: sc.lex}, text: inner}
	defer func() { sc.steps += p.sc.steps }()
	p.text = trimLead(sc, p.text)
	p.text = trimTail(sc, trimRepeat(sc, p.text))
	if len(p.text) <= maxCredit {
		if w, ok := sc.readCredit(p.text); ok && !p.isCaption() {
			p.taken(&w)
			return Caption{Credit: sc.credit(&p.credit)}
		}
	}
	p.lead()
	// A caption has one credit, sometimes two, and a status.
	for range 4 {
		if !p.peel() {
			break
		}
		p.text = trimTail(sc, p.text)
	}
	c := Caption{Text: p.text, Credit: sc.credit(&p.credit)}
	if c.Credit.Raw != "" && sc.startsFile(c.Text) {
		c.Credit.Kind = stronger(c.Credit.Kind, KindFile)
	}
	c.Place, c.Taken = sc.placeAndDate(c.Text)
	return c
}

// startsFile reports whether a caption begins as agencies begin those of
// pictures from the archive: "FILE - …".
func (sc *scanner) startsFile(s string) bool {
	end, e := sc.find(s, 0, leadFile)
	if e.class == 0 || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	next, _ := skipPhrase(s, end)
	for _, dash := range [...]string{"-", "–", "—", ":"} {
		if strings.HasPrefix(s[next:], dash) {
			return next > end || s[:end] == "FILE"
		}
	}
	return false
}

// isCaption reports whether a text that could as a whole be a credit is rather
// a short caption with one: "Jo Doe (AP/Al Roe)", "Jo Doe. Foto: dpa".
func (p *peeler) isCaption() bool {
	if stripBrackets(p.text) != p.text {
		return false
	}
	q := peeler{sc: p.sc, text: p.text}
	defer func() { p.sc.steps = q.sc.steps }()
	if l := p.sc.labelAt(p.text, 0); l.join == joinBy && q.label() && endsSentence(q.text) {
		// "Imagen del puerto al amanecer. Foto: Jo Doe"
		_, ok := p.sc.readCredit(q.text)
		return !ok
	} else if l.end > 0 && l.join != joinSpace || copyrightSign(p.text) > 0 {
		return false
	}
	if left, right, ok := strings.Cut(p.text, " / "); ok && strings.Contains(right, "/") && !strings.Contains(left, "/") && !strings.Contains(right, " / ") {
		// The stroke between blanks is another one than that without.
		if r := p.sc.read(right); r.clean() && r.agencies > 0 && r.people() > 0 {
			return true
		}
	}
	if q.label() {
		return (p.sc.shapeOf(q.text).nature != natureOrganisation || endsSentence(q.text)) && q.text != "" && !p.isCreditBefore(q.text)
	}
	return q.bracket() && q.text != "" && (q.credit.people() > 0 || q.credit.kind == KindPhoto || endsSentence(q.text))
}

// isCreditBefore reports whether s, which stands before a labelled credit, is one
// itself: "picture alliance/Jo Doe/dpa Foto: Jo Doe".
func (p *peeler) isCreditBefore(s string) bool {
	if p.sc.has(s, agencyAny) {
		return true
	}
	w, ok := p.sc.readCredit(s)
	return ok && w.reading.known() > 0
}

// isSentenceWithCredit reports whether a text that could as a whole be a credit
// without a label is a sentence with a labelled one behind it: "Harbour Station,
// 1960. Photo: AFP".
func (sc *scanner) isSentenceWithCredit(s string) bool {
	if sc.labelAt(s, 0).end > 0 || copyrightSign(s) > 0 || stripBrackets(s) != s {
		return false
	}
	q := peeler{sc: scanner{lex: sc.lex}, text: s}
	defer func() { sc.steps += q.sc.steps }()
	return q.label() && endsSentence(q.text) && !q.isCreditBefore(q.text)
}

// peeler takes credits off the ends of a caption, one at a time.
type peeler struct {
	sc     scanner
	text   string
	credit found
	// unlabelled is set once no label has been seen in the whole text.
	unlabelled bool
}

// window is how many bytes from the end of a caption credits are looked for.
const window = 320

func (p *peeler) peel() bool {
	if p.text == "" {
		return false
	}
	if p.label() || p.bracket() {
		return true
	}
	if p.credit.names.count > 0 {
		return p.separated(true)
	}
	return p.sentence() || p.open() || p.separated(false) || p.bare()
}

// take cuts the caption before at and adds the credit raw, as r read it, to
// those already taken.
func (p *peeler) take(at int, raw string, kind Kind, r *reading) {
	p.text = trimCut(p.text[:at])
	p.credit.join(raw, stronger(kind, r.kind), r.notice, &r.partyList)
}

// taken adds a credit that is not cut off the end.
func (p *peeler) taken(w *wholeCredit) {
	p.credit.join(w.raw, stronger(w.kind, w.reading.kind), w.reading.notice, &w.reading.partyList)
}

// trimCut drops what parted the text from a credit behind it.
func trimCut(s string) string {
	for {
		if isTrimmed(s) {
			return s
		}
		t := trimRight(strings.TrimRight(s, " \u00A0\u3000|/–—•*＝_+>"))
		t = strings.TrimSuffix(t, " -")
		for _, c := range [...]string{"(", "（", "[", "【"} {
			t = strings.TrimSuffix(t, c)
		}
		if strings.HasSuffix(t, ",") || strings.HasSuffix(t, ";") {
			t = t[:len(t)-1]
		}
		t = strings.TrimSuffix(t, "、")
		t = strings.TrimSuffix(t, "\n-")
		if t == s {
			return t
		}
		s = t
	}
}

// lead takes a credit off the first line, where pages print it over the
// caption.
func (p *peeler) lead() {
	line, rest, ok := strings.Cut(p.text, "\n")
	if !ok || len(line) > 160 {
		return
	}
	w, ok := p.sc.readCredit(line)
	if rest = trimSpace(rest); ok && rest != "" {
		p.taken(&w)
		p.text = rest
	}
}

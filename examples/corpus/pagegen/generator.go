// Package pagegen makes up news pages: invented outlets, people, places and
// stories, in page layouts like real ones. It is for tests, benchmarks and
// trials of programs that clean corpora.
//
// Page number n of a generator is always the same page, whatever was made
// before, and on any machine.
package pagegen

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"text/template"
	"time"
)

//go:embed templates words.txt
var files embed.FS

// Page is a page that was made up, and the truth about it.
type Page struct {
	// URL is the page's address on the host of its site.
	URL string
	// HTML is the page as a server sends it, Text as a scraper flattens it.
	HTML, Text string
	// Fetched is when the page was fetched.
	Fetched time.Time

	// Title, Author, Paragraphs (with headings) and Caption are what a reader
	// would say is the article and its picture's caption.
	Title, Author string
	Paragraphs    []string
	Caption       string
	// SiteNoise are the lines inside the running text that every page of the
	// site has, and that nothing but this tells from the article.
	SiteNoise []string
}

// Generator makes pages. It is safe for concurrent use.
type Generator struct {
	seed    uint64
	sites   []site
	words   map[string][]string
	layouts []*template.Template
}

// site is an outlet.
type site struct {
	Name, Host   string
	Menu, Footer []string
	Slogan, Plea string
	layout       int
}

// New returns a generator of pages of a number of sites, at least one. Pages
// with numbers that differ by a multiple of it are of the same site.
func New(seed uint64, sites int) (*Generator, error) {
	g := &Generator{seed: seed}
	if err := g.readWords(); err != nil {
		return nil, err
	}
	for _, name := range []string{"article.html", "divs.html"} {
		layout, err := template.ParseFS(files, "templates/"+name)
		if err != nil {
			return nil, fmt.Errorf("pagegen: %w", err)
		}
		g.layouts = append(g.layouts, layout)
	}
	for i := range max(sites, 1) {
		g.sites = append(g.sites, g.site(i))
	}
	return g, nil
}

func (g *Generator) readWords() error {
	data, err := files.ReadFile("words.txt")
	if err != nil {
		return fmt.Errorf("pagegen: %w", err)
	}
	g.words = make(map[string][]string)
	for line := range strings.Lines(string(data)) {
		if name, entries, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(name, "#") {
			g.words[name] = strings.Split(entries, "|")
		}
	}
	return nil
}

func (g *Generator) site(i int) site {
	r := writer{g, rand.New(rand.NewPCG(g.seed, uint64(i)|1<<63))}
	place, paper := r.pick("place"), r.pick("paper")
	s := site{Name: "The " + place + " " + paper, layout: i % len(g.layouts)}
	s.Host = fmt.Sprintf("%s-%s-%d.example", slug(place), slug(paper), i)
	s.Menu, s.Footer = r.some("topic", 8), r.some("service", 6)
	s.Slogan, s.Plea = r.fill(r.pick("slogan"))+".", r.fill(r.pick("plea"))+"."
	return s
}

// block is a paragraph or a heading.
type block struct {
	Text    string
	Heading bool
}

// link is a link to another story.
type link struct{ URL, Title string }

// layoutData is what templates have.
type layoutData struct {
	Page
	Site                                 site
	Time                                 time.Time
	Body                                 []block
	Related                              []link
	Image, Credit, ClipTitle, ClipLength string
	Style, Script, JSONLD                string
}

// epoch is when the first page was published.
var epoch = time.Date(2024, time.March, 1, 6, 0, 0, 0, time.UTC)

// Page returns page number n, from 0 on.
func (g *Generator) Page(n int) (Page, error) {
	r := writer{g, rand.New(rand.NewPCG(g.seed, uint64(n)))}
	s := g.sites[n%len(g.sites)]
	d := layoutData{Site: s, Time: epoch.Add(time.Duration(n) * 7 * time.Minute)}
	d.Title, d.Author = r.title(), r.name()
	d.URL = fmt.Sprintf("https://%s/%s/%s-%d.html", s.Host, d.Time.Format("2006/01"), slug(d.Title), n)
	d.Fetched = d.Time.Add(36 * time.Hour)
	d.Caption, d.Credit, d.Image = r.fill(r.pick("scene"))+".", r.name()+"/"+s.Name, slug(d.Title)+".jpg"
	d.ClipTitle, d.ClipLength = r.title(), fmt.Sprintf("%02d:%02d", r.IntN(5), 10+r.IntN(50))
	for range 4 + r.IntN(10) {
		if len(d.Body) > 4 && r.IntN(5) == 0 {
			d.Body = append(d.Body, block{Text: r.title(), Heading: true})
		}
		d.Body = append(d.Body, block{Text: r.paragraph()})
	}
	for _, b := range d.Body {
		d.Paragraphs = append(d.Paragraphs, b.Text)
	}
	d.SiteNoise = []string{s.Slogan, s.Plea}
	for i := range 8 {
		d.Related = append(d.Related, link{fmt.Sprintf("/%d/%d.html", d.Time.Year(), n*8+i), r.title()})
	}
	d.Style = "." + strings.Repeat("block{margin:0 auto;padding:1em;font-family:serif} .", 8+r.IntN(20)) + "end{clear:both}"
	d.Script = "var page=" + strconv.Itoa(n) + ";" + strings.Repeat("(function(w){w.queue=w.queue||[];w.queue.push(page);})(window);", 10+r.IntN(60))
	if err := d.describe(); err != nil {
		return Page{}, err
	}
	var b bytes.Buffer
	if err := g.layouts[s.layout].Execute(&b, d); err != nil {
		return Page{}, fmt.Errorf("pagegen: %w", err)
	}
	d.HTML, d.Text = b.String(), d.flatten()
	return d.Page, nil
}

// describe makes the page's JSON-LD.
func (d *layoutData) describe() error {
	data, err := json.Marshal(map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": d.Title,
		"datePublished": d.Time.Format(time.RFC3339), "author": map[string]string{"@type": "Person", "name": d.Author},
		"publisher": map[string]string{"@type": "Organization", "name": d.Site.Name}, "url": d.URL,
	})
	d.JSONLD = string(data)
	return err
}

// flatten returns the page's text, a line a block.
func (d *layoutData) flatten() string {
	var b strings.Builder
	lines := append([]string{d.Site.Name}, d.Site.Menu...)
	lines = append(lines, "", d.Title, "", "By "+d.Author, d.Time.Format("January 2, 2006 3:04 PM"), "", d.Caption, "Photo: "+d.Credit, "")
	for i, block := range d.Body {
		lines = append(lines, block.Text, "")
		if i == 1 {
			lines = append(lines, d.Site.Slogan, "")
		}
	}
	lines = append(lines, d.Site.Plea, "", "Sign up for our morning newsletter", "", "More from "+d.Site.Name)
	for _, l := range d.Related {
		lines = append(lines, l.Title)
	}
	lines = append(lines, "")
	lines = append(lines, d.Site.Footer...)
	for _, line := range lines {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// writer writes sentences.
type writer struct {
	g *Generator
	*rand.Rand
}

func (w writer) pick(list string) string {
	words := w.g.words[list]
	return words[w.IntN(len(words))]
}

// some returns n entries of a list, each once.
func (w writer) some(list string, n int) []string {
	words := w.g.words[list]
	var out []string
	for _, i := range w.Perm(len(words))[:min(n, len(words))] {
		out = append(out, words[i])
	}
	return out
}

// fill puts words in the place of the names in braces.
func (w writer) fill(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "{")
		if !ok {
			return text
		}
		name, after, _ := strings.Cut(rest, "}")
		word := ""
		if name == "n" {
			word = strconv.Itoa(12 + w.IntN(900))
		} else {
			word = w.pick(name)
		}
		text = before + word + after
	}
}

func (w writer) name() string { return w.pick("first") + " " + w.pick("last") }

func (w writer) title() string {
	group := w.pick("group")
	return strings.ToUpper(group[:1]) + group[1:] + " of " + w.pick("place") + " " + w.pick("verb") + " " + w.pick("thing")
}

func (w writer) paragraph() string {
	var sentences []string
	for range 2 + w.IntN(3) {
		sentences = append(sentences, w.sentence())
	}
	return strings.Join(sentences, " ")
}

func (w writer) sentence() string {
	switch w.IntN(4) {
	case 0:
		return fmt.Sprintf("“%s,” %s of the %s %s.", w.fill(w.pick("quoted")), w.name(), w.pick("group"), w.fill(w.pick("said")))
	case 1:
		return w.fill(w.pick("extra")) + "."
	}
	return fmt.Sprintf("The %s of %s %s %s %s, %s.", w.pick("group"), w.pick("place"), w.pick("verb"), w.pick("thing"), w.pick("when"), w.fill(w.pick("why")))
}

func slug(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, s)
}

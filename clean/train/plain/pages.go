package main

import (
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/internal/align"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// page is a flattened page with what is right for each of its lines.
type page struct {
	tool, id string
	site     string
	// extracted says that the tool looked for the article.
	extracted bool
	title     string
	lines     []string
	labels    []clean.Label // by the rules that speak before the model
	truth     string
	share     []float32 // of the line's words that are in the article
	words     []int
	score     []float32 // what a model that has not seen the page says
	taken     []bool    // what the page comes to with these scores
	headline  int       // line of the title, by a model that has not seen the page; -1: none
	fold      int
	page      *clean.Page
}

// cleanTool is the name of the tool that left nothing but the article.
const cleanTool = "truth"

// fragmentTool is the name of the tool that left short pieces: a title, a few
// paragraphs and a few lines of what stands around them.
const fragmentTool = "fragment"

// madeHere marks the names of tools whose work was done by the flatteners here.
const madeHere = "*"

// rule is the name of the rule that is trained here.
const rule = "text-model"

// truth is what is right for a page, whatever flattened it.
type truth struct{ Text, Title, URL string }

// readPages reads what tools made of pages, then what is made here of pages
// that the tools have not seen, then texts of which nothing is to go, then short
// pieces of pages.
func readPages(o options) ([]*page, error) {
	cleaner, err := rulesBefore()
	if err != nil {
		return nil, err
	}
	truths, err := readTruths(o.data)
	if err != nil {
		return nil, err
	}
	var pages []*page
	var texts []string
	extracted := false
	add := func(tool, id, text string, t truth) {
		pages = append(pages, &page{tool: tool, extracted: extracted, id: id, site: siteOf(id, t.URL), truth: t.Text, title: t.Title})
		texts = append(texts, strings.ToValidUTF8(text, "\uFFFD"))
	}
	flattened := make(map[string]bool)
	sets := splitList(o.html)
	for _, set := range sets {
		more, err := readTruths(set)
		if err != nil {
			return nil, err
		}
		for id, t := range more {
			if own, ok := truths[id]; ok {
				t.Text, t.Title = own.Text, cmp.Or(own.Title, t.Title)
			}
			truths[id] = t
		}
	}
	ids := slices.Sorted(maps.Keys(truths))
	var kept []string
	for k, id := range ids {
		if k%o.sample == 0 && truths[id].Text != "" {
			kept = append(kept, id)
		}
	}
	for k, dir := range append([]string{o.data}, splitList(o.tools)...) {
		extracted = k > 0
		tools, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, tool := range tools {
			if !tool.IsDir() {
				continue
			}
			for _, id := range kept {
				text, err := readGzip(filepath.Join(dir, tool.Name(), id+".txt.gz"))
				if os.IsNotExist(err) {
					continue
				}
				if err != nil {
					return nil, err
				}
				add(tool.Name(), id, text, truths[id])
				flattened[tool.Name()+"/"+id] = true
			}
		}
	}
	extracted = false
	turns := slices.Sorted(maps.Keys(flatteners))
	for k, id := range kept {
		add(cleanTool, id, truths[id].Text, truths[id])
		for _, set := range sets {
			if err := flattenMissing(filepath.Join(set, "html", id+".html.gz"), func(tool, text string) {
				if !flattened[tool+"/"+id] && (tool == turns[k%len(turns)] || o.all) {
					add(tool+madeHere, id, text, truths[id])
				}
			}); err != nil {
				return nil, err
			}
		}
	}
	parallel(len(pages), o.threads, func(i int) { pages[i].read(cleaner, texts[i]) })
	only := splitList(o.only)
	pages = slices.DeleteFunc(pages, func(p *page) bool {
		return len(p.lines) == 0 || len(only) > 0 && !slices.Contains(only, strings.TrimSuffix(p.tool, madeHere))
	})
	var fragments []*page
	seen := make(map[string]bool)
	for _, p := range pages {
		if p.tool == "html-text" || strings.HasSuffix(p.tool, madeHere) && !seen[p.id] {
			seen[p.id] = true
			rng := rand.New(rand.NewPCG(uint64(len(fragments)), 3))
			for range o.fragments {
				fragments = append(fragments, p.fragment(p.title, rng))
			}
		}
	}
	parallel(len(fragments), o.threads, func(i int) {
		f := fragments[i]
		f.read(cleaner, strings.Join(f.lines, "\n\n"))
	})
	return append(pages, fragments...), nil
}

// rulesBefore returns a cleaner with the rules that speak before the one that is
// trained here.
func rulesBefore() (*clean.Cleaner, error) {
	names := clean.BuiltinRules()
	return clean.New(clean.WithoutRules(names[slices.Index(names, rule):]...))
}

func readTruths(dir string) (map[string]truth, error) {
	data, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		return nil, err
	}
	var truths map[string]truth
	if err := json.Unmarshal(data, &truths); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return truths, nil
}

func splitList(list string) []string {
	return slices.DeleteFunc(strings.Split(list, ","), func(s string) bool { return s == "" })
}

// flattenMissing flattens a saved page, where it is there.
func flattenMissing(path string, add func(tool, text string)) error {
	data, err := readGzip(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	root, err := parseHTML(strings.NewReader(data))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, tool := range slices.Sorted(maps.Keys(flatteners)) {
		add(tool, flatteners[tool](root))
	}
	return nil
}

// siteOf names what pages of one publisher share, so that they are in one part.
func siteOf(id, address string) string {
	if parts := strings.Split(id, "_"); len(parts) > 1 {
		return strings.Join(parts[:2], "_")
	}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return id
}

// fragment returns a short page made of lines of p: some of what stands around
// the article, its title, some of its paragraphs, some of what follows.
func (p *page) fragment(title string, rng *rand.Rand) *page {
	var right, wrong []string
	for i, line := range p.lines {
		switch {
		case p.share[i] >= 0.9:
			right = append(right, line)
		case p.share[i] == 0:
			wrong = append(wrong, line)
		}
	}
	f := &page{tool: fragmentTool, id: p.id, site: p.site, title: title}
	noise := func(most int) {
		if len(wrong) == 0 {
			return
		}
		at := rng.IntN(len(wrong))
		f.lines = append(f.lines, wrong[at:min(len(wrong), at+rng.IntN(most+1))]...)
	}
	if rng.IntN(3) > 0 {
		noise(3)
	}
	if rng.IntN(4) > 0 {
		f.lines = append(f.lines, title)
	}
	if len(right) > 0 {
		from := rng.IntN(len(right))
		if rng.IntN(2) == 0 {
			from = 0
		}
		part := right[from:min(len(right), from+3+rng.IntN(14))]
		f.truth = strings.Join(part, "\n")
		f.lines = append(f.lines, part...)
	}
	if rng.IntN(3) == 0 {
		noise(4)
	}
	return f
}

func (p *page) read(cleaner *clean.Cleaner, text string) {
	cp := clean.TextPage(text)
	decisions := cleaner.Label(cp)
	p.page, p.lines, p.headline = cp, nil, -1
	for i, d := range decisions {
		if d.Label.IsBody() {
			d.Label = clean.Unlabeled
		}
		p.lines = append(p.lines, cp.Lines[i].Text)
		p.labels = append(p.labels, d.Label)
		p.words = append(p.words, len(metric.Words(cp.Lines[i].Text)))
	}
	n := len(p.lines)
	p.score, p.taken = make([]float32, n), make([]bool, n)
	if p.tool == cleanTool {
		p.share = slices.Repeat([]float32{1}, n)
		return
	}
	p.share = align.Lines(p.lines, p.truth, 3)
}

func readGzip(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	data, err := io.ReadAll(z)
	return string(data), err
}

func parallel(n, threads int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range threads {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	wg.Wait()
}

func (p *page) text(take func(p *page, i int) bool) string {
	var b strings.Builder
	for i, line := range p.lines {
		if take(p, i) {
			b.WriteString(line)
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// tools returns the names of the tools, in order.
func tools(pages []*page) []string {
	var names []string
	for _, p := range pages {
		if !slices.Contains(names, p.tool) {
			names = append(names, p.tool)
		}
	}
	slices.Sort(names)
	return names
}

func report(name string, pages []*page, take func(p *page, i int) bool) {
	all := make([]metric.Shingles, len(pages))
	parallel(len(pages), 2, func(i int) { all[i] = metric.CompareShingles(pages[i].text(take), pages[i].truth) })
	fmt.Println(name)
	for _, tool := range tools(pages) {
		var shingles []metric.Shingles
		kept, words, whole := 0, 0, 0
		for i, p := range pages {
			if p.tool != tool {
				continue
			}
			shingles = append(shingles, all[i])
			before, after := 0, 0
			for k, n := range p.words {
				before += n
				if take(p, k) {
					after += n
				}
			}
			words, kept = words+before, kept+after
			if before == after {
				whole++
			}
		}
		a := metric.SumArticle(shingles)
		fmt.Printf("  %-16s F1 %.4f  P %.4f  R %.4f  exact %.3f  kept %.4f  whole %.3f\n", tool, a.F1, a.Precision, a.Recall,
			a.Accuracy, float64(kept)/float64(max(1, words)), float64(whole)/float64(max(1, len(shingles))))
	}
}

// reportLabels says how many of the words that rules labelled are of the
// article.
func reportLabels(pages []*page) {
	type sum struct{ lines, words, right int }
	sums := make(map[clean.Label]*sum)
	for _, p := range pages {
		for i, label := range p.labels {
			s := sums[label]
			if s == nil {
				s = new(sum)
				sums[label] = s
			}
			s.lines++
			s.words += p.words[i]
			s.right += int(p.share[i] * float32(p.words[i]))
		}
	}
	var labels []clean.Label
	for label := range sums {
		labels = append(labels, label)
	}
	slices.Sort(labels)
	fmt.Println("words of the article by label")
	for _, label := range labels {
		s := sums[label]
		fmt.Printf("  %-14s %7d lines %8d words, %8d of the article (%.3f)\n", label, s.lines, s.words, s.right, float64(s.right)/float64(max(1, s.words)))
	}
}

func listWorst(pages []*page, n int) {
	type bad struct {
		p *page
		s metric.Shingles
	}
	taken := func(p *page, i int) bool { return p.taken[i] }
	for _, tool := range tools(pages) {
		var list []bad
		for _, p := range pages {
			if p.tool == tool {
				list = append(list, bad{p, metric.CompareShingles(p.text(taken), p.truth)})
			}
		}
		slices.SortFunc(list, func(a, b bad) int { return cmp.Compare(a.s.F1(), b.s.F1()) })
		for _, b := range list[:min(n, len(list))] {
			best := metric.CompareShingles(b.p.text(func(p *page, i int) bool { return p.share[i] >= 0.5 }), b.p.truth)
			fmt.Printf("%s %s F1 %.3f (too much %.3f, too little %.3f), best %.3f\n", tool, b.p.id, b.s.F1(), b.s.FP, b.s.FN, best.F1())
		}
	}
}

// writeErrors writes the lines with what was decided, one file a page.
func writeErrors(pages []*page, dir string) error {
	for _, p := range pages {
		var b strings.Builder
		for i, line := range p.lines {
			mark := "  "
			switch right := p.share[i] >= 0.5; {
			case right && !p.taken[i]:
				mark = "- "
			case !right && p.taken[i]:
				mark = "+ "
			case right:
				mark = ". "
			}
			fmt.Fprintf(&b, "%s%6.2f %-10s %s\n", mark, p.score[i], p.labels[i], line)
		}
		path := filepath.Join(dir, p.tool, p.id+".txt")
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

package extract_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/devdata"
)

// furniture are words that page furniture is made of: rules of them share their
// first words with each other and with many lines.
var furniture = strings.Fields(`read more watch now listen sign up for our newsletter the app get latest news live updates
	share this story follow us on all rights reserved related stories you may like most popular in video photo gallery
	advertisement subscribe today free trial comments join conversation contact terms privacy policy cookies back top
	breaking weather sport business opinion world politics health science travel podcast edition story continues below`)

// manyRules returns rules of equal and prefix texts.
func manyRules(n int) []clean.Rule {
	random := rand.New(rand.NewPCG(1, 2))
	rules := make([]clean.Rule, n)
	for i := range rules {
		var words []string
		for range 2 + random.IntN(4) {
			words = append(words, furniture[random.IntN(len(furniture))])
		}
		// A number keeps the rules apart.
		text := fmt.Sprintf("%s %d", strings.Join(words, " "), i)
		if i%2 == 0 {
			rules[i] = clean.Equal(fmt.Sprintf("equal-%d", i), clean.Promotion, []string{text})
		} else {
			rules[i] = clean.Prefix(fmt.Sprintf("prefix-%d", i), clean.Promotion, []string{text})
		}
	}
	return rules
}

// manyPatterns returns rules of patterns as people write them: most of them name
// words, every tenth none.
func manyPatterns(n int) []clean.Rule {
	random := rand.New(rand.NewPCG(3, 4))
	word := func() string { return furniture[random.IntN(len(furniture))] }
	rules := make([]clean.Rule, n)
	for i := range rules {
		var expr string
		switch i % 10 {
		case 0:
			expr = fmt.Sprintf(`^[A-Z]{2,5}\d{%d,}[/-][a-z]+$`, 3+i/10)
		case 1, 2, 3:
			expr = fmt.Sprintf(`(?i)^%s %s( %s)?\b.{0,%d}$`, word(), word(), word(), 20+i)
		case 4, 5:
			expr = fmt.Sprintf(`(?i)\b(%s|%s|%s) (%s|%s)\b`, word(), word(), word(), word(), word())
		case 6, 7:
			expr = fmt.Sprintf(`%s %s:? \d{1,2}:\d{2}`, strings.ToUpper(word()), word())
		default:
			expr = fmt.Sprintf(`^\W*%s (?:%s|%s) [A-Z]\w+\W*$`, word(), word(), word())
		}
		rules[i] = clean.Pattern(fmt.Sprintf("pattern-%d", i), clean.Promotion, expr)
	}
	return rules
}

// BenchmarkRules reads the pages of the development data without callers' rules
// and with them, in turn, and reports how many times as long it takes with them.
// Run it with -cpu 1.
func BenchmarkRules(b *testing.B) {
	sets := map[string][]clean.Rule{
		"1000-texts": manyRules(1000), "100-patterns": manyPatterns(100),
		"100-selectors": manySelectors(100),
	}
	for _, kind := range []extract.Kind{extract.KindHTML, extract.KindText} {
		inputs := benchmarkInputs(b, kind)
		for _, name := range []string{"1000-texts", "100-patterns", "100-selectors"} {
			if name == "100-selectors" && kind == extract.KindText {
				continue
			}
			b.Run(string(kind)+"/"+name, func(b *testing.B) {
				bare, err := extract.New()
				if err != nil {
					b.Fatal(err)
				}
				ruled, err := extract.New(extract.WithRules(sets[name]...))
				if err != nil {
					b.Fatal(err)
				}
				read := func(e *extract.Extractor, input []byte) time.Duration {
					began := time.Now()
					if kind == extract.KindHTML {
						e.HTML(b.Context(), bytes.NewReader(input), extract.Source{})
					} else {
						e.Text(b.Context(), bytes.NewReader(input), extract.Source{})
					}
					return time.Since(began)
				}
				var without, with time.Duration
				for b.Loop() {
					for _, input := range inputs {
						without += read(bare, input)
						with += read(ruled, input)
					}
				}
				b.ReportMetric(float64(with)/float64(without), "times")
			})
		}
	}
}

func manySelectors(n int) []clean.Rule {
	rules := make([]clean.Rule, n)
	for i := range rules {
		css := fmt.Sprintf("div.%s > p.%s-%d, aside .%s", furniture[i%len(furniture)], furniture[i*7%len(furniture)], i, furniture[i*3%len(furniture)])
		rules[i] = clean.Selector(fmt.Sprintf("selector-%d", i), clean.Promotion, css)
	}
	return rules
}

// benchmarkInputs returns saved pages, as they are or flattened to text.
func benchmarkInputs(b *testing.B, kind extract.Kind) [][]byte {
	pages, err := devdata.Set(devdata.Path(b, "corpus", "fundus-news"))
	if err != nil {
		b.Fatal(err)
	}
	var inputs [][]byte
	for _, p := range pages {
		if kind == extract.KindHTML {
			inputs = append(inputs, p.HTML)
			continue
		}
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.HTML))
		if err != nil {
			b.Fatal(err)
		}
		doc.Find("script, style, noscript").Remove()
		inputs = append(inputs, []byte(doc.Find("body").Text()))
	}
	return inputs
}

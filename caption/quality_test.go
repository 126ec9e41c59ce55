package caption

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/internal/devdata"
)

// floors are the scores that testdata/floors.json records. A test fails when a
// score falls by more than slack, so that no change loses ground unnoticed.
type floors struct {
	// RoundTrip maps a way of joining text and credit to the shares of
	// captions whose text and whose credit come back.
	RoundTrip map[string]shares `json:"round_trip"`
	// EveryPair is RoundTrip over all pairs of captions and credits.
	EveryPair map[string]shares `json:"every_pair"`
	// Creditless is the share of captions without a credit that stay whole.
	Creditless float64 `json:"creditless"`
	// FalseClaims maps a set of article texts to the share of paragraphs on
	// which a credit is claimed.
	FalseClaims map[string]float64 `json:"false_claims"`
}

type shares struct {
	Text   float64 `json:"text"`
	Credit float64 `json:"credit"`
}

const slack = 0.002

func readFloors(t *testing.T) floors {
	t.Helper()
	data, err := os.ReadFile("testdata/floors.json")
	require.NoError(t, err)
	var f floors
	require.NoError(t, json.Unmarshal(data, &f))
	return f
}

type truthPage struct {
	Text   string `json:"text"`
	Images []struct {
		Caption string   `json:"caption"`
		Authors []string `json:"authors"`
	} `json:"images"`
}

func readTruth(t *testing.T, set string) map[string]truthPage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(devdata.Path(t, "corpus", set), "truth.json"))
	require.NoError(t, err)
	var pages map[string]truthPage
	require.NoError(t, json.Unmarshal(data, &pages))
	return pages
}

// joins are the ways in which pages join a caption and its credit.
var joins = []struct {
	name string
	join func(text, credit string, japanese bool) string
}{
	{"text (credit)", func(text, credit string, japanese bool) string {
		if japanese {
			return text + "（" + credit + "）"
		}
		return text + " (" + credit + ")"
	}},
	{"text credit", func(text, credit string, japanese bool) string {
		if japanese {
			return text + "＝" + credit
		}
		return text + " " + credit
	}},
	{"text / credit", func(text, credit string, _ bool) string { return text + " / " + credit }},
	{"text. Foto: credit", func(text, credit string, japanese bool) string {
		if japanese {
			return text + "。写真：" + credit
		}
		return strings.TrimSuffix(text, ".") + ". Foto: " + credit
	}},
	{"text © credit", func(text, credit string, japanese bool) string {
		if japanese {
			return text + "（Ｃ）" + credit
		}
		return text + " © " + credit
	}},
}

// truthCaption is a caption and its credit as the truth has them.
type truthCaption struct {
	page, text, credit string
	japanese           bool
}

// truthCaptions returns the captions that the pages' truth gives a credit,
// without those that hold it already.
func truthCaptions(t *testing.T) []truthCaption {
	var out []truthCaption
	pages := readTruth(t, "fundus-news")
	for _, page := range slices.Sorted(maps.Keys(pages)) {
		for _, image := range pages[page].Images {
			if image.Caption == "" || len(image.Authors) == 0 {
				continue
			}
			c := truthCaption{page, trimSpace(image.Caption), truthCredit(page, image.Authors), strings.HasPrefix(page, "jp_")}
			if rest, ok := strings.CutSuffix(c.text, c.credit); ok {
				c.text = trimSpace(rest)
			}
			if rest, ok := strings.CutSuffix(c.text, "("+c.credit+")"); ok {
				c.text = trimSpace(rest)
			}
			if c.text != "" && !holdsCredit(c.text, c.credit) {
				out = append(out, c)
			}
		}
	}
	return out
}

// truthCredit joins the parts of a credit again. The truth splits credits at
// "|" and ","; pages in German and Russian mean the first and the others the
// second, and so does whoever writes a quotation that the split cuts in two.
func truthCredit(page string, authors []string) string {
	separator := ", "
	if strings.HasPrefix(page, "de_") || strings.HasPrefix(page, "ru_") {
		separator = " | "
	}
	if strings.Contains(authors[0], "„") && !strings.Contains(authors[0], "“") {
		separator = ", "
	}
	return strings.Join(authors, separator)
}

// holdsCredit is the rule for captions of the truth that end with their credit,
// in brackets or behind a label: another one behind it is none that a page has.
func holdsCredit(text, credit string) bool {
	all, last, want := tokens(text), tokens(text), tokens(credit)
	if at := matchOpen(text); at > 0 {
		last = tokens(text[at:])
	}
	return len(all) >= len(want) && slices.Equal(all[len(all)-len(want):], want) ||
		len(last) < len(all) && len(last) >= len(want) && slices.Equal(last[:len(want)], want)
}

// unlabel is the rule for labels and status words that the truth keeps on some
// pages and drops on others ("Bild: …", "Dok.…", "… (Symbolfoto)", "… File
// image"): scores compare without them on both sides.
func unlabel(s string) string {
	sc := scanner{lex: words()}
	u := unlabelled{rest: trimSpace(s)}
	for range 3 {
		if !sc.stripLabel(&u) {
			break
		}
		s = u.rest
	}
	if at := matchOpen(s); at > 0 && sc.has(trimSpace(s[at+1:len(s)-1]), statusAny) {
		s = trimSpace(s[:at])
	}
	s = strings.TrimSuffix(s, ".")
	if cut := sc.tailPhrase(s, statusFile|statusSymbol); cut.at > 0 && endsSentence(trimRight(s[:cut.at])) {
		s = trimRight(s[:cut.at])
	}
	return s
}

// sameCaption reports whether the text and the credit of c are those wanted.
func sameCaption(c Caption, text, credit string) (okText, okCredit bool) {
	return tokenF1(unlabel(c.Text), unlabel(text)) >= 0.98, tokenF1(unlabel(c.Credit.Raw), unlabel(credit)) >= 0.95
}

func TestRoundTrip(t *testing.T) {
	floor := readFloors(t)
	all := truthCaptions(t)
	for _, j := range joins {
		textOK, creditOK := 0, 0
		for _, want := range all {
			in := j.join(want.text, want.credit, want.japanese)
			c := Parse(in)
			okText, okCredit := sameCaption(c, want.text, want.credit)
			if okText {
				textOK++
			}
			if okCredit {
				creditOK++
			}
			if verbose() && !(okText && okCredit) {
				fmt.Printf("%s %v %v %.200q\n\t-> %.90q | %q want %q\n", j.name, okText, okCredit, in, c.Text[max(0, len(c.Text)-80):], c.Credit.Raw, want.credit)
			}
		}
		total := float64(len(all))
		got := shares{float64(textOK) / total, float64(creditOK) / total}
		t.Logf("%-20s %d captions: text %.4f credit %.4f", j.name, len(all), got.Text, got.Credit)
		require.GreaterOrEqual(t, got.Text, floor.RoundTrip[j.name].Text-slack, j.name)
		require.GreaterOrEqual(t, got.Credit, floor.RoundTrip[j.name].Credit-slack, j.name)
	}
}

// TestEveryPair joins every caption with every credit of the pages in its
// language: ends and beginnings that no page has put together yet.
func TestEveryPair(t *testing.T) {
	floor := readFloors(t)
	groups := make(map[string][]truthCaption)
	for _, c := range truthCaptions(t) {
		language := pageLanguage(c.page)
		groups[language] = append(groups[language], c)
	}
	for _, j := range joins {
		total, textOK, creditOK := 0, 0, 0
		for _, language := range slices.Sorted(maps.Keys(groups)) {
			seenText := make(map[string]bool)
			for _, text := range groups[language] {
				if seenText[text.text] {
					continue
				}
				seenText[text.text] = true
				seenCredit := make(map[string]bool)
				for _, credit := range groups[language] {
					if seenCredit[credit.credit] {
						continue
					}
					seenCredit[credit.credit] = true
					in := j.join(text.text, credit.credit, text.japanese)
					c := Parse(in)
					okText, okCredit := sameCaption(c, text.text, credit.credit)
					total++
					if okText {
						textOK++
					}
					if okCredit {
						creditOK++
					}
					if verbose() && !(okText && okCredit) {
						fmt.Printf("pair %s: %.40q %q\n\t-> %q | %q\n", j.name, text.text[windowStart(text.text, 40):], credit.credit, c.Text[windowStart(c.Text, 40):], c.Credit.Raw)
					}
				}
			}
		}
		got := shares{float64(textOK) / float64(total), float64(creditOK) / float64(total)}
		t.Logf("%-20s %d pairs: text %.4f credit %.4f", j.name, total, got.Text, got.Credit)
		require.GreaterOrEqual(t, got.Text, floor.EveryPair[j.name].Text-slack, j.name)
		require.GreaterOrEqual(t, got.Credit, floor.EveryPair[j.name].Credit-slack, j.name)
	}
}

// pageLanguage returns a name for the language of a page, by its country.
func pageLanguage(page string) string {
	country, _, _ := strings.Cut(page, "_")
	switch country {
	case "at", "ch", "li", "lu":
		return "de"
	case "au", "be", "ca", "mx", "my", "tw", "uk", "us":
		return "en"
	case "ua":
		return "ru"
	}
	return country
}

// TestCreditless parses captions without their credits: nothing may be taken
// off them.
func TestCreditless(t *testing.T) {
	floor := readFloors(t)
	total, whole := 0, 0
	pages := readTruth(t, "fundus-news")
	for _, page := range slices.Sorted(maps.Keys(pages)) {
		for _, image := range pages[page].Images {
			text := trimSpace(image.Caption)
			if text == "" || len(image.Authors) > 0 && holdsCredit(text, truthCredit(page, image.Authors)) {
				continue
			}
			total++
			if c := Parse(text); tokenF1(unlabel(c.Text), unlabel(text)) == 1 {
				whole++
			} else if verbose() {
				fmt.Printf("creditless %q\n\t-> %q\n", text[windowStart(text, 90):], c.Credit.Raw)
			}
		}
	}
	share := float64(whole) / float64(total)
	t.Logf("%d of %d captions whole: %.4f", whole, total, share)
	require.GreaterOrEqual(t, share, floor.Creditless-slack)
}

// verbose reports whether tests print what they count against the parser.
func verbose() bool { return os.Getenv("CAPTION_VERBOSE") != "" }

func TestFalseClaims(t *testing.T) {
	floor := readFloors(t)
	for _, set := range []string{"fundus-news", "wcxb-articles"} {
		parse, whole, total := 0, 0, 0
		for page, truth := range readTruth(t, set) {
			for line := range strings.Lines(truth.Text) {
				if line = trimSpace(line); line == "" {
					continue
				}
				total++
				c := Parse(line)
				if _, ok := ParseCredit(line); ok {
					whole++
				}
				if c.Credit.Raw != "" {
					parse++
					if verbose() {
						fmt.Printf("%s %q\n\t-> %q %q\n", page, line[max(0, len(line)-120):], c.Text[max(0, len(c.Text)-60):], c.Credit.Raw)
					}
				}
			}
		}
		for name, n := range map[string]int{set + " Parse": parse, set + " ParseCredit": whole} {
			share := float64(n) / float64(total)
			t.Logf("%-26s %d of %d paragraphs: %.5f", name, n, total, share)
			require.LessOrEqual(t, share, floor.FalseClaims[name]+slack/10, name)
			require.Less(t, share, 0.002, name)
		}
	}
}

// tokenF1 compares two texts by their words, or their characters in scripts
// without spaces.
func tokenF1(a, b string) float64 {
	counts := make(map[string]int)
	ta, tb := tokens(a), tokens(b)
	if len(ta) == 0 && len(tb) == 0 {
		return 1
	}
	for _, t := range ta {
		counts[t]++
	}
	common := 0
	for _, t := range tb {
		if counts[t] > 0 {
			counts[t]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(ta)+len(tb))
}

func tokens(s string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range s {
		switch {
		case isSpaceless(r) && isWord(r):
			flush()
			out = append(out, string(r))
		case isWord(r):
			word.WriteRune(unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
	return out
}

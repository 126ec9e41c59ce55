package caption

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
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

func TestRoundTrip(t *testing.T) {
	floor := readFloors(t)
	pages := readTruth(t, "fundus-news")
	verbose := os.Getenv("CAPTION_VERBOSE") != ""
	for _, j := range joins {
		total, textOK, creditOK := 0, 0, 0
		for page, truth := range pages {
			for _, image := range truth.Images {
				if image.Caption == "" || len(image.Authors) == 0 {
					continue
				}
				// The truth splits at "|" and ","; pages in German mean the
				// first and the others the second.
				separator := ", "
				if strings.HasPrefix(page, "de_") || strings.HasPrefix(page, "ru_") {
					separator = " | "
				}
				credit := strings.Join(image.Authors, separator)
				text := trimSpace(image.Caption)
				if rest, ok := strings.CutSuffix(text, credit); ok {
					text = trimSpace(rest)
				}
				if rest, ok := strings.CutSuffix(text, "("+credit+")"); ok {
					text = trimSpace(rest)
				}
				in := j.join(text, credit, strings.HasPrefix(page, "jp_"))
				c := Parse(in)
				total++
				okText := tokenF1(c.Text, text) >= 0.98
				okCredit := tokenF1(c.Credit.Raw, credit) >= 0.95
				if okText {
					textOK++
				}
				if okCredit {
					creditOK++
				}
				if verbose && !(okText && okCredit) {
					fmt.Printf("%s %v %v %.200q\n\t-> %.90q | %q want %q\n", j.name, okText, okCredit, in, c.Text[max(0, len(c.Text)-80):], c.Credit.Raw, credit)
				}
			}
		}
		got := shares{float64(textOK) / float64(total), float64(creditOK) / float64(total)}
		t.Logf("%-20s %d captions: text %.4f credit %.4f", j.name, total, got.Text, got.Credit)
		require.GreaterOrEqual(t, got.Text, floor.RoundTrip[j.name].Text-slack, j.name)
		require.GreaterOrEqual(t, got.Credit, floor.RoundTrip[j.name].Credit-slack, j.name)
	}
}

func TestFalseClaims(t *testing.T) {
	floor := readFloors(t)
	verbose := os.Getenv("CAPTION_VERBOSE") != ""
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
					if verbose {
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

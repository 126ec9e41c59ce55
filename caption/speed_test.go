package caption

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// hostile are units whose repetition makes a careless parser slow.
var hostile = []string{
	"(", ")", "()", "((AP) ", "Foto: ", "Foto: Jo Doe / dpa. ", "/ ", " / AFP", "| a ", "© ", "AP/", "a", "A. ", "Jan. 3, 2020 ",
	"写真", "（Ｃ）", "＝AP、", " ", "\n", "\u200b", "via ", "hide caption ", "[1/5]", "Photo by ", "Jo ", "Getty Images ", "..", "\xff", "。", "다 ",
	"+++", "Jo Doe, ", "in Berlin, on May 3, 2020 ", "”", "file ", "撮影", "a/b|c;d,e ", "courtesy of ",
}

func steps(s string) int {
	sc := scanner{lex: words()}
	sc.parse(s)
	return sc.steps
}

// TestLinear counts operations: doubling an input at most doubles them.
func TestLinear(t *testing.T) {
	const size = 1 << 13
	for _, unit := range hostile {
		n := size / len(unit)
		small, large := steps(strings.Repeat(unit, n)), steps(strings.Repeat(unit, 2*n))
		require.LessOrEqual(t, large, 2*small+small/5+2000, "%q: %d then %d", unit, small, large)
		require.LessOrEqual(t, large, 60_000+20*2*size, "%q", unit)
	}
}

// TestAllocs holds the promise of three allocations a caption.
func TestAllocs(t *testing.T) {
	words()
	for _, c := range readCases(t) {
		in := c.fields["in"]
		got := testing.AllocsPerRun(5, func() { Parse(in) })
		require.LessOrEqual(t, got, 3.0, "case %s: %q", c.number, in)
	}
}

// benchCaptions are captions in the proportions of news pages: with a marked
// credit, with a bare one, without any, long and short.
var benchCaptions = []string{
	"Jo Brandt walks with supporters after a rally at the fairgrounds, Friday, Aug. 30, 2024, in Johnstown, Pa. (AP Photo/Al Rowe)",
	"Der Bürgermeister räumte am Montag vor der Presse öffentlich schwere Versäumnisse seiner Verwaltung ein. Foto: Mia Brandt/dpa",
	"Les joueurs célèbrent la victoire sur la pelouse du stade après une finale que personne n’attendait aussi longue",
	"会見する首相＝ワシントンで2025年1月13日、AP",
	"Crowds gather at the market in the old town, where sellers from all over the country offer fruit, cloth and spices. / AFP / KARIM AL-SAHRAOUI        (Photo credit should read KARIM AL-SAHRAOUI/AFP/Getty Images)",
	"Игроки празднуют победу после матча, который продолжался почти три часа. Фото: Дмитрий Азаренков / РИА Новости",
}

func BenchmarkParse(b *testing.B) {
	size := 0
	for _, s := range benchCaptions {
		size += len(s)
	}
	words()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range benchCaptions {
			Parse(s)
		}
	}
}

// BenchmarkFields is the measure that BenchmarkParse is compared with: one pass
// of bytes.Fields over the same captions.
func BenchmarkFields(b *testing.B) {
	size := 0
	var inputs [][]byte
	for _, s := range benchCaptions {
		size += len(s)
		inputs = append(inputs, []byte(s))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range inputs {
			bytes.Fields(s)
		}
	}
}

func BenchmarkParseCredit(b *testing.B) {
	words()
	const s = "Foto: Mikhail Sinitsa/TASS/dpa/picture alliance"
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		ParseCredit(s)
	}
}

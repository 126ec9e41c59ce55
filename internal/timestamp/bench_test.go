package timestamp

import (
	"strings"
	"testing"
)

// ordinary are lines that are no timestamps, as most of a page is.
var ordinary = []string{
	"The council voted on 3 May 2024 to close the bridge for repairs.",
	"“We waited for two hours,” she said, “and nobody came.”",
	"Read more",
	"Sign up for our newsletter",
	"Photo: A. Reporter / Agency",
	"Der Stadtrat hat am 3. Mai 2024 beschlossen, die Brücke zu sperren.",
	"По словам мэра, мост закроют на ремонт 3 мая.",
	"市議会は5月3日、橋の修理を決めた。",
	"May the best team win on Sunday at the stadium",
	strings.Repeat("A paragraph goes on and on, as paragraphs do, until it ends. ", 10),
}

var stamped = []string{
	"Updated 8:16 AM EDT, Sat August 8, 2015",
	"Veröffentlicht am 3. Mai 2024 um 14:05 Uhr",
	"2024年5月3日（金） 午後2時5分",
	"Posted: Feb 11, 2024 / 06:32 AM PST / Updated: Feb 11, 2024 / 08:00 AM PST",
	"2024-05-03",
}

func TestRefusalAllocatesNothing(t *testing.T) {
	Line("warm up the word lists")
	for _, s := range ordinary {
		if n := testing.AllocsPerRun(10, func() {
			if _, ok := Line(s); ok || IsRelative(s) || IsPartial(s) {
				t.Errorf("%q accepted", s)
			}
		}); n != 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}

func BenchmarkLineOrdinary(b *testing.B) {
	Line("warm up the word lists")
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range ordinary {
			if _, ok := Line(s); ok {
				b.Fatalf("%q accepted", s)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(ordinary)), "ns/line")
}

func BenchmarkLineStamps(b *testing.B) {
	Line("warm up the word lists")
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range stamped {
			if _, ok := Line(s); !ok {
				b.Fatalf("%q refused", s)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(stamped)), "ns/line")
}

func BenchmarkMachine(b *testing.B) {
	Line("warm up the word lists")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, _, ok := Machine("2024-05-03T10:30:00+02:00"); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkLexicon(b *testing.B) {
	for b.Loop() {
		if _, err := newLexicon(); err != nil {
			b.Fatal(err)
		}
	}
}

package caption

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func addSeeds(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
		f.Add(strings.Repeat(s, 9))
	}
	for _, s := range []string{
		"Players celebrate. (AP Photo/Jo Doe, File)", "Foto: Mia Brandt/dpa", "会場＝東京で2024年9月9日、松田大地撮影",
		"Text. / AFP / KARIM AL-SAHRAOUI   (Photo credit should read KARIM AL-SAHRAOUI/AFP/Getty Images)",
		"1:02:03", "P5M9.49S", "8 Minuten 15 Sekunden", "market walk pkg_00001006.jpg", "IMG_0042.JPG", "20240830_101502",
	} {
		f.Add(s)
	}
}

// FuzzParse: no panic; the text is a part of the input; a caption without a
// credit loses nothing but furniture; steps are linear in the size.
func FuzzParse(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		sc := scanner{lex: words()}
		c := sc.parse(s)
		if !strings.Contains(s, c.Text) {
			t.Fatalf("text %q is no part of %q", c.Text, s)
		}
		if sc.steps > 60_000+20*len(s) {
			t.Fatalf("%d steps for %d bytes", sc.steps, len(s))
		}
		if c.Credit.Raw == "" && (len(c.Credit.Creators)+len(c.Credit.Agencies) > 0 || c.Credit.Kind != "" || c.Credit.Notice != "") {
			t.Fatalf("parties, kind or notice without a credit in %q: %+v", s, c.Credit)
		}
		checkParties(t, s, c.Credit)
		if utf8.ValidString(s) && (!utf8.ValidString(c.Text) || !utf8.ValidString(c.Credit.Raw)) {
			t.Fatalf("cut inside a character: %q", s)
		}
		if !c.Taken.IsZero() && !c.Taken.valid() {
			t.Fatalf("%v is no date", c.Taken)
		}
	})
}

// FuzzParseCredit: no panic; the credit is a part of the input, and so is
// everybody it names.
func FuzzParseCredit(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := ParseCredit(s)
		if !ok {
			if c.Raw != "" || c.Kind != "" || c.Creators != nil || c.Agencies != nil {
				t.Fatalf("not a credit and yet %+v", c)
			}
			return
		}
		if c.Raw == "" || !strings.Contains(s, c.Raw) {
			t.Fatalf("raw %q is no part of %q", c.Raw, s)
		}
		checkParties(t, s, c)
	})
}

// FuzzCutSource: no panic; what follows the label is a part of the input that
// is not empty.
func FuzzCutSource(f *testing.F) {
	addSeeds(f)
	for _, s := range []string{"Source: Jo Doe", "(Quelle: dpa)", "來源：中央社", "Sources :\u00a0", "［出典：港湾局］"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, ok := CutSource(s)
		if ok != (name != "") || !strings.Contains(s, name) {
			t.Fatalf("%v, %q of %q", ok, name, s)
		}
	})
}

// checkParties fails when a credit names a person who is not in s.
func checkParties(t *testing.T, s string, c Credit) {
	t.Helper()
	// Names in capitals are read in small letters.
	folded := fold(strings.ToLower(s))
	for _, name := range c.Creators {
		if name == "" || !strings.Contains(folded, fold(strings.ToLower(name))) && utf8.ValidString(s) {
			t.Fatalf("creator %q is not in %q", name, s)
		}
	}
	for _, name := range c.Agencies {
		if name == "" {
			t.Fatalf("empty agency in %q", s)
		}
	}
}

// FuzzParseDuration: no panic; what is read lies within the promised range.
func FuzzParseDuration(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseDuration(s)
		if d < 0 || d >= 1000*time.Hour || !ok && d != 0 {
			t.Fatalf("%q: %v, %v", s, d, ok)
		}
	})
}

// FuzzParseImageName: no panic; the name is the input without the white space
// round it, the stem a part of it.
func FuzzParseImageName(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := ParseImageName(s)
		if !ok {
			if n != (ImageName{}) {
				t.Fatalf("%q: %+v", s, n)
			}
			return
		}
		if n.Name != trimSpace(s) || !strings.Contains(n.Name, n.Stem) || n.Source == "" || n.Frame < 0 {
			t.Fatalf("%q: %+v", s, n)
		}
	})
}

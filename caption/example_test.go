package caption_test

import (
	"encoding/json"
	"fmt"

	"github.com/copydesk-go/copydesk/caption"
)

func ExampleParse() {
	c := caption.Parse("Jo Brandt greets voters, Friday, Aug. 30, 2024, in Johnstown, Pa. (AP Photo/Al Rowe, File)")
	fmt.Println(c.Text)
	fmt.Println(c.Credit.Raw)
	fmt.Println(c.Credit.Creators, c.Credit.Agencies, c.Credit.Kind)
	fmt.Println(c.Place, "·", c.Taken)
	// Output:
	// Jo Brandt greets voters, Friday, Aug. 30, 2024, in Johnstown, Pa.
	// AP Photo/Al Rowe, File
	// [Al Rowe] [AP] file
	// Johnstown, Pa. · 2024-08-30
}

func ExampleParseCredit() {
	for _, s := range []string{
		"Foto: Mia Brandt/picture alliance/dpa",
		"(Photo credit should read KARIM AL-SAHRAOUI/AFP/Getty Images)",
		"松田大地撮影",
		"Jo Brandt speaks to voters.",
	} {
		c, ok := caption.ParseCredit(s)
		fmt.Println(ok, c.Creators, c.Agencies)
	}
	// Output:
	// true [Mia Brandt] [picture alliance dpa]
	// true [Karim Al-Sahraoui] [AFP Getty Images]
	// true [松田大地] []
	// false [] []
}

func ExampleCutSource() {
	for _, s := range []string{"Source: Harbour Register of Selmouth", "(Quelle: dpa)", "來源：中央社", "Photo: dpa", "Source"} {
		name, ok := caption.CutSource(s)
		fmt.Printf("%v %q\n", ok, name)
	}
	// Output:
	// true "Harbour Register of Selmouth"
	// true "dpa"
	// true "中央社"
	// false ""
	// false ""
}

func ExampleParseImageName() {
	n, ok := caption.ParseImageName("market reopens walk pkg_00010115.jpg")
	fmt.Println(n.Source, n.Stem, n.Frame, ok)
	n, ok = caption.ParseImageName("IMG_0042.JPG")
	fmt.Println(n.Source, ok)
	_, ok = caption.ParseImageName("market reopens after the storm")
	fmt.Println(ok)
	// Output:
	// frame-grab market reopens walk pkg 10115 true
	// camera true
	// false
}

func ExampleParseDuration() {
	for _, s := range []string{"02:00", "PT2M43S", "P5M9.49S", "8 Minuten 15 Sekunden", "2:43 pm"} {
		d, ok := caption.ParseDuration(s)
		fmt.Println(d, ok)
	}
	// Output:
	// 2m0s true
	// 2m43s true
	// 5m9.49s true
	// 8m15s true
	// 0s false
}

func ExampleCredit_IPTC() {
	c, _ := caption.ParseCredit("Photo: Jo Brandt/Reuters. All rights reserved")
	m := c.IPTC()
	fmt.Println(m["Creator"])
	fmt.Println(m["Source"])
	fmt.Println(m["Copyright Notice"])
	// Output:
	// Jo Brandt
	// Reuters
	// All rights reserved
}

func ExampleCaption_IPTC() {
	m := caption.Parse("Der Hafen am Morgen. Foto: Mia Brandt/dpa").IPTC()
	fmt.Println(m["Description"])
	fmt.Println(m["Credit Line"])
	// Output:
	// Der Hafen am Morgen.
	// Mia Brandt/dpa
}

func ExampleCaption_SchemaOrg() {
	data, _ := json.Marshal(caption.Parse("Der Hafen am Morgen. Foto: Mia Brandt").SchemaOrg())
	fmt.Println(string(data))
	// Output:
	// {"@context":"https://schema.org","@type":"ImageObject","caption":"Der Hafen am Morgen.","creditText":"Mia Brandt","creator":[{"@type":"Person","name":"Mia Brandt"}]}
}

func ExampleDate() {
	data, _ := json.Marshal(caption.Date{Year: 2019, Month: 5})
	fmt.Println(string(data))
	// Output:
	// "2019-05"
}

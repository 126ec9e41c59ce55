package caption

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParseImageName(t *testing.T) {
	for _, want := range []ImageName{
		{"market mass walks warning brandt dnt lead_00001006.jpg", NameFrameGrab, "market mass walks warning brandt dnt lead", 1006},
		{"Jo Brandt Lisbon market fire orig_00004713.jpg", NameFrameGrab, "Jo Brandt Lisbon market fire orig", 4713},
		{"island town recovers after storm brandt pkg_00010115", NameFrameGrab, "island town recovers after storm brandt pkg", 10115},
		{"vlcsnap-2015-08-08-12h30m01s5.png", NameFrameGrab, "", 0},
		{"IMG_0042.JPG", NameCamera, "", 0},
		{"DSC_1234", NameCamera, "", 0},
		{"DSCN0042.jpg", NameCamera, "", 0},
		{"PXL_20240830_101502123.jpg", NameCamera, "", 0},
		{"20240830_101502.jpg", NameCamera, "", 0},
		{"IMG-20240830-WA0003.jpg", NameCamera, "", 0},
		{"WhatsApp Image 2024-08-30 at 10.15.02.jpeg", NameCamera, "", 0},
		{"Bildschirmfoto 2024-08-30 um 10.15.02.png", NameCamera, "", 0},
		{"GettyImages-1234567890", NameCMS, "", 0},
		{"GettyImages-1234567890-market-hall.jpg", NameCMS, "market-hall", 0},
		{"shutterstock_123456789.jpg", NameCMS, "", 0},
		{"iStock-123456789.jpg", NameCMS, "", 0},
		{"AP24123456789012.jpg", NameCMS, "", 0},
		{"market-hall-opening.webp", NameCMS, "market-hall-opening", 0},
		{"market-hall.jpg?w=1200&h=675", NameCMS, "market-hall", 0},
		{"market hall 2.jpg", NameCMS, "market hall 2", 0},
		{"Portrait Jo Brandt.jpg", NameCMS, "Portrait Jo Brandt", 0},
		{"8f14e45f-ceea-467f-a9c4-2e1a0e1d8b7a.jpg", NameCMS, "8f14e45f-ceea-467f-a9c4-2e1a0e1d8b7a", 0},
	} {
		got, ok := ParseImageName(want.Name)
		assert.True(t, ok, want.Name)
		assert.Equal(t, want, got)
	}
	for _, s := range []string{
		"", "a.b", "women flee city to the south", "Jo Brandt", "Now playing", "He sent her the file photo.jpg", "The picture is called market.jpg.",
		"2024-08-30", "20240830", "market_20240830", "DSC", "IMG", "P10 vaccine trial", "AP2 is a street", "Getty_", "merz-bundestag-2024",
		"Read more: market.jpg", "example.com", "GettyImages", "GettyImages-1234567890 shows the market", "Photo_2", "DSC_0042 is the first picture",
		"The camera wrote IMG_0042.", "1.5", "report.pdf", "MJ123456 was the flight number", "CP12345678 and more",
	} {
		got, ok := ParseImageName(s)
		assert.False(t, ok, "%q: %+v", s, got)
	}
}

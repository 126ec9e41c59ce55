package clean

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsDialogName(t *testing.T) {
	names := dialogNames()
	for attr, want := range map[string]bool{
		"onetrust-consent-sdk":            true,
		"page CybotCookiebotDialogActive": true,
		"modal cookie-banner__text":       true,
		"DIDOMI-host":                     true,
		"":                                false,
		"cookies":                         false, // a story about biscuits
		"article-cookie-banner-story":     false, // no word begins so
		"story privacy":                   false,
		"ünder cmpbox":                    true,
		"pum pum-overlay":                 true,
		"pumpkin-overlay":                 false,
	} {
		assert.Equal(t, want, isDialogName(attr, names), attr)
	}
}

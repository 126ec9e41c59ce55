package opening_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/copydesk-go/copydesk/internal/opening"
)

func TestMay(t *testing.T) {
	s := opening.NewSet([]string{"by", "photo by", "fact-checked by", "text", "édition", "(c) 2024"})
	for _, text := range []string{
		"By", "by Ann Smith", "BY: ANN", "Photo by Jo Doe", "PHOTO  BY", "Fact-checked by Jo", "Text", "text.", "Text/Photo",
		"Édition du soir", "édition", "(C) 2024", "pho\u00ADto by Jo", "phot\u00F3",
	} {
		assert.True(t, s.May(text), "%q", text)
	}
	for _, text := range []string{"", "Bystander tells", "Photos", "photos of the day", "A text", "Texts", "facts", "2024"} {
		assert.False(t, s.May(text), "%q", text)
	}
}

func TestEmptySet(t *testing.T) {
	s := opening.NewSet(nil)
	assert.False(t, s.May("by"))
	assert.True(t, s.May("é"), "no phrase is compared with it")
}

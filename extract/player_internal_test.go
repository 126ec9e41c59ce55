package extract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// TestPlayerIdentifiers reads addresses in the forms that providers document for
// embedding.
func TestPlayerIdentifiers(t *testing.T) {
	for address, want := range map[string][2]string{
		"https://www.youtube.com/embed/a1b2c3?rel=0":                                                                  {"YouTube", "a1b2c3"},
		"https://www.youtube-nocookie.com/embed/videoseries?list=PLa1":                                                {"YouTube", "PLa1"},
		"https://player.vimeo.com/video/55?dnt=1":                                                                     {"Vimeo", "55"},
		"https://cdn.jwplayer.com/players/abc123-def456.html":                                                         {"JWPlayer", "abc123"},
		"https://open.spotify.com/embed/episode/77":                                                                   {"Spotify", "77"},
		"https://open.spotify.com/embed/album/3SU?utm_source=generator":                                               {"Spotify", "3SU"},
		"https://open.spotify.com/embed/playlist/7ck":                                                                 {"Spotify", "7ck"},
		"https://open.spotify.com/embed-podcast/show/9":                                                               {"Spotify", "9"},
		"https://embed.podcasts.apple.com/us/podcast/the-ferry/id123?i=456":                                           {"Apple", "456"},
		"https://embed.podcasts.apple.com/us/podcast/the-ferry/id123":                                                 {"Apple", "id123"},
		"https://embed.acast.com/the-ferry/on-board":                                                                  {"Acast", "on-board"},
		"https://embed.acast.com/the-ferry":                                                                           {"Acast", "the-ferry"},
		"https://omny.fm/shows/the-ferry/on-board/embed":                                                              {"Omny", "on-board"},
		"https://art19.com/shows/the-ferry/episodes/0a1b/embed":                                                       {"Art19", "0a1b"},
		"https://widget.deezer.com/widget/dark/playlist/42":                                                           {"Deezer", "42"},
		"https://html5-player.libsyn.com/embed/episode/id/99/height/90":                                               {"Libsyn", "99"},
		"https://audio.beyondwords.io/p/13405?podcast_id=7":                                                           {"BeyondWords", "7"},
		"https://app.beyondwords.io/api/v2/projects/13405/podcasts/iframe.html":                                       {"BeyondWords", "13405"},
		"https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1234":                               {"SoundCloud", "1234"},
		"https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fharbour%2Fvideos%2F1234%2F": {"Facebook", "1234"},
		"https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234":        {"Facebook", "1234"},
		"https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fplayer.vimeo.com%2Fvideo%2F55&key=x":            {"Vimeo", "55"},
		"https://www.ultimedia.com/deliver/generic/iframe/mdtk/0163/zone/1/src/q8x3vl":                                {"Digiteka", "q8x3vl"},
	} {
		p, id := findPlayer(address)
		require.NotNil(t, p, address)
		assert.Equal(t, want, [2]string{p.name, id}, address)
	}
	relays := strings.Repeat("https://cdn.iframe.ly/?url=", 50) + "https://player.vimeo.com/video/55"
	for _, address := range []string{relays, "https://cdn.iframe.ly/?url=", "https://maps.example/embed/1", "https://www.youtube.com/", "youtube", ""} {
		p, _ := findPlayer(address)
		assert.Nil(t, p, address)
	}
}

// TestEmbedTable looks at what the table of elements that stand for players says.
func TestEmbedTable(t *testing.T) {
	table := embedTable()
	require.NotEmpty(t, table.tags)
	require.NotEmpty(t, table.ids)
	require.NotEmpty(t, table.class)
	for _, e := range table.class {
		assert.True(t, mayNameEmbed("x "+e.start), "no opening of %q is known", e.start)
	}
	for tag := range table.tags {
		assert.True(t, isCustom(tag), tag)
	}
	assert.False(t, mayNameEmbed("story-body wide"))
}

// TestNodeWithoutAName reads a tree that no parser makes.
func TestNodeWithoutAName(t *testing.T) {
	p := &html.Node{Type: html.ElementNode, Attr: []html.Attribute{{Key: "class", Val: "youtube"}}}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: "The ferry to Merrow runs again after six years."})
	doc, err := Node(p)
	require.NoError(t, err)
	assert.Contains(t, doc.Article.Text(), "ferry to Merrow")
}

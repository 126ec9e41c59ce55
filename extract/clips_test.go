package extract_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// wantClip is what the lines of a clip say.
type wantClip struct {
	title, thumbnail, credit, source string
	duration                         time.Duration
}

// clipOrders are the orders in which pages print a clip's lines: m is the
// state, d the duration, t the title, s the source, f the words of a player, and
// p the thumbnail with its credit, which not every clip has.
var clipOrders = []string{"pmdt", "pdmt", "pdtm", "pmtd", "ptdm", "tdm", "tdms", "ftdms", "tmd"}

var (
	clipTitles = []string{
		"Watch the harbour wall give way", "'We heard it before we saw it'", "Divers look for cracks in the breakwater",
		"How a breakwater works", "Storm Olga: the whole press conference", "Can the wall be mended?", "Mayor counts the boats",
		"Thieves in the lift", "What smoke does to a grape", "See the moment the bridge moved",
	}
	clipThumbnails = []string{
		"harbour wall breach night lead_00000412.jpg", "divers inspect ferrin breakwater", "Olga drone tour orig jw_00002290.jpg",
		"beekeeper opens hive opera roof", "Mayor of Ferrin speaks to reporters on the quay", "grape harvest in smoke",
	}
	clipCredits = []string{"Coastline TV", "Ferrin Port Authority", "Getty Images", "Anna Reay/AFP/Getty Images"}

	clipHead = []string{"Harbour wall at Ferrin gives way after third storm", "Updated 9:42 PM EST, Tue January 16, 2018"}
	clipBody = []string{
		"The outer wall of Ferrin harbour gave way early on Tuesday, hours after engineers had said it would hold.",
		"Nobody was hurt. The harbour master had ordered crews ashore at midnight, when water began to come through.",
		"“I have been here for thirty-one years and I have never seen that wall move,” he said on Tuesday afternoon.",
		"The port authority will now sink two old barges across the gap. That should be done by Friday.",
	}
)

// randomClips returns the lines of a run of clips and what they say.
func randomClips(order string, rng *rand.Rand) (lines []string, want []wantClip) {
	titles, thumbnails := rng.Perm(len(clipTitles)), rng.Perm(len(clipThumbnails))
	for k := range 1 + rng.IntN(6) {
		seconds := 1 + rng.IntN(599)
		clip := wantClip{title: clipTitles[titles[k]], duration: time.Duration(seconds) * time.Second}
		for _, part := range order {
			switch part {
			case 'm':
				lines = append(lines, "Now playing")
			case 'd':
				lines = append(lines, fmt.Sprintf("%02d:%02d", seconds/60, seconds%60))
			case 't':
				lines = append(lines, clip.title)
			case 's':
				clip.source = "Channel 9"
				lines = append(lines, "- Source:", clip.source)
			case 'f':
				lines = append(lines, "Video Ad Feedback")
			case 'p':
				if rng.IntN(2) == 0 {
					clip.thumbnail = clipThumbnails[thumbnails[k]]
				}
				if rng.IntN(2) == 0 {
					clip.credit = clipCredits[rng.IntN(len(clipCredits))]
				}
				thumbnail := []string{clip.thumbnail, "PHOTO: " + clip.credit, clip.thumbnail}
				lines = append(lines, slices.DeleteFunc(thumbnail, func(s string) bool { return s == "" || s == "PHOTO: " })...)
			}
		}
		want = append(want, clip)
	}
	return lines, want
}

// TestClipOrders reads runs of clips in every order, at every place of a page
// and with any blank lines, and looks for each clip and for the whole body.
func TestClipOrders(t *testing.T) {
	extractor, _ := newTools(t)
	rng := rand.New(rand.NewPCG(3, 9))
	for _, order := range clipOrders {
		for place := range len(clipBody) + 1 {
			for _, gap := range []string{"\n", "\n\n", "\r\n \r\n"} {
				for range 5 {
					clips, want := randomClips(order, rng)
					page := strings.Join(slices.Concat(clipHead, clipBody[:place], clips, clipBody[place:]), gap)
					doc, err := extractor.Text(t.Context(), strings.NewReader(page), extract.Source{})
					require.NoError(t, err)
					require.NoError(t, conserved(doc, []byte(page)))
					var body []string
					for _, block := range doc.Article.Body {
						if block.Kind == clean.Paragraph {
							body = append(body, block.Text)
						}
					}
					if !assert.Equal(t, want, clipsOf(doc), "order %s", order) || !assert.Equal(t, clipBody, body) {
						t.Fatalf("the page:\n%s", page)
					}
				}
			}
		}
	}
}

func clipsOf(doc *extract.Document) []wantClip {
	var clips []wantClip
	for _, c := range doc.Clips {
		thumbnail := c.Thumbnail.Name + c.Thumbnail.Alt
		clips = append(clips, wantClip{c.Title, thumbnail, c.Caption.Credit.Raw, c.Source, c.Duration})
	}
	return clips
}

package clean

// Group is a group of built-in rules, for WithoutGroups.
type Group string

// The groups of built-in rules.
const (
	GroupWords    Group = "words"    // the word lists of page furniture
	GroupModels   Group = "models"   // the trained models of the article's lines
	GroupPictures Group = "pictures" // captions, credits, file names of pictures
	GroupClips    Group = "clips"    // players, clips, the words of both
	GroupHead     Group = "head"     // title, byline, times, dateline
	GroupContext  Group = "context"  // noise that is told by its neighbours
	GroupBody     Group = "body"     // what no other rule knows
)

// groupOfRule maps each built-in rule to its group.
var groupOfRule = map[string]Group{
	"advertisement": GroupWords, "legal": GroupWords, "promotion": GroupWords, ruleRelated: GroupWords,
	ruleHeadlineLabel: GroupWords, "share": GroupWords, "comment": GroupWords, "navigation": GroupWords,
	"prompt": GroupWords,

	"article-model": GroupModels, ruleText: GroupModels,

	"image-furniture": GroupPictures, "picture-boxes": GroupPictures, "image-name": GroupPictures,
	"credit": GroupPictures, "captions": GroupPictures,

	ruleClipFurniture: GroupClips, "clip-marker": GroupClips, "players": GroupClips, "clips": GroupClips,

	"timestamp": GroupHead, "title": GroupHead, "byline": GroupHead, "dateline": GroupHead,

	"duplicate": GroupContext, ruleRelatedHeadline: GroupContext, "promotion-box": GroupContext,

	"page-furniture": GroupBody, "body": GroupBody,
}

// BuiltinGroups returns the groups of built-in rules and the names of the rules
// in each, in the order in which they speak.
func BuiltinGroups() map[Group][]string {
	groups := make(map[Group][]string)
	for _, name := range BuiltinRules() {
		g := groupOfRule[name]
		groups[g] = append(groups[g], name)
	}
	return groups
}

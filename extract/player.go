package extract

import (
	_ "embed"
	"net/url"
	"strings"
	"sync"

	"github.com/copydesk-go/copydesk/clean"
)

//go:embed names/players.txt
var playerFile string

// player is a provider's player that pages embed.
type player struct {
	kind clean.MediaKind
	name string
	host string
	// prefix is what the path begins with: "-" stands for any one part of it.
	// Where key is empty, the film's identifier follows it; otherwise key is that
	// of the query's value that holds the identifier.
	prefix, key string
}

var players = sync.OnceValue(func() []player {
	var all []player
	for line := range strings.Lines(playerFile) {
		f := strings.Fields(line)
		if len(f) != 4 || f[0] == "#" {
			continue
		}
		p := player{name: f[1], host: f[2]}
		if f[0] == "audio" {
			p.kind = clean.Audio
		}
		path, key, _ := strings.Cut(f[3], "?")
		p.prefix, p.key = strings.TrimSuffix(path, "*"), key
		all = append(all, p)
	}
	return all
})

// findPlayer returns the player that an address belongs to and the identifier of
// the film in it, or nil.
func findPlayer(address string) (p *player, id string) {
	if p, id = matchPlayer(address); p == nil || p.name != relay {
		return p, id
	}
	if p, id = matchPlayer(id); p == nil || p.name == relay {
		return nil, ""
	}
	return p, id
}

// matchPlayer is findPlayer for players and relays alike: the identifier of a relay
// is the address that it relays.
func matchPlayer(address string) (p *player, id string) {
	if len(address) > maxAddress || !strings.Contains(address, "//") {
		return nil, ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, ""
	}
	host := strings.ToLower(u.Host)
	all := players()
	for i := range all {
		p := &all[i]
		if !matchesHost(host, p.host) {
			continue
		}
		rest, ok := cutPath(u.Path, p.prefix)
		switch {
		case !ok:
		case p.key != "":
			id = u.Query().Get(p.key)
		default:
			id, _, _ = strings.Cut(rest, "/")
			if p.name == "JWPlayer" {
				id, _, _ = strings.Cut(id, "-")
			}
		}
		if p.name == relay && id != "" {
			return p, id
		}
		if id != "" {
			return p, numberIn(id)
		}
	}
	return nil, ""
}

// relay is the provider of frames that show a film of somebody else, by its address.
const relay = "-"

// numberIn returns the number at the end of the path of an address that is given
// for an identifier, and any other identifier as it is.
func numberIn(id string) string {
	if !isAddress(id) {
		return id
	}
	u, err := url.Parse(id)
	if err != nil {
		return id
	}
	if v := u.Query().Get("v"); v != "" && strings.Trim(v, "0123456789") == "" {
		return v
	}
	path := strings.TrimRight(u.Path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	if last == "" || strings.Trim(last, "0123456789") != "" {
		return id
	}
	return last
}

func matchesHost(host, pattern string) bool {
	if pattern[0] != '.' {
		return host == pattern
	}
	return host == pattern[1:] || strings.HasSuffix(host, pattern)
}

// cutPath returns what follows a prefix of a path, in which "-" stands for any one
// part.
func cutPath(path, prefix string) (rest string, ok bool) {
	for {
		before, after, more := strings.Cut(prefix, "-/")
		if path, ok = strings.CutPrefix(path, before); !ok || !more {
			return path, ok
		}
		if _, path, ok = strings.Cut(path, "/"); !ok {
			return "", false
		}
		prefix = after
	}
}

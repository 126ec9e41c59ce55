package crawl

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/shard"
)

// stateName is the file of the output folder in which a run says how far it is.
// Readers of data sets pass over names that begin like this.
const stateName = "_corpus.json"

// stateVersion changes with the meaning of the state.
const stateVersion = 1

// state is what a run needs to go on. It is that of the moment at which the
// last whole shard was finished.
type state struct {
	Version int `json:"version"`
	// Settings is all that the output depends on.
	Settings any     `json:"settings"`
	Complete bool    `json:"complete"`
	Shards   int     `json:"shards"`
	Cursor   cursor  `json:"cursor"`
	Summary  Summary `json:"summary"`
}

// errOutput is the beginning of errors of the output folder.
func errOutput(format string, args ...any) error { return fmt.Errorf("output "+format, args...) }

// prepareOutput makes the output folder and returns the state from which to
// start. Without resume the folder must be empty, or not there.
func prepareOutput(dir string, resume bool, settings any) (state, error) {
	fresh := state{Version: stateVersion, Settings: settings, Summary: newSummary()}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fresh, errOutput("%w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fresh, errOutput("%w", err)
	}
	if len(entries) == 0 {
		return fresh, checkWritable(dir)
	}
	if !resume {
		return fresh, errOutput("%s: there is something in it already (-resume goes on with a run that was interrupted)", dir)
	}
	found := fresh
	data, err := os.ReadFile(filepath.Join(dir, stateName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		// The run was interrupted before its first shard was whole.
		for _, entry := range entries {
			if !shard.IsShard(entry.Name(), 0) && !isOurs(entry.Name()) {
				return fresh, errOutput("%s: no run of this program has written %s into it", dir, entry.Name())
			}
		}
	case err != nil:
		return fresh, errOutput("%w", err)
	default:
		found = state{Summary: newSummary()}
		if err := json.Unmarshal(data, &found); err != nil {
			return fresh, errOutput("%s: %w", filepath.Join(dir, stateName), err)
		}
		if found.Version != stateVersion {
			return fresh, errOutput("%s: made by another version of this program", dir)
		}
		if !sameJSON(found.Settings, settings) {
			return fresh, errOutput("%s: the interrupted run had other inputs or settings: see %s", dir, stateName)
		}
		found.Settings = settings
	}
	if found.Complete {
		return found, nil
	}
	if err := shard.Clean(dir, found.Shards); err != nil {
		return fresh, errOutput("%w", err)
	}
	return found, checkWritable(dir)
}

// isOurs reports whether a file is one of those that runs write beside shards.
func isOurs(name string) bool {
	name = strings.TrimPrefix(name, ".")
	return name == noiseName || name == stateName
}

// checkWritable makes sure that files can be made in a folder.
func checkWritable(dir string) error {
	// The name is that of a file on the way, so that what a killed run leaves is
	// overwritten.
	name := filepath.Join(dir, "."+stateName)
	f, err := os.Create(name)
	if err != nil {
		return errOutput("%w", err)
	}
	f.Close()
	if err := os.Remove(name); err != nil {
		return errOutput("%w", err)
	}
	return nil
}

// sameJSON reports whether two values are written in the same way.
func sameJSON(a, b any) bool {
	var texts [2]string
	for i, v := range [2]any{a, b} {
		data, err := json.Marshal(v)
		if err != nil {
			return false
		}
		// Maps are written in the order of their keys, structs are not.
		var plain any
		if err := json.Unmarshal(data, &plain); err != nil {
			return false
		}
		data, err = json.Marshal(plain)
		if err != nil {
			return false
		}
		texts[i] = string(data)
	}
	return texts[0] == texts[1]
}

// save writes the state so that it is there whole or as it was.
func (s state) save(dir string) error {
	data, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, stateName), append(data, '\n'))
}

// writeWhole writes a file that appears under its name when it is whole.
func writeWhole(path string, data []byte) error {
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path))
	f, err := os.Create(temporary)
	if err != nil {
		return err
	}
	// Once the file is renamed there is nothing left to remove.
	defer os.Remove(temporary)
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return err
	}
	return shard.SyncDir(filepath.Dir(path))
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/copydesk-go/copydesk/examples/corpus/shard"
)

// folder is where the output goes.
type folder interface {
	// attempt makes a folder on this machine in which the files of an attempt at a
	// shard grow.
	attempt(number int) (path string, err error)
	// publish puts a whole file under its name, where it appears at once.
	publish(ctx context.Context, path string) error
	// names returns the names of what is there.
	names(ctx context.Context) ([]string, error)
	read(ctx context.Context, name string) ([]byte, error)
	write(ctx context.Context, name string, data []byte) error
	// removeAttempts removes what is left of attempts that did not end.
	removeAttempts() error
}

func folderOf(path string) folder {
	if isRemote(path) {
		return remoteFolder(path)
	}
	return localFolder(path)
}

// writeShard calls write with a writer of the shard with a number, and then gives
// the shard its name. A shard of that name is of an earlier attempt, has the same
// bytes, and is replaced. Without rows there is no shard.
func writeShard(ctx context.Context, to folder, format shard.Format, number int, write func(*shard.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("shard %d: %w", number, err)
		}
	}()
	// Every attempt has a folder of its own: an engine may try a task again while
	// the first attempt is still under way on a worker that it takes for lost.
	attempt, err := to.attempt(number)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(attempt)) }()
	w := shard.NewWriter(attempt, format, number)
	defer w.Abandon()
	if err := write(w); err != nil {
		return err
	}
	if err := w.Finish(); err != nil {
		return err
	}
	whole, err := os.ReadDir(attempt)
	if err != nil {
		return err
	}
	for _, entry := range whole {
		if err := to.publish(ctx, filepath.Join(attempt, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

// stateName is the file of the output folder that says what made it. Readers of
// data sets pass over names that begin like this.
const stateName = "_beam.json"

// state is what the file says.
type state struct {
	// Settings is all that the output depends on.
	Settings settings `json:"settings"`
	Complete bool     `json:"complete"`
	// Counters are those of the run that made it whole.
	Counters map[string]int64 `json:"counters,omitempty"`
}

// prepareOutput makes the output folder and removes what attempts of an earlier
// run left. It refuses a folder in which there is anything that a run with the
// same settings would not replace.
func prepareOutput(ctx context.Context, to folder, s settings) error {
	names, err := to.names(ctx)
	if err != nil {
		return err
	}
	if len(names) > 0 {
		if !slices.Contains(names, stateName) {
			return errors.New("there is something in it already")
		}
		data, err := to.read(ctx, stateName)
		if err != nil {
			return err
		}
		var found state
		if err := json.Unmarshal(data, &found); err != nil {
			return fmt.Errorf("%s: %w", stateName, err)
		}
		if !reflect.DeepEqual(found.Settings, s) {
			return fmt.Errorf("the run that wrote it had other inputs or settings: see %s", stateName)
		}
		if err := to.removeAttempts(); err != nil {
			return err
		}
	}
	return saveState(ctx, to, state{Settings: s})
}

func saveState(ctx context.Context, to folder, s state) error {
	data, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	return to.write(ctx, stateName, append(data, '\n'))
}

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/copydesk-go/copydesk/examples/corpus/shard"
)

// localFolder is a folder that all workers see under the same path.
type localFolder string

// attempts is how the names of the folders of attempts begin.
const attempts = ".attempt-"

func (f localFolder) attempt(number int) (string, error) {
	return os.MkdirTemp(string(f), fmt.Sprintf("%s%05d-", attempts, number))
}

func (f localFolder) publish(_ context.Context, path string) error {
	if err := os.Rename(path, filepath.Join(string(f), filepath.Base(path))); err != nil {
		return err
	}
	return shard.SyncDir(string(f))
}

func (f localFolder) names(context.Context) ([]string, error) {
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, nil
}

func (f localFolder) read(_ context.Context, name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(f), name))
}

func (f localFolder) write(ctx context.Context, name string, data []byte) error {
	// The name is that of something on the way, so that what a killed run leaves
	// is removed.
	dir, err := os.MkdirTemp(string(f), attempts)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		return err
	}
	return f.publish(ctx, filepath.Join(dir, name))
}

func (f localFolder) removeAttempts() error {
	names, err := f.names(context.Background())
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, attempts) {
			if err := os.RemoveAll(filepath.Join(string(f), name)); err != nil {
				return err
			}
		}
	}
	return nil
}

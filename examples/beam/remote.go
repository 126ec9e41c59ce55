package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// isRemote reports whether a path is one of Beam's file systems, such as gs://…
func isRemote(path string) bool { return strings.Contains(path, "://") }

// matches returns the files that a pattern stands for, by their names.
func matches(ctx context.Context, pattern string) ([]string, error) {
	from, err := filesystem.New(ctx, pattern)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	names, err := from.List(ctx, pattern)
	if err == nil && len(names) == 0 {
		err = errors.New("no such file")
	}
	slices.Sort(names)
	return names, err
}

// fetch copies a file to this machine. Archives are read from files: Parquet
// from its end, and what is read once may be needed again.
func fetch(ctx context.Context, name string) (local string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "copydesk-")
	if err != nil {
		return "", nil, err
	}
	// Nothing else can be done about a copy that cannot be removed.
	remove = func() { _ = os.RemoveAll(dir) }
	local = filepath.Join(dir, path.Base(name))
	if err := download(ctx, name, local); err != nil {
		remove()
		return "", nil, err
	}
	return local, remove, nil
}

func download(ctx context.Context, name, local string) (err error) {
	from, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer from.Close()
	r, err := from.OpenRead(ctx, name)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.Create(local)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// remoteFolder is a folder of a file system of Beam in which files appear whole
// when they are closed, as objects of Google Cloud Storage do.
type remoteFolder string

func (f remoteFolder) path(name string) string {
	return strings.TrimSuffix(string(f), "/") + "/" + name
}

func (f remoteFolder) attempt(int) (string, error) { return os.MkdirTemp("", "copydesk-") }

func (f remoteFolder) publish(ctx context.Context, path string) error {
	r, err := os.Open(path)
	if err != nil {
		return err
	}
	defer r.Close()
	return f.upload(ctx, filepath.Base(path), r)
}

func (f remoteFolder) write(ctx context.Context, name string, data []byte) error {
	return f.upload(ctx, name, strings.NewReader(string(data)))
}

func (f remoteFolder) upload(ctx context.Context, name string, r io.Reader) error {
	// Cancelling drops an object that was not written to its end.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	to, err := filesystem.New(ctx, string(f))
	if err != nil {
		return err
	}
	defer to.Close()
	w, err := to.OpenWrite(ctx, f.path(name))
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		cancel()
		return errors.Join(err, w.Close())
	}
	return w.Close()
}

func (f remoteFolder) names(ctx context.Context) ([]string, error) {
	in, err := filesystem.New(ctx, string(f))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	files, err := in.List(ctx, f.path("*"))
	for i := range files {
		files[i] = path.Base(files[i])
	}
	return files, err
}

func (f remoteFolder) read(ctx context.Context, name string) ([]byte, error) {
	in, err := filesystem.New(ctx, string(f))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return filesystem.Read(ctx, in, f.path(name))
}

// removeAttempts has nothing to do: attempts grow on the workers' own disks.
func (f remoteFolder) removeAttempts() error { return nil }

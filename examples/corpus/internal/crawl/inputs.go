package crawl

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

// walk calls visit with every file behind the last one, until visit returns
// false.
func walk(in archive.Inputs, last place, visit func(archive.InputFile) bool) error {
	started := last.File == ""
	for root := last.Root; root < len(in.Paths); root++ {
		err := in.Walk(root, func(f archive.InputFile) error {
			if !started {
				started = f.Path == last.File
				return nil
			}
			if !visit(f) {
				return archive.ErrStop
			}
			return nil
		})
		if errors.Is(err, archive.ErrStop) {
			return nil
		}
		if err != nil {
			return err
		}
		if !started {
			return fmt.Errorf("input %s: not found below %s any more", last.File, in.Paths[root])
		}
	}
	return nil
}

// size tells the size of every file, and whether it comes before the last one
// that was read, until the context is done.
func size(ctx context.Context, in archive.Inputs, last place, found func(size int64, before bool)) {
	before := last.File != ""
	// What cannot be read is reported by those who read it.
	_ = walk(in, place{}, func(f archive.InputFile) bool {
		before = before && f.Path != last.File
		if info, err := os.Stat(f.Path); f.Err == nil && err == nil {
			found(info.Size(), before)
		}
		return ctx.Err() == nil
	})
}

package crawl

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// heldBytes is how many bytes of records are held between reading and writing.
// One record is, whatever its size.
const heldBytes = 64 << 20

// recordCost is what a record costs beside its bytes.
const recordCost = 4 << 10

// heldPerWorker is how many records a worker may be ahead of the writer.
const heldPerWorker = 64

// job is a record on its way, and what becomes of it.
type job[R any] struct {
	item
	weight int64
	done   chan R
}

// inOrder reads records from a cursor on, has each worked on by one of several
// workers, and calls consume with the results in the order of the records. It
// ends with the first error of the inputs as a whole, of making a worker or of
// consume, and with ErrStopped when the context is done.
func inOrder[R any](ctx context.Context, s *source, from cursor, workers int,
	newWorker func() (func(context.Context, item) R, error), consume func(item, R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer func() {
		cancel()
		wait.Wait()
	}()
	held := semaphore.NewWeighted(heldBytes)
	queue := make(chan *job[R], workers*heldPerWorker) // in order, for consume
	work := make(chan *job[R])
	for range workers {
		do, err := newWorker()
		if err != nil {
			close(work)
			return err
		}
		wait.Go(func() {
			for j := range work {
				j.done <- do(ctx, j.item)
			}
		})
	}
	var readErr error
	wait.Go(func() {
		defer close(queue)
		defer close(work)
		readErr = s.each(ctx, from, func(it item) bool {
			j := &job[R]{item: it, weight: min(int64(it.record.Size)+recordCost, heldBytes), done: make(chan R, 1)}
			return held.Acquire(ctx, j.weight) == nil && send(ctx, queue, j) && send(ctx, work, j)
		})
	})
	for j := range queue {
		select {
		case res := <-j.done:
			if ctx.Err() != nil {
				return ErrStopped
			}
			if err := consume(j.item, res); err != nil {
				return err
			}
			held.Release(j.weight)
		case <-ctx.Done():
			return ErrStopped
		}
	}
	if ctx.Err() != nil {
		return ErrStopped
	}
	return readErr
}

// send sends unless the context is done first.
func send[T any](ctx context.Context, c chan<- T, v T) bool {
	select {
	case c <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
	"github.com/copydesk-go/copydesk/examples/corpus/shard"
	"github.com/copydesk-go/copydesk/examples/corpus/step"
)

// Options say what a run is to do.
type Options struct {
	Inputs archive.Inputs
	// Out is the output folder.
	Out string
	// Format is that of the shards, ShardRows how many rows each has but the last.
	Format    shard.Format
	ShardRows int
	// Readers is the number of files that are read at once, Workers that of pages
	// that are worked on at once.
	Readers, Workers int
	Step             *step.Step
	// Resume goes on with a run that was interrupted.
	Resume bool
	// Settings is all that the output depends on, as JSON. A run can be resumed
	// with the same settings only.
	Settings any
	// Log is where progress goes, Every how often where that is no terminal.
	Log   io.Writer
	Every time.Duration
	// Stop is closed when the run is to end with the shard that is running.
	Stop <-chan struct{}
}

// ErrStopped says that a run was stopped before its end. It can be resumed.
var ErrStopped = errors.New("stopped before the end")

// Report is what Run has to say of a run.
type Report struct {
	Summary Summary
	// Shards are all that are whole.
	Shards int
	// Resumed is how many records had been done by the run that was resumed.
	Resumed int64
	Took    time.Duration
	slowest slowest
}

// Run reads the inputs and writes the output. After ErrStopped and after an
// error of the output, what is whole stays and can be gone on from; a shard
// that is not whole is removed.
func Run(ctx context.Context, opts Options) (Report, error) {
	began := time.Now()
	st, err := prepareOutput(opts.Out, opts.Resume, opts.Settings)
	report := Report{Summary: st.Summary, Shards: st.Shards, Resumed: st.Summary.Records}
	if err != nil || st.Complete {
		return report, err
	}
	p := newProgress(opts.Log, "", opts.Every)
	defer p.show(ctx, opts.Inputs, st.Cursor.Last)()

	r := run{opts: opts, state: st, writer: shard.NewWriter(opts.Out, opts.Format, st.Shards), progress: p}
	err = r.do(ctx)
	report.Summary, report.Shards = r.state.Summary, r.state.Shards
	report.slowest, report.Took = r.slowest, time.Since(began)
	return report, err
}

type run struct {
	opts     Options
	state    state
	writer   *shard.Writer
	progress *progress
	slowest  slowest
}

// result is what a worker made of a record.
type result struct {
	shard.Item
	outcome step.Outcome
	took    time.Duration
	err     error
}

func (r *run) do(ctx context.Context) error {
	defer r.writer.Abandon()
	s := source{in: r.opts.Inputs, readers: r.opts.Readers, progress: r.progress}
	worker := func() (func(context.Context, item) result, error) { return r.work, nil }
	err := inOrder(ctx, &s, r.state.Cursor, r.opts.Workers, worker, r.write)
	if err != nil {
		return err
	}
	if err := r.finishShard(); err != nil {
		return err
	}
	r.state.Complete = true
	return r.save()
}

// work does what can be done for a record before its turn to be written comes.
func (r *run) work(ctx context.Context, it item) (res result) {
	began := time.Now()
	var row step.Row
	if it.err != nil {
		row = step.Row{Path: it.record.Path, Offset: it.record.Offset, Error: it.err.Error()}
		res.outcome = step.Broken
	} else if row, res.outcome, res.err = r.opts.Step.Do(ctx, it.record); res.err != nil {
		return res
	}
	if res.Row = &row; res.outcome.IsRow() {
		res.Item, res.outcome, res.err = r.opts.Format.Prepare(&row, res.outcome)
	}
	res.took = time.Since(began)
	return res
}

// write writes a record's row, and finishes the shard where that is full.
func (r *run) write(it item, res result) error {
	if res.err != nil {
		return res.err
	}
	if res.outcome.IsRow() {
		if err := r.writer.Add(res.Item); err != nil {
			return errOutput("%w", err)
		}
		r.progress.documents.Add(1)
		r.progress.bytes.Add(res.Row.Bytes)
		if res.outcome.IsError() {
			r.progress.errors.Add(1)
		}
	}
	r.state.Summary.add(res.Row, res.outcome)
	r.slowest.add(res.Row, res.took)
	r.state.Cursor = it.after
	if r.writer.Rows() < r.opts.ShardRows {
		return nil
	}
	if err := r.finishShard(); err != nil {
		return err
	}
	if err := r.save(); err != nil {
		return err
	}
	select {
	case <-r.opts.Stop:
		return ErrStopped
	default:
		return nil
	}
}

func (r *run) finishShard() error {
	if err := r.writer.Finish(); err != nil {
		return errOutput("%w", err)
	}
	r.state.Shards = r.writer.Shards()
	return nil
}

func (r *run) save() error {
	if err := r.state.save(r.opts.Out); err != nil {
		return errOutput("%w", err)
	}
	return nil
}

// Write writes the report for people.
func (r *Report) Write(w io.Writer) error {
	if err := r.Summary.Write(w); err != nil {
		return err
	}
	if len(r.slowest.docs) > 0 {
		fmt.Fprintln(w, "slowest documents")
		for _, d := range r.slowest.docs {
			fmt.Fprintf(w, "  %8.1f ms  %9d bytes  %s at %d\n", float64(d.took.Microseconds())/1000, d.bytes, d.path, d.offset)
		}
	}
	seconds := r.Took.Seconds()
	done := r.Summary.Records - r.Resumed
	_, err := fmt.Fprintf(w, "%d shards; this run: %d records in %.1f s, %.0f a second\n", r.Shards, done, seconds, float64(done)/max(seconds, 1e-9))
	return err
}

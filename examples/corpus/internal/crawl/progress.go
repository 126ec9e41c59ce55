package crawl

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/copydesk-go/copydesk/examples/corpus/archive"
)

// progress shows in one line how far a run is: documents, megabytes of pages a
// second, errors, time left. How much is left is told by the bytes of the inputs
// that have been read, which is a little more than has been done. On a terminal the line is drawn again and again;
// elsewhere one is written now and then.
type progress struct {
	out       io.Writer
	every     time.Duration
	total     atomic.Int64 // bytes of all inputs, as far as is known
	counted   atomic.Bool  // total is all
	before    atomic.Int64 // bytes of files that an earlier run has read
	documents atomic.Int64
	bytes     atomic.Int64 // of pages
	errors    atomic.Int64
	stage     string

	mu     sync.Mutex
	behind int64 // bytes of the files that have been read
	now    []*archive.File
	bar    *progressbar.ProgressBar // nil: no terminal
	start  time.Time
}

// newProgress returns a progress on out; every is how often a line is written
// where that is no terminal, never below 1.
func newProgress(out io.Writer, stage string, every time.Duration) *progress {
	p := &progress{out: out, every: every, stage: stage, start: time.Now()}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) && os.Getenv("CI") == "" {
		p.every = 200 * time.Millisecond
		p.bar = progressbar.NewOptions64(-1, progressbar.OptionSetWriter(out), progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish(), progressbar.OptionUseANSICodes(true))
	}
	return p
}

func (p *progress) open(f *archive.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = append(p.now, f)
}

func (p *progress) close(f *archive.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.behind += f.Size
	p.now = slices.DeleteFunc(p.now, func(open *archive.File) bool { return open == f })
}

// read returns how many bytes of the inputs have been read.
func (p *progress) read() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	read := p.behind
	for _, f := range p.now {
		read += min(f.Taken(), f.Size)
	}
	return read
}

// show shows the progress until the function that it returns is called.
func (p *progress) show(ctx context.Context, in archive.Inputs, last place) (hide func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { p.run(ctx, in, last); close(done) }()
	return func() { cancel(); <-done }
}

// run shows the progress until the context is done.
func (p *progress) run(ctx context.Context, in archive.Inputs, last place) {
	go func() {
		size(ctx, in, last, func(n int64, before bool) {
			p.total.Add(n)
			if before {
				p.before.Add(n)
			}
		})
		p.counted.Store(true)
	}()
	if p.every < 1 {
		return
	}
	tick := time.NewTicker(p.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			if p.bar != nil {
				// Failing to draw is no reason to stop.
				_ = p.bar.Finish()
				_ = p.bar.Exit()
			}
			return
		case <-tick.C:
			p.draw()
		}
	}
}

func (p *progress) draw() {
	read := p.read()
	if p.bar == nil {
		fmt.Fprintln(p.out, p.line(read))
		return
	}
	p.bar.Describe(p.counts())
	if total := p.total.Load(); p.counted.Load() && total > 0 && p.bar.GetMax64() != total {
		p.bar.ChangeMax64(total)
	}
	_ = p.bar.Set64(p.before.Load() + read)
}

// counts is what has been done, in words.
func (p *progress) counts() string {
	rate := float64(p.bytes.Load()) / 1e6 / time.Since(p.start).Seconds()
	return fmt.Sprintf("%s%d documents, %.1f MB/s, %d errors", p.stage, p.documents.Load(), rate, p.errors.Load())
}

// line is the progress in words.
func (p *progress) line(read int64) string {
	line := p.counts()
	done, total := p.before.Load()+read, p.total.Load()
	if p.counted.Load() && read > 0 && total >= done {
		left := time.Duration(float64(time.Since(p.start)) * float64(total-done) / float64(read))
		line += fmt.Sprintf(", %d %% of %.1f MB, %v left", done*100/total, float64(total)/1e6, left.Round(time.Second))
	}
	return line
}

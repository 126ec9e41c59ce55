package clean

import (
	"context"
	"sync/atomic"
)

// watch lets the page know when the context is done: loops over all lines that
// do more than a look at each ask isStopped. What a stopped page has is thrown
// away, so they may end in the middle of their work.
func (p *Page) watch(ctx context.Context) (done func() bool) {
	if ctx.Done() == nil {
		p.stop = nil
		return func() bool { return true }
	}
	stop := new(atomic.Bool)
	p.stop = stop
	return context.AfterFunc(ctx, func() { stop.Store(true) })
}

// isStopped reports whether nobody waits for the page any more.
func (p *Page) isStopped() bool { return p.stop != nil && p.stop.Load() }

package measure

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/tool"
)

// errHang says that a tool did not come back in time.
var errHang = errors.New("hang")

// errPanic says that a tool panicked.
var errPanic = errors.New("panic")

// guarded runs f on a page; a panic is an error, and so is taking longer than
// limit. Go cannot stop a function that hangs: it goes on in the background,
// where it costs the run a core until it ends.
func guarded(f tool.Func, data []byte, address *url.URL, limit time.Duration) (tool.Output, error) {
	type result struct {
		out tool.Output
		err error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r = result{err: fmt.Errorf("%w: %v", errPanic, p)}
			}
			done <- r
		}()
		r.out, r.err = f(data, address)
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.out, r.err
	case <-timer.C:
		return tool.Output{}, fmt.Errorf("%w: no result after %v", errHang, limit)
	}
}

package archive

import (
	"bytes"
	"errors"
	"io"
)

// window is a stretch of a stream that is held in memory. It goes forward only,
// but what it holds can be looked at again and again.
type window struct {
	src  io.Reader
	buf  []byte
	from int   // the window begins at buf[from]
	at   int64 // offset of the window's beginning in the stream
	err  error // why src gives no more; io.EOF at its end
}

// windowStep is the least number of bytes that a window asks for.
const windowStep = 256 << 10

// held returns what the window holds.
func (w *window) held() []byte { return w.buf[w.from:] }

// fill makes the window hold n bytes and reports whether there are that many.
func (w *window) fill(n int) bool {
	if len(w.buf)-w.from >= n {
		return true
	}
	if w.err != nil {
		return false
	}
	if need := n + windowStep; cap(w.buf)-w.from < need {
		held := w.buf[w.from:]
		if cap(w.buf) >= need && w.from > 0 {
			w.buf = w.buf[:copy(w.buf[:cap(w.buf)], held)]
		} else {
			w.buf = append(make([]byte, 0, max(need, 2*len(held))), held...)
		}
		w.from = 0
	}
	for len(w.buf)-w.from < n && w.err == nil {
		var read int
		read, w.err = w.src.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+read]
	}
	return len(w.buf)-w.from >= n
}

// endError returns the error of a record that goes on behind the stream's end.
func (w *window) endError() error {
	if errors.Is(w.err, io.EOF) {
		return ErrTruncated
	}
	return w.err
}

// drop moves the window's beginning n bytes on, which it holds.
func (w *window) drop(n int) {
	w.from += n
	w.at += int64(n)
}

// seek drops bytes up to the next place, after the first skip bytes, where the
// function finds something: it returns an index into what it is given, or -1.
// It is given overlap bytes of what it has seen before. Without a find, seek
// drops everything.
func (w *window) seek(skip, overlap int, find func([]byte) int) bool {
	if !w.fill(skip) {
		w.drop(len(w.held()))
		return false
	}
	w.drop(skip)
	for {
		more := w.fill(windowStep)
		if i := find(w.held()); i >= 0 {
			w.drop(i)
			return true
		}
		if !more {
			w.drop(len(w.held()))
			return false
		}
		w.drop(len(w.held()) - overlap)
	}
}

// hasPrefix reports whether the window begins with these bytes.
func (w *window) hasPrefix(prefix string) bool {
	return w.fill(len(prefix)) && bytes.HasPrefix(w.held(), []byte(prefix))
}

// Read takes bytes from the window and then from the stream behind it.
func (w *window) Read(p []byte) (int, error) {
	if !w.fill(1) {
		return 0, w.err
	}
	n := copy(p, w.held())
	w.drop(n)
	return n, nil
}

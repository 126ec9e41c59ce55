package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// lineReader reads JSON lines.
type lineReader struct {
	path  string
	opts  Options
	in    *window
	plain bool // offsets are those of the file
	index int64
}

// A JSON string takes up to six bytes for one of its characters.
const jsonGrowth = 6

func (l *lineReader) Next() (*Record, error) {
	for {
		offset := l.in.at
		line, err := l.line()
		if err == io.EOF {
			return nil, err
		}
		if err != nil && !errors.Is(err, ErrTooLarge) {
			return nil, fmt.Errorf("%s: at %d: %w", l.path, offset, err)
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		l.index++
		record := &Record{Path: l.path, Offset: offset, Size: len(line), err: err, Next: Position{Records: l.index}}
		if l.plain {
			record.Next = Position{Offset: l.in.at}
		}
		record.page = func() (Page, error) { return pageOfJSON(line, l.opts) }
		return record, nil
	}
}

// line returns a copy of the next line. One that is too large is passed over.
func (l *lineReader) line() ([]byte, error) {
	limit := l.opts.MaxBytes * jsonGrowth
	for held := windowStep; ; held *= 2 {
		more := l.in.fill(held)
		if end := bytes.IndexByte(l.in.held(), '\n'); end >= 0 {
			line := bytes.Clone(l.in.held()[:end])
			l.in.drop(end + 1)
			return line, nil
		}
		switch {
		case more && held > limit:
			if l.in.seek(0, 0, func(b []byte) int { return bytes.IndexByte(b, '\n') }) {
				l.in.drop(1)
			}
			return nil, ErrTooLarge
		case more:
			continue
		case !errors.Is(l.in.err, io.EOF):
			return nil, l.in.err
		case len(l.in.held()) == 0:
			return nil, io.EOF
		}
		line := bytes.Clone(l.in.held())
		l.in.drop(len(line))
		return line, nil
	}
}

func pageOfJSON(line []byte, opts Options) (Page, error) {
	name, kind := opts.Layout.body()
	page := Page{Kind: kind}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil {
		return page, fmt.Errorf("no JSON object: %w", err)
	}
	body, ok, err := jsonString(object, name)
	if err != nil {
		return page, err
	}
	if !ok {
		return page, &FieldError{Field: name, Has: keys(object)}
	}
	if len(body) > opts.MaxBytes {
		return page, ErrTooLarge
	}
	page.Body, page.Charset = []byte(body), "utf-8"
	page.URL, _, _ = jsonString(object, opts.Layout.URL)
	page.ID, _, _ = jsonString(object, opts.Layout.ID)
	crawled, _, _ := jsonString(object, opts.Layout.Crawled)
	page.Crawled = parseTime(crawled)
	return page, nil
}

// jsonString returns the text of a field; ok is false where there is no such
// field or it is null.
func jsonString(object map[string]json.RawMessage, name string) (s string, ok bool, err error) {
	if name == "" {
		return "", false, nil
	}
	raw, ok := object[name]
	if !ok {
		outer, inner, dotted := strings.Cut(name, ".")
		if !dotted || json.Unmarshal(object[outer], &object) != nil {
			return "", false, nil
		}
		return jsonString(object, inner)
	}
	if string(raw) == "null" {
		return "", false, nil
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", true, fmt.Errorf("field %q is no text", name)
	}
	return s, true, nil
}

func keys(object map[string]json.RawMessage) []string {
	var names []string
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// parseTime reads a time as data sets write it, and returns the zero time where
// it is none.
func parseTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

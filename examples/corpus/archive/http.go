package archive

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/copydesk-go/copydesk/extract"
	"github.com/copydesk-go/copydesk/internal/pagefile"
)

// httpPage completes a page from an HTTP response as it came over the wire, or
// as crawlers leave it: with a body that is decoded already, whatever its header
// says.
func httpPage(page Page, response []byte, max int) (Page, error) {
	lines, size := headLines(response)
	if size < 0 || !strings.HasPrefix(lines[0], "HTTP/") {
		return page, errors.New("the record has no HTTP header")
	}
	status, err := statusOf(lines[0])
	if err != nil {
		return page, err
	}
	if status < 200 || status > 299 {
		return page, &SkipError{Reason: fmt.Sprintf("HTTP status %dxx", status/100)}
	}
	var content, transfer, encoding string
	for _, line := range lines[1:] {
		switch name, value := headField(line); name {
		case "content-type":
			content = value
		case "transfer-encoding":
			transfer = strings.ToLower(value)
		case "content-encoding":
			encoding = strings.ToLower(value)
		}
	}
	if page.Kind, page.Charset, err = contentKind(content); err != nil {
		return page, err
	}
	body := response[size:]
	if strings.Contains(transfer, "chunked") {
		body = dechunk(body)
	}
	if page.Body, err = decodeBody(body, encoding, max); err != nil {
		return page, err
	}
	if page.Kind == "" {
		page.Kind = pagefile.KindOf("", page.Body)
	}
	return page, nil
}

func statusOf(line string) (int, error) {
	if fields := strings.Fields(line); len(fields) > 1 {
		if status, err := strconv.Atoi(fields[1]); err == nil {
			return status, nil
		}
	}
	return 0, fmt.Errorf("the HTTP status line is %.40q", line)
}

// contentKind returns what a Content-Type says: the kind, "" where there is no
// type, and the character encoding.
func contentKind(content string) (extract.Kind, string, error) {
	if content == "" {
		return "", "", nil
	}
	kind, params, err := mime.ParseMediaType(content)
	if err != nil {
		// What follows the type is malformed often enough.
		kind, _, _ = strings.Cut(strings.ToLower(content), ";")
		kind = strings.TrimSpace(kind)
	}
	charset := strings.Trim(params["charset"], ` "'`)
	switch kind {
	case "text/html", "application/xhtml+xml":
		return extract.KindHTML, charset, nil
	case "text/plain":
		return extract.KindText, charset, nil
	}
	if major, _, ok := strings.Cut(kind, "/"); ok && len(major) < 16 {
		return "", "", &SkipError{Reason: "content of type " + major + "/…"}
	}
	return "", "", &SkipError{Reason: "content of unknown type"}
}

// dechunk removes the chunks' marks from a body. A body that has none, or whose
// first chunk is no chunk, is returned as it is; one that breaks off is returned
// as far as it goes, as browsers show it.
func dechunk(body []byte) []byte {
	var b bytes.Buffer
	if _, err := b.ReadFrom(httputil.NewChunkedReader(bytes.NewReader(body))); err != nil && b.Len() == 0 {
		return body
	}
	return b.Bytes()
}

// decodeBody removes the encodings that a response's header names, the last
// first. A body that does not begin as an encoding does has been decoded before.
func decodeBody(body []byte, encodings string, max int) ([]byte, error) {
	names := strings.Split(encodings, ",")
	for i := len(names) - 1; i >= 0; i-- {
		var r io.Reader
		var err error
		switch name := strings.TrimSpace(names[i]); name {
		case "gzip", "x-gzip":
			if !bytes.HasPrefix(body, gzipMagic[:2]) {
				continue
			}
			r, err = gzip.NewReader(bytes.NewReader(body))
		case "deflate":
			if isMarkup(body) {
				continue
			}
			if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
				r, err = flate.NewReader(bytes.NewReader(body)), nil
			}
		case "br":
			if isMarkup(body) {
				continue
			}
			r = brotli.NewReader(bytes.NewReader(body))
		case "zstd":
			if !bytes.HasPrefix(body, zstdMagic) {
				continue
			}
			var d *zstd.Decoder
			if d, err = newZstd(bytes.NewReader(body)); err == nil {
				defer d.Close()
				r = d
			}
		case "", "identity", "none", "utf-8":
			continue
		default:
			return nil, fmt.Errorf("unknown content encoding %.20q", name)
		}
		if err == nil {
			body, err = readLimited(r, max)
		}
		if errors.Is(err, ErrTooLarge) {
			return nil, err
		}
		if err != nil {
			return nil, fmt.Errorf("content encoding %s: %w", strings.TrimSpace(names[i]), err)
		}
	}
	return body, nil
}

// isMarkup reports whether a body that should be compressed begins as HTML.
func isMarkup(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(body[:min(len(body), 512)]), []byte("<"))
}

// readLimited reads all of r, which is ErrTooLarge above max bytes.
func readLimited(r io.Reader, max int) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(max)+1))
	if err == nil && len(data) > max {
		err = ErrTooLarge
	}
	return data, err
}

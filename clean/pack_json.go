package clean

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// jsonNode is a JSON value and where it stands. Package encoding/json reads the
// tokens; what it leaves out is where they are, and that a name is given twice.
type jsonNode struct {
	at     int // byte offset
	kind   string
	text   string // of a string; a number as written
	truth  bool
	fields []jsonField
	items  []*jsonNode
}

type jsonField struct {
	name  string
	at    int
	value *jsonNode
}

// The kinds of values, as errors call them.
const (
	jsonObject = "an object"
	jsonArray  = "a list"
	jsonString = "a string"
	jsonNumber = "a number"
	jsonBool   = "true or false"
	jsonNull   = "null"
)

// maxJSONDepth is how deeply values nest; packs need five levels.
const maxJSONDepth = 16

// jsonError says what is wrong with a JSON text, and where.
type jsonError struct {
	at      int
	problem string
	err     error
}

func (e *jsonError) Error() string { return e.problem }

// jsonReader reads a tree of nodes.
type jsonReader struct {
	data []byte
	dec  *json.Decoder
}

// readJSON reads a JSON text that holds one value.
func readJSON(data []byte) (*jsonNode, error) {
	if at := invalidUTF8(data); at >= 0 {
		return nil, &jsonError{at: at, problem: "not UTF-8"}
	}
	var syntax *json.SyntaxError
	switch err := json.Unmarshal(data, new(json.RawMessage)); {
	case err == nil:
	case !errors.As(err, &syntax):
		return nil, &jsonError{problem: "not JSON: " + err.Error(), err: err}
	case int(syntax.Offset) >= len(data) && len(bytes.TrimSpace(data)) == 0, syntax.Error() == "unexpected end of JSON input":
		return nil, &jsonError{at: len(data), problem: "the text ends before the pack does", err: err}
	default:
		// The offset is that after the byte that is wrong.
		return nil, &jsonError{at: int(syntax.Offset) - 1, problem: "not JSON: " + syntax.Error(), err: err}
	}
	r := jsonReader{data: data, dec: json.NewDecoder(bytes.NewReader(data))}
	r.dec.UseNumber()
	return r.value(0)
}

func invalidUTF8(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// start returns where the next token begins.
func (r *jsonReader) start() int {
	at := int(r.dec.InputOffset())
	for at < len(r.data) && bytes.IndexByte([]byte(" \t\r\n,:"), r.data[at]) >= 0 {
		at++
	}
	return at
}

func (r *jsonReader) token() (json.Token, int, error) {
	at := r.start()
	token, err := r.dec.Token()
	if err != nil {
		// The text has been found to be JSON.
		err = &jsonError{at: at, problem: "not JSON: " + err.Error(), err: err}
	}
	return token, at, err
}

func (r *jsonReader) value(depth int) (*jsonNode, error) {
	token, at, err := r.token()
	if err != nil {
		return nil, err
	}
	node := &jsonNode{at: at}
	switch t := token.(type) {
	case json.Delim:
		if depth >= maxJSONDepth {
			return nil, &jsonError{at: at, problem: fmt.Sprintf("nested more than %d deep", maxJSONDepth)}
		}
		if t == '{' {
			node.kind = jsonObject
			return node, r.object(node, depth)
		}
		node.kind = jsonArray
		return node, r.array(node, depth)
	case string:
		node.kind, node.text = jsonString, t
	case json.Number:
		node.kind, node.text = jsonNumber, t.String()
	case bool:
		node.kind, node.truth = jsonBool, t
	default:
		node.kind = jsonNull
	}
	return node, nil
}

func (r *jsonReader) object(node *jsonNode, depth int) error {
	seen := make(map[string]bool)
	for r.dec.More() {
		token, at, err := r.token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		if seen[name] {
			return &jsonError{at: at, problem: "field " + quote(name) + " is given twice"}
		}
		seen[name] = true
		value, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		node.fields = append(node.fields, jsonField{name, at, value})
	}
	_, _, err := r.token()
	return err
}

func (r *jsonReader) array(node *jsonNode, depth int) error {
	for r.dec.More() {
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		node.items = append(node.items, item)
	}
	_, _, err := r.token()
	return err
}

// lineAndColumn returns where a byte stands, from 1 on.
func lineAndColumn(data []byte, at int) (line, column int) {
	before := data[:min(at, len(data))]
	return 1 + bytes.Count(before, []byte("\n")), len(before) - bytes.LastIndexByte(before, '\n')
}

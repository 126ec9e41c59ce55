// Validate checks documents against the JSON Schema of the form "copydesk/1",
// and rule packs against that of "copydesk-pack/1", by the form that each names
// as its "schema": one JSON document after the other, as savedpage prints them,
// from files or from the standard input.
//
//	go run ../savedpage -format jsonl DIR | go run .
//	go run . PACK.json
//
// A pack that fits its schema may still be refused by clean.LoadPack, which knows
// more: see examples/customrules.
//
// It prints a line for every document that does not fit, and a count. The exit
// status is 1 when a document does not fit, 2 when the input is not JSON.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(paths []string, stdin io.Reader, stdout, stderr io.Writer) int {
	document, err := compile()
	if err != nil {
		fmt.Fprintf(stderr, "validate: %v\n", err)
		return 2
	}
	pack, err := compileText(clean.PackSchemaName, clean.PackSchema())
	if err != nil {
		fmt.Fprintf(stderr, "validate: %v\n", err)
		return 2
	}
	if len(paths) == 0 {
		paths = []string{"-"}
	}
	good, bad := 0, 0
	for _, path := range paths {
		r := stdin
		if path != "-" {
			f, err := os.Open(path)
			if err != nil {
				fmt.Fprintf(stderr, "validate: %v\n", err)
				return 2
			}
			defer f.Close()
			r = f
		}
		for n, decoder := 1, json.NewDecoder(r); ; n++ {
			var raw json.RawMessage
			err := decoder.Decode(&raw)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				fmt.Fprintf(stderr, "validate: %s: document %d: %v\n", path, n, err)
				return 2
			}
			schema := document
			if isPack(raw) {
				schema = pack
			}
			if err := check(schema, string(raw)); err != nil {
				fmt.Fprintf(stdout, "%s: document %d: %v\n", path, n, err)
				bad++
				continue
			}
			good++
		}
	}
	fmt.Fprintf(stdout, "%d documents fit, %d do not\n", good, bad)
	if bad > 0 {
		return 1
	}
	return 0
}

// isPack reports whether a document says that it is a rule pack.
func isPack(raw json.RawMessage) bool {
	var named struct{ Schema string }
	return json.Unmarshal(raw, &named) == nil && named.Schema == clean.PackSchemaName
}

// compile returns the schema of documents.
func compile() (*jsonschema.Schema, error) { return compileText(extract.Schema, extract.JSONSchema()) }

// compileText returns the schema that a text defines.
func compileText(form, text string) (*jsonschema.Schema, error) {
	definition, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	name := form + ".json"
	if err := compiler.AddResource(name, definition); err != nil {
		return nil, err
	}
	return compiler.Compile(name)
}

func check(schema *jsonschema.Schema, document string) error {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

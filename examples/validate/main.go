// Validate checks documents against the JSON Schema of the form "copydesk/1":
// one JSON document a line, as savedpage prints them, from files or from the
// standard input.
//
//	go run ../savedpage -format jsonl DIR | go run .
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

	"github.com/copydesk-go/copydesk/extract"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(paths []string, stdin io.Reader, stdout, stderr io.Writer) int {
	schema, err := compile()
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

func compile() (*jsonschema.Schema, error) {
	definition, err := jsonschema.UnmarshalJSON(strings.NewReader(extract.JSONSchema()))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	const name = "copydesk-1.json"
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

package extract

import _ "embed"

//go:embed schema.json
var jsonSchema string

// JSONSchema returns the JSON Schema (draft 2020-12) of the form "copydesk/1",
// in which documents are marshalled.
func JSONSchema() string { return jsonSchema }

package cause

import (
	_ "embed"
	"slices"
)

//go:embed schema.json
var schema []byte

// Schema is the JSON schema (draft 2020-12) of the files of the knowledge base: of a cause, and of a vendor under #/$defs/vendor.
func Schema() []byte { return slices.Clone(schema) }

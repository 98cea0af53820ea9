// Package redact hides what must not be seen: Clean takes out control characters and secrets, People hides persons. The
// rules are data. It is the one place where that is decided.
package redact

// Secret is a value that prints as "<hidden>" in every form; only Reveal gives it.
type Secret string

// String never shows the value.
func (Secret) String() string { return "<hidden>" }

// GoString never shows the value.
func (Secret) GoString() string { return "<hidden>" }

// MarshalText never shows the value.
func (Secret) MarshalText() ([]byte, error) { return []byte("<hidden>"), nil }

// Reveal gives the value, to be sent to the one place it is for.
func (s Secret) Reveal() string { return string(s) }

package cause

// Base is a loaded knowledge base. It is read-only and safe for concurrent use.
type Base struct{}

package redact

// Clean makes a text fit to be shown: control characters, escape sequences and invisible characters are out, invalid
// UTF-8 is U+FFFD, and secrets are "<hidden>". It keeps "\n" and "\t", and cleaning twice changes nothing. It may be
// called concurrently.
func Clean(s string) string { return strip(s) }

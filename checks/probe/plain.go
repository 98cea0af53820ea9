package probe

import "bytes"

// PlainToTLS says that a plain http request came to a port that wants https: the server said so in its answer (the words
// are those of nginx, Apache, Go and IIS), or answered with a TLS alert.
func (e *Exchange) PlainToTLS() bool {
	if f := e.Failure; f != nil && f.Kind == NotHTTP {
		// A TLS alert record: type 21, version 3.x.
		return containsAny(f.Proof, []string{`\x15\x03`})
	}
	if e.Status != 400 && e.Status != 497 {
		return false
	}
	for _, said := range []string{"plain HTTP request was sent to HTTPS port", "speaking plain HTTP to an SSL-enabled server port",
		"sent an HTTP request to an HTTPS server", "requires TLS"} {
		if bytes.Contains(e.Body, []byte(said)) {
			return true
		}
	}
	return false
}

package probe

import (
	"bytes"
	"strings"
)

// tlsAlert begins the proof of a plain request that was answered with one.
const tlsAlert = "answered with a TLS alert"

// PlainToTLS says that a plain http request came to a port that wants https: the server said so in its answer (the words
// are those of nginx, Apache and Go), or answered with a TLS alert.
func (e *Exchange) PlainToTLS() bool {
	if f := e.Failure; f != nil && f.Kind == NotHTTP {
		return strings.HasPrefix(f.Proof, tlsAlert)
	}
	if e.Status != 400 && e.Status != 497 {
		return false
	}
	for _, said := range []string{"plain HTTP request was sent to HTTPS port", "speaking plain HTTP to an SSL-enabled server port",
		"sent an HTTP request to an HTTPS server"} {
		if bytes.Contains(e.Body, []byte(said)) {
			return true
		}
	}
	return false
}

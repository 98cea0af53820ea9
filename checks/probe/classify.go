package probe

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
)

// fault is an error that is classified where it happens; the transport hands it through.
type fault struct {
	Failure
	err error
}

func (f *fault) Error() string { return f.Proof }
func (f *fault) Unwrap() error { return f.err }

// fault classifies an error of a known phase. What fails on the way to a proxy is the proxy's failure.
func (c *call) fault(kind Kind, phase Phase, err error) *fault {
	if c.proxy != nil && (phase == PhaseName || phase == PhaseConnect || phase == PhaseProxy) {
		return &fault{Failure{Kind: ProxyUnreachable, Phase: PhaseProxy, Text: c.proxyWords(kind, phase), Proof: clean(err.Error())}, err}
	}
	return &fault{Failure{Kind: kind, Phase: phase, Text: c.words(kind, phase), Proof: clean(err.Error())}, err}
}

// failure says what an error of the transport, or of reading the body, means.
func (c *call) failure(err error) *Failure {
	phase := c.rec.at()
	if errors.Is(c.caller.Err(), context.Canceled) {
		return &c.hostFault(Canceled, phase, err).Failure
	}
	var f *fault
	if errors.As(err, &f) {
		return &f.Failure
	}
	if timedOut(err) || c.ctx.Err() != nil {
		return &c.fault(slowKind(phase), phase, err).Failure
	}
	if k := tlsKind(err); k != Other {
		if c.rec.certWanted() && (k == TLSFailed || k == TLSTooOld) { // servers refuse an absent certificate with alerts of all kinds
			k = TLSWantsCert
		}
		return &c.hostFault(k, PhaseTLS, err).Failure
	}
	if c.proxy == nil && !c.target.secure() && c.rec.alerted() {
		return &Failure{Kind: NotHTTP, Phase: phase, Proof: tlsAlert + ": " + clean(err.Error()),
			Text: "The address begins with http, but " + clean(c.target.hostport()) + " wants https."}
	}
	kind := errnoKind(err)
	text := err.Error()
	switch {
	case kind == ConnectTimeout:
		kind = slowKind(phase)
	case phase < PhaseBody && c.rec.flooded(): // the transport gave up on the header; its word for that may be that of a write
		kind = NotHTTP
	case kind != Other:
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed),
		strings.Contains(text, "server closed idle connection"), strings.Contains(text, "EOF"):
		kind = Closed
	case phase == PhaseTLS:
		kind = TLSFailed
	case notHTTP(text):
		kind = NotHTTP
	}
	if phase == PhaseProxy {
		return &c.fault(kind, PhaseProxy, err).Failure
	}
	return &c.hostFault(kind, phase, err).Failure
}

// hostFault is fault for what is never the proxy's.
func (c *call) hostFault(kind Kind, phase Phase, err error) *fault {
	return &fault{Failure{Kind: kind, Phase: phase, Text: c.words(kind, phase), Proof: clean(err.Error())}, err}
}

// slow says that the failure was a want of time.
func (f *Failure) slow() bool {
	switch f.Kind {
	case ConnectTimeout, TLSTimeout, AnswerTimeout:
		return true
	}
	return false
}

// slowKind is what a deadline means that ran out in a phase.
func slowKind(p Phase) Kind {
	switch p {
	case NoPhase, PhaseName:
		return NameFailed
	case PhaseConnect:
		return ConnectTimeout
	case PhaseProxy:
		return ProxyUnreachable
	case PhaseTLS:
		return TLSTimeout
	}
	return AnswerTimeout
}

func timedOut(err error) bool {
	var ne net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &ne) && ne.Timeout()
}

// classifyLookup tells a name that does not exist from a resolver that does not work. On Windows a computer without
// internet also says that the name does not exist: who judges has to ask for a second, well-known name.
func classifyLookup(err error) Kind {
	var d *net.DNSError
	if errors.As(err, &d) {
		if d.IsNotFound {
			return NameNotFound
		}
		return NameFailed
	}
	if k := errnoKind(err); k == NameNotFound {
		return k
	}
	return NameFailed
}

func classifyDial(err error) Kind {
	if timedOut(err) {
		return ConnectTimeout
	}
	if k := errnoKind(err); k != Other {
		return k
	}
	return Other
}

// telling ranks dial failures of several addresses: one that refuses says more than one that has no route to it, for a
// computer without IPv6 fails there always.
func telling(k Kind) int {
	switch k {
	case Refused:
		return 5
	case Closed:
		return 4
	case AbortedHere:
		return 3
	case ConnectTimeout:
		return 2
	case NoRoute:
		return 1
	}
	return 0
}

// tooOld are the alerts and errors of crypto/tls for "no common version or cipher". The alert type is not exported, so
// its words have to do; they are those of RFC 8446, section 6, as Go prints them.
var tooOld = []string{"tls: protocol version not supported", "tls: handshake failure", "tls: insufficient security level",
	"tls: inappropriate fallback", "unsupported protocol version", "unsupported version", "unconfigured cipher suite",
	"no supported versions", "no cipher suite supported", "unconfigured curve", "unsupported curve"}

// tlsKind classifies an error of the handshake, also where it arrives later (TLS 1.3 refuses a missing client
// certificate only after the request was sent); Other where it is none.
func tlsKind(err error) Kind {
	var record tls.RecordHeaderError
	text := err.Error()
	switch {
	case errors.As(err, &record), strings.Contains(text, "server gave HTTP response to HTTPS client"):
		return NotTLS
	case containsAny(text, tooOld):
		return TLSTooOld
	case containsAny(text, []string{"certificate required", "bad certificate", "unsupported certificate", "unknown certificate"}):
		return TLSWantsCert
	case strings.Contains(text, "unrecognized name"):
		return TLSUnknownName
	case strings.Contains(text, "tls: ") && !strings.Contains(text, "handshake timeout"), strings.Contains(text, "x509: "):
		return TLSFailed
	}
	return Other
}

// notHTTP knows the transport's words for an answer that is not HTTP, or not within its bounds.
func notHTTP(text string) bool {
	return containsAny(text, []string{"malformed", "response headers exceeded", "invalid header", "too many 1xx", "unsupported transfer encoding",
		"bad Content-Length", "invalid Content-Length", "too many transfer encodings", "line too long", "invalid byte in chunk", "invalid status", "chunk"})
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

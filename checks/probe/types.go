// Package probe makes one exchange with the network and says what happened in each phase: proxy, name, connection, TLS,
// HTTP. Each phase is timed and each failure told apart. It follows no redirect, keeps no cookie unless told, and every
// read has a bound. It names no cause.
package probe

import (
	"context"
	"net/http"
	"time"
)

// Phase is a part of an exchange, in order.
type Phase uint8

// The phases.
const (
	NoPhase Phase = iota
	PhaseProxy
	PhaseName
	PhaseConnect
	PhaseTLS
	PhaseSend
	PhaseWait // for the first byte
	PhaseBody
)

// Kind tells failures apart that have different remedies. The zero value means that nothing failed.
type Kind string

// The kinds of failure.
const (
	OK               Kind = ""
	BadAddress       Kind = "bad-address"     // the URL cannot be asked at all
	NameNotFound     Kind = "name-not-found"  // the resolver says there is no such name
	NameFailed       Kind = "name-failed"     // the resolver failed, refused or did not answer
	NameHere         Kind = "name-here"       // the name leads to this computer itself, where nothing takes the connection
	NoRoute          Kind = "no-route"        // network down or unreachable, no route to host
	Refused          Kind = "refused"         // the host is there, nothing listens
	ConnectTimeout   Kind = "connect-timeout" // no answer to the connection attempt
	Closed           Kind = "closed"          // hung up before or in mid-answer: EOF, reset
	AbortedHere      Kind = "aborted-here"    // WSA 10053: software on this PC
	TLSUntrusted     Kind = "tls-untrusted"
	TLSExpired       Kind = "tls-expired"
	TLSNotYetValid   Kind = "tls-not-yet-valid"
	TLSWrongHost     Kind = "tls-wrong-host"
	TLSTooOld        Kind = "tls-too-old"           // no common version or cipher
	TLSWantsCert     Kind = "tls-wants-certificate" // of this computer, which has none to show
	TLSUnknownName   Kind = "tls-unknown-name"      // the server has no site of that name
	TLSFailed        Kind = "tls-failed"            // another alert
	TLSTimeout       Kind = "tls-timeout"
	NotTLS           Kind = "not-tls"        // https asked of a plain port
	NotHTTP          Kind = "not-http"       // something else answers there
	AnswerTimeout    Kind = "answer-timeout" // connected, but no (whole) answer in time
	ProxyUnreachable Kind = "proxy-unreachable"
	ProxyRefused     Kind = "proxy-refused" // 407, 403, 502, 503 of the proxy itself
	Canceled         Kind = "canceled"      // our caller stopped it
	Other            Kind = "other"
)

// Failure is what went wrong in an exchange.
type Failure struct {
	Kind   Kind
	Phase  Phase
	Text   string // plain English, no jargon beyond the kind; safe to show
	Proof  string // the technical words: Go's or the system's error; control characters already removed
	Status int    // of the proxy, where Kind is ProxyRefused
}

// Attempt is one TCP connection attempt.
type Attempt struct {
	Address string // "203.0.113.20:443"
	Took    time.Duration
	Err     string // empty: connected
}

// Certificate is what matters of one certificate of the chain.
type Certificate struct {
	Subject, Issuer     string
	Names               []string
	NotBefore, NotAfter time.Time
}

// TLS is what the handshake came to. It is filled also when verification failed.
type TLS struct {
	Version, Cipher string
	Offered         string        // the versions that were offered: "TLS 1.0 to 1.3"
	Chain           []Certificate // leaf first
	Verified        bool
	SelfSigned      bool // the leaf vouches for itself
}

// Timing holds how long each phase took. A negative value means that the phase did not happen.
type Timing struct {
	Name, Connect, TLS, Wait, Body, Total time.Duration
}

// Request is what to ask.
type Request struct {
	Name    string // what the request is called in a proof, as "serverVersion"; it is not sent
	Method  string // GET when empty
	URL     string
	Header  http.Header
	Body    []byte
	Timeout time.Duration  // for the whole exchange; 0 means DefaultTimeout
	MaxBody int64          // bytes of the answer that are kept; 0 means DefaultMaxBody
	Jar     http.CookieJar // nil: no cookies
	// OldTLS asks as a program does that knows nothing newer than TLS 1.1: those versions alone are offered, and the exchange
	// ends with the handshake. Nothing is sent, and Status stays 0 also where Failure is nil.
	OldTLS bool
}

// DefaultTimeout is the time that one answer may take; DefaultMaxBody what is kept of it.
const (
	DefaultTimeout       = 15 * time.Second
	DefaultMaxBody int64 = 1 << 20
)

// Exchange is one request and all that came of it.
type Exchange struct {
	Name        string // of the request
	Method, URL string
	Started     time.Time
	Timing      Timing
	Resolved    []string // addresses of the name
	Attempts    []Attempt
	Remote      string // the address that answered
	Proxy       string // host:port of the proxy used; empty: none
	ProxyFrom   string // where the setting of the proxy stands, in words
	TLS         *TLS
	Proto       string
	Status      int // 0: no answer
	Reason      string
	Header      http.Header
	Body        []byte   // at most MaxBody
	Truncated   bool     // the body was longer
	Location    string   // of a redirect, made absolute
	Failure     *Failure // nil: an answer came, whatever its status
}

// Answered says that an HTTP answer came.
func (e *Exchange) Answered() bool { return e.Status != 0 }

// Net is the network as the checks see it. Do never returns nil. A GET of the same address and headers is made once and
// remembered; a POST never is. It is safe for concurrent use.
type Net interface {
	Do(ctx context.Context, r Request) *Exchange
	Contacted() []string // host:port of all that was contacted, sorted
	Fresh() Net          // the same network with an empty memory, for a recheck; Contacted goes on counting
}

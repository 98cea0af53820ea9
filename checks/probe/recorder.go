package probe

import (
	"net/http/httptrace"
	"sync"
	"time"
)

// recorder notes where an exchange stands and how long each phase took. The transport works in goroutines that may
// outlive the exchange, so everything goes through the lock, and nothing is noted once fill was called.
type recorder struct {
	mu       sync.Mutex
	closed   bool
	phase    Phase
	began    [PhaseBody + 1]time.Time
	took     [PhaseBody + 1]time.Duration
	ran      [PhaseBody + 1]bool
	resolved []string
	attempts []Attempt
	remote   string
	tls      *TLS
	wanted   bool // the server asked for a certificate of this computer
	received int  // bytes, as they came over the wire
	alert    bool // the first bytes that came were a TLS alert (record type 21, version 3.x)
}

// enter ends the phase before and begins p.
func (r *recorder) enter(p Phase) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.begin(p)
}

// advance begins a phase only where another one is under way: an early answer may have moved us on already.
func (r *recorder) advance(from, to Phase) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.phase == from {
		r.begin(to)
	}
}

// begin ends the phase under way and begins p. The lock is held.
func (r *recorder) begin(p Phase) {
	if r.closed {
		return
	}
	r.leave()
	r.phase, r.began[p], r.ran[p] = p, time.Now(), true
}

// leave adds up the phase that is under way. The lock is held.
func (r *recorder) leave() {
	if p := r.phase; p != NoPhase && !r.began[p].IsZero() {
		r.took[p] += time.Since(r.began[p])
		r.began[p] = time.Time{}
	}
}

// note changes what is recorded, unless the exchange has ended.
func (r *recorder) note(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		f()
	}
}

func (r *recorder) at() Phase {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.phase
}

// certWanted says whether the server asked for a certificate of this computer.
func (r *recorder) certWanted() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.wanted
}

// flooded says whether more came than an answer's header may have.
func (r *recorder) flooded() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.received > maxHeader
}

func (r *recorder) alerted() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.alert
}

// trace tells the transport's phases; name and connection are noted by dial itself.
func (r *recorder) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		TLSHandshakeStart: func() { r.enter(PhaseTLS) },
		GotConn:           func(httptrace.GotConnInfo) { r.enter(PhaseSend) },
		WroteRequest: func(i httptrace.WroteRequestInfo) {
			if i.Err == nil {
				r.advance(PhaseSend, PhaseWait)
			}
		},
	}
}

// fill closes the recorder and writes what it knows into the exchange.
func (r *recorder) fill(x *Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.leave()
	r.closed = true
	x.Resolved, x.Attempts, x.Remote, x.TLS = r.resolved, r.attempts, r.remote, r.tls
	for p, d := range map[Phase]*time.Duration{PhaseName: &x.Timing.Name, PhaseConnect: &x.Timing.Connect,
		PhaseTLS: &x.Timing.TLS, PhaseWait: &x.Timing.Wait, PhaseBody: &x.Timing.Body} {
		if r.ran[p] {
			*d = r.took[p]
		}
	}
}

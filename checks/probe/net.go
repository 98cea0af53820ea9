package probe

import (
	"context"
	"crypto/x509"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
)

// Options say what a network is made of. The zero value is this computer's own network, without any proxy.
type Options struct {
	// Offline makes every exchange fail at once with Kind Canceled: nothing is looked up, nothing is sent.
	Offline bool
	// Proxy gives the proxy for an address as "host:port" (or a URL with the scheme http, https or socks5) and says where
	// the setting stands. It is not asked for loopback addresses. nil: no proxy. It may be called concurrently.
	Proxy func(target string) (addr, source string)
	// Lookup resolves a name; nil means the system's resolver. It may be called concurrently.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// Dial opens a TCP connection; nil means the system's own way. It must keep the context's deadline. It may be called concurrently.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// RootCAs are trusted in place of the system's; nil means the system's.
	RootCAs *x509.CertPool
	// UserAgent is sent where the request's header has none; empty means "authdoctor".
	UserAgent string
	// Now is the clock by which certificates are judged; nil means time.Now.
	Now func() time.Time
}

// New makes a Net with an empty memory.
func New(o Options) Net {
	if o.Lookup == nil {
		o.Lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{}).DialContext
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.UserAgent == "" {
		o.UserAgent = "authdoctor"
	}
	return &network{o: o, seen: &contacts{at: map[string]bool{}}, memory: map[string]*memo{}}
}

// network is the Net of this computer.
type network struct {
	o    Options
	seen *contacts

	mu     sync.Mutex
	memory map[string]*memo
}

// contacts is shared by a network and its fresh copies.
type contacts struct {
	mu sync.Mutex
	at map[string]bool
}

func (c *contacts) add(hostport string) {
	c.mu.Lock()
	c.at[hostport] = true
	c.mu.Unlock()
}

// memo is one remembered GET. The exchange is set before done is closed.
type memo struct {
	done    chan struct{}
	timeout time.Duration
	x       *Exchange
}

// afterThat is how much longer than its own time somebody waits who shares another's exchange: that one began earlier and ends in
// time, and then says where it stood; whoever gives up in the same moment could only say that nothing came.
const afterThat = 100 * time.Millisecond

// Do makes the exchange, or gives the one that is remembered. Of requests only a GET without a Jar is remembered; a
// failure for want of time is not, once somebody grants more of it, and neither is one that its caller stopped.
func (n *network) Do(ctx context.Context, r Request) *Exchange {
	if r.Method == "" {
		r.Method = "GET"
	}
	if r.Timeout <= 0 {
		r.Timeout = DefaultTimeout
	}
	if r.MaxBody <= 0 {
		r.MaxBody = DefaultMaxBody
	}
	if n.o.Offline {
		return n.unasked(r, Canceled, "No network was used (--offline).")
	}
	if r.Method != "GET" || r.Jar != nil || len(r.Body) > 0 || r.OldTLS {
		return n.exchange(ctx, r)
	}
	for {
		m, mine := n.remember(r)
		if mine {
			m.x = n.exchange(ctx, r)
			if f := m.x.Failure; f != nil && f.Kind == Canceled {
				n.forget(r, m)
			}
			close(m.done)
			return m.x.copy()
		}
		wait, stop := context.WithTimeout(ctx, r.Timeout+afterThat)
		select {
		case <-m.done:
			stop()
		case <-wait.Done():
			stop()
			if ctx.Err() != nil {
				return n.unasked(r, Canceled, "The question was stopped before its answer came.")
			}
			return n.unasked(r, AnswerTimeout, "No answer came within "+seconds(r.Timeout)+".")
		}
		if f := m.x.Failure; f != nil && (f.Kind == Canceled || f.slow() && r.Timeout > m.timeout) {
			n.forget(r, m)
			continue
		}
		return m.x.copy()
	}
}

// remember finds the memo of a request or makes one; mine says that the caller has to fill it.
func (n *network) remember(r Request) (m *memo, mine bool) {
	k := key(r)
	n.mu.Lock()
	defer n.mu.Unlock()
	if m = n.memory[k]; m != nil {
		return m, false
	}
	m = &memo{done: make(chan struct{}), timeout: r.Timeout}
	n.memory[k] = m
	return m, true
}

func (n *network) forget(r Request, m *memo) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if k := key(r); n.memory[k] == m {
		delete(n.memory, k)
	}
}

// key tells two GETs apart: by address, headers and how much is kept.
func key(r Request) string {
	var b strings.Builder
	b.WriteString(r.URL)
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.WriteString("\n" + name)
		for _, v := range r.Header[name] {
			b.WriteString("\x00" + v)
		}
	}
	b.WriteString("\n" + time.Duration(r.MaxBody).String())
	return b.String()
}

// unasked is the exchange of a request that was not made.
func (n *network) unasked(r Request, kind Kind, text string) *Exchange {
	return &Exchange{Name: r.Name, Method: r.Method, URL: shownURL(r.URL), Started: n.o.Now(), Timing: noTiming,
		Failure: &Failure{Kind: kind, Phase: NoPhase, Text: text}}
}

// Contacted names every host:port that was spoken to, sorted: the asked one by its name, and a proxy beside it.
func (n *network) Contacted() []string {
	n.seen.mu.Lock()
	defer n.seen.mu.Unlock()
	out := make([]string, 0, len(n.seen.at))
	for a := range n.seen.at {
		out = append(out, a)
	}
	slices.Sort(out)
	return out
}

// Fresh is the same network with an empty memory.
func (n *network) Fresh() Net {
	return &network{o: n.o, seen: n.seen, memory: map[string]*memo{}}
}

// copy keeps one caller's changes of the fields from another's.
func (e *Exchange) copy() *Exchange {
	c := *e
	return &c
}

package probe

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"time"
)

// call is one exchange under way.
type call struct {
	net         *network
	ctx, caller context.Context // ctx carries the exchange's deadline, caller the asker's own
	target      *target
	proxy       *url.URL // nil: none
	rec         *recorder
	limit       time.Duration
	handshakes  int    // with an https proxy the first one is the proxy's
	newest      uint16 // the newest TLS version to offer; zero means all
}

// How many addresses of a name are tried, and how long one may keep the next waiting. The pause is that of RFC 8305.
const (
	maxAddresses = 6
	nextAfter    = 250 * time.Millisecond
)

// dial connects to the host, or to the proxy. It uses the exchange's own context: the transport's may live longer.
func (c *call) dial(_ context.Context, _, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, c.fault(Other, PhaseConnect, err)
	}
	addrs, err := c.lookup(host)
	if err != nil {
		return nil, err
	}
	if c.proxy != nil {
		c.net.seen.add(addr)
	} else {
		c.net.seen.add(c.target.hostport())
	}
	c.rec.enter(PhaseConnect)
	conn, err := c.connect(addrs, port)
	if err != nil {
		kind := classifyDial(err)
		if ledHere(host, addrs) {
			kind = NameHere
		}
		return nil, c.fault(kind, PhaseConnect, err)
	}
	c.rec.note(func() { c.rec.remote = conn.RemoteAddr().String() })
	if c.proxy != nil {
		// From here on the transport may have to ask the proxy for a way to the host, and wait for it.
		c.net.seen.add(c.target.hostport())
		c.rec.enter(PhaseProxy)
	}
	return &gate{Conn: conn, open: make(chan struct{}), rec: c.rec}, nil
}

// lookup resolves a name. It does not rely on the resolver to keep the deadline: on Windows a lookup cannot be stopped.
func (c *call) lookup(host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	c.rec.enter(PhaseName)
	ctx, cancel := context.WithTimeout(c.ctx, nameLimit)
	defer cancel()
	type answer struct {
		addrs []netip.Addr
		err   error
	}
	got := make(chan answer, 1)
	go func() {
		addrs, err := c.net.o.Lookup(ctx, host)
		got <- answer{addrs, err}
	}()
	var a answer
	select {
	case a = <-got:
	case <-ctx.Done():
		a.err = ctx.Err()
	}
	if (a.err != nil || len(a.addrs) == 0) && Loopback(host) && c.ctx.Err() == nil {
		// localhost is this computer, whatever a resolver makes of it.
		a = answer{addrs: []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1}), netip.IPv6Loopback()}}
	}
	if a.err == nil && len(a.addrs) == 0 {
		a.err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	if a.err != nil {
		return nil, c.fault(classifyLookup(a.err), PhaseName, a.err)
	}
	addrs := interleave(a.addrs)
	c.rec.note(func() {
		for _, ip := range addrs {
			c.rec.resolved = append(c.rec.resolved, ip.String())
		}
	})
	return addrs, nil
}

// ledHere says whether a name that is not one of this computer's own was resolved to this computer: filters for names answer so
// (127.0.0.1 or 0.0.0.0), and forgotten lines of the hosts file.
func ledHere(host string, addrs []netip.Addr) bool {
	if _, err := netip.ParseAddr(host); err == nil || Loopback(host) {
		return false
	}
	return !slices.ContainsFunc(addrs, func(a netip.Addr) bool { return !a.IsLoopback() && !a.IsUnspecified() })
}

// interleave alternates the families, beginning with the resolver's favourite, so that a dead IPv6 costs one pause only.
func interleave(in []netip.Addr) []netip.Addr {
	var first, second []netip.Addr
	for _, a := range in {
		a = a.Unmap()
		if a.Is4() == in[0].Unmap().Is4() {
			first = append(first, a)
		} else {
			second = append(second, a)
		}
	}
	var out []netip.Addr
	for len(out) < maxAddresses && len(first)+len(second) > 0 {
		if len(first) > 0 {
			out, first = append(out, first[0]), first[1:]
		}
		if len(second) > 0 {
			out, second = append(out, second[0]), second[1:]
		}
	}
	return out[:min(len(out), maxAddresses)]
}

// gate holds reads back until something was written. A server that speaks first (mail, ssh) would otherwise be taken by
// the transport for an answer to nothing, and be written to the standard log. It also notes the first bytes that came.
type gate struct {
	net.Conn
	open chan struct{}
	once sync.Once
	rec  *recorder
}

func (g *gate) Read(b []byte) (int, error) {
	<-g.open
	n, err := g.Conn.Read(b)
	if n > 0 {
		g.rec.note(func() {
			g.rec.alert = g.rec.alert || g.rec.received == 0 && n > 2 && b[0] == 21 && b[1] == 3
			g.rec.received += n
		})
	}
	return n, err
}

func (g *gate) Write(b []byte) (int, error) {
	g.once.Do(func() { close(g.open) })
	return g.Conn.Write(b)
}

func (g *gate) Close() error {
	g.once.Do(func() { close(g.open) })
	return g.Conn.Close()
}

// innermost is the error at the end of the chain: the system's own words, without addresses and operation names.
func innermost(err error) error {
	for {
		in := errors.Unwrap(err)
		if in == nil {
			return err
		}
		err = in
	}
}

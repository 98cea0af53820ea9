package probe

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
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

type attempt struct {
	to    string
	conn  net.Conn
	began time.Time
	took  time.Duration
	err   error
}

// overtaken notes the attempts that had brought nothing when a later one was answered. They tell of an address family that leads
// nowhere, which costs older programs, who try one address after the other, their whole patience.
func (c *call) overtaken(open []attempt) {
	c.rec.note(func() {
		for _, a := range open {
			c.rec.attempts = append(c.rec.attempts, Attempt{Address: a.to, Took: time.Since(a.began), Err: noAnswerYet})
		}
	})
}

// noAnswerYet is the Err of an attempt that another one overtook.
const noAnswerYet = "no answer yet when another address had answered"

// Unanswered says whether nothing at all had come back from the address, in contrast to a refusal.
func (a Attempt) Unanswered() bool {
	return a.Err == noAnswerYet || strings.Contains(a.Err, "deadline exceeded") || strings.Contains(a.Err, "timeout")
}

// connect tries the addresses one after the other, without waiting long for a silent one. The first connection wins.
// When all fail it returns the error that says most.
func (c *call) connect(addrs []netip.Addr, port string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(c.ctx, connectLimit)
	defer cancel()
	done := make(chan attempt, len(addrs))
	begin := make([]time.Time, 0, len(addrs))
	var open []attempt // the attempts that have not ended; took holds nothing yet
	start := func() {
		to := net.JoinHostPort(addrs[len(begin)].String(), port)
		begin = append(begin, time.Now())
		open = append(open, attempt{to: to, began: begin[len(begin)-1]})
		go func(at time.Time) {
			conn, err := c.net.o.Dial(ctx, "tcp", to)
			done <- attempt{to, conn, at, time.Since(at), err}
		}(begin[len(begin)-1])
	}
	start()
	next := time.NewTicker(nextAfter)
	defer next.Stop()
	var worst error
	for ended := 0; ended < len(addrs); {
		select {
		case a := <-done:
			ended++
			c.rec.note(func() { c.rec.attempts = append(c.rec.attempts, a.shown()) })
			at := slices.IndexFunc(open, func(o attempt) bool { return o.to == a.to })
			open = slices.Delete(open, at, at+1)
			if a.err == nil {
				c.overtaken(open)
				go drain(done, len(begin)-ended)
				return a.conn, nil
			}
			if worst == nil || telling(classifyDial(a.err)) > telling(classifyDial(worst)) {
				worst = a.err
			}
			if len(begin) < len(addrs) && len(begin) == ended {
				start()
			}
		case <-next.C:
			if len(begin) < len(addrs) {
				start()
			}
		}
		if ctx.Err() != nil && len(begin) == ended {
			break
		}
	}
	return nil, worst
}

// drain closes connections that came too late.
func drain(done <-chan attempt, n int) {
	for range n {
		if a := <-done; a.conn != nil {
			a.conn.Close()
		}
	}
}

func (a attempt) shown() Attempt {
	s := Attempt{Address: a.to, Took: a.took}
	if a.err != nil {
		s.Err = clean(innermost(a.err).Error())
	}
	return s
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

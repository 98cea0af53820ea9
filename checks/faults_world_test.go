package checks_test

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// The names of the world. They end in .example, which nobody owns.
const (
	shopName  = "harbortea.example"
	booksName = "books.harbortea.example"
	nearName  = "connectivity-one.example"
	farName   = "connectivity-two.example"
)

// addresses are those of the names: outside ones, of the ranges that are kept for documentation, for what answers from nearby
// proves nothing of the internet. Every connection to them ends on this machine all the same.
var addresses = map[string]string{shopName: "203.0.113.10", booksName: "203.0.113.20", nearName: "203.0.113.30", farName: "203.0.113.40",
	"www." + shopName: "203.0.113.10", "localhost": "127.0.0.1"}

// toLoopback makes every connection to 127.0.0.1, which gives itself out for the address that was asked.
func toLoopback(ctx context.Context, network, address string) (net.Conn, error) {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return nil, err
	}
	c, err := (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1:"+portOf(at))
	if err != nil {
		return nil, err
	}
	return farConn{c, at}, nil
}

type farConn struct {
	net.Conn
	at netip.AddrPort
}

// RemoteAddr is the address that was asked.
func (c farConn) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(c.at) }

// world is a healthy installation on loopback. A row of the table breaks one thing in it.
type world struct {
	shop, service, near, far *host
	extra                    *host // one more server, without a part of its own
	books                    *books
	c                        checks.Case
	o                        probe.Options
	names                    map[string]func(context.Context) ([]netip.Addr, error)
	skew                     time.Duration // of this PC's clock
	log                      string        // of the Web Connector; {service} stands for the service's address
	proxy                    *host         // nil: none
	proxyURL                 string        // in place of proxy
	wellKnown                bool          // the well-known addresses are asked in place of near and far
}

func healthy() *world {
	w := &world{books: &books{instead: map[string]http.HandlerFunc{}}, names: map[string]func(context.Context) ([]netip.Addr, error){}}
	w.shop = &host{name: shopName, path: "/", tls: trusted().leaf(shopName, nil), handler: page(200, "Harbor Tea")}
	w.service = &host{name: booksName, path: "/wc", tls: trusted().leaf(booksName, nil), handler: w.books.ServeHTTP}
	w.near = &host{name: nearName, path: "/connecttest.txt", handler: says(200, "Microsoft Connect Test", "Content-Type: text/plain")}
	w.far = &host{name: farName, path: "/generate_204", handler: says(204, "")}
	for n, at := range addresses {
		w.names[n] = resolves(at)
	}
	w.o.Dial = toLoopback
	w.o.RootCAs = x509.NewCertPool()
	w.o.RootCAs.AddCert(trusted().cert)
	w.c = checks.Case{Timeout: 20 * time.Second}
	return w
}

func resolves(addrs ...string) func(context.Context) ([]netip.Addr, error) {
	return func(context.Context) ([]netip.Addr, error) {
		var out []netip.Addr
		for _, a := range addrs {
			out = append(out, netip.MustParseAddr(a))
		}
		return out, nil
	}
}

// unresolved is an answer of the name server that holds no address.
func unresolved(e net.DNSError) func(context.Context) ([]netip.Addr, error) {
	return func(context.Context) ([]netip.Addr, error) { return nil, &e }
}

var (
	noSuchName  = unresolved(net.DNSError{Err: "no such host", IsNotFound: true})
	serverFails = unresolved(net.DNSError{Err: "server misbehaving", IsTemporary: true})
	noAnswer    = func(ctx context.Context) ([]netip.Addr, error) {
		<-ctx.Done()
		return nil, &net.DNSError{Err: "i/o timeout", IsTimeout: true}
	}
)

// everyName answers every look-up in one way.
func (w *world) everyName(f func(context.Context) ([]netip.Addr, error)) {
	for n := range w.names {
		w.names[n] = f
	}
}

// dials fails the connections for which it gives an error; the others are made.
func (w *world) dials(f func(ctx context.Context, at netip.AddrPort) error) {
	w.o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return nil, err
		}
		if err := f(ctx, at); err != nil {
			return nil, &net.OpError{Op: "dial", Net: network, Err: err}
		}
		return toLoopback(ctx, network, address)
	}
}

// blackHole waits as a connection does that nobody answers.
func blackHole(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func (w *world) hosts() []*host {
	list := []*host{w.shop, w.service, w.near, w.far}
	for _, h := range []*host{w.proxy, w.extra} {
		if h != nil {
			list = append(list, h)
		}
	}
	return list
}

// start makes the servers listen; stop ends them.
func (w *world) start() (stop func(), err error) {
	for _, h := range w.hosts() {
		err = errors.Join(err, h.listen())
	}
	return func() {
		for _, h := range w.hosts() {
			if h.stop != nil {
				h.stop()
			}
		}
	}, err
}

// env is what the checks measure with. It is taken after start, when the addresses are known.
func (w *world) env(t testing.TB) *checks.Env {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	c := w.c
	if c.Vendor == nil {
		c.Vendor = set.ByID("generic")
	}
	if c.Site == "" {
		c.Site = w.shop.url()
	}
	if c.Service == "" {
		c.Service = w.service.url()
	}
	if !w.wellKnown {
		c.InternetURLs = []string{w.near.url(), w.far.url()}
	}
	o := w.o
	o.Now = func() time.Time { return time.Now().Add(w.skew) }
	o.Lookup = func(ctx context.Context, name string) ([]netip.Addr, error) {
		if f := w.names[name]; f != nil {
			return f(ctx)
		}
		return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
	}
	if at := w.proxyURL; at != "" || w.proxy != nil {
		if at == "" {
			at = "127.0.0.1:" + w.proxy.port
		}
		o.Proxy = func(string) (string, string) { return at, "the settings of the test" }
	}
	env := &checks.Env{Case: &c, Now: o.Now, Net: probe.New(o), KB: kb}
	if w.log != "" {
		env.Log = logparse.ReadText(strings.ReplaceAll(w.log, "{service}", w.service.url()))
	}
	return env
}

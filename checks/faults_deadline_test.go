package checks_test

import (
	"context"
	"crypto/x509"
	"io"
	"net"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/vendors"
)

// silence is a network in which everything is silent from one place on.
type silence struct {
	name   string
	lookup func(context.Context, string) ([]netip.Addr, error)
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
	proxy  func(string) (string, string)

	http, https string // the verdicts, by the scheme of the addresses on file
}

func found(context.Context, string) ([]netip.Addr, error) {
	return []netip.Addr{netip.MustParseAddr("2001:db8::7"), netip.MustParseAddr("203.0.113.7")}, nil
}

// nobody is a network in which no connection is ever answered.
func nobody(ctx context.Context, _, _ string) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// toServer is a network in which every connection leads to the same function, over a pipe: no time passes but what it waits.
func toServer(f func(net.Conn)) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() { defer there.Close(); f(there) }()
		return here, nil
	}
}

var silences = []silence{
	{name: "the name server", dial: nobody, lookup: func(ctx context.Context, _ string) ([]netip.Addr, error) { <-ctx.Done(); return nil, ctx.Err() },
		http: noNetwork, https: noNetwork},
	{name: "the proxy's setting", dial: nobody, proxy: func(string) (string, string) { time.Sleep(time.Hour); return "", "" },
		http: "proxy-failure proxy now proven", https: "proxy-failure proxy now proven"},
	{name: "every address", dial: nobody, http: noNetwork, https: noNetwork},
	{name: "every server", dial: toServer(func(c net.Conn) { io.Copy(io.Discard, c) }), http: bothSilent, https: bothStalled},
	{name: "every server, drop by drop", dial: toServer(func(c net.Conn) {
		readHead(c)
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
		for {
			if _, err := io.WriteString(c, "."); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	}), http: "service-timeout service now proven | service-timeout site now proven",
		https: "connect-timeout service now proven | connect-timeout site now proven"},
}

// What silence leaves to be said.
const (
	noNetwork   = "no-internet network now proven"
	bothSilent  = "service-timeout service now proven | service-timeout site now proven | no-internet network now possible"
	bothStalled = "connect-timeout service now proven | connect-timeout site now proven | no-internet network now possible"
)

// Against a black hole the whole checklist costs the deadline of one answer and half a second, whatever it is that is silent. The
// clock is a made-up one that moves only when everything waits, so nothing here depends on how busy the machine is.
func TestABlackHoleCostsItsDeadline(t *testing.T) {
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range silences {
		for _, given := range []time.Duration{0, 2 * time.Second, 30 * time.Second} {
			for _, scheme := range []string{"http", "https"} {
				t.Run(s.name+" "+scheme+" "+given.String(), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						o := probe.Options{Lookup: found, Dial: s.dial, Proxy: s.proxy, RootCAs: x509.NewCertPool()}
						if s.lookup != nil {
							o.Lookup = s.lookup
						}
						env := &checks.Env{Case: &checks.Case{Site: scheme + "://shop.example/", Service: scheme + "://books.example/wc", Timeout: given,
							Vendor: set.ByID("generic")}, Now: time.Now, Net: probe.New(o), KB: kb}
						res := checks.Run(t.Context(), env, checks.List(), nil)
						deadline := given
						if given == 0 {
							deadline = probe.DefaultTimeout
						}
						if most := deadline + 500*time.Millisecond; res.Took > most {
							t.Errorf("it took %s, want %s at most\n%s", res.Took, most, whysOf(res))
						}
						want := map[string]string{"http": s.http, "https": s.https}[scheme]
						if got := verdictsOf(res); got != want {
							t.Errorf("verdicts\n  %s\nwant\n  %s", got, want)
						}
						for _, d := range res.Checks {
							if d.State == checks.Broken {
								t.Errorf("%s is broken after %s: %s", d.ID, d.Took, d.Why)
							}
						}
						time.Sleep(2 * time.Hour) // what nobody can stop ends by itself
					})
				})
			}
		}
	}
}

package checks_test

import (
	"bufio"
	"context"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// The numbers with which Windows says that a network leads nowhere, that nothing listens, and that a program on this PC cuts in.
// They mean the same on every system here, whatever the system's own are.
const (
	unreachable = syscall.Errno(10051)
	refused     = syscall.Errno(10061)
	aborted     = syscall.Errno(10053)
)

// toPort lets a fault happen at one host only.
func toPort(h *host, f func(ctx context.Context) error) func(context.Context, netip.AddrPort) error {
	return func(ctx context.Context, at netip.AddrPort) error {
		if h.port == portOf(at) {
			return f(ctx)
		}
		return nil
	}
}

func portOf(at netip.AddrPort) string {
	_, port, _ := net.SplitHostPort(at.String())
	return port
}

func failsWith(err error) func(context.Context) error {
	return func(context.Context) error { return err }
}

// forward is a proxy that takes CONNECT and plain requests to every host but those that it blocks.
func forward(blocked map[string]string) func(net.Conn) {
	return func(c net.Conn) {
		r, err := http.ReadRequest(bufio.NewReader(c))
		if err != nil {
			return
		}
		host, port, _ := net.SplitHostPort(r.Host)
		if line := blocked[host]; line != "" {
			io.WriteString(c, "HTTP/1.1 "+line+"\r\nServer: squid\r\nContent-Length: 0\r\n\r\n")
			return
		}
		up, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil {
			return
		}
		defer up.Close()
		if r.Method == http.MethodConnect {
			io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
		} else if r.Write(up) != nil {
			return
		}
		go io.Copy(up, c)
		io.Copy(c, up)
	}
}

// portal stands before every host that is asked over plain http.
func portal(h http.HandlerFunc) func(w *world) {
	return func(w *world) {
		for _, x := range []*host{w.near, w.far} {
			x.handler = h
		}
		for _, x := range []*host{w.shop, w.service} { // the portal's own certificate is for its own name
			x.tls, x.handler = stranger().leaf("wifi.example", nil), h
		}
	}
}

var signIn = page(200, "Welcome to the Guest Wi-Fi")

var networkRows = []faultRow{
	{name: "nothing is wrong", states: "PPPPPP"},

	{name: "the shop's name does not exist", breaks: func(w *world) { w.names[shopName] = noSuchName },
		states: "PPFPPP", verdicts: "dns-failure site now proven"},
	{name: "the shop's name server fails", breaks: func(w *world) { w.names[shopName] = serverFails },
		states: "PPFPPP", verdicts: "dns-failure site now proven"},
	{name: "the shop's name has no address", breaks: func(w *world) { w.names[shopName] = resolves() },
		states: "PPFPPP", verdicts: "dns-failure site now proven"},
	{name: "the name server does not answer about the shop", slow: true, breaks: func(w *world) { w.names[shopName] = noAnswer },
		states: "PPFPPP", verdicts: "dns-failure site now proven"},
	{name: "the service's name does not exist", breaks: func(w *world) { w.names[booksName] = noSuchName },
		states: "PPPPFS", verdicts: "dns-failure service now proven"},
	{name: "no name can be looked up", breaks: func(w *world) { w.everyName(serverFails) },
		states: "F?F?FS", verdicts: "dns-failure network now proven"},
	{name: "the name server does not answer at all", slow: true, breaks: func(w *world) { w.everyName(noAnswer) },
		states: "F?F?FS", verdicts: "no-internet network now likely | dns-failure network now likely"},
	{name: "no name can be looked up, and the road is fine", breaks: func(w *world) {
		w.wellKnown = true
		w.everyName(noSuchName)
		w.o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			return toLoopback(ctx, network, strings.Replace(address, ":443", ":"+w.shop.port, 1))
		}
	}, states: "F?F?FS", verdicts: "dns-failure network now proven", says: []string{"the name server (DNS) that this PC uses does not work"}},
	{name: "no name can be looked up, and there is no road", breaks: func(w *world) {
		w.wellKnown = true
		w.everyName(noSuchName)
		w.dials(func(context.Context, netip.AddrPort) error { return unreachable })
	}, states: "F?F?FS", verdicts: "no-internet network now proven"},
	{name: "the names of the test addresses alone cannot be looked up", breaks: func(w *world) {
		w.names[nearName], w.names[farName] = noSuchName, noSuchName
	}, states: "PPPPPP", says: []string{"a filter stops the test"}},
	{name: "a filter leads the names of the test addresses to this PC", breaks: func(w *world) {
		w.names[nearName], w.names[farName] = resolves("127.0.0.1"), resolves("0.0.0.0", "::1")
		w.near.down, w.far.down = true, true
	}, states: "PPPPPP", says: []string{"a filter stops the test"}},
	{name: "a filter leads every name to this PC", breaks: func(w *world) {
		w.everyName(resolves("0.0.0.0"))
		for _, h := range w.hosts() {
			h.down = true
		}
	}, states: "F?F?FS", verdicts: "dns-failure network now likely", says: []string{"a filter for names"}},
	{name: "a line of the hosts file leads the shop's name to this PC", breaks: func(w *world) {
		w.names[shopName], w.shop.down = resolves("127.0.0.1"), true
	}, states: "PPFPPP", verdicts: "dns-failure site now likely", says: []string{"hosts file"}},
	{name: "no name can be looked up, and the service has a number for its address", breaks: func(w *world) {
		w.wellKnown = true
		w.everyName(noSuchName)
		w.service.name = "203.0.113.20"
		w.service.tls = trusted().leaf("", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = nil, []net.IP{net.ParseIP("203.0.113.20")} })
		w.dials(func(_ context.Context, at netip.AddrPort) error {
			if at.Addr().String() != "203.0.113.20" {
				return unreachable
			}
			return nil
		})
	}, states: "FPFPPP", verdicts: "dns-failure network now proven", says: []string{"the name server (DNS) that this PC uses does not work"}},
	{name: "names are broken and routes are fine", breaks: func(w *world) {
		w.everyName(noSuchName)
		w.service.name, w.service.tls = "localhost", trusted().leaf("localhost", nil) // it needs no name server
	}, states: "FPFPPP", verdicts: "no-internet network now likely | dns-failure network now likely"},

	{name: "there is no network", breaks: func(w *world) {
		w.dials(func(context.Context, netip.AddrPort) error { return unreachable })
	}, states: "F?F?FS", verdicts: "no-internet network now proven"},
	{name: "everything is a black hole", slow: true, breaks: func(w *world) {
		w.dials(func(ctx context.Context, _ netip.AddrPort) error { return blackHole(ctx) })
	}, states: "F?F?FS", verdicts: "no-internet network now proven"},
	{name: "the test addresses are filtered and the rest answers", breaks: func(w *world) {
		w.dials(func(_ context.Context, at netip.AddrPort) error {
			if portOf(at) == w.near.port || portOf(at) == w.far.port {
				return refused
			}
			return nil
		})
	}, states: "PPPPPP", says: []string{"a filter stops the test"}},
	{name: "the shop's server takes no connection", breaks: func(w *world) { w.shop.down = true },
		states: "PPFPPP", verdicts: "connection-refused site now proven"},
	{name: "the service's server takes no connection", breaks: func(w *world) { w.service.down = true },
		states: "PPPPFS", verdicts: "connection-refused service now proven"},
	{name: "the shop's server does not answer to a connection", slow: true, breaks: func(w *world) { w.dials(toPort(w.shop, blackHole)) },
		states: "PPFPPP", verdicts: "connect-timeout site now proven"},
	{name: "the service's server does not answer to a connection", slow: true, breaks: func(w *world) { w.dials(toPort(w.service, blackHole)) },
		states: "PPPPFS", verdicts: "connect-timeout service now proven"},
	{name: "there is no way to the service's server, and the internet is fine", breaks: func(w *world) { w.dials(toPort(w.service, failsWith(unreachable))) },
		states: "PPPPFS", verdicts: "connect-timeout service now likely", says: []string{"There is no way from this computer to"}},
	{name: "there is no way to the shop's server, and the internet is fine", breaks: func(w *world) { w.dials(toPort(w.shop, failsWith(unreachable))) },
		states: "PPFPPP", verdicts: "connect-timeout site now likely"},
	{name: "a security program cuts the connection to the service", breaks: func(w *world) { w.dials(toPort(w.service, failsWith(aborted))) },
		states: "PPPPFS", verdicts: "blocked-on-this-pc pc now likely"},
	{name: "IPv6 leads nowhere and IPv4 is fine", breaks: func(w *world) {
		w.everyName(resolves("2001:db8::7", "203.0.113.7"))
		w.dials(func(ctx context.Context, at netip.AddrPort) error {
			if at.Addr().Is6() {
				return blackHole(ctx)
			}
			return nil
		})
	}, states: "WPPPPP", says: []string{"IPv6"}},
	{name: "IPv4 leads nowhere and IPv6 is fine", breaks: func(w *world) {
		w.everyName(resolves("203.0.113.7", "2001:db8::7"))
		w.dials(func(ctx context.Context, at netip.AddrPort) error {
			if at.Addr().Is4() {
				return blackHole(ctx)
			}
			return nil
		})
	}, states: "WPPPPP", says: []string{"IPv4"}},
	{name: "this PC has no IPv6, which is no fault", breaks: func(w *world) {
		w.everyName(resolves("2001:db8::7", "203.0.113.7"))
		w.dials(func(_ context.Context, at netip.AddrPort) error {
			if at.Addr().Is6() {
				return unreachable
			}
			return nil
		})
	}, states: "PPPPPP"},
	{name: "three of ten connections are lost", slow: true, breaks: func(w *world) {
		turn := make(chan struct{}, 3)
		for range cap(turn) {
			turn <- struct{}{}
		}
		near := w.near
		near.handler = func(rw http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodHead {
				select {
				case <-turn:
					panic(http.ErrAbortHandler)
				default:
				}
			}
			says(200, "Microsoft Connect Test")(rw, r)
		}
	}, states: "FPPPPP", verdicts: "poor-connection network now proven", says: []string{"3 of 10"}},

	{name: "the proxy takes no connection", breaks: func(w *world) { w.proxy = &host{down: true} },
		states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy's name does not exist", breaks: func(w *world) { w.proxyURL = "proxy.example:3128" },
		states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy's setting is nonsense", breaks: func(w *world) { w.proxyURL = "ht!tp://:x" },
		states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy does not answer", slow: true, breaks: func(w *world) { w.proxy = &host{wire: silent} },
		states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy is none", breaks: func(w *world) { w.proxy = &host{wire: bytesOf("SSH-2.0-OpenSSH_9.2\r\n\r\n")} },
		states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy wants a log-in", breaks: func(w *world) {
		w.proxy = &host{wire: bytesOf("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n")}
	}, states: "F?F?FS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy blocks the service", breaks: func(w *world) {
		w.proxy = &host{wire: forward(map[string]string{booksName: "403 Forbidden"})}
	}, states: "PPPPFS", verdicts: "proxy-failure proxy now proven"},
	{name: "the proxy cannot reach the shop", breaks: func(w *world) {
		w.proxy = &host{wire: forward(map[string]string{shopName: "503 Service Unavailable"})}
	}, states: "PPFPPP", verdicts: "proxy-failure proxy now proven"},
	{name: "a proxy that works", breaks: func(w *world) { w.proxy = &host{wire: forward(nil)} }, states: "PPPPPP"},

	{name: "a sign-in page answers to everything", breaks: portal(signIn),
		states: "FPF?FS", verdicts: "captive-portal network now proven"},
	{name: "a redirect to a sign-in page answers to everything",
		breaks: portal(to(302, func(r *http.Request) string { return "http://" + r.Host + "/guest/sign-in" })),
		states: "FPF?FS", verdicts: "captive-portal network now proven"},
	{name: "the network wants a sign-in and says so", breaks: portal(page(511, "Network Authentication Required")),
		states: "FPF?FS", verdicts: "captive-portal network now proven"},

	{name: "the clock is an hour behind", breaks: func(w *world) { w.skew = -time.Hour },
		states: "PFPPPP", verdicts: "clock-wrong pc now proven", says: []string{"is 1 hour behind, say 4 servers"}},
	{name: "the clock is two years ahead, and certificates look expired", breaks: func(w *world) { w.skew = 2 * 365 * 24 * time.Hour },
		states: "PFF?FS", verdicts: "clock-wrong pc now proven"},
	{name: "the clock is two years behind, and certificates look too new", breaks: func(w *world) { w.skew = -2 * 365 * 24 * time.Hour },
		states: "PFF?FS", verdicts: "clock-wrong pc now proven"},
	{name: "one server's date is wrong, which proves nothing", breaks: func(w *world) {
		w.near.handler = says(200, "Microsoft Connect Test", "Date: Mon, 02 Jan 2006 15:04:05 GMT")
	}, states: "PPPPPP"},
}

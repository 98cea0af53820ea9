package probe

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// short is enough for an exchange on loopback that is meant to run out of time.
const short = 300 * time.Millisecond

func TestFaultsAreToldApart(t *testing.T) {
	ca := newAuthority(t)
	good := tls.Config{Certificates: []tls.Certificate{ca.leaf(t, nil)}}
	tlsWith := func(change func(*x509.Certificate)) func(net.Conn) {
		return over(&tls.Config{Certificates: []tls.Certificate{ca.leaf(t, change)}}, say(answer("200 OK", "", "secret")))
	}
	dead := closedPort(t)
	// A host name that only the test's resolver knows, so that a proxy is used for it.
	const host = "books.harbortea.example"
	lookup := func(ctx context.Context, name string) ([]netip.Addr, error) {
		switch name {
		case host, "localhost":
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		case "slow.example":
			<-ctx.Done()
			return nil, &net.DNSError{Err: "i/o timeout", Name: name, IsTimeout: true}
		case "deaf.example":
			select {} // as a lookup on Windows, which cannot be stopped
		case "broken.example":
			return nil, &net.DNSError{Err: "server misbehaving", Name: name, IsTemporary: true}
		case "empty.example":
			return nil, nil
		}
		return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
	}
	forward := func(text string) func(net.Conn) { return say(text) }
	tests := []struct {
		name   string
		server func(net.Conn)
		url    string // with %s for the server's host:port; default http://%s/wsdl
		proxy  string // "%s": the server is the proxy
		post   bool
		kind   Kind
		phase  Phase
		status int
		proof  string // a part of Failure.Proof
	}{
		{name: "a healthy answer", server: say(answer("200 OK", "", "fine")), status: 200},
		{name: "404 is an answer", server: say(answer("404 Not Found", "", "gone")), status: 404},
		{name: "301 is an answer and is not followed", server: say(answer("301 Moved Permanently", "Location: https://"+host+"/x\r\n", "")), post: true, status: 301},
		{name: "continue comes first", server: say("HTTP/1.1 100 Continue\r\n\r\n" + answer("200 OK", "", "fine")), post: true, status: 200},
		{name: "HTTP/1.0, ended by closing", server: say("HTTP/1.0 200 OK\r\n\r\nfine"), status: 200},
		{name: "nobody listens", url: "http://" + dead + "/", kind: Refused, phase: PhaseConnect},
		{name: "never answers", server: hang, kind: AnswerTimeout, phase: PhaseWait},
		{name: "never answers a POST", server: hang, post: true, kind: AnswerTimeout, phase: PhaseWait},
		{name: "hangs in its header", server: func(c net.Conn) { readHead(c); io.WriteString(c, "HTTP/1.1 200 OK\r\nX-A: b\r\n"); hang(c) }, kind: AnswerTimeout, phase: PhaseWait},
		{name: "hangs after its header", server: func(c net.Conn) { say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")(c); hang(c) }, kind: AnswerTimeout, phase: PhaseBody, status: 200},
		{name: "drips its answer", server: drip, kind: AnswerTimeout, phase: PhaseBody, status: 200},
		{name: "half an answer", server: say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), kind: Closed, phase: PhaseBody, status: 200},
		{name: "half a chunk", server: say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf"), kind: Closed, phase: PhaseBody, status: 200},
		{name: "a chunk that is none", server: say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), kind: NotHTTP, phase: PhaseBody, status: 200},
		{name: "hangs up without a word", server: say(""), kind: Closed, phase: PhaseWait},
		{name: "hangs up on a POST", server: say(""), post: true, kind: Closed, phase: PhaseWait},
		{name: "resets after the request", server: func(c net.Conn) { readHead(c); reset(c) }, kind: Closed, phase: PhaseWait},
		{name: "answers something else", server: say("\x1b[31mSSH-2.0-OpenSSH_9.2\r\n\r\n"), kind: NotHTTP, phase: PhaseWait, proof: "SSH-2.0"},
		{name: "speaks first", server: func(c net.Conn) { io.WriteString(c, "220 mail.example ESMTP\r\n"); readHead(c) }, kind: NotHTTP, phase: PhaseWait},
		{name: "a flood of header", server: func(c net.Conn) { readHead(c); flood(c) }, kind: NotHTTP, phase: PhaseWait},
		{name: "an endless body is cut", server: func(c net.Conn) { say("HTTP/1.1 200 OK\r\n\r\n")(c); endless(c) }, status: 200},
		{name: "name not found", url: "http://nobody.example/", kind: NameNotFound, phase: PhaseName},
		{name: "name has no address", url: "http://empty.example/", kind: NameNotFound, phase: PhaseName},
		{name: "resolver does not answer", url: "http://slow.example/", kind: NameFailed, phase: PhaseName},
		{name: "resolver cannot be stopped", url: "http://deaf.example/", kind: NameFailed, phase: PhaseName},
		{name: "resolver is broken", url: "https://broken.example/", kind: NameFailed, phase: PhaseName},
		{name: "https, good", server: over(&good, say(answer("200 OK", "", "fine"))), url: "https://localhost:%p/", status: 200},
		{name: "https, expired", server: tlsWith(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = day(-60), day(-3) }), url: "https://localhost:%p/", post: true, kind: TLSExpired, phase: PhaseTLS},
		{name: "https, not valid yet", server: tlsWith(func(c *x509.Certificate) { c.NotBefore, c.NotAfter = day(3), day(60) }), url: "https://localhost:%p/", kind: TLSNotYetValid, phase: PhaseTLS},
		{name: "https, wrong host", server: tlsWith(func(c *x509.Certificate) { c.DNSNames = []string{"other.example"} }), url: "https://localhost:%p/", kind: TLSWrongHost, phase: PhaseTLS},
		{name: "https, expired and wrong host", server: tlsWith(func(c *x509.Certificate) { c.DNSNames, c.NotAfter = []string{"other.example"}, day(-1) }), url: "https://localhost:%p/", kind: TLSExpired, phase: PhaseTLS},
		{name: "https, self-signed", server: over(&tls.Config{Certificates: []tls.Certificate{(*authority)(nil).leaf(t, nil)}}, hang), url: "https://localhost:%p/", kind: TLSUntrusted, phase: PhaseTLS},
		{name: "https, unknown authority", server: over(&tls.Config{Certificates: []tls.Certificate{newAuthority(t).leaf(t, nil)}}, hang), url: "https://localhost:%p/", kind: TLSUntrusted, phase: PhaseTLS},
		{name: "https, key exchange by RSA only, as Windows still takes it", server: over(rsaOnly(t, ca), say(answer("200 OK", "", ""))), url: "https://localhost:%p/", status: 200},
		{name: "https, TLS 1.1 at most", server: over(&tls.Config{Certificates: good.Certificates, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, hang), url: "https://localhost:%p/", kind: TLSTooOld, phase: PhaseTLS},
		{name: "https, no shared version", server: alert(70), url: "https://localhost:%p/", kind: TLSTooOld, phase: PhaseTLS, proof: "protocol version"},
		{name: "https, no shared cipher", server: alert(40), url: "https://localhost:%p/", kind: TLSTooOld, phase: PhaseTLS},
		{name: "https, name not served", server: alert(112), url: "https://localhost:%p/", kind: TLSUnknownName, phase: PhaseTLS},
		{name: "https, client certificate wanted", server: over(&tls.Config{Certificates: good.Certificates, ClientAuth: tls.RequireAnyClientCert}, hang), url: "https://localhost:%p/", kind: TLSWantsCert, phase: PhaseTLS},
		{name: "https, client certificate wanted under TLS 1.2", server: over(&tls.Config{Certificates: good.Certificates, ClientAuth: tls.RequireAnyClientCert, MaxVersion: tls.VersionTLS12}, hang), url: "https://localhost:%p/", kind: TLSWantsCert, phase: PhaseTLS},
		{name: "https, stalls in the handshake", server: hang, url: "https://localhost:%p/", kind: TLSTimeout, phase: PhaseTLS},
		{name: "https, hangs up in the handshake", server: func(c net.Conn) { c.Read(make([]byte, 1)); reset(c) }, url: "https://localhost:%p/", kind: Closed, phase: PhaseTLS},
		{name: "https asked of a plain port", server: func(c net.Conn) { c.Read(make([]byte, 2048)); io.WriteString(c, answer("400 Bad Request", "", "")) }, url: "https://localhost:%p/", kind: NotTLS, phase: PhaseTLS},
		{name: "https asked of a mail port", server: func(c net.Conn) { io.WriteString(c, "220 mail.example ESMTP\r\n"); hang(c) }, url: "https://localhost:%p/", kind: NotTLS, phase: PhaseTLS},
		{name: "http asked of a TLS port", server: func(c net.Conn) { readHead(c); c.Write([]byte{21, 3, 1, 0, 2, 2, 70}) }, proof: "TLS alert", url: "http://localhost:%p/", kind: NotHTTP, phase: PhaseWait},
		{name: "http asked of nginx's TLS port", server: say(answer("400 Bad Request", "", "<center>The plain HTTP request was sent to HTTPS port</center>")), status: 400},
		{name: "proxy wants a log-in, http", server: forward(answer("407 Proxy Authentication Required", "", "")), url: "http://" + host + "/", proxy: "%s", kind: ProxyRefused, phase: PhaseProxy},
		{name: "proxy wants a log-in, https", server: forward(answer("407 Proxy Authentication Required", "", "")), url: "https://" + host + "/", proxy: "%s", post: true, kind: ProxyRefused, phase: PhaseProxy, proof: "407"},
		{name: "proxy blocks, https", server: forward(answer("403 Forbidden", "", "")), url: "https://" + host + "/", proxy: "%s", kind: ProxyRefused, phase: PhaseProxy},
		{name: "proxy cannot connect, https", server: forward(answer("503 Service Unavailable", "", "")), url: "https://" + host + "/", proxy: "%s", kind: ProxyRefused, phase: PhaseProxy},
		{name: "proxy cannot connect, http", server: forward(answer("503 Service Unavailable", "X-Squid-Error: ERR_CONNECT_FAIL 111\r\n", "")), url: "http://" + host + "/", proxy: "%s", kind: ProxyRefused, phase: PhaseProxy},
		{name: "503 of the host through a proxy", server: forward(answer("503 Service Unavailable", "", "")), url: "http://" + host + "/", proxy: "%s", status: 503},
		{name: "404 through a proxy", server: forward(answer("404 Not Found", "", "")), url: "http://" + host + "/", proxy: "%s", status: 404},
		{name: "proxy not there, http", url: "http://" + host + "/", proxy: dead, kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy not there, https", url: "https://" + host + "/", proxy: dead, kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy's name unknown", url: "https://" + host + "/", proxy: "proxy.example:3128", kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy does not answer CONNECT", server: hang, url: "https://" + host + "/", proxy: "%s", kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy hangs up on CONNECT", server: say(""), url: "https://" + host + "/", proxy: "%s", kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy is no proxy", server: say("SSH-2.0\r\n\r\n"), url: "https://" + host + "/", proxy: "%s", kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy over TLS blocks", server: over(&good, forward(answer("403 Forbidden", "", ""))), url: "https://" + host + "/", proxy: "https://localhost:%p", kind: ProxyRefused, phase: PhaseProxy},
		{name: "proxy over TLS is not trusted", server: over(&tls.Config{Certificates: []tls.Certificate{newAuthority(t).leaf(t, nil)}}, hang), url: "https://" + host + "/", proxy: "https://localhost:%p", post: true, kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "proxy's setting is nonsense", url: "https://" + host + "/", proxy: "ht!tp://:x", kind: ProxyUnreachable, phase: PhaseProxy},
		{name: "loopback goes past the proxy", server: say(answer("200 OK", "", "")), url: "http://localhost:%p/", proxy: dead, status: 200},
		{name: "no scheme", url: "books.harbortea.example/wc", kind: BadAddress},
		{name: "no host", url: "https:///wc", kind: BadAddress},
		{name: "not the web", url: "ftp://books.harbortea.example/", kind: BadAddress},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			at := ""
			if tt.server != nil {
				at = serve(t, tt.server)
			}
			fill := func(s string) string {
				_, port, _ := net.SplitHostPort(at)
				return strings.ReplaceAll(strings.ReplaceAll(s, "%s", at), "%p", port)
			}
			if tt.url == "" {
				tt.url = "http://%s/wsdl"
			}
			o := Options{Lookup: lookup, RootCAs: ca.pool}
			if tt.proxy != "" {
				o.Proxy = func(string) (string, string) { return fill(tt.proxy), "the test" }
			}
			r := Request{URL: fill(tt.url), Timeout: 20 * time.Second, MaxBody: 1 << 16}
			if tt.post {
				r.Method, r.Body = "POST", []byte("<secret/>")
			}
			if slowKinds[tt.kind] || tt.kind == NameFailed || strings.Contains(tt.name, "does not answer") {
				r.Timeout = short
			}
			x := New(o).Do(context.Background(), r)
			var kind Kind
			var phase Phase
			if x.Failure != nil {
				kind, phase = x.Failure.Kind, x.Failure.Phase
				if !strings.HasSuffix(x.Failure.Text, ".") {
					t.Errorf("text is no sentence: %q", x.Failure.Text)
				}
				if strings.ContainsFunc(x.Failure.Text+x.Failure.Proof, func(r rune) bool { return r < ' ' }) {
					t.Errorf("control characters in %q, %q", x.Failure.Text, x.Failure.Proof)
				}
			}
			if kind != tt.kind || phase != tt.phase || x.Status != tt.status {
				t.Fatalf("got kind %q, phase %d, status %d; want %q, %d, %d (%+v)", kind, phase, x.Status, tt.kind, tt.phase, tt.status, x.Failure)
			}
			if tt.proof != "" && !strings.Contains(x.Failure.Proof, tt.proof) {
				t.Errorf("proof %q lacks %q", x.Failure.Proof, tt.proof)
			}
			if x.Timing.Total < 0 {
				t.Error("no total time")
			}
		})
	}
}

var slowKinds = map[Kind]bool{AnswerTimeout: true, TLSTimeout: true, ConnectTimeout: true}

func day(n int) time.Time { return time.Now().AddDate(0, 0, n) }

func drip(c net.Conn) {
	say("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")(c)
	for {
		if _, err := io.WriteString(c, "."); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func flood(c net.Conn) {
	io.WriteString(c, "HTTP/1.1 200 OK\r\n")
	for {
		if _, err := fmt.Fprintf(c, "X-Flood: %s\r\n", strings.Repeat("a", 1000)); err != nil {
			return
		}
	}
}

func endless(c net.Conn) {
	for {
		if _, err := io.WriteString(c, strings.Repeat("a", 4096)); err != nil {
			return
		}
	}
}

// alert answers a handshake with a fatal TLS alert.
func alert(n byte) func(net.Conn) {
	return func(c net.Conn) {
		c.Read(make([]byte, 2048))
		c.Write([]byte{21, 3, 1, 0, 2, 2, n})
	}
}

func TestABadCertificateStillShowsItself(t *testing.T) {
	ca := newAuthority(t)
	sent := make(chan struct{}, 1)
	at := serve(t, over(&tls.Config{Certificates: []tls.Certificate{ca.leaf(t, func(c *x509.Certificate) { c.DNSNames = []string{"other.example"} })}},
		func(c net.Conn) {
			if n, _ := c.Read(make([]byte, 1)); n > 0 {
				sent <- struct{}{}
			}
		}))
	_, port, _ := net.SplitHostPort(at)
	x := New(Options{RootCAs: ca.pool}).Do(context.Background(), Request{Method: "POST", URL: "https://localhost:" + port + "/",
		Body: []byte("password"), Header: http.Header{"Authorization": {"Basic c2VjcmV0"}}})
	leaf := x.TLS.Leaf()
	if leaf == nil || leaf.Issuer != "CN=Test Authority" || leaf.NotAfter.IsZero() || len(leaf.Names) != 1 || leaf.Names[0] != "other.example" {
		t.Fatalf("leaf %+v, failure %+v", leaf, x.Failure)
	}
	if x.TLS.Verified || x.TLS.Version == "" {
		t.Errorf("TLS %+v", x.TLS)
	}
	select {
	case <-sent:
		t.Error("something was sent on a connection that failed verification")
	case <-time.After(50 * time.Millisecond):
	}
}

func TestCertificatesAreJudgedByTheGivenClock(t *testing.T) {
	ca := newAuthority(t)
	at := serve(t, over(&tls.Config{Certificates: []tls.Certificate{ca.leaf(t, nil)}}, hang))
	_, port, _ := net.SplitHostPort(at)
	for offset, want := range map[int]Kind{-200: TLSNotYetValid, 200: TLSExpired} {
		x := New(Options{RootCAs: ca.pool, Now: func() time.Time { return day(offset) }}).Do(context.Background(), Request{URL: "https://localhost:" + port + "/", Timeout: 10 * time.Second})
		if x.Failure == nil || x.Failure.Kind != want {
			t.Errorf("%d days off: %+v, want %s", offset, x.Failure, want)
		}
	}
}

func TestTheCallerStops(t *testing.T) {
	at := serve(t, hang)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	x := New(Options{}).Do(ctx, Request{URL: "http://" + at + "/"})
	if x.Failure == nil || x.Failure.Kind != Canceled {
		t.Fatalf("%+v", x.Failure)
	}
}

func TestTheCallersDeadlineIsATimeout(t *testing.T) {
	at := serve(t, hang)
	ctx, cancel := context.WithTimeout(context.Background(), short)
	defer cancel()
	x := New(Options{}).Do(ctx, Request{URL: "http://" + at + "/"})
	if x.Failure == nil || x.Failure.Kind != AnswerTimeout {
		t.Fatalf("%+v", x.Failure)
	}
}

func TestErrorNumbers(t *testing.T) {
	tests := []struct {
		err  error
		want Kind
	}{
		{wsa(10061), Refused}, {wsa(10054), Closed}, {wsa(10053), AbortedHere}, {wsa(10060), ConnectTimeout}, {wsa(10050), NoRoute},
		{wsa(10051), NoRoute}, {wsa(10064), NoRoute}, {wsa(10065), NoRoute}, {wsa(10013), AbortedHere},
		{wsa(11001), NameNotFound}, {wsa(11002), NameFailed}, {wsa(11003), NameFailed}, {wsa(11004), NameNotFound},
		{errors.New("anything"), Other},
	}
	for _, tt := range tests {
		if got := errnoKind(tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
	if numberKind(1225, true) != Refused || numberKind(64, true) != Closed {
		t.Error("the Win32 numbers are not known on Windows")
	}
	if k := classifyDial(wsa(10060)); k != ConnectTimeout {
		t.Errorf("10060 while connecting: %q", k)
	}
}

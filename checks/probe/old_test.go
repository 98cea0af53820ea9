package probe

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// What a program meets that knows TLS 1.0 and 1.1 only.
func TestOldTLS(t *testing.T) {
	ca := newAuthority(t)
	certs := []tls.Certificate{ca.leaf(t, nil)}
	tests := map[string]struct {
		server func(net.Conn)
		kind   Kind
		took   string // the version that was agreed on
	}{
		"a server of today": {over(&tls.Config{Certificates: certs, MinVersion: tls.VersionTLS12}, hang), TLSTooOld, ""},
		"an old server":     {over(&tls.Config{Certificates: certs, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}, hang), OK, "TLS 1.1"},
		"one that takes all, with a certificate that is not trusted": {over(&tls.Config{Certificates: []tls.Certificate{newAuthority(t).leaf(t, nil)},
			MinVersion: tls.VersionTLS10}, hang), OK, "TLS 1.1"},
		"one that hangs up": {func(c net.Conn) { c.Read(make([]byte, 1)); reset(c) }, Closed, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, port, _ := net.SplitHostPort(serve(t, tt.server))
			x := New(Options{RootCAs: ca.pool}).Do(context.Background(), Request{Method: "POST", URL: "https://localhost:" + port + "/", OldTLS: true, Body: []byte("secret")})
			var kind Kind
			if x.Failure != nil {
				kind = x.Failure.Kind
			}
			if kind != tt.kind || x.Status != 0 {
				t.Fatalf("kind %q, status %d, want %q and no answer: %+v", kind, x.Status, tt.kind, x.Failure)
			}
			if tt.took != "" && (x.TLS == nil || x.TLS.Version != tt.took || x.TLS.Offered != "TLS 1.0 and 1.1") {
				t.Errorf("TLS %+v, want %s", x.TLS, tt.took)
			}
		})
	}
}

// An address that leads nowhere is noted though another one was faster.
func TestOvertakenAttemptsAreNoted(t *testing.T) {
	at := serve(t, say(answer("200 OK", "", "")))
	_, port, _ := net.SplitHostPort(at)
	n := New(Options{
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("2001:db8::7"), netip.MustParseAddr("127.0.0.1")}, nil
		},
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			if strings.HasPrefix(address, "[2001:db8::7]") {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
	})
	x := n.Do(context.Background(), Request{URL: "http://two.example:" + port + "/", Timeout: 20 * time.Second})
	if x.Status != 200 || len(x.Attempts) != 2 || x.Attempts[0].Err != "" || !x.Attempts[1].Unanswered() || x.Attempts[1].Took < nextAfter {
		t.Errorf("status %d, attempts %+v", x.Status, x.Attempts)
	}
}

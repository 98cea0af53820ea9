package probe

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"
)

// The most that one phase may take of an exchange's time, so that a generous deadline for the answer (a real login may
// take two minutes) is not spent on a host that is not there. Windows gives up a connection after about 21 seconds.
const (
	nameLimit    = 10 * time.Second
	connectLimit = 20 * time.Second
	tlsLimit     = 15 * time.Second
)

// continueLimit is how long a body waits for a server's leave to send it (100 Continue), which small servers never give. It is that
// of .NET's client (HttpWebRequest).
const continueLimit = 350 * time.Millisecond

// maxHeader bounds what is read of an answer's header, in bytes.
const maxHeader = 64 << 10

const none = time.Duration(-1)

var noTiming = Timing{Name: none, Connect: none, TLS: none, Wait: none, Body: none, Total: none}

// exchange makes one request. It never returns nil.
func (n *network) exchange(caller context.Context, r Request) *Exchange {
	x := &Exchange{Name: r.Name, Method: r.Method, URL: shownURL(r.URL), Started: n.o.Now(), Timing: noTiming}
	begin := time.Now()
	t, err := newTarget(r.URL)
	if err != nil {
		x.Failure = &Failure{Kind: BadAddress, Text: sentence(err), Proof: clean(err.Error())}
		x.Timing.Total = time.Since(begin)
		return x
	}
	ctx, cancel := context.WithTimeout(caller, r.Timeout)
	defer cancel()
	rec := &recorder{}
	defer func() {
		rec.fill(x)
		x.Timing.Total = time.Since(begin)
	}()
	c := &call{net: n, ctx: ctx, caller: caller, target: t, rec: rec, limit: r.Timeout}
	if r.OldTLS {
		c.newest = tls.VersionTLS11
	}
	if f := c.chooseProxy(x); f != nil {
		x.Failure = f
		return x
	}
	req, err := n.request(ctx, r, t)
	if err != nil {
		x.Failure = &Failure{Kind: BadAddress, Text: "The request could not be made from this address.", Proof: clean(err.Error())}
		return x
	}
	tr := c.transport()
	defer tr.CloseIdleConnections()
	resp, err := tr.RoundTrip(req.WithContext(httptrace.WithClientTrace(ctx, rec.trace())))
	if errors.Is(err, errEnough) {
		return x
	}
	if err != nil {
		x.Failure = c.failure(err)
		return x
	}
	defer resp.Body.Close()
	rec.enter(PhaseBody)
	x.Proto, x.Status, x.Header = resp.Proto, resp.StatusCode, resp.Header
	x.Reason = reason(resp)
	x.Location = location(t.url, resp)
	if r.Jar != nil {
		r.Jar.SetCookies(t.url, resp.Cookies())
	}
	if err := readBody(x, resp.Body, r.MaxBody); err != nil {
		x.Failure = c.failure(err)
	}
	if f := c.proxyAnswer(x); f != nil {
		x.Failure, x.Status, x.Location = f, 0, ""
	}
	return x
}

// request makes the request as it is sent. The address's user part and fragment never leave this computer.
func (n *network) request(ctx context.Context, r Request, t *target) (*http.Request, error) {
	var body io.Reader
	if len(r.Body) > 0 {
		body = bytes.NewReader(r.Body)
	}
	req, err := http.NewRequestWithContext(ctx, r.Method, t.url.String(), body)
	if err != nil {
		return nil, err
	}
	if len(r.Header) > 0 {
		req.Header = r.Header.Clone()
	}
	if _, given := req.Header["User-Agent"]; !given {
		req.Header.Set("User-Agent", n.o.UserAgent)
	}
	if r.Jar != nil {
		for _, k := range r.Jar.Cookies(t.url) {
			req.AddCookie(k)
		}
	}
	return req, nil
}

// transport is used for one request only: nothing is kept alive, nothing is unpacked (a small answer could unpack to
// gigabytes), and it speaks HTTP/1.1 as the Web Connector does.
func (c *call) transport() *http.Transport {
	tr := &http.Transport{
		DialContext:            c.dial,
		TLSClientConfig:        c.tlsConfig(),
		TLSHandshakeTimeout:    tlsLimit,
		DisableKeepAlives:      true,
		DisableCompression:     true,
		ExpectContinueTimeout:  continueLimit,
		MaxResponseHeaderBytes: maxHeader,
		OnProxyConnectResponse: c.connectAnswer,
	}
	if c.proxy != nil {
		tr.Proxy = http.ProxyURL(c.proxy)
	}
	return tr
}

// readBody keeps at most max bytes. What came before an error is kept as well.
func readBody(x *Exchange, body io.Reader, max int64) error {
	got, err := io.ReadAll(io.LimitReader(body, max+1))
	if int64(len(got)) > max {
		got, x.Truncated, err = got[:max], true, nil
	}
	x.Body = got
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// reason is the server's phrase after the status, or the usual one.
func reason(resp *http.Response) string {
	if len(resp.Status) > 4 {
		return clean(resp.Status[4:])
	}
	return http.StatusText(resp.StatusCode)
}

// location makes a redirect's target absolute; one that is no address stays as it came.
func location(base *url.URL, resp *http.Response) string {
	to := resp.Header.Get("Location")
	if to == "" {
		return ""
	}
	u, err := base.Parse(to)
	if err != nil {
		return clean(to)
	}
	return clean(u.String())
}

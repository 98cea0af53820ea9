package probe

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// chooseProxy asks the options for a proxy. This computer itself is never asked through one.
func (c *call) chooseProxy(x *Exchange) *Failure {
	if c.net.o.Proxy == nil || Loopback(c.target.host) {
		return nil
	}
	var addr, source string
	found := make(chan struct{})
	go func() {
		addr, source = c.net.o.Proxy(c.target.url.String())
		close(found)
	}()
	select {
	case <-found:
	case <-c.ctx.Done(): // a proxy script cannot be stopped, and the deadline stands
		f := &Failure{Kind: ProxyUnreachable, Phase: PhaseProxy, Text: "It could not be found out in time which proxy to use.", Proof: c.ctx.Err().Error()}
		if errors.Is(c.caller.Err(), context.Canceled) {
			f.Kind, f.Text = Canceled, c.words(Canceled, PhaseProxy)
		}
		return f
	}
	if addr == "" {
		return nil
	}
	u, err := proxyURL(addr)
	if err != nil {
		text := "The proxy in the settings is no address that can be used."
		if source != "" {
			text = fmt.Sprintf("The proxy in the settings (%s) is no address that can be used.", clean(source))
		}
		return &Failure{Kind: ProxyUnreachable, Phase: PhaseProxy, Text: text, Proof: shown(addr)}
	}
	c.proxy, x.Proxy, x.ProxyFrom = u, u.Host, clean(source)
	return nil
}

// proxyURL reads "host:port" or a URL. Without a port it is the one that http proxies mostly have (the scheme's).
func proxyURL(addr string) (*url.URL, error) {
	if !strings.Contains(addr, "://") {
		addr = "http://" + addr
	}
	u, err := url.Parse(addr)
	if err != nil {
		return nil, err
	}
	port, ok := map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	if !ok || u.Hostname() == "" {
		return nil, errors.New("not a proxy's address")
	}
	if u.Port() != "" {
		port = u.Port()
	}
	return &url.URL{Scheme: u.Scheme, User: u.User, Host: net.JoinHostPort(u.Hostname(), port)}, nil
}

// connectAnswer judges what the proxy says to CONNECT. The transport itself would keep the reason phrase only.
func (c *call) connectAnswer(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	return &fault{*c.refusal(resp.StatusCode, resp.Status), errors.New("proxy refused")}
}

// proxyAnswer tells an answer of the proxy itself from one of the host, where a plain http request went through it; nil
// for one of the host. A 407 can only be the proxy's; of others only those that name a proxy are taken for its own.
func (c *call) proxyAnswer(x *Exchange) *Failure {
	if c.proxy == nil || c.target.secure() {
		return nil
	}
	switch x.Status {
	case http.StatusProxyAuthRequired:
	case http.StatusForbidden, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		if !fromProxy(x.Header) {
			return nil
		}
	default:
		return nil
	}
	return c.refusal(x.Status, fmt.Sprintf("%d %s", x.Status, x.Reason))
}

// fromProxy knows the headers by which proxies sign pages of their own: squid's error header, RFC 9209's Proxy-Status
// with an error in it, and the Server names of common forward proxies.
func fromProxy(h http.Header) bool {
	if h.Get("X-Squid-Error") != "" || strings.Contains(h.Get("Proxy-Status"), "error=") {
		return true
	}
	server := strings.ToLower(h.Get("Server"))
	return containsAny(server, []string{"squid", "tinyproxy", "privoxy", "mitmproxy", "bluecoat", "proxysg", "mcafee web gateway", "zscaler", "ccproxy", "forcepoint"})
}

func (c *call) refusal(status int, line string) *Failure {
	p, host := clean(c.proxy.Host), clean(c.target.hostport())
	f := &Failure{Kind: ProxyRefused, Phase: PhaseProxy, Status: status, Proof: clean(line)}
	switch status {
	case http.StatusProxyAuthRequired:
		f.Text = fmt.Sprintf("The proxy %s wants a log-in of its own before it lets anybody through.", p)
	case http.StatusForbidden:
		f.Text = fmt.Sprintf("The proxy %s does not allow %s.", p, host)
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		f.Text = fmt.Sprintf("The proxy %s says that it cannot reach %s.", p, host)
	default:
		f.Text = fmt.Sprintf("The proxy %s refused the connection to %s with status %d.", p, host, status)
	}
	return f
}

// Package webconnector speaks the SOAP contract between the QuickBooks Web Connector and a service: the same bytes out,
// generous reading of what comes back, and a strict judgement of it, as the Web Connector's own .NET client would judge.
// It calls only what takes no work from a service: never sendRequestXML, receiveResponseXML or connectionError.
package webconnector

import (
	"context"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

const (
	// Agent is the User-Agent of the .NET SOAP client that the Web Connector is built on. Bot filters know it, so a probe
	// that sends another one may get through where the Web Connector does not.
	Agent = "Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000)"

	// Version is the Web Connector version that clientVersion reports. Services parse it (some need all four parts), so it
	// is a real one.
	Version = "2.3.0.215"

	// Namespace is the target namespace of the contract, with the slash at its end (Intuit's guide, chapter 5).
	Namespace = "http://developer.intuit.com/"

	// ImpossibleUser is a user name that no service knows: its refusal proves name, TLS, path and SOAP at once, and takes
	// no work from the service.
	ImpossibleUser = "authdoctor-probe-no-such-user"
)

// maxAnswer bounds what is kept of one answer, in bytes. Answers to the calls made here are a few hundred bytes; a stack
// trace or a page is more, and its head is enough.
const maxAnswer = 256 << 10

// Client calls one service. It keeps cookies from call to call, as ASP.NET sessions need. It is safe for concurrent use.
type Client struct {
	net     probe.Net
	url     string
	timeout time.Duration
	jar     http.CookieJar
	rpc     bool
	styled  bool   // Style was called
	agent   string // in place of Agent; empty: Agent
}

// New makes a client for the service at address. The timeout is for one answer; zero means probe.DefaultTimeout.
func New(n probe.Net, address string, timeout time.Duration) *Client {
	jar, err := cookiejar.New(nil)
	if err != nil { // documented never to happen without options
		return &Client{net: n, url: address, timeout: timeout}
	}
	return &Client{net: n, url: address, timeout: timeout, jar: jar}
}

// Style sets the style of a pairing file's <Style>: with "RPC", in any case, calls and answers are RPC/encoded. Every
// other style is document/literal. It returns the client; call it before the first call.
func (c *Client) Style(style string) *Client {
	c.rpc, c.styled = strings.EqualFold(strings.TrimSpace(style), "RPC"), true
	return c
}

// As sets the User-Agent in place of the Web Connector's own, to tell a refusal by name from one by address. It returns the client;
// call it before the first call.
func (c *Client) As(agent string) *Client {
	c.agent = agent
	return c
}

// ServerVersion asks the service for its version. It changes nothing there; that it fails proves nothing, for healthy
// services exist that do not know it.
func (c *Client) ServerVersion(ctx context.Context) *Reply {
	return c.call(ctx, "serverVersion")
}

// ClientVersion tells the service a version of the Web Connector, normally Version, and brings back its opinion.
func (c *Client) ClientVersion(ctx context.Context, version string) *Reply {
	return c.call(ctx, "clientVersion", argument{"strVersion", version})
}

// Authenticate logs in. With a real user name it has side effects on the service, so its caller needs consent. A real
// login is never sent over plain HTTP to another machine: then Reply.Held says so and nothing was sent. The password is
// hidden wherever the answer repeats it.
func (c *Client) Authenticate(ctx context.Context, user string, pass redact.Secret) *Reply {
	if user != ImpossibleUser && plainAndFar(c.url) {
		return &Reply{
			Op:       "authenticate",
			Held:     "The login was not sent, because the address is plain http and leads to another computer: anyone on the way could read the password.",
			Exchange: &probe.Exchange{Method: http.MethodPost, URL: c.url},
		}
	}
	return c.call(ctx, "authenticate", argument{"strUserName", user}, argument{"strPassword", pass.Reveal()}).hide(pass)
}

// GetLastError asks what went wrong last. After a login refused in silence it is the only place that says so.
func (c *Client) GetLastError(ctx context.Context, ticket redact.Secret) *Reply {
	return c.call(ctx, "getLastError", argument{"ticket", ticket.Reveal()}).hide(ticket)
}

// CloseConnection ends the session of a ticket that a successful Authenticate gave.
func (c *Client) CloseConnection(ctx context.Context, ticket redact.Secret) *Reply {
	return c.call(ctx, "closeConnection", argument{"ticket", ticket.Reveal()}).hide(ticket)
}

func (c *Client) call(ctx context.Context, op string, args ...argument) *Reply {
	h := headers(op)
	if c.agent != "" {
		h.Set("User-Agent", c.agent)
	}
	ex := c.net.Do(ctx, probe.Request{
		Name:    op,
		Method:  http.MethodPost,
		URL:     c.url,
		Header:  h,
		Body:    envelope(op, c.rpc, args),
		Timeout: c.timeout,
		MaxBody: maxAnswer,
		Jar:     c.jar,
	})
	ex.Header.Del("Set-Cookie") // the jar has them, and nobody else needs them
	r := Read(op, ex, c.rpc)
	r.Guessed = !c.styled && r.ChokeWhy == rpcStyle
	return r
}

// plainAndFar says whether an address is http and not on this machine.
func plainAndFar(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || !strings.EqualFold(u.Scheme, "http") {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return false
	}
	ip := net.ParseIP(host)
	return ip == nil || !ip.IsLoopback()
}

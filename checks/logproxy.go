package checks

import (
	"net"
	"net/netip"
	"net/url"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

// remoteAddress is the address and port that .NET writes behind a refused or unanswered connection, the same in every language.
var remoteAddress = lazyregexp.New(`(?:\b\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]{2,45}\]):\d{1,5}\b`)

// throughProxy turns a connection that failed at another port than the called address has into the proxy's failure: the Web
// Connector follows no redirect, so nothing but a proxy leads it elsewhere. What the service says of its own connections is none of it, and
// addresses of this computer pass every proxy by.
func throughProxy(f *logparse.Failure, s *logparse.Session, m cause.Match) cause.Match {
	if m.Cause != connectionRefused && m.Cause != connectTimeout || m.Subject != "" && m.Subject != cause.Service {
		return m
	}
	called := f.URL
	if s != nil && called == "" {
		called = s.URL
	}
	if !otherPort(f.Message+" "+f.Inner, called) {
		return m
	}
	return cause.Match{Cause: proxyFailure, Subject: cause.Proxy, Strength: min(m.Strength, cause.Likely), Quote: m.Quote, Inner: m.Inner,
		Also: []cause.ID{m.Cause}}
}

// otherPort says whether a message names an address whose port is not that of the address that was called.
func otherPort(message, called string) bool {
	u, err := url.Parse(strings.TrimSpace(called))
	if err != nil || u.Hostname() == "" || probe.Loopback(u.Hostname()) {
		return false
	}
	want := u.Port()
	switch {
	case want != "":
	case strings.EqualFold(u.Scheme, "https"):
		want = "443"
	case strings.EqualFold(u.Scheme, "http"):
		want = "80"
	default:
		return false
	}
	all := remoteAddress.FindAllString(message, 8)
	if len(all) == 0 {
		return false
	}
	host, port, err := net.SplitHostPort(all[len(all)-1])
	if err != nil {
		return false
	}
	_, err = netip.ParseAddr(host)
	return err == nil && port != want
}

package machine

import (
	"net"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// settings are the proxy settings of the system, as the Web Connector's .NET uses them: those of the Windows user
// (Internet Options). Elsewhere they are empty.
type settings struct {
	servers map[string]string // by scheme; "" is for all that have none of their own
	bypass  string            // hosts that are asked directly: separated by comma, semicolon or space
	// script asks the proxy script (PAC) about an address; "" means direct, or that it failed. nil: there is none.
	script func(target string) string
	// final says that somebody named the script, so that its "direct" counts: one that Windows looks for may not exist.
	final bool
	where struct{ servers, script string } // where they stand, for people
}

type route struct{ proxy, source string }

// proxyMemory is how long the proxy of an address is remembered: for one run of the checks, and not for the recheck after
// somebody changed the settings.
const proxyMemory = 10 * time.Second

// remembered is a route and when it was asked for.
type remembered struct {
	route
	at time.Time
}

// ProxyFor says which proxy an address is asked through: that of the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY, as
// Go and curl read them), for whoever sets it wants it used; else that of the Windows settings, also by their script.
// This computer itself is never asked through one. A user name and password in the setting are left out: the Web
// Connector sends none either.
func (c *computer) ProxyFor(target string) (proxy, source string) {
	u, err := url.Parse(target)
	if err != nil || u.Hostname() == "" || loopback(u.Hostname()) {
		return "", ""
	}
	k := u.Scheme + "://" + strings.ToLower(u.Host)
	now := time.Now
	if c.now != nil {
		now = c.now
	}
	c.mu.Lock()
	kept, known := c.proxies[k]
	c.mu.Unlock()
	if known && now().Sub(kept.at) < proxyMemory {
		return kept.proxy, kept.source
	}
	r := c.route(u) // without the lock: a script may take its time
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.proxies == nil {
		c.proxies = map[string]remembered{}
	}
	c.proxies[k] = remembered{r, now()}
	return r.proxy, r.source
}

func (c *computer) route(u *url.URL) route {
	if r, set := c.fromEnvironment(u); set {
		return r
	}
	s := c.settings()
	if s.script != nil {
		if p := firstProxy(s.script(u.Scheme + "://" + u.Host + "/")); p != "" {
			return route{p, s.where.script}
		}
		if s.final {
			return route{}
		}
	}
	server, ok := s.servers[u.Scheme]
	if !ok {
		server = s.servers[""]
	}
	if p := firstProxy(server); p != "" && !bypassed(s.bypass, u) {
		return route{p, s.where.servers}
	}
	return route{}
}

// fromEnvironment reads the variables anew; set says that one is there for this scheme, so that NO_PROXY counts too.
func (c *computer) fromEnvironment(u *url.URL) (r route, set bool) {
	get := func(name string) (value, from string) {
		if v := c.env(name); v != "" {
			return v, name
		}
		return c.env(strings.ToLower(name)), strings.ToLower(name)
	}
	conf := httpproxy.Config{}
	var from string
	if u.Scheme == "https" {
		conf.HTTPSProxy, from = get("HTTPS_PROXY")
	} else {
		conf.HTTPProxy, from = get("HTTP_PROXY")
	}
	if conf.HTTPProxy == "" && conf.HTTPSProxy == "" {
		return route{}, false
	}
	conf.NoProxy, _ = get("NO_PROXY")
	p, err := conf.ProxyFunc()(u)
	if err != nil || p == nil {
		return route{}, true
	}
	host := p.Host
	if p.Scheme != "http" {
		host = p.Scheme + "://" + p.Host
	}
	return route{host, "the environment variable " + from}, true
}

// firstProxy takes the first proxy out of a setting or a script's answer: "PROXY a:80; DIRECT", "http://a:80", "a:80 b:80".
func firstProxy(s string) string {
	s, _, _ = strings.Cut(s, ";")
	words := strings.Fields(s)
	if len(words) > 1 {
		switch strings.ToUpper(words[0]) {
		case "PROXY", "HTTP", "HTTPS":
			words = words[1:]
		case "SOCKS", "SOCKS5":
			return "socks5://" + words[1]
		}
	}
	if len(words) == 0 || strings.EqualFold(words[0], "DIRECT") {
		return ""
	}
	p := words[0]
	if i := strings.Index(p, "://"); i >= 0 && strings.EqualFold(p[:i], "http") {
		p = p[i+3:]
	}
	if i := strings.LastIndexByte(p, '@'); i >= 0 {
		p = p[i+1:]
	}
	return strings.TrimSuffix(p, "/")
}

// bypassed reads ProxyOverride: names and addresses with wildcards, "<local>" for names without a dot.
func bypassed(list string, u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	for _, entry := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		entry = strings.ToLower(entry)
		if entry == "<local>" {
			if !strings.Contains(host, ".") {
				return true
			}
			continue
		}
		if scheme, rest, ok := strings.Cut(entry, "://"); ok {
			if scheme != u.Scheme {
				continue
			}
			entry = rest
		}
		if ok, err := path.Match(entry, host); err == nil && ok {
			return true
		}
		if ok, err := path.Match(entry, strings.ToLower(u.Host)); err == nil && ok {
			return true
		}
	}
	return false
}

func loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

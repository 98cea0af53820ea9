package probe

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// target is the address of a request, taken apart.
type target struct {
	url        *url.URL // without user part and fragment, host in ASCII
	host, port string   // host without brackets
}

func (t *target) hostport() string { return net.JoinHostPort(t.host, t.port) }

func (t *target) secure() bool { return t.url.Scheme == "https" }

// newTarget reads an address as strictly as a request needs it; ParseAddress is for what people type.
func newTarget(s string) (*target, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		// Only the inner error: url.Error repeats the address, which may hold a secret.
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err
		}
		return nil, fmt.Errorf("the address cannot be read: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("the address does not begin with http:// or https://")
	}
	host := u.Hostname()
	if host == "" {
		return nil, errors.New("the address names no host")
	}
	if _, err := netip.ParseAddr(host); err != nil {
		if host, err = idna.Lookup.ToASCII(host); err != nil {
			host = u.Hostname() // names with an underscore are no IDNA names, and yet in use
			if strings.ContainsFunc(host, func(r rune) bool { return r > 0x7e || r <= ' ' }) {
				return nil, errors.New("the host in the address is no name")
			}
		}
	}
	port := u.Port()
	c := *u
	c.User, c.Fragment, c.RawFragment = nil, "", ""
	c.Host = host
	if strings.Contains(host, ":") {
		c.Host = "[" + host + "]"
	}
	if port != "" {
		c.Host += ":" + port
	} else if port = "443"; c.Scheme == "http" {
		port = "80"
	}
	return &target{url: &c, host: host, port: port}, nil
}

// shownURL is an address as it may stand in an Exchange: without its user part and fragment.
func shownURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return shown(s)
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return clean(u.String())
}

// Loopback says whether a host (a name or an address, with or without brackets or a port) is this computer itself.
func Loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

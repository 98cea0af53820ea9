package channel

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

// maxBody bounds what is read of an answer, in bytes. The right answers are far smaller.
const maxBody = 64 << 10

// maxSecret bounds a secret and a user name, in bytes. Tokens in the wild are under 2 KB.
const maxSecret = 4096

// ErrNoAddress says that the shop's address is missing.
var ErrNoAddress = errors.New("the address of the shop is missing")

// Access finds the way into a channel. typed is the shop's address as a person gave it, site the shop's address as it is known
// otherwise: it counts where nothing was typed and it leads to the API too. An error is a text for a person, with what to
// write; it is ErrNoAddress where the address alone is missing.
func (c *Channel) Access(typed, site, user string, secret redact.Secret) (*Access, error) {
	user, key := strings.TrimSpace(user), strings.TrimSpace(secret.Reveal())
	w := c.pick(user != "")
	if w.user != "" && user == "" {
		return nil, fmt.Errorf("%s needs the %s (--channel-user) beside the %s", c.Name, w.user, w.secret)
	}
	for _, s := range []struct{ value, name string }{{user, w.user}, {key, w.secret}} {
		if len(s.value) > maxSecret || strings.ContainsFunc(s.value, unsendable) {
			return nil, fmt.Errorf("the %s holds signs that no key has, such as a line break: copy it again", s.name)
		}
	}
	if w.user != "" && strings.Contains(user, ":") {
		return nil, fmt.Errorf("the %s cannot hold a colon: give the two parts apart", w.user)
	}
	base, err := w.place.find(typed, site)
	if err != nil {
		return nil, err
	}
	return &Access{Channel: c, Base: base, way: w, user: user, secret: redact.Secret(key)}, nil
}

// Example says how to write the shop's address; empty where none is needed.
func (c *Channel) Example() string { return c.ways[0].place.example }

// SecretName is what this channel calls the secret, with or without a user.
func (c *Channel) SecretName(user string) string { return c.pick(user != "").secret }

// unsendable are the signs that cannot stand in a header.
func unsendable(r rune) bool { return r < ' ' || r == 0x7f }

// pick is the way that fits: with a user one that sends it, without one a way that needs none; else the first.
func (c *Channel) pick(user bool) *way {
	for i := range c.ways {
		if (c.ways[i].user != "") == user {
			return &c.ways[i]
		}
	}
	return &c.ways[0]
}

// find is the API's address.
func (p place) find(typed, site string) (string, error) {
	typed = strings.TrimSpace(typed)
	named := strings.Contains(p.base, "{name}")
	switch {
	case typed == "" && p.base == "" && site != "":
		typed = site
	case typed == "" && p.base != "" && !named:
		return p.base, nil
	case typed == "" && p.name(site) != "":
		typed = site
	case typed == "":
		return "", ErrNoAddress
	}
	local := probe.Loopback(hostPart(bare(typed)))
	if name := p.name(typed); name != "" {
		return strings.ReplaceAll(p.base, "{name}", name), nil
	}
	u, err := probe.ParseAddress(typed)
	switch {
	case err != nil && p.example != "":
		return "", fmt.Errorf("%s. %s", strings.TrimSuffix(what(err), "."), p.example)
	case err != nil:
		return "", err
	case named && !local:
		return "", errors.New("this address does not tell the shop's name there. " + p.example)
	case p.base != "" && !local:
		return p.base, nil // all shops share one address, so whatever was typed is not asked
	}
	return p.own(u), nil
}

// name is the shop's name there, where an address tells it.
func (p place) name(address string) string {
	s := strings.TrimRight(bare(address), "/")
	if probe.Loopback(hostPart(s)) {
		return ""
	}
	for _, expr := range p.names {
		if m := regexp.MustCompile(expr).FindStringSubmatch(s); m != nil {
			return m[1]
		}
	}
	return ""
}

// bare is an address in lower case, without its scheme.
func bare(address string) string {
	s := lower(address)
	if _, rest, ok := strings.Cut(s, "://"); ok {
		return rest
	}
	return s
}

// own is the API's address at the shop's own: without user part and fragment, cut where the administration begins. Where the
// address itself is the question its query stays.
func (p place) own(u *url.URL) string {
	v := *u
	v.User, v.Fragment, v.RawFragment = nil, "", ""
	if p.cut == nil && p.base == "" {
		return v.String()
	}
	v.RawQuery, v.ForceQuery = "", false
	path := v.EscapedPath()
	for _, c := range p.cut {
		if i := strings.Index(path+"/", c+"/"); i >= 0 {
			path = path[:i]
		}
	}
	return v.Scheme + "://" + v.Host + strings.TrimRight(path, "/")
}

// what is the part of an address's error that says what is wrong.
func what(err error) string {
	var a *probe.AddressError
	if errors.As(err, &a) {
		return a.What
	}
	return err.Error()
}

// hostPart is the host of an address without a scheme, with its port.
func hostPart(s string) string {
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		return s[:i]
	}
	return s
}

func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Request is the question. It holds the secret: it must go to no other address, and not be shown.
func (a *Access) Request(wait time.Duration) probe.Request {
	h := http.Header{"Accept": {"application/json"}}
	name := a.way.header
	if name == "" {
		name = "Authorization"
	}
	if a.way.user != "" {
		h.Set(name, "Basic "+a.pair())
	} else {
		h.Set(name, a.way.prefix+a.secret.Reveal())
	}
	return probe.Request{URL: a.Base + a.way.ask, Header: h, Timeout: wait, MaxBody: maxBody}
}

func (a *Access) pair() string {
	return base64.StdEncoding.EncodeToString([]byte(a.user + ":" + a.secret.Reveal()))
}

// leastUser is how long a user name is that may be a key of its own, in bytes. Shorter ones are words, which stand in any text.
const leastUser = 12

// Secrets are all forms in which the secret can come back in an answer.
func (a *Access) Secrets() []redact.Secret {
	list := []redact.Secret{a.secret}
	if a.way.user != "" {
		list = append(list, redact.Secret(a.pair()))
	}
	if len(a.user) >= leastUser {
		list = append(list, redact.Secret(a.user))
	}
	return list
}

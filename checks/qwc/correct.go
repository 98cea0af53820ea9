package qwc

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
)

// Corrected gives a corrected copy with the same ids, and what was changed. AppURL, where it is not empty, is the
// service's new address; a support address at the old host moves along. The error says in plain words what only the
// service can supply (ids, the user name), or why appURL is none. It does not change the File.
func (f *File) Corrected(appURL string) ([]byte, []Change, error) {
	if len(f.Fields) == 0 {
		return nil, nil, fmt.Errorf("there is nothing in the file that could be corrected; download a new one from the service")
	}
	c := &corrector{old: f, out: *f}
	c.respell()
	c.names()
	if err := c.addresses(appURL); err != nil {
		return nil, nil, err
	}
	c.words()
	if missing := c.missing(); len(missing) > 0 {
		return nil, nil, fmt.Errorf("the file has no right %s; only the service can supply that: download a new pairing file there", strings.Join(missing, ", "))
	}
	data := c.write()
	if again := Parse(data, "corrected.qwc"); again.Broken() {
		for _, p := range again.Problems {
			if p.Severity == Error {
				return nil, nil, fmt.Errorf("the file cannot be corrected here: %s Download a new pairing file from the service", p.Text)
			}
		}
	}
	return data, c.changes, nil
}

// corrector makes one copy.
type corrector struct {
	old     *File
	out     File
	changes []Change
}

// set changes a field and says so.
func (c *corrector) set(field, to, why string) {
	v := known[indexOf(field)].value(&c.out)
	if *v == to && c.old.has(field) {
		return
	}
	c.changes = append(c.changes, Change{Field: field, From: *v, To: to, Why: why})
	*v = to
}

// names gives misspelt elements their right names and takes out what no pairing file has.
func (c *corrector) names() {
	for _, x := range c.old.Fields {
		if indexOf(x.Name) >= 0 {
			continue
		}
		if k := likely(x.Name); k != "" && !secretName(x.Name) && *known[indexOf(k)].value(&c.out) == "" {
			c.set(k, x.Value, "The element was misspelt <"+x.Name+">.")
			continue
		}
		why := "The Web Connector knows no such element."
		if x.Name == "Scheduler" {
			why = "It held no schedule."
		}
		if secretName(x.Name) {
			why = "A pairing file holds no password or key."
		}
		c.changes = append(c.changes, Change{Field: x.Name, From: x.Value, Why: why})
	}
	if !c.old.has("AppID") {
		c.set("AppID", "", "The element must be there; it may be empty.")
	}
	if !c.old.has("AppDescription") {
		c.set("AppDescription", c.out.AppName, "The element must be there.")
	}
}

func (c *corrector) addresses(appURL string) error {
	before, _ := url.Parse(c.out.AppURL)
	if appURL = strings.TrimSpace(appURL); appURL != "" {
		u, err := url.Parse(appURL)
		if err != nil || u.Hostname() == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())) {
			return fmt.Errorf("the new address of the service is no https address")
		}
		c.set("AppURL", appURL, "This is the service's new address.")
	}
	u, err := url.Parse(c.out.AppURL)
	if err != nil || u.Hostname() == "" {
		return nil // missing says so
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		c.set("AppURL", secure(c.out.AppURL), "The Web Connector takes only https. Try that the service answers there.")
		if u, err = url.Parse(c.out.AppURL); err != nil {
			return fmt.Errorf("the address of the service is none: %w", err)
		}
	}
	s, err := url.Parse(c.out.AppSupport)
	switch {
	case err != nil || s.Hostname() == "" || s.Scheme != "http" && s.Scheme != "https":
		c.set("AppSupport", origin(u), "There was no support address; open this one in a browser: it has to show a page.")
	case sameSite(u.Hostname(), s.Hostname()) != other && !(isIP(s.Hostname()) && !loopback(s.Hostname())):
	case before != nil && strings.EqualFold(before.Hostname(), s.Hostname()):
		s.Scheme, s.Host = u.Scheme, u.Host
		c.set("AppSupport", s.String(), "It moves along with the service. Open it in a browser: it has to show a page.")
	default:
		c.set("AppSupport", origin(u), "It has to be at the service's own host. Open it in a browser: it has to show a page.")
	}
	if cert, err := url.Parse(c.out.CertURL); err == nil && cert.Scheme == "http" && !loopback(cert.Hostname()) {
		c.set("CertURL", secure(c.out.CertURL), "There is no certificate on http.")
	}
	return nil
}

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host + "/" }

// words puts fixed words right, and braces around ids; what cannot be put right and may be left out is left out.
func (c *corrector) words() {
	for _, x := range choices {
		v := x.value(&c.out)
		w := word(x.words, v)
		switch {
		case v == "" && x.field == "QBType":
			c.set("QBType", "QBFS", "The element must be there; QBFS is QuickBooks Pro, Premier and Enterprise.")
		case v == "" || w == v:
		case w != "":
			c.set(x.field, w, "This is how the word is written.")
		case x.field == "QBType":
			c.set("QBType", "QBFS", "QBFS is QuickBooks Pro, Premier and Enterprise.")
		default:
			c.set(x.field, "", "The word is none of those that can stand here; without the element the usual one counts.")
		}
	}
	if c.out.IsReadOnly == "true" {
		c.set("IsReadOnly", "false", "With true the application can write nothing to QuickBooks, not even its own id.")
	}
	for _, id := range []string{"OwnerID", "FileID"} {
		v := *known[indexOf(id)].value(&c.out)
		if guid.MatchString("{" + strings.Trim(v, "{}") + "}") {
			c.set(id, "{"+strings.Trim(v, "{}")+"}", "The same id, with braces around it.")
		}
	}
	for _, p := range c.old.Problems {
		if p.Severity == Error && (p.Rule == "auth-flags" || p.Rule == "scheduler") {
			c.set(p.Field, "", "The value cannot be right; without the element the usual one counts.")
		}
	}
	if c.out.RunEveryNMinutes != "" && c.out.RunEveryNSeconds != "" {
		c.set("RunEveryNSeconds", "", "Only one schedule can count.")
	}
}

// missing names the fields that nobody but the service can know.
func (c *corrector) missing() []string {
	var out []string
	for _, field := range []string{"AppName", "UserName", "AppURL"} {
		if *known[indexOf(field)].value(&c.out) == "" {
			out = append(out, field)
		}
	}
	for _, field := range []string{"OwnerID", "FileID"} {
		if !guid.MatchString(*known[indexOf(field)].value(&c.out)) {
			out = append(out, field)
		}
	}
	return out
}

// write makes the copy: UTF-8 without a mark, Windows line ends, the guide's elements in its order.
func (c *corrector) write() []byte {
	var b bytes.Buffer
	line := func(indent, name, value string) {
		b.WriteString(indent + "<" + name + ">")
		_ = xml.EscapeText(&b, []byte(value)) // a bytes.Buffer does not fail
		b.WriteString("</" + name + ">\r\n")
	}
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<" + root + ">\r\n")
	for _, k := range known {
		v := *k.value(&c.out)
		switch {
		case k.name == "RunEveryNMinutes" || k.name == "RunEveryNSeconds":
			if v != "" {
				b.WriteString("  <Scheduler>\r\n")
				line("    ", k.name, v)
				b.WriteString("  </Scheduler>\r\n")
			}
		case v != "" || k.required:
			line("  ", k.name, v)
		}
	}
	b.WriteString("</" + root + ">\r\n")
	return b.Bytes()
}

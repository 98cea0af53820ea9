package report

import (
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// People makes what hides people in everything that leaves this PC. The hosts of the shop, the service and the vendor stay,
// and so do what was contacted and the vendor's own phone numbers; this PC's own names are hidden. A kind of Show that
// is none of people stays hidden.
func (r *Report) People() *redact.People {
	k := known(r.Case, r.Log)
	if r.Result != nil {
		for _, h := range r.Result.Contacted {
			k.Hosts = append(k.Hosts, hostOf(h))
		}
	}
	if r.Vendor != nil {
		k = vendorKnown(k, r.Vendor)
	}
	if r.Machine.User != "" {
		k.Users = append(k.Users, r.Machine.User)
	}
	if r.Machine.Host != "" {
		k.Machines = append(k.Machines, r.Machine.Host)
	}
	p := redact.NewPeople(k)
	for _, kind := range r.Show {
		_ = p.Show(kind) // one that cannot be shown stays hidden
	}
	return p
}

// known gathers what a case and its log tell of people and of hosts.
func known(c *checks.Case, log *logparse.Log) redact.Known {
	var k redact.Known
	if c != nil {
		for _, s := range append([]string{c.Site, c.Service, c.ChannelURL}, c.InternetURLs...) {
			k.Hosts = append(k.Hosts, hostOf(s))
		}
		k.Users = append(k.Users, c.User)
		for _, secret := range []redact.Secret{c.Password, c.ChannelSecret, redact.Secret(c.ChannelUser)} { // a consumer key is half of a secret
			if secret != "" {
				k.Secrets = append(k.Secrets, secret)
			}
		}
		if q := c.QWC; q != nil {
			k.Hosts = append(k.Hosts, hostOf(q.AppURL), hostOf(q.AppSupport), hostOf(q.CertURL))
			k.Users = append(k.Users, q.UserName)
		}
		if c.Vendor != nil {
			k = vendorKnown(k, c.Vendor)
		}
	}
	if log != nil {
		for _, a := range log.Apps {
			k.Hosts = append(k.Hosts, hostOf(a.URL))
			k.Users = append(k.Users, a.User)
			for _, s := range slices.Concat(a.Recent, a.Kept) { // it may have been another user once
				if s != nil && s.User != "" && !slices.Contains(k.Users, s.User) {
					k.Users = append(k.Users, s.User)
				}
			}
		}
	}
	return k
}

// vendorKnown adds a vendor's hosts and numbers: they stand in remedies and must stay.
func vendorKnown(k redact.Known, v *vendors.Vendor) redact.Known {
	k.Hosts = append(k.Hosts, v.Hosts...)
	for _, c := range v.Contacts {
		if c.Kind == "phone" {
			k.Phones = append(k.Phones, c.Value)
		} else if h := hostOf(c.Value); h != "" {
			k.Hosts = append(k.Hosts, h)
		}
	}
	for _, list := range v.Remedies {
		for _, r := range list {
			k.Hosts = append(k.Hosts, remedyHosts(r)...)
		}
	}
	return k
}

// remedyHosts are the hosts of the addresses that a remedy opens.
func remedyHosts(r cause.Remedy) []string {
	var list []string
	for _, s := range append([]string{r.Source}, openings(r)...) {
		if h := hostOf(s); h != "" {
			list = append(list, h)
		}
	}
	return list
}

func openings(r cause.Remedy) []string {
	var list []string
	for _, s := range r.Steps {
		list = append(list, s.Open)
	}
	return list
}

// hostOf is the host of an address or of "host:port"; empty where a text is neither, such as words or a path.
func hostOf(s string) string {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "://") && (strings.ContainsAny(s, " /\\@") || !strings.Contains(s, ".")) {
		return ""
	}
	return probe.Host(s)
}

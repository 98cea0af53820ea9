package vendors

import (
	"net/url"
	"strings"
)

// Recognise finds the vendor by the addresses of its services, else by the names of its applications in the Web Connector. An
// address is the stronger sign, for a name is whatever the pairing file says. It is never nil: where none is recognised it
// is the generic one.
func (s *Set) Recognise(appNames, urls []string) *Vendor {
	for _, v := range s.all {
		for _, u := range urls {
			if v.serves(hostOf(u)) {
				return v
			}
		}
	}
	for _, v := range s.all {
		for _, re := range s.names[v] {
			for _, name := range appNames {
				if re.MatchString(name) {
					return v
				}
			}
		}
	}
	if v := s.ByID(Generic); v != nil {
		return v
	}
	return &Vendor{ID: Generic, Name: "the vendor"}
}

// serves says whether a host is one of the vendor's, or below one.
func (v *Vendor) serves(host string) bool {
	for _, own := range v.Hosts {
		own = strings.ToLower(strings.Trim(own, "."))
		if own != "" && (host == own || strings.HasSuffix(host, "."+own)) {
			return true
		}
	}
	return false
}

// hostOf is the host of an address in lower case, also of one without a scheme; empty where there is none.
func hostOf(address string) string {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}

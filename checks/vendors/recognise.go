package vendors

import (
	"strings"

	"authdoctor/checks/probe"
)

// Recognise finds the vendor by the addresses of its services, else by the names of its applications in the Web Connector. An
// address is the stronger sign, for a name is whatever the pairing file says. It is never nil: where none is recognised it
// is the generic one.
func (s *Set) Recognise(appNames, urls []string) *Vendor {
	for _, v := range s.all {
		for _, u := range urls {
			if v.serves(probe.Host(u)) {
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

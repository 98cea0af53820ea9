package redact

import (
	"net/url"
	"strings"
)

// URL gives an address without its user part, query and fragment: the parts that may hold secrets. What is no address
// comes back cleaned, up to its first "?" or "#".
func URL(s string) string {
	s = strings.TrimSpace(strip(s))
	if u, err := url.Parse(s); err == nil && u.Scheme != "" && u.Opaque == "" {
		u.User, u.RawQuery, u.Fragment, u.RawFragment, u.ForceQuery = nil, "", "", "", false
		return Clean(u.String())
	}
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	if i := strings.Index(s, "://"); i >= 0 {
		host, path, _ := strings.Cut(s[i+3:], "/")
		if at := strings.LastIndexByte(host, '@'); at >= 0 {
			s = s[:i+3] + host[at+1:]
			if path != "" {
				s += "/" + path
			}
		}
	}
	return Clean(s)
}

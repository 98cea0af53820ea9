package redact

import "strings"

// publicHosts are the hosts that belong to everybody: those of the connectivity tests and of Intuit and Microsoft.
var publicHosts = []string{"microsoft.com", "msftconnecttest.com", "windows.com", "intuit.com", "quickbooks.com", "google.com", "gstatic.com", "apple.com",
	"firefox.com", "mozilla.org", "w3.org", "xmlsoap.org", "schemas.microsoft.com", "localhost"}

// other finds the host of a third party in the address whose scheme ends at s[from]: neither the service's nor the shop's
// nor a public one.
func (p *People) other(s string, from int, add func(span)) {
	authority := s[from : from+upTo(s[from:], " \t\n\"'<>/?#\\,;()")]
	if k := strings.LastIndexByte(authority, '@'); k >= 0 {
		from += k + 1
		authority = authority[k+1:]
	}
	host := strings.TrimRight(authority[:upTo(authority, ":")], ".")
	if host == "" || host[0] == '[' || host[0] == '<' || !strings.Contains(host, ".") || strings.Trim(host, "0123456789.") == "" || p.stays(host) {
		return
	}
	add(span{from, from + len(host), Host, host, false})
}

// stays says whether a host is a known or a public one, or below one.
func (p *People) stays(host string) bool {
	host = strings.ToLower(host)
	return below(host, p.hosts) || public(host)
}

// public says whether a host, in small letters, belongs to everybody.
func public(host string) bool { return below(host, publicHosts) }

// below says whether a host is in a list, or below one that is.
func below(host string, list []string) bool {
	for _, h := range list {
		if host == h || len(host) > len(h) && strings.HasSuffix(host, h) && host[len(host)-len(h)-1] == '.' {
			return true
		}
	}
	return false
}

package redact

import "strings"

// publicHosts are the hosts that belong to everybody: those of the connectivity tests and of Intuit and Microsoft.
var publicHosts = []string{"microsoft.com", "msftconnecttest.com", "windows.com", "intuit.com", "quickbooks.com", "google.com", "gstatic.com", "apple.com",
	"firefox.com", "mozilla.org", "w3.org", "xmlsoap.org", "schemas.microsoft.com", "localhost"}

// others finds hosts of third parties in addresses: neither the service's nor the shop's nor public ones. Without known
// hosts nobody can tell, and all stay.
func (p *People) others(s string, add func(span)) {
	if len(p.hosts) == 0 {
		return
	}
	for at := 0; ; {
		i := strings.Index(s[at:], "://")
		if i < 0 {
			return
		}
		from := at + i + 3
		at = from
		authority := s[from : from+upTo(s[from:], " \t\n\"'<>/?#\\,;()")]
		if k := strings.LastIndexByte(authority, '@'); k >= 0 {
			from += k + 1
			authority = authority[k+1:]
		}
		host := strings.TrimRight(authority[:upTo(authority, ":")], ".")
		if host == "" || host[0] == '[' || host[0] == '<' || !strings.Contains(host, ".") || strings.Trim(host, "0123456789.") == "" || p.stays(host) {
			continue
		}
		add(span{from, from + len(host), Host, host, false})
	}
}

// stays says whether a host is a known or a public one, or below one.
func (p *People) stays(host string) bool {
	host = strings.ToLower(host)
	for _, list := range [...][]string{p.hosts, publicHosts} {
		for _, h := range list {
			if host == h || strings.HasSuffix(host, "."+h) {
				return true
			}
		}
	}
	return false
}

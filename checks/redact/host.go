package redact

import "strings"

// publicHosts are the hosts that belong to everybody: those of the connectivity tests and of Intuit and Microsoft.
var publicHosts = []string{"microsoft.com", "msftconnecttest.com", "windows.com", "intuit.com", "quickbooks.com", "google.com", "gstatic.com", "apple.com",
	"microsoftonline.com", "office.com", "shopify.com", "woocommerce.com", "letsencrypt.org", "lencr.org", "digicert.com", "cloudflare.com", "firefox.com", "mozilla.org", "w3.org", "xmlsoap.org", "schemas.microsoft.com", "localhost"}

// hostEnds are the ends of hosts that a text names without a scheme.
var hostEnds = []string{".com", ".net", ".org", ".io", ".co", ".us", ".uk", ".de", ".fr", ".nl", ".ca", ".au", ".eu", ".ch", ".at", ".be", ".se", ".it", ".es", ".nz", ".biz", ".info", ".dev", ".app", ".shop", ".store", ".online", ".site", ".cloud",
	".example", ".test", ".local", ".internal", ".lan", ".corp", ".intranet", ".invalid", ".localdomain"}

// noHosts end as hosts do and are none, in small letters.
var noHosts = wordSet("asp.net vb.net ado.net system.net .net node.app")

// bareHost gives the host that ends with s[:end], where its last label is one of hostEnds; from is -1 where it is none: a
// name of a program's own, a file, a part of a mail address or of a path.
func bareHost(s string, end int) (from int) {
	if end < len(s) && (nameByte(s[end]) && (s[end] != '.' || end+1 < len(s) && nameByte(s[end+1])) || s[end] == '(' || s[end] == '@') {
		return -1
	}
	from = end
	capitals, small := 0, 0
	for from > 0 && end-from < 253 && (alnum[s[from-1]] || s[from-1] == '-' || s[from-1] == '.') {
		from--
		if capital(s[from]) {
			capitals++
		} else if letter(s[from]) {
			small++
		}
	}
	for from < end && (s[from] == '.' || s[from] == '-') {
		from++
	}
	host := s[from:end]
	last := strings.LastIndexByte(host, '.')
	switch {
	case last < 1 || strings.Contains(host, "..") || capital(host[last+1]) && small > 0 || noHosts[strings.ToLower(host)]:
		return -1
	case small > 0 && capitals > 1: // System.Xml.local
		return -1
	case from > 0 && (s[from-1] == '@' && !strings.HasSuffix(s[:from-1], hidden) || s[from-1] == '_' || s[from-1] >= 0x80 || s[from-1] == '%'):
		return -1
	case from > 0 && (s[from-1] == '/' || s[from-1] == '\\') && !(from > 1 && s[from-2] == '/' && (from < 3 || s[from-3] != ':')):
		return -1
	}
	return from
}

// bare finds the host of a third party that a text names without a scheme: s[from:to].
func (p *People) bare(s string, from, to int, add func(span)) {
	if host := s[from:to]; !p.stays(host) {
		add(span{from, to, Host, host, false})
	}
}

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

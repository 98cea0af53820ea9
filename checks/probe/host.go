package probe

import (
	"net/url"
	"strings"
)

// Host is the host that an address names, in lower case, without its port and without a full stop at its end. The address may lack its
// scheme. Empty: it names none.
func Host(address string) string {
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

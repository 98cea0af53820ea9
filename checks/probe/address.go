package probe

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"authdoctor/checks/lazyregexp"
)

// AddressError says what is wrong with an address that a person typed, and what to write. Nothing in it repeats a
// password or a query.
type AddressError struct {
	What string // a sentence without its full stop
	Do   string // what to write; a sentence
}

// Error is the whole message, fit to be shown.
func (e *AddressError) Error() string { return e.What + ". " + e.Do }

// example is written where nothing better can be told.
const example = "Write it as in the browser's address line, for example https://shop.example.com"

// separator matches what people type between scheme and host in place of "://".
var separator = lazyregexp.New(`^([A-Za-z][A-Za-z0-9+.-]*?)\s*([:;.]?[/\\]{1,4}|:/*)`)

// ParseAddress reads the web address that a person typed. Quotes and spaces around it are dropped, a missing scheme
// becomes https, and a fragment is dropped. A typo gives an *AddressError whose text says what to write instead.
func ParseAddress(s string) (*url.URL, error) {
	typed := strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	typed = strings.TrimRight(strings.Trim(typed, "\"'<>()“”„‘’`"), ",;")
	if typed == "" {
		return nil, &AddressError{"The address is empty", example + "."}
	}
	if err := notAWebAddress(typed); err != nil {
		return nil, err
	}
	scheme, rest, err := cutScheme(typed)
	if err != nil {
		return nil, err
	}
	if err := checkRest(typed, scheme, rest); err != nil {
		return nil, err
	}
	u, perr := url.Parse(scheme + "://" + rest)
	if perr != nil {
		return nil, &AddressError{quoted(typed) + " cannot be read as an address", example + "."}
	}
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.ToLower(strings.TrimSuffix(u.Host, ":"))
	return u, nil
}

func quoted(s string) string { return "“" + shown(s) + "”" }

// write is an order to write an address. What follows the "?" may be a secret, so it is not repeated.
func write(s string) string {
	if strings.Contains(s, "?") {
		return "Write " + shown(s) + " and then the rest, from the “?” on."
	}
	return "Write " + shown(s) + "."
}

// notAWebAddress catches what is something else altogether.
func notAWebAddress(s string) error {
	low := strings.ToLower(s)
	switch {
	case len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/') && unicode.IsLetter(rune(s[0])), strings.HasPrefix(s, `\\`), strings.HasPrefix(s, "/"), strings.HasPrefix(low, "file:"):
		return &AddressError{quoted(s) + " is a file on a computer, not a web address", example + "."}
	case strings.HasPrefix(low, "mailto:"), !strings.ContainsAny(s, "/:?") && strings.Count(s, "@") == 1:
		return &AddressError{quoted(s) + " is an e-mail address, not a web address", example + "."}
	}
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			return &AddressError{quoted(s) + " has a space in it", "A web address has none: take it out, or write one address only."}
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return &AddressError{quoted(s) + " has a character in it that cannot be seen", "Type the address by hand."}
		}
	}
	return nil
}

// cutScheme takes http or https off, assumes https where nothing like a scheme stands, and refuses all others.
func cutScheme(s string) (scheme, rest string, err error) {
	low := strings.ToLower(s)
	for _, scheme = range []string{"https", "http"} {
		if rest, ok := cutFold(s, low, scheme+"://"); ok {
			if trimmed := strings.TrimLeft(rest, `/\:`); trimmed != rest && trimmed != "" {
				return "", "", &AddressError{quoted(s) + " has too many signs after " + scheme + ":", write(scheme + "://" + trimmed)}
			}
			return scheme, rest, nil
		}
	}
	m := separator.FindStringSubmatch(s)
	if m == nil {
		if strings.HasPrefix(s, ":/") {
			return "", "", &AddressError{quoted(s) + " lacks its beginning", write("https://" + strings.TrimLeft(s, `:/\`))}
		}
		return "https", s, nil
	}
	word, after := strings.ToLower(m[1]), strings.TrimLeft(s[len(m[0]):], `/\:`)
	if meant := meantScheme(word); meant != "" {
		if after == "" {
			return "", "", &AddressError{quoted(s) + " names no site", example + "."}
		}
		return "", "", &AddressError{quoted(s) + " has a typing error in its beginning", write(meant + "://" + strings.ReplaceAll(after, `\`, "/"))}
	}
	if strings.Contains(m[2], "//") && strings.HasPrefix(m[2], ":") {
		return "", "", &AddressError{quoted(s) + " begins with " + word + "://, which is no web page", "A web address begins with https:// or http://."}
	}
	if strings.Contains(s[:len(m[0])], `\`) {
		return "", "", &AddressError{quoted(s) + " has a backslash in it", write("https://" + strings.ReplaceAll(s, `\`, "/"))}
	}
	// "shop.example.com:8080" and "shop.example.com/path" have no scheme.
	return "https", s, nil
}

func cutFold(s, low, prefix string) (string, bool) {
	if strings.HasPrefix(low, prefix) && len(low) == len(s) {
		return s[len(prefix):], true
	}
	return "", false
}

// meantScheme recognises "htp", "htpps", "hhtp", "ttps" and the like: at most two letters off. Shorter words are hosts.
func meantScheme(word string) string {
	if len(word) < 3 || len(word) > 7 || strings.ContainsAny(word, ".-+") {
		return ""
	}
	best, far := "", 3
	for _, s := range []string{"https", "http"} {
		if d := distance(word, s); d < far {
			best, far = s, d
		}
	}
	if far > 1 && (!strings.Contains(word, "tp") || word == "ftp" || word == "ftps" || word == "sftp" || word == "smtp") || word == "ftp" || word == "sftp" {
		return ""
	}
	return best
}

// distance is the number of single letters to change, insert or leave out.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diag, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diag+cost)
		}
	}
	return row[len(b)]
}

// checkRest judges the host and port of an address whose scheme is settled.
func checkRest(typed, scheme, rest string) error {
	host := rest
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	path := rest[len(host):]
	if strings.Contains(host, `\`) {
		return &AddressError{quoted(typed) + " has a backslash in it", write(scheme + "://" + strings.ReplaceAll(rest, `\`, "/"))}
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		return &AddressError{"The address has a user name or password before the host", write(scheme + "://" + host[i+1:] + path)}
	}
	if first, _, twice := strings.Cut(rest, "://"); twice && !strings.ContainsAny(first, "?#") {
		return &AddressError{quoted(typed) + " is two addresses in one", "Write one of them only."}
	}
	name, port := host, ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") && (strings.Count(host, ":") == 1 || strings.HasPrefix(host, "[")) {
		name, port = host[:i], host[i+1:]
	}
	if port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return &AddressError{quoted(typed) + " has no right port number after its colon", write(scheme + "://" + name + path)}
		}
	}
	return checkHost(typed, scheme, strings.ToLower(name), path)
}

func checkHost(typed, scheme, name, path string) error {
	if name == "" {
		return &AddressError{quoted(typed) + " names no site", example + "."}
	}
	if a, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		if a.Is6() && !strings.HasPrefix(name, "[") {
			return &AddressError{quoted(typed) + " is an IPv6 address without brackets", write(scheme + "://[" + name + "]" + path)}
		}
		return nil
	}
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	last := labels[len(labels)-1]
	for _, tail := range []string{"https", "http"} {
		if cut := strings.TrimRight(strings.TrimSuffix(name, tail), ".:"); cut != "" && cut != name && strings.HasSuffix(last, tail) && len(labels) > 1 {
			return &AddressError{quoted(typed) + " ends in “" + tail + "”", write(scheme + "://" + cut + path)}
		}
	}
	for _, l := range labels {
		if l == "" {
			return &AddressError{quoted(typed) + " has a dot too many", example + "."}
		}
		if len(l) > 63 || len(name) > 253 {
			return &AddressError{"The name of the site is longer than a name can be", example + "."}
		}
		for _, r := range l {
			if r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
				return &AddressError{fmt.Sprintf("%s has “%c” in the name of the site, where no such sign can stand", quoted(typed), r), example + "."}
			}
		}
	}
	if !strings.ContainsFunc(last, unicode.IsLetter) {
		return &AddressError{quoted(typed) + " is no whole IP address", "An IP address has four numbers from 0 to 255, as in 192.0.2.7."}
	}
	if len(labels) == 1 && !Loopback(name) && !strings.Contains(typed, "://") && !strings.Contains(typed, ":") {
		if name == "http" || name == "https" {
			return &AddressError{quoted(typed) + " is only the beginning of an address", example + "."}
		}
		return &AddressError{quoted(typed) + " is not a whole address", "Write its ending too, for example " + shown("https://"+name+".com") + "."}
	}
	return nil
}

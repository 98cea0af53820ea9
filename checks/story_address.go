package checks

import (
	"net/url"
	"strings"
)

// hiddenPart stands for a part of an address that may hold a secret, nonePart for one that is not there.
const (
	hiddenPart = "<hidden>"
	nonePart   = "none"
)

// addressChanges compares two addresses whole. Of the parts that may hold secrets it says that they differ, and shows none.
func addressChanges(before, after string) []Change {
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	if before == after || before == "" || after == "" {
		return nil
	}
	if x, y := plainAddress(before), plainAddress(after); x != y {
		return []Change{{What: "address", Before: x, After: y}}
	}
	var out []Change
	a, b := secretParts(before), secretParts(after)
	for i, what := range []string{"part of the address before '@'", "part of the address behind '?'", "part of the address behind '#'"} {
		if a[i] != b[i] {
			out = append(out, Change{What: what, Before: shownAs(a[i]), After: shownAs(b[i]), Hidden: true})
		}
	}
	return out
}

// secretParts are the user part, the query and the fragment of an address, as far as it can be read.
func secretParts(address string) [3]string {
	address, fragment, _ := strings.Cut(address, "#")
	address, query, _ := strings.Cut(address, "?")
	user := ""
	if u, err := url.Parse(address); err == nil && u.User != nil {
		user = u.User.String()
	} else if _, rest, ok := strings.Cut(address, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		if at := strings.LastIndexByte(host, '@'); at >= 0 {
			user = host[:at]
		}
	}
	return [3]string{user, query, fragment}
}

// shownAs is what may be said of a hidden part.
func shownAs(part string) string {
	if part == "" {
		return nonePart
	}
	return hiddenPart
}

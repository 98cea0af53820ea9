package redact

import (
	"slices"
	"strings"
)

// ours are the ids of this program's causes and of its demo that read as names of secrets: "password-missing: steps 1 to 4 done" tells
// of a cause. A test goes over all ids.
var ours = map[string]bool{"password-missing": true, "bad-credentials": true, "channel-credentials": true, "wrong-credentials": true, "channel-key-refused": true}

// namesNoSecret says that what stands at s[left:right] in front of ":" is no name of a value: an id of ours, or a file with a number of
// a line: shop-credentials.log:1042.
func namesNoSecret(s string, left, right int) bool {
	if right >= len(s) || s[right] != ':' {
		return false
	}
	return right-left < maxName && ours[s[left:right]] || isFile(s[left:right]) && lineNumber(s[right+1:])
}

// isFile says whether a name ends as that of a file.
func isFile(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	return dot > 0 && slices.ContainsFunc(fileEnds, func(end string) bool { return strings.EqualFold(name[dot:], end) })
}

// mostLineDigits is how many digits the number of a line has at most.
const mostLineDigits = 8

// lineNumber says whether s begins with the number of a line, and no longer value.
func lineNumber(s string) bool {
	i := 0
	for i < len(s) && i <= mostLineDigits && digit(s[i]) {
		i++
	}
	return i > 0 && i <= mostLineDigits && (i == len(s) || !nameByte(s[i]) || s[i] == '.' && (i+1 == len(s) || !nameByte(s[i+1])))
}

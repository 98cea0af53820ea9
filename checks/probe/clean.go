package probe

import (
	"strings"
	"unicode"
)

// maxProof is how many characters of a foreign text are kept.
const maxProof = 400

// clean takes out what could steer a terminal or reorder a line: control and formatting characters become spaces, runs
// of space become one, and the text is bounded. It hides no secrets; that is done where texts are shown.
func clean(s string) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		if n == maxProof {
			b.WriteString("…")
			break
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) || r == unicode.ReplacementChar {
			space = n > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			n, space = n+1, false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// shown is a piece of what a person typed, fit for a sentence: without anything that may be a secret, and short.
func shown(s string) string {
	s = clean(s)
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	start := 0
	if i := strings.Index(s, "//"); i >= 0 {
		start = i + 2
	}
	end := len(s)
	if i := strings.IndexByte(s[start:], '/'); i >= 0 {
		end = start + i
	}
	if i := strings.LastIndexByte(s[start:end], '@'); i >= 0 && start > 0 {
		s = s[:start] + s[start+i+1:]
	}
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80]) + "…"
	}
	return s
}

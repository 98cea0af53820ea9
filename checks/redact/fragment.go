package redact

import "strings"

// fragmentSeekers find what stands behind "#" in an address or a path without a scheme; findURL has the others.
var fragmentSeekers = []seeker{
	{id: "fragment", words: []string{"#"}, find: findFragment, samples: samples{
		hits:   []string{`GET /callback#«Zk3JqP9vT2mW8x» HTTP/1.1`, `shop.example/api#«tok77AA11BB22»`, `/done?x#«id=5abc»`, `/#«tok77AA11BB22»`},
		misses: []string{`/orders#top`, `shop.example/page#section-2`, `issue #12345678`, `C#7x9k2m`, `a/b #tok77AA11BB22`, `#tok77AA11BB22`, `color:#a1b2c3d4`, `see x/y#`}}},
}

// findFragment hides the fragment of an address that has no scheme.
func findFragment(s string, start, end int, add func(span)) {
	if start == 0 || end >= len(s) || blank(s[start-1]) || inAddress(s, start) {
		return
	}
	floor := max(0, start-maxName*4)
	path := s[floor+strings.LastIndexAny(s[floor:start], " \t\n\"'<>()")+1 : start]
	if !strings.Contains(path, "/") {
		return
	}
	to := end + fragmentEnd(s[end:])
	if v := s[end:to]; !tells(v) && !masked(v) {
		add(span{end, to, Query, v, false})
	}
}

// fragmentEnd is the length of a fragment, without the marks of the sentence around it.
func fragmentEnd(s string) int {
	n := upTo(s[:min(len(s), maxValue)], " \t\n\"'<>`|\\^{}")
	return len(strings.TrimRight(s[:n], ".,;:)]!"))
}

// Bounds of the words of a fragment that may be seen.
const (
	longestFragment = 64
	longestPlace    = 20
	mostInNumber    = 4 // digits: the number of a section, a line, a year
	mostInPlace     = 8 // digits in all: a date
)

// tells says whether a fragment is made of words, as the place on a page is that it names: top, section-2, L10-L20, /orders/new.
// What changes between capitals, small letters and digits, or has more digits than the number of a place, may be a secret.
func tells(v string) bool {
	if len(v) > longestFragment {
		return false
	}
	letters, digits, humps, all := 0, 0, 0, 0
	for i := range len(v) {
		switch c := v[i]; {
		case letter(c):
			if digits > 0 { // a letter behind a number
				return false
			}
			if letters > 0 && capital(c) && !capital(v[i-1]) {
				humps++
			}
			if letters++; letters > longestPlace || humps*4 > letters {
				return false
			}
		case digit(c):
			all++
			if digits++; digits > mostInNumber || all > mostInPlace {
				return false
			}
		case strings.IndexByte("-_./!~", c) >= 0:
			letters, digits, humps = 0, 0, 0
		default:
			return false
		}
	}
	return true
}

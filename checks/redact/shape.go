package redact

import (
	"encoding/base64"
	"strings"
)

// find takes what stands behind a known beginning, where it is long enough.
func (p *shape) find(s string, start, end int, add func(span)) {
	if start > 0 && (letter(s[start-1]) || digit(s[start-1])) {
		return
	}
	scheme := s[end-1] == ' ' // "Bearer ", "Basic ": the blank is part of the beginning
	from := end
	for scheme && from < len(s) && blank(s[from]) {
		from++
	}
	to := p.run(s, from, min(len(s), from+longestPlain))
	if to == from+longestPlain && madeUp(s[from:to], false) {
		to = p.run(s, to, len(s))
	}
	for to > from && s[to-1] == '.' {
		to--
	}
	v := s[from:to]
	if len(v) < p.least || !madeUp(v, scheme) {
		return
	}
	add(span{start, to, p.kind, s[start:to], false})
}

// ntlm is how every message of NTLM begins in base64.
const ntlm = "TlRMTVNTUA"

// longestPlain is within how many bytes a value must show that a program made it.
const longestPlain = 512

// run is where the bytes end that may belong to the value.
func (p *shape) run(s string, from, to int) int {
	for from < to && (letter(s[from]) || digit(s[from]) || strings.IndexByte(p.more, s[from]) >= 0) {
		from++
	}
	return from
}

// madeUp says whether a value was made by a program: it has a digit or mixed case, or, after the name of a scheme, is base64 of a
// user and a password.
func madeUp(v string, scheme bool) bool {
	if strings.ContainsAny(v, "0123456789") {
		return true
	}
	if scheme {
		raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(v, "="))
		if err == nil && strings.IndexByte(string(raw), ':') >= 0 {
			return true
		}
		return strings.IndexByte(v, '=') > 0 && len(v) > 12 || changes(v) > len(v)/4 || strings.HasPrefix(v, ntlm)
	}
	return strings.ToLower(v) != v && strings.ToUpper(v) != v
}

// changes counts how often a text goes over between capitals, small letters, digits and marks. In words it does so once or
// twice, in what a program made every other byte. A word that begins with a capital counts as one.
func changes(v string) int {
	class := func(c byte) int {
		switch {
		case capital(c):
			return 1
		case letter(c):
			return 2
		case digit(c):
			return 3
		}
		return 4
	}
	n := 0
	for i := 1; i < len(v); i++ {
		if a, b := class(v[i-1]), class(v[i]); a != b && (a != 1 || b != 2) {
			n++
		}
	}
	return n
}

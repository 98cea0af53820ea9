package redact

import "strings"

// stamped says whether a line begins as an entry of the log: "20250519.13:33:54".
func stamped(s string) bool {
	if len(s) < 17 || s[8] != '.' || s[11] != ':' {
		return false
	}
	for _, i := range [...]int{0, 3, 7, 9, 16} {
		if !digit(s[i]) {
			return false
		}
	}
	return true
}

// masked says whether a value was hidden before, by us or by the program that wrote it, or is none.
func masked(v string) bool {
	v = strings.TrimSpace(v)
	if v != "" && !maskBegins[v[0]] { // the usual case
		return false
	}
	if v == "" || v == hidden || v == "[hidden]" || strings.Trim(v, "*•.xX") == "" {
		return true
	}
	if len(v) >= 7 && strings.EqualFold(v[:7], "<masked") {
		return true
	}
	return given(v)
}

// maskBegins are the first bytes of what masked knows.
var maskBegins = following("<[*.xX\u2022", false)

// given says whether v is one of our stable names, in either pair of brackets.
func given(v string) bool {
	if len(v) < 4 || v[0] != '<' && v[0] != '[' || v[len(v)-1] != '>' && v[len(v)-1] != ']' {
		return false
	}
	stem, number, ok := strings.Cut(v[1:len(v)-1], "-")
	if !ok || number == "" || strings.Trim(number, "0123456789") != "" {
		return false
	}
	return isStem[stem]
}

// isStem are the words in the stable names.
var isStem = func() map[string]bool {
	m := make(map[string]bool)
	for _, stem := range stems {
		m[stem] = true
	}
	return m
}()

// hiddenBefore counts the secrets that were hidden in s before.
func hiddenBefore(s string) int {
	const word = "hidden"
	n := 0
	for at := 0; ; {
		i := strings.Index(s[at:], word)
		if i < 0 {
			return n
		}
		i += at
		at = i + len(word)
		if i > 0 && at < len(s) && (s[i-1] == '<' && s[at] == '>' || s[i-1] == '[' && s[at] == ']') {
			n++
		}
	}
}

package redact

// typed goes over what a language puts in front of a text in quotes to say of what type it is, to the quote: string(9) "x" and s:9:"x"
// of PHP, u'x' and b'x' of Python, N'x' of SQL. It gives i where none stands there.
func typed(s string, i int) int {
	if i+1 >= len(s) {
		return i
	}
	at := i + 1
	switch lower[s[i]] {
	case 'u', 'b', 'r', 'n':
	case 's':
		end := byte(':')
		if hasWord(s[i:], "string(") {
			at, end = i+len("string("), ')'
		} else if s[at] != ':' {
			return i
		} else {
			at++
		}
		first := at
		for at < len(s) && digit(s[at]) {
			at++
		}
		if at == first || at >= len(s) || s[at] != end {
			return i
		}
		for at++; at < len(s) && blank(s[at]); at++ {
		}
	default:
		return i
	}
	if at >= len(s) || s[at] != '"' && s[at] != '\'' {
		return i
	}
	return at
}

package redact

import "strings"

// known says whether a word is a code of the Web Connector or of Windows, or one of its versions.
func known(v string) bool {
	return len(v) > 3 && strings.EqualFold(v[:4], "qbwc") || len(v) > 1 && strings.EqualFold(v[:2], "0x") || strings.ContainsAny(v, ":\\?*<>")
}

// chosen says whether a word looks like a password that a person chose: letters, with a digit or a mark among them.
func chosen(v string) bool {
	letters, marks := 0, 0
	for i := range len(v) {
		switch c := v[i]; {
		case letter(c):
			letters++
		case digit(c) || strings.IndexByte("!@#$%^&+", c) >= 0:
			marks++
		case c != '-' && c != '_':
			return false
		}
	}
	return letters > 1 && marks > 0 && letters+marks > 5
}

// oneTime says whether a word looks like a code that is sent or printed: digits, or digits and letters.
func oneTime(v string) bool {
	digits := 0
	for i := range len(v) {
		switch c := v[i]; {
		case digit(c):
			digits++
		case !letter(c) && (c != '-' || i == 0): // the number of an error is negative
			return false
		}
	}
	return digits > 1 && len(v) > 3 && !date(v)
}

// made says whether a word looks like a key: long, letters and digits mixed.
func made(v string) bool {
	digits := 0
	for i := range len(v) {
		switch c := v[i]; {
		case digit(c):
			digits++
		case !letter(c) && strings.IndexByte("-_+/=.", c) < 0:
			return false
		}
	}
	return len(v) > 19 && v[0] != '/' && digits > 0 && digits < len(v)
}

// leastKey is how long a word in a sentence must be to be a key.
const leastKey = 10

// mixed says whether a word is made of letters and digits, with "-" and "_" at most between them, and is no version or date.
func mixed(v string) bool {
	digits := 0
	for i := range len(v) {
		switch c := v[i]; {
		case digit(c):
			digits++
		case !letter(c) && c != '-' && c != '_':
			return false
		}
	}
	return (digits > 1 || digits == 1 && (changes(v) > 3 || changes(v) > 2 && len(v) > 14)) && digits < len(v) && !date(v)
}

// likeKey says whether a value looks made by a program: letters and digits mixed, or long and with digits.
func likeKey(v string) bool {
	if strings.ContainsAny(v, " \t") || len(v) < 6 {
		return false
	}
	var letters, digits int
	for i := range len(v) {
		if letter(v[i]) {
			letters++
		} else if digit(v[i]) {
			digits++
		}
	}
	return digits > 0 && letters > 0 || digits >= 12
}

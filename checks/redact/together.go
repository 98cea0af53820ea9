package redact

import "strings"

// Behind a bare name any word may follow in a sentence: "the password fails", "user kristy". What stands together tells more: a user and
// a password beside each other, a name that only the code of a service uses (strPassword), a word in front ("wrong password (x)").

// userNames are the names of a user that may stand in front of a password's, as normal gives them.
var userNames = wordSet("user username userid login loginname uid strusername account accountname usr")

// passwordNames are the names of a password that may stand behind a user's.
var passwordNames = wordSet("password pass pwd pw strpassword passwd passcode passphrase passwort kennwort")

// joins may stand between a user and the name of its password.
var joins = wordSet("and with his her the using logged in as has sent tried")

// notGiven are words that stand behind a name without being its value, beside those that tell nothing.
var notGiven = wordSet(`attempt authentication authorization combination confirm confirmation did do does expiration fails failure fault fields hash hint incorrect matched matches mismatch must pair parameter
	prompt protected question recovery said says strength there typing validation verification were you`)

// tellingBefore are the words in front of a name that tell that its value follows, in brackets or behind a sign.
var tellingBefore = wordSet("invalid wrong bad incorrect expected stored received given entered typed supplied provided decrypted actual sent submitted")

// prose says whether a word is one that sentences go on with behind the name of a value.
func prose(v string) bool {
	if len(v) > maxName/2 {
		return false
	}
	w := strings.ToLower(v)
	var room [maxName]byte
	return tellsNothing[w] || noValues[w] || notGiven[w] || tellsAbout[w] || tellsValue[w] || placesAndStates[w] || links[w] || parameters[string(normal(w, &room))]
}

// together finds the value of the bare name s[left:right] by what stands around it. It must be the last word of what is said.
func (n *naming) together(s string, left, right int) (span, bool) {
	if n.kind != Password && n.kind != User && n.kind != Ticket || n.style == header || right >= len(s) {
		return span{}, false
	}
	str := right-left > 4 && s[left:left+3] == "str" && capital(s[left+3])
	if n.kind == Ticket && !str {
		return span{}, false
	}
	from, signed := toValue(s, right)
	if from < 0 || s[from-1] == '<' && masked(s[from-1:from+upTo(s[from:min(len(s), from+maxName)], ">")]+">") {
		return span{}, false
	}
	to, bracket := from, false
	switch c := s[from-1]; c {
	case '"', '\'', '`', '[', '(', '{', '<':
		bracket = true
		to += upTo(s[from:min(len(s), from+maxName)], " \t\n"+closer(c))
		if to >= len(s) || s[to] != closer(c)[0] || masked(s[from-1:to+1]) {
			return span{}, false
		}
	default:
		to += upTo(s[from:min(len(s), from+maxName)], " \t\n\"'`<>,;()[]{}|&")
	}
	v := strings.TrimRight(s[from:to], ".:?!")
	if len(v) < 3 || known(v) || masked(v) || v == "hidden" || isNumber(v) && len(v) < 4 || prose(v) || strings.ContainsAny(v[:1], "$@-/\\") || faultNumber(v) || date(v) {
		return span{}, false
	}
	switch after := from + len(v); {
	case str && (bracket || endsHere(s, after) || namesNext(s[after:])):
	case n.kind == User && passwordNext(s, to):
	case n.kind == Password && (bracket || endsHere(s, after)) && userBefore(s, left):
	case n.kind == Password && (bracket || signed && endsHere(s, after)) && tellingBefore[wordBefore(s, left)]:
	default:
		return span{}, false
	}
	return span{from, from + len(v), n.kind, v, false}, true
}

// closer is the sign that closes what a sign opens.
func closer(c byte) string {
	switch c {
	case '[':
		return "]"
	case '(':
		return ")"
	case '{':
		return "}"
	case '<':
		return ">"
	}
	return string(rune(c))
}

// toValue goes over the signs that may stand between a name that ends at i and its value, to where that begins; -1: there is none.
// signed says whether one of them says that a value follows.
func toValue(s string, i int) (from int, signed bool) {
	for from = i; from < len(s) && from-i < 8; from++ {
		switch c := s[from]; {
		case c == ':' || c == '=' || c == '|':
			signed = true
		case c == '-' && from+1 < len(s) && s[from+1] == '>':
			from++
			signed = true
		case strings.HasPrefix(s[from:], "→"):
			from += len("→") - 1
			signed = true
		case blank(c):
		case c == '"' || c == '\'' || c == '`' || c == '[' || c == '(' || c == '{' || c == '<':
			if from == i && c != '"' && c != '\'' || from+1 >= len(s) {
				return -1, false
			}
			return from + 1, signed
		case from == i:
			return -1, false
		default:
			return from, signed
		}
	}
	return -1, false
}

// wordBefore is the word in front of i, in small letters.
func wordBefore(s string, i int) string {
	to := i
	for to > 0 && blank(s[to-1]) {
		to--
	}
	from := to
	for from > 0 && to-from < maxName/2 && letter(s[from-1]) {
		from--
	}
	return strings.ToLower(s[from:to])
}

// passwordNext says whether the name of a password follows a user that ends at i.
func passwordNext(s string, i int) bool {
	for limit := min(len(s), i+8); i < limit && (blank(s[i]) || strings.IndexByte(",;\"'`])}>|/", s[i]) >= 0); i++ {
	}
	for _, w := range [...]string{"and ", "with "} {
		if hasWord(s[i:], w) {
			i += len(w)
		}
	}
	to := i
	for to < len(s) && to-i < maxName && nameByte(s[to]) {
		to++
	}
	var room [maxName]byte
	return to < len(s) && passwordNames[string(normal(s[i:to], &room))] && toValueAt(s, to)
}

// toValueAt says whether something that can be a value stands behind a name that ends at i.
func toValueAt(s string, i int) bool {
	from, _ := toValue(s, i)
	if from < 0 {
		return false
	}
	v := s[from : from+upTo(s[from:min(len(s), from+maxName)], " \t\n,;.)]}\"'")]
	return v != "" && !prose(v)
}

// farUser is how far in front of a password's name its user's may stand, in bytes.
const farUser = 96

// userBefore says whether a user stands in front of a password's name: "user kristy, password".
func userBefore(s string, left int) bool {
	floor := max(0, left-farUser)
	floor += strings.LastIndexByte(s[floor:left], '\n') + 1
	for end := left; end > floor; {
		i := lastName(s[floor:end])
		if i < 0 {
			return false
		}
		start, stop := extent(s, floor+i, floor+i+len("user"))
		end = floor + i
		var room [maxName]byte
		if start < floor || !userNames[string(normal(s[start:stop], &room))] {
			continue
		}
		from, _ := toValue(s[:left], stop)
		if from < 0 {
			return false
		}
		to := from + upTo(s[from:left], " \t,;\"'`])}>|&")
		if from == to || prose(s[from:to]) {
			return false
		}
		for word := range strings.FieldsFuncSeq(s[to:left], func(r rune) bool { return r < 0x80 && !letter(byte(r)) }) {
			if !joins[strings.ToLower(word)] {
				return false
			}
		}
		return true
	}
	return false
}

// lastName gives where the last name of a user may begin in s; -1: there is none.
func lastName(s string) int {
	for i := len(s) - 4; i >= 0; i-- {
		if c := lower[s[i]]; (c == 'u' || c == 'l' || c == 'a') && (hasWord(s[i:], "user") || hasWord(s[i:], "login") || hasWord(s[i:], "account") || hasWord(s[i:], "usr ")) {
			return i
		}
	}
	return -1
}

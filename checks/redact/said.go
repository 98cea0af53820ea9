package redact

import "strings"

// Services that are tried out print what they compare: "Password locally stored = x", "Password expected: x". The sign then stands
// behind a few plain words, and sentences have the same form: "password expired: see the help". What the words say, and what the
// value looks like, tells the two apart.

// mostSaid is how many words may stand between a name and its sign.
const mostSaid = 4

// tellsValue are the words between a name and its sign of which a value follows, in whatever order. A word that says how the
// value is, such as "wrong", is none of them: a sentence goes on behind it.
var tellsValue = wordSet(`a actual already and as at by clear client config configured copy database db decoded decrypted entered env environment expect expected file for found from given got had has have he
	i in input is it keyed known local locally log memory now of on our passed plain plaintext posted provided received record registered remote request saved sent server session she stored submitted supplied taken text the
	they this to transmitted typed used using value was we web with you your
	eingegeben empfangen erwartet gespeichert erhalten attendu enregistré recibida guardada`)

// tellsAbout are the words between a name and its sign behind which something about the value stands, and never the value.
var tellsAbout = wordSet(`age attempts characters check code count error errors expires expiry fields file length level line mode not policy protocol rule rules score size state status strength test time timeout tries type version`)

// placesAndStates are the words that stand behind such a sign without being a value, beside those that tell nothing.
var placesAndStates = wordSet(`access config database disabled disk done enabled encrypted file hash keychain keyring locally memory nil ok off plain plaintext registry same see server skipped success undefined unset vault void web yes`)

// said finds the value behind a name, a few plain words from i on, and a sign. Whatever is not sure to be a value must look
// like one.
func (n *naming) said(s string, left, i int) (span, bool) {
	if n.kind != Password && n.kind != Ticket || n.style == header {
		return span{}, false
	}
	at, telling := saidWords(s, i)
	if at < 0 {
		return span{}, false
	}
	for at < len(s) && blank(s[at]) {
		at++
	}
	if at >= len(s) || s[at] == '\n' || masked(s[at:at+upTo(s[at:min(len(s), at+maxName)], " \t\n,;")]) {
		return span{}, false
	}
	from, to := argument(s, at)
	if from < 0 {
		return span{}, false
	}
	if from == at { // not in quotes
		to = from + upTo(s[from:to], ",;)]}")
		if to > from && s[to-1] == '.' {
			to--
		}
	}
	v, equals := s[from:to], s[at-1] == '=' || s[at-2] == '='
	switch {
	case v == "" || masked(v) || known(v) || date(v) || stamped(v):
		return span{}, false
	case (tellsNothing[strings.ToLower(v)] || placesAndStates[strings.ToLower(v)]) && (!equals || endsHere(s, to)):
		return span{}, false
	case n.kind == Ticket || n.style == word:
		if !likeTicket(v) {
			return span{}, false
		}
	case telling < 0, !chosen(v) && telling == 0, faultNumber(v):
		return span{}, false
	case telling > 0 && (from > at || equals) && n.style == free && !isNumber(v):
		if sp, ok := n.value(s, left, at, true); ok { // "=" stands in no sentence: a value may have blanks
			return sp, true
		}
	case !chosen(v) && from == at && !endsHere(s, to): // a sentence
		return span{}, false
	case !chosen(v) && isNumber(v) && len(v) < 4: // a count
		return span{}, false
	}
	return span{from, to, n.kind, v, false}, true
}

// saidWords goes over plain words from i on to behind the sign that follows them; -1: there is none, or more words than a
// label has. telling is 1 where each of the words says that a value follows, -1 where one says that none does.
func saidWords(s string, i int) (at, telling int) {
	telling = 1
	for range mostSaid {
		to := i
		for to < len(s) && to-i < maxName/2 && (letter(s[to]) || s[to] >= 0x80) {
			to++
		}
		if to == i || to >= len(s) {
			return -1, 0
		}
		var room [maxName]byte
		switch w := normal(s[i:to], &room); {
		case tellsAbout[string(w)] && !tellsValue[string(w)]:
			telling = -1
		case telling > 0 && !tellsValue[string(w)]:
			telling = 0
		}
		for i = to; i < len(s) && blank(s[i]); i++ {
		}
		if i >= len(s) {
			return -1, 0
		}
		switch s[i] {
		case ':':
			if i++; i < len(s) && s[i] == '=' {
				i++
			}
			return i, telling
		case '=':
			for i < len(s) && (s[i] == '=' || s[i] == '>') {
				i++
			}
			return i, telling
		}
		if i == to { // another sign
			return -1, 0
		}
	}
	return -1, 0
}

// endsHere says whether a value that ends at i is all that stands there: the line ends, or a sign that divides.
func endsHere(s string, i int) bool {
	for i < len(s) && (blank(s[i]) || s[i] == '.') {
		i++
	}
	return i >= len(s) || strings.IndexByte("\n,;)]}|&<>\"'\\", s[i]) >= 0
}

// isNumber says whether a word is made of digits.
func isNumber(v string) bool { return v != "" && strings.Trim(v, "0123456789") == "" }

// faultNumber says whether a word is a kind of fault with its number: "Error401", "HTTP404".
func faultNumber(v string) bool {
	w := strings.ToLower(strings.TrimRight(v, "0123456789"))
	return w == "error" || w == "http" || w == "code" || w == "status" || w == "line" || w == "step" || w == "err"
}

// likeTicket says whether a word looks like a session's ticket: a GUID, or made by a program of letters and digits.
func likeTicket(v string) bool {
	v = strings.Trim(v, "{}")
	return guid(v) || len(v) >= leastKey && likeKey(v) && mixed(v)
}

// saidNext says whether s begins with a password's name, plain words and a sign: another value, where texts were joined.
func saidNext(s string) bool {
	const name = "password "
	if !hasWord(s, name) {
		return false
	}
	at, telling := saidWords(s, len(name))
	return at >= 0 && telling > 0
}

package redact

import "strings"

// beside finds a value that stands right behind its name, as people write it: "the password Hunter2! fails", "PIN 4711". It
// must look like one, for any word may follow a name.
func (n *naming) beside(s string, i int) (span, bool) {
	if n.kind.personal() && n.kind != User || n.style == header || i >= len(s) || !blank(s[i]) && s[i] != '\'' {
		return span{}, false
	}
	if strings.HasPrefix(s[i:], "'s ") {
		i += len("'s")
	}
	for i < len(s) && blank(s[i]) {
		i++
	}
	for range 4 {
		n := upTo(s[i:min(len(s), i+maxName)], " \n")
		if !links[s[i:i+n]] || i+n >= len(s) || s[i+n] != ' ' {
			break
		}
		i += n + 1
	}
	if n.kind == User {
		return n.account(s, i)
	}
	if sp, ok := n.quotedBeside(s, i); ok {
		return sp, true
	}
	to := i + upTo(s[i:min(len(s), i+maxName)], " \t\n\"'<>()[]{},;")
	for to > i && strings.IndexByte(".:?", s[to-1]) >= 0 {
		to--
	}
	v := s[i:to]
	if to == i+maxName || known(v) {
		return span{}, false
	}
	switch {
	case n.kind == Password && n.style == free && (chosen(v) || strings.Trim(v, "0123456789") == "" && oneTime(v)), n.kind == Password && n.style == word && oneTime(v), n.kind == Token && made(v),
		(n.kind == Token || n.kind == Ticket) && len(v) >= leastKey && likeKey(v) && mixed(v):
		return span{i, to, n.kind, v, false}, true
	}
	return span{}, false
}

// links may stand between a name and its value in a sentence.
var links = wordSet("is was to of from now been has changed reset set updated - – — → ->")

// account finds the account that a sentence names at i: a word in quotes, or of letters and digits.
func (n *naming) account(s string, i int) (span, bool) {
	if i < len(s) && (s[i] == '\'' || s[i] == '"') {
		size := upTo(s[i+1:min(len(s), i+1+maxName)], s[i:i+1]+" \t\r\n<>")
		if to := i + 1 + size; size > 2 && to < len(s) && s[to] == s[i] {
			return span{i + 1, to, n.kind, s[i+1 : to], false}, true
		}
		return span{}, false
	}
	to := i
	for to < len(s) && nameByte(s[to]) {
		to++
	}
	v := strings.TrimRight(s[i:to], ".-")
	if len(v) < 5 || !letter(v[0]) || known(v) || !mixed(v) || to < len(s) && strings.IndexByte("(=\\/:", s[to]) >= 0 {
		return span{}, false
	}
	return span{i, i + len(v), n.kind, v, false}, true
}

// quotedBeside finds a password that stands in quotes behind its name: "Bad password 'hunter' for". One word is a password; what
// has blanks is a sentence about one.
func (n *naming) quotedBeside(s string, i int) (span, bool) {
	if (n.kind != Password || n.style != free) && n.kind != Ticket || i >= len(s) || s[i] != '\'' && s[i] != '"' {
		return span{}, false
	}
	size := upTo(s[i+1:min(len(s), i+1+maxName)], s[i:i+1]+" \t\r\n<>")
	to := i + 1 + size
	if size < 3 || to >= len(s) || s[to] != s[i] || n.kind == Ticket && !likeKey(s[i+1:to]) {
		return span{}, false
	}
	return span{i + 1, to, n.kind, s[i+1 : to], false}, true
}

// told finds the value in a sentence: "the password is hunter2".
func (n *naming) told(s string, i int) (span, bool) {
	for i < len(s) && (blank(s[i]) || s[i] == '"' || s[i] == '\'' || s[i] == '=') {
		i++
	}
	to := i + upTo(s[i:], " \t\n\"'<>")
	for to > i && strings.IndexByte(".,;:!?)", s[to-1]) >= 0 {
		to--
	}
	if i >= to || tellsNothing[strings.ToLower(s[i:to])] {
		return span{}, false
	}
	return span{i, to, n.kind, s[i:to], false}, true
}

// tellsNothing are the words that follow "the password is" without being one.
var tellsNothing = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`a accepted again all always an any as asked at available bad because being blank by case-sensitive cleared copied damaged deleted changed
		checked correct different empty encrypted entered expired failed false for from given gone hidden if in incorrect invalid it kept known left
		lost masked missing needed never new no none not now null of ok old on one only optional or out refused rejected remembered removed required reset right safe
		saved secret sent set shown stored that the their there this to too true typed unchanged unknown used valid visible weak what when
		wrong yes your`) {
		m[w] = true
	}
	return m
}()

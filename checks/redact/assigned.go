package redact

import "strings"

// assigned finds the value of the name s[left:right] where it stands behind "=", ":" or words that mean the same.
func (n *naming) assigned(s string, left, right int) (span, bool) {
	i, quoted := right, false
	if i < len(s) && (s[i] == '"' || s[i] == '\'') {
		quoted = true
		i++
	}
	if i < len(s) && s[i] == ']' { // params[password]=
		i++
	}
	if at := paired(s, i, quoted); at >= 0 {
		return n.value(s, left, at, true)
	}
	if quoted {
		if sp, ok := n.pairedBefore(s, left); ok {
			return sp, true
		}
	}
	if sp, ok := n.inMarkup(s, left, i, quoted); ok {
		return sp, true
	}
	at := i
	for at < len(s) && (blank(s[at]) || s[at] == '.' && n.kind == Password) {
		at++
	}
	if at >= len(s) || at > i && s[at-1] == '.' && s[at] != ':' {
		return span{}, false
	}
	switch {
	case s[at] == '=':
		for at < len(s) && (s[at] == '=' || s[at] == '>') {
			at++
		}
		return n.value(s, left, at, true)
	case s[at] == ':':
		at++
		if at < len(s) && s[at] == '=' {
			at++
		}
		return n.value(s, left, at, quoted)
	case strings.HasPrefix(s[at:], "has been set to "):
		return n.value(s, left, at+len("has been set to "), true)
	case (n.kind == Password || n.kind == Token) && aside(s[at:]) > 0:
		from := at + aside(s[at:])
		to := from + upTo(s[from:min(len(s), from+maxName)], " \t\n\"'<>,;")
		if v := s[from:to]; !known(v) && !masked(v) && (chosen(v) || likeKey(v)) {
			return span{from, to, n.kind, v, false}, true
		}
	case n.style == free && !n.kind.personal():
		clause := at + clauseEnd(s[at:])
		for _, is := range [...]string{"is ", "was ", "is: ", "was: ", "lautet "} {
			if strings.HasPrefix(s[clause:], is) {
				if sp, ok := n.told(s, clause+len(is)); ok {
					return sp, true
				}
				break
			}
		}
	}
	return n.beside(s, right)
}

// aside is the length of what tells more of a name and stands in front of its value, with the sign between them: "(again): ",
// "for the shop: ", "of bob is ". 0: there is none.
func aside(s string) int {
	end := 0
	switch {
	case strings.HasPrefix(s, "("):
		end = upTo(s[:min(len(s), maxName/2)], ")\n") + 1
	case strings.HasPrefix(s, "for "), strings.HasPrefix(s, "of "):
		end = upTo(s[:min(len(s), maxName/2)], ":=\n\"'<>,;.")
		for _, is := range [...]string{" is ", " was "} {
			if i := strings.Index(s[:end], is); i > 0 {
				return i + len(is)
			}
		}
	}
	if end == 0 || end+2 >= len(s) || s[end] != ':' && s[end] != '=' || s[end+1] != ' ' {
		return 0
	}
	return end + 2
}

// clauseEnd is the length of a short clause that may stand between a name and its verb: "the password I typed was".
func clauseEnd(s string) int {
	for _, who := range [...]string{"I ", "we ", "he ", "she ", "they ", "that I ", "that we ", "you "} {
		if strings.HasPrefix(s, who) {
			verb := upTo(s[len(who):], " \n")
			if at := len(who) + verb + 1; verb > 2 && at < len(s) && (strings.HasPrefix(s[at:], "is ") || strings.HasPrefix(s[at:], "was ")) {
				return at
			}
		}
	}
	return 0
}

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
		case !letter(c) && c != '-':
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
	return (digits > 1 || digits == 1 && changes(v) > 3) && digits < len(v) && !date(v)
}

// paired finds the value of a name that is itself a value: key="Password" value="x", {"name":"password","value":"x"}, and
// the form part name="password" with its value two lines on. It gives where the value begins; -1: it is none of these.
func paired(s string, i int, quoted bool) int {
	if !quoted {
		return -1
	}
	if strings.HasPrefix(s[i:], "\n\n") {
		return i + 2
	}
	j := i
	for j < len(s) && (blank(s[j]) || s[j] == ',' || s[j] == '\n') {
		j++
	}
	if j < len(s) && s[j] == '"' {
		j++
	}
	switch {
	case hasWord(s[j:], "value"):
		j += len("value")
	case hasWord(s[j:], "content"): // of a page's <meta>
		j += len("content")
	default:
		return -1
	}
	for j < len(s) && (s[j] == '"' || blank(s[j])) {
		j++
	}
	if j >= len(s) || s[j] != '=' && s[j] != ':' {
		return -1
	}
	return j + 1
}

// pairedBefore finds the value of a name that is itself a value and stands behind it in a tag: <input value="x" type="password">.
func (n *naming) pairedBefore(s string, left int) (span, bool) {
	if left < 6 || s[left-1] != '"' && s[left-1] != '\'' || s[left-2] != '=' || !strings.EqualFold(s[left-6:left-2], "type") && !strings.EqualFold(s[left-6:left-2], "name") {
		return span{}, false
	}
	floor := max(0, left-maxValue/8)
	tag := strings.LastIndexByte(s[floor:left], '<')
	if tag < 0 {
		return span{}, false
	}
	at := floor + tag
	i := strings.Index(s[at:left], " value=")
	if i < 0 {
		return span{}, false
	}
	from, to := argument(s, at+i+len(" value"))
	if from < 0 || to > left {
		return span{}, false
	}
	return span{from, to, n.kind, s[from:to], false}, true
}

// value gives the span of a value that begins at i, after blanks. sure is false where sentences could use the name too.
func (n *naming) value(s string, left, i int, sure bool) (span, bool) {
	if i = skipBreak(s, i); i >= len(s) || s[i] == '\n' {
		return span{}, false
	}
	from, to, inQuotes := i, 0, false
	switch {
	case s[i] == '"' || s[i] == '\'' || s[i] == '`':
		inQuotes = true
		from, to = i+1, i+1+quotedEnd(s[i+1:], s[i])
	case strings.HasPrefix(s[i:], "“") || strings.HasPrefix(s[i:], "‘"):
		inQuotes = true
		from = i + len("“")
		to = from + upTo(s[from:], "”’\n")
	case s[i] == '[' && i+1 < len(s) && s[i+1] == '"': // a list
		from, to = i+1, i+1+upTo(s[i+1:], "]\n")
	case s[i] == '{' && (i+1 >= len(s) || unhex(s[i+1]) < 0): // a group: its members have names of their own
		return span{}, false
	case n.style == header:
		to = headerEnd(s, left, i)
	case n.style == free:
		to = i + freeEnd(s[i:], open(s, left))
	default:
		if s[i] == '{' {
			from++
		}
		const ends = " \t\n&;,\"'<>)]}|"
		to = from + upTo(s[from:min(len(s), from+maxName)], ends)
		if to == from+maxName { // a value is hidden to its end, or not at all
			to += upTo(s[to:], ends)
		}
	}
	if from >= to {
		return span{}, false
	}
	if n.only == asName {
		stop, words := nameEnd(s[:to], from)
		rest := strings.TrimLeft(s[stop:to], " \t")
		if words < 2 || rest != "" && strings.IndexByte(",;(<-\"'\\", rest[0]) < 0 {
			return span{}, false
		}
		to = stop
	}
	v := s[from:to]
	if n.only == ifKey && (!likeKey(v) || known(v) || date(v) || stamped(v)) {
		return span{}, false
	}
	if n.only == notProse && !sure && !(n.kind == Token && strings.ContainsAny(s[left:min(len(s), left+maxName, i)], "-_")) && !(inQuotes || likeKey(v) || n.kind == Password && n.style == word && oneTime(v) || n.kind == User && alone(s, left, to, v)) {
		return span{}, false
	}
	return span{from, to, n.kind, v, false}, true
}

// alone says whether an account is all that stands behind its name on the line, and no word about it.
func alone(s string, left, to int, v string) bool {
	return lower[s[left]] == 'u' && len(v) > 2 && !tellsNothing[strings.ToLower(v)] && strings.TrimRight(s[to:to+lineEnd(s[to:])], " \t.,;") == ""
}

// quotedEnd is the length of a quoted value: up to the closing quote, or the end of the line where there is none.
func quotedEnd(s string, quote byte) int {
	for i := 0; i < len(s) && i < maxValue; i++ {
		switch s[i] {
		case '\\':
			i++
		case quote, '\n':
			return i
		}
	}
	return min(len(s), upTo(s, "\n"))
}

// headerEnd is where a header's value ends: at the end of its line and of those folded under it, or at the quote that the
// whole header stands in.
func headerEnd(s string, left, i int) int {
	if left > 0 && (s[left-1] == '"' || s[left-1] == '\'') {
		if n := upTo(s[i:], s[left-1:left]+"\n"); i+n < len(s) && s[i+n] != '\n' {
			return i + n
		}
	}
	for {
		i += upTo(s[i:], "\n")
		if i+1 >= len(s) || !blank(s[i+1]) || strings.TrimSpace(s[i+1:i+1+upTo(s[i+1:], "\n")]) == "" {
			return i
		}
		i++
	}
}

// freeEnd is the length of a value that may hold blanks and commas: up to the next name, a tag, or the end of the line.
func freeEnd(s string, inTag bool) int {
	for i := 0; i < len(s); i++ {
		rest := s[i+1:]
		switch c := s[i]; c {
		case '\n':
			return i
		case '<':
			if rest != "" && (rest[0] == '/' || rest[0] == '!' || letter(rest[0])) {
				return i
			}
		case '>':
			if inTag {
				return i
			}
		case '"', '\'', '}':
			if rest == "" || strings.IndexByte(" \t\n,;)>}]/", rest[0]) >= 0 {
				return i
			}
		case '&', ';', ',', ' ', '\t':
			if namesNext(rest) {
				return i
			}
		}
	}
	return len(s)
}

// namesNext says whether s begins with a name and "=" or ":".
func namesNext(s string) bool {
	i := 0
	for i < len(s) && i < 8 && blank(s[i]) {
		i++
	}
	from := i
	for i < len(s) && i-from < maxName && (nameByte(s[i]) || s[i] == '[' || s[i] == ']') {
		i++
	}
	if i == from || !letter(s[from]) {
		return false
	}
	for gap := i; i < len(s) && i-gap < 8 && blank(s[i]); {
		i++
	}
	return i < len(s) && (s[i] == '=' || s[i] == ':')
}

// told finds the value in a sentence: "the password is hunter2".
func (n *naming) told(s string, i int) (span, bool) {
	for i < len(s) && (blank(s[i]) || s[i] == '"' || s[i] == '\'') {
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

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
		if sp, ok := n.said(s, left, at); ok {
			return sp, true
		}
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
	if n.kind == Ticket && at > i && letter(s[at]) {
		if sp, ok := n.said(s, left, at); ok {
			return sp, true
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
	i = typed(s, i)
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
		if words < 2 || rest != "" && strings.IndexByte(",;(<>-\"'\\", rest[0]) < 0 {
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
	return lower[s[left]] == 'u' && len(v) > 2 && !tellsNothing[strings.ToLower(v)] && strings.TrimRight(s[to:to+lineEnd(s[to:])], " \t.,;>") == ""
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
			if inTag && !goesOn(rest) {
				return i
			}
		case '"', '\'', '}':
			if rest == "" || strings.IndexByte(" \t\n,;)>}]/", rest[0]) >= 0 {
				return i
			}
		case '&', ';', ',', ' ', '\t':
			if namesNext(rest) || saidNext(rest) {
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

package redact

import "strings"

// How far a name and a value are looked for, in bytes. What is longer is no value that a person could use.
const (
	maxName  = 64
	maxValue = 8 << 10
)

// normal is a name as it is compared: in lower case, without what only separates its words. Short ones need no memory
// but room.
func normal(name string, room *[maxName]byte) []byte {
	b := room[:0]
	for i := range len(name) {
		switch c := name[i]; {
		case c == '_' || c == '-' || c == '.' || c == ' ':
		case c >= 0x80:
			return []byte(strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name)))
		default:
			b = append(b, lower[c])
		}
	}
	return b
}

// nameByte says whether a byte can belong to the name of a value.
func nameByte(c byte) bool {
	return letter(c) || digit(c) || c == '_' || c == '-' || c == '.' || c >= 0x80
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }
func blank(c byte) bool  { return c == ' ' || c == '\t' }

// field finds the values of the name of which s[start:end] is a part, and gives their spans to add.
func (n *naming) field(s string, start, end int, add func(span)) {
	left, right := extent(s, start, end)
	if !n.named(s[left:right]) || namesNoSecret(s, left, right) || left > 0 && right < len(s) && given(s[left-1:right+1]) {
		return
	}
	if open(s, left) && right < len(s) && (s[right] == '>' || s[right] == ' ' || s[right] == '\n' || s[right] == '\t') {
		if tagAt(s, right) {
			n.attributes(s, right, add)
			if n.element(s, left, right, add) {
				return
			}
		} else if to := right + upTo(s[right:min(len(s), right+maxName)], "<>\n"); closedBehind(s, to, s[left:right]) { // HTML: attributes without quotes
			n.element(s, left, right, add)
		}
	}
	switch {
	case n.only == inElement && n.kind == Ticket: // not as SOAP, but as a language prints it
		if left == 0 || s[left-1] != '/' && s[left-1] != '<' {
			member(s, right, false, add)
		}
		return
	case n.only == inElement, n.only == inData && !inQuotes(s, left, right), n.only == asName && right-left == len("name") && !label(s, left):
		return
	}
	if n.kind.takesOption() && option(s, left, right) {
		if sp, ok := n.optionValue(s, right); ok {
			add(sp)
			return
		}
	}
	if sp, ok := n.assigned(s, left, right); ok && !masked(s[sp.start:sp.end]) {
		add(sp)
		if n.kind == Password && strings.HasPrefix(s[sp.end:], " to ") { // changed from one to another
			if more, ok := n.beside(s, sp.end); ok {
				add(more)
			}
		}
	} else if !ok {
		if sp, ok := n.together(s, left, right); ok {
			add(sp)
		}
	}
}

// inQuotes says whether a name stands in quotes.
func inQuotes(s string, left, right int) bool {
	return left > 0 && right < len(s) && (s[left-1] == '"' || s[left-1] == '\'') && s[right] == s[left-1]
}

// label says whether a name is the only word in front of its value: "Name: x", but not "Application name: x".
func label(s string, left int) bool {
	for left > 0 && blank(s[left-1]) {
		left--
	}
	return left == 0 || strings.IndexByte("\n\"',;{[(<>*-|?&", s[left-1]) >= 0
}

// reaches says whether a value of the name of which s[start:end] is a part may stand on another line: that of an element,
// or one behind a sign that ends the line. What else follows a name on its line decides there and then.
func (n *naming) reaches(s string, start, end int) bool {
	left, right := extent(s, start, end)
	if open(s, left) {
		return true
	}
	if n.only == inElement {
		return n.kind == Ticket
	}
	for right < len(s) && blank(s[right]) {
		right++
	}
	return right >= len(s) || strings.IndexByte("\n\"'=:]h", s[right]) >= 0 // "has been set to"
}

// inside says whether s[start:end] is a part of a longer word, and so not a whole name. It is a quick look that spares most
// texts the long one. The "str" of SOAP's names and the "n" of an escaped line end count as no part.
func inside(s string, start, end int) bool {
	if end < len(s) && (letter(s[end]) || digit(s[end])) {
		return true
	}
	if start == 0 || !letter(s[start-1]) && !digit(s[start-1]) {
		return false
	}
	return !(start > 2 && strings.EqualFold(s[start-3:start], "str")) && !(start > 1 && s[start-2] == '\\' && strings.IndexByte("nrt", s[start-1]) >= 0)
}

// extent widens a part of a name to the whole name.
func extent(s string, start, end int) (left, right int) {
	left, right = start, end
	for left > 0 && start-left < maxName && nameByte(s[left-1]) {
		left--
	}
	if left > 0 && s[left-1] == '\\' && left < start && strings.IndexByte("nrt", s[left]) >= 0 {
		left++ // the "n" of an escaped line end
	}
	for right < len(s) && right-end < maxName && nameByte(s[right]) {
		right++
	}
	for right > end && (s[right-1] == '.' || s[right-1] == '-') {
		right--
	}
	return left, right
}

// named says whether a whole name is one that this rule means.
func (n *naming) named(name string) bool {
	if !n.whole {
		return true
	}
	var room [maxName]byte
	b := normal(name, &room)
	if n.known[string(b)] || len(b) > 3 && string(b[:3]) == "str" && n.known[string(b[3:])] {
		return true
	}
	for i := 1; n.tail && i < len(name); i++ {
		if (!alnum[name[i-1]] || capital(name[i]) && !capital(name[i-1])) && n.known[string(normal(name[i:], &room))] {
			return true
		}
	}
	return false
}

// open says whether the name at left is that of an opening tag.
func open(s string, left int) bool {
	if left > 0 && s[left-1] == ':' { // a namespace prefix
		left--
		for left > 0 && nameByte(s[left-1]) {
			left--
		}
	}
	return left > 0 && s[left-1] == '<'
}

// element finds the text of an XML element whose name ends at right. It says whether it was an element at all.
func (n *naming) element(s string, left, right int, add func(span)) bool {
	gt := strings.IndexAny(s[right:min(len(s), right+512)], "<>")
	if gt < 0 || s[right+gt] == '<' {
		return false
	}
	if s[right+gt-1] == '/' {
		return true
	}
	from := right + gt + 1
	to := closing(s, from, s[left:right])
	if to < 0 { // cut off: up to the next tag, or the end of the line
		from = skipBreak(s, from)
		to = from + upTo(s[from:], "<\n")
	}
	from, to = trim(s, from, to)
	if masked(s[from:to]) {
		return true
	}
	if strings.HasPrefix(s[from:to], "<![CDATA[") {
		inner := s[from+9 : to]
		if i := strings.LastIndex(inner, "]]>"); i >= 0 {
			inner = inner[:i]
		}
		if !masked(inner) {
			add(span{from + 9, from + 9 + len(inner), n.kind, inner, true})
		}
		return true
	}
	if strings.HasPrefix(s[from:to], "<") {
		if n.kind.personal() {
			return true // a group: its members have names of their own
		}
		if strings.Contains(strings.ToLower(s[left:right]), "result") { // SOAP's list: the first member is the ticket
			gt := strings.IndexByte(s[from:to], '>')
			if gt < 0 || s[from+gt-1] == '/' {
				return true
			}
			from += gt + 1
			from, to = trim(s, from, from+upTo(s[from:to], "<"))
			if masked(s[from:to]) {
				return true
			}
		}
	}
	add(span{from, to, n.kind, s[from:to], true})
	return true
}

// closing gives the place of the closing tag of an element whose text begins at from; -1: none near.
func closing(s string, from int, name string) int {
	limit := min(len(s), from+maxValue)
	for i := from; i < limit; {
		j := strings.Index(s[i:limit], "</")
		if j < 0 {
			return -1
		}
		i += j
		tag := s[i+2 : min(len(s), i+2+maxName+len(name))]
		if end := upTo(tag, "> \n\t"); end < len(tag) {
			tag = tag[:end]
			if c := strings.LastIndexByte(tag, ':'); c >= 0 {
				tag = tag[c+1:]
			}
			if strings.EqualFold(tag, name) {
				return i
			}
		}
		i += 2
	}
	return -1
}

// upTo is the length of s before the first of the bytes in stops.
func upTo(s, stops string) int {
	if i := strings.IndexAny(s, stops); i >= 0 {
		return i
	}
	return len(s)
}

// trim leaves out blanks and line ends at both ends of s[from:to].
func trim(s string, from, to int) (int, int) {
	for from < to && (blank(s[from]) || s[from] == '\n') {
		from++
	}
	for to > from && (blank(s[to-1]) || s[to-1] == '\n') {
		to--
	}
	return from, to
}

// skipBreak goes over blanks and at most one line end with what mail puts in front of a quoted line. It stays before a
// line that has a log's stamp: that is another entry.
func skipBreak(s string, i int) int {
	from := i
	for i < len(s) && blank(s[i]) {
		i++
	}
	if i >= len(s) || s[i] != '\n' {
		return i
	}
	i++
	for i < len(s) && (blank(s[i]) || s[i] == '>') {
		i++
	}
	if i >= len(s) || s[i] == '\n' || stamped(s[i:]) {
		return from
	}
	return i
}

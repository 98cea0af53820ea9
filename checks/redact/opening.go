package redact

import "strings"

// tagAt says whether the name that ends at s[right], which stands behind "<", is that of an element: ">", "/>" or an attribute in
// quotes follows it. The Web Connector puts what a service said into the same brackets, "<Password is x>", and there the name
// is a word of a sentence.
func tagAt(s string, right int) bool {
	i := overBreaks(s, right)
	if i >= len(s) || s[i] == '>' {
		return true
	}
	if s[i] == '/' {
		return i+1 >= len(s) || s[i+1] == '>'
	}
	_, from, _ := attribute(s, i)
	return i > right && from >= 0
}

// overBreaks goes over blanks and line ends.
func overBreaks(s string, i int) int {
	for i < len(s) && (blank(s[i]) || s[i] == '\n') {
		i++
	}
	return i
}

// attribute gives the name of the attribute at s[i] and where its value stands in its quotes; from is -1 where none begins there.
func attribute(s string, i int) (name string, from, to int) {
	end := i
	for end < len(s) && end-i < maxName && (nameByte(s[end]) || s[end] == ':') {
		end++
	}
	at := overBreaks(s, end)
	if end == i || at >= len(s) || s[at] != '=' {
		return "", -1, -1
	}
	at = overBreaks(s, at+1)
	if at >= len(s) || s[at] != '"' && s[at] != '\'' {
		return "", -1, -1
	}
	return s[i:end], at + 1, at + 1 + quotedEnd(s[at+1:], s[at])
}

// closedBehind says whether s[gt] ends an opening tag behind whose text the closing one of this name stands: an element, though its
// attributes have no quotes, as in a page.
func closedBehind(s string, gt int, name string) bool {
	if gt >= len(s) || s[gt] != '>' {
		return false
	}
	to := closing(s, gt+1, name)
	return to >= 0 && strings.IndexByte(s[gt+1:to], '<') < 0
}

// goesOn says whether the tag or sentence goes on behind a ">": another one ends it, before anything else begins.
func goesOn(s string) bool {
	s = s[:min(len(s), maxName)]
	n := upTo(s, "<>\n\"")
	return n > 0 && n < len(s) && s[n] == '>'
}

// mostAttributes bounds how many attributes of a tag are looked at.
const mostAttributes = 8

// attributes finds the secrets that an element of this name has in its tag instead of its text: <password value="x"/>. right is
// behind its name.
func (n *naming) attributes(s string, right int, add func(span)) {
	if n.kind.personal() {
		return
	}
	for i, k := overBreaks(s, right), 0; k < mostAttributes; k++ {
		name, from, to := attribute(s, i)
		if from < 0 {
			return
		}
		low, v := strings.ToLower(name), s[from:to]
		if (holdsValue[low] || n.kind == Password && chosen(v) && !tellsOf[low] && !strings.Contains(name, ":")) && !masked(v) && (n.only != ifKey || likeKey(v)) {
			add(span{from, to, n.kind, v, false})
		}
		i = overBreaks(s, min(to+1, len(s)))
	}
}

// holdsValue are the attributes that hold what an element is named for.
var holdsValue = wordSet(`value val set text content data plain clear current old new stored default secret sent expected given actual typed entered received`)

// tellsOf are the attributes that tell of an element.
var tellsOf = wordSet(`id name class type for ref href key encoding style xmlns lang form autocomplete pattern title placeholder version hash algorithm`)

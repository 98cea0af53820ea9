package redact

import "strings"

// tag is what the rules say of an XML element by its name alone.
type tag struct {
	mixed bool // the rules must look for themselves
	kind  Kind // of its text; empty: the name says nothing
	word  int  // by which the rule was found
}

// Bounds of what is told by a tag.
const (
	mostTags     = 1024
	longestTag   = 32  // bytes of a name
	longestInTag = 256 // bytes of a text
)

// element passes over a tag at s[i] at a stroke: nearly all of qbXML is <Name>text</Name> in a line, in some hundred
// names. It adds the text where the rules hide it, and gives the last byte that needs no look any more: i itself
// where the tag has attributes or a prefix, or the text is more than a few plain words.
func (l *search) element(i, to int) int {
	s, from := l.v.text, i+1
	closing := from < to && s[from] == '/'
	if closing {
		from++
	}
	end := from
	for end < to && end-from <= longestTag && alnum[s[end]] {
		end++
	}
	if end >= to || s[end] != '>' || end == from || l.let != nil || i < l.covered {
		return i
	}
	name := s[from:end]
	t, ok := l.tags[name]
	if !ok {
		t = l.judge(name)
	}
	switch {
	case t.mixed:
		return i
	case closing || t.kind == "":
		return end
	}
	first := end + 1
	last := plainText(s, first, min(to, first+longestInTag))
	if !closes(s[last:to], name) {
		return i
	}
	v := s[first:last]
	if masked(v) {
		return end
	}
	if blank(v[0]) || blank(v[len(v)-1]) { // what is hidden is less than the whole text
		return i
	}
	l.rule = t.word
	l.add(span{first, last, t.kind, v, true})
	if l.taken <= first && last <= l.covered {
		return last + len("</") + len(name)
	}
	return end
}

// closes says whether s begins with the closing tag of a name.
func closes(s, name string) bool {
	n := len("</") + len(name)
	return len(s) > n && s[:2] == "</" && s[2:n] == name && s[n] == '>'
}

// judge asks the rules about a name and remembers the answer.
func (l *search) judge(name string) tag {
	t, s := tag{}, "<"+name+">"
	l.e.words.each(s, func(n, start, end int) {
		if n >= len(l.e.rules) || l.e.rules[n].apart(s, start, end) {
			return
		}
		switch rule := l.e.rules[n].name; {
		case rule == nil || t.kind != "" && t.kind != rule.kind:
			t.mixed = true
		case rule.named(name):
			t.kind, t.word = rule.kind, n
		}
	})
	if len(l.tags) >= mostTags {
		clear(l.tags)
	}
	l.tags[strings.Clone(name)] = t
	return t
}

// plainText is where the text from i on ends: at a tag, an encoding, an address, or at limit.
func plainText(s string, i, limit int) int {
	for ; i < limit; i++ {
		if c := s[i]; c == '<' || encodes[c] || c == ':' && i+1 < limit && s[i+1] == '/' {
			break
		}
	}
	return i
}

// alnum are the ASCII letters and digits.
var alnum = following("0123456789", true)

package redact

import "strings"

// rounds bounds how often a text is looked at again after something was hidden in it. Two are enough for all that people write.
const rounds = 8

// settle hides until nothing more is found, or as often as is left, so that hiding again changes nothing. Of a long text only the lines in which
// something was hidden are looked at again.
func settle(s string, left int, find func(string) []span, name func(span) string) string {
	for ; left > 0; left-- {
		list := find(s)
		if len(list) == 0 {
			return s
		}
		if len(s) > longText {
			return byLine(s, list, left-1, find, name)
		}
		s = replace(s, list, name)
	}
	return s
}

// longText is the length from which a text is settled line by line, in bytes.
const longText = 16 << 10

// byLine replaces the spans of a long text and settles each line that held one by itself. Entries that differ in their
// stamps only come to the same: they are looked at once.
func byLine(s string, list []span, left int, find func(string) []span, name func(span) string) string {
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	settled := make(map[string]bool)
	for i := 0; i < len(list); {
		from := at + strings.LastIndexByte(s[at:list[i].start], '\n') + 1
		to, n := from, i
		for n < len(list) && (n == i || list[n].start < to) {
			to = list[n].end + upTo(s[list[n].end:], "\n")
			n++
		}
		part := make([]span, 0, 4)
		for _, sp := range list[i:n] {
			sp.start, sp.end = sp.start-from, sp.end-from
			part = append(part, sp)
		}
		b.WriteString(s[at:from])
		line := replace(s[from:to], part, name)
		head := headOf(line)
		if head == 0 || !settled[line[head:]] {
			again := settle(line, left, find, name)
			if head > 0 && again == line {
				settled[line[head:]] = true
			}
			line = again
		}
		b.WriteString(line)
		at, i = to, n
	}
	b.WriteString(s[at:])
	return b.String()
}

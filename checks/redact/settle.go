package redact

import "strings"

// rounds bounds how often a text is looked at again after something was hidden in it. Two are enough for all that people write.
const rounds = 8

// longText is the length from which a text is settled line by line, in bytes.
const longText = 16 << 10

// hider hides in one text after the other. It is not safe for concurrent use.
type hider struct {
	find        func(string) []span
	name        func(span) string
	inert       lineMemo // lines with something hidden, in which nothing more was found
	line, shape []byte   // room for one line
}

// settle hides until nothing more is found, or as often as is left, so that hiding again changes nothing. Of a long text only the lines in which
// something was hidden are looked at again.
func (h *hider) settle(s string, left int) string {
	for ; left > 0; left-- {
		list := h.find(s)
		if len(list) == 0 {
			return s
		}
		if len(s) > longText {
			return h.byLine(s, list, left-1)
		}
		s = replace(s, list, h.name)
	}
	return s
}

// byLine replaces the spans of a long text and settles each line that held one by itself.
func (h *hider) byLine(s string, list []span, left int) string {
	h.inert.use(true)
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for len(list) > 0 {
		from := at + strings.LastIndexByte(s[at:list[0].start], '\n') + 1
		to, n := from, 0
		for n < len(list) && (n == 0 || list[n].start < to) {
			to = list[n].end + lineEnd(s[list[n].end:])
			n++
		}
		b.WriteString(s[at:from])
		h.replace(s, from, to, list[:n])
		h.settleLine(&b, left)
		at, list = to, list[n:]
	}
	b.WriteString(s[at:])
	return b.String()
}

// lineEnd is the length of the first line of s.
func lineEnd(s string) int {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return n
	}
	return len(s)
}

// settleLine writes the line, settled. One that differs from one before in its stamp only, or in the numbers of our own
// names, comes to the same: those mean nothing to any rule.
func (h *hider) settleLine(b *strings.Builder, left int) {
	line := string(h.line)
	shape := string(h.shape[headOf(line):])
	key := h.inert.key(shape)
	if h.inert.has(key, shape) {
		b.WriteString(line)
		return
	}
	again := h.settle(line, left)
	if again == line {
		h.inert.put(key, shape)
	}
	b.WriteString(again)
}

// replace puts names in the place of the spans of s[from:to], into the room for one line, and what the names have in
// common into the room for its shape.
func (h *hider) replace(s string, from, to int, list []span) {
	h.line, h.shape = h.line[:0], h.shape[:0]
	for _, sp := range list {
		h.line = append(h.line, s[from:sp.start]...)
		h.shape = append(h.shape, s[from:sp.start]...)
		begin := len(h.line)
		h.line = appendName(h.line, sp, h.name(sp))
		for _, c := range h.line[begin:] {
			if digit(c) {
				c = 0 // it stands in no text, for it is no printable character
			}
			h.shape = append(h.shape, c)
		}
		from = sp.end
	}
	h.line = append(h.line, s[from:to]...)
	h.shape = append(h.shape, s[from:to]...)
}

// appendName writes what stands in the place of a span. As the text of an XML element it gets other brackets, for "<"
// would open a tag there.
func appendName(b []byte, sp span, name string) []byte {
	if !sp.element {
		return append(b, name...)
	}
	b = append(b, '[')
	b = append(b, name[1:len(name)-1]...)
	return append(b, ']')
}

// replace puts names in the place of spans.
func replace(s string, list []span, name func(span) string) string {
	b := make([]byte, 0, len(s))
	at := 0
	for _, sp := range list {
		b = append(b, s[at:sp.start]...)
		b = appendName(b, sp, name(sp))
		at = sp.end
	}
	return string(append(b, s[at:]...))
}

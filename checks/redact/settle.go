package redact

import "strings"

// rounds bounds how often a text is looked at again after something was hidden in it. Two are enough for all that people write.
const rounds = 8

// longText is the length from which a text is settled line by line, in bytes.
const longText = 16 << 10

// mostRoom is the room for a text that is kept for the next one, in bytes.
const mostRoom = 1 << 18

// hider hides in one text after the other. It is not safe for concurrent use.
type hider struct {
	find  func(string) []span
	name  func(span) string
	inert lineMemo // lines with something hidden, in which nothing more was found
	shape []byte   // of the line at hand
	room  []byte   // for a text
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
	b, at := h.room[:0], 0
	h.room = nil // a line may be long enough to be settled by line itself
	for len(list) > 0 {
		from := at + strings.LastIndexByte(s[at:list[0].start], '\n') + 1
		to, n := from, 0
		for n < len(list) && (n == 0 || list[n].start < to) {
			to = list[n].end + lineEnd(s[list[n].end:])
			n++
		}
		b = append(b, s[at:from]...)
		mark := len(b)
		b = h.replace(b, s, from, to, list[:n])
		b = h.settleLine(b, mark, left)
		at, list = to, list[n:]
	}
	b = append(b, s[at:]...)
	if cap(b) <= mostRoom {
		h.room = b
	}
	return string(b)
}

// lineEnd is the length of the first line of s.
func lineEnd(s string) int {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return n
	}
	return len(s)
}

// settleLine settles the line b[from:], whose shape is known. One that differs from one before in its stamp only, or in the
// numbers of our own names, comes to the same: those mean nothing to any rule.
func (h *hider) settleLine(b []byte, from, left int) []byte {
	shape := h.shape
	if digit(b[from]) {
		shape = shape[headOf(string(b[from:min(len(b), from+longestHead)])):]
	}
	key := h.inert.keyOf(shape)
	if h.inert.hasBytes(key, shape) {
		return b
	}
	line := string(b[from:])
	again := h.settle(line, left)
	if again == line {
		h.inert.put(key, string(shape))
		return b
	}
	return append(b[:from], again...)
}

// replace appends s[from:to] to b with names in the place of its spans, and keeps what is left of it when the numbers of the
// names are taken out: its shape.
func (h *hider) replace(b []byte, s string, from, to int, list []span) []byte {
	h.shape = h.shape[:0]
	for _, sp := range list {
		b = append(b, s[from:sp.start]...)
		h.shape = append(h.shape, s[from:sp.start]...)
		begin, same := len(b), len(h.shape)
		b = appendName(b, sp, h.name(sp))
		h.shape = append(h.shape, b[begin:]...)
		for i := same; i < len(h.shape); i++ {
			if digit(h.shape[i]) {
				h.shape[i] = 0 // which stands in no text, for it is no printable character
			}
		}
		from = sp.end
	}
	h.shape = append(h.shape, s[from:to]...)
	return append(b, s[from:to]...)
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

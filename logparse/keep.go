package logparse

import (
	"bytes"
	"unicode/utf8"
)

// MaxFailures is how many failures of one run are kept: its first ones.
const MaxFailures = 64

// Bounds of what is kept, whatever the log holds.
const (
	maxMessage  = 4096 // bytes of a failure's message
	maxInner    = 1024
	maxStack    = 1024
	maxAnswer   = 160 // bytes of what a call answered, and of a text in After
	maxAfter    = 8   // texts in After
	maxName     = 1024
	maxCalls    = 64
	maxLoose    = 512 // of one log
	maxStrange  = 200
	maxLine     = 400       // bytes of a strange line
	maxFragment = 256 << 10 // bytes of a text without stamps
	maxNames    = 4096      // names and addresses remembered
	maxApps     = 1024
	maxEntry    = 64 << 10 // bytes of an entry's text for Options.OnEntry
)

// keep copies b as valid UTF-8 without zero bytes, at most n bytes of it.
func keep(b []byte, n int) string {
	if len(b) > n {
		b = b[:n]
		for i := 1; i < utf8.UTFMax && i < len(b); i++ { // not in the middle of a rune
			if last := b[len(b)-i:]; utf8.RuneStart(last[0]) {
				if !utf8.FullRune(last) {
					b = b[:len(b)-i]
				}
				break
			}
		}
	}
	if bytes.IndexByte(b, 0) >= 0 {
		b = bytes.ReplaceAll(b, []byte{0}, nil)
	}
	if !utf8.Valid(b) {
		b = toUTF8(b)
	}
	return string(b)
}

// cutAnswer bounds what a call answered.
func cutAnswer(s string) string {
	if len(s) <= maxAnswer {
		return s
	}
	return keep([]byte(s), maxAnswer)
}

// trim takes off what never belongs to a text: blanks, line ends, zero padding.
func trim(b []byte) []byte {
	b = trimRight(b)
	for len(b) > 0 && (b[0] <= ' ') {
		b = b[1:]
	}
	return b
}

// trimRight is trim for the end alone.
func trimRight(b []byte) []byte {
	n := len(b)
	for n > 0 && b[n-1] <= ' ' {
		n--
	}
	return b[:n]
}

// quoted returns what stands in quotes after mark: the value of name="…". The value may hold quotes itself when a '>' ends the form, so
// the end is the first quote that '>' follows, else the first quote, else the end of the text.
func quoted(text []byte, mark string) (value []byte, ok bool) {
	i := bytes.Index(text, []byte(mark))
	if i < 0 {
		return nil, false
	}
	value = text[i+len(mark):]
	if n := bytes.Index(value, []byte(`">`)); n >= 0 {
		return value[:n], true
	}
	if n := bytes.LastIndexByte(value, '"'); n >= 0 {
		return value[:n], true
	}
	return trim(value), true
}

// after returns what follows mark, trimmed.
func after(text []byte, mark string) (rest []byte, ok bool) {
	if i := bytes.Index(text, []byte(mark)); i >= 0 {
		return trim(text[i+len(mark):]), true
	}
	return nil, false
}

func has(text []byte, mark string) bool { return bytes.Contains(text, []byte(mark)) }

func starts(text []byte, mark string) bool {
	return len(text) >= len(mark) && string(text[:len(mark)]) == mark
}

// between returns what stands after open up to the last close.
func between(text []byte, open, end string) ([]byte, bool) {
	rest, ok := after(text, open)
	if !ok {
		return nil, false
	}
	if i := bytes.LastIndex(rest, []byte(end)); i >= 0 {
		return rest[:i], true
	}
	return rest, true
}

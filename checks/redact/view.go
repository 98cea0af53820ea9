package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// view is a text as one reads it after undoing an encoding, with the way back to the text itself.
type view struct {
	text string
	at   []int32 // for each byte of text, and for its end, the place in the original; nil: the same place
}

// origin gives the span of the original that a span of the view stands for.
func (v view) origin(start, end int) (int, int) {
	if v.at == nil {
		return start, end
	}
	return int(v.at[start]), int(v.at[end])
}

// layers is how many encodings inside each other are undone: XML in JSON in a URL.
const layers = 4

// views gives the text itself and what is read in it after undoing XML entities, percent encoding, JSON and C escapes,
// and full-width letters, layer by layer as long as that changes anything.
func views(s string) []view {
	list := []view{{text: s}}
	for range layers {
		next, changed := decoded(list[len(list)-1])
		if !changed {
			break
		}
		list = append(list, next)
	}
	return list
}

// encodes are the bytes with which an encoding begins.
var encodes = [256]bool{'&': true, '%': true, '\\': true, 0xef: true}

// decoded undoes one layer of encodings.
func decoded(v view) (view, bool) {
	s := v.text
	if !encoded(s) {
		return view{}, false
	}
	var b strings.Builder
	var at []int32
	changed := false
	for i := 0; i < len(s); {
		if !changed {
			for i < len(s) && !encodes[s[i]] {
				i++
			}
			if i == len(s) {
				break
			}
		}
		n, text := 0, ""
		switch c := s[i]; {
		case c == '&':
			n, text = entity(s[i:])
		case c == '%':
			n, text = percent(s[i:])
		case c == '\\':
			n, text = escape(s[i:])
		case c == 0xef:
			n, text = fullWidth(s[i:])
		}
		from, _ := v.origin(i, i)
		if n == 0 {
			if changed {
				b.WriteByte(s[i])
				at = append(at, int32(from))
			}
			i++
			continue
		}
		if !changed {
			changed = true
			b.Grow(len(s))
			b.WriteString(s[:i])
			at = make([]int32, 0, len(s)+1)
			for j := range i {
				o, _ := v.origin(j, j)
				at = append(at, int32(o))
			}
		}
		b.WriteString(text)
		for range len(text) {
			at = append(at, int32(from))
		}
		i += n
	}
	if !changed {
		return view{}, false
	}
	_, end := v.origin(len(s), len(s))
	return view{b.String(), append(at, int32(end))}, true
}

// encoded says whether anything in s may be an encoding; it is quick, for nearly all texts are not.
func encoded(s string) bool {
	return strings.IndexByte(s, '\\') >= 0 || strings.IndexByte(s, '&') >= 0 || strings.IndexByte(s, '%') >= 0 ||
		strings.IndexByte(s, 0xef) >= 0
}

// safe gives the text that a decoded character stands for in a view: control characters are left out, as strip does.
func safe(r rune) string {
	if r == utf8.RuneError || !utf8.ValidRune(r) {
		return " "
	}
	return strip(string(r))
}

// entity undoes an XML or HTML entity at the start of s and says how long it is; 0: none stands there.
func entity(s string) (int, string) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return 0, ""
	}
	name := s[1:end]
	if name[0] == '#' {
		base, digits := 10, name[1:]
		if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
			base, digits = 16, digits[1:]
		}
		n, err := strconv.ParseUint(digits, base, 32)
		if err != nil || n > utf8.MaxRune {
			return 0, ""
		}
		return end + 1, safe(rune(n))
	}
	if text := html.UnescapeString(s[:end+1]); text != s[:end+1] {
		return end + 1, text
	}
	return 0, ""
}

// percent undoes percent encoding at the start of s, one byte of it.
func percent(s string) (int, string) {
	if len(s) < 3 {
		return 0, ""
	}
	hi, lo := unhex(s[1]), unhex(s[2])
	if hi < 0 || lo < 0 {
		return 0, ""
	}
	c := byte(hi<<4 | lo)
	if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
		return 3, ""
	}
	return 3, string([]byte{c})
}

// escape undoes an escape of JSON or C at the start of s. Those for control characters are kept: in "C:\temp" they are none.
func escape(s string) (int, string) {
	if len(s) < 2 {
		return 0, ""
	}
	switch s[1] {
	case '"', '\\', '/', '\'':
		return 2, s[1:2]
	case 'u':
		if r, ok := hex(s, 2, 4); ok {
			return 6, safe(r)
		}
	case 'x':
		if r, ok := hex(s, 2, 2); ok {
			return 4, safe(r)
		}
	}
	return 0, ""
}

// hex reads n hexadecimal digits of s from i on.
func hex(s string, i, n int) (rune, bool) {
	if len(s) < i+n {
		return 0, false
	}
	r := rune(0)
	for _, c := range []byte(s[i : i+n]) {
		d := unhex(c)
		if d < 0 {
			return 0, false
		}
		r = r<<4 | rune(d)
	}
	return r, true
}

// unhex is the value of a hexadecimal digit; -1 for another byte.
func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// fullWidth undoes a full-width form of an ASCII character (U+FF01 to U+FF5E) at the start of s.
func fullWidth(s string) (int, string) {
	r, n := utf8.DecodeRuneInString(s)
	if r < 0xff01 || r > 0xff5e {
		return 0, ""
	}
	return n, string(r - 0xff01 + '!')
}

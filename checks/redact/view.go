package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// view is a part of a text as one reads it after undoing an encoding, with the way back to the text itself.
type view struct {
	text string
	from int     // where the part begins in the original
	at   []int32 // for each byte of text, and for its end, the place in that part; nil: the same place
}

// origin gives the span of the original that a span of the view stands for.
func (v view) origin(start, end int) (int, int) {
	if v.at == nil {
		return v.from + start, v.from + end
	}
	return v.from + int(v.at[start]), v.from + int(v.at[end])
}

// layers is how many encodings inside each other are undone: XML in JSON in a URL. They are XML entities, percent
// encoding, JSON and C escapes, quoted-printable, full-width letters, and the dashes, quotes and blanks of typography.
const layers = 5

// encodes are the bytes with which an encoding begins.
var encodes = [256]bool{'&': true, '%': true, '\\': true, '=': true, 0xc2: true, 0xe2: true, 0xef: true}

// codeSigns are the same with what may follow them, for a quick look.
var codeSigns = [...]struct {
	sign string
	then [256]bool
}{{"&", following("#", true)}, {"%", following("0123456789abcdefABCDEF", false)}, {"\\", following(`"\/'ux`, false)}, {"\xef", following("\xbc\xbd", false)},
	{"=", following("\n2389ABCDEF", false)}, {"\xc2", following("\xa0", false)}, {"\xe2", following("\x80\x88", false)}}

// following makes a set of bytes, with all letters or without.
func following(list string, letters bool) (set [256]bool) {
	for c := range set {
		set[c] = strings.IndexByte(list, byte(c)) >= 0 || letters && letter(byte(c))
	}
	return set
}

// coded says whether something is encoded at the start of s.
func coded(s string) bool {
	n, _ := undo(s)
	return n > 0
}

// linesBefore is how many lines in front of an encoded one may tell what it holds: "Regards," and an empty one.
const linesBefore = 3

// region gives the next part of s behind floor, from at on, in which something is encoded: whole lines, from just before the first that is
// encoded to the end of the entry of the log or of an element, or as far as a value may reach behind the last one. The start is -1 where there
// is none.
func region(s string, at, floor int) (from, to int) {
	i := encoding(s, at)
	if i < 0 {
		return -1, -1
	}
	from = floor + strings.LastIndexByte(s[floor:i], '\n') + 1
	for range linesBefore {
		if from <= floor || stamped(s[from:]) || between(s, from-1) {
			break
		}
		from = floor + strings.LastIndexByte(s[floor:from-1], '\n') + 1
	}
	for {
		end := min(len(s), i+maxValue)
		to = i + upTo(s[i:end], "\n")
		for to < end && !stamped(s[to+1:]) && !between(s, to) {
			to++
			to += upTo(s[to:end], "\n")
		}
		for to < len(s) && s[to] != '\n' {
			to++
		}
		last := -1
		for j := encoding(s[:to], i+1); j >= 0; j = encoding(s[:to], j+1) {
			last = j
		}
		if last < 0 {
			return from, to
		}
		i = last
	}
}

// between says whether the line end at i stands between two whole elements: no value reaches over it.
func between(s string, i int) bool {
	return i > 0 && s[i-1] == '>' && i+1 < len(s) && s[i+1] == '<'
}

// encoding gives the first place from at on where something is encoded; -1: there is none.
func encoding(s string, at int) int {
	for i := at; i < len(s); i++ {
		if encodes[s[i]] && coded(s[i:]) {
			return i
		}
	}
	return -1
}

// undo undoes what is encoded at the start of s, says how long it is, and what it stands for; 0: nothing is encoded there.
func undo(s string) (int, string) {
	switch s[0] {
	case '&':
		return entity(s)
	case '%':
		return percent(s)
	case '\\':
		return escape(s)
	case '=':
		return quotedPrintable(s)
	case 0xef:
		return fullWidth(s)
	case 0xc2, 0xe2:
		return typography(s)
	}
	return 0, ""
}

// softened says whether a text is in quoted-printable. That is undone before all else, for mail put it around all else.
func softened(s string) bool {
	for i := 0; ; i++ {
		j := strings.IndexByte(s[i:], '=')
		if j < 0 {
			return false
		}
		i += j
		if n, _ := quotedPrintable(s[i:]); n > 0 {
			return true
		}
	}
}

// decoded undoes one layer of encodings.
func decoded(v view) (view, bool) {
	s := v.text
	if encoding(s, 0) < 0 {
		return view{}, false
	}
	mail := softened(s)
	var b strings.Builder
	b.Grow(len(s))
	at := make([]int32, 0, len(s)+1)
	place := func(i int) int32 {
		if v.at == nil {
			return int32(i)
		}
		return v.at[i]
	}
	for i := 0; i < len(s); {
		if n, text := undo(s[i:]); n > 0 && (!mail || s[i] == '=') {
			b.WriteString(text)
			for range len(text) {
				at = append(at, place(i))
			}
			i += n
			continue
		}
		next := i + 1
		for next < len(s) && !encodes[s[next]] {
			next++
		}
		b.WriteString(s[i:next])
		if v.at != nil {
			at = append(at, v.at[i:next]...)
			i = next
		}
		for ; i < next; i++ {
			at = append(at, int32(i))
		}
	}
	return view{b.String(), v.from, append(at, place(len(s)))}, true
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

// quotedPrintable undoes an escape of mail at the start of s: a line end that counts for nothing, a byte of UTF-8, "=" or a
// blank. The others stand in addresses and counts, too.
func quotedPrintable(s string) (int, string) {
	if len(s) > 2 && s[1] == '\n' && s[2] != '-' { // base64 ends so before "-----END"
		return 2, ""
	}
	if len(s) < 3 || s[1] > 'F' || s[2] > 'F' {
		return 0, ""
	}
	hi, lo := unhex(s[1]), unhex(s[2])
	if hi < 0 || lo < 0 {
		return 0, ""
	}
	switch c := byte(hi<<4 | lo); {
	case c == '=' || c == ' ' || c >= 0x80:
		return 3, string([]byte{c})
	}
	return 0, ""
}

// typography gives the ASCII of a dash, a quote or a blank that is none at the start of s.
func typography(s string) (int, string) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f:
		return n, " "
	case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
		return n, "-"
	case r >= 0x2018 && r <= 0x201b:
		return n, "'"
	case r >= 0x201c && r <= 0x201f:
		return n, `"`
	}
	return 0, ""
}

package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// esc introduces a terminal's escape sequence.
const esc = 0x1b

// plain says that nothing in s has to go: printable ASCII, tabs and line ends only. It is the usual case and costs no copy.
func plain(s string) bool {
	for i := 0; ; i++ {
		if i += printable(s[i:]); i >= len(s) {
			return true
		}
		if !keeps[s[i]] {
			return false
		}
	}
}

// printable is the length of the printable ASCII at the start of s, in whole words of eight bytes and then one by one.
func printable(s string) int {
	const every = 0x0101010101010101
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		if (w|(w-every*' ')|(w+every))&(every*0x80) != 0 { // above 0x7f, below " ", or 0x7f itself
			break
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] < 0x7f {
		i++
	}
	return i
}

// keeps are the bytes that stay as they are.
var keeps = func() (k [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		k[c] = true
	}
	k['\n'], k['\t'] = true, true
	return k
}()

// strip takes out what a terminal would obey and what an eye cannot see: escape sequences (CSI, OSC, DCS and the short
// ones, in their 7-bit and 8-bit forms), other control characters, and Unicode's format characters (bidi overrides,
// zero-width ones). Invalid UTF-8 becomes U+FFFD. Line ends become "\n", any other separator of lines becomes a space.
func strip(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		from := i
		for i += printable(s[i:]); i < len(s) && keeps[s[i]]; i += 1 + printable(s[i+1:]) {
		}
		b.WriteString(s[from:i])
		if i >= len(s) {
			break
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r':
			i++
			if i >= len(s) || s[i] != '\n' {
				b.WriteByte(' ')
			}
		case r == esc || r >= 0x80 && r <= 0x9f:
			i += n + sequence(s[i:], n)
		case r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
			i += n
		case r < ' ' || r == 0x7f || unicode.Is(unicode.Cf, r):
			i += n
		case r == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
			i++
		default:
			b.WriteString(s[i : i+n])
			i += n
		}
	}
	return composed(b.String())
}

// composed puts the letters of a text together with the marks that stand behind them, so that a name is the same in both
// spellings. A text without such marks is not looked at.
func composed(s string) string {
	if strings.IndexByte(s, 0xcc) < 0 && strings.IndexByte(s, 0xcd) < 0 { // U+0300 to U+036F
		return s
	}
	return norm.NFC.String(s)
}

// maxSequence bounds how far an escape sequence may reach, so that an unfinished one cannot swallow a whole file.
const maxSequence = 4096

// sequence says how many bytes after the introducer (n bytes at the start of s) belong to the escape sequence
// (ECMA-48: 5.4 control sequences, 5.6 control strings).
func sequence(s string, n int) int {
	kind, skip := byte(0), 0
	if s[0] == esc {
		if len(s) == 1 {
			return 0
		}
		kind, skip = s[1], 1
	} else {
		r, _ := utf8.DecodeRuneInString(s)
		kind = byte(r - 0x40) // the 8-bit form is the 7-bit one plus 0x40
		if !strings.ContainsRune("[]PX^_", rune(kind)) {
			return 0
		}
	}
	rest := s[n+skip:]
	rest = rest[:min(len(rest), maxSequence)]
	switch {
	case kind == '[':
		return skip + control(rest)
	case strings.IndexByte("]PX^_", kind) >= 0:
		return skip + controlString(rest)
	case kind >= ' ' && kind <= '/': // intermediates, then one final byte
		i := 0
		for i < len(rest) && rest[i] >= ' ' && rest[i] <= '/' {
			i++
		}
		if i < len(rest) && rest[i] >= '0' && rest[i] <= '~' {
			i++
		}
		return skip + i
	case kind >= '0' && kind <= '~':
		return skip
	}
	return 0
}

// control is the length of a control sequence after its introducer: parameters, intermediates, one final byte.
func control(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '@' && c <= '~':
			return i + 1
		case c < ' ' || c > '?':
			return i
		}
	}
	return len(s)
}

// controlString is the length of a control string after its introducer: up to BEL or the string terminator. One that
// does not end on its line ends with the line, so that text after it stays.
func controlString(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case 0x07:
			return i + 1
		case '\n', '\r':
			return i
		case esc:
			if i+1 < len(s) && s[i+1] == '\\' {
				return i + 2
			}
			return i
		case 0xc2:
			if i+1 < len(s) && s[i+1] == 0x9c {
				return i + 2
			}
		}
	}
	return len(s)
}

package logparse

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// wideByScript tells UTF-16 without a mark by its letters, for texts that have few Latin ones: a sentence in Chinese or Russian. A text that
// makes sense as bytes never is: bytes are read as UTF-16 only where they are no UTF-8 or full of control characters, are not mostly
// ASCII, and where nearly all that they give in one byte order are letters in use, and less so in the other.
func wideByScript(b []byte) (enc string, ok bool) {
	sample := b[:min(len(b), 4096)&^1]
	if len(sample) < 4 || narrow(sample) {
		return "", false
	}
	le, be := inUse(sample, binary.LittleEndian), inUse(sample, binary.BigEndian)
	chars := len(sample) / 2
	switch {
	case le*20 >= chars*19 && le > be:
		return encUTF16LE, true
	case be*20 >= chars*19 && be > le:
		return encUTF16BE, true
	}
	return "", false
}

// narrow says whether bytes are a text of one byte a character, or UTF-8.
func narrow(b []byte) bool {
	ascii, controls := 0, 0
	for _, c := range b {
		switch {
		case c >= ' ' && c < 0x7f, c == '\n', c == '\r', c == '\t':
			ascii++
		case c < ' ':
			controls++
		}
	}
	if validUTF8(b) {
		return controls*10 < len(b)
	}
	return ascii*5 > len(b)*4
}

// inUse counts the characters that texts of these logs have: letters, digits, signs and blanks of living scripts.
func inUse(b []byte, order binary.ByteOrder) int {
	n := 0
	scripts := livingScripts
	if bytes.IndexByte(b, 0) >= 0 { // Korean has blanks; Chinese in its own code page has none, and would pass for Korean without
		scripts = append(scripts, unicode.Hangul)
	}
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			if i+3 < len(b) && utf16.DecodeRune(r, rune(order.Uint16(b[i+2:]))) != utf8.RuneError {
				n += 2
				i += 2
			}
			continue
		}
		if unicode.In(r, scripts...) || r == '\n' || r == '\r' || r == '\t' {
			n++
		}
	}
	return n
}

// livingScripts are those that Windows speaks, but for Korean's. Han without the rare letters: bytes of other texts often give those.
var livingScripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai, unicode.Devanagari, unicode.Hiragana, unicode.Katakana,
	{R16: []unicode.Range16{
		{Lo: 0x0020, Hi: 0x007e, Stride: 1},
		{Lo: 0x00a0, Hi: 0x00bf, Stride: 1},
		{Lo: 0x2010, Hi: 0x203a, Stride: 1},
		{Lo: 0x3000, Hi: 0x303f, Stride: 1},
		{Lo: 0x4e00, Hi: 0x9fa5, Stride: 1},
		{Lo: 0xff00, Hi: 0xff65, Stride: 1},
	}},
}

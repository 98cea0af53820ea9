package qwc

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"authdoctor/checks/lazyregexp"
)

var declared = lazyregexp.New(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)["']`)

// decode turns the file's bytes into UTF-8 text without a byte order mark, and names the encoding: the mark's, else what
// the zero bytes show, else UTF-8, else Windows-1252, which reads every byte.
func decode(data []byte) (text, encoding string) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return wide(data[2:], unicode.LittleEndian), "utf-16le"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return wide(data[2:], unicode.BigEndian), "utf-16be"
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return wide(data, unicode.LittleEndian), "utf-16le"
	case len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return wide(data, unicode.BigEndian), "utf-16be"
	}
	if utf8.Valid(data) {
		return string(data), "utf-8"
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD"), "utf-8"
	}
	return string(out), "windows-1252"
}

func wide(data []byte, order unicode.Endianness) string {
	out, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil {
		return ""
	}
	return string(out)
}

// singleByte says that a declared encoding is one of those that Windows-1252 can stand for.
func singleByte(name string) bool {
	switch strings.ToLower(name) {
	case "windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii":
		return true
	}
	return false
}
